import { expect, test } from "vitest";
import { ApiError, type Today } from "../../api";
import { Day } from "./day.svelte";

const today = (minutes: number) => ({ minutes }) as Today;

test("the day is what the last call answered", async () => {
  const day = new Day(today(12));
  const call = day.change(() => Promise.resolve(today(8)));
  expect(day.busy).toBe(true);
  expect(await call).toBe(true);
  expect(day.now.minutes).toBe(8);
  expect(day.busy).toBe(false);
});

test("a call that fails leaves the day as it was, and says why and what to do", async () => {
  const day = new Day(today(12));
  const refused = new ApiError(409, "No gentler session is possible.", "Take the one that is planned.");
  expect(await day.change(() => Promise.reject(refused))).toBe(false);
  expect(day.now.minutes).toBe(12);
  expect(day.trouble).toBe("No gentler session is possible. Take the one that is planned.");
  await day.change(() => Promise.resolve(today(8)));
  expect(day.trouble).toBe("");
});

test("an impatient second press does nothing", async () => {
  const day = new Day(today(12));
  const first = day.change(() => Promise.resolve(today(8)));
  expect(await day.change(() => Promise.resolve(today(5)))).toBe(false);
  await first;
  expect(day.now.minutes).toBe(8);
});
