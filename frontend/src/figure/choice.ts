/** Which figures there are and where their files lie; which body is shown and in what clothes, kept in this browser. */

import type { Figures } from "../api";
import { read, write } from "../device";

export const BODIES = ["slim", "average", "heavy"] as const;
export type Body = (typeof BODIES)[number];
export const CLOTHES = ["light", "dark"] as const;
export type Clothes = (typeof CLOTHES)[number];

export const BODY_KEY = "unkink.body";
export const CLOTHES_KEY = "unkink.clothes";

/** The body that was chosen; the one in the middle where none was. */
export function readBody(): Body {
  const kept = read(BODY_KEY);
  return BODIES.find((body) => body === kept) ?? "average";
}

/** Keeps the body; false where the browser refuses to. */
export const keepBody = (body: Body) => write(BODY_KEY, body);

/** The clothes that were chosen; light ones where none were. */
export function readClothes(): Clothes {
  return read(CLOTHES_KEY) === "dark" ? "dark" : "light";
}

/** Keeps the clothes; false where the browser refuses to. */
export const keepClothes = (clothes: Clothes) => write(CLOTHES_KEY, clothes);

/** What the files of a movement, or of a form of it, are called. */
export const nameOf = (movement: string, form?: string | null) => (form ? `${movement}--${form}` : movement);

/** The address of a file of the figures, such as `slim.glb`; it changes when any of them does. */
export const fileAt = (figures: Figures, path: string) => `/figures/${path}?v=${figures.version}`;

/**
 * The name of the clip that shows it: the form's own, else the movement's; undefined where there is none, and where the
 * form is done in another position: nobody is shown lying down who is to stand.
 */
export function clipOf(figures: Figures, movement: string, form?: string | null): string | undefined {
  const figure = figures.movements[movement];
  if (form && figure?.forms.includes(form)) return nameOf(movement, form);
  return figure?.clip && !isElsewhere(figure, form) ? movement : undefined;
}

/** The name of the still that shows it, as {@link clipOf}. */
export function stillOf(figures: Figures, movement: string, form?: string | null): string | undefined {
  const figure = figures.movements[movement];
  if (form && figure?.form_stills.includes(form)) return nameOf(movement, form);
  return figure?.still && !isElsewhere(figure, form) ? movement : undefined;
}

function isElsewhere(figure: Figures["movements"][string], form?: string | null): boolean {
  return !!form && figure.elsewhere.includes(form);
}
