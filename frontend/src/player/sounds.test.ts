/** A session is where its track is; and whatever becomes of the track, it goes on. */

import { beforeEach, describe, expect, it, vi } from "vitest";
import type { EventShape, Play } from "../api";
import { Deck } from "./deck";
import { FakeAudio } from "./fixtures/audio";
import { PLAY } from "./fixtures/play";
import { TRACK } from "./fixtures/track";
import { Run } from "./run.svelte";
import { Sounds } from "./sounds.svelte";
import { Speaker } from "./speech";
import { stamper } from "./stamp";
import { Tones } from "./tones";
import type { Track } from "./track";

const ALL = { voice: true, tones: true, breath: true, volume: 1, muted: false };
const LENGTH_MS = TRACK.leadIn_ms + TRACK.duration_ms + 5_000 + TRACK.tail_ms;
const TAIL_MS = LENGTH_MS - TRACK.tail_ms;

beforeEach(() => vi.useFakeTimers());

interface Given {
  /** Null where none comes before the start. */
  track?: Partial<Track> | null;
  mood?: FakeAudio["mood"];
  sound?: typeof ALL;
  play?: Play;
}

async function setup({ track = {}, mood = "well", sound = ALL, play = PLAY }: Given = {}) {
  const time = { now: 500, wall: 1_700_000_000_000 };
  const audio = new FakeAudio(LENGTH_MS / 1_000);
  audio.mood = mood;
  const rung: string[] = [];
  const said: string[] = [];
  let arrives: (track: Track | undefined) => void = () => undefined;
  const tones = Object.assign(new Tones(sound), { play: (name: string) => void rung.push(name) });
  const speaker = new Speaker("en", undefined);
  vi.spyOn(speaker, "say").mockImplementation((text) => void said.push(text));
  vi.spyOn(speaker, "able", "get").mockReturnValue(true);
  const sounds = new Sounds(sound, {
    deck: (listener) => new Deck(listener, audio.element, () => time.now),
    tones,
    speaker,
    fetch: () => new Promise((give) => (arrives = give)),
  });
  const events: EventShape[] = [];
  const run = new Run({
    play,
    session: "0198c0de-0000-7000-8000-000000000000",
    stamp: stamper(0, () => time.wall),
    write: (event) => events.push(event),
    loudspeaker: sounds,
    sources: { now: () => time.now, wall: () => time.wall },
  });
  const arrive = async (what: Partial<Track>) => {
    arrives({ ...TRACK, ...what });
    await vi.advanceTimersByTimeAsync(1);
  };
  void sounds.prepare(play);
  if (track) await arrive(track);
  sounds.begin(run);
  run.begin([]);
  const pass = async (ms: number, step = 50) => {
    for (let left = ms; left > 0; left -= step) {
      time.now += step;
      time.wall += step;
      audio.pass(step);
      await vi.advanceTimersByTimeAsync(Math.min(step, 100));
      run.clock.look();
    }
  };
  /** Where in the routine the sound is, in ms; in the silence at the end, how far. */
  const heard = () => audio.currentTime * 1_000 - TRACK.leadIn_ms;
  const inTail = () => audio.currentTime * 1_000 >= TAIL_MS && !audio.paused;
  const near = (ms: number, within_ms = 150) => {
    expect(Math.abs(run.now.position_ms - ms)).toBeLessThanOrEqual(within_ms);
    expect(Math.abs(heard() - run.now.position_ms)).toBeLessThanOrEqual(60);
  };
  return { sounds, run, audio, pass, heard, inTail, near, rung, said, events, arrive };
}

describe("with a track", () => {
  it("the session is where the sound is, after its silent beginning and through all that one does", async () => {
    const { run, pass, near, audio, said, rung } = await setup();
    await pass(2_000);
    near(0);
    await pass(20_000);
    near(20_000);
    run.do("skip");
    await pass(1_000);
    near(61_000);
    await pass(4_000);
    run.do("back");
    await pass(500);
    near(66_000 - 66_000 + 500); // hardly begun: to the start of the movement before
    run.do("pause");
    await pass(30_000);
    expect(audio.paused).toBe(true);
    run.do("resume");
    await pass(2_000);
    near(2_500);
    run.do("repeat");
    await pass(1_000);
    near(9_000);
    expect([said, rung]).toEqual([[], []]);
  });

  it("ten seconds more are spent in the silence at the end, to the tenth of a second", async () => {
    const { run, pass, near, heard, inTail } = await setup();
    await pass(22_000);
    run.do("extend");
    await pass(8_500);
    near(28_500);
    await pass(500);
    expect(inTail()).toBe(true);
    await pass(9_400);
    expect(inTail()).toBe(true);
    expect(run.now.position_ms).toBe(29_000);
    await pass(600);
    expect(Math.abs(heard() - 29_000)).toBeLessThanOrEqual(150);
    await pass(1_000);
    near(30_000);
  });

  it("a minute more is too long for the silence, which is then begun anew", async () => {
    const { run, pass, near, inTail, audio } = await setup();
    await pass(22_000);
    for (let times = 0; times < 6; times += 1) run.do("extend");
    await pass(9_000);
    for (let ms = 0; ms < 59_000; ms += 500) {
      expect(inTail()).toBe(true);
      await pass(500);
    }
    await pass(2_500);
    near(30_300, 500);
    expect(audio.jumps.filter((at) => at * 1_000 >= TAIL_MS).length).toBeGreaterThan(4);
  });

  it("a word that has begun is said to its end, and not again", async () => {
    const { run, pass, heard, inTail, near } = await setup();
    await pass(2_000 + 35_000); // "Switch. Now the right side." from 34 s on
    run.do("extend");
    await pass(500);
    expect(inTail()).toBe(false);
    expect(heard()).toBeGreaterThan(35_300);
    await pass(2_000);
    expect(inTail()).toBe(true);
    expect(run.now.position_ms).toBe(35_000);
    await pass(7_600);
    expect(run.now.position_ms).toBeGreaterThan(35_000);
    expect(inTail()).toBe(true);
    await pass(2_000);
    near(37_000);
  });

  it("a mild pain has its ten seconds though the phone is locked", async () => {
    const { run, pass, inTail, audio, near, rung } = await setup();
    await pass(22_000);
    run.do("hurt");
    await pass(5_000);
    expect(audio.paused).toBe(true);
    run.do("mild");
    await pass(5_000);
    expect(inTail()).toBe(true);
    await pass(5_200);
    expect(run.now.phase).toBe("asking-again");
    expect(rung).toEqual(["halfway"]);
    run.do("gone");
    await pass(1_000);
    near(21_000);
  });

  it("a page whose scripts stood still finds the session where the sound went on to", async () => {
    const { run, pass, near } = await setup();
    await pass(22_000);
    await pass(60_000, 60_000);
    near(80_000);
    expect(run).toMatchObject({ slept: false, now: { phase: "playing" } });
    expect(run.went()).toEqual(["done", "ahead", "ahead"]);
  });

  it("a call pauses it where the sound was stopped", async () => {
    const { run, pass, audio, events } = await setup();
    await pass(22_000);
    audio.interrupt();
    expect(run.now.phase).toBe("paused");
    expect(Math.abs(run.now.position_ms - 20_000)).toBeLessThanOrEqual(50);
    expect(events.at(-1)?.kind).toBe("paused");
    run.do("resume");
    await pass(1_000);
    expect(audio.paused).toBe(false);
  });

  it("the last words are heard after the end; not by who skipped to it", async () => {
    const whole = await setup();
    await whole.pass(2_000 + PLAY.duration_ms + 100);
    expect(whole.run.now.phase).toBe("finished");
    expect(whole.audio.paused).toBe(false);
    const skipped = await setup();
    await skipped.pass(10_000);
    for (let times = 0; times < 3; times += 1) skipped.run.do("skip");
    await skipped.pass(500);
    expect(skipped.run.now.phase).toBe("finished");
    expect(skipped.audio.paused).toBe(true);
  });

  it("that no voice is in, the browser says the words", async () => {
    const { pass, said, rung } = await setup({ track: { spoken: false } });
    await pass(2_000 + 15_000);
    expect(said).toEqual(["First: Knee to chest.", "Lie down.", "Draw your left knee in.", "And hold."]);
    expect(rung).toEqual([]);
  });
});

describe("without one", () => {
  it("an error in the middle costs nothing: tones and voice go on at the same moment", async () => {
    const { run, pass, audio, rung, said } = await setup();
    await pass(22_000);
    audio.fail();
    expect(Math.abs(run.now.position_ms - 20_000)).toBeLessThanOrEqual(50);
    await pass(10_000);
    expect(Math.abs(run.now.position_ms - 30_000)).toBeLessThanOrEqual(100);
    expect(rung).toEqual(["count"]);
    await pass(5_000);
    expect(said).toEqual(["Switch. Now the right side."]);
  });

  it("that may not play, it begins by its own clock", async () => {
    const { run, pass, rung } = await setup({ mood: "refused" });
    await pass(34_500);
    expect(run.now.position_ms).toBe(34_500);
    expect(rung).toEqual(["begin", "count", "switch"]);
  });

  it("until it comes: it takes over where nothing sounds", async () => {
    const { run, pass, arrive, audio, sounds, near, rung } = await setup({ track: null });
    await pass(14_100);
    await arrive({});
    await pass(500);
    expect(sounds.leads).toBe(false);
    await pass(2_000);
    expect(sounds.leads).toBe(true);
    expect(audio.paused).toBe(false);
    near(run.now.position_ms);
    expect(run.now.position_ms).toBeGreaterThan(16_000);
    await pass(13_000);
    expect(rung.filter((name) => name === "count")).toEqual([]);
  });

  it("it takes over in the middle of a breath too", async () => {
    const { pass, arrive, sounds, near } = await setup({ track: null });
    await pass(92_000);
    await arrive({});
    await pass(500);
    expect(sounds.leads).toBe(true);
    near(92_500);
  });

  it("nothing is said or sounded that is not wanted", async () => {
    const { pass, said, rung } = await setup({
      track: null,
      sound: { ...ALL, voice: false, tones: false },
    });
    await pass(PLAY.duration_ms);
    expect(said).toEqual([]);
    expect(new Set(rung)).toEqual(new Set(["inhale", "exhale"]));
  });
});

it("says whether the words are said aloud, so that a screen reader need not", async () => {
  expect((await setup()).sounds.spoken).toBe(true);
  expect((await setup({ sound: { ...ALL, muted: true } })).sounds.spoken).toBe(false);
  expect((await setup({ sound: { ...ALL, voice: false } })).sounds.spoken).toBe(false);
  const play: Play = { ...PLAY, pacing: { ...PLAY.pacing, chatty: "tones" } };
  expect((await setup({ play })).sounds.spoken).toBe(false);
});

it("a mute silences the track too, which goes on as the clock", async () => {
  const { sounds, pass, audio, near } = await setup();
  await pass(5_000);
  sounds.set({ ...ALL, muted: true });
  await pass(5_000);
  expect(audio.muted).toBe(true);
  near(8_000);
});
