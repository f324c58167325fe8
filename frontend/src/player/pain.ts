/** Ratings of pain before and after, and what may be said of the difference. */

import type { Pain } from "../api";
import { t } from "../words/language";

/** A rating as it is given: one number, and any places. */
export interface Rating {
  nrs: number | undefined;
  places: readonly string[];
}

export const NO_RATING: Rating = { nrs: undefined, places: [] };

/** As the journal keeps it: the number for each place, or for none in particular. Empty where none was given. */
export function painsOf({ nrs, places }: Rating): Pain[] {
  if (nrs === undefined) return [];
  if (nrs === 0 || places.length === 0) return [{ nrs, region: null }];
  return places.map((region) => ({ nrs, region }));
}

/** The worst of several ratings; undefined where there is none. */
export function worst(pains: readonly Pain[]): number | undefined {
  return pains.length > 0 ? Math.max(...pains.map(({ nrs }) => nrs)) : undefined;
}

/** Below this a difference in ratings may be chance: NRS change >= 2 (PMC7053735). */
const TELLING = 2;

/** The difference in plain words; undefined without both ratings. */
export function difference(before: number | undefined, after: number | undefined): string | undefined {
  if (before === undefined || after === undefined) return undefined;
  const less = before - after;
  return `${t("Before: {before}. Now: {after}.", { before, after })} ${meaning(less)}`;
}

function meaning(less: number): string {
  const n = Math.abs(less);
  if (less === 0) return t("The same as before.");
  if (n < TELLING) {
    return less > 0
      ? t("That is {n} less, about as much as ratings vary by themselves.", { n })
      : t("That is {n} more, about as much as ratings vary by themselves.", { n });
  }
  return less > 0
    ? t("That is {n} less, right after. What it comes to over weeks, the journal can show.", { n })
    : t("That is {n} more. Do less next time, and ask a professional if it stays.", { n });
}
