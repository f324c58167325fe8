/** What must be known before a routine can begin: the routine itself, and whether a session of it was left in the middle. */

import { api, ApiError, type Figures, type Play, type Programme, type Session, type Term } from "../api";

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

/** Raises ApiError where the server does not answer or the routine does not exist. */
export async function open(
  routine: string,
  choices: readonly string[] | undefined,
  sessionId: string | undefined,
): Promise<Opened> {
  const [programmes, vocabulary, figures, found] = await Promise.all([
    api.programmes(),
    api.vocabulary(),
    api.figures().catch(() => undefined),
    sessionId ? one(sessionId) : latest(routine),
  ]);
  const earlier = found?.state === "open" && found.routine === routine ? found : undefined;
  return {
    play: await (earlier ? api.play(routine, undefined, earlier.id) : api.play(routine, choices)),
    programme: programmes.find(({ id }) => id === routine),
    figures,
    places: vocabulary.regions.filter(({ id }) => !NO_PLACE.includes(id)),
    earlier,
    ended: sessionId !== undefined && !earlier,
  };
}

/** That session; undefined where the journal does not know it, as after a restored backup. */
async function one(id: string): Promise<Session | undefined> {
  try {
    return await api.session(id);
  } catch (error) {
    if (error instanceof ApiError && (error.status === 404 || error.status === 422)) return undefined;
    throw error;
  }
}

async function latest(routine: string): Promise<Session | undefined> {
  const { session } = await api.resumable();
  return session?.routine === routine ? session : undefined;
}
