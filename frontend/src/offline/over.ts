/** What the screens load, with what this browser knows better than the kept answers. Fetched when it is needed. */

import { get } from "svelte/store";
import type { EventShape, Resumable, Session, Today } from "../api";
import { keptSessions } from "../player/bookmark";
import { theLog } from "../player/journal";
import { isAway, keptAt } from "./connection";
import { resumableOfHere, sessionsOfHere, since, todayOfHere } from "./here";

interface Day {
  today: Today | undefined;
  resumable: Resumable;
  sessions: Session[];
}

/** The day, where no server answers or it does not have everything yet. */
export async function overDay<T extends Day>(day: T): Promise<T> {
  const [here, unsent] = await Promise.all([keptSessions(), theLog().unsent()]);
  const done = since(here, keptAt("/api/today") ?? Infinity, unsent);
  return {
    ...day,
    today: day.today && todayOfHere(day.today, done),
    sessions: sessionsOfHere(day.sessions, here, unsent),
    resumable: get(isAway) ? resumableOfHere(day.resumable, here, Date.now()) : day.resumable,
  };
}

export interface JournalOfHere {
  sessions: Session[];
  /** What happened in those that are not sent yet, by their id. */
  unsent: ReadonlyMap<string, readonly EventShape[]>;
}

/** The journal with what is not sent yet. */
export async function overJournal(sessions: readonly Session[]): Promise<JournalOfHere> {
  const [here, unsent] = await Promise.all([keptSessions(), theLog().unsent()]);
  const mine = here.filter(({ session }) => unsent.has(session.id));
  return {
    sessions: sessionsOfHere(sessions, here, unsent),
    unsent: new Map(mine.map(({ session, events }) => [session.id, events])),
  };
}
