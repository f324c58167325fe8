/** Ratings of pain (NRS, 0 to 10) as people say them. */

import type { Pain, Term } from "../api";
import { t } from "./language";
import { inSentence, listed } from "./names";

export { listed };

export type PainWord = "none" | "mild" | "moderate" | "severe";

/**
 * The word for a rating, as 287 adults put it themselves (Palos and others 2006, J Pain 7:49–56): mild 1–4,
 * moderate 5–6, severe 7–10. Other studies draw the lines elsewhere; nothing is decided by these words.
 */
export function painWord(nrs: number): PainWord {
  if (nrs <= 0) return "none";
  if (nrs <= 4) return "mild";
  if (nrs <= 6) return "moderate";
  return "severe";
}

const RATED: Record<PainWord, (nrs: number) => string> = {
  none: (nrs) => t("{nrs} of 10 (none)", { nrs }),
  mild: (nrs) => t("{nrs} of 10 (mild)", { nrs }),
  moderate: (nrs) => t("{nrs} of 10 (moderate)", { nrs }),
  severe: (nrs) => t("{nrs} of 10 (severe)", { nrs }),
};

/** Ratings of one moment, the places of equal ones together: "3 of 10 (mild), neck and lower back". */
export function painsInWords(pains: readonly Pain[], regions: readonly Term[]): string {
  const ratings = [...new Set(pains.map(({ nrs }) => nrs))];
  return ratings
    .map((nrs) => {
      const places = pains
        .filter((pain) => pain.nrs === nrs)
        .flatMap(({ region }) => (region === null ? [] : [inSentence(nameOf(regions, region))]));
      const rating = RATED[painWord(nrs)](nrs);
      return places.length > 0 ? `${rating}, ${listed(places)}` : rating;
    })
    .join("; ");
}

/** The name of a word of a closed list; the id itself where the list does not have it. */
export function nameOf(terms: readonly Term[], id: string): string {
  return terms.find((term) => term.id === id)?.name ?? id;
}
