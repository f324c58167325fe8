/** When something happened, and its id: both only ever grow, whatever the computer's clock does. */

export interface Stamp {
  /** UUIDv7 */
  id: string;
  /** ms since 1970 UTC, the same as in the id */
  at: number;
}

const COUNTER = 0x1000; // 12 bits after the time count within one ms (RFC 9562, 6.2, method 1)

/** Makes stamps later than `after` (ms) and than each other. `now` is the time of day in ms. */
export function stamper(after = 0, now: () => number = Date.now): () => Stamp {
  let at = after;
  let counter = COUNTER;
  return () => {
    const time = now();
    counter += 1;
    if (time > at || counter >= COUNTER) {
      at = Math.max(time, at + 1);
      counter = Math.floor(Math.random() * (COUNTER / 2));
    }
    return { id: uuid(at, counter), at };
  };
}

function uuid(ms: number, counter: number): string {
  const random = crypto.getRandomValues(new Uint8Array(8));
  random[0] = 0x80 | ((random[0] as number) & 0x3f);
  const tail = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const time = ms.toString(16).padStart(12, "0");
  const count = counter.toString(16).padStart(3, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
