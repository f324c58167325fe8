/** Ratings of pain (NRS, 0 to 10) as people say them. */

import type { Pain, Term } from "../api";

/**
 * The word for a rating, as 287 adults put it themselves (Palos and others 2006, J Pain 7:49–56): mild 1–4,
 * moderate 5–6, severe 7–10. Other studies draw the lines elsewhere; nothing is decided by these words.
 */
export function painWord(nrs: number): string {
  if (nrs <= 0) return "none";
  if (nrs <= 4) return "mild";
  if (nrs <= 6) return "moderate";
  return "severe";
}

/** Ratings of one moment, the places of equal ones together: "3 of 10 (mild), neck and lower back". */
export function painsInWords(pains: readonly Pain[], regions: readonly Term[]): string {
  const ratings = [...new Set(pains.map(({ nrs }) => nrs))];
  return ratings
    .map((nrs) => {
      const places = pains
        .filter((pain) => pain.nrs === nrs)
        .flatMap(({ region }) => (region === null ? [] : [nameOf(regions, region).toLowerCase()]));
      const rating = `${nrs} of 10 (${painWord(nrs)})`;
      return places.length > 0 ? `${rating}, ${listed(places)}` : rating;
    })
    .join("; ");
}

/** The name of a word of a closed list; the id itself where the list does not have it. */
export function nameOf(terms: readonly Term[], id: string): string {
  return terms.find((term) => term.id === id)?.name ?? id;
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
