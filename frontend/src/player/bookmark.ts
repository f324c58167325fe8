/**
 * The sessions of this browser, kept in it: what was played, what happened, and where it stands from second to second. So
 * a session goes on where it was when the page is loaded again without a server, and what is not sent yet can be told of.
 */

import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { EventShape, Play, Session } from "../api";
import { read, write } from "../device";
import { after, fold } from "./fold";
import { soon } from "./outbox";

/** A session as this browser knows it. */
export interface Kept {
  session: Session;
  play: Play;
  /** What happened since this browser has known it. */
  events: readonly EventShape[];
}

interface Row {
  id: string;
  play: Play;
  /** As the server told it when it was gone on with here; null where it began here. */
  base: Session | null;
  events: EventShape[];
}

interface Schema extends DBSchema {
  sessions: { key: string; value: Row };
}

/** So many sessions are kept. What the server does not have yet waits in the outbox besides. */
const MOST = 12;

let opened: Promise<IDBPDatabase<Schema> | undefined> | undefined;
let work: Promise<unknown> = Promise.resolve();
/** When the last event of each session of this page was, in its own time. */
const lastAt = new Map<string, number>();

function database(): Promise<IDBPDatabase<Schema> | undefined> {
  const open = () =>
    openDB<Schema>("unkink-sessions", 1, {
      upgrade: (made) => void made.createObjectStore("sessions", { keyPath: "id" }),
    });
  opened ??= soon(open()).catch(() => undefined); // a private window: the session goes on, and is not kept
  return opened;
}

/** One after the other, in the order of the calls; what fails costs the memory of it and no more. */
function queue(what: (database: IDBPDatabase<Schema>) => Promise<unknown>): void {
  work = work
    .then(database)
    .then((found) => found && what(found))
    .catch(() => undefined);
}

/** From now on that session is kept; `from` is what was known of it where it is gone on with. */
export function keepSession(play: Play, id: string, from?: Session): void {
  if (from) lastAt.set(id, from.last_at);
  queue(async (database) => {
    const row = await database.get("sessions", id);
    const known = row && toldBy(row);
    if (known && (!from || known.last_at >= from.last_at)) return;
    await database.put("sessions", { id, play, base: from ?? null, events: [] });
    await prune(database);
  });
}

/** Writes down what happened, if the session is kept here. */
export function note(event: EventShape): void {
  const { session, at } = event;
  lastAt.set(session, Math.max(at, lastAt.get(session) ?? 0));
  queue(async (database) => {
    const row = await database.get("sessions", session);
    if (row) await database.put("sessions", { ...row, events: [...row.events, event] });
    if (row && event.kind !== "started" && toldBy(row, event)?.state !== "open") forgetPlace(session);
  });
}

/** All sessions that are kept, newest first. */
export async function keptSessions(): Promise<Kept[]> {
  await work;
  const rows = await (await database())?.getAll("sessions").catch(() => []);
  const kept = (rows ?? []).flatMap(({ play, base, events }) => {
    const session = toldBy({ play, base, events });
    return session ? [{ session, play, events }] : [];
  });
  return kept.sort((a, b) => b.session.started_at - a.session.started_at);
}

/** Forgets them all. */
export async function forgetSessions(): Promise<void> {
  for (const { session } of await keptSessions()) forgetPlace(session.id);
  await (await database())?.clear("sessions");
}

function toldBy({ play, base, events }: Omit<Row, "id">, more?: EventShape): Session | undefined {
  const all = more ? [...events, more] : events;
  return base ? all.reduce(after, base) : fold(all, play.name);
}

/** Ids grow with time: the first ones are the oldest. */
async function prune(database: IDBPDatabase<Schema>): Promise<void> {
  const ids = await database.getAllKeys("sessions");
  for (const id of ids.slice(0, Math.max(0, ids.length - MOST))) {
    await database.delete("sessions", id);
    forgetPlace(id);
  }
}

// The place is kept beside the events and at once: a page that crashes has no time for more.

interface Place {
  position_ms: number;
  /** When the last event before was. A place counts only while nothing newer is known of the session. */
  after: number;
}

const placeOf = (session: string) => `unkink.place.${session}`;

/** Keeps where a session is now. */
export function keepPlace(session: string, position_ms: number): void {
  const place: Place = { position_ms, after: lastAt.get(session) ?? 0 };
  write(placeOf(session), JSON.stringify(place));
}

function forgetPlace(session: string): void {
  try {
    localStorage.removeItem(placeOf(session));
  } catch {
    // This browser keeps nothing.
  }
}

/** That session where its last second was, if nothing is known that happened later. */
export function atItsPlace(session: Session): Session {
  if (session.state !== "open") return session;
  try {
    const { position_ms, after } = JSON.parse(read(placeOf(session.id)) ?? "{}") as Partial<Place>;
    if (position_ms === undefined || after === undefined || after < session.last_at) return session;
    return { ...session, position_ms };
  } catch {
    return session;
  }
}
