/** What a playing screen shows, worked out from the place in the timeline. Pure. */

import type { Play, PlayStep } from "../api";
import { t, tn } from "../words/language";
import { exactly } from "../words/time";
import { breathAt, lastWords, type Breath } from "./cues";
import { indexOf, remainingOf, stepAt, type Playback, type Segment, type Timeline } from "./playback";

export interface View {
  step: PlayStep;
  /** The step's number, from 0. */
  number: number;
  segment: Segment;
  /** What to do, in one or two words. */
  doing: string;
  /** The large figure: seconds left, or which of how many. */
  count: { text: string; of: number | undefined; says: string };
  /** Which set and which repetition, where there are several: "Set 2 of 3". */
  tally: string[];
  breath: Breath | undefined;
  instructions: readonly string[];
  /** The instruction that is being said; -1 where none is. */
  current: number;
  caption: string;
  next: string;
  left_ms: number;
}

const DOING: Record<Segment["kind"], string> = {
  transition: t("Change position"),
  prepare: t("Get ready"),
  hold: t("Hold"),
  rep: t("Keep going"),
  breathe: t("Breathe"),
  rest: t("Rest"),
  switch: t("Change sides"),
};

/** Seconds as a count-down: "23"; from 100 on in minutes: "2:45". */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  if (seconds < 100) return String(seconds);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** The whole view. */
export function viewOf(play: Play, state: Playback): View {
  const index = indexOf(state);
  const segment = play.segments[index] as Segment;
  const number = stepAt(state.timeline, segment.start_ms);
  const step = play.steps[number] as PlayStep;
  const own = play.segments.filter(({ start_ms }) => start_ms >= step.start_ms && start_ms < step.end_ms);
  const instructions = instructionsOf(step, own, segment);
  const words = lastWords(state);
  const counts = segment.kind === "rep" || segment.kind === "breathe";
  const times = timesOf(own, segment);
  return {
    step,
    number,
    segment,
    doing: DOING[segment.kind],
    count: counts ? ofMany(segment.rep, times) : inSeconds(remainingOf(state)),
    tally: tallyOf(own, segment, times),
    breath: counts
      ? breathAt(state.timeline, segment.start_ms, segment.end_ms, state.position_ms)
      : undefined,
    instructions,
    current: counts || segment.kind === "hold" ? -1 : instructions.indexOf(words?.text ?? ""),
    caption: words?.text ?? "",
    next: nextOf(play, state, index),
    left_ms:
      play.duration_ms - state.position_ms + [...state.extra.values()].reduce((sum, ms) => sum + ms, 0),
  };
}

function ofMany(rep: number, of: number): View["count"] {
  return { text: String(rep), of, says: t("{number} of {all}", { number: rep, all: of }) };
}

function inSeconds(ms: number): View["count"] {
  const text = countdown(ms);
  return { text, of: undefined, says: tn("{n} second", "{n} seconds", Math.max(0, Math.ceil(ms / 1_000))) };
}

/** The instructions for the side that works. A movement that alternates is told once, for the side that begins. */
function instructionsOf(step: PlayStep, own: readonly Segment[], { side }: Segment): readonly string[] {
  const alternates = own[0]?.side === "both";
  const told = alternates ? undefined : step.instructions[side];
  return told ?? step.instructions["both"] ?? step.instructions["left"] ?? [];
}

/** How many there are of such a segment in its set, on its side. */
function timesOf(own: readonly Segment[], { kind, set }: Segment): number {
  return Math.max(0, ...own.filter((each) => each.kind === kind && each.set === set).map(({ rep }) => rep));
}

function tallyOf(own: readonly Segment[], { kind, set, rep }: Segment, times: number): string[] {
  const sets = Math.max(0, ...own.map((each) => each.set));
  const tally: string[] = [];
  if (set > 0 && sets > 1) tally.push(t("Set {number} of {all}", { number: set, all: sets }));
  if (kind === "hold" && times > 1) tally.push(t("{number} of {all}", { number: rep, all: times }));
  return tally;
}

/** What comes after this stretch of work, in a few words. */
function nextOf(play: Play, { timeline }: Playback, index: number): string {
  const here = play.segments[index] as Segment;
  const number = stepAt(timeline, here.start_ms);
  for (const there of play.segments.slice(index + 1)) {
    const then = stepAt(timeline, there.start_ms);
    const told = then === number ? newsOf(play, timeline, here, there) : changeTo(play, number, then);
    if (told) return told;
  }
  return t("The end of the routine");
}

/** The next movement, with its position where that is another one. */
function changeTo(play: Play, from: number, to: number): string {
  const after = play.steps[to] as PlayStep;
  const stays = play.steps[from]?.position === after.position;
  return stays ? after.name : `${after.name} · ${after.position}`;
}

/** What is new about a later segment of the same step; undefined where it only goes on. */
function newsOf(play: Play, timeline: Timeline, here: Segment, there: Segment): string | undefined {
  if (there.kind === here.kind && there.kind !== "hold" && there.set === here.set) return undefined;
  const lasts = exactly(Math.round((there.end_ms - there.start_ms) / 1_000));
  switch (there.kind) {
    case "hold":
      return t("Hold {time}", { time: lasts });
    case "rest":
      return t("Rest {time}", { time: lasts });
    case "switch":
      return there.side === "left" ? t("The left side") : t("The right side");
    case "prepare":
      return here.kind === "transition" ? undefined : t("The other direction");
    case "rep":
    case "breathe": {
      const step = stepAt(timeline, there.start_ms);
      const times = timesOf(
        play.segments.filter(({ start_ms }) => stepAt(timeline, start_ms) === step),
        there,
      );
      const breathed = breathAt(timeline, there.start_ms, there.end_ms, there.start_ms) !== undefined;
      return breathed ? tn("{n} slow breath", "{n} slow breaths", times) : tn("Once", "{n} times", times);
    }
    case "transition":
      return undefined;
  }
}
