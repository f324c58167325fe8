/** Which language the screens speak: what the person chose in this browser, else what the browser asks for. */

import { read, write } from "../device";
import { LANGUAGES, type Language } from "./language";

export const LANGUAGE_KEY = "unkink.language";

/** The language that was kept, else the first of those wished for that we have, else English. Wishes are like "de-AT". */
export function languageOf(kept: string | null, wished: readonly string[]): Language {
  const bases = [kept ?? "", ...wished].map((tag) => tag.split("-", 1)[0]?.toLowerCase() ?? "");
  return bases.find(isOurs) ?? "en";
}

function isOurs(tag: string): tag is Language {
  return Object.hasOwn(LANGUAGES, tag);
}

/** The language for this person in this browser. */
export function wantedLanguage(): Language {
  return languageOf(read(LANGUAGE_KEY), navigator.languages ?? []);
}

/** Keeps the choice; it counts from the next load of the page on. False where the browser keeps nothing. */
export function keepLanguage(language: Language): boolean {
  return write(LANGUAGE_KEY, language);
}
