/** Why the safety questions are asked now, in a sentence. */

import type { Screening } from "../api";

const WHY: Record<NonNullable<Screening["due"]>, string> = {
  never: "They have not been answered yet, and nothing is planned before they are.",
  wished: "You wished to be asked again, or what you told of your sessions calls for it.",
  sharp:
    "Something hurt sharply in a session after you answered them. That may change what is right for you.",
  old: "You answered them more than 30 days ago, and bodies change. Old answers clear nobody.",
};
const OPEN = "Some of them are still open. Nothing is planned before all are answered.";

/** The sentence; for a due of null, that some are still open. */
export function whyAsked(due: Screening["due"]): string {
  return due ? WHY[due] : OPEN;
}
