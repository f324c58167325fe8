import { expect, test } from "vitest";
import type { Dose } from "../api";
import { doseInWords, rangeInWords } from "./dose";

const dose = (part: Partial<Dose>): Dose => ({
  sets: 1,
  reps: null,
  hold_s: null,
  rest_s: 0,
  rep_s: null,
  ...part,
});

test.each([
  ["30 s each side", { hold_s: 30 }, "hold", "each"],
  ["1 min", { hold_s: 60 }, "hold", "both"],
  ["3 min", { hold_s: 180 }, "hold", "both"],
  ["10 s, 5 times", { hold_s: 10, reps: 5 }, "hold", "both"],
  ["30 s", { hold_s: 30, reps: 1 }, "hold", "both"],
  ["30 s each side, twice", { hold_s: 30, sets: 2 }, "hold", "each"],
  ["2 sets: 10 s, 5 times", { hold_s: 10, reps: 5, sets: 2 }, "hold", "both"],
  ["20 s, 3 times, 10 s rest between", { hold_s: 20, reps: 3, rest_s: 10 }, "hold", "both"],
  ["20 times, side to side", { reps: 20, rep_s: 4 }, "reps", "alternating"],
  ["12 times", { reps: 12, rep_s: 4 }, "reps", "both"],
  ["12 times each side", { reps: 12, rep_s: 4 }, "reps", "each"],
  ["30 s, side to side", { hold_s: 30, rep_s: 1 }, "reps", "alternating"],
  ["6 breaths", { reps: 6 }, "flow", "both"],
  ["1 breath", { reps: 1 }, "flow", "both"],
  ["5 times", { reps: 5, rep_s: 6 }, "reps", "both"],
  ["1 min", { hold_s: 60 }, "flow", "both"],
  ["2 min 30 s", { hold_s: 150 }, "breath", "both"],
  ["1 min 30 s", { hold_s: 90, rep_s: 3 }, "roll", "both"],
  ["8 times each side", { reps: 8, rep_s: 4 }, "isolated", "each"],
])("%s", (said, part, mode, sides) => {
  expect(doseInWords(dose(part), { mode, sides })).toBe(said);
});

test("directions are said", () => {
  const kind = { mode: "reps", sides: "both", directions: [{}, {}] };
  expect(doseInWords(dose({ hold_s: 30, rep_s: 4 }), kind)).toBe("30 s each way");
  expect(doseInWords(dose({ reps: 10, sets: 3, rest_s: 10, rep_s: 4 }), kind)).toBe(
    "3 sets: 10 times each way, 10 s rest between",
  );
});

test("a rest after a single hold is not worth a word", () => {
  expect(doseInWords(dose({ hold_s: 30, rest_s: 10 }), { mode: "hold", sides: "both" })).toBe("30 s");
});

test("a range names what may vary", () => {
  const range = { sets: [1, 4], reps: null, hold_s: [10, 180], rest_s: [0, 0], rep_s: null };
  expect(rangeInWords(range, { mode: "hold", sides: "each" })).toEqual([
    "Hold: 10 s to 3 min",
    "Sets: 1 to 4",
  ]);
});

test("a range of one value is said once", () => {
  const range = { sets: [1, 1], reps: [6, 6], hold_s: null, rest_s: [0, 60], rep_s: null };
  expect(rangeInWords(range, { mode: "flow", sides: "both" })).toEqual(["Breaths: 6", "Rest: 0 s to 1 min"]);
});
