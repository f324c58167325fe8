import { expect, test } from "vitest";
import type { PlannedSession } from "../../api";
import { datesOf, weekOf } from "./week";

const session = (routine: string) => ({ routine }) as PlannedSession;
const PLAN = {
  begins: "2026-11-19",
  days: { "0": ["a"], "1": ["b", "a"], "4": ["b"] },
  sessions: [session("a"), session("b")],
};

const told = (today: string) =>
  weekOf(PLAN, today).map((day) => [day.date, day.sessions.map(({ routine }) => routine).join("+")]);

test("the week begins on the day the plan begins, and days without a session are for rest", () => {
  expect(told("2026-11-21")).toEqual([
    ["2026-11-19", "a"],
    ["2026-11-20", "b+a"],
    ["2026-11-21", ""],
    ["2026-11-22", ""],
    ["2026-11-23", "b"],
    ["2026-11-24", ""],
    ["2026-11-25", ""],
  ]);
});

test("it is always the week that holds today", () => {
  for (const today of ["2026-11-19", "2026-11-25", "2026-11-26", "2027-03-03"]) {
    const week = weekOf(PLAN, today);
    expect(week).toHaveLength(7);
    expect(week.filter((day) => day.today).map(({ date }) => date)).toEqual([today]);
  }
});

test("a session knows its dates of this week", () => {
  expect(datesOf(weekOf(PLAN, "2026-11-27"), "b")).toEqual(["2026-11-27", "2026-11-30"]);
});
