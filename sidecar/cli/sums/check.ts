/**
 * `-c`: reads checksum files, hashes what they list, and tells what matches: word for word as `sha256sum` does
 * (coreutils 9.1, src/digest.c, digest_check). Decides what is said; where it is written is `Voice`'s business.
 */
import { type Digested, type DigestSource, digestsInOrder } from './digests.ts';
import { checksumLines, escapeName, LineReader } from './line.ts';
import { failureReason } from './reasons.ts';

export interface CheckStyle {
  /** SHA256 or BLAKE3, as in a tagged line and in messages. */
  tagName: string;
  /** No OK lines. */
  quiet: boolean;
  /** Nothing at all on stdout; the exit code tells. */
  status: boolean;
  ignoreMissing: boolean;
  strict: boolean;
  warn: boolean;
}

export interface Voice {
  /** A line of stdout, without its end. */
  say(text: string): void;
  /** A line of stderr, without the program's name. */
  complain(text: string): void;
  quoted(name: string): string;
}

export type CheckOutcome = 'ok' | 'failed' | 'unreadable' | 'missing';

export interface CheckReport {
  files: { name: string; outcome: CheckOutcome }[];
  malformed: number;
  /** Whether sha256sum would exit with 0. */
  passed: boolean;
}

interface Entry {
  number: number;
  name?: string;
  expected?: string;
}

/** What one checksum file lists, line by line; an entry without a name is an improperly formatted line. */
function* entries(file: Uint8Array, isStdin: boolean, tagName: string): Generator<Entry> {
  const reader = new LineReader(tagName);
  for (const { number, text } of checksumLines(file)) {
    const line = reader.parse(text);
    // A list that is itself on standard input can't have standard input's digest checked.
    if (line === undefined || (isStdin && line.name === '-')) yield { number };
    else yield { number, name: line.name, expected: line.digest };
  }
}

function judge(digested: Digested, expected: string, ignoreMissing: boolean): CheckOutcome {
  if ('digest' in digested) return digested.digest === expected ? 'ok' : 'failed';
  return ignoreMissing && digested.error.data.code === 'ENOENT' ? 'missing' : 'unreadable';
}

const VERDICTS: Partial<Record<CheckOutcome, string>> = {
  ok: 'OK',
  failed: 'FAILED',
  unreadable: 'FAILED open or read',
};

function tell(name: string, outcome: CheckOutcome, style: CheckStyle, voice: Voice): void {
  const verdict = VERDICTS[outcome];
  if (verdict === undefined || style.status || (outcome === 'ok' && style.quiet)) return;
  // Here, unlike in a printed line, coreutils 9.1 escapes only a name that holds a newline.
  voice.say(`${name.includes('\n') ? `\\${escapeName(name)}` : name}: ${verdict}`);
}

function plural(count: number, one: string, many: string): string {
  return `WARNING: ${count} ${count === 1 ? one : many}`;
}

function summarise(report: CheckReport, shownName: string, style: CheckStyle, voice: Voice): void {
  const count = (outcome: CheckOutcome) => report.files.filter((file) => file.outcome === outcome).length;
  const [matched, failed, unreadable] = [count('ok'), count('failed'), count('unreadable')];
  if (report.files.length === 0) {
    voice.complain(`${voice.quoted(shownName)}: no properly formatted checksum lines found`);
    return;
  }
  report.passed =
    failed === 0 &&
    unreadable === 0 &&
    (!style.ignoreMissing || matched > 0) &&
    (!style.strict || report.malformed === 0);
  if (style.status) return;
  if (report.malformed > 0) {
    voice.complain(plural(report.malformed, 'line is improperly formatted', 'lines are improperly formatted'));
  }
  if (unreadable > 0) {
    voice.complain(plural(unreadable, 'listed file could not be read', 'listed files could not be read'));
  }
  if (failed > 0) voice.complain(plural(failed, 'computed checksum did NOT match', 'computed checksums did NOT match'));
  if (style.ignoreMissing && matched === 0) voice.complain(`${voice.quoted(shownName)}: no file was verified`);
}

/** Checks one list. `listName` is `-` for standard input. */
export async function checkList(
  listName: string,
  list: Uint8Array,
  style: CheckStyle,
  source: DigestSource,
  voice: Voice,
): Promise<CheckReport> {
  const isStdin = listName === '-';
  const shownName = isStdin ? 'standard input' : listName;
  const report: CheckReport = { files: [], malformed: 0, passed: false };
  for await (const [entry, digested] of digestsInOrder(entries(list, isStdin, style.tagName), source)) {
    if (entry.name === undefined || digested === undefined) {
      report.malformed += 1;
      if (style.warn) {
        const where = `${voice.quoted(shownName)}: ${entry.number}`;
        voice.complain(`${where}: improperly formatted ${style.tagName} checksum line`);
      }
      continue;
    }
    const outcome = judge(digested, entry.expected as string, style.ignoreMissing);
    report.files.push({ name: entry.name, outcome });
    if (outcome === 'unreadable' && 'error' in digested) {
      voice.complain(`${voice.quoted(entry.name)}: ${failureReason(digested.error)}`);
    }
    tell(entry.name, outcome, style, voice);
  }
  summarise(report, shownName, style, voice);
  return report;
}
