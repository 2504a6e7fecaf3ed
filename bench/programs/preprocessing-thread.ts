/** What the threads of the case study run: the same JavaScript, off the main thread. */
import { type Prepared, prepareInJavaScript } from './prepare.ts';

export default function prepare(texts: string[]): Prepared[] {
  return prepareInJavaScript(texts);
}
