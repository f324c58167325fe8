/** The language of the page, set before anything is drawn. */

import { locale, speak, type Language, type Messages } from "./language";
import { wantedLanguage } from "./which";

/** A server that does not answer must not keep a person waiting before a blank page. */
const PATIENCE_MS = 8_000;

/** Speaks the person's language from now on; English, which is here already, where its words do not come. */
export async function beginSpeaking(): Promise<void> {
  const wanted = wantedLanguage();
  if (wanted === "en") return;
  const words = await wordsOf(wanted);
  if (!words) return;
  speak(wanted, words);
  document.documentElement.lang = locale();
}

async function wordsOf(language: Language): Promise<Messages | undefined> {
  try {
    const answer = await fetch(`/api/words/${language}`, {
      headers: { "Accept-Language": language },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answer.ok ? ((await answer.json()) as Messages) : undefined;
  } catch {
    return undefined;
  }
}
