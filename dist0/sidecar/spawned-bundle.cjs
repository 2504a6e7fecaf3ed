// \0rolldown/runtime.js
var __defProp = Object.defineProperty;
var __esmMin = (fn, res, err) => () => {
	if (err) throw err[0];
	try {
		return fn && (res = fn(fn = 0)), res;
	} catch (e) {
		throw err = [e], e;
	}
};
var __exportAll = (all, no_symbols) => {
	let target = {};
	for (var name in all) __defProp(target, name, {
		get: all[name],
		enumerable: true
	});
	if (!no_symbols) __defProp(target, Symbol.toStringTag, { value: "Module" });
	return target;
};
let node_fs = require("node:fs");
let node_url = require("node:url");
let node_util = require("node:util");
let node_tty = require("node:tty");
let node_net = require("node:net");
let node_os = require("node:os");
let node_console = require("node:console");
let node_stream = require("node:stream");
let node_diagnostics_channel = require("node:diagnostics_channel");
let node_perf_hooks = require("node:perf_hooks");
let node_buffer = require("node:buffer");
let node_path = require("node:path");
// dist/protocol/errors.js
/**
* The errors of the protocol: one table of codes, and the one error class that both sides speak.
* Match on `code` or `name`, never on text. A message never holds a client's bytes, a stack, or a path that
* the client didn't send.
*/
/** Every error code of the protocol, with whether the same call may succeed later. */
const ERRORS = {
	ParseError: {
		code: -32700,
		retryable: false,
		when: "the body is no JSON or MessagePack"
	},
	InvalidRequest: {
		code: -32600,
		retryable: false,
		when: "no valid request, or an id already in flight"
	},
	MethodNotFound: {
		code: -32601,
		retryable: false,
		when: "no such method"
	},
	InvalidParams: {
		code: -32602,
		retryable: false,
		when: "a parameter is missing, misspelt or out of range"
	},
	InternalError: {
		code: -32603,
		retryable: false,
		when: "a fault of outrigger"
	},
	RequestCancelled: {
		code: -32800,
		retryable: false,
		when: "the client cancelled the request"
	},
	Busy: {
		code: 1,
		retryable: true,
		when: "an admission bound is reached; `data.retryAfterMs`"
	},
	DeadlineExceeded: {
		code: 2,
		retryable: true,
		when: "the request's deadline passed"
	},
	TooLarge: {
		code: 3,
		retryable: false,
		when: "a limit is passed; `data: {limit, max, got}`"
	},
	OutOfMemory: {
		code: 4,
		retryable: true,
		when: "the arena has no such free range; `data: {requested, largestFree}`"
	},
	StaleSegment: {
		code: 5,
		retryable: false,
		when: "a segment that is closed, of another connection, or never opened"
	},
	KernelTrap: {
		code: 6,
		retryable: false,
		when: "the kernel trapped; `data: {message, operation}`"
	},
	WorkerLost: {
		code: 7,
		retryable: true,
		when: "a worker was killed during the request"
	},
	FileError: {
		code: 8,
		retryable: false,
		when: "a file could not be read; `data: {code, path}`"
	},
	BadRuleset: {
		code: 9,
		retryable: false,
		when: "a pattern that does not compile; `data: {rule, message}`"
	},
	BadKernel: {
		code: 10,
		retryable: false,
		when: "a module that does not load, or lacks the ABI"
	}
};
new Map(Object.keys(ERRORS).map((name) => [ERRORS[name].code, name]));
/** An error of the protocol, thrown inside the sidecar and turned into an error reply at the session. */
var ProtocolError = class extends Error {
	name;
	code;
	data;
	constructor(name, message, data = {}, options) {
		super(message, options);
		this.name = name;
		this.code = ERRORS[name].code;
		this.data = ERRORS[name].retryable ? {
			name,
			retryable: true,
			...data
		} : {
			name,
			...data
		};
	}
	toObject() {
		return {
			code: this.code,
			message: this.message,
			data: this.data
		};
	}
};
/** A parameter is wrong: `path` is the field's path in the params (`messages[3].base64`), and opens the message. */
function invalidParams(path, expected) {
	return new ProtocolError("InvalidParams", `${path === "" ? "params" : path}: expected ${expected}`, {
		path,
		expected
	});
}
/** A limit of `limits.ts` (or a named bound) is passed. */
function tooLarge(limit, max, got, hint) {
	return new ProtocolError("TooLarge", `${limit}: ${got} is over the limit of ${max}${hint === void 0 ? "" : `; ${hint}`}`, {
		limit,
		max,
		got
	});
}
// dist/sidecar/server/doors/refused.js
var EndpointRefused;
var init_refused = __esmMin((() => {
	EndpointRefused = class extends Error {
		name = "EndpointRefused";
	};
}));
// dist/protocol/limits.js
init_refused();
/**
* A limit on everything, by name. Each has a flag of `outrigger serve` (`--frame-bytes`) and is told by `initialize`.
* A limit is checked on the bytes, before anything is decoded or allocated for it.
*/
const KiB$1 = 1024;
const MiB$1 = 1024 * KiB$1;
const GiB = 1024 * MiB$1;
/** What each limit bounds: the help of its flag, and the text of the docs. */
const LIMITS = {
	frameBytes: {
		default: 16 * MiB$1,
		describe: "bytes of one message; past it TooLarge with id null, then the end"
	},
	headerBytes: {
		default: 4 * KiB$1,
		describe: "bytes of a Content-Length header; past it the end"
	},
	depth: {
		default: 128,
		describe: "nesting of containers, counted from the body"
	},
	elements: {
		default: 1048576,
		describe: "array items and map entries in one frame"
	},
	containers: {
		default: 65536,
		describe: "arrays and maps in one frame"
	},
	replyBytes: {
		default: 16 * MiB$1,
		describe: "bytes of one reply; past it TooLarge, naming `into`"
	},
	connections: {
		default: 1024,
		describe: "connections at once; one more is accepted, logged and closed"
	},
	inFlight: {
		default: 256,
		describe: "requests in flight a connection; past it Busy"
	},
	inFlightBytes: {
		default: 64 * MiB$1,
		describe: "bytes of requests in flight a connection; past it Busy"
	},
	totalInFlightBytes: {
		default: 512 * MiB$1,
		describe: "bytes of requests in flight in all; past it Busy"
	},
	outputBytes: {
		default: 32 * MiB$1,
		describe: "bytes of unread output at once; past it the connection is cut"
	},
	outputStalledBytes: {
		default: 8 * MiB$1,
		describe: "bytes that may stay unread for outputStalledMs"
	},
	outputStalledMs: {
		default: 1e4,
		describe: "how long outputStalledBytes may stay unread, in milliseconds"
	},
	segmentBytes: {
		default: 512 * MiB$1,
		describe: "bytes of segments a connection (half of the arena); past it OutOfMemory"
	},
	segments: {
		default: 1024,
		describe: "segments a connection, with those it closed and still maps; past it OutOfMemory"
	},
	fileBytes: {
		default: 1024 * GiB,
		describe: "bytes of one file; past it TooLarge"
	},
	deadlineMs: {
		default: 0,
		describe: "deadline of a request that names none, in milliseconds; 0 is none"
	},
	stepMs: {
		default: 3e4,
		describe: "one kernel step, in milliseconds; past it the worker is replaced"
	},
	arenaBytes: {
		default: 1 * GiB,
		describe: "bytes of the shared memory; address space only until it is used"
	}
};
/** The flag of `serve` that sets it, without its dashes: `frameBytes` → `frame-bytes`. */
function limitFlag(name) {
	return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
/** The smallest and largest arena: below there is no room for a slab, above wasm32 ends (4 GiB less one page). */
const ARENA_BYTES_MIN = 64 * MiB$1;
const ARENA_BYTES_MAX = 4 * GiB - 64 * KiB$1;
/** A slice of the kernel ends here, so a segment and a single in-memory source do too. */
const RANGE_BYTES_MAX = 2 ** 31 - 1;
/** All limits at their defaults, with `overrides` laid over them; segmentBytes follows the arena unless it is given. */
function resolveLimits(overrides = {}) {
	const limits = Object.fromEntries(Object.entries(LIMITS).map(([name, limit]) => [name, overrides[name] ?? limit.default]));
	limits.segmentBytes = overrides.segmentBytes ?? Math.floor(limits.arenaBytes / 2);
	return limits;
}
// dist/sidecar/log/stderr-sink.js
/**
* Writes lines to stderr without ever blocking: a pipe that nobody reads fills up, and the lines after that are dropped and
* counted (a synchronous logger hung here before its first answer). Knows nothing of what the lines say.
*/
const STDERR = 2;
/** The most that waits in this process for stderr to take it. */
const PENDING_BYTES_MAX = 262144;
var StderrSink = class {
	/** A pipe or socket, which is written without blocking; undefined for files and terminals. */
	#pipe;
	#opened = false;
	#closed = false;
	#dropped = 0;
	#droppedUntold = 0;
	/** Lines that were not written. */
	get dropped() {
		return this.#dropped;
	}
	write(line) {
		if (this.#closed) return;
		if (!this.#opened) this.#open();
		if (this.#pipe === void 0) this.#writeFile(line);
		else this.#writePipe(this.#pipe, line);
	}
	/** Drops what waits: the process must end, whoever reads. */
	close() {
		this.#closed = true;
		this.#pipe?.destroy();
	}
	#open() {
		this.#opened = true;
		try {
			this.#pipe = new node_net.Socket({
				fd: STDERR,
				readable: false,
				writable: true
			});
		} catch {
			return;
		}
		this.#pipe.on("error", () => this.#pipe?.destroy());
		this.#pipe.unref();
	}
	#writePipe(pipe, line) {
		if (pipe.destroyed || pipe.writableLength + line.length > PENDING_BYTES_MAX) {
			this.#dropped += 1;
			this.#droppedUntold += 1;
			return;
		}
		if (this.#droppedUntold > 0) {
			const msg = `${this.#droppedUntold} log lines were dropped: stderr did not take them`;
			pipe.write(`${JSON.stringify({
				level: 40,
				time: Date.now(),
				pid: process.pid,
				msg
			})}\n`);
			this.#droppedUntold = 0;
		}
		pipe.write(line);
	}
	#writeFile(line) {
		try {
			(0, node_fs.writeSync)(STDERR, line);
		} catch {
			this.#dropped += 1;
		}
	}
};
// dist/sidecar/log/log.js
/**
* The log of the process: JSON lines on stderr by pino, pretty on a terminal. Never blocks and never holds the process: lines
* that stderr doesn't take are dropped and counted. pino loads after the first line is due, so that starting doesn't wait for it.
*/
const LOG_LEVELS = [
	"silent",
	"error",
	"warn",
	"info",
	"debug"
];
/** pino's numbers of the levels, which its lines carry. */
const NUMBERS = {
	error: 50,
	warn: 40,
	info: 30,
	debug: 20
};
/** Lines that wait for pino; more are dropped and counted. */
const WAITING_MAX = 256;
/** How long the first line waits: a client's first answer goes before it. */
const LOAD_AFTER_MS = 50;
async function loadPino(sink) {
	const { pino, stdTimeFunctions } = await import("pino");
	let time = "";
	const logger = pino({
		level: "debug",
		timestamp: () => time || stdTimeFunctions.epochTime()
	}, await destination$1(sink));
	return ({ severity, message, fields, time: at }) => {
		time = `,"time":${at}`;
		logger[severity](fields, message);
	};
}
/** Where pino writes: the sink, through pino-pretty when a person reads it. */
async function destination$1(sink) {
	const write = (line) => sink.write(line);
	if (!(0, node_tty.isatty)(2)) return { write };
	const { prettyFactory } = await import("pino-pretty");
	const pretty = prettyFactory({
		colorize: process.env.NO_COLOR === void 0,
		ignore: "pid,hostname"
	});
	return { write: (line) => write(pretty(line)) };
}
/** A line as pino writes it, for those that are still waiting when the process ends. */
function plainly({ severity, message, fields, time }) {
	return `${JSON.stringify({
		level: NUMBERS[severity],
		time,
		pid: process.pid,
		...fields,
		msg: message
	})}\n`;
}
var StderrLog = class {
	#rank;
	#sink = new StderrSink();
	#waiting = [];
	#droppedWaiting = 0;
	#writer;
	#loading = false;
	#closed = false;
	constructor(level) {
		this.#rank = LOG_LEVELS.indexOf(level);
	}
	/** Lines that were never written. */
	get dropped() {
		return this.#sink.dropped + this.#droppedWaiting;
	}
	error(message, fields = {}) {
		this.#add("error", message, fields);
	}
	warn(message, fields = {}) {
		this.#add("warn", message, fields);
	}
	info(message, fields = {}) {
		this.#add("info", message, fields);
	}
	debug(message, fields = {}) {
		this.#add("debug", message, fields);
	}
	/** Writes what can be written at once, and lets go of stderr. Never waits. */
	close() {
		if (this.#closed) return;
		for (const line of this.#waiting) this.#sink.write(plainly(line));
		this.#waiting = [];
		this.#closed = true;
		this.#sink.close();
	}
	#add(severity, message, fields) {
		if (this.#closed || LOG_LEVELS.indexOf(severity) > this.#rank) return;
		const line = {
			severity,
			message,
			fields,
			time: Date.now()
		};
		if (this.#writer !== void 0) this.#writer(line);
		else if (this.#waiting.length < WAITING_MAX) this.#waiting.push(line);
		else this.#droppedWaiting += 1;
		if (!this.#loading) {
			this.#loading = true;
			setTimeout(() => void this.#load(), LOAD_AFTER_MS).unref();
		}
	}
	async #load() {
		try {
			this.#writer = await loadPino(this.#sink);
		} catch {
			this.#writer = (line) => this.#sink.write(plainly(line));
		}
		const waiting = this.#waiting;
		this.#waiting = [];
		if (this.#closed) return;
		for (const line of waiting) this.#writer(line);
	}
};
// dist/sidecar/server/serve-arguments.js
/**
* The flags of `serve`, read with `node:util` alone: parsing them must not cost a child its start. Each limit has a flag of
* its name (`--frame-bytes 1048576`). Pure; throws WrongUsage with what is wrong.
*/
/** The command line is wrong: exit code 2. */
var WrongUsage = class extends Error {
	name = "WrongUsage";
};
const LIMIT_NAMES = Object.keys(LIMITS);
const FLAGS = {
	stdio: { type: "boolean" },
	socket: { type: "string" },
	pipe: { type: "string" },
	workers: { type: "string" },
	pin: { type: "boolean" },
	nice: { type: "string" },
	"host-computes": { type: "boolean" },
	"client-pid": { type: "string" },
	clientProcessId: { type: "string" },
	"log-level": { type: "string" }
};
function wholeNumber(values, flag, least) {
	const text = values[flag];
	if (text === void 0) return void 0;
	const number = /^[0-9]+$/.test(String(text)) ? Number(text) : NaN;
	if (!Number.isSafeInteger(number) || number < least) throw new WrongUsage(`--${flag} takes a whole number of ${least} or more, and not '${text}'`);
	return number;
}
function readLimits(values) {
	const limits = {};
	for (const name of LIMIT_NAMES) {
		const value = wholeNumber(values, limitFlag(name), name === "deadlineMs" ? 0 : 1);
		if (value !== void 0) limits[name] = value;
	}
	return limits;
}
function readLevel(text, from) {
	if (text === void 0 || text === "") return void 0;
	if (LOG_LEVELS.includes(text)) return text;
	throw new WrongUsage(`${from} is one of ${LOG_LEVELS.join(", ")}, and not '${text}'`);
}
function parse(args) {
	const limitFlags = Object.fromEntries(LIMIT_NAMES.map((name) => [limitFlag(name), { type: "string" }]));
	try {
		return (0, node_util.parseArgs)({
			args: [...args],
			options: {
				...limitFlags,
				...FLAGS
			},
			strict: true
		}).values;
	} catch (error) {
		throw new WrongUsage(error instanceof Error ? error.message : String(error));
	}
}
/** @throws WrongUsage for an unknown flag, an operand, or a value of the wrong kind. */
function readServeArguments(args, env) {
	const values = parse(args);
	const socket = values.socket ?? values.pipe;
	if (values.stdio === true && socket !== void 0) throw new WrongUsage("--stdio and --socket exclude each other");
	return {
		stdio: values.stdio === true,
		socket,
		workers: wholeNumber(values, "workers", 1),
		pin: values.pin === true,
		nice: wholeNumber(values, "nice", 0),
		hostComputes: values["host-computes"] === true,
		clientPid: wholeNumber(values, "client-pid", 1) ?? wholeNumber(values, "clientProcessId", 1),
		limits: readLimits(values),
		logLevel: readLevel(values["log-level"], "--log-level") ?? readLevel(env.OUTRIGGER_LOG, "OUTRIGGER_LOG")
	};
}
// dist/protocol/endpoint.js
/**
* Where a user's sidecar listens when nobody names a path: the one rule that the client, the server and
* `outrigger sockname` share. Pure given its `host`; it never touches the file system.
*/
/** This process as the rule sees it. */
function thisHost() {
	const uid = process.getuid?.();
	const user = uid === void 0 ? (0, node_os.userInfo)().username : "";
	return {
		platform: process.platform,
		env: process.env,
		uid,
		user,
		tmpdir: (0, node_os.tmpdir)()
	};
}
/**
* The default path: `$XDG_RUNTIME_DIR/outrigger/v1.sock`, else `<tmpdir>/outrigger-<uid>/v1.sock`; on Windows a named
* pipe of the user's. A runtime directory that is not absolute is ignored, as its specification says.
*/
function sockname(host = thisHost()) {
	const owner = host.uid === void 0 ? encodeURIComponent(host.user) : String(host.uid);
	if (host.platform === "win32") return `\\\\.\\pipe\\outrigger-${owner}-${NAME$1}`;
	const runtime = host.env.XDG_RUNTIME_DIR;
	if (runtime?.startsWith("/")) return `${runtime.replace(/\/+$/, "")}/outrigger/${NAME$1}.sock`;
	return `${host.tmpdir.replace(/\/+$/, "")}/outrigger-${owner}/${NAME$1}.sock`;
}
var NAME$1;
var init_endpoint = __esmMin((() => {
	NAME$1 = "v1";
}));
// dist/sidecar/log/console.js
init_endpoint();
/**
* Turns everything that might print into log lines: `console` (stdout belongs to the protocol), and Node's own warnings,
* whose printer writes to stderr and waits for it. Prints nothing itself.
*/
/** Text becomes log lines: what is complete at once, never the half of a line. */
function logStream(write) {
	return new node_stream.Writable({
		decodeStrings: false,
		write(chunk, _encoding, done) {
			const text = String(chunk).trimEnd();
			if (text !== "") write(text);
			done();
		}
	});
}
/** To be called before anything else that could print. */
function redirectConsole(log) {
	const out = logStream((line) => log.info(line, { from: "console" }));
	const err = logStream((line) => log.warn(line, { from: "console" }));
	globalThis.console = new node_console.Console(out, err);
}
/** Node's warnings go to the log, unless `--no-warnings` silences them. */
function redirectWarnings(log) {
	const silenced = process.execArgv.includes("--no-warnings") || process.env.NODE_NO_WARNINGS === "1";
	process.removeAllListeners("warning");
	if (silenced) return;
	process.on("warning", (warning) => {
		const { code } = warning;
		const fields = {
			warning: warning.name,
			...code === void 0 ? {} : { code }
		};
		if (warning.name === "ExperimentalWarning") log.debug(warning.message, fields);
		else log.warn(warning.message, fields);
	});
}
const DEFAULT_CONFIG = {
	lang: void 0,
	message: void 0,
	abortEarly: void 0,
	abortPipeEarly: void 0
};
/**
* Returns the global configuration.
*
* @param config The config to merge.
*
* @returns The configuration.
*/
/* @__NO_SIDE_EFFECTS__ */
function getGlobalConfig(config$1) {
	if (!config$1 && true) return DEFAULT_CONFIG;
	return {
		lang: config$1?.lang ?? void 0,
		message: config$1?.message,
		abortEarly: config$1?.abortEarly ?? void 0,
		abortPipeEarly: config$1?.abortPipeEarly ?? void 0
	};
}
/**
* Stringifies an unknown input to a literal or type string.
*
* @param input The unknown input.
*
* @returns A literal or type string.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _stringify(input) {
	const type = typeof input;
	if (type === "string") return `"${input}"`;
	if (type === "number" || type === "bigint" || type === "boolean") return `${input}`;
	if (type === "object" || type === "function") return (input && Object.getPrototypeOf(input)?.constructor?.name) ?? "null";
	return type;
}
/**
* Adds an issue to the dataset.
*
* @param context The issue context.
* @param label The issue label.
* @param dataset The input dataset.
* @param config The configuration.
* @param other The optional props.
*
* @internal
*/
function _addIssue(context, label, dataset, config$1, other) {
	const input = other && "input" in other ? other.input : dataset.value;
	const expected = other?.expected ?? context.expects ?? null;
	const received = other?.received ?? /* @__PURE__ */ _stringify(input);
	const issue = {
		kind: context.kind,
		type: context.type,
		input,
		expected,
		received,
		message: `Invalid ${label}: ${expected ? `Expected ${expected} but r` : "R"}eceived ${received}`,
		requirement: context.requirement,
		path: other?.path,
		issues: other?.issues,
		lang: config$1.lang,
		abortEarly: config$1.abortEarly,
		abortPipeEarly: config$1.abortPipeEarly
	};
	const isSchema = context.kind === "schema";
	const message$1 = other?.message ?? context.message ?? (context.reference, issue.lang, void 0) ?? (isSchema ? (issue.lang, void 0) : null) ?? config$1.message ?? (issue.lang, void 0);
	if (message$1 !== void 0) issue.message = typeof message$1 === "function" ? message$1(issue) : message$1;
	if (isSchema) dataset.typed = false;
	if (dataset.issues) dataset.issues.push(issue);
	else dataset.issues = [issue];
}
/**
* Joins multiple `expects` values with the given separator.
*
* @param values The `expects` values.
* @param separator The separator.
*
* @returns The joined `expects` property.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _joinExpects(values$1, separator) {
	const list = [...new Set(values$1)];
	if (list.length > 1) return `(${list.join(` ${separator} `)})`;
	return list[0] ?? "never";
}
/**
* Eagerly creates and attaches the Standard Schema properties of a schema.
*
* Hint: The contextual `this` type includes the standard properties that are
* attached before the schema is returned.
*
* @param schema The schema to attach standard properties to.
*
* @returns The schema with standard properties attached.
*
* @internal
*/
function _standardSchema(schema) {
	schema["~standard"] = {
		version: 1,
		vendor: "valibot",
		validate: (value$1) => schema["~run"]({ value: value$1 }, /* @__PURE__ */ getGlobalConfig())
	};
	return schema;
}
/* @__NO_SIDE_EFFECTS__ */
function maxLength(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_length",
		reference: maxLength,
		async: false,
		expects: `<=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length > this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function minLength(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_length",
		reference: minLength,
		async: false,
		expects: `>=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length < this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}
/**
* Creates a raw check validation action.
*
* @param action The validation action.
*
* @returns A raw check action.
*/
/* @__NO_SIDE_EFFECTS__ */
function rawCheck(action) {
	return {
		kind: "validation",
		type: "raw_check",
		reference: rawCheck,
		async: false,
		expects: null,
		"~run"(dataset, config$1) {
			action({
				dataset,
				config: config$1,
				addIssue: (info) => _addIssue(this, info?.label ?? "input", dataset, config$1, info)
			});
			return dataset;
		}
	};
}
/**
* Creates a raw transformation action.
*
* @param action The transformation action.
*
* @returns A raw transform action.
*/
/* @__NO_SIDE_EFFECTS__ */
function rawTransform(action) {
	return {
		kind: "transformation",
		type: "raw_transform",
		reference: rawTransform,
		async: false,
		"~run"(dataset, config$1) {
			const output = action({
				dataset,
				config: config$1,
				addIssue: (info) => _addIssue(this, info?.label ?? "input", dataset, config$1, info),
				NEVER: null
			});
			if (dataset.issues) dataset.typed = false;
			else dataset.value = output;
			return dataset;
		}
	};
}
/* @__NO_SIDE_EFFECTS__ */
function regex(requirement, message$1) {
	return {
		kind: "validation",
		type: "regex",
		reference: regex,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "format", dataset, config$1);
			return dataset;
		}
	};
}
/**
* Creates a custom transformation action.
*
* @param operation The transformation operation.
*
* @returns A transform action.
*/
/* @__NO_SIDE_EFFECTS__ */
function transform(operation) {
	return {
		kind: "transformation",
		type: "transform",
		reference: transform,
		async: false,
		operation,
		"~run"(dataset) {
			dataset.value = this.operation(dataset.value);
			return dataset;
		}
	};
}
const ABORT_EARLY_CONFIG = { abortEarly: true };
/**
* Returns the fallback value of the schema.
*
* @param schema The schema to get it from.
* @param dataset The output dataset if available.
* @param config The config if available.
*
* @returns The fallback value.
*/
/* @__NO_SIDE_EFFECTS__ */
function getFallback(schema, dataset, config$1) {
	return typeof schema.fallback === "function" ? schema.fallback(dataset, config$1) : schema.fallback;
}
/**
* Returns the default value of the schema.
*
* @param schema The schema to get it from.
* @param dataset The input dataset if available.
* @param config The config if available.
*
* @returns The default value.
*/
/* @__NO_SIDE_EFFECTS__ */
function getDefault(schema, dataset, config$1) {
	return typeof schema.default === "function" ? schema.default(dataset, config$1) : schema.default;
}
/**
* Checks if the input matches the schema. By using a type predicate, this
* function can be used as a type guard.
*
* @param schema The schema to be used.
* @param input The input to be tested.
*
* @returns Whether the input matches the schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function is(schema, input) {
	return !schema["~run"]({ value: input }, ABORT_EARLY_CONFIG).issues;
}
/* @__NO_SIDE_EFFECTS__ */
function array(item, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "array",
		reference: array,
		expects: "Array",
		async: false,
		item,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < input.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.item["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function boolean(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "boolean",
		reference: boolean,
		expects: "boolean",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "boolean") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function custom(check$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "custom",
		reference: custom,
		expects: "unknown",
		async: false,
		check: check$1,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.check(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/**
* Creates a lazy schema.
*
* @param getter The schema getter.
*
* @returns A lazy schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function lazy(getter) {
	return _standardSchema({
		kind: "schema",
		type: "lazy",
		reference: lazy,
		expects: "unknown",
		async: false,
		getter,
		"~run"(dataset, config$1) {
			return this.getter(dataset.value)["~run"](dataset, config$1);
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function object$2(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "object",
		reference: object$2,
		expects: "Object",
		async: false,
		entries: entries$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function optional(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "optional",
		reference: optional,
		expects: `(${wrapped.expects} | undefined)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function picklist(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "picklist",
		reference: picklist,
		expects: /* @__PURE__ */ _joinExpects(options.map(_stringify), "|"),
		async: false,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.options.includes(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function string(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "string",
		reference: string,
		expects: "string",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "string") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}
/**
* Creates a unknown schema.
*
* @returns A unknown schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function unknown() {
	return _standardSchema({
		kind: "schema",
		type: "unknown",
		reference: unknown,
		expects: "unknown",
		async: false,
		"~run"(dataset) {
			dataset.typed = true;
			return dataset;
		}
	});
}
/* @__NO_SIDE_EFFECTS__ */
function pipe(...pipe$1) {
	return _standardSchema({
		...pipe$1[0],
		pipe: pipe$1,
		"~run"(dataset, config$1) {
			for (const item of pipe$1) if (item.kind !== "metadata") {
				if (dataset.issues && (item.kind === "schema" || item.kind === "transformation")) {
					dataset.typed = false;
					break;
				}
				if (!dataset.issues || !config$1.abortEarly && !config$1.abortPipeEarly) dataset = item["~run"](dataset, config$1);
			}
			return dataset;
		}
	});
}
/**
* Parses an unknown input based on a schema.
*
* @param schema The schema to be used.
* @param input The input to be parsed.
* @param config The parse configuration.
*
* @returns The parse result.
*/
/* @__NO_SIDE_EFFECTS__ */
function safeParse(schema, input, config$1) {
	const dataset = schema["~run"]({ value: input }, /* @__PURE__ */ getGlobalConfig(config$1));
	return {
		typed: dataset.typed,
		success: !dataset.issues,
		output: dataset.value,
		issues: dataset.issues
	};
}
// dist/protocol/schema.js
/**
* The vocabulary that method parameters are described in: valibot schemas whose messages are the `expected` of an
* InvalidParams error, with the JSON Schema of each for the OpenRPC document. Pure; knows no method.
*/
/** JSON Schemas of the hand-written schemas below, by the schema's identity. */
const documented = /* @__PURE__ */ new WeakMap();
/** Attaches the JSON Schema that `rpc.discover` tells for `schema`. */
function document(schema, json) {
	documented.set(schema, json);
	return schema;
}
/** Non-negative integers up to 2^53-1 (an integral float64 counts), from `min` to `max`. */
function integer(min = 0, max = Number.MAX_SAFE_INTEGER) {
	const bounds = max === Number.MAX_SAFE_INTEGER ? min === 0 ? "" : ` of ${min} or more` : ` from ${min} to ${max}`;
	return document(/* @__PURE__ */ custom((x) => Number.isSafeInteger(x) && x >= min && x <= max, `a non-negative integer${bounds}${bounds === "" ? " up to 2^53-1" : ""}`), {
		type: "integer",
		minimum: min,
		maximum: max
	});
}
/** A list of non-negative integers, judged in one go: there may be a million. */
function integers(expected) {
	const item = "a non-negative integer up to 2^53-1";
	return document(/* @__PURE__ */ pipe(/* @__PURE__ */ custom(Array.isArray, expected), /* @__PURE__ */ rawCheck(({ dataset, addIssue }) => {
		if (!dataset.typed) return;
		const input = dataset.value;
		const key = input.findIndex((each) => !(Number.isSafeInteger(each) && each >= 0));
		if (key < 0) return;
		addIssue({
			message: item,
			path: [{
				type: "array",
				origin: "value",
				input,
				key,
				value: input[key]
			}]
		});
	})), {
		type: "array",
		items: {
			type: "integer",
			minimum: 0
		}
	});
}
/** One of a few strings. */
function oneOf(...options) {
	return document(/* @__PURE__ */ picklist(options, options.map((option) => JSON.stringify(option)).join(" or ")), {
		type: "string",
		enum: options
	});
}
function text(expected = "a string") {
	return document(/* @__PURE__ */ string(expected), { type: "string" });
}
function flag() {
	return document(/* @__PURE__ */ boolean("true or false"), { type: "boolean" });
}
function listOf(item, expected) {
	return /* @__PURE__ */ array(item, expected);
}
function isObject(input) {
	if (typeof input !== "object" || input === null || Array.isArray(input)) return false;
	const prototype = Object.getPrototypeOf(input);
	return prototype === Object.prototype || prototype === null;
}
/**
* The fields that are there: `null` stands for an absent one, and an absent required field is judged by its own schema,
* as `undefined`. Built up, not cut down: an object that had a field deleted is slow ever after.
*/
function settleFields(input, entries, known) {
	const settled = {};
	for (const key of known) {
		const value = input[key] ?? void 0;
		if (value !== void 0 || entries[key]?.type !== "optional") settled[key] = value;
	}
	return settled;
}
/**
* An object with exactly these fields. An empty array is the empty object (Lua can't tell them apart); a field that is
* not listed is an error that names it, so that a misspelt `recordSize` never hashes with 64.
*/
function fields(entries, unknown$1 = "refuse") {
	const known = Object.keys(entries);
	return /* @__PURE__ */ pipe(/* @__PURE__ */ unknown(), /* @__PURE__ */ rawTransform(({ dataset, addIssue, NEVER }) => {
		const input = Array.isArray(dataset.value) && dataset.value.length === 0 ? {} : dataset.value;
		if (!isObject(input)) {
			addIssue({ message: "an object" });
			return NEVER;
		}
		if (unknown$1 === "refuse") for (const key of Object.keys(input)) {
			if (known.includes(key)) continue;
			addIssue({
				message: `no such field (the fields are ${known.join(", ")})`,
				path: [{
					type: "object",
					origin: "value",
					input,
					key,
					value: input[key]
				}]
			});
			return NEVER;
		}
		return settleFields(input, entries, known);
	}), /* @__PURE__ */ object$2(entries, "an object"));
}
/** The first issue as an error: the field's path (`messages[3].base64`) and what was expected there. */
function issueError(issue) {
	let path = "";
	for (const item of issue.path ?? []) if (typeof item.key === "number") path += `[${item.key}]`;
	else path += path === "" ? String(item.key) : `.${String(item.key)}`;
	return invalidParams(path, issue.message);
}
/** Judges `input` by `schema`: the typed value, or a thrown InvalidParams that names the field. */
function judge(schema, input) {
	const judged = /* @__PURE__ */ safeParse(schema, input, { abortEarly: true });
	if (judged.success) return judged.output;
	throw issueError(judged.issues[0]);
}
// dist/protocol/envelope.js
/** The fields that every request may carry, and the timing that every worker method answers with. */
const commonEntries = {
	deadlineMs: /* @__PURE__ */ optional(integer()),
	priority: /* @__PURE__ */ optional(oneOf("interactive", "bulk")),
	progressToken: /* @__PURE__ */ optional(/* @__PURE__ */ custom((x) => typeof x === "string" || Number.isSafeInteger(x), "a string or an integer")),
	_meta: /* @__PURE__ */ optional(fields({ traceparent: /* @__PURE__ */ optional(/* @__PURE__ */ string("a string")) }, "ignore"))
};
/** The parameters of a method: its own fields and the common ones; anything else is refused by name. */
function params(entries) {
	return fields({
		...entries,
		...commonEntries
	});
}
// dist/protocol/sources.js
/**
* Where input bytes are (a source) and where result bytes go (a destination): the wire forms of PROTOCOL.md and the
* validated forms that the sidecar works on. Pure: nothing is decoded, opened or checked against a real segment here.
*/
const count$1 = integer();
const expectedSource = "bytes, {base64}, a string, {segment, offset, length} or {path, offset?, length?}";
const SEGMENT_KEYS = [
	"segment",
	"offset",
	"length"
];
const FILE_KEYS = [
	"path",
	"offset",
	"length"
];
function unknownKey(input, keys) {
	return Object.keys(input).find((key) => !keys.includes(key));
}
function isCount(value) {
	return /* @__PURE__ */ is(count$1, value);
}
const expectedCount = "a non-negative integer up to 2^53-1";
function readSegment$1(input) {
	const stray = unknownKey(input, SEGMENT_KEYS);
	if (stray !== void 0) return {
		expected: `no such field (the fields are ${SEGMENT_KEYS.join(", ")})`,
		key: stray
	};
	const { segment, offset, length } = input;
	if (typeof segment !== "string") return {
		expected: "a segment's id, a string",
		key: "segment"
	};
	if (!isCount(offset)) return {
		expected: expectedCount,
		key: "offset"
	};
	if (!isCount(length)) return {
		expected: expectedCount,
		key: "length"
	};
	return {
		kind: "segment",
		segment,
		offset,
		length
	};
}
function readFile$2(input) {
	const stray = unknownKey(input, FILE_KEYS);
	if (stray !== void 0) return {
		expected: `no such field (the fields are ${FILE_KEYS.join(", ")})`,
		key: stray
	};
	const { path } = input;
	const offset = input.offset ?? 0;
	const length = input.length ?? void 0;
	if (typeof path !== "string" || !isAbsolutePath(path)) return {
		expected: "an absolute path",
		key: "path"
	};
	if (!isCount(offset)) return {
		expected: expectedCount,
		key: "offset"
	};
	if (length !== void 0 && !isCount(length)) return {
		expected: expectedCount,
		key: "length"
	};
	return {
		kind: "file",
		path,
		offset,
		length
	};
}
/** Absolute on this or any platform, and free of NUL, which no file system takes. */
function isAbsolutePath(path) {
	return /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path) && !path.includes("\0");
}
function readSource(input) {
	if (typeof input === "string") return {
		kind: "text",
		text: input
	};
	if (input instanceof Uint8Array) return {
		kind: "bytes",
		bytes: input
	};
	if (typeof input !== "object" || input === null || Array.isArray(input)) return { expected: expectedSource };
	const record = input;
	if (Object.hasOwn(record, "base64")) {
		const stray = unknownKey(record, ["base64"]);
		if (stray !== void 0) return {
			expected: "no such field (base64 stands alone)",
			key: stray
		};
		if (typeof record.base64 !== "string") return {
			expected: "a base64 string",
			key: "base64"
		};
		return {
			kind: "base64",
			base64: record.base64
		};
	}
	if (Object.hasOwn(record, "segment")) return readSegment$1(record);
	if (Object.hasOwn(record, "path")) return readFile$2(record);
	return { expected: expectedSource };
}
/** A source of any form. */
const source = document(/* @__PURE__ */ pipe(/* @__PURE__ */ unknown(), /* @__PURE__ */ rawTransform(({ dataset, addIssue, NEVER }) => {
	const read = readSource(dataset.value);
	if ("kind" in read) return read;
	const input = dataset.value;
	if (read.key === void 0) addIssue({ message: read.expected });
	else {
		const { key } = read;
		addIssue({
			message: read.expected,
			path: [{
				type: "object",
				origin: "value",
				input,
				key,
				value: input[key]
			}]
		});
	}
	return NEVER;
})), { $ref: "#/components/schemas/Source" });
/** `into`: the result bytes are written to this range instead of being returned. */
const destination = fields({
	segment: /* @__PURE__ */ string("a segment's id, a string"),
	offset: count$1,
	length: count$1
});
const algorithm = oneOf("sha256", "blake3");
const engine = /* @__PURE__ */ optional(oneOf("auto", "wasm", "openssl"), "auto");
const hashRecordsParams = params({
	algorithm,
	recordSize: /* @__PURE__ */ optional(integer(1), 64),
	data: source,
	into: /* @__PURE__ */ optional(destination),
	engine
});
const hashMessagesParams = params({
	algorithm,
	data: /* @__PURE__ */ optional(source),
	lengths: /* @__PURE__ */ optional(integers("a list of lengths")),
	messages: /* @__PURE__ */ optional(listOf(source, "a list of sources")),
	into: /* @__PURE__ */ optional(destination),
	engine
});
function isFileName(input) {
	if (typeof input === "string") return isAbsolutePath(input);
	return input instanceof Uint8Array && isAbsolutePath(Buffer.from(input).toString("latin1"));
}
const fileName = document(/* @__PURE__ */ pipe(/* @__PURE__ */ unknown(), /* @__PURE__ */ transform((input) => decodeName(input)), /* @__PURE__ */ custom(isFileName, "an absolute path: a string, or bytes")), { oneOf: [{ type: "string" }, { $ref: "#/components/schemas/Bytes" }] });
/** `{base64}` is bytes in every dialect. */
function decodeName(input) {
	if (typeof input !== "object" || input === null || !Object.hasOwn(input, "base64")) return input;
	const { base64 } = input;
	if (typeof base64 !== "string") return input;
	const bytes = Buffer.from(base64, "base64");
	return bytes.toString("base64") === base64 ? new Uint8Array(bytes) : input;
}
const hashFilesParams = params({
	algorithm,
	paths: listOf(fileName, "a list of absolute paths"),
	engine
});
// dist/protocol/methods/text.js
/** `text/*`: normalising, scanning, redacting, counting tokens, chunking and de-duplicating. Shapes only. */
const RULES_MAX = 512;
const RULE_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const normalForm = oneOf("NFC", "NFD", "NFKC", "NFKD");
const tokenEncoding = oneOf("o200k_base", "cl100k_base");
const texts = listOf(source, "a list of sources");
const customRules = fields({ rules: /* @__PURE__ */ pipe(listOf(fields({
	id: /* @__PURE__ */ pipe(text("a rule id in kebab-case"), /* @__PURE__ */ regex(RULE_ID, "a rule id in kebab-case")),
	pattern: text("a regular expression, a string"),
	flags: /* @__PURE__ */ optional(/* @__PURE__ */ pipe(text("flags, any of \"imsxu\""), /* @__PURE__ */ regex(/^[imsxu]*$/, "flags, any of \"imsxu\"")), "")
}), "a list of rules"), /* @__PURE__ */ maxLength(RULES_MAX, `at most ${RULES_MAX} rules`)) });
function rulesetPart(input) {
	return typeof input === "string" ? oneOf("secrets", "pii") : customRules;
}
const part = /* @__PURE__ */ lazy(rulesetPart);
const oneRuleset = /* @__PURE__ */ pipe(part, /* @__PURE__ */ transform((only) => [only]));
const manyRulesets = /* @__PURE__ */ pipe(listOf(part, "a ruleset"), /* @__PURE__ */ minLength(1, "a ruleset"), /* @__PURE__ */ maxLength(16, "at most 16"));
/** A ruleset, as the list of its parts. */
const ruleset = document(/* @__PURE__ */ lazy((input) => Array.isArray(input) ? manyRulesets : oneRuleset), { $ref: "#/components/schemas/Ruleset" });
const packed = /* @__PURE__ */ optional(flag(), false);
const normalizeParams = params({
	text: source,
	form: normalForm,
	packed
});
const textOrTexts = {
	text: /* @__PURE__ */ optional(source),
	texts: /* @__PURE__ */ optional(texts),
	lengths: /* @__PURE__ */ optional(integers("a list of lengths"))
};
const scanParams = params({
	...textOrTexts,
	rules: ruleset,
	encoding: /* @__PURE__ */ optional(oneOf("utf-8", "utf-16"), "utf-8"),
	packed
});
const DEFAULT_REPLACEMENT = "[{rule}]";
const redactParams = params({
	...textOrTexts,
	rules: ruleset,
	replacement: /* @__PURE__ */ optional(text(), DEFAULT_REPLACEMENT),
	packed
});
const tokensParams = params({
	...textOrTexts,
	encoding: tokenEncoding,
	ids: /* @__PURE__ */ optional(flag(), false)
});
const chunkParams = params({
	text: source,
	encoding: tokenEncoding,
	maxTokens: integer(1),
	overlap: /* @__PURE__ */ optional(integer(), 0)
});
/** Above 0, up to 1. */
const similarity = document(/* @__PURE__ */ custom((x) => typeof x === "number" && x > 0 && x <= 1, "a number above 0, up to 1"), {
	type: "number",
	exclusiveMinimum: 0,
	maximum: 1
});
const dedupeParams = params({
	...textOrTexts,
	mode: oneOf("exact", "near"),
	threshold: /* @__PURE__ */ optional(similarity, .8)
});
// dist/protocol/methods/prompt.js
/** `prompt/prepare`: everything a prompt needs before a model sees it, in one pass over a whole batch. Shapes only. */
const mode = oneOf("exact", "near");
const dedupe = /* @__PURE__ */ lazy((input) => typeof input === "string" ? mode : fields({
	mode,
	threshold: /* @__PURE__ */ optional(similarity, .8)
}));
const prepareParams = params({
	...textOrTexts,
	normalize: /* @__PURE__ */ optional(normalForm),
	redact: /* @__PURE__ */ optional(ruleset),
	encoding: /* @__PURE__ */ optional(tokenEncoding),
	maxTokens: /* @__PURE__ */ optional(integer(1)),
	dedupe: /* @__PURE__ */ optional(dedupe)
});
// dist/protocol/methods/segment.js
/** `segment/*`: ranges of the arena that a connection leases, mapped into the client where the platform can. */
const segment = text("a segment's id, a string");
const segmentOpenParams = params({
	bytes: integer(1),
	passDescriptor: /* @__PURE__ */ optional(flag(), false)
});
const segmentCloseParams = params({ segment });
const segmentWriteParams = params({
	segment,
	offset: integer(),
	data: source
});
const segmentReadParams = params({
	segment,
	offset: integer(),
	length: integer()
});
// dist/protocol/methods/server.js
/** `server/*` and `rpc.discover`: what the sidecar tells of itself. */
const serverStatusParams = params({});
const serverStatsParams = params({});
const discoverParams = params({});
// dist/protocol/methods.js
const integerSchema = {
	type: "integer",
	minimum: 0
};
const bytesSchema = { $ref: "#/components/schemas/Bytes" };
const timing = {
	type: "object",
	properties: {
		queueMs: { type: "number" },
		runMs: { type: "number" },
		workers: integerSchema
	},
	required: [
		"queueMs",
		"runMs",
		"workers"
	]
};
function object(properties, required = Object.keys(properties)) {
	return {
		type: "object",
		properties,
		required
	};
}
function listSchema(items) {
	return {
		type: "array",
		items
	};
}
const names = listSchema({ type: "string" });
const match = object({
	rule: { type: "string" },
	start: integerSchema,
	end: integerSchema,
	text: integerSchema
}, [
	"rule",
	"start",
	"end"
]);
const digests = object({
	count: integerSchema,
	digests: bytesSchema,
	timing
}, ["count", "timing"]);
const latency = object({
	count: integerSchema,
	mean: { type: "number" },
	p50: { type: "number" },
	p90: { type: "number" },
	p99: { type: "number" },
	max: { type: "number" }
});
const METHODS = {
	"hash/records": {
		summary: "Digests of records of one size, over all workers.",
		params: hashRecordsParams,
		result: digests
	},
	"hash/messages": {
		summary: "Digests of many messages of any length.",
		params: hashMessagesParams,
		result: digests
	},
	"hash/files": {
		summary: "Digests of files that the sidecar reads itself.",
		params: hashFilesParams,
		result: object({
			files: {
				type: "array",
				items: { oneOf: [object({
					path: {},
					bytes: integerSchema,
					digest: { type: "string" }
				}), object({
					path: {},
					error: { type: "object" }
				})] }
			},
			timing
		})
	},
	"segment/open": {
		summary: "Leases a range of the arena to this connection.",
		params: segmentOpenParams,
		result: object({
			segment: { type: "string" },
			bytes: integerSchema,
			mapped: { type: "boolean" },
			path: { type: "string" }
		}, [
			"segment",
			"bytes",
			"mapped"
		])
	},
	"segment/close": {
		summary: "Gives a segment back.",
		params: segmentCloseParams,
		result: { type: "null" }
	},
	"segment/write": {
		summary: "Writes bytes into a segment, for clients that can't map it.",
		params: segmentWriteParams,
		result: { type: "null" }
	},
	"segment/read": {
		summary: "Reads bytes of a segment, for clients that can't map it.",
		params: segmentReadParams,
		result: object({ data: bytesSchema })
	},
	"text/normalize": {
		summary: "A text in a Unicode normal form.",
		params: normalizeParams,
		result: object({
			text: { oneOf: [{ type: "string" }, bytesSchema] },
			changed: { type: "boolean" },
			timing
		}, ["timing"])
	},
	"text/scan": {
		summary: "Where rules match in texts: the packs `secrets` and `pii`, and rules of your own.",
		params: scanParams,
		result: object({
			matches: { oneOf: [listSchema(match), bytesSchema] },
			rules: names,
			timing
		}, ["matches", "timing"])
	},
	"text/redact": {
		summary: "Texts without what rules match in them.",
		params: redactParams,
		result: object({
			text: { oneOf: [{ type: "string" }, bytesSchema] },
			texts: names,
			lengths: listSchema(integerSchema),
			counts: {
				type: "object",
				additionalProperties: integerSchema
			},
			timing
		}, ["counts", "timing"])
	},
	"text/tokens": {
		summary: "Token counts and ids, those of tiktoken.",
		params: tokensParams,
		result: object({
			counts: listSchema(integerSchema),
			ids: listSchema(listSchema(integerSchema)),
			timing
		}, ["counts", "timing"])
	},
	"text/chunk": {
		summary: "Where to cut a text into chunks of at most so many tokens.",
		params: chunkParams,
		result: object({
			chunks: listSchema(object({
				start: integerSchema,
				end: integerSchema,
				tokens: integerSchema
			})),
			timing
		})
	},
	"text/dedupe": {
		summary: "Which texts are the same, or nearly.",
		params: dedupeParams,
		result: object({
			groups: listSchema(listSchema(integerSchema)),
			unique: listSchema(integerSchema),
			timing
		})
	},
	"prompt/prepare": {
		summary: "Everything a prompt needs before a model sees it, for a whole batch in one call.",
		params: prepareParams,
		result: object({
			items: listSchema(object({
				text: { type: "string" },
				tokens: integerSchema,
				sha256: { type: "string" },
				redactions: {
					type: "object",
					additionalProperties: integerSchema
				},
				duplicateOf: integerSchema
			}, [
				"text",
				"sha256",
				"redactions"
			])),
			timing
		})
	},
	"server/status": {
		summary: "What the sidecar is doing now.",
		params: serverStatusParams,
		result: object({
			version: { type: "string" },
			pid: integerSchema,
			uptimeMs: { type: "number" },
			workers: {
				type: "array",
				items: object({
					id: integerSchema,
					state: { enum: [
						"idle",
						"busy",
						"starting"
					] },
					method: { type: "string" },
					jobs: integerSchema,
					restarts: integerSchema
				}, [
					"id",
					"state",
					"jobs",
					"restarts"
				])
			},
			connections: integerSchema,
			queue: object({
				length: integerSchema,
				bytes: integerSchema
			}),
			arena: object({
				bytes: integerSchema,
				used: integerSchema,
				segments: integerSchema,
				largestFree: integerSchema,
				held: integerSchema
			})
		})
	},
	"server/stats": {
		summary: "Counters and latency histograms per method since the start.",
		params: serverStatsParams,
		result: object({
			methods: {
				type: "object",
				additionalProperties: object({
					calls: integerSchema,
					errors: {
						type: "object",
						additionalProperties: integerSchema
					},
					bytes: integerSchema,
					queueMs: latency,
					runMs: latency
				})
			},
			workers: object({
				restarts: integerSchema,
				traps: integerSchema
			}),
			log: object({ dropped: integerSchema })
		})
	},
	"rpc.discover": {
		summary: "This document: OpenRPC of exactly what answers.",
		params: discoverParams,
		result: { type: "object" }
	}
};
const METHOD_NAMES = Object.keys(METHODS);
function isMethod(name) {
	return Object.hasOwn(METHODS, name);
}
// dist/sidecar/arena/frames.js
/** Frames may not fill the arena: beyond this share of it they get ordinary memory, and are copied when they run. */
const ARENA_SHARE = .25;
var FrameMemory = class {
	arena;
	bound;
	used = 0;
	constructor(arena) {
		this.arena = arena;
		this.bound = arena.layout.bytes * ARENA_SHARE;
	}
	/** Exactly `size` bytes, held once. */
	allocate(size) {
		const range = this.used + size <= this.bound ? this.arena.tryAllocate(size) : void 0;
		if (range === void 0) return new Lease(new Uint8Array(size), () => {});
		this.used += range.bytes;
		return new Lease(this.arena.view(range.address, size), () => this.giveBack(range));
	}
	giveBack(range) {
		this.used -= range.bytes;
		this.arena.release(range);
	}
};
var Lease = class {
	bytes;
	retainable = true;
	end;
	holds = 1;
	constructor(bytes, end) {
		this.bytes = bytes;
		this.end = end;
	}
	retain() {
		if (this.holds === 0) throw new Error("a frame was retained after its end");
		this.holds++;
	}
	release() {
		if (this.holds === 0) throw new Error("a frame was released twice");
		this.holds--;
		if (this.holds === 0) this.end();
	}
};
// \0late-node:crypto
function createHash(...args) {
	return process.getBuiltinModule("node:crypto").createHash(...args);
}
function hash(...args) {
	return process.getBuiltinModule("node:crypto").hash(...args);
}
function randomBytes(...args) {
	return process.getBuiltinModule("node:crypto").randomBytes(...args);
}
var init__late_node_crypto = __esmMin((() => {}));
// dist/sidecar/arena/native.js
init__late_node_crypto();
/**
* The few calls of the C library that the arena needs, through `node:ffi` (Linux, Node 26): mmap, mprotect, memfd and
* seals. Elsewhere `nativeMemory()` is undefined and everything works without: no guards, no mapped segments.
* Only this file (and the client's mapping) may touch node:ffi. Addresses are offsets in the arena.
*/
const PROT_NONE = 0;
const PROT_READ_WRITE = 3;
const F_SETSIG = 10;
const F_SETLEASE = 1024;
const F_ADD_SEALS = 1033;
const F_WRLCK = 1;
const F_UNLCK = 2;
const SOL_SOCKET = 1;
const SCM_RIGHTS = 1;
const SIGNATURES = {
	mmap: {
		arguments: [
			"u64",
			"u64",
			"i32",
			"i32",
			"i32",
			"i64"
		],
		return: "i64"
	},
	mprotect: {
		arguments: [
			"u64",
			"u64",
			"i32"
		],
		return: "i32"
	},
	memfd_create: {
		arguments: ["string", "u32"],
		return: "i32"
	},
	fcntl: {
		arguments: [
			"i32",
			"i32",
			"i32"
		],
		return: "i32"
	},
	sendmsg: {
		arguments: [
			"i32",
			"u64",
			"i32"
		],
		return: "i64"
	},
	sched_setaffinity: {
		arguments: [
			"i32",
			"u64",
			"buffer"
		],
		return: "i32"
	},
	__errno_location: {
		arguments: [],
		return: "pointer"
	}
};
let loaded;
function load() {
	if (process.platform !== "linux") return `mapped memory needs Linux, this is ${process.platform}`;
	if (process.env.OUTRIGGER_NO_FFI) return "OUTRIGGER_NO_FFI is set";
	try {
		const ffi = process.getBuiltinModule("node:ffi");
		if (ffi === void 0) return `node:ffi needs Node 26, this is ${process.version}`;
		return {
			ffi,
			c: ffi.dlopen(null, SIGNATURES).functions
		};
	} catch (error) {
		const { code, message } = error;
		if (code === "ERR_ACCESS_DENIED") return "--permission is on without --allow-ffi";
		return `node:ffi doesn't load: ${message}`;
	}
}
function bindings() {
	loaded ??= load();
	return loaded;
}
/** Why native memory can't be used, or undefined when it can. */
function nativeObstacle() {
	const found = bindings();
	return typeof found === "string" ? found : void 0;
}
/** The native calls on the memory behind `buffer`, or undefined where they can't be made. */
function nativeMemory(buffer) {
	const found = bindings();
	return typeof found === "string" ? void 0 : new NativeMemory(found, buffer);
}
/** A call of the C library that failed: `code` is the errno's name. */
var NativeError = class extends Error {
	code;
	constructor(call, errno) {
		const code = (0, node_util.getSystemErrorName)(-errno);
		super(`${call}: ${code}`);
		this.code = code;
	}
};
function errnoOf(ffi, c) {
	return ffi.getInt32(c.__errno_location());
}
/** Opens the file of a descriptor anew: another open file description, which the kernel counts on its own. */
function reopen(fd) {
	return (0, node_fs.openSync)(`/proc/self/fd/${fd}`, "r+");
}
/** struct msghdr (7 words), struct iovec (2), and one struct cmsghdr (2) with its descriptor, of a 64-bit Linux. */
const message = /* @__PURE__ */ new BigUint64Array(12);
const MESSAGE_IOVEC = 7;
const MESSAGE_CONTROL = 9;
/**
* Sends bytes on a connected Unix socket, the descriptor with the first of them (SCM_RIGHTS; Node can't). Never waits.
* Returns how many bytes the kernel took, 0 when the socket takes none now.
* @throws NativeError for any other failure.
*/
function sendWithDescriptor(socket, bytes, fd) {
	const found = bindings();
	if (typeof found === "string") throw new Error(found);
	const { ffi, c } = found;
	const at = ffi.getRawPointer(message.buffer);
	message[2] = at + BigInt(56);
	message[3] = 1n;
	message[4] = at + BigInt(72);
	message[5] = 24n;
	message[MESSAGE_IOVEC] = ffi.getRawPointer(bytes);
	message[8] = BigInt(bytes.length);
	message[MESSAGE_CONTROL] = 20n;
	new Int32Array(message.buffer, 80, 3).set([
		SOL_SOCKET,
		SCM_RIGHTS,
		fd
	]);
	const sent = Number(c.sendmsg(socket, at, 16448));
	if (sent >= 0) return sent;
	const errno = errnoOf(ffi, c);
	if (errno === node_os.constants.errno.EAGAIN || errno === node_os.constants.errno.EINTR) return 0;
	throw new NativeError("sendmsg", errno);
}
var NativeMemory = class {
	ffi;
	c;
	base;
	constructor({ ffi, c }, buffer) {
		this.ffi = ffi;
		this.c = c;
		this.base = ffi.getRawPointer(buffer);
	}
	/** Makes a range inaccessible. JavaScript must never index it again: that is a SIGSEGV. */
	forbid(address, bytes) {
		return this.c.mprotect(this.base + BigInt(address), BigInt(bytes), PROT_NONE) === 0;
	}
	/**
	* A descriptor of fresh, zeroed memory of exactly `bytes`, 0600, closed on exec, and sealed so that nobody can
	* change its size: a client that truncates an unsealed one kills this process by SIGBUS. Its name holds the segment's
	* id: a client sees by it that it opened this one, and not what has the same path in another PID namespace.
	*/
	createSealedMemory(bytes, id = "probe") {
		const first = this.c.memfd_create(`outrigger-segment-${id}`, 3);
		if (first < 0) throw this.failure("memfd_create");
		try {
			(0, node_fs.ftruncateSync)(first, bytes);
			(0, node_fs.fchmodSync)(first, 384);
			if (this.c.fcntl(first, F_ADD_SEALS, 7) !== 0) throw this.failure("fcntl(F_ADD_SEALS)");
			return reopen(first);
		} finally {
			(0, node_fs.closeSync)(first);
		}
	}
	/** Lays the memory of `fd` over a range: from now on both are the same pages. */
	mapShared(address, bytes, fd) {
		this.map(address, bytes, 17, fd);
	}
	/** Lays fresh zeroed private memory over a range, as it was before `mapShared`. */
	mapAnonymous(address, bytes) {
		this.map(address, bytes, 16434, -1);
	}
	/**
	* Whether anybody else has the file of `fd` open, or mapped even though its descriptor is closed: the kernel grants a
	* write lease only when nobody does. False where it grants no leases at all: then it can't be known.
	*/
	isHeldElsewhere(fd) {
		if (this.c.fcntl(fd, F_SETSIG, node_os.constants.signals.SIGURG) !== 0) return false;
		if (this.c.fcntl(fd, F_SETLEASE, F_WRLCK) !== 0) return this.errno() === node_os.constants.errno.EAGAIN;
		this.c.fcntl(fd, F_SETLEASE, F_UNLCK);
		return false;
	}
	map(address, bytes, flags, fd) {
		const at = this.base + BigInt(address);
		if (this.c.mmap(at, BigInt(bytes), PROT_READ_WRITE, flags, fd, 0n) !== at) throw this.failure("mmap");
	}
	errno() {
		return errnoOf(this.ffi, this.c);
	}
	failure(call) {
		return new NativeError(call, this.errno());
	}
};
// dist/sidecar/arena/descriptor-parcel.js
/**
* A file descriptor on its way to a client: of an open file description of its own, so that the kernel counts whoever
* receives it apart from us. It is closed here once it was sent or can't be; never the segment's own.
*/
var DescriptorParcel = class {
	fd;
	open = true;
	/** Throws what the system says if the file can't be opened anew. */
	constructor(fd) {
		this.fd = reopen(fd);
	}
	/**
	* Sends bytes on a connected Unix socket, the descriptor with the first of them, and never waits.
	* Returns how many bytes the kernel took: 0 when it takes none now, and then the descriptor isn't sent either.
	*/
	send(socket, bytes) {
		if (!this.open) throw new Error("the descriptor was closed");
		return sendWithDescriptor(socket, bytes, this.fd);
	}
	close() {
		if (!this.open) return;
		this.open = false;
		(0, node_fs.closeSync)(this.fd);
	}
};
// dist/sidecar/arena/descriptor-share.js
/**
* How many descriptors segments may take in all, so that connections and files still find one: a client that opened
* segments until accept() fails would harm every other. Each mapped segment costs the kernel a mapping, too.
*/
/** A quarter of Linux's default vm.max_map_count (65,530): beyond it even the allocator gets no memory. */
const MAPPINGS_MAX = 16384;
const ASSUMED_FILES = 1024;
/** Half of the files that this process may open (Node raises its own limit to the hard one at its start). */
function descriptorShare() {
	let limits;
	try {
		limits = (0, node_fs.readFileSync)("/proc/self/limits", "latin1");
	} catch {
		limits = "";
	}
	const files = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? ASSUMED_FILES);
	return Math.min(MAPPINGS_MAX, Math.floor(files / 2));
}
// dist/sidecar/arena/job-table.js
const STATES_BYTES = 512;
const SLOT_BYTES = 1024;
const SLOT_ARGUMENTS = 64;
const SLOT_ARGUMENTS_MAX = 32;
const SLOT_DETAIL = 512;
const DETAIL_BYTES = 508;
const JOB_TABLE_BYTES = 67072;
/**
* The state word of a slot. `interactive` and `bulk` have shards to claim; `drained` has none left, `closing` shall be
* left as soon as possible.
*/
const SlotState = {
	free: 0,
	interactive: 1,
	bulk: 2,
	drained: 3,
	closing: 4
};
/** Why a job failed, in its `failure` word: below 100 the kernel's own status codes, then the host's. */
const Failure = {
	none: 0,
	cancelled: 1,
	badRange: 2,
	badArgument: 3,
	outOfMemory: 4,
	trap: 100,
	file: 101,
	internal: 102,
	/** What the shard had in its worker's slab went when another job's shard trapped there. */
	lost: 103,
	/** The results took more memory than the job was given; the detail says how much was asked for. */
	poolFull: 104,
	/** A text that is no UTF-8; the detail is its index. */
	notText: 105,
	/** A text with more matches than the limit; the detail is its index. */
	tooMany: 106,
	/** A ruleset that doesn't compile; the detail is the rule's id, a NUL, and why. */
	badRules: 107,
	/** A chunk size that a single character's tokens don't fit. */
	tooSmall: 108
};
/** Failures that only the job's method can put into words. */
const METHOD_FAILURES = [
	Failure.poolFull,
	Failure.notText,
	Failure.tooMany,
	Failure.badRules,
	Failure.tooSmall
];
const CANCEL = 0;
const PROGRESS = 8;
const CURSOR = 16;
const SHARDS = 20;
const DONE = 24;
const FAILURE = 28;
const OPERATION = 32;
const STARTED_AT = 40;
const CREW = 48;
/** Whether a slot's state says that there are shards to claim. */
function isRunnable(state) {
	return state === SlotState.interactive || state === SlotState.bulk;
}
var JobTable = class {
	words;
	longs;
	doubles;
	bytes;
	base;
	/** `base` is the table's arena address, a multiple of 8. */
	constructor(buffer, base) {
		this.base = base;
		this.words = new Int32Array(buffer, base, JOB_TABLE_BYTES / 4);
		this.longs = new BigInt64Array(buffer, base, JOB_TABLE_BYTES / 8);
		this.doubles = new Float64Array(buffer, base, JOB_TABLE_BYTES / 8);
		this.bytes = new Uint8Array(buffer, base, JOB_TABLE_BYTES);
	}
	slotByte(slot) {
		return STATES_BYTES + slot * SLOT_BYTES;
	}
	slotWord(slot, byte) {
		return STATES_BYTES + slot * SLOT_BYTES + byte >> 2;
	}
	/** Arena address of the slot: the kernel's job control block. */
	address(slot) {
		return this.base + this.slotByte(slot);
	}
	state(slot) {
		return Atomics.load(this.words, slot);
	}
	/** For the main thread, which makes slots runnable and free; workers `drain` and `close`. */
	setState(slot, state) {
		Atomics.store(this.words, slot, state);
	}
	/** No shard is left to claim. */
	drain(slot) {
		this.leaveRunnable(slot, SlotState.drained);
	}
	/** No worker shall begin another shard, or go on with one. */
	close(slot) {
		this.leaveRunnable(slot, SlotState.closing);
	}
	leaveRunnable(slot, to) {
		for (;;) {
			const state = Atomics.load(this.words, slot);
			if (state === to || state === SlotState.free || state === SlotState.closing) return;
			if (Atomics.compareExchange(this.words, slot, state, to) === state) return;
		}
	}
	/** Fills a free slot before it is made runnable: `args` are numbers up to 2^53, `shards` at least 1. */
	prepare(slot, operation, shards, args) {
		if (args.length > SLOT_ARGUMENTS_MAX) throw new RangeError(`${args.length} arguments`);
		const base = this.slotByte(slot);
		this.words.fill(0, base >> 2, base + SLOT_ARGUMENTS >> 2);
		this.words[this.slotWord(slot, SHARDS)] = shards;
		this.words[this.slotWord(slot, OPERATION)] = operation;
		for (let i = 0; i < args.length; i++) this.doubles[(base + SLOT_ARGUMENTS) / 8 + i] = args[i] ?? 0;
	}
	operation(slot) {
		return this.words[this.slotWord(slot, OPERATION)] ?? 0;
	}
	argument(slot, index) {
		return this.doubles[(this.slotByte(slot) + SLOT_ARGUMENTS) / 8 + index] ?? 0;
	}
	shards(slot) {
		return this.words[this.slotWord(slot, SHARDS)] ?? 0;
	}
	/** Claims the next shard: its number, or -1 when all are claimed. Who claims the last one drains the slot. */
	claim(slot) {
		const shard = Atomics.add(this.words, this.slotWord(slot, CURSOR), 1);
		const last = this.shards(slot) - 1;
		if (shard >= last) this.drain(slot);
		return shard <= last ? shard : -1;
	}
	/** Counts a shard as done. */
	finishShard(slot) {
		Atomics.add(this.words, this.slotWord(slot, DONE), 1);
	}
	isDone(slot) {
		return Atomics.load(this.words, this.slotWord(slot, DONE)) >= this.shards(slot);
	}
	/** Tells the kernel to stop: it looks every millisecond at the latest. */
	cancel(slot) {
		Atomics.store(this.words, this.slotWord(slot, CANCEL), 1);
	}
	isCancelled(slot) {
		return Atomics.load(this.words, this.slotWord(slot, CANCEL)) !== 0;
	}
	addProgress(slot, bytes) {
		Atomics.add(this.longs, (this.slotByte(slot) + PROGRESS) / 8, BigInt(bytes));
	}
	progress(slot) {
		return Number(Atomics.load(this.longs, (this.slotByte(slot) + PROGRESS) / 8));
	}
	/** Only who claimed shard 0 writes it; milliseconds of the shared clock. */
	setStartedAt(slot, at) {
		this.doubles[(this.slotByte(slot) + STARTED_AT) / 8] = at;
	}
	startedAt(slot) {
		return this.doubles[(this.slotByte(slot) + STARTED_AT) / 8] ?? 0;
	}
	/** Marks a worker (or the main thread, which doesn't count) as having taken part: whether it is the first time. */
	join(slot, worker) {
		const bit = 1 << (worker & 31);
		return (Atomics.or(this.words, this.slotWord(slot, CREW) + (worker >> 5), bit) & bit) === 0;
	}
	/** How many workers took part. */
	crew(slot) {
		let count = 0;
		for (let half = 0; half < 2; half++) {
			let bits = Atomics.load(this.words, this.slotWord(slot, CREW) + half);
			for (; bits !== 0; bits &= bits - 1) count++;
		}
		return count;
	}
	/** The first failure of a job wins, closes the slot, and leaves `detail` (cut to what fits) for the main thread. */
	fail(slot, failure, detail) {
		const word = this.slotWord(slot, FAILURE);
		if (Atomics.compareExchange(this.words, word, Failure.none, failure) === Failure.none) {
			const at = this.slotByte(slot) + SLOT_DETAIL;
			const text = Buffer.from(detail).subarray(0, DETAIL_BYTES);
			this.bytes.set(text, at + 4);
			Atomics.store(this.words, at >> 2, text.length);
		}
		this.close(slot);
	}
	failure(slot) {
		return Atomics.load(this.words, this.slotWord(slot, FAILURE));
	}
	/** What `fail` left: only to be read when nobody touches the slot. */
	failureDetail(slot) {
		const at = this.slotByte(slot) + SLOT_DETAIL;
		const length = Math.min(Atomics.load(this.words, at >> 2), DETAIL_BYTES);
		return Buffer.from(this.bytes.slice(at + 4, at + 4 + length)).toString();
	}
};
// dist/sidecar/arena/control.js
/**
* The control block: the shared memory that the main thread and the workers schedule by. It holds the words that wake,
* a line a worker, and the job table. It lies outside of everything a client can map. A worker may be terminated between
* any two lines of it: nothing here is a lock, and what a dead worker left is put right by `forget`.
*/
const LINES = 65;
const GLOBAL_BYTES = 256;
const LINE_BYTES = 64;
const TABLE = 4416;
const CONTROL_BYTES = 71488;
const WAKE = 0;
const DOORBELL = 16;
const SLEEPERS = 32;
const TOUCHED = 0;
const TOUCHED_WORDS = 2;
const CURRENT = 2;
const STOP = 3;
const STEPS = 4;
const JOBS = 5;
var ControlBlock = class {
	table;
	words;
	constructor(buffer, base) {
		this.words = new Int32Array(buffer, base, TABLE / 4);
		this.table = new JobTable(buffer, base + TABLE);
	}
	/** The main thread has published work for at most `count` workers (or wants all to look at their stop word). */
	wakeWorkers(count) {
		Atomics.add(this.words, WAKE, 1);
		if (Atomics.load(this.words, SLEEPERS) > 0) Atomics.notify(this.words, WAKE, count);
	}
	/** What a worker passes to `sleep` so that a wake in between is not lost. */
	get wakeCount() {
		return Atomics.load(this.words, WAKE);
	}
	/** A worker sleeps until it is woken; not at all if there was a wake since `seen`. */
	sleep(seen) {
		Atomics.add(this.words, SLEEPERS, 1);
		Atomics.wait(this.words, WAKE, seen);
		Atomics.sub(this.words, SLEEPERS, 1);
	}
	/** A worker tells the main thread that a job may have ended. */
	ring() {
		Atomics.add(this.words, DOORBELL, 1);
		Atomics.notify(this.words, DOORBELL);
	}
	get rings() {
		return Atomics.load(this.words, DOORBELL);
	}
	/** Resolves when the doorbell has been rung since `rings` was `seen`; undefined if it already was. */
	nextRing(seen) {
		const wait = Atomics.waitAsync(this.words, DOORBELL, seen);
		return wait.async ? wait.value : void 0;
	}
	word(worker, word) {
		return (GLOBAL_BYTES + worker * LINE_BYTES) / 4 + word;
	}
	/**
	* The worker may touch the slot's job from now on. It says so before it looks at the slot's state, so that a main
	* thread which closed the slot and then finds it untouched knows that nobody will touch it again.
	*/
	touch(worker, slot) {
		Atomics.or(this.words, this.word(worker, TOUCHED + (slot >> 5)), 1 << (slot & 31));
	}
	/** The worker is done with the slot, until it touches it again. */
	leave(worker, slot) {
		Atomics.and(this.words, this.word(worker, TOUCHED + (slot >> 5)), ~(1 << (slot & 31)));
	}
	isTouching(worker, slot) {
		return (Atomics.load(this.words, this.word(worker, TOUCHED + (slot >> 5))) & 1 << (slot & 31)) !== 0;
	}
	/** The slots that a worker may be touching, lowest first. */
	touched(worker) {
		const slots = [];
		for (let word = 0; word < TOUCHED_WORDS; word++) {
			let bits = Atomics.load(this.words, this.word(worker, TOUCHED + word));
			for (; bits !== 0; bits &= bits - 1) slots.push(word * 32 + (31 - Math.clz32(bits & -bits)));
		}
		return slots;
	}
	/** A worker that is gone touches nothing; in its sleep it left itself counted, and too many cost but a notify. */
	forget(worker) {
		for (let word = 0; word < TOUCHED_WORDS; word++) Atomics.store(this.words, this.word(worker, TOUCHED + word), 0);
		this.setCurrent(worker, -1);
		Atomics.store(this.words, SLEEPERS, LINES);
	}
	/** The slot whose shard runs on the worker now, or -1 between two. */
	current(worker) {
		return Atomics.load(this.words, this.word(worker, CURRENT)) - 1;
	}
	setCurrent(worker, slot) {
		Atomics.store(this.words, this.word(worker, CURRENT), slot + 1);
	}
	stopRequested(worker) {
		return Atomics.load(this.words, this.word(worker, STOP)) !== 0;
	}
	requestStop(worker, stop) {
		Atomics.store(this.words, this.word(worker, STOP), stop ? 1 : 0);
	}
	/** Counts steps: a count that stands still while a shard runs is a step that doesn't end. */
	countStep(worker) {
		Atomics.add(this.words, this.word(worker, STEPS), 1);
	}
	steps(worker) {
		return Atomics.load(this.words, this.word(worker, STEPS));
	}
	/** Jobs that the worker took part in. */
	jobs(worker) {
		return Atomics.load(this.words, this.word(worker, JOBS));
	}
	countJob(worker) {
		Atomics.add(this.words, this.word(worker, JOBS), 1);
	}
};
// dist/sidecar/arena/layout.js
/**
* Where everything lies in the arena: kernel statics, control block, one slab per worker, then segment space.
* Pure arithmetic; all offsets are bytes from the arena's start. A region never moves once the arena exists.
*
*   0 ── statics ── control ── slab 0 ── … ── slab N (the main thread's) ── space ──────────── arenaBytes
*/
/** Pages of the host are 4 to 64 KiB; everything that is protected or mapped is aligned for the largest. */
const PAGE = 65536;
/** Kept for the module's statics; an instance checks that its `__heap_base` lies below. */
const STATICS_BYTES = 8388608;
const STACK_BYTES = 1048576;
const TLS_BYTES = PAGE;
/** Text kernels may use 32 MB a worker; the rest is head-room. */
const HEAP_BYTES_MAX = 41943040;
const HEAP_BYTES_MIN = 1048576;
/** Where files are read to: a step's bytes, and room for tables of what lies there. */
const WINDOW_BYTES$1 = 1048576;
const FIXED_BYTES$1 = 2293760;
function roundUp(value, unit) {
	return Math.ceil(value / unit) * unit;
}
function slabAt(start, heapBytes) {
	const redZone = start + PAGE;
	const tls = redZone + PAGE + STACK_BYTES;
	const heap = tls + TLS_BYTES;
	const heapEnd = heap + heapBytes;
	return {
		guard: start,
		redZone,
		stackTop: tls,
		tls,
		heap,
		heapEnd,
		window: heapEnd,
		end: heapEnd + WINDOW_BYTES$1
	};
}
const FIRST_SLAB = STATICS_BYTES + roundUp(CONTROL_BYTES, PAGE);
/** Half of the arena may go to slabs. */
function slabsShare(bytes) {
	return bytes / 2 - FIRST_SLAB;
}
/** How many workers an arena of `bytes` has room for, beside the main thread. */
function workersThatFit(bytes) {
	return Math.floor(slabsShare(bytes) / 3342336) - 1;
}
/** Lays out an arena of `bytes` for `workers` workers, at most `workersThatFit`. */
function layOut(bytes, workers) {
	const control = STATICS_BYTES;
	const firstSlab = FIRST_SLAB;
	const slabCount = workers + 1;
	const share = Math.floor(slabsShare(bytes) / slabCount);
	const heapBytes = Math.min(HEAP_BYTES_MAX, Math.floor((share - FIXED_BYTES$1) / PAGE) * PAGE);
	if (heapBytes < HEAP_BYTES_MIN) throw new RangeError(`an arena of ${bytes} bytes has no room for ${workers} workers`);
	const slabs = [];
	for (let start = firstSlab; slabs.length < slabCount; start = slabs[slabs.length - 1]?.end ?? start) slabs.push(slabAt(start, heapBytes));
	return {
		control,
		slabs,
		space: slabs[slabs.length - 1]?.end ?? firstSlab,
		bytes
	};
}
// dist/sidecar/arena/held-memory.js
/**
* The memory of closed segments that a former client still has open or mapped. It is out of the arena and can't be
* taken back; it is counted against the connection that had it and told in `server/status`, until the client lets go.
* It holds descriptors for looking only, and never anything of the arena.
*/
const LOOK_MS = 500;
/** Descriptors kept of connections that have ended; beyond that the oldest are closed, and counted no more. */
const ORPHANS_MAX = 256;
const NOBODY = 0;
/** Frees the pages on a thread of libuv's: 50 ms for 400 MB. An error would say that it was closed already. */
function closeAside(fd) {
	(0, node_fs.close)(fd, () => {});
}
var HeldMemory = class {
	native;
	kept = [];
	timer;
	constructor(native) {
		this.native = native;
	}
	/** Bytes that are held now, of all connections. */
	get bytes() {
		this.look();
		return this.kept.reduce((sum, held) => sum + held.bytes, 0);
	}
	/** What a connection holds now of the segments that it closed. */
	shareOf(connection) {
		this.look();
		const own = this.kept.filter((held) => held.connection === connection);
		return {
			count: own.length,
			bytes: own.reduce((sum, held) => sum + held.bytes, 0)
		};
	}
	/** Takes over the descriptor of a segment that was closed; `connection` is undefined if that has ended, too. */
	take(fd, bytes, connection) {
		if (!this.native.isHeldElsewhere(fd)) {
			closeAside(fd);
			return;
		}
		this.kept.push({
			fd,
			bytes,
			connection: connection ?? NOBODY
		});
		this.bound();
		this.timer ??= setInterval(() => this.look(), LOOK_MS).unref();
	}
	/** A connection has ended: there is nobody to count against. */
	orphan(connection) {
		for (const held of this.kept) if (held.connection === connection) held.connection = NOBODY;
		this.bound();
	}
	bound() {
		let over = this.kept.filter((held) => held.connection === NOBODY).length - ORPHANS_MAX;
		if (over <= 0) return;
		this.kept = this.kept.filter(({ fd, connection }) => {
			if (over <= 0 || connection !== NOBODY) return true;
			over--;
			closeAside(fd);
			return false;
		});
	}
	look() {
		if (this.kept.length === 0) return;
		this.kept = this.kept.filter(({ fd }) => {
			if (this.native.isHeldElsewhere(fd)) return true;
			closeAside(fd);
			return false;
		});
		if (this.kept.length > 0) return;
		clearInterval(this.timer);
		this.timer = void 0;
	}
};
// dist/sidecar/arena/segment-memory.js
/**
* The memory behind segments: a sealed memfd laid over a range of the arena where the platform can, else the arena's own
* pages. It lays, zeroes and takes away; who leases what, and whether anybody still uses it, is segments.ts's business.
* Nothing here may hold the event loop: a large range is worked on in steps.
*/
/** Steps of 2 to 6 ms: 400 MB of pages are dropped in 52 ms, and zeroed in 665 when they are touched for the first time. */
const DROP_STEP_BYTES = 16777216;
const ZERO_STEP_BYTES = 4194304;
/** How long to wait when the system refuses to map anonymous memory (strict overcommit): the range stays out of use. */
const RETRY_MS$1 = 200;
/** Whether a step was made; false when the system has no memory for it now. */
function made(step) {
	try {
		step();
		return true;
	} catch (error) {
		if (error instanceof NativeError) return false;
		throw error;
	}
}
/** Makes the steps of a range, a tick each; one that the system refuses is tried again until it doesn't. */
async function inSteps(bytes, size, step) {
	for (let from = 0; from < bytes;) {
		await new Promise((resolve) => setImmediate(resolve));
		const at = from;
		if (made(() => step(at))) from += size;
		else await new Promise((resolve) => setTimeout(resolve, RETRY_MS$1).unref());
	}
}
var SegmentMemory = class {
	held;
	arena;
	native;
	constructor(arena, native) {
		this.arena = arena;
		this.native = native;
		this.held = native === void 0 ? void 0 : new HeldMemory(native);
	}
	get mapped() {
		return this.native !== void 0;
	}
	/**
	* Lays fresh memory that others can map over a range, and returns its descriptor; NOT_MAPPED where that can't be done:
	* then the range holds what was there, to be cleared with `zero`. Throws what the system says, with nothing changed.
	*/
	lay(range, id) {
		if (this.native === void 0) return -1;
		const fd = this.native.createSealedMemory(range.bytes, id);
		try {
			this.native.mapShared(range.address, range.bytes, fd);
		} catch (error) {
			(0, node_fs.closeSync)(fd);
			throw error;
		}
		return fd;
	}
	/** Zeroes a range of the arena's own pages: a promise of it, or undefined when that is done already. */
	zero({ address, bytes }) {
		const fill = (from) => {
			this.arena.bytes.fill(0, address + from, address + Math.min(bytes, from + ZERO_STEP_BYTES));
		};
		if (bytes > ZERO_STEP_BYTES) return inSteps(bytes, ZERO_STEP_BYTES, fill);
		fill(0);
	}
	/**
	* Takes the memory away from a range that nobody uses any more, then calls `free`: at once for a small range. The
	* client's own mapping stays as it is; what it keeps is held on account of `connection()`, or of nobody's.
	*/
	takeAway(range, fd, connection, free) {
		const { native, held } = this;
		if (native === void 0 || held === void 0) {
			free();
			return;
		}
		const { address, bytes } = range;
		const drop = (from) => native.mapAnonymous(address + from, Math.min(DROP_STEP_BYTES, bytes - from));
		const done = () => {
			held.take(fd, bytes, connection());
			free();
		};
		if (bytes <= DROP_STEP_BYTES && made(() => drop(0))) done();
		else inSteps(bytes, DROP_STEP_BYTES, drop).then(done);
	}
};
// dist/sidecar/arena/segments.js
/**
* Segments: page-aligned ranges of the arena that are leased to one connection, mapped to a sealed memfd where the
* platform can, so that the client maps the very bytes the kernel reads. A memfd never serves a second connection
* (an old mapping of it would read the next client's bytes), and a range goes back to anonymous memory only when no
* job holds it.
*/
var Segments = class {
	arena;
	memory;
	limits;
	countMax;
	byId = /* @__PURE__ */ new Map();
	byConnection = /* @__PURE__ */ new Map();
	/** Ids of this process are told apart from those of another one that a client may have spoken to before. */
	prefix;
	opened = 0;
	constructor(arena, limits, memory = new SegmentMemory(arena, nativeMemory(arena.buffer))) {
		this.arena = arena;
		this.limits = limits;
		this.memory = memory;
		this.countMax = memory.mapped ? descriptorShare() : Number.POSITIVE_INFINITY;
	}
	get mapped() {
		return this.memory.mapped;
	}
	get count() {
		return this.byId.size;
	}
	/** Bytes of closed segments that a former client still has mapped: not the arena's any more, but not free either. */
	get heldBytes() {
		return this.memory.held?.bytes ?? 0;
	}
	/**
	* Leases a range of `bytes`, rounded up to pages, all zeros once `zeroed`.
	* @throws ProtocolError OutOfMemory: the connection has its share, or there is no such range, or the system refuses.
	*/
	open(connection, bytes) {
		const size = Math.ceil(bytes / PAGE) * PAGE;
		this.checkShare(connection, size);
		const range = this.arena.allocatePages(size);
		this.prefix ??= randomBytes(6).toString("base64url");
		const id = `${this.prefix}-${++this.opened}`;
		let fd;
		try {
			fd = this.memory.lay(range, id);
		} catch (error) {
			this.arena.release(range);
			throw this.refused(size, error);
		}
		const segment = {
			id,
			connection,
			range,
			fd,
			uses: 0,
			closed: false,
			freed: false,
			onFreed: void 0
		};
		this.byId.set(id, segment);
		this.ownOf(connection).add(segment);
		return {
			id,
			bytes: size,
			fd,
			zeroed: this.mapped ? void 0 : this.zero(segment)
		};
	}
	/**
	* Ends a lease. What uses it goes on, and then the range is free: returns a promise of that, or undefined when it is free
	* already. The handle is stale from now on.
	*/
	close(connection, id) {
		const segment = this.find(connection, id);
		this.end(segment);
		if (segment.freed) return void 0;
		return new Promise((resolve) => {
			segment.onFreed = resolve;
		});
	}
	/** Ends all leases of a connection that has ended. */
	closeAll(connection) {
		const own = this.byConnection.get(connection);
		this.byConnection.delete(connection);
		this.memory.held?.orphan(connection);
		for (const segment of own ?? []) this.end(segment);
	}
	/** Ends a lease that nobody was told of, if its connection hasn't ended. */
	abandon(connection, id) {
		const segment = this.byId.get(id);
		if (segment?.connection === connection) this.end(segment);
	}
	/** A mapped segment's descriptor, to be sent to its client. Where the system has none left, the segment is closed. */
	parcel(connection, id) {
		const segment = this.find(connection, id);
		try {
			return new DescriptorParcel(segment.fd);
		} catch (error) {
			this.end(segment);
			throw this.refused(segment.range.bytes, error);
		}
	}
	/** A range of a segment for use by a job; `field` is the parameter's path, '' for the params themselves, for errors. */
	use(connection, range, field) {
		const segment = this.check(connection, range, field);
		const { offset, length } = range;
		return {
			address: segment.range.address + offset,
			length,
			release: this.hold(segment)
		};
	}
	/** Throws if the connection has no such segment, or the segment no such range. */
	check(connection, { segment: id, offset, length }, field) {
		const segment = this.find(connection, id);
		const size = segment.range.bytes;
		const path = (name) => field === "" ? name : `${field}.${name}`;
		if (offset > size) throw invalidParams(path("offset"), `at most ${size}, the segment's bytes`);
		if (length > size - offset) throw invalidParams(path("length"), `at most ${size - offset}, from the offset to the segment's end`);
		return segment;
	}
	/** Keeps a segment's memory in place until the returned function is called, once. */
	hold(segment) {
		segment.uses++;
		return () => {
			segment.uses--;
			if (segment.closed && segment.uses === 0) this.reclaim(segment);
		};
	}
	zero(segment) {
		const release = this.hold(segment);
		const zeroed = this.memory.zero(segment.range)?.finally(release);
		if (zeroed === void 0) release();
		return zeroed;
	}
	find(connection, id) {
		const segment = this.byId.get(id);
		if (segment === void 0 || segment.connection !== connection) throw new ProtocolError("StaleSegment", "the segment is closed, of another connection, or was never opened");
		return segment;
	}
	ownOf(connection) {
		let own = this.byConnection.get(connection);
		if (own === void 0) {
			own = /* @__PURE__ */ new Set();
			this.byConnection.set(connection, own);
		}
		return own;
	}
	/** What a connection closed and still has mapped counts as if it were open: else its share would bound nothing. */
	checkShare(connection, size) {
		const { segmentBytes, segments: most } = this.limits;
		const own = this.byConnection.get(connection);
		const held = this.memory.held?.shareOf(connection) ?? {
			bytes: 0,
			count: 0
		};
		let bytes = held.bytes;
		for (const segment of own ?? []) bytes += segment.range.bytes;
		const mapped = held.bytes === 0 ? "" : `, ${held.bytes} of them closed and still mapped by the client`;
		if (bytes + size > segmentBytes) {
			const message = `segmentBytes: ${bytes + size} is over this connection's share of ${segmentBytes} bytes${mapped}`;
			throw this.outOfMemory(message, size, Math.max(0, segmentBytes - bytes));
		}
		if (size > RANGE_BYTES_MAX) throw invalidParams("bytes", `at most ${RANGE_BYTES_MAX - PAGE + 1}`);
		if ((own?.size ?? 0) + held.count >= most) throw this.outOfMemory(`segments: this connection has its ${most}${mapped}`, size, 0);
		if (this.byId.size >= this.countMax) throw this.outOfMemory(`the sidecar has its ${this.countMax} segments, as many as its descriptors allow`, size, 0);
	}
	outOfMemory(message, requested, most, cause) {
		return new ProtocolError("OutOfMemory", message, {
			requested,
			largestFree: Math.min(most, this.arena.usage.largestFree)
		}, { cause });
	}
	/** What the system refused: an error of ours or of node:fs, both with an errno's name. */
	refused(size, error) {
		const { code } = error;
		if (typeof code !== "string" || code.startsWith("ERR_")) return error;
		return this.outOfMemory(`the system refused a segment of ${size} bytes (${code})`, size, Number.MAX_VALUE, error);
	}
	end(segment) {
		segment.closed = true;
		this.byId.delete(segment.id);
		this.byConnection.get(segment.connection)?.delete(segment);
		if (segment.uses === 0) this.reclaim(segment);
	}
	reclaim(segment) {
		const { range, fd, connection } = segment;
		const account = () => this.byConnection.has(connection) ? connection : void 0;
		this.memory.takeAway(range, fd, account, () => {
			this.arena.release(range);
			segment.freed = true;
			segment.onFreed?.();
		});
	}
};
// dist/sidecar/dispatch/admission.js
/**
* Admission: how many requests and bytes may be in flight, a connection and in all. Past a bound the answer is Busy at
* once; what was admitted is always answered. Reply bytes are reserved here, so that a client that reads is told Busy
* and never cut off for output that it didn't ask to pile up.
*/
/** What the sidecar hashes in a millisecond, roughly: the scale of `retryAfterMs`. */
const BYTES_PER_MS = 5e5;
const RETRY_MS_MAX$1 = 1e3;
var Account = class {
	connection;
	requests = 0;
	bytes = 0;
	replyBytes = 0;
	constructor(connection) {
		this.connection = connection;
	}
};
var Admission = class {
	limits;
	accounts = /* @__PURE__ */ new Map();
	totalBytes = 0;
	constructor(limits) {
		this.limits = limits;
	}
	get connections() {
		return this.accounts.size;
	}
	opened(connection) {
		this.accounts.set(connection.id, new Account(connection));
	}
	closed(connection) {
		this.accounts.delete(connection.id);
	}
	/** Counts a request in, or throws Busy. */
	admit(connection) {
		const account = this.accounts.get(connection.id) ?? new Account(connection);
		if (account.requests >= this.limits.inFlight) throw this.busy(`inFlight: ${account.requests} requests are in flight, the limit`);
		account.requests++;
		let held = 0;
		let reply = 512;
		account.replyBytes += reply;
		return {
			reserve: (bytes, replyBytes) => {
				this.check(account, bytes, replyBytes);
				held += bytes;
				reply += replyBytes;
				account.bytes += bytes;
				account.replyBytes += replyBytes;
				this.totalBytes += bytes;
			},
			release: () => {
				account.requests--;
				account.bytes -= held;
				account.replyBytes -= reply;
				this.totalBytes -= held;
			}
		};
	}
	check(account, bytes, replyBytes) {
		const { limits } = this;
		if (replyBytes > limits.replyBytes) throw tooLarge("replyBytes", limits.replyBytes, replyBytes, "have the result written to a segment by `into`");
		if (replyBytes + 512 > limits.outputBytes) throw tooLarge("outputBytes", limits.outputBytes, replyBytes);
		if (bytes > limits.inFlightBytes) throw tooLarge("inFlightBytes", limits.inFlightBytes, bytes);
		if (account.bytes + bytes > limits.inFlightBytes) throw this.busy(`inFlightBytes: ${account.bytes} bytes of this connection are in flight`);
		if (this.totalBytes + bytes > limits.totalInFlightBytes) throw this.busy(`totalInFlightBytes: ${this.totalBytes} bytes are in flight`);
		const unread = account.connection.unreadBytes + account.replyBytes;
		if (unread + replyBytes > limits.outputBytes) throw this.busy(`outputBytes: ${unread} bytes of replies are unread or under way`);
	}
	busy(message) {
		return new ProtocolError("Busy", message, { retryAfterMs: Math.min(RETRY_MS_MAX$1, Math.max(1, Math.ceil(this.totalBytes / BYTES_PER_MS))) });
	}
};
// dist/sidecar/pool/job.js
function deadlineExceeded() {
	return new ProtocolError("DeadlineExceeded", "the request's deadline passed");
}
function workerLost() {
	return new ProtocolError("WorkerLost", "a worker was lost during the request");
}
/** For what is under way, or comes, when the sidecar ends. */
function shuttingDown() {
	return new ProtocolError("WorkerLost", "the sidecar is shutting down");
}
function cancelled() {
	return new ProtocolError("RequestCancelled", "the request was cancelled");
}
/** A failure that the job's method must put into words: which text, which rule, how much memory. */
var MethodFailure = class extends ProtocolError {
	failure;
	detail;
	constructor(method, failure, detail) {
		super("InvalidParams", `${method} can't be done with these texts or rules`);
		this.failure = failure;
		this.detail = detail;
	}
};
/** A failure that a worker left in the job table, as an error reply. */
function failureError(method, failure, detail) {
	if (METHOD_FAILURES.includes(failure)) return new MethodFailure(method, failure, detail);
	switch (failure) {
		case Failure.cancelled: return cancelled();
		case Failure.trap: return new ProtocolError("KernelTrap", `${method}: the kernel trapped: ${detail}`, {
			message: detail,
			operation: method
		});
		case Failure.file: return new ProtocolError("FileError", `the file could not be read: ${detail}`, { code: detail });
		case Failure.lost: return workerLost();
		case Failure.outOfMemory: return new ProtocolError("OutOfMemory", `${method}: ${detail}`, {});
		default: return new ProtocolError("InternalError", `${method} failed inside a worker`);
	}
}
// dist/sidecar/pool/clock.js
/**
* One clock for all threads: milliseconds of CLOCK_MONOTONIC. `performance.now()` reads the same clock from each thread's own
* start, and costs less than `hrtime.bigint()`, which a tiny call would read four times.
*/
/** Where this thread's clock starts on the shared one. The first calls of both are slow: the closest pair of readings counts. */
function findStart() {
	let start = Number.POSITIVE_INFINITY;
	for (let i = 0; i < 4; i++) {
		const now = node_perf_hooks.performance.now();
		start = Math.min(start, Number(process.hrtime.bigint()) / 1e6 - now);
	}
	return start;
}
const threadStart = findStart();
function sharedNow() {
	return threadStart + node_perf_hooks.performance.now();
}
/** A time of this thread's `performance.now()`, on the shared clock. */
function sharedTime(now) {
	return threadStart + now;
}
// dist/sidecar/dispatch/active-call.js
/** Up to here a job that names no priority is interactive. */
const INTERACTIVE_BYTES_MAX = 1048576;
function priorityOf(bytes) {
	return bytes <= INTERACTIVE_BYTES_MAX ? "interactive" : "bulk";
}
var ActiveCall = class {
	connection;
	request;
	admitted;
	scheduler;
	/** As judged by the method's schema. */
	params;
	receivedAt;
	deadlineAt;
	owned = [];
	job;
	cancelReason;
	/** Set by the last `run`: for statistics. */
	timing;
	constructor(connection, request, params, admitted, scheduler, defaultDeadlineMs) {
		this.connection = connection;
		this.request = request;
		this.params = params;
		this.admitted = admitted;
		this.scheduler = scheduler;
		this.receivedAt = sharedTime(request.receivedAt);
		const deadlineMs = params.deadlineMs ?? (defaultDeadlineMs > 0 ? defaultDeadlineMs : void 0);
		this.deadlineAt = deadlineMs === void 0 ? void 0 : this.receivedAt + deadlineMs;
		this.own(() => admitted.release());
	}
	/** Registers what must be given back at the call's end. */
	own(giveBack) {
		this.owned.push(giveBack);
	}
	/** Gives back everything, last first. What can't be given back is told to `fault`, and holds up nothing else. */
	end(fault) {
		for (let giveBack = this.owned.pop(); giveBack !== void 0; giveBack = this.owned.pop()) try {
			giveBack();
		} catch (error) {
			fault(error);
		}
	}
	/** After an `await` that was no job: a call that was cancelled or is overdue goes no further. */
	throwIfEnded() {
		if (this.cancelReason !== void 0) throw this.cancelReason;
		if (this.deadlineAt !== void 0 && sharedNow() >= this.deadlineAt) throw deadlineExceeded();
	}
	cancel(reason) {
		this.cancelReason ??= reason;
		this.job?.cancel(reason);
	}
	/** How long the call has taken so far, for results that needed no worker. */
	idleTiming() {
		this.timing = {
			queueMs: sharedNow() - this.receivedAt,
			runMs: 0,
			workers: 0
		};
		return this.timing;
	}
	/** Runs a job: its timing when it is done, or a thrown protocol error once no worker touches its memory. */
	run(work) {
		this.throwIfEnded();
		let settled;
		let resolve;
		let reject;
		const progress = this.startProgress(work.bytes);
		this.job = this.scheduler.submit({
			method: this.request.method,
			operation: work.operation,
			args: work.args,
			shards: work.shards,
			priority: this.params.priority ?? work.priority ?? priorityOf(work.bytes),
			owner: this.connection.id,
			receivedAt: this.receivedAt,
			deadlineAt: this.deadlineAt,
			bytes: work.bytes,
			inlineMicros: work.inlineMicros,
			onProgress: progress?.report
		}, (end) => {
			this.timing = end.timing;
			progress?.end(end.ok);
			settled = end.ok ? end.timing : end.error;
			if (end.ok) resolve?.(end.timing);
			else reject?.(end.error);
		});
		if (settled === void 0) return new Promise((onDone, onFailed) => {
			resolve = onDone;
			reject = onFailed;
		});
		if (settled instanceof Error) throw settled;
		return settled;
	}
	startProgress(total) {
		const token = this.params.progressToken;
		if (token === void 0) return void 0;
		const unit = "bytes";
		let last = 0;
		const send = (kind, done) => {
			last = done;
			this.request.onProgress(token, {
				kind,
				done,
				total,
				unit
			});
		};
		send("begin", 0);
		return {
			report: (done) => send("report", done),
			end: (complete) => send("end", complete ? Math.max(total, last) : last)
		};
	}
};
// dist/sidecar/dispatch/base64.js
/**
* Strict base64 (RFC 4648 §4: padded, no white space, zero spare bits), decoded into place on the main thread: the cost
* per byte counts. 16 MiB of text took 9 ms by `setFromBase64` and 45 ms by decoding and encoding again; a regular
* expression over them took 385 ms.
*/
/** How many bytes a strict text has, by its length and padding; undefined when no strict text has this length. */
function base64Bytes(text) {
	if (text.length % 4 !== 0) return void 0;
	const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
	return text.length / 4 * 3 - padding;
}
/** Encoded again at a time: a multiple of 3, and small beside what is decoded. */
const PIECE_BYTES = 49152;
/** Decodes into `target`, which has exactly `base64Bytes(text)` bytes: whether the text is strict. */
function decodeBase64(text, target) {
	const decoder = target;
	if (decoder.setFromBase64 === void 0) return decodeAndCompare(text, target);
	try {
		return decoder.setFromBase64(text, { lastChunkHandling: "strict" }).written === target.length;
	} catch {
		return false;
	}
}
/** Node's own decoder skips what is no base64 and takes the URL alphabet: a strict text is one that encodes to itself. */
function decodeAndCompare(text, target) {
	if (target.write(text, "base64") !== target.length) return false;
	for (let at = 0; at < target.length; at += PIECE_BYTES) {
		const from = at / 3 * 4;
		const piece = target.toString("base64", at, Math.min(at + PIECE_BYTES, target.length));
		if (text.slice(from, from + piece.length) !== piece) return false;
	}
	return true;
}
// \0late-node:fs/promises
function open(...args) {
	return process.getBuiltinModule("node:fs/promises").open(...args);
}
function readFile$1(...args) {
	return process.getBuiltinModule("node:fs/promises").readFile(...args);
}
function stat(...args) {
	return process.getBuiltinModule("node:fs/promises").stat(...args);
}
// dist/sidecar/pool/operations/regular-file.js
/**
* Opens the files that clients name: regular ones only. A directory, FIFO or device is refused before it is opened
* (opening a device can do things), and what cannot be opened is told by its errno, never by a path of ours.
*/
/** A file that is no regular file (FIFO, device, socket), where no errno says so. */
const NOT_REGULAR = "ENOTREG";
/** Never waits for a FIFO's writer, and never takes a terminal. */
const OPEN_FLAGS = node_fs.constants.O_RDONLY | (node_fs.constants.O_NONBLOCK ?? 0) | (node_fs.constants.O_NOCTTY ?? 0);
/** A fault of a file, by an errno's name or one of ours. */
var FileFault = class extends Error {
	code;
	constructor(code) {
		super(code);
		this.code = code;
	}
};
/** The errno's name of an error of the file system (or of a FileFault); undefined for any other error. */
function faultCode(error) {
	const code = error instanceof Error && "code" in error ? error.code : void 0;
	if (code === "ERR_ACCESS_DENIED") return "EACCES";
	return typeof code === "string" && /^E[A-Z0-9]+$/.test(code) ? code : void 0;
}
/** Only a regular file may be read: a directory says EISDIR, whatever else NOT_REGULAR. */
function refuseOddFile(stats) {
	if (stats.isDirectory()) throw new FileFault("EISDIR");
	if (!stats.isFile()) throw new FileFault(NOT_REGULAR);
}
/** Looked at before it is opened, and again after (it may have been replaced). The caller closes `fd`. */
function openRegularFile(path) {
	const name = typeof path === "string" ? path : Buffer.from(path);
	refuseOddFile((0, node_fs.statSync)(name));
	const fd = (0, node_fs.openSync)(name, OPEN_FLAGS);
	try {
		const stats = (0, node_fs.fstatSync)(fd);
		refuseOddFile(stats);
		return {
			fd,
			stats
		};
	} catch (error) {
		(0, node_fs.closeSync)(fd);
		throw error;
	}
}
// dist/sidecar/dispatch/files.js
/**
* Opens the files that clients name. Only regular files are read: a directory, FIFO or device is a FileError, told
* before it is opened (opening a device can do things). Paths in errors are the client's own.
*/
/** A /proc file says that it has 0 bytes; it is read to its end, up to this many. */
const PROC_BYTES_MAX = 16777216;
/** A file that can't be read, as an error reply. */
function fileError(code, path) {
	return new ProtocolError("FileError", `${FILE_REASONS[code] ?? "the file could not be read"} (${code})`, {
		code,
		path
	});
}
const FILE_REASONS = {
	ENOENT: "no such file",
	EACCES: "permission denied",
	EPERM: "permission denied",
	EISDIR: "is a directory",
	ENOTDIR: "a part of the path is no directory",
	ENOTREG: "is no regular file (a FIFO, device or socket)",
	ENAMETOOLONG: "the name is too long",
	ELOOP: "too many symbolic links",
	ETRUNCATED: "the file got shorter while it was read",
	EMFILE: "too many files are open"
};
async function readToEnd(file, limits) {
	if ((await file.read(Buffer.alloc(1), 0, 1, 0)).bytesRead === 0) return void 0;
	const most = Math.min(PROC_BYTES_MAX, limits.fileBytes);
	const chunks = [];
	for (let total = 0;;) {
		const chunk = Buffer.alloc(65536);
		const { bytesRead } = await file.read(chunk, 0, chunk.length, total);
		if (bytesRead === 0) return Buffer.concat(chunks, total);
		total += bytesRead;
		if (total > most) throw tooLarge("fileBytes", most, total);
		chunks.push(chunk.subarray(0, bytesRead));
	}
}
/** Opens a regular file for reading; FileError or TooLarge otherwise. */
async function openFile(path, limits) {
	let file;
	try {
		refuseOddFile(await stat(path));
		file = await open(path, OPEN_FLAGS);
		const handle = file;
		const stats = await handle.stat();
		refuseOddFile(stats);
		if (stats.size > limits.fileBytes) throw tooLarge("fileBytes", limits.fileBytes, stats.size);
		const content = stats.size === 0 ? await readToEnd(handle, limits) : void 0;
		return {
			fd: handle.fd,
			size: content?.length ?? stats.size,
			content,
			read: (target, offset) => readRange(handle, path, offset, target),
			close: () => void handle.close().catch(() => {})
		};
	} catch (error) {
		await file?.close();
		throw asFileError(error, path);
	}
}
/** Reads a range of an open file into `target`, all of it: a file that got shorter is a FileError. */
async function readRange(file, path, offset, target) {
	try {
		for (let done = 0; done < target.length;) {
			const { bytesRead } = await file.read(target, done, target.length - done, offset + done);
			if (bytesRead === 0) throw fileError("ETRUNCATED", path);
			done += bytesRead;
		}
	} catch (error) {
		throw asFileError(error, path);
	}
}
/** What the system says of a file as an error reply; anything else as it is. */
function asFileError(error, path) {
	const code = error instanceof ProtocolError ? void 0 : faultCode(error);
	return code === void 0 ? error : fileError(code, path);
}
// dist/sidecar/dispatch/inputs.js
/**
* Turns the sources of a request into ranges the kernel can read: arena memory (in place where the bytes already lie
* there, else copied once) or an open file. Everything it acquires is given back at the call's end.
*/
function notBase64(field) {
	return invalidParams(`${field}.base64`, "padded base64 (RFC 4648 §4)");
}
var Inputs = class {
	call;
	arena;
	segments;
	limits;
	frameHeld = false;
	constructor(call, arena, segments, limits) {
		this.call = call;
		this.arena = arena;
		this.segments = segments;
		this.limits = limits;
	}
	/** Bytes that a source brings along in the request; 0 for ranges of segments and files. */
	inlineBytes(source, field) {
		switch (source.kind) {
			case "bytes": return source.bytes.length;
			case "text": return Buffer.byteLength(source.text);
			case "base64": {
				const bytes = base64Bytes(source.base64);
				if (bytes === void 0) throw notBase64(field);
				return bytes;
			}
			default: return 0;
		}
	}
	/** Bytes of a memory source, before it is resolved: a range that isn't there is an error before anything else is. */
	memoryBytes(source, field) {
		if (source.kind !== "segment") return this.inlineBytes(source, field);
		this.segments.check(this.call.connection.id, source, field);
		return source.length;
	}
	/** A range for a table or a result, given back at the call's end. */
	scratch(bytes) {
		const range = this.arena.allocate(bytes);
		this.call.own(() => this.arena.release(range));
		return range.address;
	}
	/**
	* A source's bytes in the arena. `atOnce` promises that the job runs before `start` returns, so that bytes in the
	* shared read buffer may be read in place.
	*/
	memory(source, field, atOnce) {
		const inPlace = this.inPlace(source, field, atOnce);
		if (inPlace !== void 0) return inPlace;
		const length = this.memoryBytes(source, field);
		if (length > RANGE_BYTES_MAX) throw invalidParams(field, `at most ${RANGE_BYTES_MAX} bytes`);
		return this.copy(source, length, this.scratch(length), field);
	}
	/** Many sources' bytes in the arena: those that must be copied lie in one range, one after another. */
	memories(sources, field, atOnce) {
		let copied = 0;
		const found = sources.map((source, i) => {
			const inPlace = this.inPlace(source, field(i), atOnce);
			if (inPlace === void 0) copied += this.memoryBytes(source, field(i));
			return inPlace;
		});
		let next = copied === 0 ? 0 : this.scratch(copied);
		return sources.map((source, i) => {
			const inPlace = found[i];
			if (inPlace !== void 0) return inPlace;
			const input = this.copy(source, this.memoryBytes(source, field(i)), next, field(i));
			next += input.length;
			return input;
		});
	}
	inPlace(source, field, atOnce) {
		if (source.kind === "segment") return this.segment(source, field);
		if (source.kind !== "bytes" || !this.arena.holds(source.bytes)) return void 0;
		if (!atOnce && !this.holdFrame()) return void 0;
		return {
			address: source.bytes.byteOffset,
			length: source.bytes.length
		};
	}
	/** A segment's range, as source or destination. */
	segment(range, field) {
		const use = this.segments.use(this.call.connection.id, range, field);
		this.call.own(() => use.release());
		return use;
	}
	/** Opens a file and checks the range. A file that only exists as content (/proc) comes back as memory. */
	async file(source, field) {
		const file = await openFile(source.path, this.limits);
		this.call.own(() => file.close());
		const range = this.fileRange(file, source, field);
		return "address" in range ? range : {
			fd: file.fd,
			...range
		};
	}
	/** Checks a file and its range without keeping it open: for calls that name many, whose workers open each anew. */
	async closedFile(source, field) {
		const file = await openFile(source.path, this.limits);
		file.close();
		return this.fileRange(file, source, field);
	}
	/** Reads a file's range into memory, and closes it; `admit` judges its length before. */
	async fileBytes(source, field, admit) {
		const file = await openFile(source.path, this.limits);
		try {
			const range = this.fileRange(file, source, field);
			if ("address" in range) return range;
			admit(range.length);
			const address = this.scratch(range.length);
			await file.read(this.arena.view(address, range.length), range.offset);
			this.call.throwIfEnded();
			return {
				address,
				length: range.length
			};
		} finally {
			file.close();
		}
	}
	fileRange(file, source, field) {
		this.call.throwIfEnded();
		const { offset } = source;
		if (offset > file.size) throw invalidParams(`${field}.offset`, `at most ${file.size}, the file's bytes`);
		const rest = file.size - offset;
		const length = source.length ?? rest;
		if (length > rest) throw invalidParams(`${field}.length`, `at most ${rest}, from the offset to the file's end`);
		if (file.content === void 0) return {
			offset,
			length
		};
		this.call.admitted.reserve(length, 0);
		const bytes = file.content.subarray(offset, offset + length);
		return this.copy({
			kind: "bytes",
			bytes
		}, length, this.scratch(length), field);
	}
	/** Keeps the request's frame until the call's end; false where it lies in the shared read buffer. */
	holdFrame() {
		const { frame } = this.call.request;
		if (this.frameHeld || !frame.retainable) return this.frameHeld;
		frame.retain();
		this.call.own(() => frame.release());
		this.frameHeld = true;
		return true;
	}
	copy(source, length, address, field) {
		const target = Buffer.from(this.arena.buffer, address, length);
		if (source.kind === "bytes") target.set(source.bytes);
		else if (source.kind === "text") writeText(source.text, target, field);
		else if (!decodeBase64(source.base64, target)) throw notBase64(field);
		return {
			address,
			length
		};
	}
};
/** Messages or texts that are given by their lengths are all of the data. */
function checkLengths(lengths, dataBytes) {
	let sum = 0;
	for (const length of lengths) sum += length;
	if (sum === dataBytes) return;
	throw invalidParams("lengths", `lengths that sum to the data's ${dataBytes} bytes, not ${sum}`);
}
function writeText(text, target, field) {
	if (!text.isWellFormed()) throw invalidParams(field, "text without lone surrogates");
	target.write(text, "utf8");
}
// dist/sidecar/dispatch/dispatcher.js
/**
* From a request to its method and back: admission, validation, the call's life, and its statistics. Settles every
* request exactly once and gives back everything the call acquired; what a handler throws that is no protocol error is
* a fault of ours, logged and answered as InternalError.
*/
/** Every settled request is published here, for tracing and metrics of whoever embeds the sidecar. */
const requests$1 = (0, node_diagnostics_channel.channel)("outrigger:request");
const INERT = { cancel() {} };
var MethodDispatcher = class {
	readBuffer;
	allocateFrame;
	capabilities;
	parts;
	limits;
	active = /* @__PURE__ */ new Map();
	constructor(parts) {
		this.parts = parts;
		this.limits = parts.services.limits;
		this.readBuffer = parts.readBuffer;
		this.allocateFrame = parts.allocateFrame;
		this.capabilities = parts.capabilities;
	}
	opened(connection) {
		this.parts.admission.opened(connection);
		this.active.set(connection.id, /* @__PURE__ */ new Set());
	}
	closed(connection) {
		this.abandon(connection.id);
		this.parts.admission.closed(connection);
	}
	/** The sidecar ends: so does what its connections still have. */
	close() {
		for (const id of [...this.active.keys()]) this.abandon(id);
	}
	abandon(connection) {
		for (const call of this.active.get(connection) ?? []) call.cancel(cancelled());
		this.active.delete(connection);
		this.parts.services.segments.closeAll(connection);
	}
	/** No method is a notification: the session handles those of the protocol's life itself. */
	notify() {}
	start(connection, request, settle) {
		const { method } = request;
		let call;
		let result;
		try {
			if (!isMethod(method)) throw new ProtocolError("MethodNotFound", "no such method; rpc.discover lists them");
			call = this.open(connection, request, method);
			result = this.invoke(call, method);
		} catch (error) {
			this.finish(call, request, { error: this.asProtocolError(method, error) }, settle);
			return INERT;
		}
		if (!(result instanceof Promise)) {
			this.finish(call, request, { result }, settle);
			return INERT;
		}
		const opened = call;
		this.active.get(connection.id)?.add(opened);
		result.then((value) => this.finish(opened, request, { result: value }, settle), (error) => this.finish(opened, request, { error: this.asProtocolError(method, error) }, settle));
		return { cancel: (reason) => opened.cancel(reason) };
	}
	/** Validates and admits. */
	open(connection, request, method) {
		const admitted = this.parts.admission.admit(connection);
		try {
			return new ActiveCall(connection, request, judge(METHODS[method].params, request.params), admitted, this.parts.scheduler, this.limits.deadlineMs);
		} catch (error) {
			admitted.release();
			throw error;
		}
	}
	invoke(call, method) {
		const { services, handlers } = this.parts;
		const inputs = new Inputs(call, services.arena, services.segments, services.limits);
		return handlers[method](call.params, {
			...services,
			call,
			inputs
		});
	}
	/** Settles a request and gives back what it acquired: never throws, and is called once. */
	finish(call, request, outcome, settle) {
		if (call !== void 0) this.active.get(call.connection.id)?.delete(call);
		this.count(call, request, outcome);
		try {
			settle(outcome);
		} catch (error) {
			this.fault(`${request.method}: its reply could not be sent`, error);
		}
		call?.end((error) => this.fault(`${request.method}: its memory could not be given back`, error));
	}
	count(call, request, outcome) {
		const { method } = request;
		const error = "error" in outcome ? outcome.error.name : void 0;
		const bytes = request.frame.bytes.length;
		if (isMethod(method)) this.parts.statistics.add(method, error, bytes, call?.timing);
		if (requests$1.hasSubscribers) requests$1.publish({
			method,
			error,
			bytes,
			timing: call?.timing
		});
	}
	fault(message, error) {
		this.parts.fault(message, error instanceof Error ? error.stack ?? error.message : String(error));
	}
	asProtocolError(method, error) {
		if (error instanceof ProtocolError) return error;
		this.fault(`${method} failed`, error);
		return new ProtocolError("InternalError", `${method} failed; the log has the details`, {}, { cause: error });
	}
};
// dist/sidecar/dispatch/statistics.js
const GROWTH$1 = 1.25;
const FIRST_MS = .001;
const BUCKETS = 104;
var Histogram = class {
	counts = new Uint32Array(BUCKETS);
	count = 0;
	sum = 0;
	max = 0;
	add(ms) {
		const bucket = ms <= FIRST_MS ? 0 : Math.ceil(Math.log(ms / FIRST_MS) / Math.log(GROWTH$1));
		const index = Math.min(bucket, 103);
		this.counts[index] = (this.counts[index] ?? 0) + 1;
		this.count++;
		this.sum += ms;
		this.max = Math.max(this.max, ms);
	}
	summary() {
		const mean = this.count === 0 ? 0 : this.sum / this.count;
		return {
			count: this.count,
			mean,
			p50: this.quantile(.5),
			p90: this.quantile(.9),
			p99: this.quantile(.99),
			max: this.max
		};
	}
	quantile(share) {
		let left = Math.ceil(this.count * share);
		if (left === 0) return 0;
		for (let bucket = 0; bucket < BUCKETS; bucket++) {
			left -= this.counts[bucket] ?? 0;
			if (left <= 0) return Math.min(this.max, FIRST_MS * GROWTH$1 ** bucket);
		}
		return this.max;
	}
};
var MethodRecord = class {
	calls = 0;
	bytes = 0;
	errors = {};
	queueMs = new Histogram();
	runMs = new Histogram();
};
var MethodStatistics = class {
	records = /* @__PURE__ */ new Map();
	/** Counts a request that was settled; `bytes` is its frame's size. */
	add(method, error, bytes, timing) {
		let record = this.records.get(method);
		if (record === void 0) {
			record = new MethodRecord();
			this.records.set(method, record);
		}
		record.calls++;
		record.bytes += bytes;
		if (error !== void 0) record.errors[error] = (record.errors[error] ?? 0) + 1;
		if (timing === void 0) return;
		record.queueMs.add(timing.queueMs);
		record.runMs.add(timing.runMs);
	}
	summary() {
		const summaries = {};
		for (const [method, { calls, errors, bytes, queueMs, runMs }] of this.records) summaries[method] = {
			calls,
			errors: { ...errors },
			bytes,
			queueMs: queueMs.summary(),
			runMs: runMs.summary()
		};
		return summaries;
	}
};
// dist/sidecar/kernel/module.js
/**
* The kernel's module: read from beside this file and compiled once, on the main thread; workers get the compiled
* module by postMessage, which shares its code.
*/
const kernelFile = new URL("./kernel.wasm", new URL("kernel/module.js", require("node:url").pathToFileURL(__filename)).href);
/** Compiles the kernel. `file` is for tests, which bring kernels that trap. */
function compileKernel(file = kernelFile) {
	return new WebAssembly.Module((0, node_fs.readFileSync)(file));
}
// dist/sidecar/arena/ranges.js
/**
* Free address ranges of the arena: first fit from the low end, so that pages which were touched once are used again,
* and neighbours are joined when they are given back. Pure bookkeeping; touches no memory.
*/
var RangeAllocator = class {
	/** Sorted by address; no two touch. */
	free;
	usedBytes = 0;
	constructor(address, end) {
		this.free = [{
			address,
			bytes: end - address
		}];
	}
	get used() {
		return this.usedBytes;
	}
	/** Bytes of the largest range that could be had with this alignment. */
	largestFree(alignment) {
		let largest = 0;
		for (const hole of this.free) {
			const address = Math.ceil(hole.address / alignment) * alignment;
			const room = Math.floor((hole.address + hole.bytes - address) / alignment) * alignment;
			largest = Math.max(largest, room);
		}
		return largest;
	}
	/** A range of `bytes` (rounded up to `alignment`) that begins at a multiple of it, the lowest there is, or undefined. */
	allocate(bytes, alignment) {
		const size = sizeOf$1(bytes, alignment);
		for (let i = 0; i < this.free.length; i++) {
			const range = this.carve(i, size, (hole) => Math.ceil(hole.address / alignment) * alignment);
			if (range !== void 0) return range;
		}
	}
	/**
	* As `allocate`, but the highest there is: what lives long keeps away from what comes and goes, so that the space
	* between them stays whole.
	*/
	allocateLast(bytes, alignment) {
		const size = sizeOf$1(bytes, alignment);
		for (let i = this.free.length - 1; i >= 0; i--) {
			const range = this.carve(i, size, (hole) => Math.floor((hole.address + hole.bytes - size) / alignment) * alignment);
			if (range !== void 0) return range;
		}
	}
	/** Takes `size` bytes of a hole, from the address that `place` says, if they fit there. */
	carve(index, size, place) {
		const hole = this.free[index];
		if (hole === void 0) return void 0;
		const address = place(hole);
		const before = address - hole.address;
		const after = hole.bytes - before - size;
		if (before < 0 || after < 0) return void 0;
		const rest = [{
			address: hole.address,
			bytes: before
		}, {
			address: address + size,
			bytes: after
		}].filter((piece) => piece.bytes > 0);
		this.free.splice(index, 1, ...rest);
		this.usedBytes += size;
		return {
			address,
			bytes: size
		};
	}
	/** Gives a range back. Giving back what is free is a fault of ours and throws. */
	release(range) {
		let low = 0;
		let high = this.free.length;
		while (low < high) {
			const middle = low + high >> 1;
			if ((this.free[middle]?.address ?? 0) < range.address) low = middle + 1;
			else high = middle;
		}
		const before = this.free[low - 1];
		const after = this.free[low];
		const end = range.address + range.bytes;
		if (before && before.address + before.bytes > range.address || after && end > after.address) throw new Error(`range ${range.address}+${range.bytes} was already free`);
		this.usedBytes -= range.bytes;
		const joinsBefore = before !== void 0 && before.address + before.bytes === range.address;
		const joinsAfter = after !== void 0 && end === after.address;
		if (joinsBefore) {
			before.bytes += range.bytes + (joinsAfter ? after.bytes : 0);
			if (joinsAfter) this.free.splice(low, 1);
		} else if (joinsAfter) {
			after.address = range.address;
			after.bytes += range.bytes;
		} else this.free.splice(low, 0, {
			address: range.address,
			bytes: range.bytes
		});
	}
};
/** At least one unit: an empty range has an address of its own too. */
function sizeOf$1(bytes, alignment) {
	return Math.max(1, Math.ceil(bytes / alignment)) * alignment;
}
// dist/sidecar/arena/arena.js
/**
* The arena: one shared WebAssembly.Memory, its layout, and the ranges that are in use.
* Main thread only; workers get the buffer and the layout. What it hands out is released exactly once.
*/
/** Cache lines: what jobs' inputs and outputs are aligned to. */
const LINE = 64;
/** Makes the page under each stack's red zone inaccessible, so that nothing runs on from there. False where it can't. */
function guardStacks(buffer, layout) {
	const native = nativeMemory(buffer);
	return native !== void 0 && layout.slabs.every((slab) => native.forbid(slab.guard, 65536));
}
var Arena = class {
	memory;
	buffer;
	bytes;
	/** The same memory as u32s, for tables. */
	words;
	layout;
	control;
	/** Whether a guard page lies under each stack; without one only the red zone is looked at. */
	guarded;
	ranges;
	/** Lays out reserved memory, which never grows: growing would destroy guards and mappings. */
	constructor({ memory, bytes, faultsTrap }, workers) {
		this.layout = layOut(bytes, workers);
		this.memory = memory;
		this.buffer = this.memory.buffer;
		this.bytes = new Uint8Array(this.buffer);
		this.words = new Uint32Array(this.buffer);
		this.control = new ControlBlock(this.buffer, this.layout.control);
		this.ranges = new RangeAllocator(this.layout.space, this.layout.bytes);
		this.guarded = faultsTrap && guardStacks(this.buffer, this.layout);
	}
	get share() {
		return {
			memory: this.memory,
			layout: this.layout
		};
	}
	/** A range for a job's bytes, or undefined when there is none. */
	tryAllocate(bytes) {
		return this.ranges.allocate(bytes, LINE);
	}
	/** A range for a job's bytes; OutOfMemory when there is none. */
	allocate(bytes) {
		return this.tryAllocate(bytes) ?? this.refuse(bytes, LINE);
	}
	/** A range of whole pages, for a segment; OutOfMemory when there is none. */
	allocatePages(bytes) {
		return this.ranges.allocateLast(bytes, 65536) ?? this.refuse(bytes, 65536);
	}
	release(range) {
		this.ranges.release(range);
	}
	view(address, bytes) {
		return this.bytes.subarray(address, address + bytes);
	}
	/** Whether a view lies in the arena: then its bytes need no copy. */
	holds(view) {
		return view.buffer === this.buffer;
	}
	/** Bytes of the space in use, and the largest segment that fits. */
	get usage() {
		return {
			used: this.ranges.used,
			largestFree: this.ranges.largestFree(PAGE)
		};
	}
	refuse(requested, alignment) {
		const name = "OutOfMemory";
		const largestFree = this.ranges.largestFree(alignment);
		throw new ProtocolError(name, `the arena has no free range of ${requested} bytes (the largest is ${largestFree})`, {
			requested,
			largestFree
		});
	}
};
// dist/sidecar/arena/reservation.js
/**
* Reserves the arena's address space, as much of the wanted size as the system grants, and tells what of it there is.
* Where the address space is bounded (`ulimit -v`) it leaves room for worker threads: V8 ends the process when a new
* thread finds none.
*/
const MiB = 1048576;
const WASM_PAGE = 65536;
/** V8 reserves 8 GiB and more for a memory whose out-of-bounds accesses are to fault; else what the memory has. */
const FAULTING_RESERVATION_BYTES = 6144 * MiB;
/** Address space of one worker thread: 590 MiB were measured on Node 20 to 24, 850 on 26. */
const THREAD_ADDRESS_BYTES = 900 * MiB;
/** What the main thread may still need for its own heap. */
const MARGIN_BYTES = 256 * MiB;
/** Bytes of address space that this process has, and may have; undefined where that can't be told (no Linux, /proc denied). */
function addressSpace() {
	try {
		const limit = /^Max address space\s+(\d+|unlimited)/m.exec((0, node_fs.readFileSync)("/proc/self/limits", "utf8"))?.[1];
		const used = /^VmSize:\s+(\d+) kB/m.exec((0, node_fs.readFileSync)("/proc/self/status", "utf8"))?.[1];
		if (limit === void 0 || used === void 0) return void 0;
		return {
			used: Number(used) * 1024,
			limit: limit === "unlimited" ? Number.POSITIVE_INFINITY : Number(limit)
		};
	} catch {
		return;
	}
}
/**
* Grown to its size, not made of it: V8 counts what a memory begins with as a garbage collector's business, and a gigabyte of it
* set off two collections at once, 5 of the 60 ms to a spawned sidecar's first answer.
*/
function tryReserve(bytes) {
	const pages = bytes / WASM_PAGE;
	try {
		const memory = new WebAssembly.Memory({
			initial: 0,
			maximum: pages,
			shared: true
		});
		memory.grow(pages);
		return memory;
	} catch {
		return;
	}
}
/** Reserves `wanted` bytes or, where there is no room for them, half of that, and so on. */
function reserveMemory(wanted) {
	const before = addressSpace();
	const room = before === void 0 ? Number.POSITIVE_INFINITY : before.limit - before.used - MARGIN_BYTES;
	const least = Math.min(wanted, ARENA_BYTES_MIN);
	let bytes = Math.floor(wanted / WASM_PAGE) * WASM_PAGE;
	for (;;) {
		const memory = bytes <= room / 2 || bytes === least ? tryReserve(bytes) : void 0;
		if (memory !== void 0) {
			const grown = (addressSpace()?.used ?? 0) - (before?.used ?? 0);
			const shortfall = bytes < wanted - WASM_PAGE ? `${bytes} bytes instead of ${wanted}: no address space` : void 0;
			return {
				memory,
				bytes,
				shortfall,
				faultsTrap: grown >= FAULTING_RESERVATION_BYTES
			};
		}
		if (bytes === least) throw new Error(`no memory of ${bytes} bytes can be reserved in this process: its address space is too small for WebAssembly (ulimit -v); node --disable-wasm-trap-handler needs less`);
		bytes = Math.max(least, Math.floor(bytes / 2 / WASM_PAGE) * WASM_PAGE);
	}
}
/** How many worker threads there is address space for now; 0 when V8 would end the process at the first. */
function threadsThatFit() {
	const space = addressSpace();
	if (space === void 0) return Number.POSITIVE_INFINITY;
	return Math.max(0, Math.floor((space.limit - space.used - MARGIN_BYTES) / THREAD_ADDRESS_BYTES));
}
// dist/sidecar/pool/topology.js
/**
* How many workers this machine should have: one per physical core that this process may run on, within the cgroup's
* CPU quota. Read from /sys and /proc on Linux; elsewhere what Node says.
*/
function read$1(path) {
	try {
		return (0, node_fs.readFileSync)(path, "utf8").trim();
	} catch {
		return;
	}
}
/** `0-3,8` → [0, 1, 2, 3, 8]. */
function parseCpuList(list) {
	return list.split(",").flatMap((part) => {
		const match = /^(\d+)(?:-(\d+))?$/.exec(part.trim());
		if (match === null) return [];
		const first = Number(match[1]);
		const last = Number(match[2] ?? match[1]);
		return Array.from({ length: last - first + 1 }, (_, i) => first + i);
	});
}
function allowedProcessors() {
	const status = read$1("/proc/self/status") ?? "";
	const list = /^Cpus_allowed_list:\s*(.+)$/m.exec(status)?.[1];
	return list === void 0 ? [] : parseCpuList(list);
}
/** The core that a logical processor belongs to: its siblings share it. */
function coreOf(processor) {
	const base = `/sys/devices/system/cpu/cpu${processor}/topology`;
	return read$1(`${base}/thread_siblings_list`) ?? read$1(`${base}/core_cpus_list`) ?? String(processor);
}
/** `150000 100000` → 1.5, `max 100000` (or what is none) → undefined. */
function parseCpuMax(text) {
	const match = /^(\d+)(?:\s+(\d+))?$/.exec(text.trim());
	return match === null ? void 0 : Number(match[1]) / Number(match[2] ?? 1e5);
}
/** The tightest quota on the way from this process's cgroup (version 2) to the root. */
function cgroupQuota() {
	const path = /^0::(.+)$/m.exec(read$1("/proc/self/cgroup") ?? "")?.[1] ?? "/";
	const quotas = [];
	for (let at = path;; at = at.slice(0, at.lastIndexOf("/"))) {
		const max = read$1(`/sys/fs/cgroup${at}/cpu.max`);
		const quota = max === void 0 ? void 0 : parseCpuMax(max);
		if (quota !== void 0) quotas.push(quota);
		if (at === "" || at === "/") break;
	}
	return quotas.length === 0 ? void 0 : Math.min(...quotas);
}
function readTopology() {
	const allowed = process.platform === "linux" ? allowedProcessors() : [];
	if (allowed.length === 0) {
		const logical = (0, node_os.availableParallelism)();
		return {
			logical,
			physical: logical,
			quota: void 0,
			processors: []
		};
	}
	const cores = /* @__PURE__ */ new Map();
	for (const processor of allowed) {
		const core = coreOf(processor);
		if (!cores.has(core)) cores.set(core, processor);
	}
	const processors = [...cores.values()];
	return {
		logical: Math.min(allowed.length, (0, node_os.availableParallelism)()),
		physical: processors.length,
		quota: cgroupQuota(),
		processors
	};
}
/** The number of workers that suits: at least one, at most `most`. */
function suitableWorkers(topology, most) {
	const quota = topology.quota === void 0 ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(topology.quota));
	return Math.max(1, Math.min(topology.physical, topology.logical, quota, most));
}
// dist/sidecar/machine.js
/**
* What this process has to work with: the arena, the workers, and what of it had to be less than was asked for. Start-up
* works everywhere (a bounded address space, no node:ffi, no permission for threads); what is missing is told.
*/
function checkedArenaBytes({ arenaBytes }) {
	if (!Number.isSafeInteger(arenaBytes) || arenaBytes < 67108864 || arenaBytes > 4294901760) throw invalidParams("arenaBytes", `${ARENA_BYTES_MIN} to ${ARENA_BYTES_MAX} bytes`);
	return arenaBytes;
}
/** Why no worker thread may be started at all; undefined where they may. */
function workerObstacle() {
	if (process.permission?.has("worker") === false) return "--permission is on without --allow-worker";
	if (threadsThatFit() < 1) return "no address space is left for a thread (ulimit -v)";
}
function checkedNice({ nice = 10 }) {
	if (!Number.isInteger(nice) || nice < 0 || nice > 19) throw invalidParams("nice", `a number from 0 to 19`);
	return nice;
}
/** As many workers as are wanted, as far as they fit the arena and the address space. */
function countWorkers(options, topology, arenaBytes, missing) {
	const fitting = workersThatFit(arenaBytes);
	const { workers } = options;
	if (workers !== void 0 && !(Number.isInteger(workers) && workers >= 1 && workers <= 64)) throw invalidParams("workers", `a number from 1 to 64`);
	if (workers !== void 0 && workers > fitting) throw invalidParams("workers", `at most ${fitting}, what an arena of ${arenaBytes} bytes has room for`);
	const suitable = suitableWorkers(topology, 64) - (options.hostComputes === true ? 1 : 0);
	const wanted = workers ?? Math.max(1, Math.min(suitable, fitting));
	const obstacle = workerObstacle();
	if (obstacle !== void 0) {
		missing.workers = `${obstacle}; the main thread works in their place`;
		return 0;
	}
	const possible = Math.min(wanted, threadsThatFit());
	if (possible < wanted) missing.workers = `${possible} instead of ${wanted}: no address space (ulimit -v)`;
	return possible;
}
/** Looks what there is, and takes as much of it as was asked for and can be had: start-up works everywhere. */
function planMachine(options) {
	const nice = checkedNice(options);
	const reservation = reserveMemory(checkedArenaBytes(resolveLimits(options.limits)));
	const limits = resolveLimits({
		...options.limits,
		arenaBytes: reservation.bytes
	});
	const unavailable = {};
	if (reservation.shortfall !== void 0) unavailable.arenaBytes = reservation.shortfall;
	const topology = readTopology();
	const workers = countWorkers(options, topology, reservation.bytes, unavailable);
	const arena = new Arena(reservation, workers);
	const obstacle = nativeObstacle();
	if (obstacle !== void 0) unavailable.mappedSegments = obstacle;
	if (!arena.guarded) unavailable.guardPages = obstacle ?? "Node checks bounds by code here (ulimit -v or --disable-wasm-trap-handler)";
	const processors = options.pin === true && obstacle === void 0 ? topology.processors : [];
	if (options.pin === true && processors.length === 0) unavailable.pinning = obstacle ?? "the processors are not known";
	return {
		arena,
		limits,
		workers,
		processors,
		nice,
		unavailable
	};
}
// dist/sidecar/pool/operation.js
/**
* What a step works on at most: 0.3 ms by OpenSSL, 1.3 ms by Wasm on one message. Measured in steps of 64 KiB to 4 MiB,
* SHA-256 is as fast in all of them (402–409 MB/s), BLAKE3 loses 1.5 % against the largest (1,900 of 1,929 MB/s); a file
* is read and hashed as fast in any window from 32 KiB to 1 MiB.
*/
const STEP_BYTES$1 = 524288;
/** The job was cancelled while a shard ran. */
var Cancelled = class extends Error {};
/** A shard failed for a reason that the client is told: `failure` of the job table's list, and its detail. */
var ShardFailure = class extends Error {
	failure;
	constructor(failure, detail) {
		super(detail);
		this.failure = failure;
	}
};
/** The arguments in the order of the operation's fields, for the job table. */
function encodeArguments(operation, args) {
	return operation.fields.map((field) => args[field]);
}
/** The opposite of encodeArguments, from the slot of the job table. */
function decodeArguments(operation, table, slot) {
	const args = {};
	let index = 0;
	for (const field of operation.fields) args[field] = table.argument(slot, index++);
	return args;
}
/** Status codes of the entries; the control block's Failure table begins with them. */
const KernelStatus = {
	ok: 0,
	cancelled: 1,
	badRange: 2,
	badArgument: 3,
	outOfMemory: 4,
	/** A text that is no UTF-8. */
	notText: 5,
	/** More matches than the limit. */
	tooMany: 6,
	/** A chunk size that a single character's tokens don't fit. */
	tooSmall: 7
};
const ALGORITHM_IDS = {
	sha256: 1,
	blake3: 2
};
/**
* What lies in the red zone under the stack, every so many bytes and densest next to the stack. The guard page below it
* makes a trap of a load or store, but V8 copies and fills memory (`memory.copy`) by a C function, whose fault ends the
* process: so a stack that ran over a little is to be found before it reaches the guard.
*/
const CANARY = 1554098974;
const CANARY_STRIDE_BYTES = 4096;
const CANARY_DENSE_WORDS = 4;
function canaryPlaces(slab) {
	const places = [];
	const end = slab.redZone + PAGE;
	for (let at = slab.redZone; at < end; at += CANARY_STRIDE_BYTES) places.push(at);
	for (let word = 1; word <= CANARY_DENSE_WORDS; word++) places.push(end - word * 4);
	return Uint32Array.from(places, (address) => address / 4);
}
var Kernel = class {
	module;
	share;
	slab;
	words;
	/** Indices of the canaries in `words`. */
	canaries;
	current;
	panicAddress = 0;
	answerAt = 0;
	rebuilds = 0;
	constructor(module, share, slab) {
		this.module = module;
		this.share = share;
		this.slab = slab;
		this.words = new Uint32Array(share.memory.buffer);
		this.canaries = canaryPlaces(slab);
		this.current = this.instantiate();
	}
	/** The entries of the instance in use. */
	get entries() {
		return this.current;
	}
	/** Changes when the slab is made anew: what was allocated in it before is gone. */
	get generation() {
		return this.rebuilds;
	}
	/** Throws the instance and its slab away and makes both anew: 24–170 µs. */
	rebuild() {
		this.rebuilds++;
		this.current = this.instantiate();
	}
	/** Arena address of what the last entry answered, as u32s: address and length of its bytes, then the entry's own four numbers. */
	get answerAddress() {
		return this.answerAt;
	}
	/** What the last entry answered. */
	answer() {
		const { words } = this;
		const at = this.answerAt / 4;
		const [a = 0, b = 0, c = 0, d = 0] = [
			words[at + 2],
			words[at + 3],
			words[at + 4],
			words[at + 5]
		];
		return {
			address: words[at] ?? 0,
			length: words[at + 1] ?? 0,
			values: [
				a,
				b,
				c,
				d
			]
		};
	}
	/** What the last panic in this slab said, or undefined when the trap was no panic (out of bounds, stack overflow). */
	panicMessage() {
		const length = new DataView(this.share.memory.buffer).getUint32(this.panicAddress, true);
		if (length === 0 || length > 508) return void 0;
		const bytes = new Uint8Array(this.share.memory.buffer, this.panicAddress + 4, length);
		return Buffer.from(bytes.slice()).toString();
	}
	/** Whether the stack has run over its end. */
	get stackOverran() {
		for (const place of this.canaries) if (this.words[place] !== CANARY) return true;
		return false;
	}
	instantiate() {
		const { memory } = this.share;
		const exports = new WebAssembly.Instance(this.module, { env: { memory } }).exports;
		if (exports.__heap_base.value > 8388608) throw new Error("the kernel has more statics than the arena keeps");
		if (exports.__tls_size.value > this.slab.heap - this.slab.tls) throw new Error("the kernel has too much TLS");
		for (const place of this.canaries) this.words[place] = CANARY;
		exports.__stack_pointer.value = this.slab.stackTop;
		exports.__wasm_init_tls(this.slab.tls);
		const version = exports.outrigger_abi_version();
		if (version !== 1) throw new Error(`the kernel speaks ABI ${version}, this host 1`);
		exports.outrigger_slab_init(this.slab.heap, this.slab.heapEnd);
		this.panicAddress = exports.outrigger_panic_ptr() >>> 0;
		this.answerAt = exports.outrigger_answer_ptr() >>> 0;
		return exports;
	}
};
// dist/sidecar/pool/operations/digest.js
init__late_node_crypto();
const ENGINE_IDS = {
	auto: 0,
	wasm: 1,
	openssl: 2
};
/**
* From this many bytes a message on, OpenSSL (SHA-NI) beats the kernel's lanes. Measured (bench/pool/crossing.ts), µs a
* message, wasm against OpenSSL: records of 1,024 B 1.34 : 1.46, of 1,280 B 1.61 : 1.51; mixed lengths around 768 B
* 1.04 : 1.13, around 1,024 B 1.40 : 1.22.
*/
const OPENSSL_FROM_BYTES = 1024;
/** The same where there are too few messages for the lanes: one of 256 B 1.43 : 1.47, one of 512 B 2.02 : 1.57. */
const OPENSSL_FROM_BYTES_ALONE = 320;
const LANES = 4;
/** How many bytes of small OpenSSL messages between two looks at the cancel word. */
const POLL_BYTES = 524288;
/** Whether messages of about `bytes` each go to OpenSSL, of which `count` are neighbours. */
function usesOpenSsl(algorithm, engine, bytes, count) {
	if (algorithm !== ALGORITHM_IDS.sha256 || engine === ENGINE_IDS.wasm) return false;
	if (engine === ENGINE_IDS.openssl) return true;
	return bytes >= (count < LANES ? OPENSSL_FROM_BYTES_ALONE : OPENSSL_FROM_BYTES);
}
/** Turns a kernel's status into what the worker's loop understands. */
function checkStatus(status) {
	if (status === KernelStatus.ok) return;
	if (status === KernelStatus.cancelled) throw new Cancelled();
	const names = {
		[KernelStatus.badRange]: "the kernel refused an address range",
		[KernelStatus.badArgument]: "the kernel refused an argument",
		[KernelStatus.outOfMemory]: "the worker's heap is full"
	};
	throw new ShardFailure(status === KernelStatus.outOfMemory ? Failure.outOfMemory : Failure.internal, names[status] ?? `the kernel answered ${status}`);
}
/** Hashes short messages (up to STEP_BYTES) that lie in memory with OpenSSL, each digest written to `out`. */
var OpenSslMessages = class {
	bench;
	sincePoll = 0;
	constructor(bench) {
		this.bench = bench;
	}
	hash(address, length, out) {
		const { bytes } = this.bench;
		bytes.set(hash("sha256", bytes.subarray(address, address + length), "buffer"), out);
		this.sincePoll += length;
		if (this.sincePoll >= POLL_BYTES) this.flush();
	}
	/** Counts what was hashed since the last look. To be called once at the end. */
	flush() {
		this.bench.addProgress(this.sincePoll);
		this.sincePoll = 0;
		this.bench.checkCancelled();
	}
};
function beginDigest(bench, algorithm, openSsl) {
	return openSsl ? new OpenSslDigester(bench) : new KernelDigester(bench, algorithm);
}
/** Digests a range of memory that is too long for one step. */
function* digestRange(bench, digester, address, length, out) {
	try {
		for (let done = 0; done < length; done += STEP_BYTES$1) {
			digester.update(address + done, Math.min(STEP_BYTES$1, length - done));
			bench.checkCancelled();
			if (done + 524288 < length) yield;
		}
		digester.finish(out);
	} finally {
		digester.end();
	}
}
var OpenSslDigester = class {
	bench;
	digest = createHash("sha256");
	constructor(bench) {
		this.bench = bench;
	}
	update(address, length) {
		this.digest.update(this.bench.bytes.subarray(address, address + length));
		this.bench.addProgress(length);
	}
	finish(out) {
		this.bench.bytes.set(this.digest.digest(), out);
	}
	end() {}
};
/** A streaming state in the worker's slab. It goes with the slab when another job's shard traps between two steps. */
var KernelDigester = class {
	bench;
	generation;
	/** Its address, 0 when it is given back. */
	state;
	constructor(bench, algorithm) {
		this.bench = bench;
		this.generation = bench.kernel.generation;
		this.state = bench.kernel.entries.hash_stream_begin(algorithm);
		if (this.state === 0) checkStatus(KernelStatus.outOfMemory);
	}
	get lost() {
		return this.bench.kernel.generation !== this.generation;
	}
	update(address, length) {
		checkStatus(this.enter((state) => this.bench.kernel.entries.hash_stream_update(this.bench.job, state, address, length)));
	}
	finish(out) {
		checkStatus(this.enter((state) => this.bench.kernel.entries.hash_stream_finish(state, out)));
		this.state = 0;
	}
	end() {
		if (this.state !== 0 && !this.lost) this.bench.kernel.entries.hash_stream_abort(this.state);
		this.state = 0;
	}
	/** Calls the kernel with the state. After a trap there is none: the instance must not be entered again. */
	enter(call) {
		if (this.lost) throw new ShardFailure(Failure.lost, "");
		const { state } = this;
		this.state = 0;
		const status = call(state);
		this.state = state;
		return status;
	}
};
// dist/sidecar/pool/operations/hash-files.js
/**
* `hash/files`: a shard is one file, opened, read to its end and digested by the worker. What is wrong with one file
* stands in its result; it fails no other.
*/
const FIELDS$6 = [
	"algorithm",
	"engine",
	"table",
	"out",
	"fileBytes"
];
const SIZE_AT = 8;
const DIGEST_AT = 16;
const DIGEST_BYTES$1 = 32;
const FileState = {
	digested: 1,
	failed: 2,
	tooLarge: 3
};
/** Reads a result that a worker left. */
function readFileResult(bytes, address) {
	const view = new DataView(bytes.buffer, bytes.byteOffset + address, 48);
	const digest = bytes.slice(address + DIGEST_AT, address + 48);
	const text = Buffer.from(digest).toString("latin1");
	return {
		state: view.getUint32(0, true),
		size: view.getFloat64(SIZE_AT, true),
		digest,
		code: text.replace(/\0+$/, "")
	};
}
function writeResult(bench, address, state, size, code = "") {
	const view = new DataView(bench.bytes.buffer, address, 48);
	view.setFloat64(SIZE_AT, size, true);
	if (state !== FileState.digested) {
		bench.bytes.fill(0, address + DIGEST_AT, address + 48);
		bench.bytes.set(Buffer.from(code.slice(0, DIGEST_BYTES$1), "latin1"), address + DIGEST_AT);
	}
	view.setUint32(0, state, true);
}
/** Digests to the end of the file, as sha256sum does: a /proc file has size 0, and a growing one grows. */
function* digestFile(args, fd, size, out, bench) {
	const digester = beginDigest(bench, args.algorithm, usesOpenSsl(args.algorithm, args.engine, size, 1));
	let total = 0;
	try {
		for (;;) {
			const read = (0, node_fs.readSync)(fd, bench.bytes, bench.window, STEP_BYTES$1, null);
			if (read === 0) break;
			total += read;
			if (total > args.fileBytes) throw new FileFault("EFBIG");
			digester.update(bench.window, read);
			bench.checkCancelled();
			if (read === 524288) yield;
		}
		digester.finish(out + DIGEST_AT);
		writeResult(bench, out, FileState.digested, total);
	} finally {
		digester.end();
	}
}
/** One file: opened, digested and closed; its fault is its result. */
function* hashFile(args, path, out, bench) {
	let fd;
	try {
		const file = openRegularFile(path);
		fd = file.fd;
		const { size } = file.stats;
		if (size > args.fileBytes) writeResult(bench, out, FileState.tooLarge, size);
		else yield* digestFile(args, fd, size, out, bench);
	} catch (error) {
		const code = faultCode(error);
		if (code === void 0) throw error;
		writeResult(bench, out, code === "EFBIG" ? FileState.tooLarge : FileState.failed, args.fileBytes + 1, code);
	} finally {
		if (fd !== void 0) (0, node_fs.closeSync)(fd);
	}
}
const hashFiles = {
	fields: FIELDS$6,
	run(args, shard, bench) {
		const [at = 0, length = 0] = new Uint32Array(bench.bytes.buffer, args.table + shard * 8, 2);
		return hashFile(args, bench.bytes.slice(at, at + length), args.out + shard * 48, bench);
	}
};
// dist/sidecar/methods/hash-engine.js
/** The names of algorithms and engines on the wire, as the numbers that workers know. */
function algorithmId(params) {
	return ALGORITHM_IDS[params.algorithm];
}
function engineId(params) {
	return ENGINE_IDS[params.engine];
}
/** OpenSSL has no BLAKE3. */
function refuseEngine(params) {
	if (params.engine === "openssl" && params.algorithm !== "sha256") throw invalidParams("engine", "\"auto\" or \"wasm\": OpenSSL has no blake3");
}
// dist/sidecar/methods/hash-files.js
/** `hash/files`: the paths as a table for the workers, their results in the order of the paths. */
/** An entry of the reply beside its path: digest, size, field names; or an error. */
const ENTRY_BYTES$1 = 320;
/** Writes the paths' bytes and a table of (address, length) pairs: the table's address. */
function writePaths(paths, bytes, { inputs, arena }) {
	const table = inputs.scratch(paths.length * 8);
	const pairs = new Uint32Array(arena.buffer, table, paths.length * 2);
	let at = inputs.scratch(bytes);
	paths.forEach((path, i) => {
		const name = typeof path === "string" ? Buffer.from(path) : path;
		arena.bytes.set(name, at);
		pairs[i * 2] = at;
		pairs[i * 2 + 1] = name.length;
		at += name.length;
	});
	return table;
}
function fileDigest(path, out, { arena, limits }) {
	const outcome = readFileResult(arena.bytes, out);
	switch (outcome.state) {
		case FileState.digested: return {
			path,
			bytes: outcome.size,
			digest: Buffer.from(outcome.digest).toString("hex")
		};
		case FileState.tooLarge: return {
			path,
			error: tooLarge("fileBytes", limits.fileBytes, outcome.size).toObject()
		};
		default: return {
			path,
			error: fileError(outcome.code, path).toObject()
		};
	}
}
/** Files that are looked at at a time: the thread pool is everyone's. */
const LOOKS = 4;
async function sizeOf(path) {
	try {
		const stats = await stat(typeof path === "string" ? path : Buffer.from(path));
		return stats.isFile() ? stats.size : 0;
	} catch {
		return 0;
	}
}
/** What there is to read, as far as can be told beforehand. */
async function totalBytes(paths, { call }) {
	let total = 0;
	for (let i = 0; i < paths.length; i += LOOKS) {
		total = (await Promise.all(paths.slice(i, i + LOOKS).map(sizeOf))).reduce((sum, size) => sum + size, total);
		call.throwIfEnded();
	}
	return total;
}
/** The bytes of a name in a reply: MessagePack as they are, JSON with its escapes, or base64 for what is no text. */
function nameReplyBytes(path, codec) {
	if (codec === "msgpack") return Buffer.byteLength(path);
	return typeof path === "string" ? Buffer.byteLength(JSON.stringify(path)) : Math.ceil(path.length / 3) * 4;
}
const hashFilesHandler = (params, scope) => {
	refuseEngine(params);
	const { call, inputs, limits } = scope;
	const paths = params.paths.map((path) => typeof path === "string" ? path : Uint8Array.from(path));
	const pathBytes = paths.reduce((sum, path) => sum + Buffer.byteLength(path), 0);
	const count = paths.length;
	const nameBytes = paths.reduce((sum, path) => sum + nameReplyBytes(path, call.request.codec), 0);
	call.admitted.reserve(pathBytes + count * 56, nameBytes * 2 + count * ENTRY_BYTES$1);
	if (count === 0) return {
		files: [],
		timing: call.idleTiming()
	};
	const table = writePaths(paths, pathBytes, scope);
	const out = inputs.scratch(count * 48);
	const run = (bytes) => call.run({
		operation: hashFiles,
		args: {
			algorithm: algorithmId(params),
			engine: engineId(params),
			table,
			out,
			fileBytes: limits.fileBytes
		},
		shards: count,
		bytes,
		inlineMicros: void 0,
		priority: "bulk"
	});
	const ran = params.progressToken === void 0 ? run(0) : totalBytes(paths, scope).then(run);
	return Promise.resolve(ran).then((timing) => ({
		files: paths.map((path, i) => fileDigest(path, out + i * 48, scope)),
		timing
	}));
};
// dist/sidecar/dispatch/eventual.js
/** Calls `use` with the value: at once if it is there, else when it comes. */
function whenReady(value, use) {
	return value instanceof Promise ? value.then(use) : use(value);
}
// dist/sidecar/pool/hash-cost.js
/** Measured: records of 64 B 0.13 µs each, of 1,024 B 1.34 µs (BLAKE3 less); one alone some three times that. */
const KERNEL = {
	microsPerMessage: .1,
	bytesPerMicro: 400
};
/** Measured: records of 64 B 0.83 µs each, of 2 KiB 2.1 µs, of 64 KiB 39 µs. */
const OPENSSL = {
	microsPerMessage: 1.6,
	bytesPerMicro: 800
};
/** Microseconds to hash `count` messages of `bytes` each on one core. */
function hashMicros(params, count, bytes) {
	const { algorithm, engine } = params;
	const { microsPerMessage, bytesPerMicro } = engine === "openssl" || engine === "auto" && algorithm === "sha256" && bytes >= 1024 ? OPENSSL : KERNEL;
	return count * (microsPerMessage + Math.max(64, bytes) / bytesPerMicro);
}
// dist/sidecar/pool/operations/hash-messages.js
/**
* `hash/messages` in memory: a table of (address, length) pairs, cut into runs of messages of about equal bytes.
* Both tables are made by the main thread in memory that no client maps.
*/
const DIGEST$2 = 32;
const FIELDS$5 = [
	"algorithm",
	"engine",
	"table",
	"bounds",
	"out"
];
/**
* Runs of messages that one engine takes: the kernel gets whole runs at once, since its lanes want neighbours. A message
* of more than STEP_BYTES is hashed by itself, in steps.
*/
function* hashRun(args, first, end, bench) {
	const { algorithm, engine, table, out } = args;
	const pairs = new Uint32Array(bench.bytes.buffer, table, end * 2);
	const openSsl = new OpenSslMessages(bench);
	let run = first;
	const flushKernelRun = (until) => {
		if (until === run) return;
		const at = out + run * DIGEST$2;
		checkStatus(bench.kernel.entries.hash_messages(bench.job, algorithm, table + run * 8, until - run, at));
	};
	for (let i = first; i < end; i++) {
		const address = pairs[i * 2] ?? 0;
		const length = pairs[i * 2 + 1] ?? 0;
		const byOpenSsl = usesOpenSsl(algorithm, engine, length, end - first);
		if (!byOpenSsl && length <= 524288) continue;
		flushKernelRun(i);
		run = i + 1;
		const at = out + i * DIGEST$2;
		if (length <= 524288) openSsl.hash(address, length, at);
		else yield* digestRange(bench, beginDigest(bench, algorithm, byOpenSsl), address, length, at);
	}
	flushKernelRun(end);
	openSsl.flush();
}
const hashMessages = {
	fields: FIELDS$5,
	run(args, shard, bench) {
		const { buffer } = bench.bytes;
		const bounds = new Uint32Array(buffer, args.bounds, shard + 2);
		return hashRun(args, bounds[shard] ?? 0, bounds[shard + 1] ?? 0, bench);
	}
};
/**
* Slots of one owner, by priority: enough to keep the workers busy while the main thread refills them. Workers take turns
* with slots, so the fewer there are, the more even the shares of an owner with a backlog and of one with a single job.
*/
const OWNER_SLOTS = {
	interactive: {
		min: 8,
		max: 24
	},
	bulk: {
		min: 4,
		max: 24
	}
};
function ownerSlots(priority, workers) {
	const { min, max } = OWNER_SLOTS[priority];
	return Math.max(min, Math.min(max, workers));
}
/** The jobs of one priority. */
var Line = class {
	/** In the order of the owners' turns; an owner without waiting jobs isn't in it. */
	waiting = /* @__PURE__ */ new Map();
	slots = /* @__PURE__ */ new Map();
	length = 0;
	taken = 0;
	add(job) {
		const { owner } = job.spec;
		const jobs = this.waiting.get(owner);
		if (jobs === void 0) this.waiting.set(owner, /* @__PURE__ */ new Set([job]));
		else jobs.add(job);
		this.length++;
	}
	delete(job) {
		const { owner } = job.spec;
		const jobs = this.waiting.get(owner);
		if (jobs?.delete(job) !== true) return false;
		if (jobs.size === 0) this.waiting.delete(owner);
		this.length--;
		return true;
	}
	/** The oldest job of the next owner in turn that has fewer than `most` slots; it has one more now. */
	take(most) {
		for (const [owner, jobs] of this.waiting) {
			const slots = this.slots.get(owner) ?? 0;
			if (slots >= most) continue;
			const [job] = jobs;
			if (job === void 0) continue;
			this.delete(job);
			if (this.waiting.delete(owner)) this.waiting.set(owner, jobs);
			this.slots.set(owner, slots + 1);
			this.taken++;
			return job;
		}
	}
	giveBack(owner) {
		const slots = (this.slots.get(owner) ?? 0) - 1;
		if (slots > 0) this.slots.set(owner, slots);
		else this.slots.delete(owner);
		this.taken--;
	}
};
var JobQueue = class {
	lines = {
		interactive: new Line(),
		bulk: new Line()
	};
	workers;
	queuedBytes = 0;
	constructor(workers) {
		this.workers = workers;
	}
	/** Jobs that wait, and their input bytes. */
	get size() {
		return {
			length: this.lines.interactive.length + this.lines.bulk.length,
			bytes: this.queuedBytes
		};
	}
	add(job) {
		this.lines[job.spec.priority].add(job);
		this.queuedBytes += job.spec.bytes;
	}
	/** Takes out a job that doesn't want to wait any longer: whether it did wait. */
	delete(job) {
		if (!this.lines[job.spec.priority].delete(job)) return false;
		this.queuedBytes -= job.spec.bytes;
		return true;
	}
	/** The next job for a slot, if any may have one now: its slot is given back by `giveBack`. */
	take() {
		const { interactive, bulk } = this.lines;
		if (interactive.taken + bulk.taken >= 64) return void 0;
		let job = interactive.take(ownerSlots("interactive", this.workers));
		if (job === void 0 && bulk.taken < 48) job = bulk.take(ownerSlots("bulk", this.workers));
		if (job !== void 0) this.queuedBytes -= job.spec.bytes;
		return job;
	}
	/** A job that was taken has left its slot. */
	giveBack(job) {
		this.lines[job.spec.priority].giveBack(job.spec.owner);
	}
	/** Every job that waits. */
	*[Symbol.iterator]() {
		for (const line of Object.values(this.lines)) for (const jobs of line.waiting.values()) yield* jobs;
	}
};
// dist/sidecar/pool/operations/file-window.js
/**
* Reads file bytes through a worker's window. Files are read, never mapped: a mapped file that someone truncates kills
* the process by SIGBUS. A file that ends before its range does is a failure, never a short digest.
*/
/** The code of a file that got shorter while it was read. */
const TRUNCATED = "ETRUNCATED";
/** Reads into the window at `at`, from the file's `offset`: how many bytes, 0 at the end. */
function readOnce(bench, fd, at, length, offset) {
	try {
		return (0, node_fs.readSync)(fd, bench.bytes, bench.window + at, length, offset);
	} catch (error) {
		throw new ShardFailure(Failure.file, faultCode(error) ?? "EIO");
	}
}
/** Fills the window with exactly `length` bytes (at most WINDOW_BYTES). */
function readExactly(bench, fd, offset, length) {
	let done = 0;
	while (done < length) {
		const read = readOnce(bench, fd, done, length - done, offset + done);
		if (read === 0) throw new ShardFailure(Failure.file, TRUNCATED);
		done += read;
	}
}
/** Digests a range of a file that is too long for one step. */
function* digestFileRange(bench, digester, fd, offset, length, out) {
	try {
		for (let done = 0; done < length;) {
			const piece = Math.min(STEP_BYTES$1, length - done);
			readExactly(bench, fd, offset + done, piece);
			digester.update(bench.window, piece);
			bench.checkCancelled();
			done += piece;
			if (done < length) yield;
		}
		digester.finish(out);
	} finally {
		digester.end();
	}
}
// dist/sidecar/pool/operations/hash-file-messages.js
/**
* `hash/messages` on files: the messages of one file, which lie in it one after another, and messages of many files,
* each opened by the worker. What the main thread checked may have changed since: a file that is shorter now is a
* failure, never a short digest.
*/
const DIGEST$1 = 32;
/** A shard of one file's messages has so many bytes, so that they and their table fit the window; or it is one message. */
const FILE_RUN_BYTES = STEP_BYTES$1;
const FILE_RUN_MESSAGES = 65536;
const FIELDS$4 = [
	"algorithm",
	"engine",
	"fd",
	"offsets",
	"bounds",
	"out"
];
/** Reads the messages to the window and lists them behind, for the kernel's lanes. */
function hashShortMessages(args, starts, out, bench) {
	const { algorithm, engine, fd } = args;
	const from = starts[0] ?? 0;
	const count = starts.length - 1;
	readExactly(bench, fd, from, (starts[count] ?? 0) - from);
	const table = bench.window + FILE_RUN_BYTES;
	const pairs = new Uint32Array(bench.bytes.buffer, table, count * 2);
	for (let i = 0; i < count; i++) {
		const start = starts[i] ?? 0;
		pairs[i * 2] = bench.window + start - from;
		pairs[i * 2 + 1] = (starts[i + 1] ?? 0) - start;
	}
	return hashRun({
		algorithm,
		engine,
		table,
		out
	}, 0, count, bench);
}
const hashFileMessages = {
	fields: FIELDS$4,
	run(args, shard, bench) {
		const { buffer } = bench.bytes;
		const [first = 0, end = 0] = new Uint32Array(buffer, args.bounds + shard * 4, 2);
		const starts = new Float64Array(buffer, args.offsets + first * 8, end - first + 1);
		const out = args.out + first * DIGEST$1;
		const start = starts[0] ?? 0;
		const length = (starts[end - first] ?? 0) - start;
		if (length <= FILE_RUN_BYTES) return hashShortMessages(args, starts, out, bench);
		return digestFileRange(bench, beginDigest(bench, args.algorithm, usesOpenSsl(args.algorithm, args.engine, length, 1)), args.fd, start, length, out);
	}
};
const SOURCE_FIELDS = [
	"algorithm",
	"engine",
	"table",
	"out"
];
function sourceOf(args, shard, bench) {
	const [at = 0, length = 0, pathAt = 0, pathLength = 0] = new Float64Array(bench.bytes.buffer, args.table + shard * 4 * 8, 4);
	return {
		at,
		length,
		path: bench.bytes.slice(pathAt, pathAt + pathLength)
	};
}
/** The code of a file's failure, whoever met it. */
function fileFailure(error) {
	return error instanceof ShardFailure && error.failure === Failure.file ? error.message : faultCode(error);
}
function* hashOpenedFile(args, shard, bench) {
	const { at, length, path } = sourceOf(args, shard, bench);
	let fd;
	try {
		fd = openRegularFile(path).fd;
		yield* digestFileRange(bench, beginDigest(bench, args.algorithm, usesOpenSsl(args.algorithm, args.engine, length, 1)), fd, at, length, args.out + shard * DIGEST$1);
	} catch (error) {
		const code = fileFailure(error);
		throw code === void 0 ? error : new ShardFailure(Failure.file, `${code} ${shard}`);
	} finally {
		if (fd !== void 0) (0, node_fs.closeSync)(fd);
	}
}
/** `hash/messages` where some are files: a shard is one message. A file's failure tells the shard beside the code. */
const hashSources = {
	fields: SOURCE_FIELDS,
	run(args, shard, bench) {
		const { at, length, path } = sourceOf(args, shard, bench);
		if (path.length > 0) return hashOpenedFile(args, shard, bench);
		return digestRange(bench, beginDigest(bench, args.algorithm, usesOpenSsl(args.algorithm, args.engine, length, 1)), at, length, args.out + shard * DIGEST$1);
	}
};
// dist/sidecar/pool/operations/hash-records.js
/**
* `hash/records`: records of one size, in memory or in a file that the main thread opened. A shard is a run of them
* that a step takes, or one record that is longer.
*/
const DIGEST = 32;
const FIELDS$3 = [
	"algorithm",
	"engine",
	"recordSize",
	"count",
	"shardRecords",
	"out",
	"data",
	"fd",
	"fileOffset"
];
/** Records of up to STEP_BYTES. */
function hashInMemory(args, data, count, out, bench) {
	const { algorithm, engine, recordSize } = args;
	if (!usesOpenSsl(algorithm, engine, recordSize, count)) {
		const length = count * recordSize;
		checkStatus(bench.kernel.entries.hash_records(bench.job, algorithm, data, length, recordSize, out));
		return;
	}
	const messages = new OpenSslMessages(bench);
	for (let i = 0; i < count; i++) messages.hash(data + i * recordSize, recordSize, out + i * DIGEST);
	messages.flush();
}
/** A record that is longer than a step: it is a shard by itself. */
function hashLongRecord(args, shard, out, bench) {
	const { algorithm, engine, recordSize, fd, data, fileOffset } = args;
	const digester = beginDigest(bench, algorithm, usesOpenSsl(algorithm, engine, recordSize, 1));
	if (fd < 0) return digestRange(bench, digester, data + shard * recordSize, recordSize, out);
	return digestFileRange(bench, digester, fd, fileOffset + shard * recordSize, recordSize, out);
}
const hashRecords = {
	fields: FIELDS$3,
	run(args, shard, bench) {
		const { recordSize, shardRecords, fd } = args;
		const first = shard * shardRecords;
		const out = args.out + first * DIGEST;
		if (recordSize > 524288) return hashLongRecord(args, shard, out, bench);
		const count = Math.min(shardRecords, args.count - first);
		if (fd < 0) hashInMemory(args, args.data + first * recordSize, count, out, bench);
		else {
			readExactly(bench, fd, args.fileOffset + first * recordSize, count * recordSize);
			hashInMemory(args, bench.window, count, out, bench);
		}
	}
};
// dist/sidecar/pool/operations/text/results.js
/**
* Results whose size nobody knows beforehand: shards take pieces of one pool, and an entry a text says where its piece
* lies. The pool's first word counts what was asked for, so that a pool that was too small tells how large it should be.
*/
/** Arguments of every operation that leaves results. */
const RESULT_FIELDS = [
	"entries",
	"pool",
	"poolBytes"
];
/** Pieces are aligned for u64s. */
const ALIGNMENT = 8;
/** Moves the kernel's answer to the pool, as the result of one text. */
function storeAnswer(args, index, bench) {
	const { kernel, bytes, words } = bench;
	const answer = kernel.answerAddress / 4;
	const address = words[answer] ?? 0;
	const length = words[answer + 1] ?? 0;
	const at = length === 0 ? 0 : reserve(args, length, bench);
	if (length > 0) bytes.copyWithin(at, address, address + length);
	const entry = (args.entries + index * 24) / 4;
	words[entry] = at;
	for (let i = 1; i < 6; i++) words[entry + i] = words[answer + i] ?? 0;
	kernel.entries.outrigger_answer_free();
}
function reserve({ pool, poolBytes }, length, bench) {
	const size = Math.ceil(length / ALIGNMENT) * ALIGNMENT;
	const offset = Atomics.add(bench.words, pool / 4, size) + 64;
	if (offset + size > poolBytes) throw new ShardFailure(Failure.poolFull, String(offset + size));
	return pool + offset;
}
/** Reads what `storeAnswer` left for each of `count` texts. */
function readResults(buffer, entries, count) {
	const words = new Uint32Array(buffer, entries, count * 24 / 4);
	const results = [];
	for (let at = 0; at < words.length; at += 6) {
		const [a = 0, b = 0, c = 0, d = 0] = [
			words[at + 2],
			words[at + 3],
			words[at + 4],
			words[at + 5]
		];
		results.push({
			address: words[at] ?? 0,
			length: words[at + 1] ?? 0,
			values: [
				a,
				b,
				c,
				d
			]
		});
	}
	return results;
}
// dist/sidecar/pool/operations/text/texts.js
/**
* Many texts over many shards: a shard is a run of texts, one step a text. A text is worked on in memory that no client maps,
* since what is validated as UTF-8 is then used as such.
*/
const TEXT_FIELDS = [
	"texts",
	"bounds",
	"mapped"
];
/**
* The longest text that the worker that needs it copies to its window: 10 MB in 3,754 texts take a worker 0.6 ms, where the main
* thread took 2.3 for all of them before the first was begun. Longer ones are in memory of their own.
*/
const MAPPED_TEXT_MAX = STEP_BYTES$1;
/** Copies keep their place within a word: of any other they take three times as long. */
const WORD_BYTES = 8;
/**
* Works on each text of a shard; yields between two when enough was worked on. `begin` is called at the start of each step,
* since in between other shards may have used up what it stands on.
*/
function* eachText(args, shard, bench, begin) {
	const { words } = bench;
	const table = args.texts / 4;
	const bound = args.bounds / 4 + shard;
	const end = words[bound + 1] ?? 0;
	for (let index = words[bound] ?? 0; index < end;) {
		const work = begin();
		let worked = 0;
		do {
			const address = words[table + index * 2] ?? 0;
			const length = words[table + index * 2 + 1] ?? 0;
			bench.checkCancelled();
			work(args.mapped === 1 ? ownCopy(address, length, bench) : address, length, index);
			worked += length;
			index++;
		} while (index < end && worked + (words[table + index * 2 + 1] ?? 0) <= 524288);
		if (index < end) yield;
	}
}
/** Where the text's bytes can't change: its copy, or its own place. */
function ownCopy(address, length, { bytes, window }) {
	if (length > MAPPED_TEXT_MAX) return address;
	const copy = window + address % WORD_BYTES;
	bytes.copyWithin(copy, address, address + length);
	return copy;
}
/** A kernel's status for one text: what is no UTF-8, or matches too often, names the text by its index. */
function checkText(status, index) {
	if (status === KernelStatus.notText) throw new ShardFailure(Failure.notText, String(index));
	if (status === KernelStatus.tooMany) throw new ShardFailure(Failure.tooMany, String(index));
	if (status === KernelStatus.tooSmall) throw new ShardFailure(Failure.tooSmall, String(index));
	checkStatus(status);
}
const shingleTexts = {
	fields: [...TEXT_FIELDS, ...RESULT_FIELDS],
	run: (args, shard, bench) => eachText(args, shard, bench, () => (address, length, index) => {
		checkText(bench.kernel.entries.text_shingles(bench.job, address, length), index);
		storeAnswer(args, index, bench);
	})
};
const groupTexts = {
	fields: [
		...RESULT_FIELDS,
		"table",
		"count",
		"threshold"
	],
	run(args, _shard, bench) {
		const { table, count, threshold } = args;
		const { dedupe_exact, dedupe_near } = bench.kernel.entries;
		checkStatus(threshold === 0 ? dedupe_exact(bench.job, table, count) : dedupe_near(bench.job, table, count, threshold));
		storeAnswer(args, 0, bench);
	}
};
// dist/sidecar/pool/operations/text/normalize.js
const FORM_IDS = {
	NFC: 1,
	NFD: 2,
	NFKC: 3,
	NFKD: 4
};
const normalizeTexts = {
	fields: [
		...TEXT_FIELDS,
		...RESULT_FIELDS,
		"form"
	],
	run: (args, shard, bench) => eachText(args, shard, bench, () => (address, length, index) => {
		checkText(bench.kernel.entries.text_normalize(bench.job, args.form, address, length), index);
		storeAnswer(args, index, bench);
	})
};
// dist/sidecar/pool/operations/text/compiled-rules.js
/**
* The rulesets that this thread's kernel has compiled, by digest: compiling 26 patterns takes 70–114 ms, so each is done
* once a worker. The most recent few are kept, within a bound on their memory; a rebuilt kernel has none.
*/
const RULE_FIELDS = ["rules", "rulesBytes"];
/** What a worker's rulesets may hold beside the one in use. */
const MEMORY_MAX = 25165824;
const KEPT_MAX$1 = 16;
const shelves = /* @__PURE__ */ new WeakMap();
function shelfOf(kernel) {
	let shelf = shelves.get(kernel);
	if (shelf === void 0 || shelf.generation !== kernel.generation) {
		shelf = {
			generation: kernel.generation,
			handles: /* @__PURE__ */ new Map()
		};
		shelves.set(kernel, shelf);
	}
	return shelf;
}
/** The handle of the job's ruleset in this thread's kernel. */
function compiledRules({ rules, rulesBytes }, bench) {
	const { kernel, bytes } = bench;
	const { handles } = shelfOf(kernel);
	const digest = Buffer.from(bytes.slice(rules, rules + 32)).toString("latin1");
	const known = handles.get(digest);
	if (known !== void 0) {
		handles.delete(digest);
		handles.set(digest, known);
		return known;
	}
	makeRoom(handles, kernel);
	const handle = kernel.entries.rules_build(rules + 32, rulesBytes - 32);
	if (handle === 0) refuse(bench);
	handles.set(digest, handle);
	return handle;
}
function makeRoom(handles, kernel) {
	const { rules_free, rules_memory } = kernel.entries;
	const memory = () => [...handles.values()].reduce((sum, handle) => sum + rules_memory(handle), 0);
	for (const [digest, handle] of handles) {
		if (handles.size < KEPT_MAX$1 && memory() <= MEMORY_MAX) return;
		rules_free(handle);
		handles.delete(digest);
	}
}
function refuse({ kernel, bytes }) {
	const { address, length } = kernel.answer();
	const why = Buffer.from(bytes.slice(address, address + length)).toString();
	kernel.entries.outrigger_answer_free();
	if (why === "") throw new ShardFailure(Failure.internal, "the kernel refused a ruleset specification");
	throw new ShardFailure(Failure.badRules, why);
}
// dist/sidecar/pool/operations/text/prepare.js
/**
* `prompt/prepare`: every step on one text in one entry; a step that wasn't asked for has 0 as its argument. The digest of a
* text that is long enough is OpenSSL's: 200 KB took the kernel 0.75 ms and OpenSSL 0.12, where all else took 0.8.
*/
const FIELDS$1 = [
	...TEXT_FIELDS,
	...RESULT_FIELDS,
	...RULE_FIELDS,
	"form",
	"replacement",
	"replacementBytes",
	"table",
	"tableBytes",
	"maxTokens",
	"shingles"
];
/** Fills in the digest that the kernel left out of its answer: it lies behind the text and what was signed. */
function digestAnswer(bench) {
	const { address, values } = bench.kernel.answer();
	const [textBytes, , , longs] = values;
	const digester = beginDigest(bench, ALGORITHM_IDS.sha256, true);
	for (let done = 0; done < textBytes; done += STEP_BYTES$1) {
		digester.update(address + done, Math.min(STEP_BYTES$1, textBytes - done));
		bench.checkCancelled();
	}
	digester.finish(address + Math.ceil(textBytes / 8) * 8 + longs * 8);
}
const prepareTexts = {
	fields: FIELDS$1,
	run: (args, shard, bench) => eachText(args, shard, bench, () => {
		const { job, kernel } = bench;
		const { form, replacement, replacementBytes, table, tableBytes, maxTokens, shingles } = args;
		const rules = args.rules === 0 ? 0 : compiledRules(args, bench);
		return (address, length, index) => {
			const byOpenSsl = usesOpenSsl(ALGORITHM_IDS.sha256, ENGINE_IDS.auto, length, 1);
			checkText(kernel.entries.prompt_prepare(job, form, rules, replacement, replacementBytes, table, tableBytes, maxTokens, shingles, byOpenSsl ? 0 : 1, address, length), index);
			if (byOpenSsl) digestAnswer(bench);
			storeAnswer(args, index, bench);
		};
	})
};
/** The names of a ruleset's rules: also how a ruleset is found to be bad before anything else is done with it. */
const nameRules = {
	fields: [...RULE_FIELDS, ...RESULT_FIELDS],
	run(args, _shard, bench) {
		checkText(bench.kernel.entries.rules_names(compiledRules(args, bench)), 0);
		storeAnswer(args, 0, bench);
	}
};
const scanTexts = {
	fields: [
		...TEXT_FIELDS,
		...RESULT_FIELDS,
		...RULE_FIELDS,
		"limit",
		"utf16"
	],
	run: (args, shard, bench) => eachText(args, shard, bench, () => {
		const rules = compiledRules(args, bench);
		const { text_scan } = bench.kernel.entries;
		return (address, length, index) => {
			checkText(text_scan(bench.job, rules, address, length, 0, length, args.limit, args.utf16), index);
			storeAnswer(args, index, bench);
		};
	})
};
const cutTexts = {
	fields: [
		...TEXT_FIELDS,
		...RESULT_FIELDS,
		...RULE_FIELDS,
		"target"
	],
	run: (args, shard, bench) => eachText(args, shard, bench, () => (address, length, index) => {
		const rules = compiledRules(args, bench);
		checkText(bench.kernel.entries.text_cuts(bench.job, rules, address, length, args.target), index);
		storeAnswer(args, index, bench);
	})
};
const scanWindows = {
	fields: [
		...RESULT_FIELDS,
		...RULE_FIELDS,
		"text",
		"length",
		"ends",
		"limit"
	],
	run(args, shard, bench) {
		const { text, length, limit } = args;
		const ends = new Uint32Array(bench.bytes.buffer, args.ends, shard + 1);
		const start = shard === 0 ? 0 : ends[shard - 1] ?? 0;
		const rules = compiledRules(args, bench);
		const { text_scan } = bench.kernel.entries;
		checkText(text_scan(bench.job, rules, text, length, start, ends[shard] ?? 0, limit, 0), 0);
		storeAnswer(args, shard, bench);
	}
};
const stitchWindows = {
	fields: [
		...RESULT_FIELDS,
		...RULE_FIELDS,
		"text",
		"length",
		"windows",
		"count",
		"limit",
		"utf16"
	],
	run(args, _shard, bench) {
		const { text, length, windows, count, limit, utf16 } = args;
		const rules = compiledRules(args, bench);
		const { text_stitch } = bench.kernel.entries;
		checkText(text_stitch(bench.job, rules, text, length, windows, count, limit, utf16), 0);
		storeAnswer(args, 0, bench);
	}
};
const redactTexts = {
	fields: [
		...TEXT_FIELDS,
		...RESULT_FIELDS,
		...RULE_FIELDS,
		"replacement",
		"replacementBytes",
		"limit"
	],
	run: (args, shard, bench) => eachText(args, shard, bench, () => {
		const { replacement, replacementBytes, limit } = args;
		const rules = compiledRules(args, bench);
		const { text_redact } = bench.kernel.entries;
		return (address, length, index) => {
			checkText(text_redact(bench.job, rules, address, length, 0, 0, replacement, replacementBytes, limit), index);
			storeAnswer(args, index, bench);
		};
	})
};
// dist/sidecar/pool/operations/text/tokens.js
const TABLE_FIELDS = ["table", "tableBytes"];
const countTokens = {
	fields: [
		...TEXT_FIELDS,
		...RESULT_FIELDS,
		...TABLE_FIELDS,
		"ids"
	],
	run: (args, shard, bench) => eachText(args, shard, bench, () => {
		const { table, tableBytes, ids } = args;
		const { text_tokens } = bench.kernel.entries;
		return (address, length, index) => {
			checkText(text_tokens(bench.job, table, tableBytes, address, length, ids), index);
			storeAnswer(args, index, bench);
		};
	})
};
const chunkTexts = {
	fields: [
		...TEXT_FIELDS,
		...RESULT_FIELDS,
		...TABLE_FIELDS,
		"maxTokens",
		"overlap"
	],
	run: (args, shard, bench) => eachText(args, shard, bench, () => (address, length, index) => {
		const { table, tableBytes, maxTokens, overlap } = args;
		const { text_chunk } = bench.kernel.entries;
		checkText(text_chunk(bench.job, table, tableBytes, address, length, maxTokens, overlap), index);
		storeAnswer(args, index, bench);
	})
};
const buildVocabulary = {
	fields: [
		"compact",
		"compactBytes",
		"table",
		"tableBytes",
		"size"
	],
	run({ compact, compactBytes, table, tableBytes, size }, _shard, bench) {
		const { entries } = bench.kernel;
		if (table !== 0) {
			checkStatus(entries.vocabulary_build(compact, compactBytes, table, tableBytes));
			return;
		}
		const bytes = entries.vocabulary_size(compact, compactBytes) >>> 0;
		if (bytes === 0) throw new ShardFailure(Failure.internal, "the vocabulary is damaged");
		new Uint32Array(bench.bytes.buffer, size, 1)[0] = bytes;
	}
};
// dist/sidecar/pool/operations.js
const table = [
	hashRecords,
	hashMessages,
	hashFileMessages,
	hashSources,
	hashFiles,
	normalizeTexts,
	buildVocabulary,
	countTokens,
	chunkTexts,
	nameRules,
	scanTexts,
	cutTexts,
	scanWindows,
	stitchWindows,
	redactTexts,
	shingleTexts,
	groupTexts,
	prepareTexts
];
function operationId(operation) {
	const id = table.indexOf(operation);
	if (id < 0) throw new Error("an operation that no worker knows");
	return id;
}
function operationById(id) {
	const operation = table[id];
	if (operation === void 0) throw new Error(`operation ${id}`);
	return operation;
}
// dist/sidecar/pool/shard-loop.js
/** Every so many turns a bulk job goes first, so that interactive ones can't starve it. */
const BULK_TURN = 8;
var ShardLoop = class {
	worker;
	control;
	runner;
	open = /* @__PURE__ */ new Map();
	lastSlot = 0;
	turns = 0;
	constructor(worker, control, runner) {
		this.worker = worker;
		this.control = control;
		this.runner = runner;
	}
	/** Runs one step of the job whose turn it is; false when there was none. */
	turn() {
		const slot = this.pick();
		if (slot < 0) return false;
		const { control, worker } = this;
		this.lastSlot = slot;
		control.setCurrent(worker, slot);
		const open = this.step(slot);
		control.setCurrent(worker, -1);
		if (!open) this.leave(slot);
		return true;
	}
	/** Gives up what is open. */
	close() {
		for (const slot of [...this.open.keys()]) {
			this.abandon(slot);
			this.leave(slot);
		}
	}
	/** The next job in turn, of the priority whose turn it is if there is one; a job that shall be left before all. */
	pick() {
		const { table } = this.control;
		for (const slot of this.open.keys()) if (table.state(slot) === SlotState.closing) return slot;
		const first = ++this.turns % BULK_TURN === 0 ? SlotState.bulk : SlotState.interactive;
		let other = -1;
		for (let step = 1; step <= 64; step++) {
			const slot = (this.lastSlot + step) % 64;
			const priority = this.open.size > 0 ? this.open.get(slot)?.priority ?? table.state(slot) : table.state(slot);
			if (priority === first) return slot;
			if (other < 0 && isRunnable(priority)) other = slot;
		}
		return other;
	}
	/** One step: true while the shard stays open. */
	step(slot) {
		const { control, worker, runner } = this;
		const { table } = control;
		const shard = this.open.get(slot);
		if (shard !== void 0) {
			if (table.state(slot) === SlotState.closing) this.abandon(slot);
			else {
				control.countStep(worker);
				if (runner.resume(slot, shard.steps)) return true;
				this.open.delete(slot);
			}
			return false;
		}
		control.touch(worker, slot);
		const priority = table.state(slot);
		if (!isRunnable(priority)) return false;
		const claimed = table.claim(slot);
		if (claimed < 0) return false;
		if (table.join(slot, worker)) control.countJob(worker);
		control.countStep(worker);
		const steps = runner.begin(slot, claimed);
		if (steps === void 0) return false;
		this.open.set(slot, {
			steps,
			priority
		});
		return true;
	}
	abandon(slot) {
		const shard = this.open.get(slot);
		this.open.delete(slot);
		if (shard !== void 0) this.runner.abandon(shard.steps);
	}
	/**
	* Leaves the slot, and rings when the main thread may have to end the job. It must look after it left: whoever leaves
	* a job last then finds it done (or closing), whatever order the others came in.
	*/
	leave(slot) {
		const { control, worker } = this;
		control.leave(worker, slot);
		if (control.table.isDone(slot) || control.table.state(slot) === SlotState.closing) control.ring();
	}
};
// dist/sidecar/pool/stand-in.js
/**
* The main thread in the workers' place, where none can be started (a permission, an address space that is used up):
* a step at a time between the event loop's other tasks. Slower, and everything works.
*/
var StandIn = class {
	loop;
	scheduled = false;
	constructor(control, runner) {
		this.loop = new ShardLoop(64, control, runner);
	}
	/** There is work: goes on until there is none. */
	wake() {
		if (this.scheduled) return;
		this.scheduled = true;
		setImmediate(() => {
			this.scheduled = false;
			if (this.loop.turn()) this.wake();
		});
	}
};
// dist/sidecar/pool/step-watch.js
/** How long a step may go on after its job was closed. Built-in operations end within 10 ms; slow disks don't. */
const CLOSING_GRACE_MS = 2e3;
var StepWatch = class {
	control;
	workers;
	stepMs;
	sightings = [];
	closedAt = /* @__PURE__ */ new Map();
	overdueSlots = /* @__PURE__ */ new Set();
	constructor(control, workers, stepMs) {
		this.control = control;
		this.workers = workers;
		this.stepMs = stepMs;
	}
	/** A job was closed while workers may still touch it. */
	closing(slot, now) {
		if (!this.closedAt.has(slot)) this.closedAt.set(slot, now);
	}
	/** The slot's job has ended. */
	ended(slot) {
		this.closedAt.delete(slot);
		this.overdueSlots.delete(slot);
	}
	/** The worker is gone. */
	forget(worker) {
		this.sightings[worker] = void 0;
	}
	/** Whether a worker on this slot was found to be over `stepMs`. */
	overdue(slot) {
		return this.overdueSlots.has(slot);
	}
	/** The workers to terminate now, each once. To be called about ten times a second, with the time in milliseconds. */
	stuck(now) {
		const found = [];
		for (let worker = 0; worker < this.workers; worker++) {
			const slot = this.control.current(worker);
			if (slot < 0) {
				this.sightings[worker] = void 0;
				continue;
			}
			const steps = this.control.steps(worker);
			const seen = this.sightings[worker];
			if (seen === void 0 || seen.slot !== slot || seen.steps !== steps) {
				this.sightings[worker] = {
					slot,
					steps,
					since: now,
					terminated: false
				};
				continue;
			}
			const tooLong = now - seen.since > this.stepMs;
			const closedFor = now - (this.closedAt.get(slot) ?? now);
			if (seen.terminated || !(tooLong || closedFor > CLOSING_GRACE_MS)) continue;
			seen.terminated = true;
			if (tooLong) this.overdueSlots.add(slot);
			found.push(worker);
		}
		return found;
	}
};
/** Progress and the step watch: ten times a second, while there are jobs. */
const TICK_MS = 100;
/** What setTimeout takes at most: 25 days, which is as good as never. */
const TIMEOUT_MS_MAX = 2 ** 31 - 1;
const ENDED = { cancel() {} };
var Scheduler = class {
	control;
	table;
	crew;
	mainRunner;
	events;
	watch;
	jobs;
	slots = new Array(64).fill(void 0);
	active = 0;
	listening = false;
	ticker;
	standIn;
	closedBy;
	traps = 0;
	/** `mainRunner` makes the main thread's runner, once. */
	constructor(arena, crew, mainRunner, stepMs, events) {
		this.control = arena.control;
		this.table = arena.control.table;
		this.crew = crew;
		this.mainRunner = mainRunner;
		this.events = events;
		this.watch = new StepWatch(arena.control, crew.count, stepMs);
		this.jobs = new JobQueue(crew.count);
	}
	get queue() {
		return this.jobs.size;
	}
	/** Kernel traps since the start. */
	get trapCount() {
		return this.traps;
	}
	/** The method that a worker works on now, or undefined. */
	methodOf(worker) {
		const slot = [this.control.current(worker), ...this.control.touched(worker)].find((each) => each >= 0);
		return slot === void 0 ? void 0 : this.slots[slot]?.spec.method;
	}
	/** Starts a job. `end` is called once, perhaps before this returns. */
	submit(spec, end) {
		const job = {
			spec,
			end,
			slot: -1,
			reason: void 0,
			deadline: void 0
		};
		if (this.closedBy !== void 0) {
			this.settle(job, this.closedBy);
			return ENDED;
		}
		if (spec.inlineMicros !== void 0 && spec.inlineMicros <= 100) {
			end(this.runInline(spec));
			return ENDED;
		}
		this.mainRunner();
		this.crew.start();
		if (spec.deadlineAt !== void 0) {
			const wait = Math.min(TIMEOUT_MS_MAX, Math.max(0, spec.deadlineAt - sharedNow()));
			job.deadline = setTimeout(() => this.cancel(job, deadlineExceeded()), wait);
		}
		this.jobs.add(job);
		this.publish();
		return { cancel: (reason) => this.cancel(job, reason) };
	}
	/** A worker is gone: the jobs that it had begun can't be completed, but for those that were done. */
	workerLost(worker) {
		const touched = this.control.touched(worker);
		this.control.forget(worker);
		this.watch.forget(worker);
		for (const slot of touched) {
			const job = this.slots[slot];
			if (job === void 0 || this.table.isDone(slot)) continue;
			this.closeJob(job, this.watch.overdue(slot) ? deadlineExceeded() : workerLost());
		}
		this.drain();
		this.control.wakeWorkers(this.crew.count);
	}
	/** No worker can be started: the main thread does their work, a step at a time between its other tasks. */
	noWorkers() {
		this.standIn ??= new StandIn(this.control, this.mainRunner());
		this.standIn.wake();
	}
	/** Ends all jobs with `reason`, as soon as no worker touches them, and those that are yet to come at once. */
	close(reason) {
		this.closedBy = reason;
		for (const job of [...this.jobs]) this.cancel(job, reason);
		for (const job of this.slots) if (job !== void 0) this.cancel(job, reason);
	}
	cancel(job, reason) {
		if (this.jobs.delete(job)) {
			this.settle(job, reason);
			return;
		}
		if (job.slot < 0) return;
		this.closeJob(job, reason);
		this.drain();
	}
	/** Has the workers leave a job. */
	closeJob(job, reason) {
		job.reason ??= reason;
		this.table.cancel(job.slot);
		this.table.close(job.slot);
		this.watch.closing(job.slot, node_perf_hooks.performance.now());
	}
	runInline(spec) {
		const { table } = this;
		const startedAt = sharedNow();
		table.prepare(64, operationId(spec.operation), spec.shards, []);
		const runner = this.mainRunner();
		for (let shard = 0; shard < spec.shards && table.failure(64) === Failure.none; shard++) {
			const steps = runner.begin(64, shard, spec.args);
			while (steps !== void 0 && runner.resume(64, steps));
		}
		const timing = {
			queueMs: startedAt - spec.receivedAt,
			runMs: sharedNow() - startedAt,
			workers: 0
		};
		const error = this.failureOf(64, spec);
		return error === void 0 ? {
			ok: true,
			timing
		} : {
			ok: false,
			error,
			timing
		};
	}
	/** Moves jobs from the queue to free slots. */
	publish() {
		let shards = 0;
		for (let job = this.jobs.take(); job !== void 0; job = this.jobs.take()) {
			const slot = this.slots.indexOf(void 0);
			const { operation, priority, args } = job.spec;
			job.slot = slot;
			this.slots[slot] = job;
			this.active++;
			this.table.prepare(slot, operationId(operation), job.spec.shards, encodeArguments(operation, args));
			this.table.setState(slot, SlotState[priority]);
			shards += job.spec.shards;
		}
		if (shards === 0) return;
		this.control.wakeWorkers(Math.min(shards, this.crew.count));
		this.standIn?.wake();
		this.ticker ??= setInterval(() => this.tick(), TICK_MS);
		this.listen();
	}
	/** Waits for the doorbell while there are jobs; all that ended is drained per ring. */
	async listen() {
		if (this.listening) return;
		this.listening = true;
		while (this.active > 0) {
			const seen = this.control.rings;
			this.drain();
			if (this.active > 0) await this.control.nextRing(seen);
		}
		this.listening = false;
	}
	/** Ends every job that is done or must end, and that no worker touches. */
	drain() {
		for (let slot = 0; slot < 64; slot++) {
			const job = this.slots[slot];
			if (job === void 0) continue;
			if ((this.table.isDone(slot) || this.table.state(slot) === SlotState.closing) && !this.isTouched(slot)) this.finish(job, slot);
		}
		this.publish();
		if (this.active === 0 && this.closedBy !== void 0) this.stopTicking();
	}
	stopTicking() {
		clearInterval(this.ticker);
		this.ticker = void 0;
	}
	isTouched(slot) {
		for (let worker = 0; worker < this.crew.count; worker++) if (this.control.isTouching(worker, slot)) return true;
		return this.control.isTouching(64, slot);
	}
	finish(job, slot) {
		const error = job.reason ?? this.failureOf(slot, job.spec);
		const timing = this.timing(job.spec, slot);
		this.table.setState(slot, SlotState.free);
		this.slots[slot] = void 0;
		job.slot = -1;
		this.active--;
		this.jobs.giveBack(job);
		this.watch.ended(slot);
		this.settle(job, error, timing);
	}
	settle(job, error, timing) {
		clearTimeout(job.deadline);
		const ran = timing ?? {
			queueMs: sharedNow() - job.spec.receivedAt,
			runMs: 0,
			workers: 0
		};
		this.tell(() => job.end(error === void 0 ? {
			ok: true,
			timing: ran
		} : {
			ok: false,
			error,
			timing: ran
		}));
	}
	/** Calls back whoever wanted the job: what goes wrong there must not keep other jobs from their ends. */
	tell(callBack) {
		try {
			callBack();
		} catch (error) {
			this.events.fault("a job could not be told", error instanceof Error ? error.stack ?? "" : String(error));
		}
	}
	timing(spec, slot) {
		const now = sharedNow();
		const startedAt = this.table.startedAt(slot) || now;
		return {
			queueMs: Math.max(0, startedAt - spec.receivedAt),
			runMs: Math.max(0, now - startedAt),
			workers: this.table.crew(slot)
		};
	}
	failureOf(slot, spec) {
		const failure = this.table.failure(slot);
		if (failure === Failure.none) return void 0;
		const detail = this.table.failureDetail(slot);
		if (failure === Failure.trap) this.traps++;
		const error = failureError(spec.method, failure, detail);
		if (error.name === "InternalError" || error.name === "KernelTrap") this.events.fault(error.message, detail);
		return error;
	}
	tick() {
		if (this.active === 0) this.stopTicking();
		for (const job of this.slots) {
			const { onProgress } = job?.spec ?? {};
			if (job !== void 0 && onProgress !== void 0) this.tell(() => onProgress(this.table.progress(job.slot)));
		}
		for (const worker of this.watch.stuck(node_perf_hooks.performance.now())) this.crew.terminate(worker);
	}
};
// dist/sidecar/methods/hash-target.js
/** Reserves the call's memory and the reply's, and finds the place of the digests. */
function digestTarget(scope, count, inlineBytes, into) {
	const { call, inputs, arena } = scope;
	const length = count * 32;
	if (into !== void 0) {
		if (into.length < length) throw invalidParams("into.length", `at least ${length}, 32 bytes a digest`);
		call.admitted.reserve(inlineBytes, 0);
		const { address } = inputs.segment(into, "into");
		return {
			address,
			bytes: length,
			result: (timing) => ({
				count,
				timing
			})
		};
	}
	call.admitted.reserve(inlineBytes + length, call.request.codec === "json" ? Math.ceil(length / 3) * 4 : length);
	const address = inputs.scratch(length);
	const digests = arena.view(address, length);
	return {
		address,
		bytes: length,
		result: (timing) => ({
			count,
			digests,
			timing
		})
	};
}
/** Digests written over the data that they are digests of would be digests of digests. */
function refuseOverlap(data, target) {
	if (data.length === 0 || target.bytes === 0) return;
	if (target.address < data.address + data.length && data.address < target.address + target.bytes) throw invalidParams("into", "a range that doesn't overlap the data");
}
/**
* An error that a worker met in a file that the client named: `pathOf` finds its path, by the shard where there are
* many. A worker tells the code, or the code and the shard.
*/
function nameFile(ended, pathOf) {
	if (!(ended instanceof Promise)) return ended;
	return ended.catch((error) => {
		if (!(error instanceof ProtocolError) || error.name !== "FileError") throw error;
		const [code = "", shard = "0"] = String(error.data.code).split(" ");
		throw fileError(code, pathOf(Number(shard)));
	});
}
// dist/sidecar/methods/message-runs.js
/**
* Cuts a list of messages into shards: runs of neighbours. Pure arithmetic. The result is the index of each run's first
* message, and one more for the end; every message is in exactly one run, in order.
*/
/**
* A shard of memory: small enough that workers end close together. 10 MB take as long as with 256 KiB; 0.4 MB on two workers
* gain 1.6 times instead of 1.4.
*/
const SHARD_BYTES = 65536;
/** What a message costs beside its bytes (padding, table, call), in bytes of hashing. */
const MESSAGE_OVERHEAD_BYTES = 64;
/** Runs of about SHARD_BYTES of work, of messages that lie in memory. */
function memoryRuns(lengths) {
	const bounds = [0];
	let work = 0;
	lengths.forEach((length, i) => {
		work += length + MESSAGE_OVERHEAD_BYTES;
		if (work < 65536 && i < lengths.length - 1) return;
		bounds.push(i + 1);
		work = 0;
	});
	return bounds;
}
/** Runs of at most FILE_RUN_BYTES and FILE_RUN_MESSAGES of messages in a file; what is longer is a run by itself. */
function fileRuns(lengths) {
	const bounds = [0];
	let first = 0;
	let bytes = 0;
	lengths.forEach((length, i) => {
		if (i > first && (bytes + length > FILE_RUN_BYTES || i - first === FILE_RUN_MESSAGES)) {
			bounds.push(i);
			first = i;
			bytes = 0;
		}
		bytes += length;
	});
	if (lengths.length > 0) bounds.push(lengths.length);
	return bounds;
}
// dist/sidecar/methods/hash-file-messages.js
/** One file whose messages lie one after another. */
async function messagesOfFile(params, data, lengths, scope) {
	const { call, inputs, arena } = scope;
	const file = await inputs.file(data, "data");
	checkLengths(lengths, file.length);
	const count = lengths.length;
	const bounds = fileRuns(lengths);
	const target = digestTarget(scope, count, (count + 1) * 8 + bounds.length * 4, params.into);
	if (count === 0) return target.result(call.idleTiming());
	if (!("fd" in file)) return runSources(params, scope, sourcesIn(file, lengths), target);
	const offsets = inputs.scratch((count + 1) * 8 + bounds.length * 4);
	writeOffsets(new Float64Array(arena.buffer, offsets, count + 1), file, lengths);
	const boundsAt = offsets + (count + 1) * 8;
	new Uint32Array(arena.buffer, boundsAt, bounds.length).set(bounds);
	const timing = call.run({
		operation: hashFileMessages,
		args: {
			algorithm: algorithmId(params),
			engine: engineId(params),
			fd: file.fd,
			offsets,
			bounds: boundsAt,
			out: target.address
		},
		shards: bounds.length - 1,
		bytes: file.length,
		inlineMicros: void 0
	});
	return target.result(await nameFile(timing, () => data.path));
}
function writeOffsets(into, file, lengths) {
	let at = file.offset;
	into[0] = at;
	lengths.forEach((length, i) => {
		at += length;
		into[i + 1] = at;
	});
}
function sourcesIn(content, lengths) {
	let next = content.address;
	return lengths.map((length) => {
		const address = next;
		next += length;
		return {
			address,
			length
		};
	});
}
/** A list of sources, some of them files: each file is looked at here, and opened again by the worker that reads it. */
async function messagesOfFiles(params, messages, scope) {
	const { inputs, call } = scope;
	const field = (i) => `messages[${i}]`;
	const inlineBytes = messages.reduce((sum, message, i) => sum + inputs.inlineBytes(message, field(i)), 0);
	const target = digestTarget(scope, messages.length, inlineBytes, params.into);
	const places = messages.flatMap((message, i) => message.kind === "file" ? [] : [i]);
	const inMemory = inputs.memories(places.map((i) => messages[i]), (i) => field(places[i] ?? i), false);
	const ready = new Map(places.map((place, i) => [place, inMemory[i]]));
	const sources = [];
	for (const [i, message] of messages.entries()) if (message.kind === "file") {
		const range = await inputs.closedFile(message, field(i));
		sources.push("address" in range ? range : {
			...range,
			path: message.path
		});
	} else {
		const input = ready.get(i);
		if (input === void 0) throw new Error("a source without its bytes");
		refuseOverlap(input, target);
		sources.push(input);
	}
	if (sources.length === 0) return target.result(call.idleTiming());
	return runSources(params, scope, sources, target);
}
async function runSources(params, scope, sources, target) {
	const { call, inputs, arena } = scope;
	const paths = sources.map((source) => "path" in source ? Buffer.from(source.path) : void 0);
	const pathBytes = paths.reduce((sum, path) => sum + (path?.length ?? 0), 0);
	call.admitted.reserve(sources.length * 4 * 8 + pathBytes, 0);
	const table = inputs.scratch(sources.length * 4 * 8);
	const words = new Float64Array(arena.buffer, table, sources.length * 4);
	let pathAt = inputs.scratch(pathBytes);
	sources.forEach((source, i) => {
		const path = paths[i];
		const at = "path" in source ? source.offset : source.address;
		words.set([
			at,
			source.length,
			path === void 0 ? 0 : pathAt,
			path?.length ?? 0
		], i * 4);
		if (path === void 0) return;
		arena.bytes.set(path, pathAt);
		pathAt += path.length;
	});
	const timing = call.run({
		operation: hashSources,
		args: {
			algorithm: algorithmId(params),
			engine: engineId(params),
			table,
			out: target.address
		},
		shards: sources.length,
		bytes: sources.reduce((sum, { length }) => sum + length, 0),
		inlineMicros: void 0
	});
	return target.result(await nameFile(timing, (shard) => {
		const source = sources[shard];
		return source !== void 0 && "path" in source ? source.path : "";
	}));
}
// dist/sidecar/methods/hash-messages.js
/** `hash/messages`: many messages of any length, in memory as a table of ranges. Those in files are another file's. */
const hashMessagesHandler = (params, scope) => {
	refuseEngine(params);
	const { data, lengths, messages } = params;
	if (messages !== void 0) {
		if (data !== void 0) throw invalidParams("data", "no data beside messages");
		if (lengths !== void 0) throw invalidParams("lengths", "no lengths beside messages");
		if (messages.some((message) => message.kind === "file")) return messagesOfFiles(params, messages, scope);
		return messagesOfSources(params, messages, scope);
	}
	if (data === void 0) throw invalidParams("data", "data with lengths, or messages");
	if (lengths === void 0) throw invalidParams("lengths", "a list of lengths, which goes with data");
	if (data.kind === "file") return messagesOfFile(params, data, lengths, scope);
	return messagesOfData(params, data, lengths, scope);
};
function messagesOfData(params, data, lengths, scope) {
	const { inputs } = scope;
	const bytes = inputs.memoryBytes(data, "data");
	checkLengths(lengths, bytes);
	const plan = planMessages(params, lengths, bytes);
	const target = digestTarget(scope, lengths.length, inputs.inlineBytes(data, "data") + plan.tableBytes, params.into);
	const input = inputs.memory(data, "data", plan.atOnce);
	refuseOverlap(input, target);
	let next = input.address;
	return runMessages(params, scope, plan, lengths.map((length) => {
		const address = next;
		next += length;
		return address;
	}), target);
}
function messagesOfSources(params, messages, scope) {
	const { inputs } = scope;
	const field = (i) => `messages[${i}]`;
	let inlineBytes = 0;
	let bytes = 0;
	const plan = planMessages(params, messages.map((message, i) => {
		const length = inputs.memoryBytes(message, field(i));
		if (message.kind !== "segment") inlineBytes += length;
		bytes += length;
		return length;
	}), bytes);
	const target = digestTarget(scope, messages.length, inlineBytes + plan.tableBytes, params.into);
	return runMessages(params, scope, plan, inputs.memories(messages, field, plan.atOnce).map((input) => {
		refuseOverlap(input, target);
		return input.address;
	}), target);
}
function planMessages(params, lengths, bytes) {
	const bounds = memoryRuns(lengths);
	const micros = hashMicros(params, lengths.length, bytes / Math.max(1, lengths.length));
	return {
		lengths,
		bounds,
		tableBytes: lengths.length * 8 + bounds.length * 4,
		micros,
		atOnce: micros <= 100,
		bytes
	};
}
function runMessages(params, scope, plan, addresses, target) {
	const { call, inputs, arena } = scope;
	const { lengths } = plan;
	const count = lengths.length;
	if (count === 0) return target.result(call.idleTiming());
	const table = inputs.scratch(plan.tableBytes);
	const pairs = new Uint32Array(arena.buffer, table, count * 2);
	for (let i = 0; i < count; i++) {
		pairs[i * 2] = addresses[i] ?? 0;
		pairs[i * 2 + 1] = lengths[i] ?? 0;
	}
	const bounds = table + count * 8;
	new Uint32Array(arena.buffer, bounds, plan.bounds.length).set(plan.bounds);
	return whenReady(call.run({
		operation: hashMessages,
		args: {
			algorithm: algorithmId(params),
			engine: engineId(params),
			table,
			bounds,
			out: target.address
		},
		shards: plan.bounds.length - 1,
		bytes: plan.bytes,
		inlineMicros: plan.micros
	}), target.result);
}
// dist/sidecar/methods/hash-records.js
/** `hash/records`: plans the work (memory or file, shards, cost) and reads the digests back. */
function countRecords(length, recordSize) {
	if (length % recordSize !== 0) throw invalidParams("data", `a length that is a multiple of recordSize (${length} bytes are no multiple of ${recordSize})`);
	return length / recordSize;
}
const hashRecordsHandler = (params, scope) => {
	refuseEngine(params);
	const { data } = params;
	return data.kind === "file" ? recordsOfFile(params, data, scope) : recordsOfMemory(params, data, scope);
};
function recordsOfMemory(params, data, scope) {
	const { recordSize } = params;
	const length = scope.inputs.memoryBytes(data, "data");
	const count = countRecords(length, recordSize);
	const micros = hashMicros(params, count, recordSize);
	const input = admitRecords(params, data, scope, count, micros);
	if (count === 0) return input.target.result(scope.call.idleTiming());
	const shardRecords = Math.max(1, Math.floor(SHARD_BYTES / recordSize));
	return whenReady(scope.call.run({
		operation: hashRecords,
		args: {
			...recordArguments(params, count, shardRecords, input.target),
			data: input.address,
			fd: -1,
			fileOffset: 0
		},
		shards: Math.ceil(count / shardRecords),
		bytes: length,
		inlineMicros: micros
	}), input.target.result);
}
function admitRecords(params, data, scope, count, micros) {
	const target = digestTarget(scope, count, scope.inputs.inlineBytes(data, "data"), params.into);
	const input = scope.inputs.memory(data, "data", micros <= 100);
	refuseOverlap(input, target);
	return {
		...input,
		target
	};
}
function recordArguments(params, count, shardRecords, target) {
	return {
		algorithm: algorithmId(params),
		engine: engineId(params),
		recordSize: params.recordSize,
		count,
		shardRecords,
		out: target.address
	};
}
async function recordsOfFile(params, source, scope) {
	const { recordSize, into } = params;
	const file = await scope.inputs.file(source, "data");
	const count = countRecords(file.length, recordSize);
	const target = digestTarget(scope, count, 0, into);
	if (count === 0) return target.result(scope.call.idleTiming());
	const shardRecords = Math.max(1, Math.floor(STEP_BYTES$1 / recordSize));
	const inFile = "fd" in file;
	const timing = scope.call.run({
		operation: hashRecords,
		args: {
			...recordArguments(params, count, shardRecords, target),
			data: inFile ? 0 : file.address,
			fd: inFile ? file.fd : -1,
			fileOffset: inFile ? file.offset : 0
		},
		shards: Math.ceil(count / shardRecords),
		bytes: file.length,
		inlineMicros: void 0
	});
	return target.result(await nameFile(timing, () => source.path));
}
// dist/sidecar/dispatch/texts.js
/**
* The texts of a request as ranges of memory: inline bytes where they arrived, files read once, ranges of segments where they
* are. The last are mapped by a client, and copied before anyone works on them: what is validated as UTF-8 is used as such
* afterwards, so nobody may change it in between.
*/
/** A text that the kernel works on in one piece ends here; larger files are scanned in parts by their owner. */
const TEXT_BYTES_MAX = 268435456;
/** As many as the system's thread pool of Node has threads, and as many that wait for one. */
const FILES_AT_ONCE = 8;
/** One text, the field `text`. */
function oneText(text) {
	return {
		sources: [text],
		field: () => "text",
		many: false,
		lengths: void 0
	};
}
/** The fields `text`, which may have `lengths`, and `texts`, of which a request has exactly one. */
function textSources(params) {
	const { text, texts, lengths } = params;
	if (text !== void 0) {
		if (texts !== void 0) throw invalidParams("texts", "no texts beside text");
		if (lengths === void 0) return oneText(text);
		return {
			sources: [text],
			field: (index) => `lengths[${index}]`,
			many: true,
			lengths
		};
	}
	if (lengths !== void 0) throw invalidParams("lengths", "no lengths without text, which they go with");
	if (texts === void 0) throw invalidParams("text", "text or texts");
	return {
		sources: texts,
		field: (index) => `texts[${index}]`,
		many: true,
		lengths
	};
}
/** As `textSources`, for methods that work on a list only. */
function manyTexts(params) {
	if (params.lengths === void 0 && params.texts === void 0) throw invalidParams("texts", "a list of sources");
	return textSources(params);
}
/** The sources as texts; `atOnce` promises that the job runs before this returns. */
function readTexts(given, scope, atOnce = false) {
	const { sources, lengths } = given;
	const field = lengths === void 0 ? given.field : () => "text";
	const use = (inputs) => gather(lengths === void 0 ? inputs : split(inputs, lengths));
	if (!sources.some((source) => source.kind === "file")) return use(sources.map((source, i) => readMemory(source, field(i), scope, atOnce)));
	return whenReady(readFiles(sources, sources.map((source, i) => source.kind === "file" ? void 0 : readMemory(source, field(i), scope, false)), field, scope), use);
}
function gather(inputs) {
	return {
		inputs,
		bytes: inputs.reduce((sum, { length }) => sum + length, 0)
	};
}
/** The texts that lie in one source, one after another. */
function split([whole], lengths) {
	const { address = 0, length: bytes = 0, mapped = false } = whole ?? {};
	checkLengths(lengths, bytes);
	let next = address;
	return lengths.map((length) => {
		const text = {
			address: next,
			length,
			mapped
		};
		next += length;
		return text;
	});
}
/** The same bytes where no client reaches them. */
function ownText(input, { inputs, arena }) {
	if (!input.mapped) return input;
	const { length } = input;
	const address = inputs.scratch(length);
	arena.bytes.copyWithin(address, input.address, input.address + length);
	return {
		address,
		length
	};
}
function checkSize(bytes) {
	if (bytes > 268435456) throw tooLarge("textBytes", TEXT_BYTES_MAX, bytes, "pass it in parts");
}
function readMemory(source, field, { call, inputs }, atOnce) {
	const length = inputs.memoryBytes(source, field);
	checkSize(length);
	call.admitted.reserve(length, 0);
	if (source.kind !== "segment") return inputs.memory(source, field, atOnce);
	return {
		address: inputs.segment(source, field).address,
		length,
		mapped: true
	};
}
/** Several at once, since most of the time of a small file is waiting for the system. */
async function readFiles(sources, ready, field, { call, inputs }) {
	const all = [...ready];
	const failures = [];
	const admit = (length) => {
		checkSize(length);
		call.admitted.reserve(length, 0);
	};
	let next = 0;
	const line = async () => {
		for (let i = next++; i < sources.length && failures.length === 0; i = next++) try {
			all[i] ??= await inputs.fileBytes(sources[i], field(i), admit);
		} catch (error) {
			failures[i] = error;
		}
	};
	await Promise.all(Array.from({ length: FILES_AT_ONCE }, line));
	if (failures.length > 0) throw failures.find((failure) => failure !== void 0);
	return all;
}
// dist/sidecar/methods/text-job.js
/** The texts as the table that workers read, and their runs. Long texts that a client maps are copied here, others by workers. */
function textTable(texts, scope) {
	const { inputs, arena } = scope;
	const ranges = texts.inputs.map((input) => input.length > MAPPED_TEXT_MAX ? ownText(input, scope) : input);
	const mapped = ranges.some((range) => range.mapped) ? 1 : 0;
	const runs = memoryRuns(ranges.map(({ length }) => length));
	const address = inputs.scratch(ranges.length * 8 + runs.length * 4);
	const pairs = new Uint32Array(arena.buffer, address, ranges.length * 2);
	ranges.forEach((range, i) => {
		pairs[i * 2] = range.address;
		pairs[i * 2 + 1] = range.length;
	});
	const bounds = address + ranges.length * 8;
	new Uint32Array(arena.buffer, bounds, runs.length).set(runs);
	return {
		texts: address,
		bounds,
		mapped,
		shards: runs.length - 1
	};
}
/** Runs a job that leaves results, and hands them over. */
function runPoolJob(job, scope, use) {
	const attempt = (poolBytes, last) => {
		const recover = (error) => {
			if (error instanceof MethodFailure && error.failure === Failure.poolFull && !last) return attempt(job.mostBytes, true);
			throw reword(error, job.wording, scope);
		};
		try {
			const results = collect(job, poolBytes, scope, use);
			return results instanceof Promise ? results.catch(recover) : results;
		} catch (error) {
			return recover(error);
		}
	};
	return attempt(job.likelyBytes, job.likelyBytes >= job.mostBytes);
}
function collect(job, resultBytes, { arena, call }, use) {
	const poolBytes = 64 + resultBytes + job.count * 8;
	const range = arena.allocate(job.count * 24 + 64 + poolBytes);
	const giveBack = () => arena.release(range);
	const pool = range.address;
	const entries = pool + Math.ceil(poolBytes / 64) * 64;
	new Uint32Array(arena.buffer, pool, 1)[0] = 0;
	let ran;
	try {
		ran = call.run(job.work({
			entries,
			pool,
			poolBytes
		}));
	} catch (error) {
		giveBack();
		throw error;
	}
	const read = (timing) => {
		return use(readResults(arena.buffer, entries, job.count), timing);
	};
	if (!(ran instanceof Promise)) {
		call.own(giveBack);
		return read(ran);
	}
	return ran.then((timing) => {
		call.own(giveBack);
		return read(timing);
	}, (error) => {
		giveBack();
		throw error;
	});
}
/** A failure that a worker could only tell by number, as an error that names the field. */
function reword(error, { field, limit }, { limits }) {
	if (!(error instanceof MethodFailure)) return error;
	const { failure, detail } = error;
	switch (failure) {
		case Failure.notText: return invalidParams(field(Number(detail)), "text that is valid UTF-8");
		case Failure.tooMany: return tooLarge("matches", limit ?? 0, (limit ?? 0) + 1, `${field(Number(detail))} has more matches than a reply holds`);
		case Failure.tooSmall: return invalidParams("maxTokens", "a number that every character's tokens fit (4 always do)");
		case Failure.badRules: {
			const [rule = "", message = ""] = detail.split("\0");
			return new ProtocolError("BadRuleset", `rule ${rule}: ${message}`, {
				rule,
				message
			});
		}
		default: return tooLarge("replyBytes", limits.replyBytes, Number(detail), "the results take more");
	}
}
/** The text of a result, or undefined when it has no bytes. */
function resultText(result, length, { arena }) {
	return Buffer.from(arena.buffer, result.address, length).toString("utf8");
}
/** The texts that results begin with, of as many bytes as their first numbers say, one after another. */
function joinTexts(results, { arena, inputs }) {
	const lengths = results.map(({ values }) => values[0]);
	const bytes = lengths.reduce((sum, length) => sum + length, 0);
	const start = inputs.scratch(bytes);
	let at = start;
	results.forEach(({ address }, i) => {
		const length = lengths[i] ?? 0;
		arena.bytes.copyWithin(at, address, address + length);
		at += length;
	});
	return {
		text: arena.view(start, bytes),
		lengths
	};
}
/** u32s of a result. */
function resultWords(result, { arena }) {
	return new Uint32Array(arena.buffer, result.address, result.length / 4);
}
// dist/sidecar/methods/text-matches.js
const FOUND_WORDS = 3;
const PACKED_WORDS = 4;
function countMatches(found) {
	return found.reduce((sum, { length }) => sum + length, 0) / 12;
}
/** Calls back for each match, in order. */
function eachMatch(found, words, take) {
	found.forEach(({ address, length }, text) => {
		const end = (address + length) / 4;
		for (let i = address / 4; i < end; i += FOUND_WORDS) take(text, words[i] ?? 0, words[i + 1] ?? 0, words[i + 2] ?? 0);
	});
}
/** Every match by its rule's name; with its text's index where there are many. */
function tellMatches(found, words, names, many) {
	const matches = [];
	eachMatch(found, words, (text, rule, start, end) => {
		const match = {
			rule: names[rule] ?? "",
			start,
			end
		};
		if (many) match.text = text;
		matches.push(match);
	});
	return matches;
}
/** The same as bytes, with the names of the rules that matched. */
function packMatches(found, words, names) {
	const table = new Uint32Array(countMatches(found) * PACKED_WORDS);
	const rules = [];
	const places = /* @__PURE__ */ new Map();
	let at = 0;
	eachMatch(found, words, (text, rule, start, end) => {
		let place = places.get(rule);
		if (place === void 0) {
			place = rules.push(names[rule] ?? "") - 1;
			places.set(rule, place);
		}
		table[at] = place;
		table[at + 1] = start;
		table[at + 2] = end;
		table[at + 3] = text;
		at += PACKED_WORDS;
	});
	return {
		rules,
		matches: new Uint8Array(table.buffer)
	};
}
// dist/sidecar/methods/text-scan.js
/** From here on a text is worth being cut: half a dozen windows of some milliseconds each. */
const CUT_FROM_BYTES = 1048576;
const WINDOW_BYTES = 262144;
const NONE = {
	address: 0,
	length: 0
};
const scanHandler = (params, scope) => {
	const given = textSources(params);
	return whenReady(readTexts(given, scope), (read) => whenReady(scope.rulesets.lay(params.rules, scope), (ruleset) => {
		return whenReady(scanAll(read, planScan(params, scope, ruleset, given.field)), ({ found, timing }) => {
			const matchBytes = params.packed ? 16 : 56;
			scope.call.admitted.reserve(0, countMatches(found) * matchBytes);
			const { words } = scope.arena;
			if (params.packed) return {
				...packMatches(found, words, ruleset.names),
				timing
			};
			return {
				matches: tellMatches(found, words, ruleset.names, given.many),
				timing
			};
		});
	}));
};
function planScan(params, scope, ruleset, field) {
	const limit = Math.floor(scope.limits.replyBytes / 56);
	const most = 2 * Math.floor(scope.limits.replyBytes / (params.packed ? 16 : 56));
	return {
		scope,
		ruleset,
		utf16: params.encoding === "utf-16" ? 1 : 0,
		limit,
		most,
		field
	};
}
/** Scans the short texts together, then the long ones one after another, each over all workers. */
async function scanLong(texts, scan) {
	const isLong = ({ length }) => length >= CUT_FROM_BYTES;
	const short = texts.inputs.filter((input) => !isLong(input));
	const parts = await scanShort({
		inputs: short,
		bytes: short.reduce((sum, { length }) => sum + length, 0)
	}, scan);
	let { timing } = parts;
	const found = [];
	let next = 0;
	for (const [index, input] of texts.inputs.entries()) {
		if (!isLong(input)) {
			found.push(parts.found[next++] ?? NONE);
			continue;
		}
		const long = await scanCut(ownText(input, scan.scope), index, scan);
		found.push(long.matches);
		timing = addTimings(timing, long.timing);
	}
	return {
		found,
		timing
	};
}
function scanAll(texts, scan) {
	return texts.inputs.some(({ length }) => length >= CUT_FROM_BYTES) ? scanLong(texts, scan) : scanShort(texts, scan);
}
/** Jobs of one request, one after another. */
function addTimings(a, b) {
	return {
		queueMs: a.queueMs,
		runMs: a.runMs + b.runMs,
		workers: Math.max(a.workers, b.workers)
	};
}
function scanShort(texts, scan) {
	const { scope, ruleset, utf16, limit, most, field } = scan;
	const count = texts.inputs.length;
	if (count === 0) return {
		found: [],
		timing: scope.call.idleTiming()
	};
	const { shards, ...table } = textTable(texts, scope);
	return runPoolJob({
		count,
		likelyBytes: (texts.bytes >> 3) + 65536,
		mostBytes: Math.min(most, texts.bytes * Math.max(1, ruleset.names.length)) * 12,
		wording: {
			field,
			limit
		},
		work: (target) => ({
			operation: scanTexts,
			args: {
				...table,
				...target,
				...ruleset.args,
				limit,
				utf16
			},
			shards,
			bytes: texts.bytes,
			inlineMicros: void 0
		})
	}, scope, (results, timing) => ({
		found: results,
		timing
	}));
}
/** Finds where a long text may be cut, scans the windows, and joins what was found. */
async function scanCut(input, index, scan) {
	const { scope, ruleset, limit, most, field } = scan;
	const { arena } = scope;
	const wording = {
		field: () => field(index),
		limit
	};
	const { shards, ...table } = textTable({
		inputs: [input],
		bytes: input.length
	}, scope);
	const ends = await runPoolJob({
		count: 1,
		likelyBytes: Math.ceil(input.length / WINDOW_BYTES + 1) * 4,
		mostBytes: Math.ceil(input.length / WINDOW_BYTES + 1) * 4,
		wording,
		work: (target) => ({
			operation: cutTexts,
			args: {
				...table,
				...target,
				...ruleset.args,
				target: WINDOW_BYTES
			},
			shards,
			bytes: 0,
			inlineMicros: void 0
		})
	}, scope, ([result]) => result === void 0 ? [input.length] : Array.from(resultWords(result, scope)));
	const endsAt = scope.inputs.scratch(ends.length * 4);
	new Uint32Array(arena.buffer, endsAt, ends.length).set(ends);
	return runPoolJob({
		count: ends.length,
		likelyBytes: (input.length >> 3) + 65536,
		mostBytes: Math.min(most, input.length * Math.max(1, ruleset.names.length)) * 12,
		wording,
		work: (target) => ({
			operation: scanWindows,
			args: {
				...target,
				...ruleset.args,
				text: input.address,
				length: input.length,
				ends: endsAt,
				limit
			},
			shards: ends.length,
			bytes: input.length,
			inlineMicros: void 0
		})
	}, scope, (results, timing) => {
		return whenReady(joinWindows(input, ends, results, scan, wording), (found) => ({
			matches: found.matches,
			timing: addTimings(timing, found.timing)
		}));
	});
}
function joinWindows(input, ends, results, { scope, ruleset, utf16, limit }, wording) {
	const { inputs, arena } = scope;
	const windows = inputs.scratch(ends.length * 12);
	const triples = new Uint32Array(arena.buffer, windows, ends.length * 3);
	results.forEach(({ address, length }, i) => {
		triples.set([
			ends[i] ?? 0,
			address,
			length
		], i * 3);
	});
	return runPoolJob({
		count: 1,
		likelyBytes: results.reduce((sum, { length }) => sum + length, 0) * 2 + 4096,
		mostBytes: limit * 12,
		wording,
		work: (target) => ({
			operation: stitchWindows,
			args: {
				...target,
				...ruleset.args,
				text: input.address,
				length: input.length,
				windows,
				count: ends.length,
				limit,
				utf16
			},
			shards: 1,
			bytes: 0,
			inlineMicros: void 0
		})
	}, scope, ([result], timing) => ({
		matches: result ?? NONE,
		timing
	}));
}
// dist/sidecar/methods/text-dedupe.js
const dedupeHandler = (params, scope) => {
	const given = manyTexts(params);
	const { field } = given;
	return whenReady(readTexts(given, scope), (texts) => {
		if (texts.inputs.length === 0) return {
			groups: [],
			unique: [],
			timing: scope.call.idleTiming()
		};
		return whenReady(params.mode === "exact" ? groupEqual(texts, scope) : groupNear(texts, params.threshold, scope, field), ({ firsts, timing }) => ({
			...tellGroups(firsts),
			timing
		}));
	});
};
function tellGroups(firsts) {
	const members = /* @__PURE__ */ new Map();
	firsts.forEach((first, index) => {
		const group = members.get(first);
		if (group === void 0) members.set(first, [index]);
		else group.push(index);
	});
	const groups = [...members.values()];
	return {
		groups: groups.filter(({ length }) => length > 1),
		unique: groups.map(([first]) => first ?? 0)
	};
}
/** Texts with the same SHA-256. */
function groupEqual(texts, scope) {
	const { call, inputs } = scope;
	const count = texts.inputs.length;
	const { shards, texts: table, bounds } = textTable(texts, scope);
	const out = inputs.scratch(count * 32);
	return whenReady(call.run({
		operation: hashMessages,
		args: {
			algorithm: ALGORITHM_IDS.sha256,
			engine: ENGINE_IDS.auto,
			table,
			bounds,
			out
		},
		shards,
		bytes: texts.bytes,
		inlineMicros: void 0
	}), (timing) => group({
		table: out,
		count,
		threshold: 0
	}, timing, scope));
}
/** Texts whose word 5-shingles are alike, in groups of verified pairs. */
function groupNear(texts, threshold, scope, field) {
	const count = texts.inputs.length;
	const { shards, ...table } = textTable(texts, scope);
	return runPoolJob({
		count,
		likelyBytes: texts.bytes * 2 + count * 520,
		mostBytes: texts.bytes * 4 + count * 520,
		wording: { field },
		work: (target) => ({
			operation: shingleTexts,
			args: {
				...table,
				...target
			},
			shards,
			bytes: texts.bytes,
			inlineMicros: void 0
		})
	}, scope, (results, timing) => groupSigned(results, threshold, timing, scope));
}
/** Groups texts by what `text_shingles` answered for each. */
function groupSigned(signed, threshold, timing, scope) {
	const { inputs, arena } = scope;
	const count = signed.length;
	const table = inputs.scratch(count * 8);
	const pairs = new Uint32Array(arena.buffer, table, count * 2);
	signed.forEach(({ address, length }, i) => {
		pairs[i * 2] = address;
		pairs[i * 2 + 1] = length;
	});
	return group({
		table,
		count,
		threshold
	}, timing, scope);
}
function group(args, before, scope) {
	return runPoolJob({
		count: 1,
		likelyBytes: args.count * 4,
		mostBytes: args.count * 4,
		wording: { field: () => "texts" },
		work: (target) => ({
			operation: groupTexts,
			args: {
				...args,
				...target
			},
			shards: 1,
			bytes: 0,
			inlineMicros: void 0
		})
	}, scope, ([result], timing) => ({
		firsts: result === void 0 ? [] : Array.from(resultWords(result, scope)),
		timing: addTimings(before, timing)
	}));
}
// dist/sidecar/methods/text-redact.js
/** `text/redact`: what the rules find is replaced, again until they find nothing. */
const NO_TEXTS = {
	text: /* @__PURE__ */ new Uint8Array(),
	lengths: []
};
/** Matches a text; memory is the bound that is met first. */
const MATCHES_MAX = 1e6;
/** Lays a string where workers read it. */
function layText(text, { inputs, arena }) {
	const length = Buffer.byteLength(text);
	const address = inputs.scratch(length);
	Buffer.from(arena.buffer, address, length).write(text, "utf8");
	return {
		address,
		length
	};
}
/** Adds the pairs of u32 (rule, count) that lie behind a redacted text to counts by rule id. */
function addCounts(counts, names, pairs, { arena }) {
	const words = new Uint32Array(arena.buffer, pairs.address, pairs.count * 2);
	for (let i = 0; i < words.length; i += 2) {
		const name = names[words[i] ?? 0] ?? "";
		counts[name] = (counts[name] ?? 0) + (words[i + 1] ?? 0);
	}
}
const redactHandler = (params, scope) => {
	const given = textSources(params);
	const { field, many } = given;
	const { call } = scope;
	if (!params.replacement.isWellFormed()) throw invalidParams("replacement", "text without lone surrogates");
	return whenReady(readTexts(given, scope), (read) => whenReady(scope.rulesets.lay(params.rules, scope), (ruleset) => {
		const count = read.inputs.length;
		const counts = {};
		if (count === 0) return {
			...params.packed ? NO_TEXTS : { texts: [] },
			counts,
			timing: call.idleTiming()
		};
		const replacement = layText(params.replacement, scope);
		const { shards, ...table } = textTable(read, scope);
		return runPoolJob({
			count,
			likelyBytes: read.bytes + (read.bytes >> 2) + count * 256,
			mostBytes: Math.max(read.bytes * 2, scope.limits.replyBytes * 2),
			wording: {
				field,
				limit: MATCHES_MAX
			},
			work: (target) => ({
				operation: redactTexts,
				args: {
					...table,
					...target,
					...ruleset.args,
					replacement: replacement.address,
					replacementBytes: replacement.length,
					limit: MATCHES_MAX
				},
				shards,
				bytes: read.bytes,
				inlineMicros: void 0
			})
		}, scope, (results, timing) => {
			call.admitted.reserve(0, results.reduce((sum, { values }) => sum + values[0], 0));
			for (const { address, values } of results) {
				const [length, pairs] = values;
				addCounts(counts, ruleset.names, {
					address: address + Math.ceil(length / 4) * 4,
					count: pairs
				}, scope);
			}
			if (params.packed) return {
				...joinTexts(results, scope),
				counts,
				timing
			};
			const redacted = results.map((result) => resultText(result, result.values[0], scope));
			return many ? {
				texts: redacted,
				counts,
				timing
			} : {
				text: redacted[0] ?? "",
				counts,
				timing
			};
		});
	}));
};
// dist/sidecar/methods/prompt.js
const DIGEST_BYTES = 32;
/** A signature of 128 u32s, and a shingle of 8 bytes a word. */
const SIGNATURE_BYTES = 512;
/** An item beside its text: digest, names of fields, numbers. */
const ITEM_REPLY_BYTES = 160;
const prepareHandler = (params, scope) => {
	const { redact, encoding, maxTokens, dedupe } = params;
	if (maxTokens !== void 0 && encoding === void 0) throw invalidParams("encoding", "an encoding beside maxTokens");
	const given = manyTexts(params);
	const { field } = given;
	const read = readTexts(given, scope);
	const ruleset = redact === void 0 ? void 0 : scope.rulesets.lay(redact, scope);
	const vocabulary = encoding === void 0 ? void 0 : scope.vocabularies.table(encoding);
	const mode = typeof dedupe === "string" ? {
		mode: dedupe,
		threshold: .8
	} : dedupe;
	const near = mode?.mode === "near" ? mode.threshold : void 0;
	return whenReady(read, (inputs) => whenReady(ruleset, (laid) => whenReady(vocabulary, (table) => {
		if (inputs.inputs.length === 0) return {
			items: [],
			timing: scope.call.idleTiming()
		};
		return run(params, inputs, {
			ruleset: laid,
			vocabulary: table,
			near,
			exact: mode?.mode === "exact"
		}, scope, field);
	})));
};
function run(params, texts, steps, scope, field) {
	const { shards, ...table } = textTable(texts, scope);
	const count = texts.inputs.length;
	const replacement = layText(DEFAULT_REPLACEMENT, scope);
	const shingles = steps.near === void 0 ? 0 : 1;
	const perText = 288 + shingles * SIGNATURE_BYTES;
	return runPoolJob({
		count,
		likelyBytes: texts.bytes + (texts.bytes >> 1) + shingles * texts.bytes * 2 + count * perText,
		mostBytes: Math.max(texts.bytes * 2, scope.limits.replyBytes * 2) + shingles * texts.bytes * 4 + count * perText,
		wording: { field },
		work: (target) => ({
			operation: prepareTexts,
			args: {
				...table,
				...target,
				...steps.ruleset?.args ?? {
					rules: 0,
					rulesBytes: 0
				},
				form: params.normalize === void 0 ? 0 : FORM_IDS[params.normalize],
				replacement: replacement.address,
				replacementBytes: replacement.length,
				...steps.vocabulary ?? {
					table: 0,
					tableBytes: 0
				},
				maxTokens: Math.min(params.maxTokens ?? 0, 2 ** 31 - 1),
				shingles
			},
			shards,
			bytes: texts.bytes,
			inlineMicros: void 0
		})
	}, scope, (results, timing) => {
		const bytes = results.reduce((sum, { values }) => sum + values[0] + ITEM_REPLY_BYTES, 0);
		scope.call.admitted.reserve(0, bytes);
		const items = results.map((result) => readItem(result, steps, scope));
		return whenReady(duplicates(items, results, steps, timing, scope), ({ firsts, timing: total }) => {
			firsts.forEach((first, i) => {
				const item = items[i];
				if (first !== i && item !== void 0) item.duplicateOf = first;
			});
			return {
				items,
				timing: total
			};
		});
	});
}
/** Where the parts of an answer lie (docs/KERNEL-ABI.md, `prompt_prepare`). */
function parts({ address, values }) {
	const [textBytes, pairs, , longs] = values;
	const signed = address + Math.ceil(textBytes / 8) * 8;
	const digest = signed + longs * 8;
	return {
		textBytes,
		pairs,
		signed,
		signedBytes: longs * 8,
		digest,
		counts: digest + DIGEST_BYTES
	};
}
function readItem(result, steps, scope) {
	const { textBytes, pairs, digest, counts } = parts(result);
	const redactions = {};
	if (steps.ruleset !== void 0) addCounts(redactions, steps.ruleset.names, {
		address: counts,
		count: pairs
	}, scope);
	const item = {
		text: resultText(result, textBytes, scope),
		sha256: Buffer.from(scope.arena.buffer, digest, DIGEST_BYTES).toString("hex"),
		redactions
	};
	if (steps.vocabulary !== void 0) item.tokens = result.values[2];
	return item;
}
/** For each prepared text the first that is the same; by their digests there is nothing to ask a worker. */
function duplicates(items, results, { near, exact }, timing, scope) {
	if (near !== void 0) return groupSigned(results.map((result) => {
		const { signed: address, signedBytes: length } = parts(result);
		return {
			address,
			length,
			values: [
				0,
				0,
				0,
				0
			]
		};
	}), near, timing, scope);
	if (!exact) return {
		firsts: items.map((_, i) => i),
		timing
	};
	const seen = /* @__PURE__ */ new Map();
	return {
		firsts: items.map(({ sha256 }, i) => {
			const first = seen.get(sha256) ?? i;
			seen.set(sha256, first);
			return first;
		}),
		timing
	};
}
// dist/sidecar/methods/rulesets.js
init__late_node_crypto();
/** Bits of the packs in a specification. */
const PACK_BITS = {
	secrets: 1,
	pii: 2
};
const KEPT_MAX = 256;
/** Names of both packs and of as many rules as a request may bring. */
const NAMES_BYTES = 262144;
function u32(value) {
	const word = Buffer.alloc(4);
	word.writeUInt32LE(value);
	return word;
}
/** The specification of a ruleset: its packs, then its rules in their order. */
function specify(parts) {
	let packs = 0;
	const rules = [];
	let count = 0;
	for (const part of parts) {
		if (typeof part === "string") {
			packs |= PACK_BITS[part];
			continue;
		}
		for (const { id, pattern, flags } of part.rules) {
			const texts = [
				id,
				pattern,
				flags
			].map((text) => Buffer.from(text));
			rules.push(...texts.map(({ length }) => u32(length)), ...texts);
			count++;
		}
	}
	return Buffer.concat([
		u32(packs),
		u32(count),
		...rules
	]);
}
/** Known rulesets' names; the least recently used go first. */
var Rulesets = class {
	names = /* @__PURE__ */ new Map();
	/** Lays a ruleset where workers read it. BadRuleset when it doesn't compile. */
	lay(parts, scope) {
		const specification = specify(parts);
		const digest = createHash("sha256").update(specification).digest();
		const rulesBytes = 32 + specification.length;
		const rules = scope.inputs.scratch(rulesBytes);
		scope.arena.bytes.set(digest, rules);
		scope.arena.bytes.set(specification, rules + 32);
		const args = {
			rules,
			rulesBytes
		};
		const key = digest.toString("latin1");
		const known = this.names.get(key);
		if (known !== void 0) {
			this.keep(key, known);
			return {
				args,
				names: known
			};
		}
		return whenReady(this.ask(args, scope), (names) => {
			this.keep(key, names);
			return {
				args,
				names
			};
		});
	}
	keep(key, names) {
		this.names.delete(key);
		this.names.set(key, names);
		const [oldest] = this.names.keys();
		if (this.names.size > KEPT_MAX && oldest !== void 0) this.names.delete(oldest);
	}
	ask(args, scope) {
		return runPoolJob({
			count: 1,
			likelyBytes: NAMES_BYTES,
			mostBytes: NAMES_BYTES,
			wording: { field: () => "rules" },
			work: (target) => ({
				operation: nameRules,
				args: {
					...args,
					...target
				},
				shards: 1,
				bytes: 0,
				inlineMicros: void 0
			})
		}, scope, ([result]) => {
			if (result === void 0 || result.length === 0) return [];
			return Buffer.from(scope.arena.buffer, result.address, result.length).toString().split("\n");
		});
	}
};
// dist/sidecar/methods/segment.js
/** `segment/*`: leases of the arena, and moving bytes for clients that can't map. */
/** What another process of the same user opens to map the memory. */
function descriptorPath(fd) {
	return `/proc/${process.pid}/fd/${fd}`;
}
const openSegment = ({ bytes, passDescriptor }, scope) => {
	const { segments, call } = scope;
	const pass = passDescriptor ? call.request.passDescriptor : void 0;
	if (passDescriptor && (pass === void 0 || !segments.mapped)) throw invalidParams("passDescriptor", "false: a descriptor goes with mapped segments, alone over a Unix socket");
	const opened = segments.open(call.connection.id, bytes);
	if (opened.zeroed !== void 0) return whenZeroed(opened, opened.zeroed, scope);
	if (pass !== void 0) pass(segments.parcel(call.connection.id, opened.id));
	return openResult(opened);
};
function openResult({ id, bytes, fd }) {
	if (fd < 0) return {
		segment: id,
		bytes,
		mapped: false
	};
	return {
		segment: id,
		bytes,
		mapped: true,
		path: descriptorPath(fd)
	};
}
/** A call that ended meanwhile tells no id: then nobody could close the segment. */
async function whenZeroed(opened, zeroed, { segments, call }) {
	await zeroed;
	try {
		call.throwIfEnded();
	} catch (error) {
		segments.abandon(call.connection.id, opened.id);
		throw error;
	}
	return openResult(opened);
}
const closeSegment = ({ segment }, { segments, call }) => {
	return segments.close(call.connection.id, segment)?.then(() => null) ?? null;
};
/** Where `data` is written to; that it doesn't fit is a fault of `data`: the params have no `length`. */
function targetRange(inputs, segment, offset, length) {
	try {
		return inputs.segment({
			segment,
			offset,
			length
		}, "");
	} catch (error) {
		if (!(error instanceof ProtocolError) || error.data.path !== "length") throw error;
		throw invalidParams("data", `${error.data.expected}, not ${length} bytes`);
	}
}
const writeSegment = ({ segment, offset, data }, scope) => {
	const { inputs, arena, call } = scope;
	if (data.kind === "file") return writeFile(segment, offset, data, scope);
	const length = inputs.memoryBytes(data, "data");
	call.admitted.reserve(inputs.inlineBytes(data, "data"), 0);
	const target = targetRange(inputs, segment, offset, length);
	const source = inputs.memory(data, "data", true);
	arena.bytes.copyWithin(target.address, source.address, source.address + source.length);
	return null;
};
const readFile = (0, node_util.promisify)(node_fs.read);
/** A step of reading: a cancelled call's memory is free after the step under way. */
const STEP_BYTES = 8388608;
async function writeFile(segment, offset, source, { inputs, arena, call }) {
	const file = await inputs.file(source, "data");
	const target = targetRange(inputs, segment, offset, file.length);
	if ("address" in file) {
		arena.bytes.copyWithin(target.address, file.address, file.address + file.length);
		return null;
	}
	for (let done = 0; done < file.length;) {
		const step = Math.min(STEP_BYTES, file.length - done);
		const { bytesRead } = await readFile(file.fd, arena.bytes, target.address + done, step, file.offset + done).catch((error) => {
			throw fileError(error.code ?? "EIO", source.path);
		});
		if (bytesRead === 0) throw fileError("ETRUNCATED", source.path);
		done += bytesRead;
		call.throwIfEnded();
	}
	return null;
}
const readSegment = ({ segment, offset, length }, { inputs, arena, call }) => {
	const replyBytes = call.request.codec === "json" ? Math.ceil(length / 3) * 4 : length;
	const range = inputs.segment({
		segment,
		offset,
		length
	}, "");
	call.admitted.reserve(0, replyBytes);
	return { data: arena.view(range.address, range.length) };
};
// dist/sidecar/methods/server.js
function workerStatus({ arena, crew, scheduler }, id) {
	const jobs = arena.control.jobs(id);
	const restarts = crew.restarts(id);
	const method = scheduler.methodOf(id);
	if (method !== void 0) return {
		id,
		state: "busy",
		method,
		jobs,
		restarts
	};
	return {
		id,
		state: crew.isStarting(id) ? "starting" : "idle",
		jobs,
		restarts
	};
}
function serverStatus(observed) {
	const { version, arena, segments, crew, scheduler, admission } = observed;
	const { used, largestFree } = arena.usage;
	return {
		version,
		pid: process.pid,
		uptimeMs: Math.round(process.uptime() * 1e3),
		workers: Array.from({ length: crew.count }, (_, id) => workerStatus(observed, id)),
		connections: admission.connections,
		queue: scheduler.queue,
		arena: {
			bytes: arena.layout.bytes,
			used,
			segments: segments.count,
			largestFree,
			held: segments.heldBytes
		}
	};
}
function serverStats({ statistics, crew, scheduler, droppedLogLines }) {
	let restarts = 0;
	for (let id = 0; id < crew.count; id++) restarts += crew.restarts(id);
	return {
		methods: statistics.summary(),
		workers: {
			restarts,
			traps: scheduler.trapCount
		},
		log: { dropped: droppedLogLines() }
	};
}
// dist/sidecar/methods/text-normalize.js
/** `text/normalize`: most text is normal already, and then comes back as it is. */
/** A slow text runs at some 100 bytes a microsecond. */
const BYTES_PER_MICRO$1 = 100;
/** No code point grows by more: U+FDFA is 3 bytes and 33 in NFKC (UAX #15, section 1.1). */
const GROWTH_MAX = 11;
const normalizeHandler = ({ text, form, packed }, scope) => {
	const { call, inputs } = scope;
	const field = () => "text";
	const micros = text.kind === "file" ? Number.POSITIVE_INFINITY : inputs.memoryBytes(text, "text") / BYTES_PER_MICRO$1;
	const atOnce = micros <= 100;
	return whenReady(readTexts(oneText(text), scope, atOnce), (texts) => {
		const [input] = texts.inputs;
		if (input === void 0 || input.length === 0) {
			const timing = call.idleTiming();
			return packed ? {
				changed: false,
				timing
			} : {
				text: "",
				timing
			};
		}
		const { shards, ...table } = textTable(texts, scope);
		return runPoolJob({
			count: 1,
			likelyBytes: texts.bytes + (texts.bytes >> 1),
			mostBytes: texts.bytes * GROWTH_MAX,
			wording: { field },
			work: (target) => ({
				operation: normalizeTexts,
				args: {
					...table,
					...target,
					form: FORM_IDS[form]
				},
				shards,
				bytes: texts.bytes,
				inlineMicros: atOnce ? micros : void 0
			})
		}, scope, ([result], timing) => {
			const normal = result?.values[0] === 1 ? result : void 0;
			if (normal !== void 0) {
				const { address, length } = normal;
				if (packed) return {
					changed: true,
					text: scope.arena.view(address, length),
					timing
				};
				return {
					text: resultText(normal, length, scope),
					timing
				};
			}
			if (packed) return {
				changed: false,
				timing
			};
			return {
				text: resultText({
					...input,
					values: [
						0,
						0,
						0,
						0
					]
				}, input.length, scope),
				timing
			};
		});
	});
};
// dist/sidecar/methods/text-cuts.js
/** Bytes of a part: some milliseconds of work. */
const PART_BYTES = 262144;
/** How far past that a cut is looked for; without one the part is twice as long. */
const REACH_BYTES = 65536;
const NEWLINE$1 = 10;
/** The texts' parts, in order; a short text is one. */
function cutAtLines(texts, arena) {
	const owners = [];
	return {
		inputs: texts.inputs.flatMap(({ address, length }, index) => {
			const parts = [];
			let start = 0;
			for (const end of [...cuts(arena.bytes.subarray(address, address + length)), length]) {
				parts.push({
					address: address + start,
					length: end - start
				});
				owners.push(index);
				start = end;
			}
			return parts;
		}),
		bytes: texts.bytes,
		owners
	};
}
/** Where to cut a text: places inside it, in order. */
function cuts(text) {
	const found = [];
	for (let target = PART_BYTES; target + PART_BYTES <= text.length;) {
		const cut = cutAfter(text, target);
		if (cut !== void 0) found.push(cut);
		target = (cut ?? target) + PART_BYTES;
	}
	return found;
}
function cutAfter(text, target) {
	const near = text.subarray(target, target + REACH_BYTES);
	for (let at = near.indexOf(NEWLINE$1); at >= 0; at = near.indexOf(NEWLINE$1, at + 1)) if (isLetter(near[at + 1])) return target + at + 1;
}
function isLetter(byte = 0) {
	const small = byte | 32;
	return small >= 97 && small <= 122;
}
// dist/sidecar/methods/text-tokens.js
/** `text/tokens` and `text/chunk`: counts, ids and chunk bounds by a vocabulary that all workers share. */
/** Slow text runs at some 5 bytes a microsecond; most at ten times that. */
const BYTES_PER_MICRO = 5;
/** A token is a byte or more, and a number of up to 6 digits and a comma in JSON. */
const ID_BYTES = 4;
const ID_REPLY_BYTES = 7;
const COUNT_REPLY_BYTES = 12;
/** start, end and tokens, as u32s and as they travel with their names. */
const CHUNK_BYTES = 12;
const CHUNK_REPLY_BYTES = 64;
const tokensHandler = (params, scope) => {
	const given = textSources(params);
	const { sources, field } = given;
	const table = scope.vocabularies.table(params.encoding);
	if (!(table instanceof Promise)) {
		const bytes = sources.some(({ kind }) => kind === "file") ? Number.POSITIVE_INFINITY : sources.reduce((sum, source, i) => sum + scope.inputs.inlineBytes(source, field(i)), 0);
		const micros = sources.some(({ kind }) => kind === "segment") ? Number.POSITIVE_INFINITY : bytes / BYTES_PER_MICRO;
		const atOnce = micros <= 100;
		return whenReady(readTexts(given, scope, atOnce), (read) => count(params, read, table, scope, field, atOnce ? micros : void 0));
	}
	const texts = readTexts(given, scope);
	return whenReady(table, (built) => whenReady(texts, (read) => count(params, read, built, scope, field, void 0)));
};
function count(params, texts, vocabulary, scope, field, inlineMicros) {
	const { call } = scope;
	const { ids } = params;
	const texts_ = texts.inputs.length;
	call.admitted.reserve(0, texts_ * COUNT_REPLY_BYTES);
	if (texts_ === 0) return {
		counts: [],
		...ids ? { ids: [] } : {},
		timing: call.idleTiming()
	};
	const parts = cutAtLines(texts, scope.arena);
	const { owners } = parts;
	const { shards, ...table } = textTable(parts, scope);
	return runPoolJob({
		count: owners.length,
		likelyBytes: ids ? texts.bytes * 2 : 0,
		mostBytes: ids ? texts.bytes * ID_BYTES : 0,
		wording: { field: (part) => field(owners[part] ?? 0) },
		work: (target) => ({
			operation: countTokens,
			args: {
				...table,
				...target,
				...vocabulary,
				ids: ids ? 1 : 0
			},
			shards,
			bytes: texts.bytes,
			inlineMicros
		})
	}, scope, (results, timing) => {
		const counts = sums(results, owners, texts_);
		if (!ids) return {
			counts,
			timing
		};
		const total = counts.reduce((sum, each) => sum + each, 0);
		call.admitted.reserve(0, total * ID_REPLY_BYTES);
		const lists = counts.map(() => []);
		results.forEach((result, part) => {
			const list = lists[owners[part] ?? 0] ?? [];
			for (const id of resultWords(result, scope)) list.push(id);
		});
		return {
			counts,
			ids: lists,
			timing
		};
	});
}
/** The tokens of each text, from those of its parts. */
function sums(results, owners, texts) {
	const counts = new Array(texts).fill(0);
	results.forEach(({ values }, part) => {
		const owner = owners[part] ?? 0;
		counts[owner] = (counts[owner] ?? 0) + values[0];
	});
	return counts;
}
const chunkHandler = (params, scope) => {
	const { text, maxTokens, overlap } = params;
	if (overlap >= maxTokens) throw invalidParams("overlap", "less than maxTokens");
	const field = () => "text";
	const texts = readTexts(oneText(text), scope);
	return whenReady(scope.vocabularies.table(params.encoding), (vocabulary) => whenReady(texts, (read) => {
		if (read.bytes === 0) return {
			chunks: [],
			timing: scope.call.idleTiming()
		};
		const { shards, ...table } = textTable(read, scope);
		return runPoolJob({
			count: 1,
			likelyBytes: Math.ceil(read.bytes / Math.max(1, maxTokens - overlap)) * CHUNK_BYTES + 4096,
			mostBytes: (read.bytes + 1) * CHUNK_BYTES,
			wording: { field },
			work: (target) => ({
				operation: chunkTexts,
				args: {
					...table,
					...target,
					...vocabulary,
					maxTokens: Math.min(maxTokens, 2 ** 31 - 1),
					overlap
				},
				shards,
				bytes: read.bytes,
				inlineMicros: void 0
			})
		}, scope, ([result], timing) => {
			const words = result === void 0 ? /* @__PURE__ */ new Uint32Array() : resultWords(result, scope);
			scope.call.admitted.reserve(0, words.length / 3 * CHUNK_REPLY_BYTES);
			return {
				chunks: readChunks(words),
				timing
			};
		});
	}));
};
function readChunks(words) {
	const chunks = [];
	for (let i = 0; i < words.length; i += 3) chunks.push({
		start: words[i] ?? 0,
		end: words[i + 1] ?? 0,
		tokens: words[i + 2] ?? 0
	});
	return chunks;
}
// \0late-node:worker_threads
function Worker(...args) {
	return new (process.getBuiltinModule("node:worker_threads")).Worker(...args);
}
// dist/sidecar/pool/crew.js
/**
* The worker threads: started when the first job needs them, replaced when one is lost or won't stop, stopped at the
* end. It knows threads and nothing of jobs; what a lost worker was touching is the scheduler's business.
*/
/** A worker that fails to start this often in a row is given up. */
const START_ATTEMPTS = 3;
/** From source it is worker.ts, from dist all of it in one file (scripts/package/bundle.ts), which starts and is held cheaper. */
const workerFile = new URL(new URL("pool/crew.js", require("node:url").pathToFileURL(__filename)).href.endsWith(".ts") ? "./worker.ts" : "./worker-bundle.js", new URL("pool/crew.js", require("node:url").pathToFileURL(__filename)).href);
var Crew = class {
	arena;
	module;
	options;
	events;
	members;
	started = false;
	stopping = false;
	constructor(arena, module, options, events) {
		this.arena = arena;
		this.module = module;
		this.options = options;
		this.events = events;
		this.members = Array.from({ length: options.count }, () => ({
			thread: void 0,
			ready: false,
			stopped: false,
			restarts: 0,
			failures: 0,
			lastFailure: ""
		}));
	}
	get count() {
		return this.members.length;
	}
	/** Starts the threads, once. They don't hold the process: the scheduler does, while there is work. */
	start() {
		if (this.started || this.stopping) return;
		this.started = true;
		if (this.members.length === 0) this.events.broken();
		for (let worker = 0; worker < this.members.length; worker++) this.spawn(worker);
	}
	/** Started, and not ready yet. */
	isStarting(worker) {
		const member = this.members[worker];
		return member?.thread !== void 0 && !member.ready;
	}
	restarts(worker) {
		return this.members[worker]?.restarts ?? 0;
	}
	/** Ends a worker at once, wherever it is; `lost` follows. */
	terminate(worker) {
		this.members[worker]?.thread?.terminate();
	}
	/**
	* Asks all workers to stop after their step, and terminates those that haven't after `graceMs`: how many those were. A
	* worker that is still starting has nothing to stop, and is terminated at once.
	*/
	async stop(graceMs) {
		this.stopping = true;
		const working = this.members.filter(({ ready }) => ready);
		const exits = this.members.map((_, worker) => this.stopOne(worker, graceMs));
		this.arena.control.wakeWorkers(this.members.length);
		await Promise.all(exits);
		return working.filter(({ stopped }) => !stopped).length;
	}
	async stopOne(worker, graceMs) {
		const { thread, ready } = this.members[worker] ?? {};
		if (thread === void 0) return;
		this.arena.control.requestStop(worker, true);
		thread.ref();
		const terminate = () => void thread.terminate();
		const timer = setTimeout(terminate, ready ? graceMs : 0);
		await new Promise((resolve) => thread.once("exit", resolve));
		clearTimeout(timer);
	}
	spawn(worker) {
		const member = this.members[worker];
		if (member === void 0) return;
		const { control } = this.arena;
		control.requestStop(worker, false);
		const processor = this.options.processors[worker % Math.max(1, this.options.processors.length)] ?? -1;
		const { nice } = this.options;
		const start = {
			worker,
			share: this.arena.share,
			module: this.module(),
			processor,
			nice
		};
		const thread = this.tryThread(worker, member, start);
		if (thread === void 0) return;
		member.thread = thread;
		member.ready = false;
		member.stopped = false;
		thread.on("message", (message) => this.heard(member, message));
		thread.on("error", (thrown) => this.failed(member, `worker ${worker} failed`, thrown));
		thread.once("exit", () => this.exited(worker, member));
	}
	/** A new thread, or undefined where there can't be one (a permission, a limit): then there is no use in trying again. */
	tryThread(worker, member, start) {
		try {
			const thread = new Worker(workerFile, {
				workerData: start,
				name: `kernel-${worker}`,
				stdout: true,
				stderr: false,
				execArgv: []
			});
			thread.unref();
			return thread;
		} catch (error) {
			member.failures = START_ATTEMPTS;
			this.failed(member, `worker ${worker} could not start`, error);
			this.giveUpIfAlone();
			return;
		}
	}
	failed(member, message, thrown) {
		const error = thrown instanceof Error ? thrown : new Error(String(thrown));
		member.lastFailure = error.stack ?? error.message;
		this.events.fault(message, member.lastFailure);
	}
	giveUpIfAlone() {
		if (this.members.every(({ thread, failures }) => thread === void 0 && failures >= START_ATTEMPTS)) this.events.broken();
	}
	heard(member, message) {
		if (message.kind === "ready") {
			member.ready = true;
			member.failures = 0;
		} else if (message.kind === "stopped") member.stopped = true;
		else {
			member.lastFailure = message.stack || message.message;
			this.events.fault("a worker failed", member.lastFailure);
		}
	}
	exited(worker, member) {
		const wasReady = member.ready;
		member.ready = false;
		member.thread = void 0;
		this.events.lost(worker);
		if (this.stopping) return;
		member.restarts++;
		member.failures = wasReady ? 0 : member.failures + 1;
		if (member.failures < START_ATTEMPTS) this.spawn(worker);
		else this.giveUpIfAlone();
	}
};
// dist/sidecar/pool/shard-runner.js
var ShardRunner = class {
	table;
	kernel;
	bytes;
	words;
	window;
	benches = [];
	constructor(module, share, slab, control) {
		this.table = control.table;
		this.kernel = new Kernel(module, share, slab);
		this.bytes = new Uint8Array(share.memory.buffer);
		this.words = new Uint32Array(share.memory.buffer);
		this.window = slab.window;
	}
	/** Runs a claimed shard, or its first step: then the steps that are left. Arguments not given are in the job table. */
	begin(slot, shard, given) {
		const { table } = this;
		if (shard === 0) table.setStartedAt(slot, sharedNow());
		try {
			const operation = operationById(table.operation(slot));
			const args = given ?? decodeArguments(operation, table, slot);
			const steps = operation.run(args, shard, this.workbench(slot));
			if (steps !== void 0) return this.resume(slot, steps) ? steps : void 0;
			this.finish(slot);
		} catch (error) {
			this.fail(slot, error);
		}
	}
	/** Runs the next step: whether there are more. */
	resume(slot, steps) {
		try {
			if (steps.next().done === true) {
				this.finish(slot);
				return false;
			}
			this.checkStack();
			return true;
		} catch (error) {
			this.fail(slot, error);
			return false;
		}
	}
	/** Ends a shard between two steps: it gives back what it holds. */
	abandon(steps) {
		try {
			steps.return();
		} catch {}
	}
	finish(slot) {
		this.checkStack();
		this.table.finishShard(slot);
	}
	/** An overflow that didn't trap: it has harmed nobody yet, and the instance is thrown away. */
	checkStack() {
		if (this.kernel.stackOverran) throw new WebAssembly.RuntimeError("stack overflow");
	}
	/** One a slot, made once: shards of tiny jobs are shorter than the making of an object with its functions. */
	workbench(slot) {
		const made = this.benches[slot];
		if (made !== void 0) return made;
		const { table, kernel, bytes, words, window } = this;
		const bench = {
			kernel,
			bytes,
			words,
			window,
			job: table.address(slot),
			checkCancelled() {
				if (table.isCancelled(slot)) throw new Cancelled();
			},
			addProgress(count) {
				table.addProgress(slot, count);
			}
		};
		this.benches[slot] = bench;
		return bench;
	}
	fail(slot, error) {
		const { table } = this;
		if (error instanceof Cancelled) table.fail(slot, Failure.cancelled, "");
		else if (error instanceof ShardFailure) table.fail(slot, error.failure, error.message);
		else if (isTrap(error)) {
			table.fail(slot, Failure.trap, this.kernel.panicMessage() ?? error.message);
			this.kernel.rebuild();
		} else table.fail(slot, Failure.internal, error instanceof Error ? error.stack ?? error.message : String(error));
	}
};
/** The engine's own stack overflows as a RangeError: it too leaves the instance in the middle of something. */
function isTrap(error) {
	return error instanceof WebAssembly.RuntimeError || error instanceof RangeError && /call stack/.test(error.message);
}
// dist/sidecar/pool/vocabularies.js
/**
* The token vocabularies: read and expanded by a worker on the first request that needs one, then one flat table in the
* arena that all workers read. A table is never written or given back once it is built.
*/
/** Jobs of the sidecar itself belong to no connection. */
const NO_CONNECTION = 0;
var Vocabularies = class {
	arena;
	scheduler;
	ready = /* @__PURE__ */ new Map();
	building = /* @__PURE__ */ new Map();
	constructor(arena, scheduler) {
		this.arena = arena;
		this.scheduler = scheduler;
	}
	/** The table of an encoding: at once when it is there. A build that fails is tried again by the next request. */
	table(encoding) {
		const known = this.ready.get(encoding) ?? this.building.get(encoding);
		if (known !== void 0) return known;
		const building = this.build(encoding).finally(() => this.building.delete(encoding));
		this.building.set(encoding, building);
		return building;
	}
	async build(encoding) {
		const compact = await readFile$1(new URL(`../kernel/vocabulary/${encoding}.bin`, new URL("pool/vocabularies.js", require("node:url").pathToFileURL(__filename)).href));
		const input = this.arena.allocate(compact.length + 64);
		try {
			this.arena.bytes.set(compact, input.address);
			const size = input.address + Math.ceil(compact.length / 8) * 8;
			const args = {
				compact: input.address,
				compactBytes: compact.length,
				table: 0,
				tableBytes: 0,
				size
			};
			await this.run(args);
			const tableBytes = new Uint32Array(this.arena.buffer, size, 1)[0] ?? 0;
			const range = this.arena.allocate(tableBytes);
			try {
				await this.run({
					...args,
					table: range.address,
					tableBytes
				});
			} catch (error) {
				this.arena.release(range);
				throw error;
			}
			const built = {
				table: range.address,
				tableBytes
			};
			this.ready.set(encoding, built);
			return built;
		} finally {
			this.arena.release(input);
		}
	}
	run(args) {
		return new Promise((resolve, reject) => {
			this.scheduler.submit({
				method: "text/tokens",
				operation: buildVocabulary,
				args,
				shards: 1,
				priority: "interactive",
				owner: NO_CONNECTION,
				receivedAt: sharedNow(),
				deadlineAt: void 0,
				bytes: 0,
				inlineMicros: void 0
			}, (end) => {
				if (end.ok) resolve();
				else reject(new ProtocolError(end.error.name, "the vocabulary could not be built", end.error.data));
			});
		});
	}
};
// dist/sidecar/version.js
/** The version of this package, for `--version`, `initialize` and `server/status`. Read once, from package.json. */
const manifest = new URL(new URL("version.js", require("node:url").pathToFileURL(__filename)).href.endsWith(".ts") ? "../package.json" : "../../package.json", new URL("version.js", require("node:url").pathToFileURL(__filename)).href);
let version;
function packageVersion() {
	version ??= JSON.parse((0, node_fs.readFileSync)(manifest, "utf8")).version;
	return version;
}
// dist/sidecar/sidecar.js
const READ_BUFFER_BYTES = 65536;
/** A worker stops after its step, within milliseconds; one that is stuck in its kernel never does. */
const STOP_GRACE_MS = 500;
/** Makes a value on the first use of it. */
function lazily(make) {
	let made;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
}
async function createSidecar(options = {}) {
	const version = packageVersion();
	const fault = options.fault ?? (() => {});
	const { arena, limits, workers, processors, nice, unavailable } = planMachine(options);
	for (const [what, why] of Object.entries(unavailable)) options.notice?.(`${what}: ${why}`);
	const segments = new Segments(arena, limits);
	const module = lazily(() => compileKernel(options.kernelFile));
	const crew = new Crew(arena, module, {
		count: workers,
		processors,
		nice
	}, {
		lost: (worker) => scheduler.workerLost(worker),
		broken: () => scheduler.noWorkers(),
		fault
	});
	const scheduler = new Scheduler(arena, crew, lazily(() => {
		const slab = arena.layout.slabs[workers];
		if (slab === void 0) throw new Error("the main thread has no slab");
		return new ShardRunner(module(), arena.share, slab, arena.control);
	}), limits.stepMs, { fault });
	const admission = new Admission(limits);
	const statistics = new MethodStatistics();
	const observed = {
		version,
		arena,
		segments,
		crew,
		scheduler,
		admission,
		statistics,
		droppedLogLines: options.droppedLogLines ?? (() => 0)
	};
	const frames = new FrameMemory(arena);
	const readBuffer = arena.allocate(READ_BUFFER_BYTES);
	const dispatcher = new MethodDispatcher({
		services: {
			arena,
			segments,
			limits,
			workers,
			vocabularies: new Vocabularies(arena, scheduler),
			rulesets: new Rulesets()
		},
		scheduler,
		admission,
		statistics,
		handlers: handlers(observed),
		capabilities: () => capabilities(version, limits, workers, segments.mapped, processors.length > 0, unavailable),
		allocateFrame: (size) => frames.allocate(size),
		readBuffer: arena.view(readBuffer.address, READ_BUFFER_BYTES),
		fault
	});
	const close = async () => {
		scheduler.close(shuttingDown());
		const terminated = await crew.stop(STOP_GRACE_MS);
		dispatcher.close();
		if (terminated > 0) options.notice?.(`${terminated} workers of ${workers} had to be terminated`);
	};
	return {
		dispatcher,
		limits,
		version,
		close
	};
}
function handlers(observed) {
	return {
		"hash/records": hashRecordsHandler,
		"hash/messages": hashMessagesHandler,
		"hash/files": hashFilesHandler,
		"segment/open": openSegment,
		"segment/close": closeSegment,
		"segment/write": writeSegment,
		"segment/read": readSegment,
		"text/normalize": normalizeHandler,
		"text/scan": scanHandler,
		"text/redact": redactHandler,
		"text/tokens": tokensHandler,
		"text/chunk": chunkHandler,
		"text/dedupe": dedupeHandler,
		"prompt/prepare": prepareHandler,
		"server/status": () => serverStatus(observed),
		"server/stats": () => serverStats(observed),
		"rpc.discover": async () => {
			const { openRpc } = await import("../protocol/openrpc.js");
			return openRpc(observed.version, METHOD_NAMES);
		}
	};
}
function capabilities(version, limits, workers, mapped, pinning, unavailable) {
	return {
		version,
		capabilities: {
			dialects: [
				"content-length",
				"newline",
				"messagepack-rpc"
			],
			methods: METHOD_NAMES,
			workers,
			simd: true,
			sharedMemory: true,
			mappedSegments: mapped,
			pinning,
			engines: {
				sha256: ["wasm", "openssl"],
				blake3: ["wasm"]
			},
			unicode: process.versions.unicode ?? null,
			...Object.keys(unavailable).length === 0 ? {} : { unavailable }
		},
		limits: { ...limits }
	};
}
// dist/sidecar/server/process-watch.js
/**
* Notices that a process has ended, by asking the kernel once a second. Holds nothing: it never keeps this process alive.
*/
const EVERY_MS = 1e3;
/** Whether a process of this id exists, whoever it belongs to. */
function isAlive(processId) {
	try {
		process.kill(processId, 0);
		return true;
	} catch (error) {
		return error.code === "EPERM";
	}
}
/** Calls `onEnd` once after the process has ended. Returns what stops the watch. */
function watchProcess(processId, onEnd) {
	const timer = setInterval(() => {
		if (isAlive(processId)) return;
		clearInterval(timer);
		onEnd();
	}, EVERY_MS).unref();
	return () => clearInterval(timer);
}
// dist/protocol/framing/frame.js
/**
* What a framing takes and gives: chunks of a byte stream in, whole frames or refusals out. Types, and the view of a
* frame that lies whole in a chunk. Nothing here knows a socket, a message or a method.
*/
/** A frame that lies whole in a chunk: a view, good until the sink returns. */
var ChunkBody = class {
	bytes;
	retainable = false;
	constructor(bytes) {
		this.bytes = bytes;
	}
	retain() {
		throw new Error("a frame in the read buffer cannot be retained: copy what is needed");
	}
	release() {}
};
/** The same bytes as a Buffer, without copying. */
function asBuffer(bytes) {
	return node_buffer.Buffer.isBuffer(bytes) ? bytes : node_buffer.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
/** Ordinary memory: for JSON, whose values never are views of the frame. */
function allocateOrdinary(size) {
	return {
		bytes: node_buffer.Buffer.allocUnsafeSlow(size),
		retainable: true,
		retain() {},
		release() {}
	};
}
// dist/protocol/framing/assembly.js
const KiB = 1024;
/** The most that is allocated on a claim alone. */
const FIRST_BYTES = 1024 * KiB;
/** The least that is allocated where the frame's size isn't known yet. */
const LEAST_BYTES = 4 * KiB;
const GROWTH = 4;
/** Part of an allocation, with the same holds. */
var Part = class {
	bytes;
	#memory;
	constructor(memory, bytes) {
		this.#memory = memory;
		this.bytes = bytes;
	}
	get retainable() {
		return this.#memory.retainable;
	}
	retain() {
		this.#memory.retain();
	}
	release() {
		this.#memory.release();
	}
};
var Assembly = class {
	#allocate;
	/** No frame is larger, so no allocation is. */
	#most;
	#memory;
	#bytes;
	#length = 0;
	constructor(allocate, most) {
		this.#allocate = allocate;
		this.#most = most;
	}
	/** Bytes that have arrived. */
	get length() {
		return this.#length;
	}
	/**
	* Copies a part of a chunk. `claimed` is the frame's size where it is known (`exact`), else the least it can be.
	*/
	append(chunk, start, end, claimed, exact) {
		let from = start;
		while (from < end) {
			const bytes = this.#roomy(claimed, exact);
			const step = Math.min(end - from, bytes.length - this.#length);
			bytes.set(chunk.subarray(from, from + step), this.#length);
			this.#length += step;
			from += step;
		}
	}
	/** Where up to `wanted` further bytes may be read to, or null where that isn't worth a read of its own. */
	room(wanted, claimed, exact) {
		if (wanted < 16384) return null;
		const bytes = this.#roomy(claimed, exact);
		return bytes.subarray(this.#length, Math.min(this.#length + wanted, bytes.length));
	}
	/** `n` bytes were read into `room`. */
	fill(n) {
		this.#length += n;
	}
	/** The whole frame, still held once: the caller releases it. The assembly is empty afterwards. */
	take() {
		const memory = this.#memory;
		const bytes = this.#bytes;
		if (memory === void 0 || bytes === void 0) throw new Error("nothing was assembled");
		const body = new Part(memory, bytes.subarray(0, this.#length));
		this.#forget();
		return body;
	}
	drop() {
		this.#memory?.release();
		this.#forget();
	}
	#forget() {
		this.#memory = void 0;
		this.#bytes = void 0;
		this.#length = 0;
	}
	/** Memory with room for one more byte at least. */
	#roomy(claimed, exact) {
		const bytes = this.#bytes;
		if (bytes === void 0) return this.#replace(Math.min(exact ? claimed : Math.max(claimed, LEAST_BYTES), FIRST_BYTES));
		if (this.#length < bytes.length) return bytes;
		return this.#replace(exact ? claimed : Math.max(claimed, Math.min(GROWTH * bytes.length, this.#most)));
	}
	#replace(capacity) {
		const memory = this.#allocate(capacity);
		const bytes = asBuffer(memory.bytes);
		if (this.#bytes !== void 0) bytes.set(this.#bytes.subarray(0, this.#length));
		this.#memory?.release();
		this.#memory = memory;
		this.#bytes = bytes;
		return bytes;
	}
};
// dist/protocol/framing/header.js
const MESSAGEPACK_TYPES = /* @__PURE__ */ new Set([
	"application/msgpack",
	"application/x-msgpack",
	"application/vnd.msgpack"
]);
function isMessagePackType(mediaType) {
	return mediaType !== void 0 && MESSAGEPACK_TYPES.has(mediaType);
}
/** `Content-Length: 17` and nothing else is what nearly every header is: read without making a string of it. */
function readPlain(bytes, start, end) {
	if (end - start < 17 || end - start > 25 || bytes[start + 14] !== 58 || bytes[start + 15] !== 32) return -1;
	if (bytes.toString("latin1", start, start + 14) !== "Content-Length") return -1;
	let length = 0;
	for (let i = start + 16; i < end; i += 1) {
		const digit = bytes[i] - 48;
		if (digit < 0 || digit > 9) return -1;
		length = length * 10 + digit;
	}
	return length;
}
/**
* Reads header lines, which lie in `bytes` from `start` to `end` without the empty line that closes them.
* Returns the header, or why it is none.
*/
function readHeader(bytes, start, end) {
	const plain = readPlain(bytes, start, end);
	if (plain >= 0) return {
		length: plain,
		mediaType: void 0
	};
	let length;
	let mediaType;
	for (const line of bytes.toString("latin1", start, end).split("\r\n")) {
		const colon = line.indexOf(":");
		if (colon <= 0) return "a header line without a name";
		const name = line.slice(0, colon).trim().toLowerCase();
		const value = line.slice(colon + 1).trim();
		if (name === "content-length") {
			if (length !== void 0) return "a repeated Content-Length";
			if (!/^[0-9]+$/.test(value)) return "a Content-Length that is not decimal";
			length = Math.min(Number(value), Number.MAX_SAFE_INTEGER);
		} else if (name === "content-type") mediaType = value.split(";", 1)[0]?.trim().toLowerCase();
	}
	return length === void 0 ? "a header without Content-Length" : {
		length,
		mediaType
	};
}
/**
* Content-Length first and in this case, 100 bytes at most, no Content-Type for JSON: pylsp-jsonrpc and jsonrpc.el
* read no more. A MessagePack reply names the media type that its request named.
*/
function writeHeader(length, mediaType) {
	return mediaType === void 0 ? `Content-Length: ${length}\r\n\r\n` : `Content-Length: ${length}\r\nContent-Type: ${mediaType}\r\n\r\n`;
}
// dist/protocol/framing/content-length.js
/**
* Content-Length framing: the LSP base protocol, with bodies in JSON or MessagePack. A body over `frameBytes` or a header
* over `headerBytes` is refused before anything is allocated for it. Never looks further into a body than its first byte.
*/
const CR = 13;
const LF = 10;
/** MessagePack maps: no JSON text begins with these bytes. */
function beginsWithMap(byte) {
	return byte !== void 0 && (byte >= 128 && byte <= 143 || byte === 222 || byte === 223);
}
var ContentLengthFraming = class {
	#sink;
	#bounds;
	#body;
	/** Header bytes that arrived in an earlier chunk; made when the first header straddles two chunks. */
	#header;
	#headerLength = 0;
	/** Line breaks seen of `\r\n\r\n`, as many characters: 0 to 3. */
	#breaks = 0;
	/** Bytes of the body under way, or -1 while a header is read. */
	#length = -1;
	#mediaType;
	#closed = false;
	constructor(sink, bounds, allocate) {
		this.#sink = sink;
		this.#bounds = bounds;
		this.#body = new Assembly(allocate, bounds.frameBytes);
	}
	get target() {
		if (this.#length < 0 || this.#closed) return null;
		return this.#body.room(this.#length - this.#body.length, this.#length, true);
	}
	push(chunk) {
		let at = 0;
		while (!this.#closed && at < chunk.length) at = this.#length < 0 ? this.#readHeader(chunk, at) : this.#readBody(chunk, at);
	}
	advance(n) {
		if (this.#closed) return;
		this.#body.fill(n);
		if (this.#body.length === this.#length) this.#giveAssembled();
	}
	end() {
		this.close();
	}
	close() {
		this.#closed = true;
		this.#body.drop();
	}
	/** Reads header bytes from `start`; returns where it stopped. */
	#readHeader(chunk, start) {
		const most = this.#bounds.headerBytes - this.#headerLength;
		let breaks = this.#breaks;
		let at = start;
		while (breaks < 4) {
			if (at === chunk.length) {
				this.#breaks = breaks;
				this.#keepHeader(chunk, start);
				return at;
			}
			if (at - start === most) {
				this.#refuse(`a header over ${this.#bounds.headerBytes} bytes`);
				return at;
			}
			const byte = chunk[at];
			at += 1;
			if (byte === (breaks % 2 === 0 ? CR : LF)) breaks += 1;
			else if (byte === CR || byte === LF || breaks % 2 === 1) {
				this.#refuse("a header with a bare line break");
				return at;
			} else breaks = 0;
		}
		this.#breaks = 0;
		if (this.#headerLength === 0) this.#begin(chunk, start, at - 4);
		else {
			this.#keepHeader(chunk.subarray(0, at), start);
			const length = this.#headerLength;
			this.#headerLength = 0;
			this.#begin(this.#header, 0, length - 4);
		}
		return at;
	}
	#keepHeader(chunk, start) {
		this.#header ??= node_buffer.Buffer.allocUnsafeSlow(this.#bounds.headerBytes);
		this.#header.set(chunk.subarray(start), this.#headerLength);
		this.#headerLength += chunk.length - start;
	}
	#begin(bytes, start, end) {
		const header = readHeader(bytes, start, end);
		if (typeof header === "string") this.#refuse(header);
		else if (header.length > this.#bounds.frameBytes) this.#refuse("a Content-Length over frameBytes", tooLarge("frameBytes", this.#bounds.frameBytes, header.length));
		else {
			this.#mediaType = header.mediaType;
			this.#length = header.length;
			if (header.length === 0) this.#give(new ChunkBody(node_buffer.Buffer.alloc(0)));
		}
	}
	#readBody(chunk, start) {
		const end = Math.min(chunk.length, start + this.#length - this.#body.length);
		if (this.#body.length === 0 && end - start === this.#length) {
			this.#give(new ChunkBody(chunk.subarray(start, end)));
			return end;
		}
		this.#body.append(chunk, start, end, this.#length, true);
		if (this.#body.length === this.#length) this.#giveAssembled();
		return end;
	}
	#giveAssembled() {
		const body = this.#body.take();
		this.#give(body);
		body.release();
	}
	#give(body) {
		this.#length = -1;
		const named = isMessagePackType(this.#mediaType);
		const codec = named || beginsWithMap(body.bytes[0]) ? "msgpack" : "json";
		this.#sink.frame({
			body,
			codec,
			contentType: named ? this.#mediaType : void 0,
			scanned: void 0
		});
	}
	#refuse(reason, error) {
		this.close();
		this.#sink.refuse({
			error,
			id: null,
			ends: true,
			reason
		});
	}
};
// dist/protocol/framing/dialect.js
function dialectOf(byte, first) {
	if (byte === 123 || byte === 91) return "newline";
	if (!first) return "unknown";
	if (byte === 67 || byte === 99) return "content-length";
	if (byte === 147 || byte === 148 || byte === 220 || byte === 221) return "msgpack-rpc";
	return "unknown";
}
/** `first`: no white space came before `chunk`. Only JSON may follow white space. */
function detectDialect(chunk, first) {
	for (let start = 0; start < chunk.length; start += 1) {
		const byte = chunk[start];
		if (!(byte === 32 || byte >= 9 && byte <= 13)) return {
			dialect: dialectOf(byte, first && start === 0),
			start
		};
	}
	return {
		dialect: "blank",
		start: chunk.length
	};
}
const PROTO = "__proto__";
/** Up to here a loop over the bytes beats the call into isUtf8 (26 ns). */
const SHORT_TEXT = 32;
/** By token from 0xc0 on: bytes of the length that follows it; 0 where none does. */
const LENGTH_BYTES = /* @__PURE__ */ new Uint8Array(32);
for (const [token, bytes] of [
	[196, 1],
	[197, 2],
	[198, 4],
	[199, 1],
	[200, 2],
	[201, 4],
	[217, 1],
	[218, 2]
]) LENGTH_BYTES[token - 192] = bytes;
for (const [token, bytes] of [
	[219, 4],
	[220, 2],
	[221, 4],
	[222, 2],
	[223, 4]
]) LENGTH_BYTES[token - 192] = bytes;
/** By token from 0xca (float 32) to 0xd8 (fixext 16): bytes that follow it, the type byte of an extension included. */
const FIXED_BYTES = Uint8Array.from([
	4,
	8,
	1,
	2,
	4,
	8,
	1,
	2,
	4,
	8,
	2,
	3,
	5,
	9,
	17
]);
function isText(bytes, start, end) {
	if (end - start <= SHORT_TEXT) {
		let high = 0;
		for (let i = start; i < end; i += 1) high |= bytes[i];
		if (high < 128) return true;
	}
	return (0, node_buffer.isUtf8)(bytes.subarray(start, end));
}
var MessagePackScan = class {
	#bounds;
	/** Values that are still to come, at every level: the frame ends when none is. */
	#values = 1;
	/** Payload bytes of the value under way that are still to come. */
	#skip = 0;
	/** A length that straddles two chunks: its token, what is read of it, and its bytes to come. */
	#token = 0;
	#partial = 0;
	#lengthLeft = 0;
	/** Bytes of the frame that were walked. */
	#walked = 0;
	#elements = 0;
	#containers = 0;
	/** Values to come by level, the one that is open included; index 0 is unused. */
	#open;
	/** The innermost open level; -1 once the depth is passed and levels are no longer counted. */
	#level = 0;
	#flags = 0;
	#refusal;
	constructor(bounds) {
		this.#bounds = bounds;
		this.#open = new Float64Array(bounds.depth + 1);
	}
	get flags() {
		return this.#flags;
	}
	/** The first limit that the frame passes. The walk goes on to the frame's end all the same. */
	get refusal() {
		return this.#refusal;
	}
	/** Payload bytes of the value under way that must follow, whatever they are. */
	get skip() {
		return this.#skip;
	}
	/** The least that the whole frame can be, in bytes, by what was walked. */
	get atLeast() {
		return this.#walked + this.#skip + this.#lengthLeft + this.#values;
	}
	reset() {
		this.#values = 1;
		this.#skip = 0;
		this.#lengthLeft = 0;
		this.#walked = 0;
		this.#elements = 0;
		this.#containers = 0;
		this.#level = 0;
		this.#flags = 0;
		this.#refusal = void 0;
	}
	/** `n` bytes of the payload under way were read elsewhere. */
	skipped(n) {
		this.#skip -= n;
		this.#walked += n;
		return this.#skip === 0 && this.#values === 0 ? "done" : "more";
	}
	/** Where `run` stopped. */
	position = 0;
	/** Walks `bytes` from `start` to `end`, or to the frame's end: `position` is where it stopped. */
	run(bytes, start, end) {
		const most = this.#bounds.frameBytes;
		let at = start;
		if (this.#lengthLeft > 0) at = this.#resumeLength(bytes, at, end);
		if (this.#skip > 0) {
			const step = Math.min(this.#skip, end - at);
			this.#skip -= step;
			at += step;
		}
		while (at < end && this.#values > 0 && this.#values <= most) {
			const token = bytes[at];
			at += 1;
			if (token < 128 || token >= 224) this.#leaf();
			else if (token < 144) this.#container(token & 15, 2);
			else if (token < 160) this.#container(token & 15, 1);
			else if (token < 192) at = this.#text(bytes, at, end, token & 31);
			else if (token === 193) return "lost";
			else at = this.#long(bytes, at, end, token);
		}
		this.#walked += at - start;
		this.position = at;
		if (this.atLeast > most) return "over";
		return this.#values === 0 && this.#skip === 0 ? "done" : "more";
	}
	/** A token from 0xc0 up to 0xdf; returns where the walk goes on. */
	#long(bytes, start, end, token) {
		if (token < 196) {
			this.#leaf();
			return start;
		}
		const lengthBytes = LENGTH_BYTES[token - 192];
		if (lengthBytes === 0) return this.#payload(start, end, FIXED_BYTES[token - 202], token >= 212);
		if (end - start < lengthBytes) {
			this.#token = token;
			this.#partial = 0;
			this.#lengthLeft = lengthBytes;
			return this.#resumeLength(bytes, start, end);
		}
		let length = bytes[start];
		for (let i = 1; i < lengthBytes; i += 1) length = length * 256 + bytes[start + i];
		return this.#sized(bytes, start + lengthBytes, end, token, length);
	}
	#resumeLength(bytes, start, end) {
		let at = start;
		while (this.#lengthLeft > 0 && at < end) {
			this.#partial = this.#partial * 256 + bytes[at];
			this.#lengthLeft -= 1;
			at += 1;
		}
		return this.#lengthLeft > 0 ? at : this.#sized(bytes, at, end, this.#token, this.#partial);
	}
	/** A value whose length was read. */
	#sized(bytes, at, end, token, length) {
		if (token >= 222) this.#container(length, 2);
		else if (token >= 220) this.#container(length, 1);
		else if (token >= 217) return this.#text(bytes, at, end, length);
		else if (token >= 199) return this.#payload(at, end, length + 1, true);
		else return this.#payload(at, end, length, false);
		return at;
	}
	#payload(at, end, length, extension) {
		if (extension) this.#flags |= 2;
		this.#leaf();
		const present = Math.min(length, end - at);
		this.#skip = length - present;
		return at + present;
	}
	#text(bytes, at, end, length) {
		this.#leaf();
		if (end - at < length) {
			this.#flags |= 8;
			this.#skip = length - (end - at);
			return end;
		}
		if (!isText(bytes, at, at + length)) this.#flags |= 1;
		else if (length === 9 && bytes[at] === 95 && bytes.toString("latin1", at, at + length) === PROTO) this.#flags |= 4;
		return at + length;
	}
	/** A value that holds no others is complete, and with it perhaps the containers around it. */
	#leaf() {
		this.#values -= 1;
		while (this.#level > 0) {
			const left = this.#open[this.#level] - 1;
			this.#open[this.#level] = left;
			if (left > 0) return;
			this.#level -= 1;
		}
	}
	/** An array (1 value an element) or map (2) of `count` elements. */
	#container(count, valuesEach) {
		this.#containers += 1;
		this.#elements += count;
		if (this.#refusal === void 0) this.#judge();
		if (count === 0) {
			this.#leaf();
			return;
		}
		this.#values += count * valuesEach - 1;
		if (this.#level < 0) return;
		this.#level += 1;
		this.#open[this.#level] = count * valuesEach;
	}
	#judge() {
		const { depth, elements, containers } = this.#bounds;
		if (this.#elements > elements) this.#refusal = tooLarge("elements", elements, this.#elements);
		else if (this.#containers > containers) this.#refusal = tooLarge("containers", containers, this.#containers);
		else if (this.#level === depth) this.#refusal = tooLarge("depth", depth, depth + 1);
		if (this.#refusal !== void 0) this.#level = -1;
	}
};
// dist/protocol/framing/msgpack-rpc.js
/**
* MessagePack-RPC framing: frames are MessagePack arrays, one after another, and a scan of the bytes finds where each ends.
* A frame past a limit is walked to its end and refused by its id; what can't be walked ends the connection.
*/
/** Array header (5), type (9), id (9): a frame's bytes that tell its id, however they are written. */
const HEAD_BYTES = 24;
function beginsWithArray(byte) {
	return byte !== void 0 && (byte >= 144 && byte <= 159 || byte === 220 || byte === 221);
}
/** Reads an integer token at `at`: its value and where it ends, or undefined for anything else. */
function readInteger(bytes, at) {
	const token = bytes[at];
	if (token === void 0) return void 0;
	if (token < 128) return {
		value: token,
		end: at + 1
	};
	if (token >= 224) return {
		value: token - 256,
		end: at + 1
	};
	const size = token === 203 ? 8 : token === 202 ? 4 : 2 ** (token - 204 & 3);
	if (token < 202 || token > 211 || at + 1 + size > bytes.length) return void 0;
	let value;
	if (token === 202) value = bytes.readFloatBE(at + 1);
	else if (token === 203) value = bytes.readDoubleBE(at + 1);
	else if (size === 8) value = Number(token === 207 ? bytes.readBigUInt64BE(at + 1) : bytes.readBigInt64BE(at + 1));
	else value = token < 208 ? bytes.readUIntBE(at + 1, size) : bytes.readIntBE(at + 1, size);
	return Number.isSafeInteger(value) ? {
		value,
		end: at + 1 + size
	} : void 0;
}
/** The id of a request frame by its first bytes, or null where it is no request or has no id that is an integer. */
function requestId(head) {
	const first = head[0] ?? 0;
	const type = readInteger(head, first === 221 ? 5 : first === 220 ? 3 : 1);
	if (type?.value !== 0) return null;
	return readInteger(head, type.end)?.value ?? null;
}
var MessagePackRpcFraming = class {
	#sink;
	#bounds;
	#scan;
	#frame;
	/** The first bytes of a frame that straddles chunks, kept when the rest is dropped. */
	#head = node_buffer.Buffer.alloc(HEAD_BYTES);
	#headLength = 0;
	/** A frame has begun in an earlier chunk. */
	#under = false;
	#closed = false;
	constructor(sink, bounds, allocate) {
		this.#sink = sink;
		this.#bounds = bounds;
		this.#scan = new MessagePackScan(bounds);
		this.#frame = new Assembly(allocate, bounds.frameBytes);
	}
	/** Only the payload that must follow is read directly, so a read never takes bytes of the next frame along. */
	get target() {
		if (!this.#under || this.#closed || this.#scan.refusal !== void 0) return null;
		return this.#frame.room(this.#scan.skip, this.#scan.atLeast, false);
	}
	push(chunk) {
		let at = 0;
		while (!this.#closed && at < chunk.length) {
			if (!this.#under) {
				if (!beginsWithArray(chunk[at])) {
					this.#lose("a message that is no array");
					return;
				}
				this.#scan.reset();
				this.#headLength = 0;
			}
			const start = at;
			const state = this.#scan.run(chunk, at, chunk.length);
			at = this.#scan.position;
			if (state === "done") this.#complete(chunk, start, at);
			else if (state === "more") this.#keep(chunk, start);
			else this.#fail(state);
		}
	}
	advance(n) {
		if (this.#closed) return;
		this.#frame.fill(n);
		if (this.#scan.skipped(n) === "done") this.#giveAssembled();
	}
	end() {
		this.close();
	}
	close() {
		this.#closed = true;
		this.#frame.drop();
	}
	/** The rest of a chunk belongs to a frame that ends later. */
	#keep(chunk, start) {
		this.#under = true;
		this.#keepHead(chunk, start, chunk.length);
		if (this.#scan.refusal === void 0) this.#frame.append(chunk, start, chunk.length, this.#scan.atLeast, false);
		else this.#frame.drop();
	}
	#keepHead(chunk, start, end) {
		if (this.#headLength === HEAD_BYTES) return;
		this.#headLength += chunk.copy(this.#head, this.#headLength, start, end);
	}
	#complete(chunk, start, end) {
		const whole = !this.#under;
		this.#under = false;
		if (this.#scan.refusal !== void 0) {
			this.#keepHead(chunk, start, end);
			this.#frame.drop();
			this.#refuse();
		} else if (whole) this.#give(new ChunkBody(chunk.subarray(start, end)));
		else {
			this.#frame.append(chunk, start, end, this.#scan.atLeast, false);
			this.#giveAssembled();
		}
	}
	#giveAssembled() {
		this.#under = false;
		const body = this.#frame.take();
		this.#give(body);
		body.release();
	}
	#give(body) {
		let scanned = this.#scan.flags;
		if ((scanned & 8) !== 0) {
			this.#scan.reset();
			this.#scan.run(body.bytes, 0, body.bytes.length);
			scanned = this.#scan.flags;
		}
		this.#sink.frame({
			body,
			codec: "msgpack",
			contentType: void 0,
			scanned
		});
	}
	#refuse() {
		const error = this.#scan.refusal;
		const id = requestId(this.#head.subarray(0, this.#headLength));
		if (id === null) this.#lose("a message without an id over a limit");
		else this.#sink.refuse({
			error,
			id,
			ends: false,
			reason: error?.message ?? ""
		});
	}
	#fail(state) {
		if (state === "lost") {
			this.#lose("the byte 0xc1, which MessagePack never uses");
			return;
		}
		const error = tooLarge("frameBytes", this.#bounds.frameBytes, this.#scan.atLeast);
		this.#lose("a message over frameBytes", error);
	}
	#lose(reason, error) {
		this.close();
		this.#sink.refuse({
			error,
			id: null,
			ends: true,
			reason
		});
	}
};
// dist/protocol/framing/newline.js
const NEWLINE = 10;
function isBlank$1(bytes, start, end) {
	for (let i = start; i < end; i += 1) {
		const byte = bytes[i];
		if (byte !== 32 && byte !== 13 && byte !== 9) return false;
	}
	return true;
}
var NewlineFraming = class {
	/** A line's length isn't known before its end is seen, so bytes always come by `push`. */
	target = null;
	#sink;
	#most;
	#line;
	#closed = false;
	constructor(sink, bounds, allocate) {
		this.#sink = sink;
		this.#most = bounds.frameBytes;
		this.#line = new Assembly(allocate, bounds.frameBytes);
	}
	push(chunk) {
		let start = 0;
		while (!this.#closed && start < chunk.length) {
			const newline = chunk.indexOf(NEWLINE, start);
			const end = newline === -1 ? chunk.length : newline;
			const size = this.#line.length + end - start;
			if (size > this.#most) this.#refuse(size);
			else if (newline === -1) this.#line.append(chunk, start, end, size, false);
			else if (this.#line.length > 0) {
				this.#line.append(chunk, start, end, size, false);
				this.#giveLine();
			} else if (!isBlank$1(chunk, start, end)) this.#give(new ChunkBody(chunk.subarray(start, end)));
			start = end + 1;
		}
	}
	advance() {
		throw new Error("newline framing has no read target");
	}
	end() {
		if (!this.#closed && this.#line.length > 0) this.#giveLine();
		this.close();
	}
	close() {
		this.#closed = true;
		this.#line.drop();
	}
	#giveLine() {
		const body = this.#line.take();
		if (!isBlank$1(body.bytes, 0, body.bytes.length)) this.#give(body);
		body.release();
	}
	#give(body) {
		this.#sink.frame({
			body,
			codec: "json",
			contentType: void 0,
			scanned: void 0
		});
	}
	#refuse(size) {
		this.close();
		const error = tooLarge("frameBytes", this.#most, size);
		this.#sink.refuse({
			error,
			id: null,
			ends: true,
			reason: "a line over frameBytes"
		});
	}
};
// dist/sidecar/server/socket-descriptor.js
/** Of a socket that is open; -1 for any other stream. There is no documented way to it. */
function socketDescriptor(stream) {
	const { _handle: handle } = stream;
	return typeof handle?.fd === "number" ? handle.fd : -1;
}
// dist/sidecar/server/output.js
/**
* What goes back to one client: gathers the replies of a tick into few writes, waits while the kernel takes no more, and counts
* what the client hasn't taken. A client that lets too much pile up is cut off; nothing here is ever unbounded, and nothing blocks.
*/
/** The most that is handed to the kernel at once: so the count of what is unread follows a client that reads slowly. */
const WRITE_BYTES = 262144;
/**
* So much is not held back until a read is handled: whoever pipelines works on the first replies while the next are computed,
* instead of in turns with the sidecar. Measured with 200 tiny calls under way: the client gets 131,000 a second and not
* 92,000, and one that reads nothing but a mark as many as before; at a quarter of it that one loses a tenth.
*/
const HELD_BYTES = 8192;
/** How soon a socket that took nothing is tried again, and twice as late each time: Node tells of room only after a write. */
const RETRY_MS = 2;
const RETRY_MS_MAX = 256;
var Output = class {
	#stream;
	#limits;
	#onCut;
	#queue = [];
	/** The queue's first piece that isn't written yet, and how much of it is. */
	#next = 0;
	#offset = 0;
	#unread = 0;
	/** Writes that the stream hasn't called back for, or a descriptor that waits for room. */
	#writes = 0;
	#corked = false;
	/** Bytes that were queued since the last write of a read that is being handled. */
	#held = 0;
	#scheduled = false;
	#ending = false;
	#ended = false;
	#closed = false;
	#stall;
	constructor(stream, limits, onCut) {
		this.#stream = stream;
		this.#limits = limits;
		this.#onCut = onCut;
	}
	/** Bytes that were sent and that the kernel hasn't taken. */
	get unreadBytes() {
		return this.#unread;
	}
	/**
	* Sends a message; it leaves with the others of this tick, or of the read that is being handled. A parcel is closed
	* once it was sent or can't be.
	*/
	send(pieces, parcel) {
		if (this.#closed || this.#ending) {
			parcel?.close();
			return;
		}
		const from = this.#queue.length;
		for (const piece of pieces) {
			this.#queue.push(piece);
			this.#unread += piece.bytes;
			this.#held += piece.bytes;
		}
		if (parcel !== void 0) this.#queue[from] = {
			...pieces[0],
			parcel
		};
		if (this.#unread > this.#limits.outputBytes) this.#cut(`${this.#unread} bytes of output are unread`);
		else if (this.#unread > this.#limits.outputStalledBytes) this.#stall ??= setTimeout(() => this.#cut(`${this.#unread} bytes of output stayed unread`), this.#limits.outputStalledMs).unref();
		if (this.#corked) this.#writeEarly();
		else this.#schedule();
	}
	/** Holds writes back while a read is handled, so that the replies to pipelined requests leave together. */
	cork() {
		this.#corked = true;
		this.#held = 0;
	}
	uncork() {
		this.#corked = false;
		if (this.#queue.length > 0 || this.#ending) this.#pump();
	}
	/** Ends the stream once everything is written. A client that takes nothing for a while is cut off. */
	end() {
		if (this.#ending || this.#closed) return;
		this.#ending = true;
		this.#watchEnd();
		this.#pump();
	}
	/** The stream is gone: what is queued is dropped. */
	close() {
		this.#closed = true;
		for (const { parcel } of this.#queue) parcel?.close();
		this.#queue = [];
		this.#unread = 0;
		clearTimeout(this.#stall);
	}
	#schedule() {
		if (this.#scheduled || this.#writes > 0 || this.#closed) return;
		this.#scheduled = true;
		process.nextTick(() => {
			this.#scheduled = false;
			this.#pump();
		});
	}
	/** Amid a read: while the kernel takes all of it at once. */
	#writeEarly() {
		if (this.#held < HELD_BYTES || this.#stream.writableLength > 0) return;
		if (this.#queue[this.#next]?.parcel !== void 0) return;
		this.#held = 0;
		this.#write(this.#gather());
	}
	#pump() {
		if (this.#writes > 0 || this.#corked || this.#closed) return;
		if (this.#next === this.#queue.length) {
			if (this.#ending && !this.#ended) {
				this.#ended = true;
				this.#stream.end();
			}
			return;
		}
		const first = this.#queue[this.#next];
		if (first?.parcel !== void 0) this.#post(first, first.parcel, RETRY_MS);
		else this.#write(this.#gather());
	}
	#write(data) {
		this.#writes += 1;
		this.#stream.write(data, (error) => {
			this.#writes -= 1;
			if (error || this.#closed) return;
			this.#taken(data.length);
			this.#pump();
		});
	}
	/** Sends what the kernel takes of a piece now, the descriptor with its first byte; the rest is written like any other. */
	#post(piece, parcel, retryMs) {
		const data = typeof piece.data === "string" ? node_buffer.Buffer.from(piece.data) : piece.data;
		let taken;
		try {
			taken = parcel.send(socketDescriptor(this.#stream), data);
		} catch (error) {
			this.#cut(`a descriptor could not be sent: ${error instanceof Error ? error.message : error}`);
			return;
		}
		if (taken === 0) {
			this.#writes += 1;
			const later = Math.min(2 * retryMs, RETRY_MS_MAX);
			setTimeout(() => {
				this.#writes -= 1;
				if (!this.#closed) this.#post(piece, parcel, later);
			}, retryMs);
			return;
		}
		parcel.close();
		this.#queue[this.#next] = {
			data: data.subarray(taken),
			bytes: data.length - taken
		};
		if (taken === data.length) this.#next += 1;
		this.#dropWritten();
		this.#taken(taken);
		this.#pump();
	}
	/** The kernel has taken bytes. */
	#taken(bytes) {
		this.#unread -= bytes;
		if (this.#unread > this.#limits.outputStalledBytes || this.#ending) return;
		clearTimeout(this.#stall);
		this.#stall = void 0;
	}
	/** The next bytes to write: many small pieces in one buffer, or part of a large one. */
	#gather() {
		const first = this.#queue[this.#next];
		if (first.bytes - this.#offset > WRITE_BYTES / 2) return this.#slice(first);
		let total = -this.#offset;
		let end = this.#next;
		for (let piece = this.#queue[end]; piece !== void 0; piece = this.#queue[end]) {
			if (total + piece.bytes > WRITE_BYTES || piece.parcel !== void 0) break;
			total += piece.bytes;
			end += 1;
		}
		const alone = end === this.#next + 1 && total === first.bytes && typeof first.data !== "string";
		const data = alone ? first.data : node_buffer.Buffer.allocUnsafe(total);
		if (alone) this.#next = end;
		let at = 0;
		for (; this.#next < end; this.#next += 1) {
			at += write(this.#queue[this.#next], this.#offset, data, at);
			this.#offset = 0;
		}
		this.#dropWritten();
		return data;
	}
	#slice(piece) {
		const bytes = typeof piece.data === "string" ? node_buffer.Buffer.from(piece.data) : piece.data;
		const end = Math.min(bytes.length, this.#offset + WRITE_BYTES);
		const data = bytes.subarray(this.#offset, end);
		this.#offset = end;
		if (typeof piece.data === "string") this.#queue[this.#next] = {
			data: bytes,
			bytes: piece.bytes
		};
		if (end === bytes.length) {
			this.#next += 1;
			this.#offset = 0;
		}
		this.#dropWritten();
		return data;
	}
	#dropWritten() {
		if (this.#next === this.#queue.length) {
			this.#queue.length = 0;
			this.#next = 0;
		} else if (this.#next > 1024) {
			this.#queue.splice(0, this.#next);
			this.#next = 0;
		}
	}
	/** After `end`: as long as the client takes bytes it gets them, but the connection doesn't wait for one that doesn't. */
	#watchEnd() {
		clearTimeout(this.#stall);
		let before = this.#unread;
		this.#stall = setInterval(() => {
			if (this.#unread === before) this.#cut(`${this.#unread} bytes were still unread at the end`);
			before = this.#unread;
		}, this.#limits.outputStalledMs).unref();
	}
	#cut(reason) {
		this.close();
		this.#onCut(reason);
	}
};
/** Copies a piece, without its first `offset` bytes, to `at`; returns the bytes written. */
function write(piece, offset, into, at) {
	const { data, bytes } = piece;
	if (typeof data !== "string") return data.copy(into, at, offset);
	return into.write(data, at, bytes === data.length ? "latin1" : "utf8");
}
// dist/protocol/codec/incoming.js
/**
* Messages as the session sees them, whatever dialect they came in: request, notification, or what is wrong with them.
* Judges the envelope (version, id, method) and brings params into one shape; the params' own fields are not judged here.
*/
const NO_PARAMS = Object.freeze({});
function make(kind, id, method, params, fault) {
	return {
		kind,
		id,
		method,
		params,
		fault
	};
}
/** A message that can't be taken, answered with `id`. */
function invalid(fault, id) {
	return make("invalid", id, "", NO_PARAMS, fault);
}
function invalidRequest$1(why, id) {
	return invalid(new ProtocolError("InvalidRequest", why), id);
}
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
/** A string, or an integer within ±(2^53-1) however it is written; undefined for anything else. */
function readId(value) {
	if (typeof value === "string") return value;
	const number = typeof value === "bigint" ? Number(value) : value;
	return Number.isSafeInteger(number) ? number + 0 : void 0;
}
/** `str`, or `bin` as pynvim sends it. */
function readMethod(value) {
	if (typeof value === "string") return value;
	if (!(value instanceof Uint8Array) || !(0, node_buffer.isUtf8)(value)) return void 0;
	return new TextDecoder().decode(value);
}
/**
* Params as one object. Missing, null, `[]`, `[null]` and `[[]]` are `{}` (Lua can't tell an empty table from an empty
* list, jsonrpc.el sends null), and `[object]` is the object. Anything else is undefined.
*/
function readParams(value) {
	const inner = Array.isArray(value) && value.length === 1 ? value[0] : value;
	if (inner === void 0 || inner === null) return NO_PARAMS;
	if (Array.isArray(inner)) return inner.length === 0 ? NO_PARAMS : void 0;
	return isRecord(inner) ? inner : void 0;
}
/** A request or notification, once its envelope is judged. `fault` is what was found in the params before decoding. */
function call(id, method, params, fault) {
	const read = fault === void 0 ? readParams(params) : NO_PARAMS;
	const wrong = read === void 0 ? invalidParams("", "one object, by name") : fault;
	if (id === void 0) return make("notification", null, method, read ?? NO_PARAMS, wrong);
	return make("request", id, method, read ?? NO_PARAMS, wrong);
}
/** Reads a JSON-RPC message (JSON-RPC 2.0 specification §4). */
function fromObject(value, paramsFault) {
	if (!isRecord(value)) return invalidRequest$1("a message is an object", null);
	const hasMethod = Object.hasOwn(value, "method");
	if (!hasMethod && (Object.hasOwn(value, "result") || Object.hasOwn(value, "error"))) return make("ignored", null, "", NO_PARAMS, void 0);
	const hasId = Object.hasOwn(value, "id");
	const id = hasId ? readId(value.id) : void 0;
	if (hasId && id === void 0) return invalidRequest$1("id is a string, or an integer within ±(2^53-1)", null);
	if (value.jsonrpc !== "2.0") return invalidRequest$1("jsonrpc is \"2.0\"", id ?? null);
	const method = hasMethod ? readMethod(value.method) : void 0;
	if (method === void 0) return invalidRequest$1("method is a string", id ?? null);
	return call(id, method, value.params, paramsFault);
}
const HOPELESS = make("hopeless", null, "", NO_PARAMS, void 0);
/** Reads a MessagePack-RPC message (msgpack-rpc specification): without an id there is nobody to answer. */
function fromArray(value, paramsFault) {
	if (!Array.isArray(value)) return HOPELESS;
	const [type, second, third, fourth] = value;
	if (type === 1) return make("ignored", null, "", NO_PARAMS, void 0);
	if (type === 2) {
		const method = readMethod(second);
		if (method === void 0 || value.length !== 3) return make("ignored", null, "", NO_PARAMS, void 0);
		return call(void 0, method, third, paramsFault);
	}
	const id = type === 0 ? readId(second) : void 0;
	if (typeof id !== "number") return HOPELESS;
	if (value.length !== 4) return invalidRequest$1("a request is [0, id, method, params]", id);
	const method = readMethod(third);
	if (method === void 0) return invalidRequest$1("method is a string", id);
	return call(id, method, fourth, paramsFault);
}
// dist/protocol/codec/json-scan.js
const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const COLON = 58;
/** Setting this bit maps `[` to `{` and `]` to `}`. */
const BRACE_BIT = 32;
const OPEN = 123;
const CLOSE = 125;
/** Past this many bytes of a string a search for its end by `indexOf` beats the loop. */
const SHORT_STRING = 64;
/** Where the string that begins after the quote before `start` ends: the index after its closing quote. */
function endOfString(bytes, start) {
	let at = start;
	while (at < bytes.length) {
		const stop = Math.min(bytes.length, at + SHORT_STRING);
		while (at < stop) {
			const byte = bytes[at];
			at += 1;
			if (byte === QUOTE) return at;
			if (byte === BACKSLASH) at += 1;
		}
		if (at >= bytes.length) break;
		const quote = bytes.indexOf(QUOTE, at);
		if (quote === -1) break;
		let backslashes = 0;
		while (quote - 1 - backslashes >= at && bytes[quote - 1 - backslashes] === BACKSLASH) backslashes += 1;
		at = quote + 1;
		if (backslashes % 2 === 0) return at;
	}
	return bytes.length;
}
function isBlank(byte) {
	return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}
function skipBlank(bytes, start) {
	let at = start;
	while (isBlank(bytes[at])) at += 1;
	return at;
}
/** The first limit that a JSON text passes, or undefined. */
function judgeJson(bytes, bounds) {
	const { depth, elements, containers } = bounds;
	if (bytes.length <= Math.min(depth, elements, containers)) return void 0;
	let level = 0;
	let opened = 0;
	let counted = 0;
	let at = 0;
	while (at < bytes.length) {
		const byte = bytes[at];
		at += 1;
		if (byte === QUOTE) at = endOfString(bytes, at);
		else if (byte === COMMA) {
			counted += 1;
			if (counted > elements) return tooLarge("elements", elements, counted);
		} else if ((byte | BRACE_BIT) === OPEN) {
			at = skipBlank(bytes, at);
			opened += 1;
			level += 1;
			if (((bytes[at] ?? 0) | BRACE_BIT) !== CLOSE) counted += 1;
			if (level > depth) return tooLarge("depth", depth, level);
			if (opened > containers) return tooLarge("containers", containers, opened);
			if (counted > elements) return tooLarge("elements", elements, counted);
		} else if ((byte | BRACE_BIT) === CLOSE) level -= 1;
	}
}
/** Parses the scalar that begins at `start`, or undefined where there is none. */
function scalarAt(bytes, start) {
	let end = start;
	if (bytes[start] === QUOTE) end = endOfString(bytes, start + 1);
	else while (end < bytes.length && bytes[end] !== COMMA && bytes[end] !== CLOSE) end += 1;
	try {
		return JSON.parse(bytes.toString("utf8", start, end));
	} catch {
		return;
	}
}
/** The `id` of a message that isn't parsed because it passes a limit; null where it has none, or is a batch. */
function skimJsonId(bytes) {
	let level = 0;
	let at = skipBlank(bytes, 0);
	if (bytes[at] !== OPEN) return null;
	while (at < bytes.length) {
		const byte = bytes[at];
		at += 1;
		if (byte === QUOTE) {
			const end = endOfString(bytes, at);
			const colon = skipBlank(bytes, end);
			if (level === 1 && bytes[colon] === COLON && bytes.toString("latin1", at, end - 1) === "id") return readId(scalarAt(bytes, skipBlank(bytes, colon + 1))) ?? null;
			at = end;
		} else if ((byte | BRACE_BIT) === OPEN) level += 1;
		else if ((byte | BRACE_BIT) === CLOSE) level -= 1;
	}
	return null;
}
// node_modules/msgpackr/unpack.js
var decoder;
try {
	decoder = new TextDecoder();
} catch (error) {}
var src;
var srcEnd;
var position$1 = 0;
const EMPTY_ARRAY = [];
var strings = EMPTY_ARRAY;
var stringPosition = 0;
var currentUnpackr = {};
var currentStructures;
var srcString;
var srcStringStart = 0;
var srcStringEnd = 0;
var bundledStrings$1;
var referenceMap;
var currentExtensions = [];
var dataView;
var arrayAllocationBudget;
var defaultOptions = {
	useRecords: false,
	mapsAsObjects: true
};
var C1Type = class {};
const C1 = new C1Type();
C1.name = "MessagePack 0xC1";
var sequentialMode = false;
var inlineObjectReadThreshold = 2;
var Unpackr = class Unpackr {
	constructor(options) {
		if (options) {
			if (options.useRecords === false && options.mapsAsObjects === void 0) options.mapsAsObjects = true;
			if (options.sequential && options.trusted !== false) {
				options.trusted = true;
				if (!options.structures && options.useRecords != false) {
					options.structures = [];
					if (!options.maxSharedStructures) options.maxSharedStructures = 0;
				}
			}
			if (options.structures) options.structures.sharedLength = options.structures.length;
			else if (options.getStructures) {
				(options.structures = []).uninitialized = true;
				options.structures.sharedLength = 0;
			}
			if (options.int64AsNumber) options.int64AsType = "number";
		}
		Object.assign(this, options);
	}
	unpack(source, options) {
		if (src) return saveState(() => {
			clearSource();
			try {
				return this ? this.unpack(source, options) : Unpackr.prototype.unpack.call(defaultOptions, source, options);
			} catch (error) {
				if (error && typeof error == "object") nestedUnpackErrors.add(error);
				throw error;
			}
		});
		if (!source.buffer && source.constructor === ArrayBuffer) source = typeof Buffer !== "undefined" ? Buffer.from(source) : new Uint8Array(source);
		if (typeof options === "object") {
			srcEnd = options.end || source.length;
			position$1 = options.start || 0;
		} else {
			position$1 = 0;
			srcEnd = options > -1 ? options : source.length;
		}
		if (srcEnd > source.length) srcEnd = source.length;
		stringPosition = 0;
		srcStringEnd = 0;
		srcString = null;
		strings = EMPTY_ARRAY;
		bundledStrings$1 = null;
		src = source;
		try {
			dataView = source.dataView || (source.dataView = new DataView(source.buffer, source.byteOffset, source.byteLength));
		} catch (error) {
			src = null;
			if (source instanceof Uint8Array) throw error;
			throw new Error("Source must be a Uint8Array or Buffer but was a " + (source && typeof source == "object" ? source.constructor.name : typeof source));
		}
		if (this instanceof Unpackr) {
			currentUnpackr = this;
			if (this.structures) {
				currentStructures = this.structures;
				return checkedRead(options);
			} else if (!currentStructures || currentStructures.length > 0) currentStructures = [];
		} else {
			currentUnpackr = defaultOptions;
			if (!currentStructures || currentStructures.length > 0) currentStructures = [];
		}
		return checkedRead(options);
	}
	unpackMultiple(source, forEach) {
		let values, lastPosition = 0;
		try {
			sequentialMode = true;
			let size = source.length;
			let value = this ? this.unpack(source, size) : defaultUnpackr.unpack(source, size);
			if (forEach) {
				if (forEach(value, lastPosition, position$1) === false) return;
				while (position$1 < size) {
					lastPosition = position$1;
					if (forEach(checkedRead(), lastPosition, position$1) === false) return;
				}
			} else {
				values = [value];
				while (position$1 < size) {
					lastPosition = position$1;
					values.push(checkedRead());
				}
				return values;
			}
		} catch (error) {
			error.lastPosition = lastPosition;
			error.values = values;
			throw error;
		} finally {
			sequentialMode = false;
			clearSource();
		}
	}
	_mergeStructures(loadedStructures, existingStructures) {
		if (this._onLoadedStructures) loadedStructures = this._onLoadedStructures(loadedStructures);
		loadedStructures = loadedStructures || [];
		if (Object.isFrozen(loadedStructures)) loadedStructures = loadedStructures.map((structure) => structure.slice(0));
		for (let i = 0, l = loadedStructures.length; i < l; i++) {
			let structure = loadedStructures[i];
			if (structure) {
				structure.isShared = true;
				if (i >= 32) structure.highByte = i - 32 >> 5;
			}
		}
		loadedStructures.sharedLength = loadedStructures.length;
		for (let id in existingStructures || []) if (id >= 0) {
			let structure = loadedStructures[id];
			let existing = existingStructures[id];
			if (existing) {
				if (structure) (loadedStructures.restoreStructures || (loadedStructures.restoreStructures = []))[id] = structure;
				loadedStructures[id] = existing;
			}
		}
		return this.structures = loadedStructures;
	}
	decode(source, options) {
		return this.unpack(source, options);
	}
};
const nestedUnpackErrors = /* @__PURE__ */ new WeakSet();
function checkedRead(options) {
	try {
		if (!currentUnpackr.trusted && !sequentialMode) {
			let sharedLength = currentStructures.sharedLength || 0;
			if (sharedLength < currentStructures.length) currentStructures.length = sharedLength;
		}
		let result;
		arrayAllocationBudget = srcEnd - position$1;
		if (currentUnpackr._readStruct && src[position$1] < 64 && src[position$1] >= 32) {
			result = currentUnpackr._readStruct(src, position$1, srcEnd);
			src = null;
			if (!(options && options.lazy) && result) result = result.toJSON();
			position$1 = srcEnd;
		} else result = read();
		if (bundledStrings$1) {
			position$1 = bundledStrings$1.postBundlePosition;
			bundledStrings$1 = null;
		}
		if (sequentialMode) currentStructures.restoreStructures = null;
		if (position$1 == srcEnd) {
			if (currentStructures && currentStructures.restoreStructures) restoreStructures();
			currentStructures = null;
			src = null;
			if (referenceMap) referenceMap = null;
		} else if (position$1 > srcEnd) throw new Error("Unexpected end of MessagePack data");
		else if (!sequentialMode) {
			let jsonView;
			try {
				jsonView = JSON.stringify(result, (_, value) => typeof value === "bigint" ? `${value}n` : value).slice(0, 100);
			} catch (error) {
				jsonView = "(JSON view not available " + error + ")";
			}
			throw new Error("Data read, but end of buffer not reached " + jsonView);
		}
		return result;
	} catch (error) {
		if (currentStructures && currentStructures.restoreStructures) restoreStructures();
		clearSource();
		classifyIncomplete(error);
		throw error;
	}
}
function classifyIncomplete(error) {
	if (!error || typeof error != "object") return;
	if (position$1 > srcEnd) error.incomplete = true;
	else if (nestedUnpackErrors.has(error)) {
		if (error.incomplete) error.incomplete = false;
	} else if (error instanceof RangeError && position$1 + 8 > srcEnd || typeof error.message == "string" && error.message.startsWith("Unexpected end of buffer")) error.incomplete = true;
}
function restoreStructures() {
	for (let id in currentStructures.restoreStructures) currentStructures[id] = currentStructures.restoreStructures[id];
	currentStructures.restoreStructures = null;
}
function read() {
	let token = src[position$1++];
	if (token < 160) {
		if (token < 128) {
			if (token < 64) return token;
			else {
				let structure = currentStructures[token & 63] || currentUnpackr.getStructures && loadStructures()[token & 63];
				if (structure) {
					if (!structure.read) structure.read = createStructureReader(structure, token & 63);
					return structure.read();
				} else return token;
			}
		} else if (token < 144) {
			token -= 128;
			if (currentUnpackr.mapsAsObjects) {
				let object = {};
				for (let i = 0; i < token; i++) {
					let key = readKey();
					if (key === "__proto__") key = "__proto_";
					object[key] = read();
				}
				return object;
			} else {
				let map = /* @__PURE__ */ new Map();
				for (let i = 0; i < token; i++) map.set(read(), read());
				return map;
			}
		} else {
			token -= 144;
			let array = new Array(token);
			for (let i = 0; i < token; i++) array[i] = read();
			if (currentUnpackr.freezeData) return Object.freeze(array);
			return array;
		}
	} else if (token < 192) {
		let length = token - 160;
		if (srcStringEnd >= position$1) return srcString.slice(position$1 - srcStringStart, (position$1 += length) - srcStringStart);
		if (srcStringEnd == 0 && srcEnd < 140) {
			let string = length < 16 ? shortStringInJS(length) : longStringInJS(length);
			if (string != null) return string;
		}
		return readFixedString(length);
	} else {
		let value;
		switch (token) {
			case 192: return null;
			case 193:
				if (bundledStrings$1) {
					value = read();
					if (value > 0) return bundledStrings$1[1].slice(bundledStrings$1.position1, bundledStrings$1.position1 += value);
					else return bundledStrings$1[0].slice(bundledStrings$1.position0, bundledStrings$1.position0 -= value);
				}
				return C1;
			case 194: return false;
			case 195: return true;
			case 196:
				value = src[position$1++];
				if (value === void 0) throw new Error("Unexpected end of buffer");
				return readBin(value);
			case 197:
				value = dataView.getUint16(position$1);
				position$1 += 2;
				if (value > srcEnd - position$1) throw endOfMessagePackError(position$1 + value);
				return readBin(value);
			case 198:
				value = dataView.getUint32(position$1);
				position$1 += 4;
				if (value > srcEnd - position$1) throw endOfMessagePackError(position$1 + value);
				return readBin(value);
			case 199: return readExt(src[position$1++]);
			case 200:
				value = dataView.getUint16(position$1);
				position$1 += 2;
				return readExt(value);
			case 201:
				value = dataView.getUint32(position$1);
				position$1 += 4;
				return readExt(value);
			case 202:
				value = dataView.getFloat32(position$1);
				if (currentUnpackr.useFloat32 > 2) {
					let multiplier = mult10[(src[position$1] & 127) << 1 | src[position$1 + 1] >> 7];
					position$1 += 4;
					return (multiplier * value + (value > 0 ? .5 : -.5) >> 0) / multiplier;
				}
				position$1 += 4;
				return value;
			case 203:
				value = dataView.getFloat64(position$1);
				position$1 += 8;
				return value;
			case 204: return src[position$1++];
			case 205:
				value = dataView.getUint16(position$1);
				position$1 += 2;
				return value;
			case 206:
				value = dataView.getUint32(position$1);
				position$1 += 4;
				return value;
			case 207:
				if (currentUnpackr.int64AsType === "number") {
					value = dataView.getUint32(position$1) * 4294967296;
					value += dataView.getUint32(position$1 + 4);
				} else if (currentUnpackr.int64AsType === "string") value = dataView.getBigUint64(position$1).toString();
				else if (currentUnpackr.int64AsType === "auto") {
					value = dataView.getBigUint64(position$1);
					if (value <= BigInt(2) << BigInt(52)) value = Number(value);
				} else value = dataView.getBigUint64(position$1);
				position$1 += 8;
				return value;
			case 208: return dataView.getInt8(position$1++);
			case 209:
				value = dataView.getInt16(position$1);
				position$1 += 2;
				return value;
			case 210:
				value = dataView.getInt32(position$1);
				position$1 += 4;
				return value;
			case 211:
				if (currentUnpackr.int64AsType === "number") {
					value = dataView.getInt32(position$1) * 4294967296;
					value += dataView.getUint32(position$1 + 4);
				} else if (currentUnpackr.int64AsType === "string") value = dataView.getBigInt64(position$1).toString();
				else if (currentUnpackr.int64AsType === "auto") {
					value = dataView.getBigInt64(position$1);
					if (value >= BigInt(-2) << BigInt(52) && value <= BigInt(2) << BigInt(52)) value = Number(value);
				} else value = dataView.getBigInt64(position$1);
				position$1 += 8;
				return value;
			case 212:
				value = src[position$1++];
				if (value == 114) return recordDefinition(src[position$1++] & 63);
				else {
					let extension = currentExtensions[value];
					if (extension) {
						if (extension.read) {
							position$1++;
							return extension.read(read());
						} else if (extension.noBuffer) {
							position$1++;
							return extension();
						} else {
							if (position$1 >= srcEnd) throw endOfMessagePackError();
							return extension(src.subarray(position$1, ++position$1));
						}
					} else throw new Error("Unknown extension " + value);
				}
			case 213:
				value = src[position$1];
				if (value == 114) {
					position$1++;
					return recordDefinition(src[position$1++] & 63, src[position$1++]);
				} else return readExt(2);
			case 214: return readExt(4);
			case 215: return readExt(8);
			case 216: return readExt(16);
			case 217:
				value = src[position$1++];
				if (srcStringEnd >= position$1) return srcString.slice(position$1 - srcStringStart, (position$1 += value) - srcStringStart);
				return readString8(value);
			case 218:
				value = dataView.getUint16(position$1);
				position$1 += 2;
				if (value > srcEnd - position$1) throw endOfMessagePackError(position$1 + value);
				if (srcStringEnd >= position$1) return srcString.slice(position$1 - srcStringStart, (position$1 += value) - srcStringStart);
				return readString16(value);
			case 219:
				value = dataView.getUint32(position$1);
				position$1 += 4;
				if (value > srcEnd - position$1) throw endOfMessagePackError(position$1 + value);
				if (srcStringEnd >= position$1) return srcString.slice(position$1 - srcStringStart, (position$1 += value) - srcStringStart);
				return readString32(value);
			case 220:
				value = dataView.getUint16(position$1);
				position$1 += 2;
				return readArray(value);
			case 221:
				value = dataView.getUint32(position$1);
				position$1 += 4;
				return readArray(value);
			case 222:
				value = dataView.getUint16(position$1);
				position$1 += 2;
				return readMap(value);
			case 223:
				value = dataView.getUint32(position$1);
				position$1 += 4;
				return readMap(value);
			default:
				if (token >= 224) return token - 256;
				if (token === void 0) throw endOfMessagePackError();
				throw new Error("Unknown MessagePack token " + token);
		}
	}
}
const validName = /^[a-zA-Z_$][a-zA-Z\d_$]*$/;
function createStructureReader(structure, firstId) {
	function readObject() {
		if (readObject.count++ > inlineObjectReadThreshold) {
			let optimizedReadObject;
			try {
				optimizedReadObject = structure.read = new Function("r", "return function(){return " + (currentUnpackr.freezeData ? "Object.freeze" : "") + "({" + structure.map((key) => key === "__proto__" ? "__proto_:r()" : validName.test(key) ? key + ":r()" : "[" + JSON.stringify(key) + "]:r()").join(",") + "})}")(read);
			} catch (error) {
				inlineObjectReadThreshold = Infinity;
				return readObject();
			}
			structure.read0 = optimizedReadObject;
			if (structure.highByte === 0) structure.read = createSecondByteReader(firstId, structure.read);
			return optimizedReadObject();
		}
		let object = {};
		for (let i = 0, l = structure.length; i < l; i++) {
			let key = structure[i];
			if (key === "__proto__") key = "__proto_";
			object[key] = read();
		}
		if (currentUnpackr.freezeData) return Object.freeze(object);
		return object;
	}
	readObject.count = 0;
	structure.read0 = readObject;
	if (structure.highByte === 0) return createSecondByteReader(firstId, readObject);
	return readObject;
}
const createSecondByteReader = (firstId, read0) => {
	return function() {
		let highByte = src[position$1++];
		if (highByte === 0) return read0();
		let id = firstId < 32 ? -(firstId + (highByte << 5)) : firstId + (highByte << 5);
		let structure = currentStructures[id] || loadStructures()[id];
		if (!structure) throw new Error("Record id is not defined for " + id);
		if (!structure.read) structure.read = createStructureReader(structure, firstId);
		return structure.read();
	};
};
function loadStructures() {
	let loadedStructures = saveState(() => {
		src = null;
		return currentUnpackr.getStructures();
	});
	return currentStructures = currentUnpackr._mergeStructures(loadedStructures, currentStructures);
}
var readFixedString = readStringJS;
var readString8 = readStringJS;
var readString16 = readStringJS;
var readString32 = readStringJS;
function readStringJS(length) {
	let result;
	if (length < 16) {
		if (result = shortStringInJS(length)) return result;
	}
	if (length > 64 && decoder) return decoder.decode(src.subarray(position$1, position$1 += length));
	const end = position$1 + length;
	const units = [];
	result = "";
	while (position$1 < end) {
		const byte1 = src[position$1++];
		if ((byte1 & 128) === 0) units.push(byte1);
		else if ((byte1 & 224) === 192) {
			if (byte1 < 194 || position$1 >= end || (src[position$1] & 192) !== 128) units.push(65533);
			else {
				const byte2 = src[position$1++] & 63;
				units.push((byte1 & 31) << 6 | byte2);
			}
		} else if ((byte1 & 240) === 224) {
			const byte2 = position$1 < end ? src[position$1] : 0;
			if (position$1 >= end || (byte2 & 192) !== 128 || byte1 === 224 && byte2 < 160 || byte1 === 237 && byte2 >= 160) units.push(65533);
			else {
				position$1++;
				if (position$1 >= end || (src[position$1] & 192) !== 128) units.push(65533);
				else {
					const byte3 = src[position$1++] & 63;
					units.push((byte1 & 31) << 12 | (byte2 & 63) << 6 | byte3);
				}
			}
		} else if ((byte1 & 248) === 240) {
			const byte2 = position$1 < end ? src[position$1] : 0;
			if (byte1 > 244 || position$1 >= end || (byte2 & 192) !== 128 || byte1 === 240 && byte2 < 144 || byte1 === 244 && byte2 >= 144) units.push(65533);
			else {
				position$1++;
				if (position$1 >= end || (src[position$1] & 192) !== 128) units.push(65533);
				else {
					const byte3 = src[position$1++] & 63;
					if (position$1 >= end || (src[position$1] & 192) !== 128) units.push(65533);
					else {
						const byte4 = src[position$1++] & 63;
						let unit = (byte1 & 7) << 18 | (byte2 & 63) << 12 | byte3 << 6 | byte4;
						unit -= 65536;
						units.push(unit >>> 10 & 1023 | 55296);
						units.push(56320 | unit & 1023);
					}
				}
			}
		} else units.push(65533);
		if (units.length >= 4096) {
			result += fromCharCode.apply(String, units);
			units.length = 0;
		}
	}
	if (units.length > 0) result += fromCharCode.apply(String, units);
	return result;
}
function endOfMessagePackError(end) {
	let error = /* @__PURE__ */ new Error("Unexpected end of MessagePack data");
	error.incomplete = true;
	if (end > srcEnd && position$1 <= srcEnd) error.missingBytes = end - srcEnd;
	return error;
}
function readArray(length) {
	if (length > srcEnd - position$1 || (arrayAllocationBudget -= length) < 0) throw endOfMessagePackError(position$1 + length);
	let array = new Array(length);
	for (let i = 0; i < length; i++) array[i] = read();
	if (currentUnpackr.freezeData) return Object.freeze(array);
	return array;
}
function readMap(length) {
	if (length > (srcEnd - position$1) / 2) throw endOfMessagePackError(position$1 + 2 * length);
	if (currentUnpackr.mapsAsObjects) {
		let object = {};
		for (let i = 0; i < length; i++) {
			let key = readKey();
			if (key === "__proto__") key = "__proto_";
			object[key] = read();
		}
		return object;
	} else {
		let map = /* @__PURE__ */ new Map();
		for (let i = 0; i < length; i++) map.set(read(), read());
		return map;
	}
}
var fromCharCode = String.fromCharCode;
function longStringInJS(length) {
	let start = position$1;
	if (src.latin1Slice) {
		let end = start + length;
		if (end > srcEnd) return;
		for (let i = start; i < end; i++) if ((src[i] & 128) > 0) return;
		position$1 = end;
		return src.latin1Slice(start, end);
	}
	let bytes = new Array(length);
	for (let i = 0; i < length; i++) {
		const byte = src[position$1++];
		if ((byte & 128) > 0) {
			position$1 = start;
			return;
		}
		bytes[i] = byte;
	}
	return fromCharCode.apply(String, bytes);
}
function shortStringInJS(length) {
	if (length < 4) {
		if (length < 2) {
			if (length === 0) return "";
			else {
				let a = src[position$1++];
				if ((a & 128) > 1) {
					position$1 -= 1;
					return;
				}
				return fromCharCode(a);
			}
		} else {
			let a = src[position$1++];
			let b = src[position$1++];
			if ((a & 128) > 0 || (b & 128) > 0) {
				position$1 -= 2;
				return;
			}
			if (length < 3) return fromCharCode(a, b);
			let c = src[position$1++];
			if ((c & 128) > 0) {
				position$1 -= 3;
				return;
			}
			return fromCharCode(a, b, c);
		}
	} else {
		let a = src[position$1++];
		let b = src[position$1++];
		let c = src[position$1++];
		let d = src[position$1++];
		if ((a & 128) > 0 || (b & 128) > 0 || (c & 128) > 0 || (d & 128) > 0) {
			position$1 -= 4;
			return;
		}
		if (length < 6) {
			if (length === 4) return fromCharCode(a, b, c, d);
			else {
				let e = src[position$1++];
				if ((e & 128) > 0) {
					position$1 -= 5;
					return;
				}
				return fromCharCode(a, b, c, d, e);
			}
		} else if (length < 8) {
			let e = src[position$1++];
			let f = src[position$1++];
			if ((e & 128) > 0 || (f & 128) > 0) {
				position$1 -= 6;
				return;
			}
			if (length < 7) return fromCharCode(a, b, c, d, e, f);
			let g = src[position$1++];
			if ((g & 128) > 0) {
				position$1 -= 7;
				return;
			}
			return fromCharCode(a, b, c, d, e, f, g);
		} else {
			let e = src[position$1++];
			let f = src[position$1++];
			let g = src[position$1++];
			let h = src[position$1++];
			if ((e & 128) > 0 || (f & 128) > 0 || (g & 128) > 0 || (h & 128) > 0) {
				position$1 -= 8;
				return;
			}
			if (length < 10) {
				if (length === 8) return fromCharCode(a, b, c, d, e, f, g, h);
				else {
					let i = src[position$1++];
					if ((i & 128) > 0) {
						position$1 -= 9;
						return;
					}
					return fromCharCode(a, b, c, d, e, f, g, h, i);
				}
			} else if (length < 12) {
				let i = src[position$1++];
				let j = src[position$1++];
				if ((i & 128) > 0 || (j & 128) > 0) {
					position$1 -= 10;
					return;
				}
				if (length < 11) return fromCharCode(a, b, c, d, e, f, g, h, i, j);
				let k = src[position$1++];
				if ((k & 128) > 0) {
					position$1 -= 11;
					return;
				}
				return fromCharCode(a, b, c, d, e, f, g, h, i, j, k);
			} else {
				let i = src[position$1++];
				let j = src[position$1++];
				let k = src[position$1++];
				let l = src[position$1++];
				if ((i & 128) > 0 || (j & 128) > 0 || (k & 128) > 0 || (l & 128) > 0) {
					position$1 -= 12;
					return;
				}
				if (length < 14) {
					if (length === 12) return fromCharCode(a, b, c, d, e, f, g, h, i, j, k, l);
					else {
						let m = src[position$1++];
						if ((m & 128) > 0) {
							position$1 -= 13;
							return;
						}
						return fromCharCode(a, b, c, d, e, f, g, h, i, j, k, l, m);
					}
				} else {
					let m = src[position$1++];
					let n = src[position$1++];
					if ((m & 128) > 0 || (n & 128) > 0) {
						position$1 -= 14;
						return;
					}
					if (length < 15) return fromCharCode(a, b, c, d, e, f, g, h, i, j, k, l, m, n);
					let o = src[position$1++];
					if ((o & 128) > 0) {
						position$1 -= 15;
						return;
					}
					return fromCharCode(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o);
				}
			}
		}
	}
}
function readOnlyJSString() {
	let token = src[position$1++];
	let length;
	if (token < 192) length = token - 160;
	else switch (token) {
		case 217:
			length = src[position$1++];
			break;
		case 218:
			length = dataView.getUint16(position$1);
			position$1 += 2;
			break;
		case 219:
			length = dataView.getUint32(position$1);
			position$1 += 4;
			break;
		default: throw new Error("Expected string");
	}
	return readStringJS(length);
}
function readBin(length) {
	return currentUnpackr.copyBuffers ? Uint8Array.prototype.slice.call(src, position$1, position$1 += length) : src.subarray(position$1, position$1 += length);
}
function readExt(length) {
	if (length >= srcEnd - position$1) throw endOfMessagePackError(position$1 + 1 + length);
	let type = src[position$1++];
	if (currentExtensions[type]) {
		let end;
		return currentExtensions[type](src.subarray(position$1, end = position$1 += length), (readPosition) => {
			position$1 = readPosition;
			try {
				return read();
			} finally {
				position$1 = end;
			}
		});
	} else throw new Error("Unknown extension type " + type);
}
var keyCache = new Array(4096);
function readKey() {
	let length = src[position$1++];
	if (length >= 160 && length < 192) {
		length = length - 160;
		if (srcStringEnd >= position$1) return srcString.slice(position$1 - srcStringStart, (position$1 += length) - srcStringStart);
		else if (!(srcStringEnd == 0 && srcEnd < 180)) return readFixedString(length);
	} else {
		position$1--;
		return asSafeString(read());
	}
	if (length > srcEnd - position$1) throw endOfMessagePackError(position$1 + length);
	let key = (length << 5 ^ (length > 1 ? dataView.getUint16(position$1) : length > 0 ? src[position$1] : 0)) & 4095;
	let entry = keyCache[key];
	let checkPosition = position$1;
	let end = position$1 + length - 3;
	let chunk;
	let i = 0;
	if (entry && entry.bytes == length) {
		while (checkPosition < end) {
			chunk = dataView.getUint32(checkPosition);
			if (chunk != entry[i++]) {
				checkPosition = 1879048192;
				break;
			}
			checkPosition += 4;
		}
		end += 3;
		while (checkPosition < end) {
			chunk = src[checkPosition++];
			if (chunk != entry[i++]) {
				checkPosition = 1879048192;
				break;
			}
		}
		if (checkPosition === end) {
			position$1 = checkPosition;
			return entry.string;
		}
		end -= 3;
		checkPosition = position$1;
	}
	entry = [];
	keyCache[key] = entry;
	entry.bytes = length;
	while (checkPosition < end) {
		chunk = dataView.getUint32(checkPosition);
		entry.push(chunk);
		checkPosition += 4;
	}
	end += 3;
	while (checkPosition < end) {
		chunk = src[checkPosition++];
		entry.push(chunk);
	}
	let string = length < 16 ? shortStringInJS(length) : longStringInJS(length);
	if (string != null) return entry.string = string;
	return entry.string = readFixedString(length);
}
function asSafeString(property) {
	if (typeof property === "string") return property;
	if (typeof property === "number" || typeof property === "boolean" || typeof property === "bigint") return property.toString();
	if (property == null) return property + "";
	if (currentUnpackr.allowArraysInMapKeys && Array.isArray(property) && property.flat().every((item) => [
		"string",
		"number",
		"boolean",
		"bigint"
	].includes(typeof item))) return property.flat().toString();
	throw new Error(`Invalid property type for record: ${typeof property}. A MessagePack map with non-string keys can be decoded as a Map with mapsAsObjects: false`);
}
const recordDefinition = (id, highByte) => {
	let structure = read().map(asSafeString);
	let firstByte = id;
	if (highByte !== void 0) {
		id = id < 32 ? -((highByte << 5) + id) : (highByte << 5) + id;
		structure.highByte = highByte;
	}
	let existingStructure = currentStructures[id];
	if (existingStructure && (existingStructure.isShared || sequentialMode)) (currentStructures.restoreStructures || (currentStructures.restoreStructures = []))[id] = existingStructure;
	currentStructures[id] = structure;
	structure.read = createStructureReader(structure, firstByte);
	return (structure.read0 || structure.read)();
};
currentExtensions[0] = () => {};
currentExtensions[0].noBuffer = true;
currentExtensions[66] = (data) => {
	let headLength = data.byteLength % 8 || 8;
	let head = BigInt(data[0] & 128 ? data[0] - 256 : data[0]);
	for (let i = 1; i < headLength; i++) {
		head <<= BigInt(8);
		head += BigInt(data[i]);
	}
	if (data.byteLength !== headLength) {
		let view = new DataView(data.buffer, data.byteOffset, data.byteLength);
		let decode = (start, end) => {
			let length = end - start;
			if (length <= 40) {
				let out = view.getBigUint64(start);
				for (let i = start + 8; i < end; i += 8) {
					out <<= BigInt(64);
					out |= view.getBigUint64(i);
				}
				return out;
			}
			let middle = start + (length >> 4 << 3);
			let left = decode(start, middle);
			let right = decode(middle, end);
			return left << BigInt((end - middle) * 8) | right;
		};
		head = head << BigInt((view.byteLength - headLength) * 8) | decode(headLength, view.byteLength);
	}
	return head;
};
let errors = {
	Error,
	EvalError,
	RangeError,
	ReferenceError,
	SyntaxError,
	TypeError,
	URIError,
	AggregateError: typeof AggregateError === "function" ? AggregateError : null
};
currentExtensions[101] = () => {
	let data = read();
	if (!errors[data[0]]) {
		let error = Error(data[1], { cause: data[2] });
		error.name = data[0];
		return error;
	}
	return errors[data[0]](data[1], { cause: data[2] });
};
currentExtensions[105] = (data) => {
	if (currentUnpackr.structuredClone === false) throw new Error("Structured clone extension is disabled");
	let id = dataView.getUint32(position$1 - 4);
	if (!referenceMap) referenceMap = /* @__PURE__ */ new Map();
	let token = src[position$1];
	let target;
	if (token >= 144 && token < 160 || token == 220 || token == 221) target = [];
	else if (token >= 128 && token < 144 || token == 222 || token == 223) target = /* @__PURE__ */ new Map();
	else if ((token >= 199 && token <= 201 || token >= 212 && token <= 216) && src[position$1 + 1] === 115) target = /* @__PURE__ */ new Set();
	else target = {};
	let refEntry = { target };
	referenceMap.set(id, refEntry);
	let targetProperties = read();
	if (!refEntry.used) return refEntry.target = targetProperties;
	else Object.assign(target, targetProperties);
	if (target instanceof Map) for (let [k, v] of targetProperties.entries()) target.set(k, v);
	if (target instanceof Set) for (let i of Array.from(targetProperties)) target.add(i);
	return target;
};
currentExtensions[112] = (data) => {
	if (currentUnpackr.structuredClone === false) throw new Error("Structured clone extension is disabled");
	let id = dataView.getUint32(position$1 - 4);
	let refEntry = referenceMap.get(id);
	refEntry.used = true;
	return refEntry.target;
};
currentExtensions[115] = () => new Set(read());
const typedArrays = [
	"Int8",
	"Uint8",
	"Uint8Clamped",
	"Int16",
	"Uint16",
	"Int32",
	"Uint32",
	"Float32",
	"Float64",
	"BigInt64",
	"BigUint64"
].map((type) => type + "Array");
let glbl = typeof globalThis === "object" ? globalThis : window;
currentExtensions[116] = (data) => {
	let typeCode = data[0];
	let buffer = Uint8Array.prototype.slice.call(data, 1).buffer;
	let typedArrayName = typedArrays[typeCode];
	if (!typedArrayName) {
		if (typeCode === 16) return buffer;
		if (typeCode === 17) return new DataView(buffer);
		throw new Error("Could not find typed array for code " + typeCode);
	}
	return new glbl[typedArrayName](buffer);
};
currentExtensions[120] = () => {
	let data = read();
	return new RegExp(data[0], data[1]);
};
const TEMP_BUNDLE = [];
currentExtensions[98] = (data) => {
	let dataSize = (data[0] << 24) + (data[1] << 16) + (data[2] << 8) + data[3];
	let dataPosition = position$1;
	position$1 += dataSize - data.length;
	bundledStrings$1 = TEMP_BUNDLE;
	bundledStrings$1 = [readOnlyJSString(), readOnlyJSString()];
	bundledStrings$1.position0 = 0;
	bundledStrings$1.position1 = 0;
	bundledStrings$1.postBundlePosition = position$1;
	position$1 = dataPosition;
	return read();
};
currentExtensions[255] = (data) => {
	if (data.length == 4) return /* @__PURE__ */ new Date((data[0] * 16777216 + (data[1] << 16) + (data[2] << 8) + data[3]) * 1e3);
	else if (data.length == 8) return /* @__PURE__ */ new Date(((data[0] << 22) + (data[1] << 14) + (data[2] << 6) + (data[3] >> 2)) / 1e6 + ((data[3] & 3) * 4294967296 + data[4] * 16777216 + (data[5] << 16) + (data[6] << 8) + data[7]) * 1e3);
	else if (data.length == 12) return /* @__PURE__ */ new Date(((data[0] << 24) + (data[1] << 16) + (data[2] << 8) + data[3]) / 1e6 + ((data[4] & 128 ? -281474976710656 : 0) + data[6] * 1099511627776 + data[7] * 4294967296 + data[8] * 16777216 + (data[9] << 16) + (data[10] << 8) + data[11]) * 1e3);
	else return /* @__PURE__ */ new Date("invalid");
};
function saveState(callback) {
	if (currentUnpackr && currentUnpackr._onSaveState) currentUnpackr._onSaveState();
	let savedSrcEnd = srcEnd;
	let savedPosition = position$1;
	let savedStringPosition = stringPosition;
	let savedSrcStringStart = srcStringStart;
	let savedSrcStringEnd = srcStringEnd;
	let savedSrcString = srcString;
	let savedStrings = strings;
	let savedReferenceMap = referenceMap;
	let savedBundledStrings = bundledStrings$1;
	let savedArrayAllocationBudget = arrayAllocationBudget;
	let savedSrc = new Uint8Array(src.slice(0, srcEnd));
	let savedStructures = currentStructures;
	let savedStructuresContents = currentStructures.slice(0, currentStructures.length);
	let savedPackr = currentUnpackr;
	let savedSequentialMode = sequentialMode;
	try {
		return callback();
	} finally {
		srcEnd = savedSrcEnd;
		position$1 = savedPosition;
		stringPosition = savedStringPosition;
		srcStringStart = savedSrcStringStart;
		srcStringEnd = savedSrcStringEnd;
		srcString = savedSrcString;
		strings = savedStrings;
		referenceMap = savedReferenceMap;
		bundledStrings$1 = savedBundledStrings;
		arrayAllocationBudget = savedArrayAllocationBudget;
		src = savedSrc;
		sequentialMode = savedSequentialMode;
		currentStructures = savedStructures;
		currentStructures.splice(0, currentStructures.length, ...savedStructuresContents);
		currentUnpackr = savedPackr;
		dataView = new DataView(src.buffer, src.byteOffset, src.byteLength);
	}
}
function clearSource() {
	src = null;
	referenceMap = null;
	currentStructures = null;
}
const mult10 = new Array(147);
for (let i = 0; i < 256; i++) mult10[i] = +("1e" + Math.floor(45.15 - i * .30103));
var defaultUnpackr = new Unpackr({ useRecords: false });
defaultUnpackr.unpack;
defaultUnpackr.unpackMultiple;
defaultUnpackr.unpack;
const FLOAT32_OPTIONS = {
	NEVER: 0,
	ALWAYS: 1,
	DECIMAL_ROUND: 3,
	DECIMAL_FIT: 4
};
new Uint8Array((/* @__PURE__ */ new Float32Array(1)).buffer, 0, 4);
Unpackr.SUPPORTS_STRUCT_HOOKS = true;
// node_modules/msgpackr/pack.js
let textEncoder;
try {
	textEncoder = new TextEncoder();
} catch (error) {}
let extensions;
let extensionClasses;
const hasNodeBuffer = typeof Buffer !== "undefined";
const ByteArrayAllocate = hasNodeBuffer ? function(length) {
	return Buffer.allocUnsafeSlow(length);
} : Uint8Array;
const ByteArray = hasNodeBuffer ? Buffer : Uint8Array;
const MAX_BUFFER_SIZE = hasNodeBuffer ? 4294967296 : 2144337920;
let target;
let keysTarget;
let targetView;
let position = 0;
let safeEnd;
let bundledStrings = null;
let packing = false;
const MAX_BUNDLE_SIZE = 21760;
const hasNonLatin = /[\u0080-\uFFFF]/;
const RECORD_SYMBOL = Symbol("record-id");
var Packr = class extends Unpackr {
	constructor(options) {
		super(options);
		this.offset = 0;
		let start;
		let hasSharedUpdate;
		let structures;
		let referenceMap;
		let encodeUtf8 = ByteArray.prototype.utf8Write ? function(string, position) {
			return target.utf8Write(string, position, target.byteLength - position);
		} : textEncoder && textEncoder.encodeInto ? function(string, position) {
			return textEncoder.encodeInto(string, target.subarray(position)).written;
		} : false;
		let packr = this;
		if (!options) options = {};
		let isSequential = options && options.sequential;
		let hasSharedStructures = options.structures || options.saveStructures;
		let maxSharedStructures = options.maxSharedStructures;
		if (maxSharedStructures == null) maxSharedStructures = hasSharedStructures ? 32 : 0;
		if (maxSharedStructures > 8160) throw new Error("Maximum maxSharedStructure is 8160");
		if (options.structuredClone && options.moreTypes == void 0) this.moreTypes = true;
		let maxOwnStructures = options.maxOwnStructures;
		if (maxOwnStructures == null) maxOwnStructures = hasSharedStructures ? 32 : 64;
		if (!this.structures && options.useRecords != false) this.structures = [];
		let useTwoByteRecords = maxSharedStructures > 32 || maxOwnStructures + maxSharedStructures > 64;
		let sharedLimitId = maxSharedStructures + 64;
		let maxStructureId = maxSharedStructures + maxOwnStructures + 64;
		if (maxStructureId > 8256) throw new Error("Maximum maxSharedStructure + maxOwnStructure is 8192");
		let recordIdsToRemove = [];
		let transitionsCount = 0;
		let serializationsSinceTransitionRebuild = 0;
		let instancePacking = false;
		let reentrantDepth = 0;
		let pendingNestedStructures = null;
		this.pack = this.encode = function(value, encodeOptions) {
			if (packing) return saveState(value, encodeOptions);
			if (!target) {
				target = new ByteArrayAllocate(8192);
				targetView = target.dataView || (target.dataView = new DataView(target.buffer, 0, 8192));
				position = 0;
			}
			safeEnd = target.length - 10;
			if (safeEnd - position < 2048) {
				target = new ByteArrayAllocate(target.length);
				targetView = target.dataView || (target.dataView = new DataView(target.buffer, 0, target.length));
				safeEnd = target.length - 10;
				position = 0;
			} else position = position + 7 & 2147483640;
			start = position;
			if (encodeOptions & 2048) position += encodeOptions & 255;
			referenceMap = packr.structuredClone ? /* @__PURE__ */ new Map() : null;
			if (packr.bundleStrings && typeof value !== "string") {
				bundledStrings = [];
				bundledStrings.size = Infinity;
			} else bundledStrings = null;
			structures = packr.structures;
			if (structures) {
				if (structures.uninitialized) structures = packr._mergeStructures(packr.getStructures());
				let sharedLength = structures.sharedLength || 0;
				if (sharedLength > maxSharedStructures) throw new Error("Shared structures is larger than maximum shared structures, try increasing maxSharedStructures to " + structures.sharedLength);
				if (!structures.transitions) {
					rebuildTransitions(reentrantDepth && packr.saveStructures ? Math.min(sharedLength, packr.lastNamedStructuresLength || 0) : sharedLength);
					if (!reentrantDepth) packr.lastNamedStructuresLength = sharedLength;
				}
				if (!isSequential || !(structures.nextId >= sharedLength + 64)) structures.nextId = sharedLength + 64;
			}
			if (hasSharedUpdate) hasSharedUpdate = false;
			if (!reentrantDepth && pendingNestedStructures) pendingNestedStructures = null;
			let encodingError;
			packing = true;
			instancePacking = true;
			try {
				if (packr._writeStruct && !(reentrantDepth && packr.saveStructures) && value && typeof value === "object") {
					if (value.constructor === Object) writeStruct(value);
					else if (value.constructor !== Map && !Array.isArray(value) && !extensionClasses.some((extClass) => value instanceof extClass)) writeStruct(packr.useToJSON !== false && value.toJSON ? value.toJSON() : value);
					else pack(value);
				} else pack(value);
				let lastBundle = bundledStrings;
				if (bundledStrings) writeBundles(start, pack, 0);
				if (referenceMap && referenceMap.idsToInsert) {
					let idsToInsert = referenceMap.idsToInsert.sort((a, b) => a.offset > b.offset ? 1 : -1);
					let i = idsToInsert.length;
					let incrementPosition = -1;
					while (lastBundle && i > 0) {
						let insertionPoint = idsToInsert[--i].offset + start;
						if (insertionPoint < lastBundle.stringsPosition + start && incrementPosition === -1) incrementPosition = 0;
						if (insertionPoint > lastBundle.position + start) {
							if (incrementPosition >= 0) incrementPosition += 6;
						} else {
							if (incrementPosition >= 0) {
								targetView.setUint32(lastBundle.position + start, targetView.getUint32(lastBundle.position + start) + incrementPosition);
								incrementPosition = -1;
							}
							lastBundle = lastBundle.previous;
							i++;
						}
					}
					if (incrementPosition >= 0 && lastBundle) targetView.setUint32(lastBundle.position + start, targetView.getUint32(lastBundle.position + start) + incrementPosition);
					position += idsToInsert.length * 6;
					if (position > safeEnd) makeRoom(position);
					packr.offset = position;
					let serialized = insertIds(target.subarray(start, position), idsToInsert);
					referenceMap = null;
					return serialized;
				}
				packr.offset = position;
				if (encodeOptions & 512) {
					target.start = start;
					target.end = position;
					return target;
				}
				return target.subarray(start, position);
			} catch (error) {
				encodingError = error;
				throw error;
			} finally {
				instancePacking = false;
				if (structures) {
					resetStructures();
					if (pendingNestedStructures && !reentrantDepth) {
						let toPromote = pendingNestedStructures;
						pendingNestedStructures = null;
						if (!encodingError && packr.saveStructures) {
							let sharedLength = structures.sharedLength || 0;
							if (!structures.transitions) rebuildTransitions(sharedLength);
							for (let i = 0, l = toPromote.length; i < l && sharedLength < maxSharedStructures; i++) {
								let keys = toPromote[i];
								let nextTransition, transition = structures.transitions;
								for (let j = 0, kl = keys.length; j < kl; j++) {
									let key = keys[j];
									nextTransition = transition[key];
									if (!nextTransition) nextTransition = transition[key] = Object.create(null);
									transition = nextTransition;
								}
								if (!transition[RECORD_SYMBOL]) {
									let recordId = sharedLength + 64;
									keys.highByte = recordId >= 96 && useTwoByteRecords ? recordId - 96 >> 5 : -1;
									keys.isShared = true;
									transition[RECORD_SYMBOL] = recordId;
									transition.__keys__ = keys;
									structures[sharedLength++] = keys;
									structures.sharedLength = sharedLength;
									hasSharedUpdate = true;
								}
							}
							if (!isSequential || !(structures.nextId >= sharedLength + 64)) structures.nextId = sharedLength + 64;
						}
					}
					if (hasSharedUpdate && !reentrantDepth && packr.saveStructures) {
						let sharedLength = structures.sharedLength || 0;
						let returnBuffer = target.subarray(start, position);
						if (!encodingError) {
							let saveSucceeded = false;
							try {
								let newSharedData = (packr._prepareStructures || prepareStructures)(structures, packr);
								if (packr.saveStructures(newSharedData, newSharedData.isCompatible) === false) {
									structures.uninitialized = true;
									saveSucceeded = true;
									packing = false;
									return packr.pack(value, encodeOptions);
								}
								saveSucceeded = true;
							} finally {
								packing = false;
								if (!saveSucceeded) {
									structures = packr.structures;
									if (packr.getStructures) structures.uninitialized = true;
									structures.length = structures.sharedLength = packr.lastNamedStructuresLength || 0;
									structures.transitions = null;
								}
							}
							packr.lastNamedStructuresLength = sharedLength;
							if (target.length > 1073741824) target = null;
							return returnBuffer;
						}
						if (packr.getStructures) structures.uninitialized = true;
						structures.length = structures.sharedLength = packr.lastNamedStructuresLength || 0;
						structures.transitions = null;
					}
				}
				packing = false;
				if (target.length > 1073741824) target = null;
				if (encodeOptions & 1024) position = start;
			}
		};
		const rebuildTransitions = (sharedLength) => {
			structures.transitions = Object.create(null);
			for (let i = 0; i < sharedLength; i++) {
				let keys = structures[i];
				if (!keys) continue;
				let nextTransition, transition = structures.transitions;
				for (let j = 0, l = keys.length; j < l; j++) {
					let key = keys[j];
					nextTransition = transition[key];
					if (!nextTransition) nextTransition = transition[key] = Object.create(null);
					transition = nextTransition;
				}
				transition[RECORD_SYMBOL] = i + 64;
			}
		};
		const saveState = (value, encodeOptions) => {
			let savedTarget = target;
			let savedTargetView = targetView;
			let savedPosition = position;
			let savedSafeEnd = safeEnd;
			let savedBundledStrings = bundledStrings;
			let savedStart = start;
			let savedReferenceMap = referenceMap;
			let savedHasSharedUpdate = hasSharedUpdate;
			let wasInstancePacking = instancePacking;
			let savedStructures, savedTransitions, savedNextId, savedNextOwnId, savedRecordIdsToRemove, savedRecordIds, savedOwnStructures, savedSharedLength, savedLastNamedLength, savedUnsavedShared, savedTransitionsCount, savedPendingNestedLen;
			let nestedSucceeded = false;
			if (wasInstancePacking) {
				savedPendingNestedLen = pendingNestedStructures ? pendingNestedStructures.length : 0;
				reentrantDepth++;
			}
			try {
				if (wasInstancePacking && structures) {
					savedStructures = structures;
					savedTransitions = structures.transitions;
					savedNextId = structures.nextId;
					savedNextOwnId = structures.nextOwnId;
					savedLastNamedLength = packr.lastNamedStructuresLength;
					savedSharedLength = structures.sharedLength || 0;
					savedOwnStructures = structures.slice(savedSharedLength);
					savedRecordIdsToRemove = recordIdsToRemove;
					savedRecordIds = [];
					for (let i = 0, l = recordIdsToRemove.length; i < l; i++) {
						let transition = recordIdsToRemove[i];
						let recordId = transition[RECORD_SYMBOL];
						savedRecordIds[i] = recordId;
						transition[RECORD_SYMBOL] = 0;
						if (recordId >= savedSharedLength + 64 && transition.__keys__) savedOwnStructures[recordId - savedSharedLength - 64] = transition.__keys__;
					}
					recordIdsToRemove = [];
					if (savedHasSharedUpdate && packr.saveStructures && savedTransitions) {
						savedUnsavedShared = [];
						for (let i = savedLastNamedLength || 0; i < savedSharedLength; i++) {
							let keys = structures[i];
							if (!keys) continue;
							let transition = savedTransitions;
							for (let j = 0, l = keys.length; j < l && transition; j++) transition = transition[keys[j]];
							if (transition && transition[RECORD_SYMBOL] === i + 64) {
								savedUnsavedShared.push(transition, i + 64, transition.__keys__);
								transition[RECORD_SYMBOL] = 0;
								transition.__keys__ = null;
							}
						}
					}
					structures.length = savedSharedLength;
					structures.nextId = savedSharedLength + 64;
					structures.nextOwnId = void 0;
					savedTransitionsCount = transitionsCount;
					transitionsCount = 0;
				}
				target = null;
				packing = false;
				instancePacking = false;
				let result = packr.pack(value, encodeOptions);
				nestedSucceeded = true;
				return result;
			} finally {
				if (!nestedSucceeded && wasInstancePacking && pendingNestedStructures) pendingNestedStructures.length = savedPendingNestedLen;
				packing = true;
				instancePacking = wasInstancePacking;
				target = savedTarget;
				targetView = savedTargetView;
				position = savedPosition;
				safeEnd = savedSafeEnd;
				bundledStrings = savedBundledStrings;
				start = savedStart;
				referenceMap = savedReferenceMap;
				if (wasInstancePacking) {
					reentrantDepth--;
					hasSharedUpdate = savedHasSharedUpdate || hasSharedUpdate;
					structures = packr.structures;
					if (structures && savedOwnStructures) {
						if (recordIdsToRemove !== savedRecordIdsToRemove) for (let i = 0, l = recordIdsToRemove.length; i < l; i++) recordIdsToRemove[i][RECORD_SYMBOL] = 0;
						let currentSharedLength = structures.sharedLength || 0;
						if (structures !== savedStructures) {
							if (savedHasSharedUpdate || savedOwnStructures.length > 0) {
								for (let i = 0; i < savedSharedLength; i++) if (savedStructures[i] !== void 0) structures[i] = savedStructures[i];
								currentSharedLength = structures.sharedLength = structures.length = savedSharedLength;
								packr.lastNamedStructuresLength = savedLastNamedLength;
							} else if (!reentrantDepth && !hasSharedUpdate) packr.lastNamedStructuresLength = currentSharedLength;
						}
						structures.length = Math.max(currentSharedLength, savedSharedLength + savedOwnStructures.length);
						for (let i = Math.max(0, currentSharedLength - savedSharedLength), l = savedOwnStructures.length; i < l; i++) if (savedOwnStructures[i] !== void 0) structures[savedSharedLength + i] = savedOwnStructures[i];
						if (structures.transitions !== savedTransitions || structures !== savedStructures) {
							if (structures === savedStructures && !structures.transitions && currentSharedLength === savedSharedLength) structures.transitions = savedTransitions;
							else {
								rebuildTransitions(reentrantDepth && packr.saveStructures ? Math.min(currentSharedLength, packr.lastNamedStructuresLength || 0) : currentSharedLength);
								savedUnsavedShared = null;
								savedRecordIdsToRemove = [];
								savedRecordIds = [];
								for (let i = Math.max(0, currentSharedLength - savedSharedLength), l = savedOwnStructures.length; i < l; i++) {
									let keys = savedOwnStructures[i];
									if (!keys) continue;
									let nextTransition, transition = structures.transitions;
									for (let j = 0, kl = keys.length; j < kl; j++) {
										let key = keys[j];
										nextTransition = transition[key];
										if (!nextTransition) nextTransition = transition[key] = Object.create(null);
										transition = nextTransition;
									}
									if (!transition[RECORD_SYMBOL]) {
										savedRecordIdsToRemove.push(transition);
										savedRecordIds.push(savedSharedLength + i + 64);
									}
								}
							}
						}
						if (savedUnsavedShared) for (let i = 0, l = savedUnsavedShared.length; i < l; i += 3) {
							savedUnsavedShared[i][RECORD_SYMBOL] = savedUnsavedShared[i + 1];
							savedUnsavedShared[i].__keys__ = savedUnsavedShared[i + 2];
						}
						recordIdsToRemove = savedRecordIdsToRemove;
						for (let i = 0, l = savedRecordIds.length; i < l; i++) if (!recordIdsToRemove[i][RECORD_SYMBOL]) recordIdsToRemove[i][RECORD_SYMBOL] = savedRecordIds[i];
						structures.nextId = !(savedNextId >= currentSharedLength + 64) ? currentSharedLength + 64 : savedNextId;
						structures.nextOwnId = savedNextOwnId;
						if (savedTransitionsCount !== void 0) transitionsCount += savedTransitionsCount;
					}
				} else hasSharedUpdate = savedHasSharedUpdate;
			}
		};
		const resetStructures = () => {
			if (serializationsSinceTransitionRebuild < 10) serializationsSinceTransitionRebuild++;
			let sharedLength = structures.sharedLength || 0;
			if (structures.length > sharedLength && !isSequential) structures.length = sharedLength;
			if (transitionsCount > 1e4 && !reentrantDepth) {
				structures.transitions = null;
				serializationsSinceTransitionRebuild = 0;
				transitionsCount = 0;
				if (recordIdsToRemove.length > 0) recordIdsToRemove = [];
			} else if (recordIdsToRemove.length > 0 && !isSequential) {
				for (let i = 0, l = recordIdsToRemove.length; i < l; i++) recordIdsToRemove[i][RECORD_SYMBOL] = 0;
				recordIdsToRemove = [];
			}
		};
		const packArray = (value) => {
			var length = value.length;
			if (length < 16) target[position++] = 144 | length;
			else if (length < 65536) {
				target[position++] = 220;
				target[position++] = length >> 8;
				target[position++] = length & 255;
			} else {
				target[position++] = 221;
				targetView.setUint32(position, length);
				position += 4;
			}
			for (let i = 0; i < length; i++) pack(value[i]);
		};
		const pack = (value) => {
			if (position > safeEnd) target = makeRoom(position);
			var type = typeof value;
			var length;
			if (type === "string") {
				let strLength = value.length;
				if (bundledStrings && strLength >= 4 && strLength < 4096) {
					if ((bundledStrings.size += strLength) > MAX_BUNDLE_SIZE) {
						let extStart;
						let maxBytes = (bundledStrings[0] ? bundledStrings[0].length * 3 + bundledStrings[1].length : 0) + 10;
						if (position + maxBytes > safeEnd) target = makeRoom(position + maxBytes);
						let lastBundle;
						if (bundledStrings.position) {
							lastBundle = bundledStrings;
							target[position] = 200;
							position += 3;
							target[position++] = 98;
							extStart = position - start;
							position += 4;
							writeBundles(start, pack, 0);
							targetView.setUint16(extStart + start - 3, position - start - extStart);
						} else {
							target[position++] = 214;
							target[position++] = 98;
							extStart = position - start;
							position += 4;
						}
						bundledStrings = ["", ""];
						bundledStrings.previous = lastBundle;
						bundledStrings.size = 0;
						bundledStrings.position = extStart;
					}
					let twoByte = hasNonLatin.test(value);
					bundledStrings[twoByte ? 0 : 1] += value;
					target[position++] = 193;
					pack(twoByte ? -strLength : strLength);
					return;
				}
				let headerSize;
				if (strLength < 32) headerSize = 1;
				else if (strLength < 256) headerSize = 2;
				else if (strLength < 65536) headerSize = 3;
				else headerSize = 5;
				let maxBytes = strLength * 3;
				if (position + maxBytes > safeEnd) target = makeRoom(position + maxBytes);
				if (strLength < 64 || !encodeUtf8) {
					let i, c1, c2, strPosition = position + headerSize;
					for (i = 0; i < strLength; i++) {
						c1 = value.charCodeAt(i);
						if (c1 < 128) target[strPosition++] = c1;
						else if (c1 < 2048) {
							target[strPosition++] = c1 >> 6 | 192;
							target[strPosition++] = c1 & 63 | 128;
						} else if ((c1 & 64512) === 55296 && ((c2 = value.charCodeAt(i + 1)) & 64512) === 56320) {
							c1 = 65536 + ((c1 & 1023) << 10) + (c2 & 1023);
							i++;
							target[strPosition++] = c1 >> 18 | 240;
							target[strPosition++] = c1 >> 12 & 63 | 128;
							target[strPosition++] = c1 >> 6 & 63 | 128;
							target[strPosition++] = c1 & 63 | 128;
						} else {
							target[strPosition++] = c1 >> 12 | 224;
							target[strPosition++] = c1 >> 6 & 63 | 128;
							target[strPosition++] = c1 & 63 | 128;
						}
					}
					length = strPosition - position - headerSize;
				} else length = encodeUtf8(value, position + headerSize);
				if (length < 32) target[position++] = 160 | length;
				else if (length < 256) {
					if (headerSize < 2) target.copyWithin(position + 2, position + 1, position + 1 + length);
					target[position++] = 217;
					target[position++] = length;
				} else if (length < 65536) {
					if (headerSize < 3) target.copyWithin(position + 3, position + 2, position + 2 + length);
					target[position++] = 218;
					target[position++] = length >> 8;
					target[position++] = length & 255;
				} else {
					if (headerSize < 5) target.copyWithin(position + 5, position + 3, position + 3 + length);
					target[position++] = 219;
					targetView.setUint32(position, length);
					position += 4;
				}
				position += length;
			} else if (type === "number") {
				if (value >>> 0 === value) {
					if (value < 32 || value < 128 && this.useRecords === false || value < 64 && !this._writeStruct) target[position++] = value;
					else if (value < 256) {
						target[position++] = 204;
						target[position++] = value;
					} else if (value < 65536) {
						target[position++] = 205;
						target[position++] = value >> 8;
						target[position++] = value & 255;
					} else {
						target[position++] = 206;
						targetView.setUint32(position, value);
						position += 4;
					}
				} else if (value >> 0 === value) {
					if (value >= -32) target[position++] = 256 + value;
					else if (value >= -128) {
						target[position++] = 208;
						target[position++] = value + 256;
					} else if (value >= -32768) {
						target[position++] = 209;
						targetView.setInt16(position, value);
						position += 2;
					} else {
						target[position++] = 210;
						targetView.setInt32(position, value);
						position += 4;
					}
				} else {
					let useFloat32;
					if ((useFloat32 = this.useFloat32) > 0 && value < 4294967296 && value >= -2147483648) {
						target[position++] = 202;
						targetView.setFloat32(position, value);
						let xShifted;
						if (useFloat32 < 4 || (xShifted = value * mult10[(target[position] & 127) << 1 | target[position + 1] >> 7]) >> 0 === xShifted) {
							position += 4;
							return;
						} else position--;
					}
					target[position++] = 203;
					targetView.setFloat64(position, value);
					position += 8;
				}
			} else if (type === "object" || type === "function") {
				if (!value) target[position++] = 192;
				else {
					if (referenceMap) {
						let referee = referenceMap.get(value);
						if (referee) {
							if (!referee.id) referee.id = (referenceMap.idsToInsert || (referenceMap.idsToInsert = [])).push(referee);
							target[position++] = 214;
							target[position++] = 112;
							targetView.setUint32(position, referee.id);
							position += 4;
							return;
						} else referenceMap.set(value, { offset: position - start });
					}
					let constructor = value.constructor;
					if (constructor === Object) writeObject(value);
					else if (constructor === Array) packArray(value);
					else if (constructor === Map) {
						if (this.mapAsEmptyObject) target[position++] = 128;
						else {
							length = value.size;
							if (length < 16) target[position++] = 128 | length;
							else if (length < 65536) {
								target[position++] = 222;
								target[position++] = length >> 8;
								target[position++] = length & 255;
							} else {
								target[position++] = 223;
								targetView.setUint32(position, length);
								position += 4;
							}
							for (let [key, entryValue] of value) {
								pack(key);
								pack(entryValue);
							}
						}
					} else {
						for (let i = 0, l = extensions.length; i < l; i++) {
							let extensionClass = extensionClasses[i];
							if (value instanceof extensionClass) {
								if (value.constructor !== extensionClass && i >= l - builtInExtensionCount && packr.useToJSON !== false && value.toJSON !== void 0 && value.toJSON !== dateToJSON && value.toJSON !== bufferToJSON) break;
								let extension = extensions[i];
								if (extension.write) {
									if (extension.type) {
										target[position++] = 212;
										target[position++] = extension.type;
										target[position++] = 0;
									}
									let writeResult = extension.write.call(this, value);
									if (writeResult === value) {
										if (Array.isArray(value)) packArray(value);
										else writeObject(value);
									} else pack(writeResult);
									return;
								}
								let currentTarget = target;
								let currentTargetView = targetView;
								let currentPosition = position;
								let currentBundledStrings = bundledStrings;
								target = null;
								let result;
								try {
									result = extension.pack.call(this, value, (size) => {
										target = currentTarget;
										currentTarget = null;
										position += size;
										if (position > safeEnd) makeRoom(position);
										return {
											target,
											targetView,
											position: position - size
										};
									}, pack);
								} finally {
									if (currentTarget) {
										target = currentTarget;
										targetView = currentTargetView;
										position = currentPosition;
										bundledStrings = currentBundledStrings;
										safeEnd = target.length - 10;
									}
								}
								if (result) {
									if (result.length + position > safeEnd) makeRoom(result.length + position);
									position = writeExtensionData(result, target, position, extension.type);
								}
								return;
							}
						}
						if (Array.isArray(value)) packArray(value);
						else {
							if (packr.useToJSON !== false && value.toJSON) {
								const json = value.toJSON();
								if (json !== value) return pack(json);
							}
							if (type === "function") return pack(this.writeFunction && this.writeFunction(value));
							writeObject(value);
						}
					}
				}
			} else if (type === "boolean") target[position++] = value ? 195 : 194;
			else if (type === "bigint") {
				if (value < 0x8000000000000000 && value >= -0x8000000000000000) {
					target[position++] = 211;
					targetView.setBigInt64(position, value);
				} else if (value < 0x10000000000000000 && value > 0) {
					target[position++] = 207;
					targetView.setBigUint64(position, value);
				} else if (this.largeBigIntToFloat) {
					target[position++] = 203;
					targetView.setFloat64(position, Number(value));
				} else if (this.largeBigIntToString) return pack(value.toString());
				else if (this.useBigIntExtension || this.moreTypes) {
					let empty = value < 0 ? BigInt(-1) : BigInt(0);
					let array;
					if (value >> BigInt(65536) === empty) {
						let mask = BigInt(0x10000000000000000) - BigInt(1);
						let chunks = [];
						while (true) {
							chunks.push(value & mask);
							if (value >> BigInt(63) === empty) break;
							value >>= BigInt(64);
						}
						array = new Uint8Array(new BigUint64Array(chunks).buffer);
						array.reverse();
					} else {
						let invert = value < 0;
						let string = (invert ? ~value : value).toString(16);
						if (string.length % 2) string = "0" + string;
						else if (parseInt(string.charAt(0), 16) >= 8) string = "00" + string;
						if (hasNodeBuffer) array = Buffer.from(string, "hex");
						else {
							array = new Uint8Array(string.length / 2);
							for (let i = 0; i < array.length; i++) array[i] = parseInt(string.slice(i * 2, i * 2 + 2), 16);
						}
						if (invert) for (let i = 0; i < array.length; i++) array[i] = ~array[i];
					}
					if (array.length + position > safeEnd) makeRoom(array.length + position);
					position = writeExtensionData(array, target, position, 66);
					return;
				} else throw new RangeError(value + " was too large to fit in MessagePack 64-bit integer format, use useBigIntExtension, or set largeBigIntToFloat to convert to float-64, or set largeBigIntToString to convert to string");
				position += 8;
			} else if (type === "undefined") {
				if (this.encodeUndefinedAsNil) target[position++] = 192;
				else {
					target[position++] = 212;
					target[position++] = 0;
					target[position++] = 0;
				}
			} else throw new Error("Unknown type: " + type);
		};
		const writePlainObject = this.variableMapSize || this.coercibleKeyAsNumber || this.skipValues ? (object) => {
			let keys;
			if (this.skipValues) {
				keys = [];
				for (let key in object) if ((typeof object.hasOwnProperty !== "function" || object.hasOwnProperty(key)) && !this.skipValues.includes(object[key])) keys.push(key);
			} else keys = Object.keys(object);
			let length = keys.length;
			if (length < 16) target[position++] = 128 | length;
			else if (length < 65536) {
				target[position++] = 222;
				target[position++] = length >> 8;
				target[position++] = length & 255;
			} else {
				target[position++] = 223;
				targetView.setUint32(position, length);
				position += 4;
			}
			let key;
			if (this.coercibleKeyAsNumber) for (let i = 0; i < length; i++) {
				key = keys[i];
				let num = Number(key);
				pack(isNaN(num) ? key : num);
				pack(object[key]);
			}
			else for (let i = 0; i < length; i++) {
				pack(key = keys[i]);
				pack(object[key]);
			}
		} : (object) => {
			target[position++] = 222;
			let objectOffset = position - start;
			position += 2;
			let size = 0;
			for (let key in object) if (typeof object.hasOwnProperty !== "function" || object.hasOwnProperty(key)) {
				pack(key);
				pack(object[key]);
				size++;
			}
			if (size > 65535) throw new Error("Object is too large to serialize with fast 16-bit map size, use the \"variableMapSize\" option to serialize this object");
			target[objectOffset++ + start] = size >> 8;
			target[objectOffset + start] = size & 255;
		};
		const writeRecord = this.useRecords === false ? writePlainObject : options.progressiveRecords && !useTwoByteRecords && maxOwnStructures > 0 ? (object) => {
			let nextTransition, transition = structures.transitions || (structures.transitions = Object.create(null));
			let objectOffset = position++ - start;
			let wroteKeys;
			for (let key in object) if (typeof object.hasOwnProperty !== "function" || object.hasOwnProperty(key)) {
				nextTransition = transition[key];
				if (nextTransition) transition = nextTransition;
				else {
					let keys = Object.keys(object);
					let lastTransition = transition;
					transition = structures.transitions;
					let newTransitions = 0;
					for (let i = 0, l = keys.length; i < l; i++) {
						let key = keys[i];
						nextTransition = transition[key];
						if (!nextTransition) {
							nextTransition = transition[key] = Object.create(null);
							newTransitions++;
						}
						transition = nextTransition;
					}
					if (objectOffset + start + 1 == position) {
						position--;
						newRecord(transition, keys, newTransitions);
					} else insertNewRecord(transition, keys, objectOffset, newTransitions);
					wroteKeys = true;
					transition = lastTransition[key];
				}
				pack(object[key]);
			}
			if (!wroteKeys) {
				let recordId = transition[RECORD_SYMBOL];
				if (recordId) target[objectOffset + start] = recordId;
				else insertNewRecord(transition, Object.keys(object), objectOffset, 0);
			}
		} : (object) => {
			let nextTransition, transition = structures.transitions || (structures.transitions = Object.create(null));
			let newTransitions = 0;
			for (let key in object) if (typeof object.hasOwnProperty !== "function" || object.hasOwnProperty(key)) {
				nextTransition = transition[key];
				if (!nextTransition) {
					nextTransition = transition[key] = Object.create(null);
					newTransitions++;
				}
				transition = nextTransition;
			}
			let recordId = transition[RECORD_SYMBOL];
			if (recordId) {
				if (recordId >= 96 && useTwoByteRecords) {
					target[position++] = ((recordId -= 96) & 31) + 96;
					target[position++] = recordId >> 5;
				} else target[position++] = recordId;
			} else if (newRecord(transition, transition.__keys__ || Object.keys(object), newTransitions) === false) return writePlainObject(object);
			for (let key in object) if (typeof object.hasOwnProperty !== "function" || object.hasOwnProperty(key)) pack(object[key]);
		};
		const checkUseRecords = typeof this.useRecords == "function" && this.useRecords;
		const writeObject = checkUseRecords ? (object) => {
			checkUseRecords(object) ? writeRecord(object) : writePlainObject(object);
		} : writeRecord;
		const writeStruct = (object) => {
			let newPosition = packr._writeStruct(object, target, start, position, structures, makeRoom, (value, newPosition, notifySharedUpdate) => {
				if (notifySharedUpdate) return hasSharedUpdate = true;
				position = newPosition;
				let startTarget = target;
				pack(value);
				resetStructures();
				if (startTarget !== target) return {
					position,
					targetView,
					target
				};
				return position;
			});
			if (newPosition === 0) return writeObject(object);
			position = newPosition;
		};
		const makeRoom = (end) => {
			let newSize;
			if (end > 16777216) {
				if (end - start > MAX_BUFFER_SIZE) throw new Error("Packed buffer would be larger than maximum buffer size");
				newSize = Math.min(MAX_BUFFER_SIZE, Math.round(Math.max((end - start) * (end > 67108864 ? 1.25 : 2), 4194304) / 4096) * 4096);
			} else newSize = (Math.max(end - start << 2, target.length - 1) >> 12) + 1 << 12;
			let newBuffer = new ByteArrayAllocate(newSize);
			targetView = newBuffer.dataView || (newBuffer.dataView = new DataView(newBuffer.buffer, 0, newSize));
			end = Math.min(end, target.length);
			if (target.copy) target.copy(newBuffer, 0, start, end);
			else newBuffer.set(target.slice(start, end));
			position -= start;
			start = 0;
			safeEnd = newBuffer.length - 10;
			return target = newBuffer;
		};
		const newRecord = (transition, keys, newTransitions) => {
			let recordId = structures.nextId;
			if (!recordId) recordId = 64;
			if (recordId < sharedLimitId && (reentrantDepth && this.saveStructures || this.shouldShareStructure && !this.shouldShareStructure(keys))) {
				if (reentrantDepth && this.saveStructures && !(this.shouldShareStructure && !this.shouldShareStructure(keys))) (pendingNestedStructures || (pendingNestedStructures = [])).push(keys);
				if (!maxOwnStructures) return false;
				recordId = structures.nextOwnId;
				if (!(recordId < maxStructureId)) recordId = sharedLimitId;
				structures.nextOwnId = recordId + 1;
			} else {
				if (recordId >= maxStructureId) {
					if (!maxOwnStructures) return false;
					recordId = sharedLimitId;
				}
				structures.nextId = recordId + 1;
			}
			let highByte = keys.highByte = recordId >= 96 && useTwoByteRecords ? recordId - 96 >> 5 : -1;
			transition[RECORD_SYMBOL] = recordId;
			transition.__keys__ = keys;
			structures[recordId - 64] = keys;
			if (recordId < sharedLimitId) {
				keys.isShared = true;
				structures.sharedLength = recordId - 63;
				hasSharedUpdate = true;
				if (highByte >= 0) {
					target[position++] = (recordId & 31) + 96;
					target[position++] = highByte;
				} else target[position++] = recordId;
			} else {
				if (highByte >= 0) {
					target[position++] = 213;
					target[position++] = 114;
					target[position++] = (recordId & 31) + 96;
					target[position++] = highByte;
				} else {
					target[position++] = 212;
					target[position++] = 114;
					target[position++] = recordId;
				}
				if (newTransitions) transitionsCount += serializationsSinceTransitionRebuild * newTransitions;
				if (recordIdsToRemove.length >= maxOwnStructures) recordIdsToRemove.shift()[RECORD_SYMBOL] = 0;
				recordIdsToRemove.push(transition);
				pack(keys);
			}
		};
		const insertNewRecord = (transition, keys, insertionOffset, newTransitions) => {
			let mainTarget = target;
			let mainPosition = position;
			let mainSafeEnd = safeEnd;
			let mainStart = start;
			target = keysTarget;
			position = 0;
			start = 0;
			if (!target) keysTarget = target = new ByteArrayAllocate(8192);
			safeEnd = target.length - 10;
			newRecord(transition, keys, newTransitions);
			keysTarget = target;
			let keysPosition = position;
			target = mainTarget;
			position = mainPosition;
			safeEnd = mainSafeEnd;
			start = mainStart;
			if (keysPosition > 1) {
				let newEnd = position + keysPosition - 1;
				if (newEnd > safeEnd) makeRoom(newEnd);
				let insertionPosition = insertionOffset + start;
				target.copyWithin(insertionPosition + keysPosition, insertionPosition + 1, position);
				target.set(keysTarget.slice(0, keysPosition), insertionPosition);
				position = newEnd;
			} else target[insertionOffset + start] = keysTarget[0];
		};
	}
	useBuffer(buffer) {
		target = buffer;
		target.dataView || (target.dataView = new DataView(target.buffer, target.byteOffset, target.byteLength));
		targetView = target.dataView;
		position = 0;
	}
	set position(value) {
		position = value;
	}
	get position() {
		return position;
	}
	clearSharedData() {
		if (this.structures) {
			this.structures = [];
			this.lastNamedStructuresLength = 0;
		}
		if (this.typedStructs) this.typedStructs = [];
	}
};
const dateToJSON = Date.prototype.toJSON;
const bufferToJSON = typeof Buffer !== "undefined" ? Buffer.prototype.toJSON : dateToJSON;
extensionClasses = [
	Date,
	Set,
	Error,
	RegExp,
	ArrayBuffer,
	Object.getPrototypeOf(Uint8Array.prototype).constructor,
	DataView,
	C1Type
];
extensions = [
	{ pack(date, allocateForWrite, pack) {
		let seconds = date.getTime() / 1e3;
		if ((this.useTimestamp32 || date.getMilliseconds() === 0) && seconds >= 0 && seconds < 4294967296) {
			let { target, targetView, position } = allocateForWrite(6);
			target[position++] = 214;
			target[position++] = 255;
			targetView.setUint32(position, seconds);
		} else if (seconds > 0 && seconds < 4294967296) {
			let { target, targetView, position } = allocateForWrite(10);
			target[position++] = 215;
			target[position++] = 255;
			targetView.setUint32(position, date.getMilliseconds() * 4e6 + (seconds / 1e3 / 4294967296 >> 0));
			targetView.setUint32(position + 4, seconds);
		} else if (isNaN(seconds)) {
			if (this.onInvalidDate) {
				allocateForWrite(0);
				return pack(this.onInvalidDate());
			}
			let { target, targetView, position } = allocateForWrite(3);
			target[position++] = 212;
			target[position++] = 255;
			target[position++] = 255;
		} else {
			let { target, targetView, position } = allocateForWrite(15);
			target[position++] = 199;
			target[position++] = 12;
			target[position++] = 255;
			targetView.setUint32(position, date.getMilliseconds() * 1e6);
			targetView.setBigInt64(position + 4, BigInt(Math.floor(seconds)));
		}
	} },
	{ pack(set, allocateForWrite, pack) {
		if (this.setAsEmptyObject) {
			allocateForWrite(0);
			return pack({});
		}
		let array = Array.from(set);
		let { target, position } = allocateForWrite(this.moreTypes ? 3 : 0);
		if (this.moreTypes) {
			target[position++] = 212;
			target[position++] = 115;
			target[position++] = 0;
		}
		pack(array);
	} },
	{ pack(error, allocateForWrite, pack) {
		let { target, position } = allocateForWrite(this.moreTypes ? 3 : 0);
		if (this.moreTypes) {
			target[position++] = 212;
			target[position++] = 101;
			target[position++] = 0;
		}
		pack([
			error.name,
			error.message,
			error.cause
		]);
	} },
	{ pack(regex, allocateForWrite, pack) {
		let { target, position } = allocateForWrite(this.moreTypes ? 3 : 0);
		if (this.moreTypes) {
			target[position++] = 212;
			target[position++] = 120;
			target[position++] = 0;
		}
		pack([regex.source, regex.flags]);
	} },
	{ pack(arrayBuffer, allocateForWrite) {
		if (this.moreTypes) writeExtBuffer(arrayBuffer, 16, allocateForWrite);
		else writeBuffer(hasNodeBuffer ? Buffer.from(arrayBuffer) : new Uint8Array(arrayBuffer), allocateForWrite);
	} },
	{ pack(typedArray, allocateForWrite) {
		let constructor = typedArray.constructor;
		if (constructor !== ByteArray && this.moreTypes) writeExtBuffer(typedArray, typedArrays.indexOf(constructor.name), allocateForWrite);
		else writeBuffer(typedArray, allocateForWrite);
	} },
	{ pack(arrayBuffer, allocateForWrite) {
		if (this.moreTypes) writeExtBuffer(arrayBuffer, 17, allocateForWrite);
		else writeBuffer(hasNodeBuffer ? Buffer.from(arrayBuffer) : new Uint8Array(arrayBuffer), allocateForWrite);
	} },
	{ pack(c1, allocateForWrite) {
		let { target, position } = allocateForWrite(1);
		target[position] = 193;
	} }
];
const builtInExtensionCount = extensions.length;
function writeExtBuffer(typedArray, type, allocateForWrite, encode) {
	let length = typedArray.byteLength;
	if (length + 1 < 256) {
		var { target, position } = allocateForWrite(4 + length);
		target[position++] = 199;
		target[position++] = length + 1;
	} else if (length + 1 < 65536) {
		var { target, position } = allocateForWrite(5 + length);
		target[position++] = 200;
		target[position++] = length + 1 >> 8;
		target[position++] = length + 1 & 255;
	} else {
		var { target, position, targetView } = allocateForWrite(7 + length);
		target[position++] = 201;
		targetView.setUint32(position, length + 1);
		position += 4;
	}
	target[position++] = 116;
	target[position++] = type;
	if (!typedArray.buffer) typedArray = new Uint8Array(typedArray);
	target.set(new Uint8Array(typedArray.buffer, typedArray.byteOffset, typedArray.byteLength), position);
}
function writeBuffer(buffer, allocateForWrite) {
	let length = buffer.byteLength;
	var target, position;
	if (length < 256) {
		var { target, position } = allocateForWrite(length + 2);
		target[position++] = 196;
		target[position++] = length;
	} else if (length < 65536) {
		var { target, position } = allocateForWrite(length + 3);
		target[position++] = 197;
		target[position++] = length >> 8;
		target[position++] = length & 255;
	} else {
		var { target, position, targetView } = allocateForWrite(length + 5);
		target[position++] = 198;
		targetView.setUint32(position, length);
		position += 4;
	}
	target.set(buffer, position);
}
function writeExtensionData(result, target, position, type) {
	let length = result.length;
	switch (length) {
		case 1:
			target[position++] = 212;
			break;
		case 2:
			target[position++] = 213;
			break;
		case 4:
			target[position++] = 214;
			break;
		case 8:
			target[position++] = 215;
			break;
		case 16:
			target[position++] = 216;
			break;
		default: if (length < 256) {
			target[position++] = 199;
			target[position++] = length;
		} else if (length < 65536) {
			target[position++] = 200;
			target[position++] = length >> 8;
			target[position++] = length & 255;
		} else {
			target[position++] = 201;
			target[position++] = length >> 24;
			target[position++] = length >> 16 & 255;
			target[position++] = length >> 8 & 255;
			target[position++] = length & 255;
		}
	}
	target[position++] = type;
	target.set(result, position);
	position += length;
	return position;
}
function insertIds(serialized, idsToInsert) {
	let nextId;
	let distanceToMove = idsToInsert.length * 6;
	let lastEnd = serialized.length - distanceToMove;
	while (nextId = idsToInsert.pop()) {
		let offset = nextId.offset;
		let id = nextId.id;
		serialized.copyWithin(offset + distanceToMove, offset, lastEnd);
		distanceToMove -= 6;
		let position = offset + distanceToMove;
		serialized[position++] = 214;
		serialized[position++] = 105;
		serialized[position++] = id >> 24;
		serialized[position++] = id >> 16 & 255;
		serialized[position++] = id >> 8 & 255;
		serialized[position++] = id & 255;
		lastEnd = offset;
	}
	return serialized;
}
function writeBundles(start, pack, incrementPosition) {
	if (bundledStrings.length > 0) {
		targetView.setUint32(bundledStrings.position + start, position + incrementPosition - bundledStrings.position - start);
		bundledStrings.stringsPosition = position - start;
		let writeStrings = bundledStrings;
		bundledStrings = null;
		pack(writeStrings[0]);
		pack(writeStrings[1]);
	}
}
function prepareStructures(structures, packr) {
	structures.isCompatible = (existingStructures) => {
		let compatible = !existingStructures || (packr.lastNamedStructuresLength || 0) === existingStructures.length;
		if (!compatible) packr._mergeStructures(existingStructures);
		return compatible;
	};
	return structures;
}
Packr.SUPPORTS_STRUCT_HOOKS = true;
let defaultPackr = new Packr({ useRecords: false });
defaultPackr.pack;
defaultPackr.pack;
const { NEVER, ALWAYS, DECIMAL_ROUND, DECIMAL_FIT } = FLOAT32_OPTIONS;
// dist/protocol/codec/values.js
/**
* Rewrites the leaves of a value that is about to be encoded, copying only the containers that change. Tiny results pay
* one walk; nothing here knows a wire format.
*/
/** `value` with `leaf` applied to its numbers, BigInts and byte arrays. The input is not changed. */
function rewrite(value, leaf) {
	if (typeof value === "string") return value;
	if (typeof value !== "object" || value === null || value instanceof Uint8Array) return leaf(value);
	return Array.isArray(value) ? rewriteArray(value, leaf) : rewriteFields(value, leaf);
}
function rewriteArray(value, leaf) {
	let copy;
	for (let i = 0; i < value.length; i += 1) {
		const item = rewrite(value[i], leaf);
		if (item === value[i]) continue;
		copy ??= value.slice();
		copy[i] = item;
	}
	return copy ?? value;
}
function rewriteFields(value, leaf) {
	let copy;
	for (const key in value) {
		const field = rewrite(value[key], leaf);
		if (field === value[key]) continue;
		copy ??= { ...value };
		copy[key] = field;
	}
	return copy ?? value;
}
/** Bytes have no JSON of their own: `{"base64": …}`. */
function jsonLeaf(value) {
	if (value instanceof Uint8Array) return { base64: node_buffer.Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64") };
	return typeof value === "bigint" ? Number(value) : value;
}
/** The JSON text of a value; `null` for undefined. */
function encodeJson(value) {
	return JSON.stringify(rewrite(value, jsonLeaf)) ?? "null";
}
// dist/protocol/codec/msgpack.js
const packr = new Packr({
	useRecords: false,
	variableMapSize: true,
	skipValues: [void 0]
});
const unpackr = new Unpackr({
	useRecords: false,
	mapsAsObjects: true,
	int64AsType: "auto",
	copyBuffers: false
});
const UINT32_MAX = 2 ** 32 - 1;
const INT32_MIN = -(2 ** 31);
/** msgpackr writes larger integers as float64, which a typed foreign reader refuses: as BigInt they stay integers. */
function packableLeaf(value) {
	if (typeof value !== "number" || value <= UINT32_MAX && value >= INT32_MIN) return value;
	return Number.isSafeInteger(value) ? BigInt(value) : value;
}
/** One MessagePack value. Numbers above 2^53 come as BigInt. Throws for a map whose keys are no names. */
function decodeMessagePack(bytes) {
	return unpackr.unpack(bytes);
}
/** The bytes of one value: a fresh buffer. Fields that are undefined are left out; a Uint8Array becomes `bin`. */
function encodeMessagePack(value) {
	return packr.pack(rewrite(value, packableLeaf));
}
// dist/protocol/codec/msgpack-walk.js
/**
* The slow path for MessagePack that a decoder must not see (text that is no UTF-8, extensions, `__proto__`): names the field
* at fault, and still finds the message's id, so that one bad value costs one error and not the connection.
* Runs only on bytes that the scan has walked: they are complete, and within the bound of depth.
*/
const TEXT = "UTF-8 text (other bytes are sent as bin)";
const NO_EXTENSION = "a value that is no MessagePack extension";
const NAME = "text as the name of every field";
const NO_PROTO = "no field of the name __proto__";
function readHead(bytes, start) {
	const token = bytes[start];
	const at = start + 1;
	if (token >= 128 && token <= 143) return {
		kind: "map",
		count: token & 15,
		at
	};
	if (token >= 144 && token <= 159) return {
		kind: "array",
		count: token & 15,
		at
	};
	if (token >= 160 && token <= 191) return {
		kind: "str",
		count: token & 31,
		at
	};
	if (token === 217) return {
		kind: "str",
		count: bytes.readUInt8(at),
		at: at + 1
	};
	if (token === 218) return {
		kind: "str",
		count: bytes.readUInt16BE(at),
		at: at + 2
	};
	if (token === 219) return {
		kind: "str",
		count: bytes.readUInt32BE(at),
		at: at + 4
	};
	if (token === 220) return {
		kind: "array",
		count: bytes.readUInt16BE(at),
		at: at + 2
	};
	if (token === 221) return {
		kind: "array",
		count: bytes.readUInt32BE(at),
		at: at + 4
	};
	if (token === 222) return {
		kind: "map",
		count: bytes.readUInt16BE(at),
		at: at + 2
	};
	if (token === 223) return {
		kind: "map",
		count: bytes.readUInt32BE(at),
		at: at + 4
	};
	return {
		kind: token >= 199 && token <= 201 || token >= 212 && token <= 216 ? "ext" : "other",
		count: 0,
		at
	};
}
var MessagePackWalk = class {
	#bytes;
	#scan;
	/** Where the search for a fault has come to. */
	#at = 0;
	constructor(bytes, bounds) {
		this.#bytes = bytes;
		this.#scan = new MessagePackScan(bounds);
	}
	isMap(start) {
		return readHead(this.#bytes, start).kind === "map";
	}
	isArray(start) {
		return readHead(this.#bytes, start).kind === "array";
	}
	/** The elements of an array, or of a map key, value, key, value; none of anything else. */
	*children(start) {
		const { kind, count, at } = readHead(this.#bytes, start);
		const values = kind === "map" ? count * 2 : kind === "array" ? count : 0;
		let from = at;
		for (let i = 0; i < values; i += 1) {
			const end = this.#end(from);
			yield {
				start: from,
				end
			};
			from = end;
		}
	}
	/** The members of a map whose keys are text. */
	*members(start) {
		if (!this.isMap(start)) return;
		let name;
		let isKey = true;
		for (const span of this.children(start)) {
			if (isKey) name = this.text(span.start);
			else if (name !== void 0) yield [name, span];
			isKey = !isKey;
		}
	}
	/** The text of a `str` that is UTF-8; undefined for anything else. */
	text(start) {
		const { kind, at, count } = readHead(this.#bytes, start);
		if (kind !== "str" || !(0, node_buffer.isUtf8)(this.#bytes.subarray(at, at + count))) return void 0;
		return this.#bytes.toString("utf8", at, at + count);
	}
	/** What SCAN_* flags the value at `start` has by itself. */
	flags(start) {
		this.#end(start);
		return this.#scan.flags;
	}
	/** The first fault in the value at `start`, found in one pass over its bytes. */
	fault(start) {
		const path = [];
		this.#at = start;
		const expected = this.#search(path);
		return expected === void 0 ? void 0 : {
			path,
			expected
		};
	}
	#end(start) {
		this.#scan.reset();
		this.#scan.run(this.#bytes, start, this.#bytes.length);
		return this.#scan.position;
	}
	/** Searches the value at the cursor and moves behind it, or leaves the way to its fault in `path`. */
	#search(path) {
		const start = this.#at;
		const { kind, count, at } = readHead(this.#bytes, start);
		if (kind === "map" || kind === "array") {
			this.#at = at;
			return kind === "map" ? this.#searchMap(count, path) : this.#searchArray(count, path);
		}
		if (kind === "ext") return NO_EXTENSION;
		if (kind === "str" && this.text(start) === void 0) return TEXT;
		this.#at = this.#end(start);
	}
	#searchArray(count, path) {
		for (let index = 0; index < count; index += 1) {
			path.push(index);
			const expected = this.#search(path);
			if (expected !== void 0) return expected;
			path.pop();
		}
	}
	#searchMap(count, path) {
		for (let entry = 0; entry < count; entry += 1) {
			const name = this.text(this.#at);
			if (name === void 0) return NAME;
			if (name === "__proto__") return NO_PROTO;
			this.#at = this.#end(this.#at);
			path.push(name);
			const expected = this.#search(path);
			if (expected !== void 0) return expected;
			path.pop();
		}
	}
};
// dist/protocol/codec/path.js
/** How errors name a field of the params: `messages[3].base64`. */
/** Keys joined by dots, indexes in brackets; '' for the params themselves. */
function formatPath(path) {
	let text = "";
	for (const key of path) if (typeof key === "number") text += `[${key}]`;
	else text += text === "" ? key : `.${key}`;
	return text;
}
// dist/protocol/codec/decode.js
/**
* Frames to messages, in every dialect. Nothing is decoded before its bytes were judged: bounds, UTF-8, and what a MessagePack
* decoder would obey or replace silently. Never throws for any bytes.
*/
function batchOf(values) {
	return values.length === 0 ? invalidRequest$1("a batch has one message at least", null) : values.map((value) => fromObject(value));
}
function decodeJson(bytes, bounds) {
	if (!(0, node_buffer.isUtf8)(bytes)) return invalid(new ProtocolError("ParseError", "the body is not UTF-8"), null);
	const refusal = judgeJson(bytes, bounds);
	if (refusal !== void 0) return invalid(refusal, skimJsonId(bytes));
	let value;
	try {
		value = JSON.parse(bytes.toString("utf8"));
	} catch {
		return invalid(new ProtocolError("ParseError", "the body is not JSON"), null);
	}
	return Array.isArray(value) ? batchOf(value) : fromObject(value);
}
/** Params may be `[object]`: the field's path begins in the object. */
function paramsFault(fault) {
	return invalidParams(formatPath(fault.path[0] === 0 ? fault.path.slice(1) : fault.path), fault.expected);
}
function decodeSpan(bytes, { start, end }) {
	return decodeMessagePack(start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end));
}
/** A MessagePack-RPC message with a fault: what may be decoded, undefined in place of the rest. */
function faultyArray(bytes, walk, start) {
	const spans = [...walk.children(start)];
	const paramsAt = spans.length === 3 ? 2 : 3;
	let fault;
	return fromArray(spans.map((span, index) => {
		const found = walk.fault(span.start);
		if (found === void 0) return decodeSpan(bytes, span);
		if (index === paramsAt) fault = paramsFault(found);
	}), fault);
}
/** A message that is a map, likewise. */
function faultyMap(bytes, walk, start, whole) {
	const clean = /* @__PURE__ */ new Map();
	let fault;
	for (const [name, span] of [...walk.members(start)]) {
		const found = walk.fault(span.start);
		clean.set(name, found === void 0 ? decodeSpan(bytes, span) : void 0);
		if (found !== void 0 && name === "params") fault = paramsFault(found);
	}
	const message = fromObject(Object.fromEntries(clean), fault);
	if (fault !== void 0 || message.kind === "ignored") return message;
	return invalidRequest$1(`${formatPath(whole.path) || "the message"}: expected ${whole.expected}`, readId(clean.get("id")) ?? null);
}
/** One message, fast where its scan found nothing that msgpackr must not see. */
function decodeOne(bytes, span, rpc, scanned, bounds) {
	const read = rpc ? fromArray : fromObject;
	if (scanned === 0) try {
		return read(decodeSpan(bytes, span));
	} catch {}
	const walk = new MessagePackWalk(bytes, bounds);
	const fault = walk.fault(span.start);
	if (fault === void 0) return read(decodeSpan(bytes, span));
	if (rpc) return faultyArray(bytes, walk, span.start);
	return walk.isMap(span.start) ? faultyMap(bytes, walk, span.start, fault) : fromObject(void 0);
}
/** The id of a map that passes a limit, without decoding anything else of it. */
function skimPackedId(bytes, walk) {
	for (const [name, span] of walk.members(0)) {
		if (name !== "id") continue;
		return !walk.isMap(span.start) && !walk.isArray(span.start) && walk.fault(span.start) === void 0 ? readId(decodeSpan(bytes, span)) ?? null : null;
	}
	return null;
}
/** A MessagePack body of a Content-Length frame: a map, or an array of them. */
function decodePacked(bytes, bounds) {
	const scan = new MessagePackScan(bounds);
	if (scan.run(bytes, 0, bytes.length) !== "done" || scan.position !== bytes.length) return invalid(new ProtocolError("ParseError", "the body is not one MessagePack value"), null);
	const walk = new MessagePackWalk(bytes, bounds);
	if (scan.refusal !== void 0) return invalid(scan.refusal, skimPackedId(bytes, walk));
	if (!walk.isArray(0)) return decodeOne(bytes, {
		start: 0,
		end: bytes.length
	}, false, scan.flags, bounds);
	const elements = [...walk.children(0)];
	if (elements.length === 0) return batchOf([]);
	return elements.map((element) => decodeOne(bytes, element, false, walk.flags(element.start), bounds));
}
/**
* The message or messages of a frame. `rpc` says that it came by the MessagePack-RPC framing, which has scanned it.
*/
function decodeFrame(frame, rpc, bounds) {
	const { bytes } = frame.body;
	if (frame.codec === "json") return decodeJson(bytes, bounds);
	if (!rpc) return decodePacked(bytes, bounds);
	return decodeOne(bytes, {
		start: 0,
		end: bytes.length
	}, true, frame.scanned ?? 0, bounds);
}
// dist/protocol/codec/outgoing.js
/**
* Messages to bytes. A wire is one way to write a message: the dialect, codec and media type of the request that it
* answers. Bodies are made first and framed after, so that a batch can gather bodies into one.
*/
var JsonWire = class {
	codec = "json";
	result(id, result) {
		return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${encodeJson(result)}}`;
	}
	error(id, error) {
		return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"error":${encodeJson(error)}}`;
	}
	notification(method, params) {
		return `{"jsonrpc":"2.0","method":${JSON.stringify(method)},"params":${encodeJson(params)}}`;
	}
	batch(bodies) {
		return `[${bodies.join(",")}]`;
	}
};
/** A message a line. JSON.stringify writes no line breaks. */
var LineWire = class extends JsonWire {
	frame(body) {
		const data = `${body}\n`;
		return [{
			data,
			bytes: node_buffer.Buffer.byteLength(data)
		}];
	}
};
var HeaderJsonWire = class extends JsonWire {
	frame(body) {
		const length = node_buffer.Buffer.byteLength(body);
		const header = writeHeader(length, void 0);
		return [{
			data: header + body,
			bytes: header.length + length
		}];
	}
};
var HeaderMessagePackWire = class {
	codec = "msgpack";
	#mediaType;
	constructor(mediaType) {
		this.#mediaType = mediaType;
	}
	result(id, result) {
		return encodeMessagePack({
			jsonrpc: "2.0",
			id,
			result: result ?? null
		});
	}
	error(id, error) {
		return encodeMessagePack({
			jsonrpc: "2.0",
			id,
			error
		});
	}
	notification(method, params) {
		return encodeMessagePack({
			jsonrpc: "2.0",
			method,
			params
		});
	}
	batch(bodies) {
		const header = node_buffer.Buffer.from([
			221,
			0,
			0,
			0,
			0
		]);
		header.writeUInt32BE(bodies.length, 1);
		return node_buffer.Buffer.concat([header, ...bodies.map((body) => node_buffer.Buffer.from(body))]);
	}
	frame(body) {
		const header = writeHeader(body.length, this.#mediaType);
		return [{
			data: header,
			bytes: header.length
		}, {
			data: body,
			bytes: body.length
		}];
	}
};
/** MessagePack-RPC: errors as Neovim reads them, `[0, "NAME: message"]`, until the client asks for structured ones. */
var RpcWire = class {
	codec = "msgpack";
	#structuredErrors;
	constructor(structuredErrors) {
		this.#structuredErrors = structuredErrors;
	}
	result(id, result) {
		return encodeMessagePack([
			1,
			id,
			null,
			result ?? null
		]);
	}
	error(id, error) {
		return encodeMessagePack([
			1,
			id,
			this.#structuredErrors ? error : [0, `${String(error.data.name)}: ${error.message}`],
			null
		]);
	}
	notification(method, params) {
		return encodeMessagePack([
			2,
			method,
			[params]
		]);
	}
	batch() {
		throw new Error("MessagePack-RPC has no batches");
	}
	frame(body) {
		return [{
			data: body,
			bytes: body.length
		}];
	}
};
const lineWire = new LineWire();
const headerJsonWire = new HeaderJsonWire();
const rpcWire = new RpcWire(false);
const structuredRpcWire = new RpcWire(true);
const headerWires = /* @__PURE__ */ new Map();
/** Content-Length frames of MessagePack, with the Content-Type that the request named, or none. */
function headerMessagePackWire(mediaType) {
	let wire = headerWires.get(mediaType);
	if (wire === void 0) {
		wire = new HeaderMessagePackWire(mediaType);
		headerWires.set(mediaType, wire);
	}
	return wire;
}
// dist/sidecar/server/batch.js
/**
* The replies to one batch: gathered until every request of it is answered, then sent as one array. A batch of
* notifications alone is answered with nothing.
*/
var Batch = class {
	#wire;
	#send;
	#bodies = [];
	/** Replies to come, and one more while the batch itself is still being read. */
	#open = 1;
	#bytes = 0;
	constructor(wire, send) {
		this.#wire = wire;
		this.#send = send;
	}
	/** Bytes of replies that wait for the others. */
	get bytes() {
		return this.#bytes;
	}
	/** A reply will come. */
	expect() {
		this.#open += 1;
	}
	/** A reply came. Returns whether the batch is complete, and was sent. */
	add(body) {
		this.#bodies.push(body);
		this.#bytes += node_buffer.Buffer.byteLength(body);
		return this.close();
	}
	/** The batch is read to its end. Returns whether it is complete, and was sent. */
	close() {
		this.#open -= 1;
		if (this.#open > 0) return false;
		if (this.#bodies.length > 0) this.#send(this.#wire, this.#wire.batch(this.#bodies));
		return true;
	}
};
// dist/sidecar/server/lifecycle.js
/**
* The life of a session as in LSP: initialize once or never, shutdown, exit. Judges initialize's params (unknown fields
* are ignored there, and nowhere else) and answers them; knows no transport and starts no work.
*/
const PROTOCOL_VERSION = 1;
const initializeParams = fields({
	protocolVersion: /* @__PURE__ */ optional(/* @__PURE__ */ unknown()),
	processId: /* @__PURE__ */ optional(/* @__PURE__ */ custom((x) => Number.isSafeInteger(x) && x > 0, "a process id, or null")),
	clientInfo: /* @__PURE__ */ optional(fields({
		name: text(),
		version: /* @__PURE__ */ optional(text())
	}, "ignore")),
	capabilities: /* @__PURE__ */ optional(fields({ structuredErrors: /* @__PURE__ */ optional(flag()) }, "ignore")),
	trace: /* @__PURE__ */ optional(/* @__PURE__ */ unknown())
}, "ignore");
function invalidRequest(message) {
	return new ProtocolError("InvalidRequest", message);
}
function unsupported(got) {
	const told = Number.isSafeInteger(got) ? `; version ${got} is not supported` : "";
	const path = "protocolVersion";
	const data = {
		path,
		expected: String(PROTOCOL_VERSION),
		supported: [PROTOCOL_VERSION]
	};
	return new ProtocolError("InvalidParams", `${path}: expected ${PROTOCOL_VERSION}${told}`, data);
}
function readTrace(value) {
	return value === "off" || value === "messages" || value === "verbose" ? value : void 0;
}
var Lifecycle = class {
	#initialized = false;
	#shutDown = false;
	/** Throws InvalidRequest for a request that comes after `shutdown`. */
	admit() {
		if (this.#shutDown) throw invalidRequest("the session was shut down");
	}
	/** @throws ProtocolError InvalidRequest for a second one, InvalidParams for what it can't take. */
	initialize(params, about) {
		if (this.#initialized) throw invalidRequest("the session is initialized already");
		const judged = judge(initializeParams, params);
		const version = judged.protocolVersion;
		if (version !== void 0 && version !== PROTOCOL_VERSION) throw unsupported(version);
		this.#initialized = true;
		const { version: serverVersion, capabilities, limits } = about;
		return {
			processId: judged.processId,
			structuredErrors: judged.capabilities?.structuredErrors === true,
			trace: readTrace(judged.trace),
			result: {
				protocolVersion: PROTOCOL_VERSION,
				serverInfo: {
					name: "outrigger",
					version: serverVersion
				},
				capabilities,
				limits
			}
		};
	}
	shutdown() {
		this.#shutDown = true;
		return null;
	}
	/** The exit code that `exit` asks for. */
	get exitCode() {
		return this.#shutDown ? 0 : 1;
	}
};
// dist/sidecar/server/progress.js
const REPORT_EVERY_MS = 100;
var Progress = class {
	#send;
	#begun;
	#over = false;
	#reportedAt = Number.NEGATIVE_INFINITY;
	constructor(send) {
		this.#send = send;
	}
	/** Takes a value as the method reports it. */
	tell(token, value) {
		if (this.#over) return;
		if (this.#begun === void 0) {
			this.#begun = {
				token,
				last: value
			};
			if (value.kind !== "begin") this.#send(token, {
				...value,
				kind: "begin"
			});
		}
		this.#begun.last = value;
		if (value.kind === "report") {
			const now = performance.now();
			if (now - this.#reportedAt < REPORT_EVERY_MS) return;
			this.#reportedAt = now;
		}
		if (value.kind === "end") this.#over = true;
		this.#send(token, value);
	}
	/** The reply comes next: ends a progress that was begun and not ended, as one does that is cancelled. */
	finish() {
		if (!this.#over && this.#begun !== void 0) this.#send(this.#begun.token, {
			...this.#begun.last,
			kind: "end"
		});
		this.#over = true;
	}
};
// dist/sidecar/server/pending-call.js
var PendingCall = class {
	id;
	method;
	params;
	envelope;
	/** Set once dispatch has started it. */
	handle;
	/** What its reply carries. */
	parcel;
	#sendProgress;
	#passesDescriptors;
	#progress;
	constructor(id, method, params, envelope, passesDescriptors, sendProgress) {
		this.id = id;
		this.method = method;
		this.params = params;
		this.envelope = envelope;
		this.#passesDescriptors = passesDescriptors && envelope.batch === void 0;
		this.#sendProgress = sendProgress;
	}
	get receivedAt() {
		return this.envelope.receivedAt;
	}
	get frame() {
		return this.envelope.frame;
	}
	get codec() {
		return this.envelope.wire.codec;
	}
	get passDescriptor() {
		if (!this.#passesDescriptors) return void 0;
		return (parcel) => {
			this.parcel = parcel;
		};
	}
	onProgress(token, value) {
		this.#progress ??= new Progress((of, what) => this.#sendProgress(this.envelope.wire, of, what));
		this.#progress.tell(token, value);
	}
	/** The reply comes next: a progress that was begun ends before it. */
	finishProgress() {
		this.#progress?.finish();
	}
};
// dist/sidecar/server/trace.js
var Trace = class {
	#level = "off";
	#wire;
	get on() {
		return this.#level !== "off";
	}
	/** Traces go out the way the message came in that asked for them. */
	set(level, wire) {
		this.#level = level;
		this.#wire = wire;
	}
	/** The wire and params of a `$/logTrace`, or undefined while tracing is off. */
	tell({ method, outcome, elapsedMs, requestBytes }) {
		if (this.#level === "off" || this.#wire === void 0) return void 0;
		const message = `${method}: ${"error" in outcome ? outcome.error.name : "ok"} in ${elapsedMs.toFixed(3)} ms`;
		const params = this.#level === "verbose" ? {
			message,
			verbose: `request of ${requestBytes} bytes`
		} : { message };
		return {
			wire: this.#wire,
			params
		};
	}
};
// dist/sidecar/server/session.js
/**
* One client's conversation, whatever its dialect: takes frames, keeps the requests in flight, and answers each accepted
* id exactly once. Knows no socket (a host sends and closes for it) and no method but those of the protocol's own life.
*/
/** What a reply may have over `replyBytes`, which bounds the result: the envelope, timing, and names of fields. */
const ENVELOPE_BYTES = 4096;
/** Requests that dispatch never sees; it publishes those that it does. */
const requests = (0, node_diagnostics_channel.channel)("outrigger:request");
var Session = class {
	#host;
	#dialect;
	#lifecycle = new Lifecycle();
	#trace = new Trace();
	/** By id as the client wrote it: 7 and "7" are two. */
	#calls = /* @__PURE__ */ new Map();
	#batches = /* @__PURE__ */ new Set();
	#structuredErrors = false;
	#lastWire;
	/** Nothing more is taken; what is in flight is answered. */
	#draining = false;
	#over = false;
	constructor(host, dialect) {
		this.#host = host;
		this.#dialect = dialect;
	}
	/** Bytes of replies that wait in batches for others. */
	get heldBytes() {
		let bytes = 0;
		for (const batch of this.#batches) bytes += batch.bytes;
		return bytes;
	}
	frame(frame) {
		if (this.#over || this.#draining) return;
		const wire = this.#wireOf(frame);
		this.#lastWire = wire;
		const receivedAt = performance.now();
		const decoded = decodeFrame(frame, this.#dialect === "msgpack-rpc", this.#host.limits);
		if (!Array.isArray(decoded)) {
			this.#take(decoded, {
				wire,
				frame: frame.body,
				receivedAt,
				batch: void 0
			});
			return;
		}
		const batch = new Batch(wire, (way, body) => this.#host.send(way, body));
		this.#batches.add(batch);
		for (const message of decoded) this.#take(message, {
			wire,
			frame: frame.body,
			receivedAt,
			batch
		});
		if (batch.close()) this.#batches.delete(batch);
		this.#endIfDrained();
	}
	refuse(refusal) {
		if (this.#over || this.#draining) return;
		const { error, id, ends, reason } = refusal;
		this.#host.log[ends ? "warn" : "debug"]("refused a message", {
			connection: this.#host.connection.id,
			reason
		});
		const wire = this.#lastWire ?? this.#defaultWire();
		if (error !== void 0) this.#host.send(wire, wire.error(id, error.toObject()));
		if (ends) this.#host.finish();
	}
	/** The client sends no more. The newline dialect answers what it accepted; the others end. */
	inputEnded() {
		if (this.#dialect === "newline") this.drain();
		else this.#host.finish();
	}
	/** Takes nothing more, answers what is in flight, then ends. */
	drain() {
		this.#draining = true;
		this.#endIfDrained();
	}
	/** The connection is gone: work on it is cancelled, and what still settles is dropped. */
	close() {
		this.#over = true;
		this.#calls.clear();
		this.#batches.clear();
	}
	#wireOf({ codec, contentType }) {
		if (this.#dialect === "content-length" && codec === "msgpack") return headerMessagePackWire(contentType);
		return this.#defaultWire();
	}
	#defaultWire() {
		if (this.#dialect === "newline") return lineWire;
		if (this.#dialect === "content-length") return headerJsonWire;
		return this.#structuredErrors ? structuredRpcWire : rpcWire;
	}
	#take(message, envelope) {
		if (this.#over) return;
		switch (message.kind) {
			case "request":
				this.#request(message, envelope);
				break;
			case "notification":
				if (message.fault === void 0) this.#notification(message, envelope);
				break;
			case "invalid":
				envelope.batch?.expect();
				this.#answer(envelope, message.id, "", { error: message.fault });
				break;
			case "hopeless":
				this.#host.log.warn("closed a connection", {
					connection: this.#host.connection.id,
					reason: "a message without an id that is an integer"
				});
				this.#host.finish();
		}
	}
	#request(message, envelope) {
		const id = message.id;
		const { method, params, fault } = message;
		envelope.batch?.expect();
		try {
			if (this.#calls.has(id)) throw new ProtocolError("InvalidRequest", "a request of this id is in flight");
			if (fault !== void 0) throw fault;
			this.#lifecycle.admit();
			if (method === "initialize") this.#answer(envelope, id, method, { result: this.#initialize(params, envelope) });
			else if (method === "shutdown") this.#answer(envelope, id, method, { result: this.#lifecycle.shutdown() });
			else this.#start(id, method, params, envelope);
		} catch (error) {
			this.#answer(envelope, id, method, { error: this.#asProtocolError(error) });
		}
	}
	#initialize(params, { wire }) {
		const initialized = this.#lifecycle.initialize(params, this.#host.dispatcher.capabilities());
		this.#structuredErrors = initialized.structuredErrors;
		if (initialized.trace !== void 0) this.#trace.set(initialized.trace, wire);
		if (initialized.processId !== void 0) this.#host.watch(initialized.processId);
		return initialized.result;
	}
	#start(id, method, params, envelope) {
		const call = new PendingCall(id, method, params, envelope, this.#host.passesDescriptors, this.#sendProgress);
		this.#calls.set(id, call);
		call.handle = this.#host.dispatcher.start(this.#host.connection, call, (outcome) => this.#settle(call, outcome));
	}
	#sendProgress = (wire, token, value) => {
		if (!this.#over) this.#host.send(wire, wire.notification("$/progress", {
			token,
			value
		}));
	};
	#settle(call, outcome) {
		if (this.#over) {
			call.parcel?.close();
			return;
		}
		const { id, method, envelope } = call;
		if (this.#calls.get(id) !== call) {
			this.#host.log.error("a request was settled twice", { method });
			return;
		}
		this.#calls.delete(id);
		call.finishProgress();
		this.#reply(envelope, this.#encode(envelope.wire, id, outcome), call.parcel);
		if (this.#trace.on) this.#logTrace(envelope, method, outcome);
		this.#endIfDrained();
	}
	/** Answers what dispatch never saw. */
	#answer(envelope, id, method, outcome) {
		if (requests.hasSubscribers) {
			const error = "error" in outcome ? outcome.error.name : void 0;
			requests.publish({
				method,
				error,
				bytes: envelope.frame.bytes.length,
				timing: void 0
			});
		}
		this.#reply(envelope, this.#encode(envelope.wire, id, outcome));
		if (this.#trace.on) this.#logTrace(envelope, method, outcome);
	}
	#reply({ wire, batch }, body, parcel) {
		if (batch === void 0) this.#host.send(wire, body, parcel);
		else if (batch.add(body)) this.#batches.delete(batch);
	}
	#encode(wire, id, outcome) {
		if ("error" in outcome) return wire.error(id, outcome.error.toObject());
		try {
			const body = wire.result(id, outcome.result);
			const most = this.#host.limits.replyBytes + ENVELOPE_BYTES;
			if (body.length * 3 <= most) return body;
			const bytes = node_buffer.Buffer.byteLength(body);
			if (bytes <= most) return body;
			return wire.error(id, tooLarge("replyBytes", this.#host.limits.replyBytes, bytes, "have the result written to a segment by `into`").toObject());
		} catch (error) {
			return wire.error(id, this.#asProtocolError(error).toObject());
		}
	}
	#asProtocolError(error) {
		if (error instanceof ProtocolError) return error;
		this.#host.log.error("a request failed", { detail: error instanceof Error ? error.stack : String(error) });
		return new ProtocolError("InternalError", "the request failed; the log has the details", {}, { cause: error });
	}
	#notification({ method, params }, { wire }) {
		switch (method) {
			case "$/cancelRequest":
				this.#cancel(params.id);
				break;
			case "$/setTrace": {
				const level = readTrace(params.value);
				if (level !== void 0) this.#trace.set(level, wire);
				break;
			}
			case "exit":
				this.#host.exit(this.#lifecycle.exitCode);
				break;
			default: this.#host.dispatcher.notify(this.#host.connection, method, params);
		}
	}
	#cancel(id) {
		const key = readId(id);
		(key === void 0 ? void 0 : this.#calls.get(key))?.handle?.cancel(new ProtocolError("RequestCancelled", "the client cancelled the request"));
	}
	#logTrace({ receivedAt, frame }, method, outcome) {
		const elapsedMs = performance.now() - receivedAt;
		const told = this.#trace.tell({
			method,
			outcome,
			elapsedMs,
			requestBytes: frame.bytes.length
		});
		if (told !== void 0) this.#host.send(told.wire, told.wire.notification("$/logTrace", told.params));
	}
	#endIfDrained() {
		if (this.#draining && !this.#over && this.#calls.size === 0 && this.#batches.size === 0) this.#host.finish();
	}
};
// dist/sidecar/server/channel.js
/** How long a client that was told the end may go on sending before its end is closed as well. */
const LINGER_MS = 1e3;
var Channel = class {
	id;
	door;
	passesDescriptors;
	#host;
	#stream;
	#output;
	#framing;
	#session;
	/** White space came, and no message yet. */
	#blank = false;
	#finished = false;
	#workEnded = false;
	#closed = false;
	constructor(id, door, stream, host) {
		this.id = id;
		this.door = door;
		this.#stream = stream;
		this.passesDescriptors = door === "socket" && process.platform === "linux" && socketDescriptor(stream) >= 0;
		this.#host = host;
		this.#output = new Output(stream, host.limits, (reason) => this.#cut(reason));
		host.dispatcher.opened(this);
	}
	get dispatcher() {
		return this.#host.dispatcher;
	}
	get limits() {
		return this.#host.limits;
	}
	get log() {
		return this.#host.log;
	}
	get connection() {
		return this;
	}
	get unreadBytes() {
		return this.#output.unreadBytes + (this.#session?.heldBytes ?? 0);
	}
	/** Where the next bytes should be read to, or null for the shared read buffer. Holds until the next read. */
	get target() {
		return this.#finished ? null : this.#framing?.target ?? null;
	}
	/** Bytes that were read into a buffer that the next read overwrites. */
	receive(chunk) {
		this.#handle(this.#push, chunk);
	}
	/** `n` bytes were read into `target`. */
	advance(n) {
		this.#handle(this.#advance, n);
	}
	/** The client sends no more. */
	inputEnded() {
		this.#handle(this.#endInput, void 0);
	}
	/** Takes nothing more, answers what is in flight, then ends. */
	drain() {
		if (this.#session === void 0) this.finish();
		else this.#session.drain();
	}
	send(wire, body, parcel) {
		this.#output.send(wire.frame(body), parcel);
	}
	finish() {
		if (this.#finished) return;
		this.#finished = true;
		this.#endWork();
		this.#stream.once("finish", () => setTimeout(() => this.#stream.destroy(), LINGER_MS).unref());
		this.#output.end();
	}
	exit(code) {
		this.finish();
		this.#host.exited(this, code);
	}
	watch(processId) {
		this.#host.watch(this, processId);
	}
	/** Ends the connection at once; what is queued is lost. */
	destroy() {
		this.#stream.destroy();
		this.closed();
	}
	/** The stream is closed: nothing reads into this channel's memory any more. */
	closed() {
		if (this.#closed) return;
		this.#closed = true;
		this.#finished = true;
		this.#endWork();
		this.#framing?.close();
		this.#output.close();
		this.#host.closed(this);
	}
	/** Memory of the framing is only given back inside a read, or once the stream is closed: a read may be under way into it. */
	#handle(work, input) {
		if (this.#closed) return;
		this.#output.cork();
		try {
			if (!this.#finished) work.call(this, input);
			if (this.#finished) this.#framing?.close();
		} catch (error) {
			const detail = error instanceof Error ? error.stack : String(error);
			this.log.error("a connection failed", {
				connection: this.id,
				detail
			});
			this.destroy();
		} finally {
			this.#output.uncork();
		}
	}
	#push(chunk) {
		if (this.#framing === void 0) this.#detect(chunk);
		else this.#framing.push(chunk);
	}
	#advance(n) {
		this.#framing?.advance(n);
	}
	#endInput() {
		this.#framing?.end();
		if (this.#session === void 0) this.finish();
		else this.#session.inputEnded();
	}
	#detect(chunk) {
		const { dialect, start } = detectDialect(chunk, !this.#blank);
		if (dialect === "blank") this.#blank = true;
		else if (dialect === "unknown") {
			this.log.warn("closed a connection", {
				connection: this.id,
				reason: "its first byte is of no dialect"
			});
			this.finish();
		} else {
			const session = new Session(this, dialect);
			this.#session = session;
			this.#framing = this.#makeFraming(dialect, session);
			this.#framing.push(chunk.subarray(start));
		}
	}
	#makeFraming(dialect, session) {
		const { limits, dispatcher } = this.#host;
		if (dialect === "newline") return new NewlineFraming(session, limits, allocateOrdinary);
		const allocate = (size) => dispatcher.allocateFrame(size);
		return dialect === "content-length" ? new ContentLengthFraming(session, limits, allocate) : new MessagePackRpcFraming(session, limits, allocate);
	}
	#cut(reason) {
		this.log.warn("cut a connection off", {
			connection: this.id,
			reason
		});
		this.destroy();
	}
	/** Cancels what is in flight and gives the connection's segments back. */
	#endWork() {
		if (this.#workEnded) return;
		this.#workEnded = true;
		this.#session?.close();
		this.dispatcher.closed(this);
	}
};
// dist/sidecar/server/server.js
/**
* All connections of the sidecar, whatever door they came in by: numbers them, bounds them, and ends them together. Owns no
* socket: doors hand it their streams.
*/
var Server = class {
	readBuffer;
	#options;
	#channels = /* @__PURE__ */ new Map();
	#lastId = 0;
	#idle;
	constructor(options) {
		this.#options = options;
		const { buffer, byteOffset, byteLength } = options.dispatcher.readBuffer;
		this.readBuffer = node_buffer.Buffer.from(buffer, byteOffset, byteLength);
	}
	/** Whether one more connection is within the limit. */
	get hasRoom() {
		return this.#channels.size < this.#options.limits.connections;
	}
	/** Opens a channel whose replies go to `stream`. The caller reads for it and tells it when the stream is closed. */
	open(door, stream, events = {}) {
		const { dispatcher, limits, log } = this.#options;
		const host = {
			dispatcher,
			limits,
			log,
			exited: (channel, code) => this.#channels.get(channel)?.exited?.(code),
			watch: (channel, processId) => this.#channels.get(channel)?.watch?.(processId),
			closed: (channel) => this.#closed(channel)
		};
		this.#lastId += 1;
		const channel = new Channel(this.#lastId, door, stream, host);
		this.#channels.set(channel, events);
		log.debug("opened a connection", {
			connection: channel.id,
			door
		});
		return channel;
	}
	/** Answers what is in flight and ends every connection; after `graceMs` those that still aren't done are cut. */
	async drain(graceMs) {
		for (const channel of [...this.#channels.keys()]) channel.drain();
		if (this.#channels.size > 0) {
			let timer;
			await new Promise((resolve) => {
				this.#idle = resolve;
				timer = setTimeout(resolve, graceMs);
			});
			clearTimeout(timer);
		}
		this.destroy();
	}
	/** Ends every connection at once. */
	destroy() {
		for (const channel of [...this.#channels.keys()]) channel.destroy();
	}
	#closed(channel) {
		const events = this.#channels.get(channel);
		this.#channels.delete(channel);
		this.#options.log.debug("closed a connection", { connection: channel.id });
		events?.closed?.();
		if (this.#channels.size === 0) this.#idle?.();
	}
};
// dist/sidecar/server/doors/reading.js
/**
* Makes the socket of a source. `takeReader` is asked for the reader once the socket is made. Throws for a descriptor that is
* neither pipe nor socket.
*/
function openReading(source, readBuffer, takeReader) {
	let reader;
	/** The buffer of the next read: Node asks for it when the socket is made, and right after each read. */
	let current = readBuffer;
	const options = {
		...source,
		readable: true,
		writable: "handle" in source,
		allowHalfOpen: true,
		onread: {
			buffer: () => {
				current = reader?.target ?? readBuffer;
				return current;
			},
			callback: (n) => {
				if (current === readBuffer) reader?.receive(readBuffer.subarray(0, n));
				else reader?.advance(n);
				return true;
			}
		}
	};
	const socket = new node_net.Socket(options);
	reader = takeReader(socket);
	socket.on("end", () => reader?.inputEnded());
	socket.resume();
	return socket;
}
/** Reads any other stream: a file, a terminal. */
function readEvents(stream, reader) {
	stream.on("data", (chunk) => reader.receive(chunk));
	stream.on("end", () => reader.inputEnded());
	stream.resume();
}
var init_reading = __esmMin((() => {}));
// dist/sidecar/server/doors/stdio.js
/**
* The stdio door: one client on stdin and stdout, as editors and parents speak to a child. Reads and writes without blocking,
* whatever the two are; prints nothing itself.
*/
var stdio_exports = /* @__PURE__ */ __exportAll({ openStdioDoor: () => openStdioDoor });
/** Pipes and sockets are written without blocking; files and terminals take what they are given. */
function openStdout() {
	try {
		return new node_net.Socket({
			fd: STDOUT,
			readable: false,
			writable: true
		});
	} catch {
		return process.stdout;
	}
}
function openStdin(server, channel) {
	try {
		return openReading({ fd: STDIN }, server.readBuffer, () => channel);
	} catch {
		readEvents(process.stdin, channel);
		return process.stdin;
	}
}
/** Serves stdio. The channel ends with stdin's end, or when nobody reads stdout any more. */
function openStdioDoor(server, events) {
	const stdout = openStdout();
	let stdin;
	const channel = server.open("stdio", stdout, {
		...events,
		closed: () => {
			stdin?.destroy();
			stdout.destroy();
			events.closed?.();
		}
	});
	const ended = () => {
		stdin?.destroy();
		channel.closed();
	};
	stdout.on("error", ended);
	stdout.on("close", ended);
	stdout.on("finish", ended);
	stdin = openStdin(server, channel);
	stdin.on("error", ended);
	return channel;
}
var STDIN, STDOUT;
var init_stdio = __esmMin((() => {
	init_reading();
	STDIN = 0;
	STDOUT = 1;
}));
// dist/sidecar/server/doors/endpoint-files.js
/**
* What must hold of a socket's path before the sidecar listens on it: short enough, in a directory that only this user enters,
* and occupied by nothing but a socket. Never removes what is no socket.
*/
function codeOf(error) {
	return error.code;
}
function existing(path) {
	try {
		return (0, node_fs.lstatSync)(path);
	} catch (error) {
		if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return void 0;
		throw new EndpointRefused(`${path} can't be examined (${codeOf(error)})`, { cause: error });
	}
}
function makeDirectory(directory) {
	try {
		(0, node_fs.mkdirSync)(directory, {
			recursive: true,
			mode: PRIVATE
		});
	} catch (error) {
		throw new EndpointRefused(`the directory ${directory} can't be made (${codeOf(error)})`, { cause: error });
	}
}
/** Throws unless only this user can enter the directory, which is made if it isn't there. */
function checkDirectory(directory) {
	if (existing(directory) === void 0) makeDirectory(directory);
	const uid = process.getuid?.();
	const link = (0, node_fs.lstatSync)(directory);
	const real = (0, node_fs.statSync)(directory);
	if (!real.isDirectory()) throw new EndpointRefused(`${directory} is not a directory`);
	if (link.uid !== uid || real.uid !== uid) throw new EndpointRefused(`the directory ${directory} belongs to another user (uid ${real.uid})`);
	const mode = real.mode & 511;
	if (mode !== PRIVATE) throw new EndpointRefused(`the directory ${directory} has mode 0${mode.toString(8)}, not 0700: chmod 700, or listen elsewhere with --socket PATH`);
}
/** The path as the sidecar will use it, or why it can't be used. */
function checkEndpoint(path) {
	const whole = (0, node_path.resolve)(path);
	const bytes = Buffer.byteLength(whole);
	if (bytes > 107) throw new EndpointRefused(`${whole} is ${bytes} bytes long; a socket's path has 107 at most`);
	checkDirectory((0, node_path.dirname)(whole));
	checkOccupant(whole);
	return whole;
}
/** Throws if something other than a socket lies at `path`. Whether a socket does. */
function checkOccupant(path) {
	const occupant = existing(path);
	if (occupant === void 0) return false;
	if (!occupant.isSocket()) throw new EndpointRefused(`${path} exists and is not a socket; it is left alone`);
	return true;
}
/** Removes a socket that nobody serves. The caller holds the lock. */
function removeStale(path) {
	if (checkOccupant(path)) (0, node_fs.unlinkSync)(path);
}
function identify(path) {
	const stats = existing(path);
	return stats === void 0 ? void 0 : {
		device: stats.dev,
		inode: stats.ino
	};
}
/** Whether the file at `path` is still the one that was identified. */
function isStill(path, identity) {
	const now = identify(path);
	return now !== void 0 && now.device === identity?.device && now.inode === identity.inode;
}
var PRIVATE;
var init_endpoint_files = __esmMin((() => {
	PRIVATE = 448;
}));
// dist/sidecar/server/doors/occupant.js
/**
* Asks who listens on a socket, by `server/status` in the newline dialect, as any client would. Waits a bounded time, and
* trusts nothing that comes back.
*/
/** What the answer tells, as far as it is one. */
function readAnswer(line) {
	let result;
	try {
		result = JSON.parse(line)?.result;
	} catch {
		result = void 0;
	}
	const { pid, version } = typeof result === "object" && result !== null ? result : {};
	return {
		kind: "served",
		pid: Number.isSafeInteger(pid) ? pid : void 0,
		version: typeof version === "string" ? version : void 0
	};
}
function askOccupant(path) {
	return new Promise((resolve) => {
		let connected = false;
		let answer = "";
		const socket = (0, node_net.connect)({ path });
		const settle = (occupant) => {
			clearTimeout(timer);
			socket.destroy();
			resolve(occupant);
		};
		const timer = setTimeout(() => settle(readAnswer("")), ANSWER_WITHIN_MS);
		socket.setEncoding("utf8");
		socket.once("connect", () => {
			connected = true;
			socket.write(QUESTION);
		});
		socket.on("data", (text) => {
			answer += text;
			if (answer.includes("\n") || answer.length > ANSWER_BYTES_MAX) settle(readAnswer(answer));
		});
		socket.once("end", () => settle(readAnswer(answer)));
		socket.once("error", ({ code = "error" }) => {
			if (connected) settle(readAnswer(answer));
			else settle(code === "ECONNREFUSED" || code === "ENOENT" ? { kind: "nobody" } : {
				kind: "busy",
				code
			});
		});
	});
}
var ANSWER_WITHIN_MS, ANSWER_BYTES_MAX, QUESTION;
var init_occupant = __esmMin((() => {
	ANSWER_WITHIN_MS = 2e3;
	ANSWER_BYTES_MAX = 262144;
	QUESTION = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/status\"}\n";
}));
// dist/sidecar/server/doors/start-lock.js
/** The lock's name: two paths to one place share it. */
function lockName(path) {
	const { dev, ino } = (0, node_fs.statSync)((0, node_path.dirname)(path));
	return `\0outrigger-lock-${createHash("sha256").update(`${dev}:${ino}:${(0, node_path.basename)(path)}`).digest("hex").slice(0, 32)}`;
}
function listenOn(name) {
	return new Promise((resolve, reject) => {
		const server = (0, node_net.createServer)((visitor) => visitor.destroy());
		server.once("error", (error) => {
			if (error.code === "EADDRINUSE") resolve(void 0);
			else reject(error);
		});
		server.listen({ path: name }, () => resolve(server.unref()));
	});
}
/** Takes the lock of a path; undefined if another process has it. Elsewhere than on Linux there is none to take. */
async function takeStartLock(path) {
	if (process.platform !== "linux") return { release() {} };
	const server = await listenOn(lockName(path));
	return server === void 0 ? void 0 : { release: () => void server.close() };
}
var init_start_lock = __esmMin((() => {
	init__late_node_crypto();
}));
// dist/sidecar/server/doors/claim.js
function pause(ms) {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
/** @throws EndpointRefused with the reason for which nothing may listen there. */
async function claimPath(wanted) {
	const path = checkEndpoint(wanted);
	const until = performance.now() + PATIENCE_MS;
	for (;;) {
		const lock = await takeStartLock(path);
		const occupant = await askOccupant(path);
		if (occupant.kind === "served") {
			lock?.release();
			return {
				...occupant,
				path
			};
		}
		if (lock !== void 0 && occupant.kind === "nobody") {
			removeStale(path);
			return {
				kind: "claimed",
				path,
				lock
			};
		}
		lock?.release();
		if (performance.now() > until) {
			const why = occupant.kind === "busy" ? `connecting fails (${occupant.code})` : "another start holds it and does not answer";
			throw new EndpointRefused(`${path} can't be had: ${why}`);
		}
		await pause(PAUSE_MS);
	}
}
var PATIENCE_MS, PAUSE_MS;
var init_claim = __esmMin((() => {
	init_endpoint_files();
	init_occupant();
	init_refused();
	init_start_lock();
	PATIENCE_MS = 5e3;
	PAUSE_MS = 25;
}));
// dist/sidecar/server/doors/socket.js
/**
* The socket door: a Unix socket that only this user can reach, or a named pipe on Windows. Accepts connections within the
* limit and hands them to the server; at its end it removes the socket, if that is still its own.
*/
var socket_exports = /* @__PURE__ */ __exportAll({ SocketDoor: () => SocketDoor });
/** Takes the handle out of a socket that was accepted paused, so that another can read from it its own way. */
function takeHandle(accepted) {
	const owner = accepted;
	const handle = owner._handle;
	if (handle === void 0 || handle === null) return void 0;
	owner._handle = null;
	accepted.destroy();
	return handle;
}
function listen(path, onConnection) {
	return new Promise((resolve, reject) => {
		const server = (0, node_net.createServer)({
			allowHalfOpen: true,
			pauseOnConnect: true
		}, onConnection);
		server.once("error", reject);
		const umask = process.platform === "win32" ? void 0 : process.umask(SOCKET_UMASK);
		try {
			server.listen({
				path,
				backlog: BACKLOG
			}, () => {
				server.off("error", reject);
				resolve(server);
			});
		} finally {
			if (umask !== void 0) process.umask(umask);
		}
	});
}
/** A named pipe can't be stale: its name ends with its last handle. */
async function claimPipe(path) {
	const occupant = await askOccupant(path);
	if (occupant.kind === "served") return {
		...occupant,
		path
	};
	return {
		kind: "claimed",
		path,
		lock: { release() {} }
	};
}
function accept(server, accepted, log) {
	if (!server.hasRoom) {
		log.warn("refused a connection", { reason: "as many are open as `connections` allows" });
		accepted.destroy();
		return;
	}
	const open = (socket) => {
		const channel = server.open("socket", socket);
		socket.on("error", () => {});
		socket.on("close", () => channel.closed());
		return channel;
	};
	const handle = takeHandle(accepted);
	if (handle !== void 0) openReading({ handle }, server.readBuffer, open);
	else readEvents(accepted, open(accepted));
}
var SOCKET_UMASK, BACKLOG, SocketDoor;
var init_socket = __esmMin((() => {
	init_claim();
	init_endpoint_files();
	init_occupant();
	init_reading();
	init_refused();
	SOCKET_UMASK = 127;
	BACKLOG = 511;
	SocketDoor = class SocketDoor {
		kind = "listening";
		path;
		#net;
		#lock;
		#own;
		#closed = false;
		constructor(path, net, lock) {
			this.path = path;
			this.#net = net;
			this.#lock = lock;
			this.#own = process.platform === "win32" ? void 0 : identify(path);
		}
		/** Listens on `path`, or tells who does. @throws EndpointRefused with the reason. */
		static async open(server, path, log) {
			const claimed = process.platform === "win32" ? await claimPipe(path) : await claimPath(path);
			if (claimed.kind === "served") return claimed;
			try {
				const net = await listen(claimed.path, (socket) => accept(server, socket, log));
				net.on("error", (error) => log.error("accepting a connection failed", { detail: error.message }));
				return new SocketDoor(claimed.path, net, claimed.lock);
			} catch (error) {
				claimed.lock.release();
				throw new EndpointRefused(`can't listen on ${claimed.path} (${error.code})`, { cause: error });
			}
		}
		/** Accepts no more. Connections that are open stay so. */
		close() {
			if (this.#closed) return;
			this.#closed = true;
			if (this.#own === void 0 || isStill(this.path, this.#own)) this.#net.close();
			else this.#net.unref();
			this.#lock?.release();
		}
	};
}));
// dist/sidecar/server/service.js
init_endpoint();
/** How long what is in flight may take when the sidecar is told to end. */
const DRAIN_MS = 5e3;
const SIGNALS = [
	"SIGTERM",
	"SIGINT",
	"SIGHUP"
];
var Running = class {
	kind;
	pid = process.pid;
	version;
	ended;
	#log;
	#sidecar;
	#server;
	#door;
	#watches = [];
	#resolve = () => {};
	#ending = false;
	constructor(options, sidecar, log) {
		this.kind = options.stdio === true ? "stdio" : "listening";
		this.version = sidecar.version;
		this.#log = log;
		this.#sidecar = sidecar;
		this.#server = new Server({
			dispatcher: sidecar.dispatcher,
			limits: sidecar.limits,
			log
		});
		this.ended = new Promise((resolve) => {
			this.#resolve = resolve;
		});
		for (const signal of SIGNALS) process.on(signal, this.#onSignal);
		process.on("uncaughtException", this.#onFault);
		if (options.clientPid !== void 0) this.#watch(options.clientPid);
	}
	get path() {
		return this.#door?.path;
	}
	stop() {
		this.#end(0, DRAIN_MS);
	}
	/** Opens the door; returns who serves the path already, if someone does. */
	async open(options) {
		if (this.kind === "stdio") {
			const { openStdioDoor } = await Promise.resolve().then(() => (init_stdio(), stdio_exports));
			let code = 0;
			openStdioDoor(this.#server, {
				exited: (asked) => {
					code = asked;
				},
				watch: (processId) => this.#watch(processId),
				closed: () => void this.#end(code, 0)
			});
			return;
		}
		const { SocketDoor } = await Promise.resolve().then(() => (init_socket(), socket_exports));
		const door = await SocketDoor.open(this.#server, options.socket ?? sockname(), this.#log);
		if (door.kind === "served") {
			await this.#end(0, 0);
			return door;
		}
		this.#door = door;
		this.#log.info("listening", { path: door.path });
	}
	/** Gives up before it served anyone. */
	async abandon() {
		await this.#end(1, 0);
	}
	#onSignal = (signal) => {
		this.#log.info("told to end", { signal });
		if (this.#ending) this.#server.destroy();
		else this.stop();
	};
	#onFault = (error) => {
		this.#log.error("a fault", { detail: error instanceof Error ? error.stack : String(error) });
		this.#end(1, 0);
	};
	#watch(processId) {
		this.#watches.push(watchProcess(processId, () => {
			this.#log.info("the client has ended", { processId });
			this.#end(0, 0);
		}));
	}
	async #end(code, drainMs) {
		if (this.#ending) return;
		this.#ending = true;
		this.#door?.close();
		if (drainMs > 0) await this.#server.drain(drainMs);
		else this.#server.destroy();
		await this.#sidecar.close();
		for (const stopWatching of this.#watches) stopWatching();
		for (const signal of SIGNALS) process.off(signal, this.#onSignal);
		process.off("uncaughtException", this.#onFault);
		this.#log.close();
		this.#resolve(code);
	}
};
/**
* Serves, or tells who does already. To be called before anything was printed: `console` and Node's warnings become log
* lines, since stdout belongs to the protocol.
* @throws EndpointRefused where the path can't be listened on, ProtocolError InvalidParams for a limit out of its range.
*/
async function serve(options = {}) {
	const log = new StderrLog(options.logLevel ?? "info");
	redirectConsole(log);
	redirectWarnings(log);
	const service = new Running(options, await createSidecar({
		workers: options.workers,
		pin: options.pin,
		nice: options.nice,
		hostComputes: options.hostComputes,
		limits: options.limits,
		fault: (message, detail) => log.error(message, { detail }),
		notice: (message) => log.info(message),
		droppedLogLines: () => log.dropped
	}), log);
	try {
		return await service.open(options) ?? service;
	} catch (error) {
		await service.abandon();
		throw error;
	}
}
// dist/sidecar/serve.js
/**
* The serving process, without a command line parser: what the client's `spawn` starts, and what `outrigger serve` calls. It
* loads neither yargs nor vscode-jsonrpc, and stdout belongs to the protocol from its first line on.
* As a script: `node serve.js --stdio [--workers N] [--client-pid N] [--log-level LEVEL] [--frame-bytes N …]`.
*/
init_refused();
/** The exit code, once the process may end. */
async function main() {
	const serving = await serve(readServeArguments(process.argv.slice(2), process.env));
	if (serving.kind !== "served") return serving.ended;
	process.stderr.write(`outrigger: ${serving.path} is served already, by pid ${serving.pid ?? "unknown"}\n`);
	return 0;
}
/** Usage is the caller's fault, and 2; anything else that stops it is 1. */
function explain(error) {
	const usage = error instanceof WrongUsage || error instanceof ProtocolError;
	const text = usage || error instanceof EndpointRefused ? error.message : error instanceof Error ? error.stack ?? error.message : String(error);
	process.stderr.write(`outrigger: ${text}\n`);
	return usage ? 2 : 1;
}
function isScript() {
	const script = process.argv[1];
	if (script === void 0) return false;
	try {
		return (0, node_fs.realpathSync)(script) === (0, node_fs.realpathSync)((0, node_url.fileURLToPath)(new URL("serve.js", require("node:url").pathToFileURL(__filename)).href));
	} catch {
		return false;
	}
}
/** Serves as the arguments of this process say, and ends it. */
async function serveAsScript() {
	process.exit(await main().catch(explain));
}
if (isScript()) serveAsScript();
// dist/sidecar/spawned.js
/**
* What the client spawns, by way of spawned.cjs (scripts/package/bundle.ts makes one file of this and all it loads). It serves,
* and nothing else; importing it does so.
*/
serveAsScript();
