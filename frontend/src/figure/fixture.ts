/** A rig of four bones and clips for it, small enough to work out by hand. For tests. */

import type { Clip } from "./clip";
import type { Quat, Rig } from "./rig";

const NONE: Quat = [0, 0, 0, 1];

export const RIG: Rig = {
  angles: ["pelvis_tilt", "pelvis_turn", "left_hip_flexion", "right_hip_flexion"],
  mirror: { twin: [0, 1, 3, 2], sign: [1, -1, 1, 1] },
  girdle: { from: 30, share: 1 / 6 },
  muscles: ["glutes", "quadriceps"],
  bones: [
    {
      name: "root",
      parent: -1,
      turns: [
        ["pelvis_tilt", "x", 1],
        ["pelvis_turn", "y", 1],
      ],
    },
    { name: "upperleg01.L", parent: 0, turns: [["left_hip_flexion", "x", -1]] },
    { name: "upperleg01.R", parent: 0, turns: [["right_hip_flexion", "x", -1]] },
    { name: "head", parent: 0, turns: [] },
  ],
  bodies: {
    average: {
      height: 1.7,
      root: [0, 0.9, 0],
      zero: [NONE, NONE, NONE, NONE],
      back: [NONE, NONE, NONE, NONE],
    },
  },
};

const ANGLES = ["pelvis_turn", "left_hip_flexion"];

/** Standing, and the left knee up; half-way the hip is at 80 degrees already. */
export const KNEE: Clip = {
  movement: "knee-to-chest",
  form: null,
  view: { round: 80, up: 8 },
  lit: ["glutes"],
  phases: { start: "standing", hold: "knee-up", inhale: null, exhale: null, rep: [], directions: {} },
  angles: ANGLES,
  bodies: {
    average: {
      poses: { standing: [0, 0, 0, 0, 0], "knee-up": [200, 900, 100, -50, 0] },
      paths: [{ from: "standing", to: "knee-up", frames: [[100, 800, 50, -25, 0]] }],
      props: [],
    },
  },
};

/** A circle of three poses, one way and the other. */
export const CIRCLE: Clip = {
  ...KNEE,
  movement: "circle",
  phases: {
    start: "low",
    directions: { forward: ["back", "high", "ahead"], backward: ["ahead", "high", "back"] },
  },
};

export const BREATH: Clip = {
  ...KNEE,
  movement: "cat-cow",
  phases: { start: "quadruped", hold: null, inhale: "cow", exhale: "cat", rep: [], directions: {} },
};
