/** A figure that jumps startles, and shows nothing of the way. */

import { describe, expect, it } from "vitest";
import { RIG } from "./fixture";
import { Flow } from "./flow";
import { Joints, placesOf, widest, type Triple } from "./rig";

const OFFSETS: Triple[] = [
  [0, 0, 0],
  [0.1, -0.8, 0],
  [-0.1, -0.8, 0],
  [0, 0.6, 0],
];
const skeleton = { bones: RIG.bones, offsets: OFFSETS };
const joints = new Joints(RIG, "average");
const bones = (...angles: number[]) =>
  joints.locals({ angles: Float32Array.from(angles), root: [0, 0, 0] }, new Float32Array(16)).slice();

const STANDING = bones(0, 0, 0, 0);
const LYING = bones(-90, 0, 0, 0);
const UP: Triple = [0, 0.9, 0];
const DOWN: Triple = [0, 0.1, 0];

describe("what is shown", () => {
  it("is what is wanted, from the first moment and while that moves as bodies do", () => {
    const flow = new Flow(skeleton);
    for (let ms = 0; ms < 1_000; ms += 33) {
      const wanted = bones(0, 0, ms * 0.09, 0);
      flow.next(wanted, UP, ms);
      expect(widest(flow.locals, wanted)).toBeLessThan(0.1);
    }
    expect(flow.blending).toBe(false);
  });

  it("never jumps where what is wanted does, and arrives", () => {
    const flow = new Flow(skeleton);
    flow.next(STANDING, UP, 0);
    let before = flow.locals.slice();
    for (let ms = 33; ms < 2_600; ms += 33) {
      flow.next(LYING, DOWN, ms);
      expect(widest(before, flow.locals)).toBeLessThan(6);
      before = flow.locals.slice();
    }
    expect(flow.blending).toBe(false);
    expect(widest(flow.locals, LYING)).toBeLessThan(0.1);
    expect(flow.root).toEqual(DOWN);
  });

  it("does not jump either where it changes its mind on the way", () => {
    const flow = new Flow(skeleton);
    flow.next(STANDING, UP, 0);
    for (let ms = 33; ms < 700; ms += 33) flow.next(LYING, DOWN, ms);
    const before = flow.locals.slice();
    flow.next(STANDING, UP, 700);
    expect(widest(before, flow.locals)).toBeLessThan(6);
  });

  it("never sinks into the floor on the way down", () => {
    const flow = new Flow(skeleton);
    flow.next(STANDING, UP, 0);
    for (let ms = 33; ms < 2_600; ms += 33) {
      flow.next(LYING, DOWN, ms);
      const places = placesOf(RIG.bones, OFFSETS, flow.locals, flow.root, new Float32Array(12));
      const lowest = Math.min(...[1, 4, 7, 10].map((at) => places[at] ?? 0));
      expect(lowest).toBeGreaterThan(0.09);
    }
  });
});
