/**
 * The clock of a session. Time is read from a monotonic source against an anchor; ticks only say when to look. So ticks
 * may come late, bunched or unevenly without any drift, and no fraction of a ms is lost twice.
 */

/** A longer silence than this means that the machine slept or the page was frozen. */
export const GAP_MS = 3_000;
export const TICK_MS = 50;

export interface Sources {
  /** Monotonic time in ms, with fractions. */
  now: () => number;
  /** Time of day in ms: on some systems the monotonic time stands still while the machine sleeps, this never does. */
  wall: () => number;
}

export interface Listener {
  /** So many whole ms have passed since the last call. */
  elapsed: (ms: number) => void;
  /** The machine was away for so long; none of it was given to `elapsed`. */
  gap: (ms: number) => void;
}

/** Counts from `start` to `stop`, and tells its listener at each look. */
export class Clock {
  #anchor = 0;
  #given = 0;
  #lastNow = 0;
  #lastWall = 0;
  #running = false;

  constructor(
    readonly listener: Listener,
    readonly sources: Sources = { now: () => performance.now(), wall: () => Date.now() },
  ) {}

  get running(): boolean {
    return this.#running;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#anchorHere();
  }

  stop(): void {
    this.#running = false;
  }

  /** Looks at the time; call it as often as you like. */
  look(): void {
    if (!this.#running) return;
    const now = this.sources.now();
    const wall = this.sources.wall();
    const away = Math.max(now - this.#lastNow, wall - this.#lastWall);
    this.#lastNow = now;
    this.#lastWall = wall;
    if (away > GAP_MS) {
      this.#anchorHere();
      this.listener.gap(Math.round(away));
      return;
    }
    const whole = Math.floor(now - this.#anchor);
    const ms = whole - this.#given;
    if (ms <= 0) return;
    this.#given = whole;
    this.listener.elapsed(ms);
  }

  #anchorHere(): void {
    this.#anchor = this.#lastNow = this.sources.now();
    this.#lastWall = this.sources.wall();
    this.#given = 0;
  }
}

/**
 * Calls back about every `TICK_MS`, from a worker: a page in a hidden tab has its own timers slowed down to one a minute,
 * a worker has not. Falls back to the page's timer where there is no worker. Answers how to stop.
 */
export function startTicker(tick: () => void): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  let worker: Worker | undefined;
  const fallBack = () => {
    worker?.terminate();
    timer ??= setInterval(tick, TICK_MS);
  };
  try {
    worker = new Worker(new URL("./ticker.ts", import.meta.url), { type: "module" });
    worker.onmessage = tick;
    worker.onerror = fallBack;
    worker.postMessage(TICK_MS);
  } catch {
    fallBack();
  }
  return () => {
    worker?.terminate();
    clearInterval(timer);
  };
}
