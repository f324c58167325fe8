/** A run sets off tones, words and events at their moments, and leaves a journal that can be gone on with. */

import { describe, expect, it } from "vitest";
import type { EventShape, Session } from "../api";
import { PLAY } from "./fixtures/play";
import type { Playback } from "./playback";
import { Run } from "./run.svelte";
import { stamper } from "./stamp";

const SESSION = "0198c0de-0000-7000-8000-000000000000";

function setup(earlier?: Session) {
  const time = { now: 500, wall: 1_700_000_000_000 };
  const events: EventShape[] = [];
  const heard: string[] = [];
  const said: string[] = [];
  let followed: Playback | undefined;
  let cuts = 0;
  const run = new Run(
    {
      play: PLAY,
      session: SESSION,
      stamp: stamper(0, () => time.wall),
      write: (event) => events.push(event),
      loudspeaker: {
        cue: ({ channel, text }) =>
          void (channel === "sound" ? heard : channel === "say" ? said : []).push(text),
        follow: (state) => void (followed = state),
        cut: () => void (cuts += 1),
        call: () => void heard.push("call"),
      },
      sources: { now: () => time.now, wall: () => time.wall },
    },
    earlier,
  );
  const pass = (ms: number, step = 50) => {
    for (let left = ms; left > 0; left -= step) {
      time.now += Math.min(step, left);
      time.wall += Math.min(step, left);
      run.clock.look();
    }
  };
  const kinds = () => events.map(({ kind }) => kind);
  const sound = () => ({ at: followed?.position_ms, phase: followed?.phase, cuts });
  return { run, time, events, heard, said, pass, kinds, sound };
}

const open = (position_ms: number, skipped: string[] = []): Session => ({
  id: SESSION,
  routine: PLAY.routine,
  name: PLAY.name,
  choices: [],
  pacing: PLAY.pacing,
  started_at: 0,
  last_at: 0,
  position_ms,
  state: "open",
  pain_before: [{ nrs: 4, region: "lower-back" }],
  pain_after: [],
  hurts: [],
  skipped,
});

describe("from beginning to end", () => {
  it("gives each cue and writes what happened, in order", () => {
    const { run, events, heard, said, pass, kinds } = setup();
    run.begin([{ nrs: 3, region: null }]);
    pass(PLAY.duration_ms + 2_000);
    expect(run.now.phase).toBe("finished");
    expect(heard).toEqual(PLAY.cues.filter(({ channel }) => channel === "sound").map(({ text }) => text));
    expect(said).toEqual(PLAY.cues.filter(({ channel }) => channel === "say").map(({ text }) => text));
    expect(kinds()).toEqual(["started", "pain-before", ...PLAY.segments.map(() => "reached"), "finished"]);
    expect(events[0]).toMatchObject({ routine: PLAY.routine, pacing: PLAY.pacing, session: SESSION });
    const sorted = [...events].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    expect(sorted).toEqual(events);
    expect(run.went()).toEqual(["done", "done", "done"]);
    expect(run.played_ms).toBeGreaterThanOrEqual(PLAY.duration_ms);
  });

  it("leaves out tones whose moment has passed, but no words", () => {
    const { run, heard, said, pass } = setup();
    run.begin([]);
    pass(13_900);
    pass(2_900, 2_900);
    expect(heard).toEqual(["rest"]);
    expect(said).toContain("And hold.");
  });
});

describe("a machine that sleeps", () => {
  it("finds the session paused where it was, and says so", () => {
    const { run, time, pass, kinds } = setup();
    run.begin([]);
    pass(20_000);
    time.wall += 3_600_000;
    time.now += 40;
    run.clock.look();
    expect(run.now).toMatchObject({ phase: "paused", position_ms: 20_000 });
    expect(run.slept).toBe(true);
    expect(kinds().at(-1)).toBe("paused");
    pass(5_000);
    expect(run.now.position_ms).toBe(20_000);
    run.do("resume");
    pass(1_000);
    expect(run.now.position_ms).toBe(21_000);
    expect(run.slept).toBe(false);
  });
});

describe("that hurts", () => {
  it("sharp ends it at once", () => {
    const { run, pass, kinds, events } = setup();
    run.begin([]);
    pass(20_000);
    run.do("hurt");
    run.do("sharp");
    expect(run).toMatchObject({ over: true, sharp: true });
    expect(kinds().slice(-2)).toEqual(["hurt", "stopped"]);
    expect(events.at(-2)).toMatchObject({ hurt: "sharp", movement: "knee-to-chest", position_ms: 20_000 });
    pass(5_000);
    expect(run.now.position_ms).toBe(20_000);
  });

  it("mild waits ten seconds, calls back with a tone, and can be skipped", () => {
    const { run, pass, heard } = setup();
    run.begin([]);
    pass(20_000);
    run.do("hurt");
    run.do("mild");
    heard.length = 0;
    pass(9_900);
    expect(run.now.phase).toBe("waiting");
    pass(100);
    expect(run.now.phase).toBe("asking-again");
    expect(heard).toEqual(["call"]);
    run.do("stays");
    run.do("skip");
    expect(run.now).toMatchObject({ phase: "playing", position_ms: 60_000 });
    expect(run.went()).toEqual(["skipped", "ahead", "ahead"]);
  });
});

describe("going on with an earlier visit", () => {
  it("starts getting ready over, keeps the rating before, and writes that it went on", () => {
    const { run, events, pass } = setup(open(36_500));
    expect(run.now).toMatchObject({ phase: "paused", position_ms: 34_000 });
    run.goOn();
    pass(1_000);
    expect(run.now.position_ms).toBe(35_000);
    expect(events.map(({ kind }) => kind)).toEqual(["resumed"]);
    expect(run.painBefore).toEqual([{ nrs: 4, region: "lower-back" }]);
  });

  it("remembers what was left out", () => {
    const { run } = setup(open(90_000, ["bird-dog"]));
    expect(run.went()).toEqual(["done", "skipped", "ahead"]);
  });
});

it("lets the sound follow each look and change, and cuts off what belongs to another moment", () => {
  const { run, pass, sound } = setup();
  run.begin([]);
  pass(5_000);
  expect(sound()).toEqual({ at: 5_000, phase: "playing", cuts: 0 });
  run.do("skip");
  expect(sound()).toEqual({ at: 60_000, phase: "playing", cuts: 1 });
  run.do("extend");
  run.do("pause");
  expect(sound()).toEqual({ at: 60_000, phase: "paused", cuts: 2 });
  run.do("cancel"); // which means nothing here
  run.do("resume");
  expect(sound()).toEqual({ at: 60_000, phase: "playing", cuts: 2 });
});

it("takes a movement that was gone back to as not yet done", () => {
  const { run, pass } = setup();
  run.begin([]);
  pass(1_000);
  run.do("skip");
  expect(run.went()[0]).toBe("skipped");
  run.do("back");
  expect(run.went()).toEqual(["ahead", "ahead", "ahead"]);
});

it("leaves the session so that it can be gone on with", () => {
  const { run, pass, kinds } = setup();
  run.begin([]);
  pass(20_000);
  run.leave();
  expect(kinds().at(-1)).toBe("paused");
  expect(run.clock.running).toBe(false);
});
