/** The track may fail in any way it likes: the session is told, once. */

import { beforeEach, describe, expect, it, vi } from "vitest";
import { Deck } from "./deck";
import { FakeAudio } from "./fixtures/audio";
import { TRACK } from "./fixtures/track";

beforeEach(() => vi.useFakeTimers());

function setup(length_s = 126) {
  const audio = new FakeAudio(length_s);
  const told: string[] = [];
  const time = { now: 1_000 };
  const deck = new Deck(
    {
      failed: () => told.push("failed"),
      held: () => told.push("held"),
      ended: () => told.push("ended"),
    },
    audio.element,
    () => time.now,
  );
  deck.volume(0.5, false);
  deck.load(TRACK);
  const pass = async (ms: number, step = 50) => {
    for (let left = ms; left > 0; left -= step) {
      time.now += step;
      audio.pass(step);
      await vi.advanceTimersByTimeAsync(step);
      deck.look();
    }
  };
  return { audio, deck, told, pass };
}

describe("at the start", () => {
  it("leads in with silence that does not count, and then follows the sound", async () => {
    const { deck, pass, audio } = setup();
    deck.run(2_000);
    await pass(2_000);
    expect(audio.currentTime).toBeCloseTo(2);
    expect(deck.heard()).toBeCloseTo(0);
    await pass(3_000);
    expect(deck.heard()).toBeCloseTo(3_000);
    expect(audio.jumps).toEqual([]);
  });

  it("in the middle begins there at once", async () => {
    const { deck, pass } = setup();
    deck.run(22_000);
    await pass(1_000);
    expect(deck.heard()).toBeCloseTo(1_000);
  });
});

describe("a jump", () => {
  it("counts nothing of the way, and is made once", async () => {
    const { deck, pass, audio } = setup();
    deck.run(2_000);
    await pass(3_000);
    deck.run(62_000, { out: true, in: true });
    deck.run(62_010, { out: true, in: true });
    expect(deck.heard()).toBeCloseTo(1_000);
    await pass(2_000);
    expect(audio.jumps).toEqual([62]);
    expect(deck.heard()).toBeGreaterThan(2_800);
    expect(deck.heard()).toBeLessThanOrEqual(3_000);
    expect(audio.currentTime * 1_000).toBeCloseTo(deck.place);
  });

  it("where something sounds goes softly: down before, up after", async () => {
    const { deck, pass, audio } = setup();
    deck.run(2_000);
    await pass(3_000);
    deck.run(62_000, { out: true, in: true });
    const volumes: number[] = [];
    for (let ms = 0; ms < 90; ms += 3) {
      await pass(3, 3);
      volumes.push(audio.volume);
    }
    const lowest = volumes.indexOf(0);
    expect(lowest).toBeGreaterThan(3);
    expect(volumes.slice(0, lowest)).toEqual([...volumes.slice(0, lowest)].sort((a, b) => b - a));
    expect(volumes.at(-1)).toBe(0.5);
  });
});

it("stops softly, and goes on from the place it was told", async () => {
  const { deck, pass, audio } = setup();
  deck.run(2_000);
  await pass(5_000);
  void deck.rest(5_000);
  await pass(500);
  expect(audio.paused).toBe(true);
  expect(audio.currentTime).toBe(5);
  await pass(60_000);
  expect(deck.heard()).toBeCloseTo(3_000);
  deck.run(5_000);
  await pass(1_000);
  expect(deck.heard()).toBeCloseTo(4_000);
  expect(audio.volume).toBe(0.5);
});

describe("says that it failed", () => {
  it("when the element does", async () => {
    const { deck, pass, audio, told } = setup();
    deck.run(2_000);
    await pass(4_000);
    audio.fail();
    audio.fail();
    await pass(9_000);
    expect(told).toEqual(["failed"]);
    expect(deck.usable).toBe(false);
  });

  it("when it may not play", async () => {
    const { deck, pass, audio, told } = setup();
    audio.mood = "refused";
    deck.run(2_000);
    await pass(50);
    expect(told).toEqual(["failed"]);
  });

  it("when the sound stands still though it should go on", async () => {
    const { deck, pass, audio, told } = setup();
    deck.run(2_000);
    await pass(4_000);
    audio.mood = "standing";
    await pass(3_900);
    expect(told).toEqual([]);
    await pass(300);
    expect(told).toEqual(["failed"]);
  });

  it("when a part of the track is missing", () => {
    expect(setup(40).told).toEqual(["failed"]);
  });
});

it("tells of a call that came in, and lets nobody but itself go on", async () => {
  const { deck, pass, audio, told } = setup();
  deck.run(2_000);
  await pass(4_000);
  audio.interrupt();
  expect(told).toEqual(["held"]);
  expect(deck.heard()).toBeCloseTo(2_000);
  void audio.play();
  expect(audio.paused).toBe(true);
});
