/** That the question of the morning was put off for the day, kept in this browser. */

import { read, write } from "../../device";

const KEY = "unkink.not-now";

/** The day and session it was put off for, as one word; empty where it was not. */
export const readNotNow = () => read(KEY) ?? "";

/** Keeps it; false where the browser refuses to. */
export const keepNotNow = (dayAndSession: string) => write(KEY, dayAndSession);
