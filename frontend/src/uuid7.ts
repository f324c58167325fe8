const COUNTER_END = 0x1000; // rand_a has 12 bits

let lastMs = -1;
let counter = 0;

/** A UUIDv7: 48 bits of the time in ms, a counter within the ms, random bits. Each is greater than all before it. */
export function uuid7(now: number = Date.now()): string {
  if (now > lastMs) {
    lastMs = now;
    counter = 0;
  } else {
    counter += 1;
    if (counter === COUNTER_END) {
      lastMs += 1;
      counter = 0;
    }
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(lastMs / 2 ** (8 * (5 - i))) & 0xff;
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [20, 16, 12, 8].reduce((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, hex);
}
