/** The rendered track of a session: one sound file with all of it, made by the server for exactly these settings. */

import { api, type Play } from "../api";
import type { Sound } from "../device";
import { trackAddress } from "./address";

export interface Track {
  sound: Blob;
  /** Silence before the routine begins. */
  leadIn_ms: number;
  /** Length of the routine in it. */
  duration_ms: number;
  /** Silence at its very end, after the last words. */
  tail_ms: number;
  /** Whether a voice is in it: there may be none for the language. */
  spoken: boolean;
}

/** Fetches it; undefined where there is none, where it does not come, or where it is of another routine than this. */
export async function fetchTrack(play: Play, sound: Sound, signal: AbortSignal): Promise<Track | undefined> {
  const at = trackAddress(play, sound);
  if (!at) return undefined;
  try {
    return await readTrack(await api.sound(at, signal), play);
  } catch {
    return undefined; // the session goes on by its own clock
  }
}

async function readTrack(answer: Response, play: Play): Promise<Track | undefined> {
  const ms = (name: string) => Number(answer.headers.get(`x-unkink-${name}-ms`) ?? NaN);
  const [leadIn_ms, tail_ms, duration_ms] = [ms("lead-in"), ms("tail"), ms("duration")];
  if (!answer.ok || duration_ms !== play.duration_ms || !(leadIn_ms >= 0) || !(tail_ms > 0)) return undefined;
  const spoken = answer.headers.get("x-unkink-spoken") === "true";
  return { sound: await answer.blob(), leadIn_ms, duration_ms, tail_ms, spoken };
}
