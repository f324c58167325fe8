/**
 * What a screen reader is told while a routine is played: what begins, its side, and the words of the routine where no
 * voice says them. It changes when something begins, never every second. Pure.
 */

import type { Play } from "../api";
import { t } from "../words/language";
import { isBreath, lastBefore } from "./cues";
import { segmentOf, type Playback } from "./playback";
import type { View } from "./view";

/** What can be heard of the routine besides. */
export interface Heard {
  /** The words. */
  words: boolean;
  /** The rise and fall that leads the breath. */
  breath: boolean;
}

/** The words stand until the next; a voice that says them leaves only what it does not say. */
export function announced(play: Play, state: Playback, view: View, heard: Heard): string {
  if (state.phase === "paused") return t("Paused");
  if (heard.words) return "";
  const { start_ms } = segmentOf(state);
  if (view.breath) return breathed(state, view, heard);
  const words = lastBefore(state, (cue) => cue.channel !== "sound" && cue.at_ms >= blockFrom(play, start_ms));
  return words?.text ?? begun(view);
}

/** Repetitions of one set and one side are one thing that begins; all else is a thing of its own. */
function blockFrom(play: Play, start_ms: number): number {
  const index = play.segments.findIndex((segment) => segment.start_ms === start_ms);
  const here = play.segments[index];
  let from = start_ms;
  for (const before of play.segments.slice(0, Math.max(0, index)).reverse()) {
    if (before.kind !== here?.kind || here.kind !== "rep" || before.set !== here.set) break;
    from = before.start_ms;
  }
  return from;
}

/** Each turn of the breath, where no tone leads it; else what there is to do, once. */
function breathed(state: Playback, view: View, heard: Heard): string {
  if (heard.breath)
    return view.tally.length > 0 ? `${view.doing}. ${view.tally.join(". ")}.` : `${view.doing}.`;
  const turn = lastBefore(state, isBreath);
  return turn?.text === "exhale" ? t("Breathe out") : t("Breathe in");
}

const SIDES = { left: t("Left side"), right: t("Right side"), both: "" };

/** In a few words what has begun, and on which side: "Hold. Left side." */
function begun({ doing, segment, tally }: View): string {
  const side = segment.kind === "rep" ? "" : SIDES[segment.side];
  return [doing, side, ...tally]
    .filter((part) => part)
    .map((part) => `${part}.`)
    .join(" ");
}
