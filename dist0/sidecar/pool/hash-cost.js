import { OPENSSL_FROM_BYTES } from './operations/digest.js';
/** Measured: records of 64 B 0.13 µs each, of 1,024 B 1.34 µs (BLAKE3 less); one alone some three times that. */
const KERNEL = { microsPerMessage: 0.1, bytesPerMicro: 400 };
/** Measured: records of 64 B 0.83 µs each, of 2 KiB 2.1 µs, of 64 KiB 39 µs. */
const OPENSSL = { microsPerMessage: 1.6, bytesPerMicro: 800 };
/** Microseconds to hash `count` messages of `bytes` each on one core. */
export function hashMicros(params, count, bytes) {
    const { algorithm, engine } = params;
    const byOpenSsl = engine === 'openssl' || (engine === 'auto' && algorithm === 'sha256' && bytes >= OPENSSL_FROM_BYTES);
    const { microsPerMessage, bytesPerMicro } = byOpenSsl ? OPENSSL : KERNEL;
    // A message of 0 bytes still fills a block.
    return count * (microsPerMessage + Math.max(64, bytes) / bytesPerMicro);
}
