/** One run of a routine in this tab: the state machine, the clock that drives it, and what its changes set off. */

import type { EventShape, Pain, Play, Session } from "../api";
import { Clock, type Sources } from "./clock";
import { stillDue } from "./cues";
import {
  advance,
  allowed,
  at,
  command,
  resumed,
  stepOf,
  timelineOf,
  type Change,
  type Command,
  type Cue,
  type Playback,
} from "./playback";
import { noted, rated, started } from "./record";
import type { Stamp } from "./stamp";

export interface RunParts {
  play: Play;
  session: string;
  stamp: () => Stamp;
  write: (event: EventShape) => void;
  loudspeaker: Loudspeaker;
  sources?: Sources;
}

/** What lets a run be heard. */
export interface Loudspeaker {
  /** A cue is due. */
  cue: (cue: Cue, state: Playback) => void;
  /** This is where the session is: now, and after each look and change. */
  follow: (state: Playback) => void;
  /** What sounds belongs to a moment that was left. */
  cut: () => void;
  /** A wait is over, and there is something to answer. */
  call: () => void;
}

/** How one step went: not reached, left out by a skip, or done. */
export type Went = "ahead" | "skipped" | "done";

export class Run {
  now: Playback = $state.raw(null as unknown as Playback);
  /** The machine slept, or the page was frozen, and the session waits where it was. */
  slept = $state(false);
  /** Sharp pain has ended it. */
  sharp = $state(false);
  readonly play: Play;
  readonly session: string;
  readonly clock: Clock;
  /** Time spent playing, in this visit and those before. */
  played_ms = 0;
  painBefore: Pain[] = [];
  readonly #skipped = new Set<number>();

  constructor(
    readonly parts: RunParts,
    earlier?: Session,
  ) {
    this.play = parts.play;
    this.session = parts.session;
    const timeline = timelineOf(parts.play);
    this.now = earlier ? resumed(timeline, earlier.position_ms) : at(timeline, 0);
    if (earlier) this.#takeUp(earlier);
    this.clock = new Clock(
      {
        elapsed: (ms) => this.#elapsed(ms),
        gap: (ms) => this.#gap(ms),
        looked: () => parts.loudspeaker.follow(this.now),
      },
      parts.sources,
    );
  }

  #takeUp(earlier: Session): void {
    this.painBefore = earlier.pain_before;
    this.played_ms = this.now.position_ms;
    const here = stepOf(this.now);
    this.play.steps.slice(0, here).forEach(({ movement }, step) => {
      if (earlier.skipped.includes(movement)) this.#skipped.add(step);
    });
  }

  /** Begins a new session. */
  begin(pain: Pain[]): void {
    const { stamp, write } = this.parts;
    write(started(stamp(), this.session, this.play));
    this.painBefore = pain;
    if (pain.length > 0) write(rated(stamp(), this.session, "pain-before", pain, 0));
    const first = this.play.segments[0];
    if (first)
      write(noted(stamp(), this.session, { kind: "reached", position_ms: 0, movement: first.movement }));
    this.now = { ...this.now, phase: "playing" };
    this.clock.start();
    this.#apply(advance(this.now, 0));
  }

  /** Goes on with a session of an earlier visit. */
  goOn(): void {
    this.clock.start();
    this.do("resume");
  }

  allows(what: Command): boolean {
    return allowed(this.now, what);
  }

  do(what: Command): void {
    this.clock.look(); // what the person answers to is what they see, not what it was a tick ago
    const step = stepOf(this.now);
    if (what === "skip" && this.allows("skip")) this.#skipped.add(step);
    if (what === "resume") this.slept = false;
    if (this.allows(what) && what !== "resume" && what !== "extend") this.parts.loudspeaker.cut();
    this.#apply(command(this.now, what));
    if (what === "back" || what === "repeat") this.#forgetSkips();
  }

  toggle(): void {
    this.do(this.now.phase === "paused" ? "resume" : "pause");
  }

  /** Rates the pain afterwards. */
  rate(pain: Pain[]): void {
    if (pain.length === 0) return;
    this.parts.write(rated(this.parts.stamp(), this.session, "pain-after", pain, this.now.position_ms));
  }

  /** How each step went, in order. */
  went(): Went[] {
    const here = stepOf(this.now);
    const over = this.now.phase === "finished";
    return this.play.steps.map((_, step) => {
      if (this.#skipped.has(step)) return "skipped";
      return step < here || (over && step === here) ? "done" : "ahead";
    });
  }

  /** Whether nothing more can happen. */
  get over(): boolean {
    return this.now.phase === "finished" || this.now.phase === "stopped";
  }

  /** Leaves, so that it can be gone on with; says where it stands. */
  leave(): void {
    if (this.allows("pause")) this.do("pause");
    this.clock.stop();
  }

  #elapsed(ms: number): void {
    if (this.now.phase === "playing") this.played_ms += ms;
    this.#apply(advance(this.now, ms));
  }

  #gap(ms: number): void {
    if (this.now.phase === "playing") {
      this.slept = true;
      this.parts.loudspeaker.cut();
      this.#apply(command(this.now, "pause"));
    } else {
      this.#apply(advance(this.now, ms));
    }
  }

  #apply(change: Change): void {
    const before = this.now.phase;
    if (change.state !== this.now) this.now = change.state;
    const { loudspeaker } = this.parts;
    for (const cue of stillDue(change.cues, this.now.position_ms)) loudspeaker.cue(cue, this.now);
    for (const note of change.notes) {
      if (note.hurt === "sharp") this.sharp = true;
      this.parts.write(noted(this.parts.stamp(), this.session, note));
    }
    if (before === "waiting" && this.now.phase === "asking-again") loudspeaker.call();
    loudspeaker.follow(this.now);
    if (this.over) this.clock.stop();
  }

  /** A step that is gone back to is ahead again. */
  #forgetSkips(): void {
    const here = stepOf(this.now);
    for (const step of this.#skipped) if (step >= here) this.#skipped.delete(step);
  }
}
