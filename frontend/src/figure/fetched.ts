/** What is fetched to move the figure, each once, and the last few kept. */

import type { Figures } from "../api";
import { fileAt } from "./choice";
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
