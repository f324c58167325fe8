/** How many of a thing, in words. */

import { tn } from "./language";

/** "1 movement", "2 movements". */
export const movementsInWords = (n: number) => tn("{n} movement", "{n} movements", n);

/** "1 programme", "2 programmes". */
export const programmesInWords = (n: number) => tn("{n} programme", "{n} programmes", n);

/** "1 minute", "2 minutes". */
export const minutesInWords = (n: number) => tn("{n} minute", "{n} minutes", n);
