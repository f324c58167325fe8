/** Says every second that it has passed. */

const SECOND_MS = 1_000;

setInterval(() => self.postMessage(undefined), SECOND_MS);
