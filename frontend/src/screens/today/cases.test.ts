import { expect, test } from "vitest";
import type { Change, Session, Today, Turn } from "../../api";
import { badDay, bringsBack, caseOf, heroOf, shorterMinutes } from "./cases";

const turn = (number: number, part: Partial<Turn> = {}, minutes = 12) =>
  ({ number, done: false, instead: null, session: { duration_ms: minutes * 60_000 }, ...part }) as Turn;

const WELL: Today = {
  date: "2026-11-21",
  outcome: "go",
  cleared: true,
  due: null,
  planned: true,
  minutes: 12,
  turns: [turn(0)],
  next: null,
  changes: [],
  gentle_until: null,
  morning: null,
  guidance: [],
};
const STOPPED = { outcome: "see-someone-first", cleared: false } as const;
const OPEN = { id: "an-open-one" } as Session;

const of = (part: Partial<Today>, open: Session | null = null) => caseOf({ ...WELL, ...part }, open);

test("a day with a plan shows its session, then that it is done, or that it is for rest", () => {
  expect(of({})).toBe("session");
  expect(of({ turns: [turn(0, { done: true }), turn(1)] })).toBe("session");
  expect(of({ turns: [turn(0, { done: true })] })).toBe("done");
  expect(of({ turns: [] })).toBe("rest");
});

test("who was never asked, or has no plan, is invited to make one", () => {
  expect(of({ ...STOPPED, due: "never", planned: false })).toBe("begin");
  expect(of({ planned: false })).toBe("begin");
  expect(of({ ...STOPPED, due: "old", planned: false })).toBe("begin");
});

test("safety questions that are due come before any session", () => {
  for (const due of ["old", "sharp", "red", "wished"] as const) expect(of({ ...STOPPED, due })).toBe("ask");
});

test("who should see someone gets no session, with a plan or without", () => {
  expect(of(STOPPED)).toBe("see-someone");
  expect(of({ ...STOPPED, planned: false })).toBe("see-someone");
});

test("an emergency comes before everything, until the questions are asked again", () => {
  expect(of({ outcome: "emergency", cleared: false }, OPEN)).toBe("emergency");
  expect(of({ outcome: "emergency", cleared: false, due: "old" })).toBe("ask");
});

test("what was left in the middle is gone on with, but not against the safety questions", () => {
  expect(of({}, OPEN)).toBe("go-on");
  expect(of({ ...STOPPED, due: "never", planned: false }, OPEN)).toBe("go-on");
  expect(of({ ...STOPPED, due: "sharp" }, OPEN)).toBe("ask");
  expect(of(STOPPED, OPEN)).toBe("see-someone");
});

test("the first session that is not done is the one shown large", () => {
  expect(heroOf({ ...WELL, turns: [turn(0, { done: true }), turn(1), turn(2)] })?.number).toBe(1);
  expect(heroOf({ ...WELL, turns: [] })).toBeUndefined();
});

test("shorter can be pressed until it is as short as a session can be", () => {
  expect(shorterMinutes(turn(0))).toBeNull();
  expect(shorterMinutes(turn(0, { instead: "shorter" }, 8))).toBe(5);
  expect(shorterMinutes(turn(0, { instead: "gentler" }, 4))).toBe(3);
  expect(shorterMinutes(turn(0, { instead: "shorter" }, 3))).toBeUndefined();
});

const change = (id: string, kind: string, ...movements: string[]) => ({ id, kind, movements }) as Change;

test("a movement can be brought back once", () => {
  const dropped = change("1", "dropped", "plank");
  const other = change("2", "dose-up", "crunch");
  const back = change("3", "taken-back", "plank");
  expect(bringsBack(dropped, [other, dropped])).toBe("plank");
  expect(bringsBack(dropped, [back, other, dropped])).toBeUndefined();
  expect(bringsBack(other, [other])).toBeUndefined();
});

test("a bad day is the change that holds while the day is gentle", () => {
  const flare = change("1", "flare-up");
  expect(badDay({ ...WELL, changes: [flare], gentle_until: 1 })?.id).toBe("1");
  expect(badDay({ ...WELL, changes: [flare] })).toBeUndefined();
});
