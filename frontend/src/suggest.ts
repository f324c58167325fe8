/** Which one programme the first screen shows. Pure. */

import type { Programme, Session } from "./api";

const DAY = 24 * 60 * 60_000;

export interface Suggestion {
  programme: Programme;
  why: "last-done" | "first";
  /** The session that the suggestion follows, where there is one. */
  last: Session | undefined;
}

/**
 * The programme done last; for a new person, or where that programme is gone, the shortest one of the region that hurts
 * (of all, where none is named). A programme whose first region it is goes before one that only touches it.
 */
export function suggest(
  programmes: readonly Programme[],
  sessions: readonly Session[],
  region = "",
): Suggestion | undefined {
  if (!region) {
    for (const last of sessions) {
      const programme = programmes.find((one) => one.id === last.routine);
      if (programme) return { programme, why: "last-done", last };
    }
  }
  const fitting = region ? programmes.filter((one) => one.regions.includes(region)) : programmes;
  const [programme] = [...fitting].sort(
    (a, b) => place(a, region) - place(b, region) || a.duration_ms - b.duration_ms,
  );
  return programme && { programme, why: "first", last: undefined };
}

function place(programme: Programme, region: string): number {
  return region && programme.regions[0] !== region ? 1 : 0;
}

// Regions of the catalogue that are not a place of the body one would point at.
const NOT_PLACES = new Set(["core", "posture", "breathing"]);

/** Whether "where does it hurt?" can be answered with this region. */
export function canHurt(region: string): boolean {
  return !NOT_PLACES.has(region);
}

/** Whether the newest session stopped on sharp pain less than a day ago. */
export function hurtSharplyOfLate(sessions: readonly Session[], now: number): boolean {
  const [newest] = sessions;
  return (
    newest !== undefined && now - newest.last_at < DAY && newest.hurts.some(({ hurt }) => hurt === "sharp")
  );
}

/** Sessions of a routine that were finished on the same calendar day as `now`. */
export function finishedToday(sessions: readonly Session[], routine: string, now: number): Session[] {
  const today = new Date(now).toDateString();
  return sessions.filter(
    (one) =>
      one.routine === routine && one.state === "finished" && new Date(one.last_at).toDateString() === today,
  );
}
