/**
 * What this browser knows of sessions, laid over what the server said: where it is away, its kept answers know nothing of
 * what was done since. Pure.
 */

import type { Play, Resumable, Session, Today } from "../api";
import type { Kept } from "../player/bookmark";

/** As long as the server offers to go on. */
const RESUMABLE_MS = 12 * 60 * 60 * 1_000;

/** The session, of that routine or of any, that was left in the middle last and not too long ago. */
export function latestOpen(here: readonly Kept[], now: number, routine?: string): Kept | undefined {
  return here
    .filter(({ session }) => session.state === "open" && now - session.last_at <= RESUMABLE_MS)
    .filter(({ session }) => routine === undefined || session.routine === routine)
    .sort((a, b) => b.session.last_at - a.session.last_at)[0];
}

/** What was done here after the server said what is kept, or what it was never told. */
export function since(here: readonly Kept[], kept_at: number, unsent: ReadonlySet<string>): Kept[] {
  return here.filter(({ session }) => session.last_at > kept_at || unsent.has(session.id));
}

const wasSharp = ({ session }: Kept) => session.hurts.some(({ hurt }) => hurt === "sharp");

/** The day with what was done since: sessions that are done, and sharp pain, after which is asked first. */
export function todayOfHere(today: Today, since: readonly Kept[]): Today {
  const done = new Set(
    since.filter(({ session }) => session.state === "finished").map(({ session }) => session.routine),
  );
  const turns = today.turns.map((turn) => (done.has(turn.session.routine) ? { ...turn, done: true } : turn));
  const asks = today.due === null && since.some(wasSharp);
  return { ...today, turns, ...(asks ? { due: "sharp" as const, cleared: false } : {}) };
}

/** The routine with what it must say before the start after sharp pain that the server did not know of. */
export function asOfHere(play: Play, since: readonly Kept[]): Play {
  return play.due === null && since.some(wasSharp) ? { ...play, due: "sharp" } : play;
}

/** What can be gone on with: what is left in the middle here, unless the kept answer has something newer. */
export function resumableOfHere(resumable: Resumable, here: readonly Kept[], now: number): Resumable {
  const mine = latestOpen(here, now);
  const theirs = resumable.session;
  const known = theirs && here.find(({ session }) => session.id === theirs.id)?.session;
  const stands = theirs && (!known || (known.state === "open" && known.last_at <= theirs.last_at));
  if (stands && theirs.last_at >= (mine?.session.last_at ?? 0)) return resumable;
  return mine
    ? { session: mine.session, duration_ms: mine.play.duration_ms }
    : { session: null, duration_ms: null };
}

/** The journal with what is not sent yet in its place, newest first. */
export function sessionsOfHere(
  sessions: readonly Session[],
  here: readonly Kept[],
  unsent: ReadonlySet<string>,
): Session[] {
  const mine = here.map(({ session }) => session).filter(({ id }) => unsent.has(id));
  const ids = new Set(mine.map(({ id }) => id));
  const all = [...mine, ...sessions.filter(({ id }) => !ids.has(id))];
  return all.sort((a, b) => b.started_at - a.started_at);
}
