/** Where to look from, so that the whole movement is in the picture all the time. Pure; metres and degrees. */

import type { Triple } from "./rig";

/** How far past the outermost joints the body goes. */
export const FLESH_M = 0.13;

export interface Frame {
  readonly middle: Triple;
  readonly distance: number;
}

export interface Lens {
  /** Vertical angle of view, degrees. */
  readonly fov: number;
  /** Width by height. */
  readonly aspect: number;
}

/** The direction from the figure to the eye. */
export function towards(round: number, up: number): Triple {
  const [r, u] = [(round * Math.PI) / 180, (up * Math.PI) / 180];
  return [Math.sin(r) * Math.cos(u), Math.sin(u), Math.cos(r) * Math.cos(u)];
}

/** Middle and distance from which all points (three numbers each) fill the picture and none is cut off. */
export function frameOf(points: ArrayLike<number>, round: number, up: number, lens: Lens): Frame {
  const back = towards(round, up);
  const right: Triple = [Math.cos((round * Math.PI) / 180), 0, -Math.sin((round * Math.PI) / 180)];
  const above = cross(back, right);
  const tall = Math.tan((lens.fov * Math.PI) / 360);
  const wide = tall * lens.aspect;
  const [x, y, z] = [right, above, back].map((axis) => extent(points, axis)) as [Span, Span, Span];
  let middle: [number, number, number] = [mid(x), mid(y), mid(z)];
  let distance = 0;
  // what is nearer looks larger, so the middle moves a little until both edges have the same room
  for (let pass = 0; pass < 4; pass += 1) {
    const edges = { left: 0, right: 0, top: 0, bottom: 0 };
    distance = 0;
    const view = (at: number, axis: Triple, from: number) => dotAt(points, at, axis) - from;
    for (let at = 0; at < points.length; at += 3) {
      const depth = view(at, back, middle[2]);
      const aside = Math.abs(view(at, right, middle[0])) + FLESH_M;
      const high = Math.abs(view(at, above, middle[1])) + FLESH_M;
      distance = Math.max(distance, aside / wide + depth, high / tall + depth);
    }
    for (let at = 0; at < points.length; at += 3) {
      const depth = distance - view(at, back, middle[2]);
      const aside = view(at, right, middle[0]) / depth;
      const high = view(at, above, middle[1]) / depth;
      edges.right = Math.max(edges.right, aside);
      edges.left = Math.min(edges.left, aside);
      edges.top = Math.max(edges.top, high);
      edges.bottom = Math.min(edges.bottom, high);
    }
    middle = [
      middle[0] + ((edges.right + edges.left) / 2) * distance * 0.8,
      middle[1] + ((edges.top + edges.bottom) / 2) * distance * 0.8,
      middle[2],
    ];
  }
  const place = [0, 1, 2].map(
    (k) => (right[k] ?? 0) * middle[0] + (above[k] ?? 0) * middle[1] + (back[k] ?? 0) * middle[2],
  ) as [number, number, number];
  return { middle: place, distance };
}

type Span = readonly [number, number];
const mid = ([low, high]: Span) => (low + high) / 2;

function extent(points: ArrayLike<number>, axis: Triple): Span {
  let [low, high] = [Infinity, -Infinity];
  for (let at = 0; at < points.length; at += 3) {
    const value = dotAt(points, at, axis);
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

function dotAt(points: ArrayLike<number>, at: number, [x, y, z]: Triple): number {
  return (points[at] ?? 0) * x + (points[at + 1] ?? 0) * y + (points[at + 2] ?? 0) * z;
}

function cross([ax, ay, az]: Triple, [bx, by, bz]: Triple): Triple {
  return [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
}
