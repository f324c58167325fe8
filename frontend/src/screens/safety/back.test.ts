import { expect, test } from "vitest";
import { wayBack } from "./back";

const back = (value: string) => wayBack(new URLSearchParams({ back: value }));

test("the way back leads into the app", () => {
  expect(back("/play/cat-cow?choice=none")).toBe("/play/cat-cow?choice=none");
  expect(wayBack(new URLSearchParams())).toBeUndefined();
});

test.each([
  "//elsewhere.example",
  "/\\elsewhere.example",
  "https://elsewhere.example",
  "javascript:alert(1)",
  "",
])("nobody is led elsewhere: %s", (value) => expect(back(value)).toBeUndefined());
