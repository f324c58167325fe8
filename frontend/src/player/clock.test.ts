/** A person whose session drifts, or jumps while the lid is closed, loses their place. */

import { describe, expect, it } from "vitest";
import { Clock, GAP_MS } from "./clock";

function setup() {
  const time = { now: 12_345.678, wall: 1_700_000_000_000 };
  const got = { elapsed: 0, calls: [] as number[], gaps: [] as number[] };
  const clock = new Clock(
    {
      elapsed: (ms) => {
        got.elapsed += ms;
        got.calls.push(ms);
      },
      gap: (ms) => got.gaps.push(ms),
    },
    { now: () => time.now, wall: () => time.wall },
  );
  const pass = (ms: number, wall = ms) => {
    time.now += ms;
    time.wall += wall;
    clock.look();
  };
  return { clock, got, pass };
}

/** The same numbers each time, between 0 and 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const HALF_AN_HOUR = 30 * 60_000;

describe("half an hour of ticks", () => {
  const rhythms: Record<string, (random: () => number) => number> = {
    "as they should be": () => 50,
    "late by fractions": (random) => 50 + random() * 0.9,
    "all over the place": (random) => random() ** 4 * 2_900,
    "once a second, as in a hidden tab": (random) => 1_000 + random() * 20,
    "many within a ms": (random) => random() * 2,
  };
  it.each(Object.entries(rhythms))("%s: less than 50 ms off", (_, rhythm) => {
    const { clock, got, pass } = setup();
    const random = numbers(7);
    clock.start();
    let real = 0;
    while (real < HALF_AN_HOUR) {
      const step = rhythm(random);
      real += step;
      pass(step);
    }
    expect(Math.abs(got.elapsed - real)).toBeLessThan(1.01);
    expect(got.calls.every((ms) => Number.isInteger(ms) && ms > 0)).toBe(true);
    expect(got.gaps).toEqual([]);
  });
});

describe("a silence", () => {
  it("of three seconds is only a late tick", () => {
    const { clock, got, pass } = setup();
    clock.start();
    pass(GAP_MS);
    expect(got).toMatchObject({ elapsed: GAP_MS, gaps: [] });
  });

  it("of more is a gap, and none of it counts", () => {
    const { clock, got, pass } = setup();
    clock.start();
    pass(1_000);
    pass(8 * 3_600_000);
    pass(250);
    expect(got.gaps).toEqual([8 * 3_600_000]);
    expect(got.elapsed).toBe(1_250);
  });

  it("shows in the time of day where the monotonic time slept too", () => {
    const { clock, got, pass } = setup();
    clock.start();
    pass(40, 3_600_000);
    expect(got.gaps).toEqual([3_600_000]);
    expect(got.elapsed).toBe(0);
  });

  it("is not seen where the time of day is set back", () => {
    const { clock, got, pass } = setup();
    clock.start();
    pass(50, -7_200_000);
    expect(got).toMatchObject({ elapsed: 50, gaps: [] });
  });
});

describe("a page that was held up", () => {
  /** As the worker does: a beat each 50 ms while it is awake, all of them found late; then the answer. */
  function held(beats: readonly number[], answer = true) {
    const { clock, got, pass } = setup();
    clock.witness = { ask: () => 2 };
    clock.start();
    pass(1_000);
    const away = beats.reduce((sum, ms) => sum + ms, 0);
    clock.heard({ silent_ms: beats[0] ?? 0, told: 1 });
    pass(away);
    for (const silent_ms of beats.slice(1)) {
      clock.heard({ silent_ms, told: 1 });
      clock.look();
    }
    if (answer) clock.heard({ silent_ms: 1, told: 2 });
    clock.look();
    return { clock, got, pass };
  }
  const awake = (ms: number) => Array.from({ length: ms / 50 }, () => 50);

  it("goes on where it is, for who holds a stretch meanwhile", () => {
    expect(held(awake(6_000)).got).toMatchObject({ elapsed: 7_000, gaps: [] });
  });

  it("has not slept though a beat came from before the sleep", () => {
    expect(held([50, 10_000]).got).toMatchObject({ elapsed: 1_000, gaps: [10_050] });
  });

  it("waits where more than a little of it was sleep", () => {
    expect(held([...awake(1_000), 5_000, ...awake(1_000)]).got).toMatchObject({
      elapsed: 1_000,
      gaps: [7_000],
    });
  });

  it("waits after so long that nobody can have followed", () => {
    expect(held(awake(20_000)).got).toMatchObject({ elapsed: 1_000, gaps: [20_000] });
  });

  it("does not decide before the witness has answered, and not for ever", () => {
    const { got, pass } = held(awake(6_000), false);
    expect(got).toMatchObject({ elapsed: 1_000, gaps: [] });
    pass(40_000);
    expect(got.gaps).toEqual([46_000]);
  });

  it("counts what comes after as always", () => {
    const { got, pass } = held(awake(6_000));
    pass(500);
    expect(got.elapsed).toBe(7_500);
  });
});

describe("a clock that follows a sound", () => {
  function following() {
    const { clock, got, pass } = setup();
    const sound = { heard: 400 };
    clock.start();
    clock.hear(() => sound.heard);
    /** Time passes, and so much of it is heard. */
    const hear = (ms: number, heard = ms) => {
      sound.heard += heard;
      pass(ms);
    };
    return { clock, got, hear, pass };
  }

  it("counts what was heard, and stands where the sound does", () => {
    const { got, hear } = following();
    hear(1_000, 1_020);
    hear(900, 0);
    expect(got).toMatchObject({ elapsed: 1_020, gaps: [] });
  });

  it("catches up with what a locked phone went on playing", () => {
    const { got, hear } = following();
    hear(1_000);
    hear(90_000, 89_950);
    expect(got).toMatchObject({ elapsed: 90_950, gaps: [] });
  });

  it("pauses where the sound was broken off, and not before", () => {
    const { got, hear } = following();
    hear(1_000);
    hear(90_000, 20_000);
    expect(got).toMatchObject({ elapsed: 21_000, gaps: [70_000] });
    hear(50);
    expect(got.elapsed).toBe(21_050);
  });

  it("waits where the machine slept, and the sound with it", () => {
    const { got, hear } = following();
    hear(1_000);
    hear(3_600_000, 40);
    expect(got.gaps).toHaveLength(1);
    expect(got.elapsed).toBe(1_040);
  });

  it("goes on from the same moment by the monotonic time when the sound is gone, and the other way round", () => {
    const { clock, got, hear, pass } = following();
    hear(1_000);
    clock.hear();
    pass(500);
    expect(got.elapsed).toBe(1_500);
    clock.hear(() => 7);
    pass(500);
    expect(got).toMatchObject({ elapsed: 1_500, gaps: [] });
  });
});

it("gives nothing before the start and after the stop", () => {
  const { clock, got, pass } = setup();
  pass(500);
  clock.start();
  pass(500);
  clock.stop();
  pass(500);
  clock.start();
  pass(500);
  expect(got.elapsed).toBe(1_000);
});
