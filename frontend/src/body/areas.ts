/**
 * The places of the body that can be pointed at: their shapes on the drawing, where the number stands, and how far around
 * them a finger may land. Shapes may run over the edge of the body; the drawing cuts them off there.
 */

import { smooth, whole, type Point } from "./outline";

export type Side = "back" | "front";

export interface Area {
  /** The id of the region in the catalogue. */
  region: string;
  side: Side;
  shapes: readonly string[];
  /** Where its number stands: the middle of each shape. */
  middles: readonly Point[];
  /** What takes the finger: left, top, width, height. It may lie over more than is drawn. */
  reach: readonly (readonly [number, number, number, number])[];
}

/** A place on the spine, from its right half. */
function middle(region: string, side: Side, half: readonly Point[], at: number, reach: Area["reach"]): Area {
  return { region, side, shapes: [smooth(whole(half))], middles: [[0, at]], reach };
}

/** A place that is there on the right and on the left. */
function pair(
  region: string,
  side: Side,
  right: readonly Point[],
  [x, y]: Point,
  [left, top, width, height]: Area["reach"][number],
): Area {
  const opposite = right.map(([px, py]): Point => [-px, py]).reverse();
  return {
    region,
    side,
    shapes: [smooth(right), smooth(opposite)],
    middles: [
      [x, y],
      [-x, y],
    ],
    reach: [
      [left, top, width, height],
      [-left - width, top, width, height],
    ],
  };
}

const SHOULDER: readonly Point[] = [
  [54, 108],
  [72, 112],
  [90, 132],
  [90, 166],
  [72, 176],
  [58, 164],
  [53, 136],
];

export const AREAS: readonly Area[] = [
  middle(
    "neck",
    "back",
    [
      [0, 70],
      [26, 68],
      [28, 96],
      [38, 107],
      [20, 111],
      [0, 112],
    ],
    91,
    [[-27, 58, 54, 54]],
  ),
  pair("shoulders", "back", SHOULDER, [69, 143], [51, 108, 48, 64]),
  middle(
    "upper-back",
    "back",
    [
      [0, 116],
      [26, 114],
      [48, 112],
      [49, 136],
      [52, 158],
      [26, 164],
      [0, 165],
    ],
    141,
    [[-50, 112, 100, 53]],
  ),
  middle(
    "middle-back",
    "back",
    [
      [0, 169],
      [28, 168],
      [53, 163],
      [57, 186],
      [58, 208],
      [28, 214],
      [0, 215],
    ],
    192,
    [[-60, 165, 120, 52]],
  ),
  middle(
    "lower-back",
    "back",
    [
      [0, 219],
      [28, 218],
      [60, 210],
      [60, 236],
      [62, 256],
      [32, 263],
      [0, 268],
    ],
    242,
    [[-60, 217, 120, 51]],
  ),
  pair(
    "glutes",
    "back",
    [
      [3, 273],
      [30, 267],
      [64, 258],
      [66, 290],
      [64, 318],
      [34, 331],
      [6, 326],
      [2.5, 300],
    ],
    [31, 298],
    [0, 268, 66, 62],
  ),
  pair(
    "hamstrings",
    "back",
    [
      [2, 334],
      [34, 336],
      [66, 323],
      [64, 370],
      [54, 422],
      [28, 429],
      [4, 424],
      [2, 378],
    ],
    [30, 382],
    [0, 330, 66, 100],
  ),
  pair(
    "legs",
    "back",
    [
      [4, 438],
      [28, 434],
      [52, 438],
      [54, 490],
      [44, 548],
      [24, 554],
      [6, 548],
      [2, 490],
    ],
    [27, 488],
    [0, 430, 54, 124],
  ),
  middle(
    "neck",
    "front",
    [
      [0, 84],
      [26, 76],
      [28, 96],
      [38, 107],
      [20, 110],
      [0, 112],
    ],
    98,
    [[-27, 62, 54, 52]],
  ),
  pair("shoulders", "front", SHOULDER, [69, 143], [51, 108, 48, 64]),
  pair(
    "legs",
    "front",
    [
      [2, 338],
      [28, 326],
      [66, 302],
      [66, 366],
      [54, 420],
      [28, 430],
      [4, 422],
      [2, 378],
    ],
    [30, 374],
    [0, 326, 66, 104],
  ),
  pair(
    "legs",
    "front",
    [
      [4, 456],
      [28, 448],
      [52, 456],
      [54, 496],
      [44, 548],
      [24, 554],
      [6, 548],
      [2, 496],
    ],
    [27, 496],
    [0, 434, 54, 120],
  ),
];

/** Lines that let the front be seen as one: jaw and collar bones. Behind, the shapes themselves are enough. */
export const LINES: Readonly<Record<Side, readonly string[]>> = {
  front: ["M-23 68C-14 83 14 83 23 68", "M9 123C20 116 34 115 47 118", "M-9 123C-20 116 -34 115 -47 118"],
  back: [],
};

/** Whether a region can be seen from that side. */
export function seenFrom(side: Side, region: string): boolean {
  return AREAS.some((area) => area.side === side && area.region === region);
}
