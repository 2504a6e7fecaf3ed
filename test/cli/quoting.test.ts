/** Names in messages, against the real sha256sum, which quotes them by gnulib. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeName, encodeName } from '../../sidecar/cli/names.ts';
import { localeIsUtf8, quoted } from '../../sidecar/cli/sums/quoting.ts';
import { sha256sum, temporaryFolder } from './sha256sum.ts';

const bytesOf = (pieces: string[]) => pieces.map((piece) => Buffer.from(piece));
const SHOWN = bytesOf([...'aZ0 "\\#~{}:?*$@%+,-.]^[=!_`|;&<()']);
/** What is not shown as it is: controls, what is no ASCII (in the locale C), what is no UTF-8. */
const ESCAPED = [
  ...bytesOf([...'\n\t\r\x07\x1b\x7f', 'é', '😀', '\u00ad', '\u2028', '\u0080', '\u00a0']),
  Buffer.of(0xff),
  Buffer.of(0xe2, 0x82),
];

/** What sha256sum makes of names that aren't there: one call for all of them. */
function quotedByCoreutils(names: Buffer[], locale: string, cwd: string): string[] {
  const { stderr } = sha256sum(['--', ...names], { cwd, env: { LC_ALL: locale } });
  return stderr.split(': No such file or directory\n').slice(0, -1);
}

function expectSame(names: Buffer[], locale: string): void {
  using folder = temporaryFolder();
  const theirs = quotedByCoreutils(names, locale, folder.path);
  const ours = names.map((name) => encodeName(quoted(decodeName(name), locale !== 'C')).toString('latin1'));
  expect(ours).toEqual(theirs);
}

/** Not `-`, which is standard input, nor the folder itself. */
const isAbsent = (name: Buffer) => !/^(?:-|\.*)$/.test(name.toString('latin1'));
const nameOf = (pieces: Buffer[]) =>
  fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }).map((parts) => Buffer.concat(parts));

describe.each(['C.UTF-8', 'C'])('in the locale %s', (locale) => {
  test('names of any bytes are quoted as sha256sum quotes them', () => {
    const sample = fc.sample(nameOf([...SHOWN, ...ESCAPED]).filter(isAbsent), 400);
    expectSame(sample, locale);
  });

  test('an apostrophe is put in double quotes where that is enough, as sha256sum does', () => {
    // An apostrophe beside a control character is left out: coreutils 9.1 then writes what no shell reads back.
    const sample = fc.sample(nameOf([...SHOWN, Buffer.from("'")]).filter(isAbsent), 200);
    expectSame([...sample, Buffer.from("it's"), Buffer.from('')], locale);
  });
});

test('the locale is read in the order that POSIX gives', () => {
  expect(localeIsUtf8({ LC_ALL: 'C', LANG: 'en_US.UTF-8' })).toBe(false);
  expect(localeIsUtf8({ LC_ALL: '', LC_CTYPE: 'C.utf8', LANG: 'C' })).toBe(true);
  expect(localeIsUtf8({})).toBe(false);
});
