/** With ten seconds more, nobody may hear half a word, or a word twice. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PLAY } from "./fixtures/play";
import { EARLY_MS, momentOf } from "./place";
import { advance, at, command, timelineOf, type Playback } from "./playback";
import { endOfWords, quietBefore, soundingsOf, soundsIn, SPEECH, speechMs } from "./soundings";

const ALL = { voice: true, tones: true, breath: true, volume: 1, muted: false };
const timeline = timelineOf(PLAY);
const all = soundingsOf(timeline, ALL);
const playing = (ms: number) => at(timeline, ms, "playing");
const after = (state: Playback, ms: number) => advance(state, ms).state;

describe("what sounds when", () => {
  it("words for as long as they take, tones for as long as they ring, a breath until it turns", () => {
    expect(soundsIn(all, 9_000, 9_100)).toBe(false);
    expect(soundsIn(all, 8_800, 9_200)).toBe(true);
    expect(soundsIn(all, 29_000, 29_001)).toBe(true);
    expect(soundsIn(all, 29_300, 33_900)).toBe(false);
    expect(soundsIn(all, 99_900, 99_901)).toBe(true);
    expect(soundsIn(soundingsOf(timeline, { ...ALL, breath: false }), 99_900, 99_901)).toBe(false);
  });

  it("reckons words as the timeline does", () => {
    const python = readFileSync("../src/unkink/timeline.py", "utf8");
    for (const [name, ms] of Object.entries(SPEECH))
      expect(python).toMatch(new RegExp(`^${name} = ${ms}$`, "m"));
    expect(speechMs("Halfway.")).toBe(400 + 7 * 67);
    expect(speechMs("Rest, 20 s. Größer!")).toBe(400 + 11 * 67 + 2 * 350 + 620 + 310);
  });

  it("how long it was quiet, and whether a word has begun", () => {
    expect(quietBefore(all, 29_000, 300)).toBe(300);
    expect(quietBefore(all, 29_300, 300)).toBeCloseTo(80);
    expect(quietBefore(all, 28_990, 300)).toBe(300);
    expect(endOfWords(all, 8_100)).toBeUndefined();
    expect(endOfWords(all, 8_500)).toBe(8_869);
    expect(endOfWords(all, 29_100)).toBeUndefined();
  });
});

describe("ten seconds more", () => {
  const extended = command(playing(20_000), "extend").state;

  it("let the sound go on until a moment before the standstill, and come back that much earlier", () => {
    expect(momentOf(after(extended, 8_500), all)).toBe(28_500);
    expect(momentOf(after(extended, 8_999 - EARLY_MS), all)).toBe(28_999 - EARLY_MS);
    expect(momentOf(after(extended, 9_000 - EARLY_MS), all)).toBeUndefined();
    const standing = after(extended, 9_000);
    expect(standing.position_ms).toBe(29_000);
    expect(momentOf(standing, all)).toBeUndefined();
    expect(momentOf(after(standing, 9_699), all)).toBeUndefined();
    expect(momentOf(after(standing, 9_700), all)).toBe(28_700);
    expect(momentOf(after(standing, 9_990), all)).toBe(28_990);
    expect(momentOf(after(standing, 10_000), all)).toBe(29_000);
  });

  it("as often as they are asked for", () => {
    const twice = command(after(extended, 12_000), "extend").state;
    expect(momentOf(after(twice, 16_600), all)).toBeUndefined();
    expect(momentOf(after(twice, 16_700), all)).toBe(28_700);
  });

  it("in the last seconds are silent at once", () => {
    const late = command(playing(31_000), "extend").state;
    expect(momentOf(late, all)).toBeUndefined();
    expect(momentOf(after(late, 9_900), all)).toBe(30_900);
    expect(momentOf(after(late, 10_400), all)).toBe(31_400);
  });

  it("leave where something sounds until then no sooner than they must", () => {
    const breathing = command(playing(87_000), "extend").state;
    expect(momentOf(after(breathing, 3_990), all)).toBe(90_990);
    expect(momentOf(after(breathing, 4_000), all)).toBeUndefined();
    expect(momentOf(after(breathing, 13_999), all)).toBeUndefined();
    expect(momentOf(after(breathing, 14_000), all)).toBe(91_000);
  });
});

it("is silent while a pain is given ten seconds", () => {
  const waiting = command(command(playing(20_000), "hurt").state, "mild").state;
  expect(momentOf(waiting, all)).toBeUndefined();
});
