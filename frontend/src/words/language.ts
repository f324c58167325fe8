/**
 * The language of the screens. Sentences are written in English where they are used, as `t("Leave")`; another language
 * replaces them by its own. The language is chosen before anything is drawn and stays while the page does, so `t` may
 * be called once, where a module is loaded.
 */

export type Values = Record<string, string | number>;
/** A sentence in another language, or its forms for one and for many. */
export type Messages = Record<string, string | readonly string[]>;

/** The languages there are, each by its own name. */
export const LANGUAGES = { en: "English", de: "Deutsch", es: "Español" } as const;
export type Language = keyof typeof LANGUAGES;

let spoken = "en";
let messages: Messages = {};
let figures: Intl.NumberFormat | undefined;

/** From now on, `t` answers in that language. */
export function speak(language: string, told: Messages): void {
  spoken = language;
  messages = told;
  figures = undefined;
}

/** The language that `t` answers in, as the server and the page are told: "en". */
export function language(): string {
  return spoken;
}

/** How dates, times and lists are written: for Intl. */
export function locale(): string {
  return spoken === "en" ? "en-GB" : spoken;
}

/** The sentence in the language of the screens, with its `{names}` filled in. Numbers are written as the language does. */
export function t(english: string, values?: Values): string {
  const found = messages[english];
  return filled(typeof found === "string" ? found : english, values);
}

/** As `t`, for a sentence that has a form for one and a form for many (of one alone, in all of our languages). */
export function tn(one: string, many: string, n: number, values?: Values): string {
  const found = messages[one];
  const forms = Array.isArray(found) ? found : [one, many];
  return filled(forms[n === 1 ? 0 : 1] ?? many, { n, ...values });
}

/** A number as the language writes it: "4.5". Whole ones need no Intl, whose first use takes a while. */
export function inFigures(value: number): string {
  if (Number.isInteger(value)) return String(value);
  figures ??= new Intl.NumberFormat(locale(), { useGrouping: false });
  return figures.format(value);
}

function filled(sentence: string, values: Values | undefined): string {
  if (!values) return sentence;
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return typeof value === "number" ? inFigures(value) : (value ?? whole);
  });
}
