/** A person's own pace of breath, from when they pressed: once at the start of each breath in. Pure; times in ms. */

import type { Pacing } from "../../api";

/** So many whole breaths are measured. */
export const BREATHS = 3;
/** Nearer together than this was one press, further apart was something else in between. */
const SHORTEST_MS = 1_200;
const LONGEST_MS = 30_000;
/** The settings go in steps. */
const STEP_MS = 500;
const INHALE = [2_000, 10_000] as const;
const EXHALE = [2_000, 12_000] as const;

/** The presses that count after one more: a second press at once does not, and after a long silence it begins anew. */
export function pressed(presses: readonly number[], at: number): readonly number[] {
  const last = presses.at(-1);
  if (last === undefined || at - last > LONGEST_MS) return [at];
  return at - last < SHORTEST_MS ? presses : [...presses, at];
}

/** How many breaths are whole by now. */
export const breathsIn = (presses: readonly number[]) => Math.max(0, presses.length - 1);

type Breath = Pick<Pacing, "inhale_ms" | "exhale_ms">;

/** The usual one of the breaths, shared between in and out as it was; undefined before there are enough. */
export function measured(presses: readonly number[], { inhale_ms, exhale_ms }: Breath): Breath | undefined {
  if (breathsIn(presses) < BREATHS) return undefined;
  const lengths = presses.slice(1).map((at, index) => at - (presses[index] as number));
  const [middle] = lengths.sort((one, other) => one - other).slice(BREATHS >> 1);
  const share = inhale_ms / (inhale_ms + exhale_ms);
  return {
    inhale_ms: within((middle ?? 0) * share, INHALE),
    exhale_ms: within((middle ?? 0) * (1 - share), EXHALE),
  };
}

function within(ms: number, [least, most]: readonly [number, number]): number {
  return Math.min(most, Math.max(least, Math.round(ms / STEP_MS) * STEP_MS));
}
