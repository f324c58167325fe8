/** The address of the track of a session. It says everything that the sound depends on but the language. */

import { address, type Play } from "../api";

/** What is to be heard. */
export interface Wanted {
  voice: boolean;
  tones: boolean;
  breath: boolean;
}

/** The address of the sound of that routine, made for exactly these settings; undefined where nothing is wanted. */
export function trackAddress(play: Play, { voice, tones, breath }: Wanted): string | undefined {
  if (!voice && !tones && !breath) return undefined;
  const { pace, prepare_ms, inhale_ms, exhale_ms, chatty } = play.pacing;
  return address(`/api/routines/${encodeURIComponent(play.routine)}/track`, {
    choice: play.choices.length > 0 ? play.choices : ["none"],
    ...{ pace, prepare_ms, inhale_ms, exhale_ms, chatty },
    voice: String(voice),
    tones: String(tones),
    breath: String(breath),
  });
}
