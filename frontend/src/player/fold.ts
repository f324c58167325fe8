/**
 * A session is what its events say, read in order of time. The server's journal.py is the same fold; this one is for what
 * the server does not know yet. tests/vectors/journal.json holds the two together.
 */

import type { EventShape, Session } from "../api";

/** The session that these events tell of; undefined without its beginning. */
export function fold(events: readonly EventShape[], name: string): Session | undefined {
  const ordered = [...events].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const started = ordered.find(({ kind }) => kind === "started");
  return started && ordered.reduce(after, begun(started, name));
}

function begun({ session, at, position_ms, routine, choices, pacing }: EventShape, name: string): Session {
  return {
    id: session,
    routine: routine ?? "",
    name,
    choices: choices ?? [],
    pacing: pacing ?? null,
    started_at: at,
    last_at: at,
    position_ms: position_ms ?? 0,
    state: "open",
    pain_before: [],
    pain_after: [],
    hurts: [],
    skipped: [],
  };
}

const RATINGS: readonly string[] = ["pain-before", "pain-after", "pain-next-day"];

/** The session after one more event, later than all before it. */
export function after(session: Session, event: EventShape): Session {
  const { kind, hurt, movement, pain = [] } = event;
  const now: Session = {
    ...session,
    last_at: event.at,
    // A rating says how it feels, not where in the routine the person is.
    position_ms: RATINGS.includes(kind) ? session.position_ms : (event.position_ms ?? 0),
    state: stateAfter(session.state, event),
  };
  if (kind === "pain-before") return { ...now, pain_before: pain };
  if (kind === "pain-after") return { ...now, pain_after: pain };
  if (kind === "hurt" && hurt) return { ...now, hurts: [...now.hurts, { movement: movement ?? "", hurt }] };
  if (kind === "skipped") return { ...now, skipped: [...now.skipped, movement ?? ""] };
  return now;
}

/** Once over, a session stays over; sharp pain ends it, and so does a word about the next morning. */
function stateAfter(before: Session["state"], { kind, hurt }: EventShape): Session["state"] {
  if (before !== "open") return before;
  if (kind === "finished") return "finished";
  return kind === "stopped" || kind === "pain-next-day" || hurt === "sharp" ? "stopped" : "open";
}
