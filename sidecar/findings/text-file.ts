/**
 * A file's text, or the reason why it has none: binary files are left out, as other scanners do. A text that is no UTF-8 is
 * taken byte by byte (Latin-1), so that what is ASCII in it is still found where it stands.
 */
import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';

/** Past this a file is no text that people edit. */
export const TEXT_FILE_BYTES_MAX = 12 * 1024 * 1024;
/** Where git looks for a NUL. */
const PROBE_BYTES = 8000;

export type TextFile = { readonly text: string } | { readonly skipped: 'binary' | 'too large' };

export function textOf(bytes: Buffer): TextFile {
  if (bytes.subarray(0, PROBE_BYTES).includes(0)) return { skipped: 'binary' };
  return { text: isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1') };
}

/** Reads a file of at most so many bytes. Throws what reading throws. */
export async function readTextFile(path: string | Buffer, most = TEXT_FILE_BYTES_MAX): Promise<TextFile> {
  const { size } = await stat(path);
  if (size > most) return { skipped: 'too large' };
  return textOf(await readFile(path));
}
