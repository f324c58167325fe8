/** What of the frame is put away: nav where one thing is done step by step; nav and foot where one thing is said. */

import { derived, writable } from "svelte/store";

export type Part = "nav" | "foot";

const wishes = writable<readonly (readonly Part[])[]>([]);

/** The parts of the frame that are put away now. */
export const quiet = derived(wishes, (all) => new Set(all.flat()));

/** Puts these away until the answer is called. */
export function hush(...parts: Part[]): () => void {
  wishes.update((all) => [...all, parts]);
  return () => wishes.update((all) => all.filter((each) => each !== parts));
}
