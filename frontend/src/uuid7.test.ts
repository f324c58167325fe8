import { expect, test } from "vitest";
import { uuid7 } from "./uuid7";

test("version, variant and time are where the standard puts them", () => {
  const id = uuid7(0x0123456789ab);
  expect(id).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("ids only grow, within one ms and when the clock goes back", () => {
  const made = Array.from({ length: 5_000 }, (_, i) => uuid7(0x0123456789ab + (i % 2)));
  expect([...made].sort()).toEqual(made);
  expect(new Set(made).size).toBe(made.length);
});
