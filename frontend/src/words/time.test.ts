import { expect, test } from "vitest";
import { ago, clock, day, exactly, length, lengthInWords } from "./time";

const at = (text: string) => new Date(text).getTime();

test.each([
  [30, "30 s"],
  [4.5, "4.5 s"],
  [60, "1 min"],
  [90, "1 min 30 s"],
  [300, "5 min"],
])("%d seconds exactly", (seconds, said) => expect(exactly(seconds)).toBe(said));

test.each([
  [45_000, "45 s", "45 seconds"],
  [89_999, "90 s", "90 seconds"],
  [90_000, "2 min", "2 minutes"],
  [749_000, "12 min", "12 minutes"],
])("%d ms roughly", (ms, short, long) => {
  expect(length(ms)).toBe(short);
  expect(lengthInWords(ms)).toBe(long);
});

test("days by name", () => {
  const now = at("2026-03-04T09:00");
  expect(day(at("2026-03-04T00:01"), now)).toBe("Today");
  expect(day(at("2026-03-03T23:59"), now)).toBe("Yesterday");
  expect(day(at("2026-03-02T12:00"), now)).toBe("Monday 2 March");
  expect(day(at("2025-12-31T12:00"), now)).toBe("Wednesday 31 December 2025");
});

test("days are days also where the clocks change", () => {
  expect(day(at("2026-03-28T12:00"), at("2026-03-29T12:00"))).toBe("Yesterday");
});

test("the time of day", () => expect(clock(at("2026-03-04T07:40"))).toBe("07:40"));

test.each([
  [-5_000, "just now"],
  [59_999, "just now"],
  [60_000, "1 minute ago"],
  [3_599_999, "59 minutes ago"],
  [7_200_000, "2 hours ago"],
])("%d ms ago", (since, said) => expect(ago(1e12 - since, 1e12)).toBe(said));
