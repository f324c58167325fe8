/** Why the safety questions are asked now, in a sentence. */

import type { Screening } from "../api";
import { t } from "./language";

const WHY: Record<NonNullable<Screening["due"]>, string> = {
  never: t("The safety questions have not been answered yet, and nothing is planned before they are."),
  wished: t("You wished to answer the safety questions again."),
  sharp: t(
    "Something hurt sharply in a session after you answered the safety questions. That may change what is right for you.",
  ),
  red: t("What you told of your last sessions asks for care, so the safety questions come again."),
  old: t(
    "You answered the safety questions more than 30 days ago, and bodies change. Old answers clear nobody.",
  ),
};
const OPEN = t("Some of the safety questions are still open. Nothing is planned before all are answered.");

/** The sentence; for a due of null, that some are still open. */
export function whyAsked(due: Screening["due"]): string {
  return due ? WHY[due] : OPEN;
}
