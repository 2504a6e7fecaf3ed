/** Secrets for tests: of the shapes that rules look for, of no service, and put together here so that no scanner finds them in the tests. */

const NOISE = 'aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY3zA5';

export const SECRETS = {
  'github-pat': `ghp_${NOISE}`,
  'npm-token': `npm_${NOISE}`,
  'stripe-secret-key': `sk_${'live'}_${NOISE.slice(0, 24)}`,
} as const;

/** Three secrets, the second behind an emoji on its line, with a tab, CRLF and other text about them. */
export const PLANTED = [
  'name = "none"',
  `\ttoken = "${SECRETS['github-pat']}"`,
  `😀 = "${SECRETS['npm-token']}"`,
  'ordinary',
  `key: ${SECRETS['stripe-secret-key']}`,
  '',
].join('\n');

/** Where they are: line and UTF-16 column, zero-based. */
export const PLACES = [
  { rule: 'github-pat', line: 1, start: 10, end: 50 },
  { rule: 'npm-token', line: 2, start: 6, end: 46 },
  { rule: 'stripe-secret-key', line: 4, start: 5, end: 37 },
] as const;
