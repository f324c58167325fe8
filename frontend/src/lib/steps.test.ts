import { expect, test } from "vitest";
import type { Movement, Step } from "../api";
import { stepInWords } from "./steps";

const MOVEMENTS = [
  {
    id: "cobra",
    position: "prone",
    forms: [
      { id: "standing", name: "Standing", position: "standing" },
      { id: "lower", name: "Lower", position: null },
      { id: "drawn", name: "At a wall", position: "standing" },
    ],
  },
] as unknown as Movement[];
const step = (form: string | null) => ({ movement: "cobra", name: "Cobra", form }) as Step;

test("a step is told with its form", () => {
  expect(stepInWords(step(null), MOVEMENTS)).toBe("Cobra");
  expect(stepInWords(step("drawn"), MOVEMENTS)).toBe("Cobra, at a wall");
});
