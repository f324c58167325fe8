/** What cues mean: which are still due, which words stand as the caption, and where the breath is. */

import { stepAt, type Cue, type Playback, type Timeline } from "./playback";

/** After this a tone no longer belongs to its moment: better none than a burst of old ones. */
const STALE_MS = 500;

/** The cues that are still to be given: words always, of sounds only those that are still of this moment. */
export function stillDue(cues: readonly Cue[], position_ms: number): readonly Cue[] {
  return cues.filter(({ channel, at_ms }) => channel !== "sound" || position_ms - at_ms <= STALE_MS);
}

/** The words that were said or shown last, within the step that is being done; undefined before the first. */
export function lastWords(state: Playback): Cue | undefined {
  return lastBefore(state, (cue) => cue.channel !== "sound");
}

/** The last given cue of the present step that passes. */
export function lastBefore(state: Playback, passes: (cue: Cue) => boolean): Cue | undefined {
  const { cues, starts } = state.timeline;
  const from = starts[stepAt(state.timeline, state.position_ms)] ?? 0;
  for (let index = state.next_cue - 1; index >= 0; index -= 1) {
    const cue = cues[index] as Cue;
    if (cue.at_ms < from) return undefined;
    if (passes(cue)) return cue;
  }
  return undefined;
}

/** How long the breath lasts that a cue begins: until the next turn of the breath, or the end of its segment. */
export function breathMs(timeline: Timeline, { at_ms }: Cue): number {
  const segment = timeline.segments.find(({ end_ms }) => end_ms > at_ms);
  const turn = timeline.cues.find((cue) => cue.at_ms > at_ms && isBreath(cue));
  return Math.min(turn?.at_ms ?? Infinity, segment?.end_ms ?? at_ms) - at_ms;
}

/** Whether it is one of the two tones that lead the breath. */
export const isBreath = ({ channel, text }: Cue) =>
  channel === "sound" && (text === "inhale" || text === "exhale");

export interface Breath {
  phase: "in" | "out";
  /** How full the lungs are, 0 to 1. */
  full: number;
  /** The rest of this breath in or out, in whole seconds. */
  left_s: number;
}

/** Where the breath is, from the inhale and exhale cues inside a segment; undefined where it is not led. */
export function breathAt(
  timeline: Timeline,
  start_ms: number,
  end_ms: number,
  position_ms: number,
): Breath | undefined {
  let inhale: number | undefined;
  let exhale: number | undefined;
  for (const cue of timeline.cues) {
    if (cue.at_ms >= end_ms) break;
    if (cue.at_ms < start_ms || cue.channel !== "sound") continue;
    if (cue.text === "inhale") inhale = cue.at_ms;
    if (cue.text === "exhale") exhale = cue.at_ms;
  }
  if (inhale === undefined || exhale === undefined) return undefined;
  const breathingIn = position_ms < exhale;
  const [from, to] = breathingIn ? [inhale, exhale] : [exhale, end_ms];
  const part = Math.min(1, Math.max(0, (position_ms - from) / (to - from)));
  // slow at both turns, as lungs are
  const eased = (1 - Math.cos(Math.PI * part)) / 2;
  return {
    phase: breathingIn ? "in" : "out",
    full: breathingIn ? eased : 1 - eased,
    left_s: Math.ceil((to - position_ms) / 1_000),
  };
}
