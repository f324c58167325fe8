/** Without audio the session goes on in silence. */

import { describe, expect, it, vi } from "vitest";
import { PLAY } from "./fixtures/play";
import type { Sound } from "../device";
import { Tones } from "./tones";

const on = { voice: true, tones: true, breath: true, volume: 0.5, muted: false };

function fakeAudio() {
  const started: number[] = [];
  const param = () => ({
    value: 0,
    setValueAtTime: vi.fn(),
    linearRampToValueAtTime: vi.fn(),
    exponentialRampToValueAtTime: vi.fn(),
    setTargetAtTime: vi.fn(),
  });
  const node = () => ({ disconnect: vi.fn(), connect: (next: unknown) => next, gain: param() });
  const context = {
    state: "running",
    currentTime: 10,
    destination: {},
    resume: () => Promise.resolve(),
    close: () => Promise.resolve(),
    createGain: node,
    createOscillator: () => ({
      ...node(),
      frequency: param(),
      start: (at: number) => started.push(at),
      stop: vi.fn(),
    }),
  };
  return { context: context as unknown as AudioContext, started };
}

describe("tones", () => {
  it("sound for every name the timeline uses", () => {
    const names = new Set([
      ...PLAY.cues.filter(({ channel }) => channel === "sound").map(({ text }) => text),
      "halfway",
    ]);
    for (const name of names) {
      const { context, started } = fakeAudio();
      const tones = new Tones(on, () => context);
      tones.wake();
      tones.play(name);
      expect(started.length, name).toBeGreaterThan(0);
    }
  });

  it("are each silent when they are not wanted", () => {
    const heard = (sound: Sound) => {
      const { context, started } = fakeAudio();
      const tones = new Tones(sound, () => context);
      tones.wake();
      return ["begin", "inhale"].filter((name) => {
        const before = started.length;
        tones.play(name, 4_000);
        return started.length > before;
      });
    };
    expect(heard({ ...on, tones: false })).toEqual(["inhale"]);
    expect(heard({ ...on, breath: false })).toEqual(["begin"]);
  });

  it("are silent when muted, before the first press, and for an unknown name", () => {
    const { context, started } = fakeAudio();
    const tones = new Tones({ ...on, muted: true }, () => context);
    tones.play("begin");
    tones.wake();
    tones.play("begin");
    tones.sound = { ...on, volume: 0 };
    tones.play("begin");
    tones.sound = on;
    tones.play("no such tone");
    expect(started).toEqual([]);
    tones.play("begin");
    expect(started.length).toBeGreaterThan(0);
  });

  it("fail nobody where there is no audio", () => {
    const tones = new Tones(on, () => {
      throw new Error("no audio here");
    });
    expect(() => {
      tones.wake();
      tones.play("begin");
      tones.close();
    }).not.toThrow();
  });
});
