/** What the first screen is about, read from the day. Pure. */

import type { Change, Session, Today, Turn } from "../../api";

export type Case = "emergency" | "go-on" | "begin" | "ask" | "see-someone" | "session" | "done" | "rest";

/**
 * Which one it is. A session that was left in the middle is gone on with only where nothing has come up against it: who
 * was asked nothing yet may go on with a programme, who is asked again answers first.
 */
export function caseOf(day: Today, open: Session | null): Case {
  const { outcome, cleared, due, planned } = day;
  if (outcome === "emergency" && due === null) return "emergency";
  if (open && (cleared || due === "never")) return "go-on";
  if (due === "never" || (due !== null && !planned)) return "begin";
  if (due !== null) return "ask";
  if (!cleared) return "see-someone";
  if (!planned) return "begin";
  if (heroOf(day)) return "session";
  return day.turns.length > 0 ? "done" : "rest";
}

/** The first session of the day that is not done. */
export function heroOf(day: Today): Turn | undefined {
  return day.turns.find(({ done }) => !done);
}

const MINUTE = 60_000;
const SHORTEST = 3;

/**
 * How many minutes to ask for when a session is to be shorter: null leaves it to the server, for the first time; then two
 * thirds of what it is. Undefined where it is as short as a session can be.
 */
export function shorterMinutes({ instead, session }: Turn): number | null | undefined {
  if (session.duration_ms <= SHORTEST * MINUTE) return undefined;
  if (instead === null) return null;
  return Math.max(SHORTEST, Math.floor((session.duration_ms / MINUTE) * (2 / 3)));
}

/** The movement that can be brought back: the change left it out, and nothing newer is about it. Newest come first. */
export function bringsBack(change: Change, changes: readonly Change[]): string | undefined {
  const [movement] = change.movements;
  if (change.kind !== "dropped" || movement === undefined) return undefined;
  const newer = changes.slice(0, changes.indexOf(change));
  return newer.some(({ movements }) => movements.includes(movement)) ? undefined : movement;
}

/** The bad day that holds now, if it can be taken back; it is told at the top, not among the changes. */
export function badDay(day: Today): Change | undefined {
  return day.gentle_until === null ? undefined : day.changes.find(({ kind }) => kind === "flare-up");
}
