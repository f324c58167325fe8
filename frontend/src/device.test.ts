import { beforeEach, expect, test } from "vitest";
import { keepSound, keepTheme, readSound, readTheme, SOUND_KEY, THEME_KEY } from "./device";

beforeEach(() => localStorage.clear());

test("the theme is kept and shown; auto leaves it to the system", () => {
  expect(readTheme()).toBe("auto");
  keepTheme("dark");
  expect(readTheme()).toBe("dark");
  expect(document.documentElement.dataset["theme"]).toBe("dark");
  keepTheme("auto");
  expect(document.documentElement.dataset["theme"]).toBeUndefined();
  localStorage.setItem(THEME_KEY, "pink");
  expect(readTheme()).toBe("auto");
});

test("sound comes back as it was kept; nonsense becomes the usual", () => {
  const usual = readSound();
  const mine = { voice: false, tones: true, breath: false, volume: 0.3, muted: true };
  keepSound(mine);
  expect(readSound()).toEqual(mine);
  for (const bad of ["{", "null", '{"tones":1,"volume":"loud"}']) {
    localStorage.setItem(SOUND_KEY, bad);
    expect(readSound()).toEqual(usual);
  }
  localStorage.setItem(SOUND_KEY, '{"volume":7}');
  expect(readSound().volume).toBe(1);
});

test("who wanted silence when tones were all there was, is not spoken to now", () => {
  localStorage.setItem(SOUND_KEY, '{"tones":false,"volume":0.4}');
  expect(readSound()).toEqual({ voice: false, tones: false, breath: false, volume: 0.4, muted: false });
  localStorage.setItem(SOUND_KEY, '{"tones":true,"volume":0.4}');
  expect(readSound()).toMatchObject({ voice: true, tones: true, breath: true });
});
