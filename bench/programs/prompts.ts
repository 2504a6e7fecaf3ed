/**
 * Prompts as a service for language models gets them, seeded: conversations with documents in them, and now and then with an
 * attachment pasted as text. And the patterns that they are redacted by.
 */
import { chat, PATTERNS } from './chat.ts';
import { dice } from './dice.ts';

/** A message is about this long: 130 sentences. */
const MESSAGE_SENTENCES = 130;
/** Bytes of the requests' texts, in turn: most are short, some bring documents along. */
const REQUEST_BYTES = [4_000, 8_000, 8_000, 16_000, 16_000, 32_000, 64_000, 160_000];
export const ATTACHMENT_CHARACTERS = 32 * 1024;
export const REQUESTS = 32;

/** Where the patterns of the bench set bounds, those of a service rarely do: these are the textbook forms. */
const UNBOUNDED: Readonly<Record<string, string>> = {
  email: '[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}',
  'url-password': '[a-z]+://[a-z0-9]+:[^@ \\n]+@',
  jwt: 'eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+',
  'slack-token': 'xox[abprs]-[A-Za-z0-9-]{10,}',
  password: 'password ?[=:] ?[^ \\n]{4,}',
};

export const PROMPT_PATTERNS: readonly [id: string, pattern: string][] = PATTERNS.map(([id, pattern]) => [
  id,
  UNBOUNDED[id] ?? pattern,
]);

/** base64url, as an attachment or a token is pasted: one long word. */
function attachment(characters: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const below = dice(0x2545f491);
  let text = '';
  while (text.length < characters) text += alphabet[below(alphabet.length)];
  return text;
}

/** What requests bring, each a list of messages; with `attached`, one in all of them has an attachment. */
export function prompts(attached: boolean): string[][] {
  const messages = chat(REQUEST_BYTES.reduce((sum, bytes) => sum + bytes + 16_000, 0) * 4, MESSAGE_SENTENCES);
  let next = 0;
  const all = Array.from({ length: REQUESTS }, (_, i) => {
    const request: string[] = [];
    const most = REQUEST_BYTES[i % REQUEST_BYTES.length] ?? 0;
    for (let bytes = 0; bytes < most; ) {
      const message = messages[next++ % messages.length] ?? '';
      request.push(message.slice(0, most - bytes));
      bytes += Buffer.byteLength(message);
    }
    return request;
  });
  if (attached) all[REQUESTS / 2]?.push(`Please look at this:\n${attachment(ATTACHMENT_CHARACTERS)}\n`);
  return all;
}
