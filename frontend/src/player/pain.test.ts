/** Ratings are kept as given, and their difference is told without boasting. */

import { expect, it } from "vitest";
import { difference, painsOf, worst } from "./pain";

it("keeps the number for each place, and for none in particular where there is none", () => {
  expect(painsOf({ nrs: undefined, places: ["neck"] })).toEqual([]);
  expect(painsOf({ nrs: 4, places: [] })).toEqual([{ nrs: 4, region: null }]);
  expect(painsOf({ nrs: 0, places: ["neck"] })).toEqual([{ nrs: 0, region: null }]);
  expect(painsOf({ nrs: 6, places: ["neck", "legs"] })).toEqual([
    { nrs: 6, region: "neck" },
    { nrs: 6, region: "legs" },
  ]);
});

it("says nothing without both ratings", () => {
  expect(difference(worst([]), 3)).toBeUndefined();
  expect(difference(3, undefined)).toBeUndefined();
});

it("calls a difference of one what it is", () => {
  expect(difference(5, 5)).toContain("The same");
  expect(difference(5, 4)).toContain("vary by themselves");
  expect(difference(4, 5)).toContain("vary by themselves");
  expect(difference(6, 3)).toContain("3 less");
  expect(difference(3, 6)).toContain("ask a professional");
});
