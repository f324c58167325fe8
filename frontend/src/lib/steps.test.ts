import { expect, test } from "vitest";
import type { Figures, Movement, Step } from "../api";
import { isShown, stepInWords } from "./steps";

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
const FIGURES = { movements: { cobra: { still: true, form_stills: ["drawn"] } } } as unknown as Figures;
const step = (form: string | null) => ({ movement: "cobra", name: "Cobra", form }) as Step;

test("a step is told with its form", () => {
  expect(stepInWords(step(null), MOVEMENTS)).toBe("Cobra");
  expect(stepInWords(step("drawn"), MOVEMENTS)).toBe("Cobra, at a wall");
});

test("nobody is shown lying down who is to stand", () => {
  const shown = (form: string | null) => isShown(step(form), MOVEMENTS, FIGURES);
  expect(shown(null)).toBe(true);
  expect(shown("lower")).toBe(true);
  expect(shown("drawn")).toBe(true);
  expect(shown("standing")).toBe(false);
});
