/** A wrong turn here bends every figure wrongly, and somebody copies it. */

import { describe, expect, it } from "vitest";
import { RIG } from "./fixture";
import { Joints, mirrored, multiply, placesOf, rotate, slerp, widest, type Quat, type Triple } from "./rig";

const shape = (...angles: number[]) => ({ angles: Float32Array.from(angles), root: [0.1, 0, 0.2] as Triple });
const locals = (...angles: number[]) =>
  new Joints(RIG, "average").locals(shape(...angles), new Float32Array(16));
const bone = (all: Float32Array, at: number) => [...all.subarray(at * 4, at * 4 + 4)] as unknown as Quat;

function near(a: readonly number[], b: readonly number[]) {
  expect(a.length).toBe(b.length);
  a.forEach((value, at) => expect(value).toBeCloseTo(b[at] ?? NaN, 5));
}

describe("angles become bones", () => {
  it("so that a bent hip brings the thigh forward, and not back", () => {
    near(rotate(bone(locals(0, 0, 90, 0), 1), [0, -1, 0]), [0, 0, 1]);
    near(bone(locals(0, 0, 90, 0), 2), [0, 0, 0, 1]);
  });

  it("in the order of the turns: first tilted, then turned about the body's own axis", () => {
    const half = Math.SQRT1_2;
    near(bone(locals(90, 90, 0, 0), 0), multiply([half, 0, 0, half], [0, half, 0, half]));
  });

  it("out of the body's rest and back into it", () => {
    const half = Math.SQRT1_2;
    const body = RIG.bodies["average"];
    if (!body) throw new Error("no body");
    const zero = body.zero.map((each, at): Quat => (at === 1 ? [0, 0, half, half] : each));
    const posed = new Joints({ ...RIG, bodies: { average: { ...body, zero } } }, "average");
    near(
      bone(posed.locals(shape(0, 0, 90, 0), new Float32Array(16)), 1),
      multiply([-half, 0, 0, half], [0, 0, half, half]),
    );
  });

  it("the shoulder girdle rises with the arm, from 30 degrees on", () => {
    const rig = {
      ...RIG,
      angles: ["left_scapula_elevation", "left_shoulder_elevation"],
      bones: [{ name: "clavicle.L", parent: -1, turns: [["left_girdle_elevation", "z", 1]] as const }],
    };
    const raised = (arm: number) => {
      const joints = new Joints(rig, "average");
      const [, , z = 0] = joints.locals(
        { angles: Float32Array.from([5, arm]), root: [0, 0, 0] },
        new Float32Array(4),
      );
      return (Math.asin(z) * 360) / Math.PI;
    };
    expect(raised(20)).toBeCloseTo(5, 3);
    expect(raised(90)).toBeCloseTo(15, 3);
  });

  it("and say so where the body is unknown", () => {
    expect(() => new Joints(RIG, "giant")).toThrow("giant");
  });
});

describe("the other side", () => {
  it("is the mirror image: the right leg does what the left did, turned the other way", () => {
    const right = mirrored(RIG, shape(10, 20, 90, 0));
    expect([...right.angles]).toEqual([10, -20, 0, 90]);
    expect(right.root).toEqual([-0.1, 0, 0.2]);
  });

  it("of the other side is the first again", () => {
    const first = shape(10, 20, 90, 5);
    expect([...mirrored(RIG, mirrored(RIG, first)).angles]).toEqual([...first.angles]);
  });
});

describe("where the joints are", () => {
  it("follows from the bones above", () => {
    const offsets: Triple[] = [
      [0, 0, 0],
      [0.1, -0.1, 0],
      [-0.1, -0.1, 0],
      [0, 0.6, 0],
    ];
    const out = placesOf(RIG.bones, offsets, locals(90, 0, 0, 0), [0, 1, 0], new Float32Array(12));
    near([...out.subarray(9)], [0, 1, 0.6]);
    near([...out.subarray(3, 6)], [0.1, 1, -0.1]);
  });
});

describe("from one set of bones to another", () => {
  it("goes the shorter way, even where the numbers have opposite signs", () => {
    const half = Math.SQRT1_2;
    const out = new Float32Array(4);
    slerp([0, 0, 0, 1], [0, 0, -half, -half], 0.5, out);
    near([...out], [0, 0, Math.sin(Math.PI / 8), Math.cos(Math.PI / 8)]);
  });

  it("knows how far the farthest bone has to go", () => {
    expect(widest(locals(0, 0, 0, 0), locals(0, 0, 70, 20))).toBeCloseTo(70, 2);
  });
});
