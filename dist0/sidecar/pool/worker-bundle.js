import { parentPort, workerData } from "node:worker_threads";
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from "node:fs";
import { getPriority, setPriority } from "node:os";
import { performance } from "node:perf_hooks";
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
Failure.poolFull, Failure.notText, Failure.tooMany, Failure.badRules, Failure.tooSmall;
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
// dist/sidecar/arena/native.js
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
/** Keeps the calling thread on one logical processor. False where that can't be done. */
function pinThread(processor) {
	const found = bindings();
	if (typeof found === "string") return false;
	const mask = /* @__PURE__ */ new Uint8Array(128);
	mask[processor >> 3] = 1 << (processor & 7);
	return found.c.sched_setaffinity(0, BigInt(mask.length), mask) === 0;
}
/** Adds to the calling thread's niceness. Elsewhere than on Linux a priority is the whole process's, and is left alone. */
function stepBack(nice) {
	if (process.platform !== "linux" || nice === 0) return;
	try {
		setPriority(0, Math.min(19, getPriority(0) + nice));
	} catch {}
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
function roundUp(value, unit) {
	return Math.ceil(value / unit) * unit;
}
STATICS_BYTES + roundUp(CONTROL_BYTES, PAGE);
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
// dist/sidecar/pool/clock.js
/**
* One clock for all threads: milliseconds of CLOCK_MONOTONIC. `performance.now()` reads the same clock from each thread's own
* start, and costs less than `hrtime.bigint()`, which a tiny call would read four times.
*/
/** Where this thread's clock starts on the shared one. The first calls of both are slow: the closest pair of readings counts. */
function findStart() {
	let start = Number.POSITIVE_INFINITY;
	for (let i = 0; i < 4; i++) {
		const now = performance.now();
		start = Math.min(start, Number(process.hrtime.bigint()) / 1e6 - now);
	}
	return start;
}
const threadStart = findStart();
function sharedNow() {
	return threadStart + performance.now();
}
// dist/sidecar/pool/operation.js
/**
* What a step works on at most: 0.3 ms by OpenSSL, 1.3 ms by Wasm on one message. Measured in steps of 64 KiB to 4 MiB,
* SHA-256 is as fast in all of them (402–409 MB/s), BLAKE3 loses 1.5 % against the largest (1,900 of 1,929 MB/s); a file
* is read and hashed as fast in any window from 32 KiB to 1 MiB.
*/
const STEP_BYTES = 524288;
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
/** The opposite of encodeArguments, from the slot of the job table. */
function decodeArguments(operation, table, slot) {
	const args = {};
	let index = 0;
	for (const field of operation.fields) args[field] = table.argument(slot, index++);
	return args;
}
// \0late-node:crypto
function createHash(...args) {
	return process.getBuiltinModule("node:crypto").createHash(...args);
}
function hash(...args) {
	return process.getBuiltinModule("node:crypto").hash(...args);
}
// dist/sidecar/pool/operations/digest.js
/**
* Digests of byte ranges by the engine that is fastest for their shape: the kernel's lanes for short messages,
* OpenSSL (through node:crypto, which reads arena views in place) for long ones. Shared by the hash operations.
*/
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
		for (let done = 0; done < length; done += STEP_BYTES) {
			digester.update(address + done, Math.min(STEP_BYTES, length - done));
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
// dist/sidecar/pool/operations/regular-file.js
/**
* Opens the files that clients name: regular ones only. A directory, FIFO or device is refused before it is opened
* (opening a device can do things), and what cannot be opened is told by its errno, never by a path of ours.
*/
/** A file that is no regular file (FIFO, device, socket), where no errno says so. */
const NOT_REGULAR = "ENOTREG";
/** Never waits for a FIFO's writer, and never takes a terminal. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
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
	refuseOddFile(statSync(name));
	const fd = openSync(name, OPEN_FLAGS);
	try {
		const stats = fstatSync(fd);
		refuseOddFile(stats);
		return {
			fd,
			stats
		};
	} catch (error) {
		closeSync(fd);
		throw error;
	}
}
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
		return readSync(fd, bench.bytes, bench.window + at, length, offset);
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
			const piece = Math.min(STEP_BYTES, length - done);
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
// dist/sidecar/pool/operations/hash-messages.js
/**
* `hash/messages` in memory: a table of (address, length) pairs, cut into runs of messages of about equal bytes.
* Both tables are made by the main thread in memory that no client maps.
*/
const DIGEST$2 = 32;
const FIELDS$6 = [
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
	fields: FIELDS$6,
	run(args, shard, bench) {
		const { buffer } = bench.bytes;
		const bounds = new Uint32Array(buffer, args.bounds, shard + 2);
		return hashRun(args, bounds[shard] ?? 0, bounds[shard + 1] ?? 0, bench);
	}
};
// dist/sidecar/pool/operations/hash-file-messages.js
/**
* `hash/messages` on files: the messages of one file, which lie in it one after another, and messages of many files,
* each opened by the worker. What the main thread checked may have changed since: a file that is shorter now is a
* failure, never a short digest.
*/
const DIGEST$1 = 32;
/** A shard of one file's messages has so many bytes, so that they and their table fit the window; or it is one message. */
const FILE_RUN_BYTES = STEP_BYTES;
const FIELDS$5 = [
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
	fields: FIELDS$5,
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
		if (fd !== void 0) closeSync(fd);
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
// dist/sidecar/pool/operations/hash-files.js
/**
* `hash/files`: a shard is one file, opened, read to its end and digested by the worker. What is wrong with one file
* stands in its result; it fails no other.
*/
const FIELDS$4 = [
	"algorithm",
	"engine",
	"table",
	"out",
	"fileBytes"
];
const SIZE_AT = 8;
const DIGEST_AT = 16;
const DIGEST_BYTES = 32;
const FileState = {
	digested: 1,
	failed: 2,
	tooLarge: 3
};
function writeResult(bench, address, state, size, code = "") {
	const view = new DataView(bench.bytes.buffer, address, 48);
	view.setFloat64(SIZE_AT, size, true);
	if (state !== FileState.digested) {
		bench.bytes.fill(0, address + DIGEST_AT, address + 48);
		bench.bytes.set(Buffer.from(code.slice(0, DIGEST_BYTES), "latin1"), address + DIGEST_AT);
	}
	view.setUint32(0, state, true);
}
/** Digests to the end of the file, as sha256sum does: a /proc file has size 0, and a growing one grows. */
function* digestFile(args, fd, size, out, bench) {
	const digester = beginDigest(bench, args.algorithm, usesOpenSsl(args.algorithm, args.engine, size, 1));
	let total = 0;
	try {
		for (;;) {
			const read = readSync(fd, bench.bytes, bench.window, STEP_BYTES, null);
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
		if (fd !== void 0) closeSync(fd);
	}
}
const hashFiles = {
	fields: FIELDS$4,
	run(args, shard, bench) {
		const [at = 0, length = 0] = new Uint32Array(bench.bytes.buffer, args.table + shard * 8, 2);
		return hashFile(args, bench.bytes.slice(at, at + length), args.out + shard * 48, bench);
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
const MAPPED_TEXT_MAX = STEP_BYTES;
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
const KEPT_MAX = 16;
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
		if (handles.size < KEPT_MAX && memory() <= MEMORY_MAX) return;
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
	for (let done = 0; done < textBytes; done += STEP_BYTES) {
		digester.update(address + done, Math.min(STEP_BYTES, textBytes - done));
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
// dist/sidecar/pool/operations.js
const table = [
	hashRecords,
	hashMessages,
	hashFileMessages,
	hashSources,
	hashFiles,
	normalizeTexts,
	{
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
	},
	{
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
	},
	{
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
	},
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
function operationById(id) {
	const operation = table[id];
	if (operation === void 0) throw new Error(`operation ${id}`);
	return operation;
}
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
// dist/sidecar/pool/worker.js
/**
* A worker thread: runs shards of the jobs in the shared table until it is told to stop. It talks to the main thread by
* the control block; messages are for its life only: ready, failed to start, stopped.
*/
/**
* How often a worker that just worked looks at the wake count before it sleeps: some 20 µs. Waking a sleeping thread
* costs 50–120 µs, and a spinning one costs a core: so only while busy.
*/
const SPINS = 4e3;
/** Whether work was published within the spins. */
function spin(control, seen) {
	for (let spins = 0; spins < SPINS; spins++) if (control.wakeCount !== seen) return true;
	return false;
}
/** Works until it is told to stop. */
function work(worker, control, loop) {
	let busy = false;
	while (!control.stopRequested(worker)) {
		const seen = control.wakeCount;
		if (loop.turn()) busy = true;
		else {
			if (!busy || !spin(control, seen)) control.sleep(seen);
			busy = false;
		}
	}
	loop.close();
}
function post(message) {
	parentPort?.postMessage(message);
}
const { worker, share, module, processor, nice } = workerData;
try {
	stepBack(nice);
	const control = new ControlBlock(share.memory.buffer, share.layout.control);
	const slab = share.layout.slabs[worker];
	if (slab === void 0) throw new Error(`worker ${worker} has no slab`);
	const loop = new ShardLoop(worker, control, new ShardRunner(module, share, slab, control));
	if (processor >= 0) pinThread(processor);
	post({ kind: "ready" });
	work(worker, control, loop);
	post({ kind: "stopped" });
} catch (error) {
	const { message, stack } = error instanceof Error ? error : new Error(String(error));
	post({
		kind: "failed",
		message,
		stack: stack ?? ""
	});
}
export {};
