/** The working day and the last break that was begun or let go, kept in this browser. */

import { read, write } from "../../device";
import { readDay, type WorkingDay } from "./schedule";

const DAY_KEY = "unkink.breaks";
const DONE_KEY = "unkink.breaks.done";

export const keptDay = (): WorkingDay => readDay(read(DAY_KEY));

/** Keeps it; false where the browser refuses to. */
export const keepDay = (day: WorkingDay) => write(DAY_KEY, JSON.stringify(day));

/** The moment (ms since 1970 UTC) of the last break that needs no reminder any more; 0 without one. */
export const lastDone = () => Number(read(DONE_KEY)) || 0;

export const keepDone = (at: number) => write(DONE_KEY, String(at));
