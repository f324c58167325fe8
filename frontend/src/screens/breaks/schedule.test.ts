import { expect, test } from "vitest";
import {
  breaksOf,
  cameBetween,
  countdown,
  minutesOf,
  momentsOf,
  readDay,
  standingAt,
  USUAL,
  type WorkingDay,
} from "./schedule";

const day = (from: string, to: string, every = 60): WorkingDay => ({ from, to, every, minutes: 2 });
const clock = (minutes: number[]) =>
  minutes.map((at) => `${Math.floor(at / 60)}:${String(at % 60).padStart(2, "0")}`);
const at = (time: string, date = 21) =>
  new Date(2026, 10, date, Number(time.slice(0, 2)), Number(time.slice(3))).getTime();

test("a time of day is read, and what is typed halfway is not", () => {
  expect(minutesOf("09:30")).toBe(570);
  for (const odd of ["", "9:30", "24:00", "12:60", "noon"]) expect(minutesOf(odd)).toBeUndefined();
});

test("breaks lie inside the day: none at its beginning, none when it is time to go", () => {
  expect(clock(breaksOf(day("09:00", "12:00")))).toEqual(["10:00", "11:00"]);
  expect(clock(breaksOf(day("09:00", "12:30")))).toEqual(["10:00", "11:00", "12:00"]);
  expect(breaksOf(day("09:00", "17:00", 30))).toHaveLength(15);
  expect(breaksOf(day("09:00", "09:45", 90))).toEqual([]);
  expect(breaksOf(day("09:00", "09:00"))).toEqual([]);
});

test("a night shift goes on past midnight", () => {
  const night = day("22:00", "02:00");
  const evening = momentsOf(night, at("23:30"));
  expect(evening).toEqual([at("23:00"), at("00:00", 22), at("01:00", 22)]);
  expect(momentsOf(night, at("00:30", 22))).toEqual(evening);
  expect(momentsOf(night, at("02:00", 22))[0]).toBe(at("23:00", 22));
});

test("the next break, the one that is now, and the end of the day", () => {
  const moments = [at("10:00"), at("11:00")];
  expect(standingAt(moments, at("08:00"))).toEqual({ kind: "next", number: 0, in_ms: 120 * 60_000 });
  expect(standingAt(moments, at("10:00"))).toEqual({ kind: "now", number: 0 });
  expect(standingAt(moments, at("10:09"))).toEqual({ kind: "now", number: 0 });
  expect(standingAt(moments, at("10:10"))).toEqual({ kind: "next", number: 1, in_ms: 50 * 60_000 });
  expect(standingAt(moments, at("11:10"))).toEqual({ kind: "over" });
  expect(standingAt([], at("11:10"))).toEqual({ kind: "over" });
});

test("a break that was begun is not asked for again", () => {
  const moments = [at("10:00"), at("11:00")];
  expect(standingAt(moments, at("10:05"), at("10:00"))).toMatchObject({ kind: "next", number: 1 });
  expect(standingAt(moments, at("11:05"), at("10:00"))).toEqual({ kind: "now", number: 1 });
});

test("a break reminds once; after a long sleep only if it still waits", () => {
  const moments = [at("10:00"), at("11:00")];
  expect(cameBetween(moments, at("09:59"), at("10:00"))).toBe(true);
  expect(cameBetween(moments, at("10:00"), at("10:01"))).toBe(false);
  expect(cameBetween(moments, at("09:00"), at("10:30"))).toBe(false);
  expect(cameBetween(moments, at("09:00"), at("11:05"))).toBe(true);
});

test("the count-down never shows less than is left", () => {
  expect(countdown(61_000)).toBe("1:01");
  expect(countdown(999)).toBe("0:01");
  expect(countdown(0)).toBe("0:00");
  expect(countdown(3_725_000)).toBe("1:02:05");
});

test("what the browser kept is read, and nonsense is as usual", () => {
  const kept = { from: "08:15", to: "16:00", every: 45, minutes: 3 };
  expect(readDay(JSON.stringify(kept))).toEqual(kept);
  for (const odd of [null, "", "null", "[]", "{", '{"from":8,"every":7,"minutes":"2"}']) {
    expect(readDay(odd)).toEqual(USUAL);
  }
});
