import { expect, test } from "vitest";
import type { Programme, Session } from "./api";
import { canHurt, finishedToday, hurtSharplyOfLate, suggest } from "./suggest";

const programme = (id: string, minutes: number, ...regions: string[]) =>
  ({ id, regions, duration_ms: minutes * 60_000 }) as Programme;
const session = (routine: string, part: Partial<Session> = {}) =>
  ({ routine, state: "finished", last_at: 0, hurts: [], ...part }) as unknown as Session;

const PROGRAMMES = [
  programme("long", 20, "lower-back"),
  programme("short", 5, "neck", "lower-back"),
  programme("middle", 10, "lower-back", "neck"),
];

test("what was done last comes first, if it still exists", () => {
  const sessions = [session("a-movement"), session("long"), session("short")];
  expect(suggest(PROGRAMMES, sessions)).toMatchObject({ why: "last-done", programme: { id: "long" } });
});

test("a new person gets the shortest", () => {
  expect(suggest(PROGRAMMES, [])).toMatchObject({ why: "first", programme: { id: "short" } });
});

test("for a region, one that is made for it goes before a shorter one that touches it", () => {
  expect(suggest(PROGRAMMES, [session("long")], "lower-back")?.programme.id).toBe("middle");
  expect(suggest(PROGRAMMES, [], "neck")?.programme.id).toBe("short");
});

test("no programme, no suggestion", () => {
  expect(suggest([], [])).toBeUndefined();
  expect(suggest(PROGRAMMES, [], "legs")).toBeUndefined();
});

test("sharp pain of the last session is remembered for a day", () => {
  const sharp = session("long", { last_at: 1000, hurts: [{ movement: "x", hurt: "sharp" }] });
  expect(hurtSharplyOfLate([sharp], 1000 + 3_600_000)).toBe(true);
  expect(hurtSharplyOfLate([sharp], 1000 + 25 * 3_600_000)).toBe(false);
  expect(hurtSharplyOfLate([session("long"), sharp], 2000)).toBe(false);
});

test("only finished sessions of today count as done today", () => {
  const now = new Date("2026-03-04T20:00").getTime();
  const morning = new Date("2026-03-04T07:00").getTime();
  const sessions = [
    session("long", { last_at: morning }),
    session("long", { last_at: morning, state: "stopped" }),
    session("short", { last_at: morning }),
    session("long", { last_at: morning - 86_400_000 }),
  ];
  expect(finishedToday(sessions, "long", now)).toHaveLength(1);
});

test("breathing is no place that hurts", () => {
  expect(canHurt("breathing")).toBe(false);
  expect(canHurt("lower-back")).toBe(true);
});
