/** What is fetched to move the figure, each once, and the last few kept. */

import type { Figures } from "../api";
import { clipOf, fileAt, readBody, readClothes } from "./choice";
import { Shelf, type Clip } from "./clip";
import type { Rig } from "./rig";

/** A routine goes back and forth between few movements. */
export const CLIPS_KEPT = 6;

async function json<T>(url: string): Promise<T> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return (await answer.json()) as T;
}

const clips = new Shelf((url) => json<Clip>(url), CLIPS_KEPT);
const rigs = new Shelf((url) => json<Rig>(url), 1);

/** The clip of that name. */
export const fetchClip = (figures: Figures, name: string) => clips.get(fileAt(figures, `clips/${name}.json`));

/** How angles become bones. */
export const fetchRig = (figures: Figures) => rigs.get(fileAt(figures, "rig.json"));

/** Gets a figure ready before it is needed, so that it moves as soon as it is there. Answers how to put it away. */
export async function warmUp(figures: Figures, movement: string, form: string | null): Promise<() => void> {
  const name = clipOf(figures, movement, form);
  const nothing = () => undefined;
  if (!name || matchMedia("(prefers-reduced-motion: reduce)").matches) return nothing;
  const [{ Actor }, clip] = await Promise.all([import("./actor"), fetchClip(figures, name)]);
  return Actor.prepare({ figures, body: readBody(), clothes: readClothes() }, clip);
}
