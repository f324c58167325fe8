/** A voice that lives elsewhere would be sent what is said: only those of this machine may speak. */

import { expect, it, vi } from "vitest";
import { Speaker } from "./speech";

vi.stubGlobal(
  "SpeechSynthesisUtterance",
  class {
    constructor(readonly text: string) {}
  },
);

function setup(voices: [lang: string, localService: boolean, isDefault?: boolean][], language = "de") {
  const told: { text: string; voice: { lang: string }; volume: number }[] = [];
  const speech = {
    speaking: false,
    pending: false,
    getVoices: () =>
      voices.map(([lang, localService, isDefault = false]) => ({ lang, localService, default: isDefault })),
    speak: (words: (typeof told)[number]) => {
      told.push(words);
      speech.speaking = true;
    },
    cancel: vi.fn(() => void (speech.speaking = false)),
  };
  return { speaker: new Speaker(language, speech as unknown as SpeechSynthesis), told, speech };
}

it("speaks with a voice of the language on this machine", () => {
  const { speaker, told } = setup([
    ["en-US", true, true],
    ["de-DE", false, true],
    ["de_AT", true],
  ]);
  expect(speaker.able).toBe(true);
  speaker.volume = 0.4;
  speaker.say("Ausatmen.");
  expect(told).toMatchObject([{ text: "Ausatmen.", voice: { lang: "de_AT" }, volume: 0.4 }]);
});

it("is silent where there is none, and where all is silent", () => {
  const elsewhere = setup([
    ["de-DE", false],
    ["en-US", true],
  ]);
  expect(elsewhere.speaker.able).toBe(false);
  elsewhere.speaker.say("Ausatmen.");
  const muted = setup([["de-DE", true]]);
  muted.speaker.volume = 0;
  muted.speaker.say("Ausatmen.");
  expect([elsewhere.told, muted.told]).toEqual([[], []]);
});

it("never talks over itself: what comes now cuts short what came before", () => {
  const { speaker, told, speech } = setup([["de-DE", true]]);
  speaker.say("Einatmen.");
  speaker.say("Ausatmen.");
  expect(speech.cancel).toHaveBeenCalledOnce();
  expect(told).toHaveLength(2);
  speaker.hush();
  expect(speech.speaking).toBe(false);
});
