/** Whether the way round and the foot are put away, so that nothing stands beside what the screen has to say. */

import { readonly, writable } from "svelte/store";

const wishes = writable(0);

/** How many of those that are shown want quiet; App shows nav and footer only at 0. */
export const quiet = readonly(wishes);

/** Puts nav and footer away until the answer is called. */
export function hush(): () => void {
  wishes.update((count) => count + 1);
  return () => wishes.update((count) => count - 1);
}
