/** Who cannot see the screen hears what begins and on which side, without being talked to all the time. */

import { describe, expect, it } from "vitest";
import type { Play } from "../api";
import { announced, type Heard } from "./announce";
import { PLAY } from "./fixtures/play";
import { advance, at, timelineOf } from "./playback";
import { viewOf } from "./view";

/** All that is announced from one moment (s) to another, each once. */
function told(from: number, to: number, heard: Partial<Heard> = {}, play: Play = PLAY): string[] {
  const all: string[] = [];
  let { state } = advance(at(timelineOf(play), from * 1_000 - 1, "playing"), 1);
  while (state.position_ms < to * 1_000) {
    const text = announced(play, state, viewOf(play, state), { words: false, breath: true, ...heard });
    if (text && text !== all.at(-1)) all.push(text);
    ({ state } = advance(state, 100));
  }
  return all;
}

const silent: Play = { ...PLAY, cues: PLAY.cues.filter(({ channel }) => channel === "sound") };

describe("where no voice speaks", () => {
  it("the words of the routine, as they come", () => {
    expect(told(8, 40)).toEqual([
      "Lie down.",
      "Draw your left knee in.",
      "And hold.",
      "Switch. Now the right side.",
    ]);
  });

  it("what begins and its side, where the routine has no words for it", () => {
    expect(told(8, 60, {}, silent)).toEqual([
      "Get ready. Left side.",
      "Hold. Left side.",
      "Change sides. Right side.",
      "Hold. Right side.",
    ]);
  });

  it("a set of repetitions once, and not each of them", () => {
    expect(told(72, 82, {}, silent)).toEqual(["Keep going."]);
  });

  it("the breath by its tone; each turn only where there is no tone", () => {
    expect(told(86, 106, { breath: true })).toEqual(["Keep going."]);
    expect(told(86, 106, { breath: false })).toEqual([
      "Breathe in",
      "Breathe out",
      "Breathe in",
      "Breathe out",
    ]);
  });
});

it("nothing twice: where a voice speaks, only that it is paused", () => {
  expect(told(8, 112, { words: true })).toEqual([]);
  const paused = at(timelineOf(PLAY), 20_000);
  expect(announced(PLAY, paused, viewOf(PLAY, paused), { words: true, breath: true })).toBe("Paused");
});
