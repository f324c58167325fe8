/** When something sounds in a routine, as far as its cues tell: words by how long a calm voice takes, tones by their length. */

import type { Sound } from "../device";
import { breathMs, isBreath } from "./cues";
import type { Cue, Timeline } from "./playback";
import { toneMs } from "./tones";

export interface Sounding {
  readonly from_ms: number;
  readonly to_ms: number;
  readonly words: boolean;
}

/** As in src/unkink/timeline.py: two and a half words a second, and a breath between sentences. */
const WORD_MS = 400;
const BREATH_MS = 300;
const speechMs = (text: string) => WORD_MS * text.split(" ").length + BREATH_MS;

/** Whether a cue can be heard with those settings. */
export function isHeard(cue: Cue, sound: Sound): boolean {
  if (cue.channel === "sound") return isBreath(cue) ? sound.breath : sound.tones;
  return cue.channel === "say" && sound.voice;
}

/** All that sounds, in order of its beginning. */
export function soundingsOf(timeline: Timeline, sound: Sound): Sounding[] {
  return timeline.cues
    .filter((cue) => isHeard(cue, sound))
    .map((cue) => ({
      from_ms: cue.at_ms,
      to_ms: cue.at_ms + lengthOf(timeline, cue),
      words: cue.channel === "say",
    }));
}

function lengthOf(timeline: Timeline, cue: Cue): number {
  if (cue.channel === "say") return speechMs(cue.text);
  return isBreath(cue) ? breathMs(timeline, cue) : toneMs(cue.text);
}

/** Whether anything sounds between two moments. */
export function soundsIn(all: readonly Sounding[], from_ms: number, to_ms: number): boolean {
  return all.some((each) => each.from_ms < to_ms && each.to_ms > from_ms);
}

/** How long nothing has sounded before that moment, `most` at most. */
export function quietBefore(all: readonly Sounding[], at_ms: number, most: number): number {
  const ends = all.filter((each) => each.from_ms < at_ms).map((each) => Math.min(each.to_ms, at_ms));
  return Math.min(most, at_ms - Math.max(0, ...ends));
}

/** So much of a word must be out before it is worth its end. */
const BEGUN_MS = 150;

/** The end of the words that are being said at that moment; undefined where none are. */
export function endOfWords(all: readonly Sounding[], at_ms: number): number | undefined {
  return all.find((each) => each.words && each.from_ms + BEGUN_MS <= at_ms && each.to_ms > at_ms)?.to_ms;
}
