/** A figure that is cut off cannot be copied. */

import { expect, it } from "vitest";
import { FLESH_M, frameOf, towards } from "./camera";

const LYING = [-0.1, 0.1, -0.9, 0.1, 0.1, 0.8, 0, 0.5, 0.2];
const STANDING = [0, 0.05, 0, 0.3, 1, 0.1, 0, 1.75, 0];

it.each([
  ["lying on a phone", LYING, 80, 10, 1.4],
  ["lying, seen from the head", LYING, 5, 20, 1.4],
  ["standing on a wide screen", STANDING, 35, 8, 1.8],
  ["standing in a narrow room", STANDING, 180, 8, 0.6],
])("all of it is in the picture: %s", (_, points, round, up, aspect) => {
  const fov = 26;
  const { middle, distance } = frameOf(points, round, up, { fov, aspect });
  const back = towards(round, up);
  const right = [Math.cos((round * Math.PI) / 180), 0, -Math.sin((round * Math.PI) / 180)];
  const above = [
    (back[1] ?? 0) * (right[2] ?? 0) - (back[2] ?? 0) * (right[1] ?? 0),
    (back[2] ?? 0) * (right[0] ?? 0) - (back[0] ?? 0) * (right[2] ?? 0),
    (back[0] ?? 0) * (right[1] ?? 0) - (back[1] ?? 0) * (right[0] ?? 0),
  ];
  const tall = Math.tan((fov * Math.PI) / 360);
  let widest = 0;
  for (let at = 0; at < points.length; at += 3) {
    const from = [0, 1, 2].map((k) => (points[at + k] ?? 0) - (middle[k] ?? 0));
    const along = (axis: readonly number[]) =>
      from.reduce((sum, value, k) => sum + value * (axis[k] ?? 0), 0);
    const depth = distance - along(back);
    const x = (Math.abs(along(right)) + FLESH_M * 0.5) / depth / (tall * aspect);
    const y = (Math.abs(along(above)) + FLESH_M * 0.5) / depth / tall;
    expect(x).toBeLessThanOrEqual(1);
    expect(y).toBeLessThanOrEqual(1);
    widest = Math.max(widest, x, y);
  }
  // and it is not lost in it
  expect(widest).toBeGreaterThan(0.75);
});
