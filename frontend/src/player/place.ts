/**
 * Where in the track the sound of a session belongs. Mostly where the session is. Where it stands still for added time, or
 * for a pain to ease, the sound belongs into the silence at the end of the track: so a locked phone keeps playing.
 */

import { indexOf, LAST_SECONDS_MS, type Playback, type Segment } from "./playback";
import { quietBefore, type Sounding } from "./soundings";

/** So much earlier the sound goes into the silence, where nothing is lost by it: a late look must not let a word begin. */
export const EARLY_MS = 300;

/** The moment of the routine that should be heard; undefined where it should be silent. Whole ms. */
export function momentOf(state: Playback, soundings: readonly Sounding[]): number | undefined {
  if (state.phase === "waiting") return undefined;
  const index = indexOf(state);
  const owed = state.extra.get(index) ?? 0;
  if (owed === 0) return state.position_ms;
  const { start_ms, end_ms } = state.timeline.segments[index] as Segment;
  const standstill = Math.max(state.position_ms, end_ms - LAST_SECONDS_MS, start_ms);
  const until = standstill - state.position_ms;
  const early = quietBefore(soundings, standstill, EARLY_MS);
  if (until > early) return state.position_ms;
  // And back as early, so that what begins there is heard from its beginning.
  return until + owed <= early ? standstill - until - owed : undefined;
}
