/**
 * The language of the screens. Sentences are written in English where they are used, as `t("Leave")`; another language
 * replaces them by its own. The language is chosen before anything is drawn and stays while the page does, so `t` may
 * be called once, where a module is loaded.
 */

export type Values = Record<string, string | number>;
/** A sentence in another language, or its forms for one and for many. */
export type Messages = Record<string, string | readonly string[]>;

let messages: Messages = {};
let plural = new Intl.PluralRules("en");

/** From now on, `t` answers in that language. */
export function speak(language: string, told: Messages): void {
  messages = told;
  plural = new Intl.PluralRules(language);
}

/** The sentence in the language of the screens, with its `{names}` filled in. */
export function t(english: string, values?: Values): string {
  const found = messages[english];
  return filled(typeof found === "string" ? found : english, values);
}

/** As `t`, for a sentence that has a form for one and a form for many; `{n}` is the number. */
export function tn(one: string, many: string, n: number, values?: Values): string {
  const found = messages[one];
  const forms = Array.isArray(found) ? found : [one, many];
  return filled(forms[plural.select(n) === "one" ? 0 : 1] ?? many, { n, ...values });
}

function filled(sentence: string, values: Values | undefined): string {
  if (!values) return sentence;
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
