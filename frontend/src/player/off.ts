/** What of the sound is off, in a word or two. */

import { isAudible, type Sound } from "../device";
import { t } from "../words/language";

/** Empty where all of it is on. */
export function whatIsOff(sound: Sound): string {
  if (!isAudible(sound)) return t("Sound off");
  const { voice, tones, breath } = sound;
  if (voice && tones) return breath ? "" : t("No breath tone");
  if (voice) return breath ? t("No tones") : t("Only the voice");
  if (tones) return breath ? t("No voice") : t("Only tones");
  return t("Only the breath");
}
