/**
 * `-c`: reads checksum files, hashes what they list, and tells what matches: word for word as `sha256sum` does
 * (coreutils 9.1, src/digest.c, digest_check). Decides what is said; where it is written is `Voice`'s business.
 */
import { digestsInOrder } from './digests.js';
import { checksumLines, escapeName, LineReader } from './line.js';
import { failureReason } from './reasons.js';
/** What one checksum file lists, line by line; an entry without a name is an improperly formatted line. */
function* entries(file, isStdin, tagName) {
    const reader = new LineReader(tagName);
    for (const { number, text } of checksumLines(file)) {
        const line = reader.parse(text);
        // A list that is itself on standard input can't have standard input's digest checked.
        if (line === undefined || (isStdin && line.name === '-'))
            yield { number };
        else
            yield { number, name: line.name, expected: line.digest };
    }
}
function judge(digested, expected, ignoreMissing) {
    if ('digest' in digested)
        return digested.digest === expected ? 'ok' : 'failed';
    return ignoreMissing && digested.error.data.code === 'ENOENT' ? 'missing' : 'unreadable';
}
const VERDICTS = {
    ok: 'OK',
    failed: 'FAILED',
    unreadable: 'FAILED open or read',
};
function tell(name, outcome, style, voice) {
    const verdict = VERDICTS[outcome];
    if (verdict === undefined || style.status || (outcome === 'ok' && style.quiet))
        return;
    // Here, unlike in a printed line, coreutils 9.1 escapes only a name that holds a newline.
    voice.say(`${name.includes('\n') ? `\\${escapeName(name)}` : name}: ${verdict}`);
}
function plural(count, one, many) {
    return `WARNING: ${count} ${count === 1 ? one : many}`;
}
function summarise(report, shownName, style, voice) {
    const count = (outcome) => report.files.filter((file) => file.outcome === outcome).length;
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
    if (style.status)
        return;
    if (report.malformed > 0) {
        voice.complain(plural(report.malformed, 'line is improperly formatted', 'lines are improperly formatted'));
    }
    if (unreadable > 0) {
        voice.complain(plural(unreadable, 'listed file could not be read', 'listed files could not be read'));
    }
    if (failed > 0)
        voice.complain(plural(failed, 'computed checksum did NOT match', 'computed checksums did NOT match'));
    if (style.ignoreMissing && matched === 0)
        voice.complain(`${voice.quoted(shownName)}: no file was verified`);
}
/** Checks one list. `listName` is `-` for standard input. */
export async function checkList(listName, list, style, source, voice) {
    const isStdin = listName === '-';
    const shownName = isStdin ? 'standard input' : listName;
    const report = { files: [], malformed: 0, passed: false };
    for await (const [entry, digested] of digestsInOrder(entries(list, isStdin, style.tagName), source)) {
        if (entry.name === undefined || digested === undefined) {
            report.malformed += 1;
            if (style.warn) {
                const where = `${voice.quoted(shownName)}: ${entry.number}`;
                voice.complain(`${where}: improperly formatted ${style.tagName} checksum line`);
            }
            continue;
        }
        const outcome = judge(digested, entry.expected, style.ignoreMissing);
        report.files.push({ name: entry.name, outcome });
        if (outcome === 'unreadable' && 'error' in digested) {
            voice.complain(`${voice.quoted(entry.name)}: ${failureReason(digested.error)}`);
        }
        tell(entry.name, outcome, style, voice);
    }
    summarise(report, shownName, style, voice);
    return report;
}
