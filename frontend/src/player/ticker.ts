/** The worker behind the clock: told a length in ms, it says "look" that often. */

let timer: ReturnType<typeof setInterval> | undefined;

self.onmessage = ({ data }: MessageEvent<number>) => {
  clearInterval(timer);
  timer = setInterval(() => self.postMessage("look"), data);
};
