/** The screen must say the right side, count and next thing at every moment of a routine. */

import { describe, expect, it } from "vitest";
import { PLAY } from "./fixtures/play";
import { advance, at, command, timelineOf } from "./playback";
import { countdown, viewOf } from "./view";

const timeline = timelineOf(PLAY);
const seen = (seconds: number) =>
  viewOf(PLAY, advance(at(timeline, seconds * 1_000 - 1, "playing"), 1).state);

describe("what is shown", () => {
  it("while getting ready: the step that is being said, and what comes then", () => {
    expect(seen(12)).toMatchObject({
      doing: "Get ready",
      current: 1,
      caption: "Draw your left knee in.",
      count: { text: "2" },
      next: "Hold 20 s",
    });
  });

  it("in a hold: the seconds left, the side and the other side next", () => {
    expect(seen(20)).toMatchObject({
      doing: "Hold",
      count: { text: "14" },
      next: "The right side",
      current: -1,
    });
    expect(seen(20).segment.side).toBe("left");
    expect(seen(41)).toMatchObject({
      instructions: ["Lie down.", "Draw your right knee in."],
      next: "Bird-dog · On hands and knees",
    });
  });

  it("in reps side to side: which of how many, told for the first side throughout", () => {
    expect(seen(73)).toMatchObject({ count: { text: "1", of: 2 }, next: "Cat-cow" });
    expect(seen(78)).toMatchObject({ count: { text: "2", of: 2, says: "2 of 2" } });
    expect(seen(78).instructions).toEqual(seen(73).instructions);
  });

  it("in a flow: the breath, from empty to full and back", () => {
    expect(seen(62).next).toBe("2 times");
    expect(seen(83).next).toBe("2 slow breaths");
    expect(seen(86.001).breath).toMatchObject({ phase: "in" });
    expect(seen(86.001).breath?.full).toBeCloseTo(0, 2);
    expect(seen(89.999).breath?.full).toBeCloseTo(1, 2);
    expect(seen(91).breath).toMatchObject({ phase: "out", left_s: 5 });
    expect(seen(105.999).breath?.full).toBeCloseTo(0, 2);
  });

  it("at the very end: the last step, and nothing left", () => {
    expect(seen(112)).toMatchObject({ number: 2, left_ms: 0, caption: "That is the whole routine." });
    expect(seen(107).next).toBe("The end of the routine");
  });

  it("with ten seconds more: in the count and in the time left, on both sides", () => {
    const state = command(at(timeline, 20_000, "playing"), "extend").state;
    expect(viewOf(PLAY, state)).toMatchObject({ count: { text: "24" }, left_ms: 112_000 });
  });

  it("never runs out of something to show", () => {
    for (let ms = 0; ms <= PLAY.duration_ms; ms += 500) {
      const view = viewOf(PLAY, at(timeline, ms));
      expect(view.instructions.length).toBeGreaterThan(0);
      expect(view.next).not.toBe("");
      expect(view.count.text).not.toBe("");
    }
  });
});

it("counts down in seconds, and in minutes from a hundred on", () => {
  expect([0, 1, 999, 1_000, 1_001, 99_000, 99_001, 180_000].map(countdown)).toEqual([
    "0",
    "1",
    "1",
    "1",
    "2",
    "99",
    "1:40",
    "3:00",
  ]);
});
