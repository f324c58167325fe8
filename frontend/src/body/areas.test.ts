import { expect, test } from "vitest";
import { AREAS, seenFrom, type Side } from "./areas";
import { HALF, HEIGHT, OUTLINE, smooth, whole } from "./outline";

const numbers = (path: string) => [...path.matchAll(/-?\d+(?:\.\d+)?/g)].map(Number);
const points = (path: string) => {
  const all = numbers(path);
  return Array.from({ length: all.length / 2 }, (_, i) => [all[2 * i] as number, all[2 * i + 1] as number]);
};

test("the outline stands in its frame from crown to soles", () => {
  for (const [x, y] of points(OUTLINE) as [number, number][]) {
    expect(Math.abs(x)).toBeLessThan(HALF);
    expect(y).toBeGreaterThan(-2);
    expect(y).toBeLessThan(HEIGHT + 2);
  }
});

test("the left half mirrors the right", () => {
  const all = points(OUTLINE).map(([x, y]) => `${x},${y}`);
  const has = new Set(all);
  for (const [x, y] of points(OUTLINE) as [number, number][])
    expect(has).toContain(`${x === 0 ? 0 : -x},${y}`);
});

test("a curve is closed and goes through each of its points", () => {
  const square = smooth([
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
  ]);
  expect(square).toMatch(/^M0 0C.*Z$/);
  for (const corner of ["10 0", "10 10", "0 10", "0 0"]) expect(square).toContain(` ${corner}`);
  expect(
    whole([
      [0, 0],
      [5, 5],
      [0, 10],
    ]),
  ).toEqual([
    [0, 0],
    [5, 5],
    [0, 10],
    [-5, 5],
  ]);
});

/** The region under a finger, as the page stacks them: the later lies over the earlier. */
function under(side: Side, x: number, y: number): string | undefined {
  const inside = ([left, top, width, height]: readonly [number, number, number, number]) =>
    x >= left && x <= left + width && y >= top && y <= top + height;
  return AREAS.filter((area) => area.side === side && area.reach.some(inside)).at(-1)?.region;
}

test("a finger on a number hits its own region, on both sides of the body", () => {
  for (const { region, side, middles } of AREAS) {
    for (const [x, y] of middles) expect(under(side, x, y)).toBe(region);
  }
});

test.each([
  ["back", 0, 150, "upper-back"],
  ["back", 5, 190, "middle-back"],
  ["back", -30, 240, "lower-back"],
  ["back", 20, 310, "glutes"],
  ["back", -20, 400, "hamstrings"],
  ["back", 0, 80, "neck"],
  ["front", 0, 200, undefined],
  ["front", -30, 380, "legs"],
] as const)("what hurts there, seen from the %s at %d, %d: %s", (side, x, y, region) => {
  expect(under(side, x, y)).toBe(region);
});

test("each place is large enough for a finger where the body is drawn 540 px high", () => {
  for (const { reach } of AREAS) {
    for (const [, , width, height] of reach) {
      expect((width * 540) / HEIGHT).toBeGreaterThan(43);
      expect((height * 540) / HEIGHT).toBeGreaterThan(43);
    }
  }
});

test("the back shows all that can be tapped, the front what can be seen there", () => {
  expect(seenFrom("back", "lower-back")).toBe(true);
  expect(seenFrom("front", "lower-back")).toBe(false);
  expect(seenFrom("front", "neck")).toBe(true);
});
