/** Names and lists inside a sentence, as the language of the screens writes them. */

import { language, locale, t } from "./language";

/** A name that stands alone elsewhere, within a sentence: "lower back". German nouns keep their capitals. */
export function inSentence(name: string): string {
  return language() === "de" ? name : name.toLocaleLowerCase(locale());
}

/** Words that begin a line: "Lunes", where Spanish has "lunes" within a sentence. */
export function atStart(words: string): string {
  const [first = "", ...rest] = words;
  return first.toLocaleUpperCase(locale()) + rest.join("");
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: "conjunction" }).format(words);
}

/** "a", "a or b", "a, b or c". */
export function either(words: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: "disjunction" }).format(words);
}

/** In the quotation marks of the language. */
export function quoted(words: string): string {
  return t("“{words}”", { words });
}
