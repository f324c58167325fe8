import { expect, test } from "vitest";
import type { Finding, Question, Screening } from "./api";
import * as screening from "./screening";

const question = (id: string, part: Partial<Question> = {}): Question => ({
  id,
  ask: `${id}?`,
  help: "",
  several: true,
  only_if: {},
  choices: [
    { id: "one", name: "One thing", clear: false },
    { id: "two", name: "Two things", clear: false },
    { id: "unsure", name: "Not sure", clear: false },
    { id: "none", name: "None of these", clear: true },
  ],
  sources: [],
  ...part,
});
const QUESTIONS = [
  question("pain"),
  question("health"),
  question("seen", { several: false, only_if: { pain: ["two"], health: ["one"] } }),
  question("after-seen", { only_if: { seen: ["two"] } }),
  question("places"),
];
const ids = (answers: screening.Answers) => screening.asked(answers, QUESTIONS).map(({ id }) => id);
const finding = (part: Partial<Finding>): Finding => ({
  question: "pain",
  answers: ["one"],
  outcome: "go-with-limits",
  finding: "Found.",
  do: "Do this.",
  cautions: [],
  positions: [],
  sources: [],
  ...part,
});
const CLEAR: Screening = {
  outcome: "go",
  cleared: true,
  findings: [],
  cautions: [],
  positions: [],
  unanswered: [],
  answers: {},
  answered_at: 1,
  due: null,
};

test("a question is asked after one of the answers it waits for, whichever question that was", () => {
  expect(ids({})).toEqual(["pain", "health", "places"]);
  expect(ids({ pain: ["one"] })).toEqual(["pain", "health", "places"]);
  expect(ids({ pain: ["one", "two"] })).toContain("seen");
  expect(ids({ health: ["one"] })).toContain("seen");
});

test("an answer to a question that is not asked any more opens nothing", () => {
  expect(ids({ pain: ["two"], seen: ["two"] })).toContain("after-seen");
  expect(ids({ pain: ["none"], seen: ["two"] })).not.toContain("after-seen");
});

test("one question after the other, and then none", () => {
  const none = { pain: ["none"], health: ["none"] };
  expect(screening.firstOpen({}, QUESTIONS)?.id).toBe("pain");
  expect(screening.firstOpen(none, QUESTIONS)?.id).toBe("places");
  expect(screening.firstOpen({ ...none, places: [] }, QUESTIONS)?.id).toBe("places");
  expect(screening.firstOpen({ ...none, places: ["none"] }, QUESTIONS)).toBeUndefined();
  expect(screening.after("health", none, QUESTIONS)?.id).toBe("places");
  expect(screening.after("health", { pain: ["two"] }, QUESTIONS)?.id).toBe("seen");
  expect(screening.after("places", none, QUESTIONS)).toBeUndefined();
});

test("the server is told what was asked and answered, and nothing else", () => {
  const answers = { pain: ["none"], health: [], seen: ["two"], gone: ["x"] };
  expect(screening.told(answers, QUESTIONS)).toEqual({ pain: ["none"] });
});

test("none of these stands alone, and is gone when something is picked", () => {
  const [first] = QUESTIONS as [Question];
  expect(screening.picked(first, ["one", "two"], "none", true)).toEqual(["none"]);
  expect(screening.picked(first, ["none"], "two", true)).toEqual(["two"]);
  expect(screening.picked(first, ["two"], "one", true)).toEqual(["one", "two"]);
  expect(screening.picked(first, ["one", "two"], "one", false)).toEqual(["two"]);
});

test("where one answer is asked for, the newest counts", () => {
  expect(screening.picked(question("seen", { several: false }), ["one"], "two", true)).toEqual(["two"]);
});

test("not sure is a worry", () => {
  const [first] = QUESTIONS as [Question];
  expect(screening.worries(first, ["unsure"])).toBe(true);
  expect(screening.worries(first, ["none"])).toBe(false);
});

test("an emergency is one only while its answers count", () => {
  expect(screening.isEmergency({ outcome: "emergency", due: null })).toBe(true);
  expect(screening.isEmergency({ outcome: "emergency", due: "old" })).toBe(false);
});

test.each([
  ["emergency", null, true],
  ["see-someone-first", null, true],
  ["see-someone-first", "old", false],
  ["go-with-limits", null, false],
  ["go", null, false],
] as const)("nobody is let on by answers of %s that are due: %s", (outcome, due, stopped) => {
  expect(screening.isStopped({ outcome, due })).toBe(stopped);
});

test("open questions are open, whether never asked or left in the middle", () => {
  expect(screening.isOpen(CLEAR)).toBe(false);
  expect(screening.isOpen({ ...CLEAR, due: "never" })).toBe(true);
  expect(screening.isOpen({ ...CLEAR, unanswered: ["pain"] })).toBe(true);
});

test("what to do is said once, and only for what is worst", () => {
  const findings = [
    finding({ outcome: "emergency", do: "Go now." }),
    finding({ outcome: "emergency", do: "Go now." }),
    finding({ outcome: "emergency", do: "Call now." }),
    finding({ do: "Later." }),
  ];
  expect(screening.dos({ outcome: "emergency", findings })).toEqual(["Go now.", "Call now."]);
});

test("limits are told in the words that were picked", () => {
  const findings = [
    finding({ cautions: ["a"] }),
    finding({ question: "places", answers: ["two"], positions: ["b"] }),
    finding({ question: "health", answers: ["unsure"], cautions: ["c"] }),
    finding({ question: "health", answers: ["two"], outcome: "see-someone-first" }),
  ];
  const words = screening.limitsInWords({ ...CLEAR, findings }, QUESTIONS, "the rest");
  expect(words).toBe("“One thing”, “Two things” and the rest");
  expect(screening.limitsInWords(CLEAR, QUESTIONS, "the rest")).toBe("");
});
