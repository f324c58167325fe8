/** The light must be where it should be felt, and on the side that works. */

import { describe, expect, it } from "vitest";
import { glowOf, netOf } from "./glow";

// A row of squares from x = -1 to 1, every vertex of its last column twice, as at a seam.
const COLUMNS = 21;
const places: number[] = [];
const triangles: number[] = [];
for (let column = 0; column < COLUMNS; column += 1)
  places.push(column / 10 - 1, 0, 0, column / 10 - 1, 0.1, 0);
for (let column = 0; column + 1 < COLUMNS; column += 1) {
  const at = column * 2;
  triangles.push(at, at + 1, at + 2, at + 1, at + 3, at + 2);
}
places.push(1, 0, 0);
const PLACES = Float32Array.from(places);
const net = netOf(PLACES, triangles);
// muscle 9 is where x is beyond half a metre, on both sides
const bits = (v: number, byte: number) => (byte === 1 && Math.abs(PLACES[v * 3] ?? 0) > 0.55 ? 2 : 0);
const at = (weights: Float32Array, x: number) => weights[Math.round((x + 1) * 10) * 2] ?? NaN;

describe("what is lit", () => {
  it("is the muscle on both sides where both work, and nothing between", () => {
    const weights = glowOf(net, PLACES, bits, [9], 0);
    expect(at(weights, 0.9)).toBeGreaterThan(0.8);
    expect(at(weights, -0.9)).toBeGreaterThan(0.8);
    expect(at(weights, 0)).toBeLessThan(0.1);
  });

  it("is only the side that works", () => {
    const left = glowOf(net, PLACES, bits, [9], 1);
    expect(at(left, 0.9)).toBeGreaterThan(0.8);
    expect(at(left, -0.9)).toBe(0);
    expect(at(glowOf(net, PLACES, bits, [9], -1), -0.9)).toBeGreaterThan(0.8);
  });

  it("fades without an edge, also over a seam", () => {
    const weights = glowOf(net, PLACES, bits, [9], 0);
    for (let x = -0.9; x < 0.95; x += 0.1)
      expect(Math.abs(at(weights, x) - at(weights, x + 0.1))).toBeLessThan(0.3);
    expect(weights[weights.length - 1]).toBe(at(weights, 1));
  });

  it("is nothing where another muscle is meant", () => {
    expect(Math.max(...glowOf(net, PLACES, bits, [1], 0))).toBe(0);
  });
});
