/** The figure must do what the voice says, at the moment it is said. */

import { describe, expect, it } from "vitest";
import { PLAY } from "../player/fixtures/play";
import { timelineOf, type Segment, type Timeline } from "../player/playback";
import { BREATH, CIRCLE, KNEE } from "./fixture";
import { looping, momentAt, placeOf, type Spot } from "./motion";

const timeline = timelineOf(PLAY);
const at = (seconds: number) => momentAt(timeline, seconds * 1_000);
const place = (seconds: number) => placeOf(KNEE, at(seconds).spot);
const START = { from: "start", to: "start", part: 0 };

/** A timeline of one step, from kinds and their seconds. */
function course(...parts: [Segment["kind"], number][]): Timeline {
  let now = 0;
  const segments = parts.map(([kind, seconds]): Segment => {
    const start_ms = now;
    now += seconds * 1_000;
    return { start_ms, end_ms: now, kind, movement: "one", side: "both", set: 1, rep: 1 };
  });
  return { duration_ms: now, segments, cues: [], starts: [0] };
}

describe("a hold", () => {
  it("is gone into while getting ready, and is there before it begins", () => {
    expect(at(8.1).spot).toEqual(START);
    expect(place(12).u).toBeGreaterThan(0.1);
    expect(place(12).u).toBeLessThan(0.9);
    expect(place(13.9)).toMatchObject({ to: "knee-up" });
    expect(place(13.9).u).toBeCloseTo(1, 2);
  });

  it("is held still until it is over", () => {
    for (const seconds of [14, 20, 33.99])
      expect(place(seconds)).toEqual({ from: "knee-up", to: "knee-up", u: 0 });
  });

  it("changes sides through the start: out with the left, in with the right", () => {
    expect(at(34.1)).toMatchObject({ side: "left", spot: { from: "hold", to: "start" } });
    expect(at(37)).toMatchObject({ side: "right" });
    expect(at(39)).toMatchObject({ side: "right", spot: { from: "start", to: "hold" } });
    expect(at(45)).toMatchObject({ side: "right", spot: { from: "hold" } });
  });

  it("is shown once while there is much to listen to", () => {
    const long = course(["prepare", 30], ["hold", 20]);
    const part = (seconds: number) => placeOf(KNEE, momentAt(long, seconds * 1_000).spot);
    expect(part(1)).toMatchObject({ from: "standing", u: 0 });
    expect(part(8).from).toBe("knee-up");
    expect(part(16)).toEqual({ from: "standing", to: "standing", u: 0 });
    expect(part(29.9).u).toBeCloseTo(1, 2);
  });

  it("is left for a rest and taken up again", () => {
    const twice = course(["prepare", 5], ["hold", 10], ["rest", 10], ["hold", 10]);
    const spot = (seconds: number) => momentAt(twice, seconds * 1_000).spot;
    expect(spot(15.5)).toMatchObject({ from: "hold", to: "start" });
    expect(spot(18.5)).toEqual(START);
    expect(spot(24.9)).toMatchObject({ from: "start", to: "hold" });
  });
});

describe("the next movement", () => {
  it("begins by coming out of the one before", () => {
    expect(at(60.1)).toMatchObject({ step: 0, side: "right", spot: { from: "hold", to: "start" } });
    expect(at(65)).toMatchObject({ step: 1, spot: START });
  });

  it("is at its start when the work begins", () => {
    expect(at(72)).toMatchObject({ step: 1, side: "left", spot: { round: 0, direction: 0 } });
    expect(at(77)).toMatchObject({ side: "right", spot: { round: 0 } });
  });
});

describe("repetitions", () => {
  it("go there and back in their own time", () => {
    const there = placeOf(KNEE, at(74.5).spot);
    expect(there).toMatchObject({ u: 0 });
    expect(there.from).toBe("knee-up");
    expect(placeOf(KNEE, at(73.2).spot)).toMatchObject({ from: "standing", to: "knee-up" });
    expect(placeOf(KNEE, at(76).spot)).toMatchObject({ from: "knee-up", to: "standing" });
  });

  it("turn evenly where they are a circle", () => {
    const spot = (round: number): Spot => ({ round, direction: 0 });
    expect(placeOf(CIRCLE, spot(0.125))).toEqual({ from: "low", to: "back", u: 0.5 });
    expect(placeOf(CIRCLE, spot(0.1))).toMatchObject({ u: 0.4 });
    expect(placeOf(CIRCLE, spot(1))).toEqual({ from: "ahead", to: "low", u: 1 });
  });

  it("turn the other way after the second direction was said", () => {
    const both = course(["prepare", 5], ["rep", 4], ["prepare", 6], ["rep", 4]);
    expect(momentAt(both, 6_000).spot).toMatchObject({ direction: 0 });
    expect(momentAt(both, 16_000).spot).toMatchObject({ direction: 1 });
  });

  it("are shown once before they are counted, where there is time", () => {
    const slow = course(["prepare", 20], ["rep", 4]);
    const rounds = Array.from({ length: 20 }, (_, second) => momentAt(slow, second * 1_000).spot);
    expect(rounds.some((spot) => "round" in spot && spot.round > 0.3 && spot.round < 0.7)).toBe(true);
    expect(rounds[0]).toEqual(START);
    expect(momentAt(slow, 19_900).spot).toEqual(START);
  });
});

describe("a flow", () => {
  it("breathes in from the start once, and then from out to in", () => {
    expect(placeOf(BREATH, at(88).spot)).toMatchObject({ from: "quadruped", to: "cow" });
    expect(placeOf(BREATH, at(93).spot)).toMatchObject({ from: "cow", to: "cat" });
    expect(placeOf(BREATH, at(98).spot)).toMatchObject({ from: "cat", to: "cow" });
    expect(at(90).lungs).toBeCloseTo(1, 2);
  });

  it("ends at the start", () => {
    expect(at(106.1).spot).toMatchObject({ from: "exhale", to: "start" });
    expect(at(112).spot).toEqual(START);
  });
});

it("never jumps within a movement, whatever the moment", () => {
  const where = (ms: number) => {
    const { step, side, spot } = momentAt(timeline, ms);
    if ("round" in spot) return { key: `${step}${side}`, value: 0 };
    const value = { start: 0, hold: 1, inhale: 1, exhale: -1 };
    return { key: `${step}${side}`, value: value[spot.from] * (1 - spot.part) + value[spot.to] * spot.part };
  };
  let before = where(0);
  for (let ms = 0; ms <= timeline.duration_ms; ms += 50) {
    const now = where(ms);
    if (now.key === before.key) expect(Math.abs(now.value - before.value)).toBeLessThan(0.08);
    before = now;
  }
});

it("alone it goes on and on, in each direction in turn", () => {
  expect(placeOf(KNEE, looping(KNEE, 0))).toMatchObject({ from: "standing", u: 0 });
  const seen = Array.from({ length: 300 }, (_, at) => placeOf(KNEE, looping(KNEE, at * 100)).from);
  expect(new Set(seen)).toEqual(new Set(["standing", "knee-up"]));
  const turns = Array.from({ length: 300 }, (_, at) => looping(CIRCLE, at * 200));
  expect(new Set(turns.map((spot) => "round" in spot && spot.direction))).toEqual(new Set([0, 1]));
});
