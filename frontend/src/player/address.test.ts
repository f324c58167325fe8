import { expect, test } from "vitest";
import { trackAddress } from "./address";
import { PLAY } from "./fixtures/play";

const all = { voice: true, tones: true, breath: true };

test("the address of a track says all that its sound depends on", () => {
  const found = new URL(trackAddress(PLAY, all) ?? "", "http://here");
  expect(found.pathname).toBe(`/api/routines/${PLAY.routine}/track`);
  expect(found.searchParams.getAll("choice")).toEqual(["none"]);
  const { pace, prepare_ms, inhale_ms, exhale_ms, chatty } = PLAY.pacing;
  for (const [name, value] of Object.entries({ pace, prepare_ms, inhale_ms, exhale_ms, chatty, ...all }))
    expect(found.searchParams.get(name)).toBe(String(value));
});

test("the choices of the routine are told", () => {
  expect(trackAddress({ ...PLAY, choices: ["child"] }, all)).toContain("?choice=child&");
});

test("who wants to hear nothing needs no track", () => {
  expect(trackAddress(PLAY, { voice: false, tones: false, breath: false })).toBeUndefined();
});
