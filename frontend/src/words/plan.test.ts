import { expect, test } from "vitest";
import type { KeptPlan, PlannedSession, Turn } from "../api";
import { leftOutGroups, proofInWords, regionsInWords, whyInWords } from "./plan";

const REGIONS = [
  { id: "lower-back", name: "Lower back" },
  { id: "neck", name: "Neck" },
  { id: "glutes", name: "Glutes" },
];

const session = (...adds: Record<string, number>[]) =>
  ({ duration_ms: 8 * 60_000, reasons: adds.map((each) => ({ adds: each })) }) as unknown as PlannedSession;
const turn = (instead: Turn["instead"], ...adds: Record<string, number>[]) =>
  ({ number: 0, done: false, instead, session: session(...adds) }) as Turn;

const left = (movement: string, why: string, text: string) =>
  ({ movement, name: movement, why, text, displaces: [] }) as KeptPlan["left_out"][number];

test("a session is for the places it does most for, most first", () => {
  const adds = [{ "lower-back": 3, neck: 2, glutes: 0.5 }, { neck: 2.5 }];
  expect(regionsInWords(session(...adds), REGIONS)).toBe("neck and lower back");
  expect(regionsInWords(session({}), REGIONS)).toBe("");
});

test("what takes the place of the planned session is said to be for today", () => {
  const adds = { "lower-back": 1 };
  expect(whyInWords(turn(null, adds), 12, REGIONS)).toBe(
    "Put together for your lower back, within your 12 minutes.",
  );
  expect(whyInWords(turn("shorter", adds), 12, REGIONS)).toBe(
    "Shorter for today: the best for your lower back in 8 minutes.",
  );
  expect(whyInWords(turn("gentler"), 12, REGIONS)).toBe("Only gentle movements for you, for today.");
  expect(whyInWords(turn("bad-day", adds), 12, REGIONS)).toContain("bad day");
});

test("nobody is told that something is proven when it is not", () => {
  const worth = (proof: string) => ({ value: 12.72, bound: 12.84, proof, solve_ms: 1 });
  expect(proofInWords(worth("optimal"))).toContain("Proven");
  expect(proofInWords(worth("within"))).toContain("not proven");
  expect(proofInWords(worth("greedy"))).toContain("simple method");
  for (const proof of ["optimal", "within", "greedy"]) {
    expect(proofInWords(worth(proof))).toContain("12.7");
    expect(proofInWords(worth(proof))).toContain("12.8");
  }
});

test("what is left out is told by why, the same words once, and nothing is lost", () => {
  const all = [
    left("plank", "no-time", "No room."),
    left("crunch", "disliked", "You said so."),
    left("squat", "no-time", "No room at all."),
    left("bridge", "no-time", "No room."),
    left("odd", "a-new-why", "Some day."),
  ];
  const groups = leftOutGroups(all);
  expect(groups.map(({ why, count }) => [why, count])).toEqual([
    ["disliked", 1],
    ["no-time", 3],
    ["a-new-why", 1],
  ]);
  expect(groups[1]?.told.map(({ text, movements }) => [text, movements.length])).toEqual([
    ["No room.", 2],
    ["No room at all.", 1],
  ]);
});
