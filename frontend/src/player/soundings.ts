/** When something sounds in a routine, as far as its cues tell: words by how long a voice takes, tones by how long they ring. */

import type { Sound } from "../device";
import { breathMs, isBreath } from "./cues";
import type { Cue, Timeline } from "./playback";
import { toneMs } from "./tones";

export interface Sounding {
  readonly from_ms: number;
  readonly to_ms: number;
  readonly kind: "words" | "tone" | "breath";
}

/** As in src/unkink/timeline.py, which a test holds together with this. */
export const SPEECH = { SPEECH_MS: 400, LETTER_MS: 67, DIGIT_MS: 350, SENTENCE_MS: 620, COMMA_MS: 310 };

/** How long a calm voice takes to say the text, at most, reckoned from its letters and pauses. */
export function speechMs(text: string): number {
  const inside = text.trimEnd().slice(0, -1); // what ends the text needs no pause after it
  const times = (what: RegExp, where: string) => where.match(what)?.length ?? 0;
  return (
    SPEECH.SPEECH_MS +
    SPEECH.LETTER_MS * times(/\p{L}/gu, text) +
    SPEECH.DIGIT_MS * times(/\d/g, text) +
    SPEECH.SENTENCE_MS * times(/[.!?…]/g, inside) +
    SPEECH.COMMA_MS * times(/[,;:]/g, inside)
  );
}

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
      kind: cue.channel === "say" ? "words" : isBreath(cue) ? "breath" : "tone",
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
  return all.find((each) => each.kind === "words" && each.from_ms + BEGUN_MS <= at_ms && each.to_ms > at_ms)
    ?.to_ms;
}
