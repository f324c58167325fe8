/** What is between the key poses is what people copy. */

import { describe, expect, it } from "vitest";
import { lungsAt, Shelf, roundOf, shapeAt, tellingPose } from "./clip";
import { BREATH, CIRCLE, KNEE, RIG } from "./fixture";

const at = (from: string, to: string, u: number) => shapeAt(RIG, KNEE, "average", { from, to, u });
const hip = (from: string, to: string, u: number) => at(from, to, u)?.angles[2];

describe("a pose on the way", () => {
  it("is the key pose at both ends, in degrees and metres", () => {
    expect([...(at("standing", "knee-up", 1)?.angles ?? [])]).toEqual([0, 20, 90, 0]);
    expect(at("standing", "knee-up", 1)?.root).toEqual([0.1, -0.05, 0]);
    expect(hip("standing", "knee-up", 0)).toBe(0);
  });

  it("goes through the frames between, evenly", () => {
    expect(hip("standing", "knee-up", 0.5)).toBeCloseTo(80);
    expect(hip("standing", "knee-up", 0.25)).toBeCloseTo(40);
    expect(hip("standing", "knee-up", 0.75)).toBeCloseTo(85);
  });

  it("comes back the way it went", () => {
    expect(hip("knee-up", "standing", 0.25)).toBeCloseTo(85);
  });

  it("never goes past an end", () => {
    expect(hip("standing", "knee-up", 1.3)).toBe(90);
    expect(hip("standing", "knee-up", -1)).toBe(0);
  });

  it("is none where body or pose is unknown", () => {
    expect(at("standing", "flying", 0.5)).toBeUndefined();
    expect(shapeAt(RIG, KNEE, "giant", { from: "standing", to: "standing", u: 0 })).toBeUndefined();
  });
});

describe("the poses of a movement", () => {
  it("one says most: what is held, or turned through, or breathed into", () => {
    expect([KNEE, CIRCLE, BREATH].map(tellingPose)).toEqual(["knee-up", "back", "cow"]);
  });

  it("a round starts and ends at the start, in each direction", () => {
    expect(roundOf(CIRCLE, 0)).toEqual(["low", "back", "high", "ahead", "low"]);
    expect(roundOf(CIRCLE, 1)).toEqual(["low", "ahead", "high", "back", "low"]);
    expect(roundOf(CIRCLE, 7)).toEqual(roundOf(CIRCLE, 1));
    expect(roundOf(KNEE)).toEqual(["standing", "knee-up", "standing"]);
    expect(roundOf(BREATH)).toEqual(["quadruped", "cow", "cat", "quadruped"]);
  });
});

describe("what was fetched", () => {
  it("is not fetched again, and the oldest makes room", async () => {
    const asked: string[] = [];
    const shelf = new Shelf(async (url) => {
      asked.push(url);
      return url;
    }, 2);
    for (const url of ["a", "b", "a", "c", "a", "b"]) await shelf.get(url);
    expect(asked).toEqual(["a", "b", "c", "b"]);
  });

  it("is asked for again where it failed", async () => {
    let times = 0;
    const shelf = new Shelf(async () => {
      times += 1;
      if (times === 1) throw new Error("gone");
      return times;
    }, 2);
    await expect(shelf.get("a")).rejects.toThrow("gone");
    await expect(shelf.get("a")).resolves.toBe(2);
  });
});

describe("where the breath is what is done", () => {
  const breath = { ...BREATH, lit: ["diaphragm"] };

  it("the belly rises with the way to the inhale, and falls with the way back", () => {
    expect(lungsAt(breath, { from: "cat", to: "cow", u: 0.75 })).toBe(0.75);
    expect(lungsAt(breath, { from: "cow", to: "cat", u: 0.75 })).toBe(0.25);
    expect(lungsAt(breath, { from: "cow", to: "cow", u: 0 })).toBe(1);
  });

  it("elsewhere the breath goes by itself", () => {
    expect(lungsAt({ ...breath, lit: ["rhomboids"] }, { from: "cow", to: "cow", u: 0 })).toBeUndefined();
  });
});
