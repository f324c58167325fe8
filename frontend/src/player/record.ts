/** Notes of the player as events of the journal. */

import type { EventShape, Pain, Play } from "../api";
import type { Note } from "./playback";
import type { Stamp } from "./stamp";

/** An event of a session with nothing in it but what is given. */
function event(stamp: Stamp, session: string, kind: string, rest: Partial<EventShape>): EventShape {
  return {
    position_ms: 0,
    routine: null,
    choices: [],
    pacing: null,
    movement: null,
    hurt: null,
    pain: [],
    extra_ms: null,
    ...rest,
    id: stamp.id,
    session,
    kind,
    at: stamp.at,
  };
}

/** The first event: which routine, and all that its timeline was made with, so that it can be made again. */
export function started(stamp: Stamp, session: string, play: Play): EventShape {
  const { routine, choices, pacing } = play;
  return event(stamp, session, "started", { routine, choices, pacing });
}

/** A rating before, after, or on the next morning. */
export function rated(
  stamp: Stamp,
  session: string,
  kind: "pain-before" | "pain-after" | "pain-next-day",
  pain: Pain[],
  position_ms: number,
): EventShape {
  return event(stamp, session, kind, { pain, position_ms });
}

/** Something that happened while playing. */
export function noted(stamp: Stamp, session: string, note: Note): EventShape {
  return event(stamp, session, note.kind, {
    position_ms: note.position_ms,
    movement: note.movement,
    hurt: note.hurt ?? null,
    extra_ms: note.extra_ms ?? null,
  });
}
