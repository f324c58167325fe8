import { expect, test } from "vitest";
import { USUAL } from "../../wishes";
import { EMPTY, readText, written } from "./draft";

const DRAFT = { answers: { pain: ["none"] }, wishes: { ...USUAL, pain: { neck: 4 }, minutes: 20 } };
const HOUR = 3_600_000;

test("a reload loses nothing", () => {
  expect(readText(written(DRAFT, 1000), 1000 + HOUR)).toEqual(DRAFT);
  expect(readText(written(EMPTY, 1000), 2000)).toEqual(EMPTY);
});

test("how it is right now is asked again after hours, and where the clock went back", () => {
  expect(readText(written(DRAFT, 1000), 1001 + 2 * HOUR)).toBeUndefined();
  expect(readText(written(DRAFT, 1000), 999)).toBeUndefined();
});

test.each([
  null,
  "",
  "{",
  "[]",
  "7",
  "null",
  '{"answers":{},"at":1}',
  '{"answers":[],"wishes":{"pain":{}},"at":1}',
])("nonsense is no draft: %s", (text) => expect(readText(text, 2)).toBeUndefined());
