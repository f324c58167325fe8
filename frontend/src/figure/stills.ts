/** The page that draws stills, for the program that writes them; it is no part of the app. */

import { lungsAt, telling, type Clip } from "./clip";
import type { Rig } from "./rig";
import { Stage, type Side } from "./stage";

interface Asked {
  clip: Clip;
  rig: Rig;
  body: string;
  /** Addresses of the body and of its clothes. */
  mesh: string;
  clothes: string;
  /** The key pose; the one that says most where none is named. */
  pose?: string;
  side?: Side;
  width?: number;
  height?: number;
  type?: "image/png" | "image/webp";
  quality?: number;
}

/** Drawn finer and made smaller, for soft edges. */
const FINER = 1.5;
/** How full the lungs are where that does not matter. */
const QUIET = 0.3;
/** Longer than any change of the stage takes, in ms. */
const LATER = 60_000;

let stage: Stage | undefined;
let now = 0;

async function stageFor({ rig, body, mesh, clothes }: Asked): Promise<Stage> {
  if (stage?.wardrobe.mesh === mesh && stage.wardrobe.clothes === clothes) return stage;
  stage?.dispose();
  stage = new Stage({ rig, body, mesh, clothes }, document.createElement("canvas"), true);
  await stage.load();
  stage.theme({ dark: false, warm: "#9d4614" });
  return stage;
}

/** A picture of the clip's pose with mat, things and soft shadow on nothing, as a data: address. */
async function still(asked: Asked): Promise<string> {
  const { clip, width = 640, height = 480, side = "both", type = "image/webp", quality = 0.9 } = asked;
  const scene = await stageFor(asked);
  const pose = asked.pose;
  const place = pose ? { from: pose, to: pose, u: 0 } : telling(clip);
  scene.resize(width * FINER, height * FINER, 1);
  scene.show({ clip, side }, now);
  const lungs = lungsAt(clip, place) ?? QUIET;
  scene.pose(place, lungs, (now += LATER));
  scene.pose(place, lungs, (now += LATER));
  scene.draw((now += LATER));
  const paper = document.createElement("canvas");
  Object.assign(paper, { width, height });
  const pen = paper.getContext("2d");
  if (!pen) throw new Error("There is no way to draw here.");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(scene.canvas, 0, 0, width, height);
  return paper.toDataURL(type, quality);
}

declare global {
  var still: (asked: Asked) => Promise<string>;
}
globalThis.still = still;
document.documentElement.dataset["ready"] = "true";
