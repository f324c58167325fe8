/**
 * Playing a timeline: a state machine without a clock. Each change gives the new state, the cues that are due, and what to
 * write down. Pure; all times are whole ms.
 *
 * The server's side has its own copy of these rules (src/unkink/playback.py), for the terminal; the browser has this one
 * because it must go on when the server is gone. tests/vectors/playback.json holds the two together.
 */

import type { Play } from "../api";

export type Segment = Play["segments"][number];
export type Cue = Play["cues"][number];

/** Segments without gap or overlap, cues in order of time, and the first moment of each step. */
export interface Timeline {
  readonly duration_ms: number;
  readonly segments: readonly Segment[];
  readonly cues: readonly Cue[];
  readonly starts: readonly number[];
}

export type Hurt = "sharp" | "mild" | "gone" | "stays";

/** `asking` to `choosing` are the steps of a "that hurts". */
export type Phase =
  "playing" | "paused" | "asking" | "waiting" | "asking-again" | "choosing" | "stopped" | "finished";

export type NoteKind =
  | "reached"
  | "paused"
  | "resumed"
  | "skipped"
  | "went-back"
  | "repeated"
  | "extended"
  | "hurt"
  | "eased"
  | "stopped"
  | "finished";

/** Something to write into the journal: a session event without its id and time. */
export interface Note {
  readonly kind: NoteKind;
  readonly position_ms: number;
  readonly movement: string;
  readonly hurt?: Hurt;
  readonly extra_ms?: number;
}

/** A place in a timeline, and what is owed: `extra` is added time by segment, `wait_ms` the rest of a mild wait. */
export interface Playback {
  readonly timeline: Timeline;
  readonly position_ms: number;
  readonly phase: Phase;
  readonly extra: ReadonlyMap<number, number>;
  readonly wait_ms: number;
  /** The first cue that was not given yet. */
  readonly next_cue: number;
}

export interface Change {
  readonly state: Playback;
  readonly cues: readonly Cue[];
  readonly notes: readonly Note[];
}

export type Command =
  "pause" | "resume" | "skip" | "back" | "repeat" | "extend" | "hurt" | "cancel" | "ease" | "stop" | Hurt;

export const EXTENSION_MS = 10_000;
export const MILD_WAIT_MS = 10_000;
/** An extension is spent before the count-down, so that the count-down stays at the end. */
export const LAST_SECONDS_MS = 5_000;
const BACK_WITHIN_MS = 3_000;

const NOTHING_OWED: ReadonlyMap<number, number> = new Map();

/** How many of the items, which are in order, fail the test: the place of the first that passes it. */
function firstThat<T>(items: readonly T[], passes: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (passes(items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const cueFrom = (timeline: Timeline, ms: number) => firstThat(timeline.cues, (cue) => cue.at_ms >= ms);
const cueAfter = (timeline: Timeline, ms: number) => firstThat(timeline.cues, (cue) => cue.at_ms > ms);

// Where one is

/** The timeline of what the server sends for playing. */
export function timelineOf(play: Play): Timeline {
  return {
    duration_ms: play.duration_ms,
    segments: play.segments,
    cues: play.cues,
    starts: play.steps.map((step) => step.start_ms),
  };
}

/** The segment the position lies in (the last one at the very end). */
export function indexOf(state: Playback): number {
  const after = firstThat(state.timeline.segments, (segment) => segment.start_ms > state.position_ms);
  return Math.max(0, after - 1);
}

/** What the body does now. */
export function segmentOf(state: Playback): Segment {
  return state.timeline.segments[indexOf(state)] as Segment;
}

/** The step that a moment belongs to. */
export function stepAt(timeline: Timeline, ms: number): number {
  return Math.max(0, firstThat(timeline.starts, (start) => start > ms) - 1);
}

/** The step that is being done. */
export function stepOf(state: Playback): number {
  return stepAt(state.timeline, segmentOf(state).start_ms);
}

/** Time left in the present segment, added time included. */
export function remainingOf(state: Playback): number {
  const index = indexOf(state);
  return (
    (state.timeline.segments[index] as Segment).end_ms - state.position_ms + (state.extra.get(index) ?? 0)
  );
}

/** A playback standing at that place, the cues before it taken as given. */
export function at(timeline: Timeline, position_ms: number, phase: Phase = "paused"): Playback {
  const position = Math.min(Math.max(0, position_ms), timeline.duration_ms);
  const next_cue = cueFrom(timeline, position);
  return { timeline, position_ms: position, phase, extra: NOTHING_OWED, wait_ms: 0, next_cue };
}

/** A stored session taken up again: getting ready starts over, a hold or rep goes on where it was. */
export function resumed(timeline: Timeline, position_ms: number): Playback {
  const state = at(timeline, position_ms);
  const { kind, start_ms } = segmentOf(state);
  const gettingReady = kind === "transition" || kind === "prepare" || kind === "switch";
  return gettingReady ? at(timeline, start_ms) : state;
}

// Time

/** Lets time pass: only playing moves the position, only a mild wait runs out. */
export function advance(state: Playback, elapsed_ms: number): Change {
  if (state.phase === "waiting") {
    const wait_ms = Math.max(0, state.wait_ms - elapsed_ms);
    return only({ ...state, wait_ms, phase: wait_ms > 0 ? "waiting" : "asking-again" });
  }
  return state.phase === "playing" ? play(state, elapsed_ms) : only(state);
}

function play(state: Playback, elapsed_ms: number): Change {
  const { segments, cues, duration_ms } = state.timeline;
  const extra = new Map(state.extra);
  const notes: Note[] = [];
  let position = state.position_ms;
  let index = indexOf(state);
  let left = elapsed_ms;
  let frozen = false;
  while (left > 0 && position < duration_ms) {
    const { start_ms, end_ms } = segments[index] as Segment;
    const owed = extra.get(index) ?? 0;
    const target = owed > 0 ? Math.max(position, end_ms - LAST_SECONDS_MS, start_ms) : end_ms;
    const moved = Math.min(left, target - position);
    position += moved;
    left -= moved;
    if (owed > 0 && position === target) {
      const spent = Math.min(left, owed);
      left -= spent;
      if (spent < owed) extra.set(index, owed - spent);
      else extra.delete(index);
      frozen = spent < owed;
      continue;
    }
    const following = segments[index + 1];
    if (position === end_ms && following) {
      index += 1;
      notes.push({ kind: "reached", position_ms: position, movement: following.movement });
    }
  }
  // Cues at the very moment of a freeze come after it: a count-down must not start and then stand still.
  const due = frozen ? cueFrom(state.timeline, position) : cueAfter(state.timeline, position);
  const next_cue = Math.max(state.next_cue, due);
  let phase: Phase = state.phase;
  if (position >= duration_ms) {
    phase = "finished";
    notes.push({ kind: "finished", position_ms: position, movement: (segments[index] as Segment).movement });
  }
  return {
    state: { ...state, position_ms: position, phase, extra, next_cue },
    cues: cues.slice(state.next_cue, next_cue),
    notes,
  };
}

// Commands. What makes no sense in the present phase changes nothing.

/** Whether a command would do anything now. */
export function allowed(state: Playback, command: Command): boolean {
  return PHASES[command].includes(state.phase);
}

const MOVABLE: readonly Phase[] = ["playing", "paused"];
const PHASES: Record<Command, readonly Phase[]> = {
  pause: ["playing"],
  resume: ["paused"],
  skip: [...MOVABLE, "choosing"],
  back: MOVABLE,
  repeat: MOVABLE,
  extend: MOVABLE,
  hurt: MOVABLE,
  cancel: ["asking"],
  sharp: ["asking", "waiting", "asking-again", "choosing"],
  mild: ["asking"],
  gone: ["waiting", "asking-again"],
  stays: ["asking-again"],
  ease: ["choosing"],
  stop: [...MOVABLE, "asking", "waiting", "asking-again", "choosing"],
};

/** Does a command. */
export function command(state: Playback, what: Command): Change {
  if (!allowed(state, what)) return only(state);
  switch (what) {
    case "pause":
      return to(state, "paused", noteHere(state, "paused"));
    case "resume":
      return to(state, "playing", noteHere(state, "resumed"));
    case "skip":
      return skip(state);
    case "back":
      return back(state);
    case "repeat":
      return seek(state, entryOf(state.timeline, stepOf(state)), noteHere(state, "repeated"), state.phase);
    case "extend":
      return extend(state);
    case "hurt":
      return to(state, "asking");
    case "cancel":
      return to(state, "paused");
    case "sharp":
      return to(state, "stopped", hurtHere(state, "sharp"), noteHere(state, "stopped"));
    case "mild":
      return only({ ...state, phase: "waiting", wait_ms: MILD_WAIT_MS }, hurtHere(state, "mild"));
    case "gone":
      return only({ ...state, phase: "playing", wait_ms: 0 }, hurtHere(state, "gone"));
    case "stays":
      return to(state, "choosing", hurtHere(state, "stays"));
    case "ease":
      return to(state, "playing", noteHere(state, "eased"));
    case "stop":
      return to(state, "stopped", noteHere(state, "stopped"));
  }
}

/** Leaves this movement for the next; on the last one the routine is finished. */
function skip(state: Playback): Change {
  const { timeline } = state;
  const left = noteHere(state, "skipped");
  const phase = state.phase === "choosing" ? "playing" : state.phase;
  const following = timeline.starts[stepOf(state) + 1];
  if (following !== undefined) return seek(state, following, left, phase);
  const end = timeline.duration_ms;
  const finished: Note = { kind: "finished", position_ms: end, movement: left.movement };
  const over: Playback = {
    ...state,
    position_ms: end,
    phase: "finished",
    extra: NOTHING_OWED,
    next_cue: timeline.cues.length,
  };
  return only(over, left, finished);
}

/** To the start of this movement, or of the one before when this one has hardly begun. */
function back(state: Playback): Change {
  const { timeline, position_ms } = state;
  const step = stepOf(state);
  const entry = entryOf(timeline, step);
  const before = timeline.starts[Math.max(0, step - 1)] ?? 0;
  const target = position_ms - entry > BACK_WITHIN_MS ? entry : before;
  return seek(state, target, noteHere(state, "went-back"), state.phase);
}

/** Ten seconds more here; a hold on one side owes the same to the other. */
function extend(state: Playback): Change {
  const extra = new Map(state.extra);
  const index = indexOf(state);
  for (const each of [index, mateOf(state.timeline, index)]) {
    if (each >= 0) extra.set(each, (extra.get(each) ?? 0) + EXTENSION_MS);
  }
  return only({ ...state, extra }, { ...noteHere(state, "extended"), extra_ms: EXTENSION_MS });
}

/** Where a step begins once the body is in position. */
function entryOf(timeline: Timeline, step: number): number {
  const start = timeline.starts[step] ?? 0;
  const first = timeline.segments[
    firstThat(timeline.segments, (segment) => segment.start_ms >= start)
  ] as Segment;
  return first.kind === "transition" ? first.end_ms : first.start_ms;
}

/** The later hold on the other side that answers this one; -1 where there is none. */
function mateOf(timeline: Timeline, index: number): number {
  const here = timeline.segments[index] as Segment;
  if (here.kind !== "hold" || here.side === "both") return -1;
  const step = stepAt(timeline, here.start_ms);
  return timeline.segments.findIndex(
    (other, number) =>
      number > index &&
      other.kind === "hold" &&
      other.side !== here.side &&
      other.side !== "both" &&
      other.set === here.set &&
      other.rep === here.rep &&
      stepAt(timeline, other.start_ms) === step,
  );
}

function seek(state: Playback, target: number, note: Note, phase: Phase): Change {
  const next = at(state.timeline, target, phase);
  return only(next, note, { kind: "reached", position_ms: target, movement: segmentOf(next).movement });
}

function noteHere(state: Playback, kind: NoteKind): Note {
  return { kind, position_ms: state.position_ms, movement: segmentOf(state).movement };
}

function hurtHere(state: Playback, hurt: Hurt): Note {
  return { ...noteHere(state, "hurt"), hurt };
}

function to(state: Playback, phase: Phase, ...notes: Note[]): Change {
  return only({ ...state, phase }, ...notes);
}

function only(state: Playback, ...notes: Note[]): Change {
  return { state, cues: [], notes };
}
