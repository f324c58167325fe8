import { expect, test } from "vitest";
import type { Figures, Today } from "../api";
import { PLAY } from "../player/fixtures/play";
import { addressesFor, playAddress, type Known } from "./wanted";

const figure = { still: true, clip: true, forms: ["knee-bent"], form_stills: [], elsewhere: [] };
const figures = {
  version: "7",
  movements: { "cat-cow": figure, "chin-tuck": { ...figure, clip: false } },
} as unknown as Figures;
const steps = [
  { movement: "cat-cow", form: null },
  { movement: "cat-cow", form: "knee-bent" },
  { movement: "chin-tuck", form: null },
  { movement: "cat-cow", form: null },
];
const today = { turns: [{ done: false, session: { routine: "plan/a", steps } }] } as unknown as Today;
const known: Known = {
  today,
  plays: [PLAY],
  figures,
  pages: ["/api/guidance/breathing"],
  body: "slim",
  clothes: "dark",
  sound: { voice: true, tones: true, breath: true },
};

test("today's session, its pictures, its motion and its sound are asked for, each once", () => {
  const { fresh, once } = addressesFor(known);
  expect(fresh).toContain("/api/today");
  expect(fresh).toContain(playAddress("plan/a"));
  expect(once.filter((address) => address.startsWith("/figures/"))).toEqual([
    "/figures/stills/cat-cow-slim.webp?v=7",
    "/figures/stills/chin-tuck-slim.webp?v=7",
    "/figures/rig.json?v=7",
    "/figures/slim.glb?v=7",
    "/figures/slim-dark.webp?v=7",
    "/figures/clips/cat-cow.json?v=7",
    "/figures/clips/cat-cow--knee-bent.json?v=7",
  ]);
  expect(once.filter((address) => address.includes("/track?"))).toHaveLength(1);
  expect(once.at(-1)).toBe("/api/guidance/breathing");
  expect(new Set(once).size).toBe(once.length);
});

test("without a plan and without figures there is the catalogue", () => {
  const { fresh, once } = addressesFor({ ...known, today: undefined, plays: [], figures: undefined });
  expect(fresh).toContain("/api/settings");
  expect(once).toContain("/api/movements");
  expect(once.some((address) => address.includes("figures/") || address.includes("/track"))).toBe(false);
});
