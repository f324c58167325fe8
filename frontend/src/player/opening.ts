/**
 * What must be known before a routine can begin: the routine itself, and whether a session of it was left in the middle.
 * Of a session that was played in this browser, the browser may know more than the server, or all there is to know.
 */

import {
  api,
  ApiError,
  isGone,
  type Figures,
  type Play,
  type Programme,
  type Session,
  type Term,
} from "../api";
import { keptAt } from "../offline/connection";
import { asOfHere, latestOpen, since } from "../offline/here";
import { atItsPlace, keptSessions, type Kept } from "./bookmark";
import { theLog } from "./journal";

export interface Opened {
  play: Play;
  /** Set where the routine is a programme, and not a single movement. */
  programme: Programme | undefined;
  /** What is drawn; undefined where that does not come: the words alone will do. */
  figures: Figures | undefined;
  /** Where pain can be. */
  places: readonly Term[];
  /** A session of this routine that can be gone on with; then `play` is made as that session began. */
  earlier: Session | undefined;
  /** The session that was asked for has ended. */
  ended: boolean;
}

/** Regions that are no place of pain. */
const NO_PLACE: readonly string[] = ["core", "posture", "breathing"];

/** Raises ApiError where the server does not answer and nothing is kept here, or where the routine does not exist. */
export async function open(
  routine: string,
  choices: readonly string[] | undefined,
  sessionId: string | undefined,
): Promise<Opened> {
  const here = await keptSessions();
  const mine = sessionId ? kept(here, sessionId) : latestOpen(here, Date.now(), routine);
  // With a session that is kept here all but the words about it is there.
  const orElse = <T>(instead: T) => (mine ? () => instead : raise);
  const [programmes, vocabulary, figures, found] = await Promise.all([
    api.programmes().catch(orElse([])),
    api.vocabulary().catch(orElse({ regions: [] })),
    api.figures().catch(() => undefined),
    sessionId ? known(sessionId, here) : latest(routine, mine, here),
  ]);
  const earlier = found?.state === "open" && found.routine === routine ? atItsPlace(found) : undefined;
  return {
    play: await playOf(routine, choices, earlier && kept(here, earlier.id), earlier, here),
    programme: programmes.find(({ id }) => id === routine),
    figures,
    places: vocabulary.regions.filter(({ id }) => !NO_PLACE.includes(id)),
    earlier,
    ended: sessionId !== undefined && !earlier,
  };
}

const kept = (here: readonly Kept[], id: string) => here.find(({ session }) => session.id === id);

function raise(error: unknown): never {
  throw error;
}

const isUnknown = (error: unknown) =>
  error instanceof ApiError && (error.status === 404 || error.status === 422);

/** The routine as it is played: as that session began, or anew. */
async function playOf(
  routine: string,
  choices: readonly string[] | undefined,
  mine: Kept | undefined,
  earlier: Session | undefined,
  here: readonly Kept[],
): Promise<Play> {
  try {
    if (earlier) return await api.play(routine, undefined, earlier.id);
    const play = await api.play(routine, choices);
    const at = keptAt(`/api/routines/${encodeURIComponent(routine)}/play`);
    return at === undefined ? play : asOfHere(play, since(here, at, await theLog().unsent()));
  } catch (error) {
    if (mine && (isGone(error) || isUnknown(error))) return mine.play;
    throw error;
  }
}

/**
 * That session, by the server or by this browser, whichever knows more; undefined where the journal does not know it, as
 * after a restored backup.
 */
export async function known(id: string, here?: readonly Kept[]): Promise<Session | undefined> {
  const mine = kept(here ?? (await keptSessions()), id)?.session;
  let there: Session | undefined;
  try {
    there = await api.session(id);
  } catch (error) {
    if (mine && isGone(error)) return mine;
    if (!isUnknown(error)) throw error;
    return mine && (await theLog().unsent()).has(id) ? mine : undefined;
  }
  return mine && mine.last_at > there.last_at ? mine : there;
}

/** The session of that routine which was left last. */
async function latest(
  routine: string,
  mine: Kept | undefined,
  here: readonly Kept[],
): Promise<Session | undefined> {
  const [resumable, own] = await Promise.all([
    api.resumable().catch((error: unknown) => (mine && isGone(error) ? undefined : raise(error))),
    mine && known(mine.session.id, here),
  ]);
  const there = resumable?.session?.routine === routine ? resumable.session : undefined;
  const of = there && here.find(({ session }) => session.id === there.id && session.last_at > there.last_at);
  const theirs = of?.session ?? there;
  const open = [theirs, own].filter((session) => session?.state === "open");
  return open.sort((a, b) => (b?.last_at ?? 0) - (a?.last_at ?? 0))[0];
}

/** The routine made anew with the settings of now; as it is, where no server answers. */
export async function madeAnew(play: Play, choices: readonly string[]): Promise<Play> {
  try {
    return await api.play(play.routine, choices);
  } catch (error) {
    if (isGone(error) && choices === play.choices) return play;
    throw error;
  }
}
