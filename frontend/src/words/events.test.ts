import { expect, test } from "vitest";
import type { EventShape } from "../api";
import { sessionInLines } from "./events";
import { listed, nameOf, painsInWords, painWord } from "./pain";

const REGIONS = [{ id: "lower-back", name: "Lower back" }];
const event = (kind: string, part: Partial<EventShape> = {}): EventShape => ({
  id: "i",
  session: "s",
  kind,
  at: 0,
  position_ms: 0,
  routine: null,
  choices: [],
  pacing: null,
  movement: null,
  hurt: null,
  pain: [],
  extra_ms: null,
  ...part,
});

test.each([
  [0, "none"],
  [1, "mild"],
  [4, "mild"],
  [5, "moderate"],
  [6, "moderate"],
  [7, "severe"],
  [10, "severe"],
])("pain of %d is %s", (nrs, word) => expect(painWord(nrs)).toBe(word));

test("ratings with and without their places; the places of one rating stand together", () => {
  expect(painsInWords([{ nrs: 0, region: null }], REGIONS)).toBe("0 of 10 (none)");
  const pains = ["lower-back", "neck"].map((region) => ({ nrs: 3, region }));
  expect(painsInWords([...pains, { nrs: 7, region: "core" }], REGIONS)).toBe(
    "3 of 10 (mild), lower back and neck; 7 of 10 (severe), core",
  );
});

test("a word that the list does not have is shown as it is", () =>
  expect(nameOf(REGIONS, "tail")).toBe("tail"));

test("lists are read aloud well", () => {
  expect(listed(["a"])).toBe("a");
  expect(listed(["a", "b", "c"])).toBe("a, b and c");
});

test("a session reads as a story; a movement is named once", () => {
  const lines = sessionInLines(
    [
      event("started", { routine: "r" }),
      event("pain-before", { pain: [{ nrs: 4, region: null }] }),
      event("reached", { movement: "cat-cow" }),
      event("reached", { movement: "cat-cow" }),
      event("extended", { movement: "cat-cow", extra_ms: 10_000 }),
      event("hurt", { movement: "cat-cow", hurt: "mild" }),
      event("reached", { movement: "plank" }),
      event("skipped", { movement: "plank" }),
      event("a kind of the future"),
      event("finished"),
    ],
    REGIONS,
    (id) => (id === "cat-cow" ? "Cat-cow" : "Plank"),
  );
  expect(lines.map(({ text }) => text)).toEqual([
    "Started",
    "Pain before: 4 of 10 (mild)",
    "Cat-cow",
    "10 s more: Cat-cow",
    "It hurt a little: Cat-cow",
    "Plank",
    "Skipped: Plank",
    "Finished",
  ]);
});
