/**
 * The clock of a session. Time is read from a monotonic source against an anchor; ticks only say when to look. So ticks
 * may come late, bunched or unevenly without any drift, and no fraction of a ms is lost twice.
 */

/** A longer silence than this means that the machine slept or the page was frozen, unless a witness was awake. */
export const GAP_MS = 3_000;
/** So long the page may be held up, as by drawing on a busy machine; after more, nobody has followed it. */
export const HELD_UP_MS = 15_000;
export const TICK_MS = 50;

export interface Sources {
  /** Monotonic time in ms, with fractions. */
  now: () => number;
  /** Time of day in ms: on some systems the monotonic time stands still while the machine sleeps, this never does. */
  wall: () => number;
}

/** What the worker behind the clock says: how long it was silent before, and how often it was told anything. */
export interface Beat {
  readonly silent_ms: number;
  readonly told: number;
}

/** Who was awake while the page was not. */
export interface Witness {
  /** Asks for a beat; answers its `told`, or undefined where there is no witness. */
  ask: () => number | undefined;
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
  /** How long the witness was awake since the last look. */
  #awake_ms = 0;
  /** What was asked of it since then, until it has answered. */
  #asked: number | "answered" | undefined;
  witness: Witness | undefined;

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
    if (away > GAP_MS && this.#asleep(away)) return;
    this.#lastNow = now;
    this.#lastWall = wall;
    this.#awake_ms = 0;
    this.#asked = undefined;
    const whole = Math.floor(now - this.#anchor);
    const ms = whole - this.#given;
    if (ms <= 0) return;
    this.#given = whole;
    this.listener.elapsed(ms);
  }

  /** What the witness says; it belongs before a look. */
  heard({ silent_ms, told }: Beat): void {
    if (silent_ms <= GAP_MS) this.#awake_ms += silent_ms;
    if (typeof this.#asked === "number" && told >= this.#asked) this.#asked = "answered";
  }

  /** Whether none of that silence counts: it was sleep, or that is not known yet. */
  #asleep(away: number): boolean {
    if (this.#asked === undefined && away <= HELD_UP_MS) this.#asked = this.witness?.ask();
    if (typeof this.#asked === "number" && away <= 2 * HELD_UP_MS) return true;
    if (this.#asked === "answered" && away - this.#awake_ms <= GAP_MS) return false;
    this.#anchorHere();
    this.listener.gap(Math.round(away));
    return true;
  }

  #anchorHere(): void {
    this.#awake_ms = 0;
    this.#asked = undefined;
    this.#anchor = this.#lastNow = this.sources.now();
    this.#lastWall = this.sources.wall();
    this.#given = 0;
  }
}

/**
 * Calls back about every `TICK_MS`, from a worker: a page in a hidden tab has its own timers slowed down to one a minute,
 * a worker has not. Falls back to the page's timer where there is no worker. Answers how to stop.
 */
export function startTicker(clock: Clock): () => void {
  const tick = () => clock.look();
  let told = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  let worker: Worker | undefined;
  const fallBack = () => {
    worker?.terminate();
    clock.witness = undefined;
    timer ??= setInterval(tick, TICK_MS);
  };
  try {
    worker = new Worker(new URL("./ticker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Beat>) => {
      clock.heard(data);
      tick();
    };
    worker.onerror = fallBack;
    const tell = () => {
      worker?.postMessage(TICK_MS);
      return (told += 1);
    };
    tell();
    clock.witness = { ask: tell };
  } catch {
    fallBack();
  }
  return () => {
    worker?.terminate();
    clearInterval(timer);
  };
}
