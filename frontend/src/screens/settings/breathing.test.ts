/** A guide that breathes faster than its person makes them dizzy, so it is measured at their own pace. */

import { describe, expect, it } from "vitest";
import { breathsIn, measured, pressed } from "./breathing";

const USUAL = { inhale_ms: 4_000, exhale_ms: 6_000 };
const pressing = (...at: number[]) => at.reduce<readonly number[]>(pressed, []);

describe("three breaths", () => {
  it("give the pace, shared as it was", () => {
    expect(measured(pressing(0, 7_400, 15_000, 22_700), USUAL)).toEqual({
      inhale_ms: 3_000,
      exhale_ms: 4_500,
    });
    expect(measured(pressing(0, 8_000, 16_000, 24_000), { inhale_ms: 4_000, exhale_ms: 4_000 })).toEqual({
      inhale_ms: 4_000,
      exhale_ms: 4_000,
    });
  });

  it("are not thrown off by one sigh", () => {
    expect(measured(pressing(0, 5_000, 19_000, 24_100), USUAL)).toEqual({
      inhale_ms: 2_000,
      exhale_ms: 3_000,
    });
  });

  it("stay within what the settings allow", () => {
    expect(measured(pressing(0, 1_500, 3_000, 4_500), USUAL)).toEqual({ inhale_ms: 2_000, exhale_ms: 2_000 });
    expect(measured(pressing(0, 29_000, 58_000, 87_000), USUAL)).toEqual({
      inhale_ms: 10_000,
      exhale_ms: 12_000,
    });
  });
});

it("says nothing before there are three", () => {
  expect(measured(pressing(0, 8_000, 16_000), USUAL)).toBeUndefined();
  expect(breathsIn(pressing(0, 8_000, 16_000))).toBe(2);
  expect(breathsIn([])).toBe(0);
});

it("takes a double press for one, and begins anew after a long silence", () => {
  expect(pressing(0, 300, 8_000, 8_200)).toEqual([0, 8_000]);
  expect(pressing(0, 8_000, 60_000)).toEqual([60_000]);
});
