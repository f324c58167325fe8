import { afterEach, expect, it, test, vi } from "vitest";
import { beginSpeaking } from "./begin";
import { language, speak, t } from "./language";
import { LANGUAGE_KEY, languageOf } from "./which";

afterEach(() => {
  speak("en", {});
  localStorage.clear();
  document.documentElement.lang = "en-GB";
  vi.unstubAllGlobals();
});

const serve = (answer: () => Promise<Response>) => {
  const fetched = vi.fn(answer);
  vi.stubGlobal("fetch", fetched);
  return fetched;
};

test.each([
  ["es", null, ["es-MX", "en"]],
  ["de", null, ["fr-FR", "de-AT", "en-GB"]],
  ["en", null, ["fr-FR", "constructor"]],
  ["es", "es", ["de-DE"]],
  ["de", "a language of another time", ["de-DE"]],
])("%s where %s was chosen and the browser asks for %s", (found, kept, wished) =>
  expect(languageOf(kept, wished)).toBe(found),
);

it("speaks the language that was chosen, and says so to screen readers", async () => {
  localStorage.setItem(LANGUAGE_KEY, "de");
  const fetched = serve(async () => Response.json({ Leave: "Beenden" }));
  await beginSpeaking();
  expect(fetched).toHaveBeenCalledWith("/api/words/de", expect.anything());
  expect([language(), document.documentElement.lang, t("Leave")]).toEqual(["de", "de", "Beenden"]);
});

it("waits for nothing in English", async () => {
  localStorage.setItem(LANGUAGE_KEY, "en");
  const fetched = serve(() => new Promise(() => undefined));
  await beginSpeaking();
  expect(fetched).not.toHaveBeenCalled();
});

test.each([
  ["no server answers", () => Promise.reject(new TypeError("gone"))],
  ["the server has no words", async () => Response.json({}, { status: 404 })],
  ["the answer is something else", async () => new Response("<!doctype html>")],
])("a person is not left before a blank page where %s", async (_, answer) => {
  localStorage.setItem(LANGUAGE_KEY, "de");
  serve(answer);
  await beginSpeaking();
  expect([language(), document.documentElement.lang, t("Leave")]).toEqual(["en", "en-GB", "Leave"]);
});
