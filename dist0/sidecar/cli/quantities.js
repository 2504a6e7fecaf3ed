/** Quantities in words for people: bytes, durations, counts. Pure; JSON output never goes through it. */
const BYTE_UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
/** 1536 → `1.5 KiB`. */
export function bytesInWords(bytes) {
    let unit = 0;
    let amount = bytes;
    while (amount >= 1024 && unit < BYTE_UNITS.length - 1) {
        amount /= 1024;
        unit += 1;
    }
    const digits = unit === 0 || amount >= 100 || Number.isInteger(amount) ? 0 : 1;
    return `${amount.toFixed(digits)} ${unit === 0 && bytes === 1 ? 'byte' : BYTE_UNITS[unit]}`;
}
/** 3_723_000 → `1 h 2 min`. */
export function durationInWords(ms) {
    const seconds = Math.floor(ms / 1000);
    if (seconds < 1)
        return `${Math.round(ms)} ms`;
    if (seconds < 60)
        return `${seconds} s`;
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60)
        return `${minutes} min ${seconds % 60} s`;
    const hours = Math.floor(minutes / 60);
    if (hours < 48)
        return `${hours} h ${minutes % 60} min`;
    return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
/** 163840 → `163,840`. */
export function countInWords(count) {
    return count.toLocaleString('en-US');
}
/** `1 worker`, `2 workers`. */
export function plural(count, one, many = `${one}s`) {
    return `${countInWords(count)} ${count === 1 ? one : many}`;
}
/** Rows as columns, two spaces between; the last column is not padded. */
export function columns(rows) {
    const widths = [];
    for (const row of rows) {
        row.forEach((cell, i) => {
            widths[i] = Math.max(widths[i] ?? 0, cell.length);
        });
    }
    return rows.map((row) => row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i]))).join('  '));
}
