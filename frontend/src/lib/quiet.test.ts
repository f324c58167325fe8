import { get } from "svelte/store";
import { expect, test } from "vitest";
import { hush, quiet } from "./quiet";

test("the frame comes back when the last who wanted quiet is gone", () => {
  const step = hush("nav");
  const emergency = hush("nav", "foot");
  expect([...get(quiet)]).toEqual(["nav", "foot"]);
  emergency();
  expect([...get(quiet)]).toEqual(["nav"]);
  step();
  expect(get(quiet).size).toBe(0);
});
