/** Seeded text as people and programs write it: chat in several scripts, code, white space, and what a rule would find. */
import { dice } from './dice.ts';

const SENTENCES = [
  'Could you have a look at the failing build when you find a moment? ',
  'Wir treffen uns am Donnerstag um halb neun vor dem Büro, ja? ',
  'Le café est fermé, alors on a déjeuné près de la gare. ',
  'Встреча перенесена на следующую неделю, подробности позже. ',
  '昨日の会議の議事録を共有してください。',
  '请在部署之前再检查一遍配置文件。',
  'الاجتماع غدًا في الساعة العاشرة صباحًا. ',
  'कल की बैठक का समय बदल गया है। ',
  'Thanks 🙏🏽, that fixed it 🚀! ',
  'function add(a, b) {\n  return a + b; // O(1)\n}\n',
  'for (let i = 0; i < items.length; i++) {\n    total += items[i].price * items[i].count;\n}\n',
  "SELECT id, name FROM users WHERE created_at > now() - interval '7 days';\n",
];
const FOUND = [
  'Write to maria.schmidt@example.org or call +49 30 901820. ',
  'The host is 192.168.17.4 and the card 4111 1111 1111 1111. ',
  'export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\n',
];

/** At least `bytes` of UTF-8, in messages of a few sentences each. */
export function chat(bytes: number, messageSentences = 40): string[] {
  const next = dice(0x9e3779b9);
  const messages: string[] = [];
  for (let total = 0; total < bytes; ) {
    let message = '';
    for (let i = 0; i < messageSentences; i++) {
      const from = next(30) === 0 ? FOUND : SENTENCES;
      // a number in each, so that no two messages are the same
      message += `${from[next(from.length)]}${next(8) === 0 ? `${next(100_000)} ` : ''}`;
    }
    messages.push(message);
    total += Buffer.byteLength(message);
  }
  return messages;
}

/** Patterns that a team would write for itself: the same in Rust's syntax and in JavaScript's, ASCII classes. */
export const PATTERNS: readonly [id: string, pattern: string][] = [
  ['email', '[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,64}\\.[A-Za-z]{2,12}'],
  ['ipv4', '(?:[0-9]{1,3}\\.){3}[0-9]{1,3}'],
  ['card', '[0-9]{4}[ -][0-9]{4}[ -][0-9]{4}[ -][0-9]{4}'],
  ['phone', '\\+[0-9]{2} [0-9]{2,4} [0-9]{4,9}'],
  ['aws-key', 'AKIA[0-9A-Z]{16}'],
  ['github-token', 'gh[pousr]_[A-Za-z0-9]{36}'],
  ['slack-token', 'xox[abprs]-[A-Za-z0-9-]{10,64}'],
  ['stripe-key', 'sk_live_[0-9a-zA-Z]{24}'],
  ['google-key', 'AIza[0-9A-Za-z_-]{35}'],
  ['npm-token', 'npm_[A-Za-z0-9]{36}'],
  ['private-key', '-----BEGIN (?:RSA |EC )?PRIVATE KEY-----'],
  ['jwt', 'eyJ[A-Za-z0-9_-]{10,64}\\.[A-Za-z0-9_-]{10,256}'],
  ['uuid', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'],
  ['ssn', '[0-9]{3}-[0-9]{2}-[0-9]{4}'],
  ['iban', '[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}'],
  ['gitlab-token', 'glpat-[A-Za-z0-9_-]{20}'],
  ['openai-key', 'sk-[A-Za-z0-9]{48}'],
  ['sendgrid-key', 'SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}'],
  ['twilio-key', 'SK[0-9a-f]{32}'],
  ['telegram-token', '[0-9]{8,10}:[A-Za-z0-9_-]{35}'],
  ['azure-key', 'AccountKey=[A-Za-z0-9+/]{86}=='],
  ['mac-address', '(?:[0-9A-F]{2}:){5}[0-9A-F]{2}'],
  ['date', '[0-9]{4}-[0-9]{2}-[0-9]{2}'],
  ['url-password', '[a-z]{3,8}://[a-z0-9]{1,32}:[^@ \\n]{4,32}@'],
  ['hex-secret', '0x[0-9a-f]{64}'],
  ['password', 'password ?[=:] ?[^ \\n]{4,64}'],
];
