import { beforeEach, expect, test } from "vitest";
import type { Figures } from "../api";
import {
  BODY_KEY,
  clipOf,
  CLOTHES_KEY,
  fileAt,
  keepBody,
  keepClothes,
  readBody,
  readClothes,
  stillOf,
} from "./choice";

const FIGURES: Figures = {
  version: "abc",
  bodies: ["slim", "average", "heavy"],
  movements: {
    "cat-cow": {
      clip: true,
      forms: ["on-a-chair"],
      still: true,
      form_stills: [],
      elsewhere: ["on-a-chair", "at-a-wall"],
    },
    plank: {
      clip: false,
      forms: ["on-the-knees"],
      still: false,
      form_stills: ["on-the-knees"],
      elsewhere: [],
    },
  },
};

beforeEach(() => localStorage.clear());

test("body and clothes come back as they were kept; nonsense becomes the usual", () => {
  expect([readBody(), readClothes()]).toEqual(["average", "light"]);
  keepBody("heavy");
  keepClothes("dark");
  expect([readBody(), readClothes()]).toEqual(["heavy", "dark"]);
  localStorage.setItem(BODY_KEY, "tiny");
  localStorage.setItem(CLOTHES_KEY, "pink");
  expect([readBody(), readClothes()]).toEqual(["average", "light"]);
});

test("a form without a picture of its own is shown as its movement, and nothing as nothing", () => {
  expect(clipOf(FIGURES, "cat-cow", "on-a-chair")).toBe("cat-cow--on-a-chair");
  expect(stillOf(FIGURES, "cat-cow", "with-a-pause")).toBe("cat-cow");
  expect(clipOf(FIGURES, "cat-cow", "with-a-pause")).toBe("cat-cow");
  expect(stillOf(FIGURES, "plank", "on-the-knees")).toBe("plank--on-the-knees");
  expect(stillOf(FIGURES, "plank")).toBeUndefined();
  expect(clipOf(FIGURES, "superman")).toBeUndefined();
});

test("nobody is shown lying down who is to stand", () => {
  expect(stillOf(FIGURES, "cat-cow", "on-a-chair")).toBeUndefined();
  expect(clipOf(FIGURES, "cat-cow", "at-a-wall")).toBeUndefined();
});

test("a file's address changes with the version", () => {
  expect(fileAt(FIGURES, "slim.glb")).toBe("/figures/slim.glb?v=abc");
});
