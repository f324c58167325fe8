/**
 * The clock of a session. Time is read from a source against an anchor; ticks only say when to look. So ticks may come
 * late, bunched or unevenly without any drift, and no fraction of a ms is lost twice. The source is the monotonic time,
 * or while a track plays what was heard of it: then the session is where the sound is, whoever looks or does not.
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
  /** It was looked, whatever came of it. */
  looked?: () => void;
}

/** Counts from `start` to `stop`, and tells its listener at each look. */
export class Clock {
  #anchor = 0;
  #given = 0;
  #lastNow = 0;
  #lastWall = 0;
  #lastTime = 0;
  #running = false;
  #heard: (() => number) | undefined;
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

  /** From now on the time is what was heard (in ms, never going back); left out, the monotonic time again. */
  hear(heard?: () => number): void {
    this.#heard = heard;
    this.#anchorHere();
  }

  /** Looks at the time; call it as often as you like. */
  look(): void {
    if (!this.#running) return;
    if (this.#pass()) this.listener.looked?.();
  }

  /** Whether all that has passed is told. */
  #pass(): boolean {
    const now = this.sources.now();
    const wall = this.sources.wall();
    const time = this.#time(now);
    const away = Math.max(now - this.#lastNow, wall - this.#lastWall);
    // What was heard was lived through, whether anybody looked or not.
    const missed = this.#heard ? away - (time - this.#lastTime) : away;
    if (missed > GAP_MS && this.#asleep(missed, away, time)) return false;
    this.#lastNow = now;
    this.#lastWall = wall;
    this.#lastTime = time;
    this.#awake_ms = 0;
    this.#asked = undefined;
    this.#give(time);
    return true;
  }

  #time(now: number): number {
    return this.#heard ? this.#heard() : now;
  }

  #give(time: number): void {
    const whole = Math.floor(time - this.#anchor);
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

  /** Whether none of what was missed counts: it was sleep, or that is not known yet. */
  #asleep(missed: number, away: number, time: number): boolean {
    if (this.#asked === undefined && missed <= HELD_UP_MS) this.#asked = this.witness?.ask();
    if (typeof this.#asked === "number" && missed <= 2 * HELD_UP_MS) return true;
    if (this.#asked === "answered" && away - this.#awake_ms <= GAP_MS) return false;
    if (this.#heard) this.#give(time);
    this.#anchorHere();
    this.listener.gap(Math.round(missed));
    return true;
  }

  #anchorHere(): void {
    this.#awake_ms = 0;
    this.#asked = undefined;
    this.#lastNow = this.sources.now();
    this.#lastWall = this.sources.wall();
    this.#anchor = this.#lastTime = this.#time(this.#lastNow);
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
