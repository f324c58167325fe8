/**
 * The worker behind the clock: told a length in ms, it says "look" that often, and how long it was silent itself. A page
 * that was only busy finds all that was said meanwhile; when the machine slept, this slept too.
 */

import type { Beat } from "./clock";

let timer: ReturnType<typeof setInterval> | undefined;
let told = 0;
let [now, wall] = [performance.now(), Date.now()];

function beat() {
  const since = { now, wall };
  [now, wall] = [performance.now(), Date.now()];
  const silent_ms = Math.max(now - since.now, wall - since.wall);
  self.postMessage({ silent_ms, told } satisfies Beat);
}

self.onmessage = ({ data }: MessageEvent<number>) => {
  told += 1;
  clearInterval(timer);
  timer = setInterval(beat, data);
  beat();
};
