/**
 * From anatomical angles to bones. Pure: numbers in, numbers out.
 *
 * Angles are in degrees, in the order of `rig.angles`; rotations are unit quaternions (x, y, z, w), four numbers a bone, in
 * the order of `rig.bones`; places are metres, Y up, the body facing +Z, its left at +X.
 */

export type Triple = readonly [number, number, number];
export type Quat = readonly [number, number, number, number];
export type Axis = "x" | "y" | "z";
export type BodyId = "slim" | "average" | "heavy";

export interface Bone {
  readonly name: string;
  readonly parent: number;
  /** Angle, axis and how much of the angle, in the order in which they are chained. */
  readonly turns: readonly (readonly [string, Axis, number])[];
}

/** The rig as the server sends it. */
export interface Rig {
  readonly angles: readonly string[];
  readonly mirror: { readonly twin: readonly number[]; readonly sign: readonly number[] };
  readonly girdle: { readonly from: number; readonly share: number };
  readonly muscles: readonly string[];
  readonly bones: readonly Bone[];
  readonly bodies: Readonly<
    Record<
      string,
      {
        readonly height: number;
        readonly root: Triple;
        readonly zero: readonly Quat[];
        readonly back: readonly Quat[];
      }
    >
  >;
}

/** A whole body in one moment: all angles (degrees), and how far the pelvis is from its place at rest (metres). */
export interface Shape {
  readonly angles: Float32Array;
  readonly root: Triple;
}

const SIDES = ["left", "right"] as const;
const HALF_DEGREE = Math.PI / 360;

/** The shape as a mirror shows it: left and right change places. */
export function mirrored(rig: Rig, { angles, root }: Shape): Shape {
  const { twin, sign } = rig.mirror;
  const turned = angles.map((_, at) => (angles[twin[at] ?? at] ?? 0) * (sign[at] ?? 1));
  return { angles: turned, root: [-root[0], root[1], root[2]] };
}

/** Part of the way from one shape to another, angle by angle. */
export function between(from: Shape, to: Shape, part: number): Shape {
  const mix = (a: number, b: number) => a + (b - a) * part;
  return {
    angles: from.angles.map((angle, at) => mix(angle, to.angles[at] ?? 0)),
    root: [mix(from.root[0], to.root[0]), mix(from.root[1], to.root[1]), mix(from.root[2], to.root[2])],
  };
}

export function multiply(a: Quat, b: Quat): Quat {
  const [ax, ay, az, aw] = a;
  const [bx, by, bz, bw] = b;
  return [
    aw * bx + ax * bw + ay * bz - az * by,
    aw * by - ax * bz + ay * bw + az * bx,
    aw * bz + ax * by - ay * bx + az * bw,
    aw * bw - ax * bx - ay * by - az * bz,
  ];
}

function turn(axis: Axis, degrees: number): Quat {
  const sine = Math.sin(degrees * HALF_DEGREE);
  const cosine = Math.cos(degrees * HALF_DEGREE);
  if (axis === "x") return [sine, 0, 0, cosine];
  return axis === "y" ? [0, sine, 0, cosine] : [0, 0, sine, cosine];
}

/** Turns angles into bones, for one body. Made once; `locals` is then called for each moment. */
export class Joints {
  readonly #turns: readonly (readonly (readonly [number, Axis, number])[])[];
  readonly #girdle: readonly (readonly [number, number])[];
  readonly #zero: readonly Quat[];
  readonly #back: readonly Quat[];
  readonly #whole: Float32Array;
  /** Where the root bone is at rest. */
  readonly rest: Triple;

  constructor(
    readonly rig: Rig,
    body: string,
  ) {
    const measured = rig.bodies[body];
    if (!measured) throw new Error(`The rig has no body "${body}".`);
    this.rest = measured.root;
    this.#zero = measured.zero;
    this.#back = measured.back;
    const index = new Map(rig.angles.map((name, at) => [name, at]));
    this.#girdle = SIDES.map((side) => [
      index.get(`${side}_scapula_elevation`) ?? -1,
      index.get(`${side}_shoulder_elevation`) ?? -1,
    ]);
    // the two that follow from others come last
    SIDES.forEach((side, at) => index.set(`${side}_girdle_elevation`, rig.angles.length + at));
    this.#turns = rig.bones.map(({ turns }) =>
      turns.map(([name, axis, share]) => [index.get(name) ?? -1, axis, share]),
    );
    this.#whole = new Float32Array(rig.angles.length + SIDES.length);
  }

  /** The local rotation of each bone, written into `out` (four numbers a bone). */
  locals({ angles }: Shape, out: Float32Array): Float32Array {
    const whole = this.#whole;
    const { from, share } = this.rig.girdle;
    whole.set(angles);
    this.#girdle.forEach(([scapula, shoulder], at) => {
      whole[angles.length + at] =
        (angles[scapula] ?? 0) + share * Math.max(0, (angles[shoulder] ?? 0) - from);
    });
    this.#turns.forEach((turns, bone) => {
      let rotation = this.#back[bone] as Quat;
      for (const [angle, axis, part] of turns)
        rotation = multiply(rotation, turn(axis, (whole[angle] ?? 0) * part));
      out.set(multiply(rotation, this.#zero[bone] as Quat), bone * 4);
    });
    return out;
  }

  /** Where the root bone is. */
  root({ root }: Shape): Triple {
    return [this.rest[0] + root[0], this.rest[1] + root[1], this.rest[2] + root[2]];
  }
}

/** Where each joint is (three numbers a bone), from the bones' offsets to their parents and their local rotations. */
export function placesOf(
  bones: readonly { readonly parent: number }[],
  offsets: readonly Triple[],
  locals: ArrayLike<number>,
  root: Triple,
  out: Float32Array,
): Float32Array {
  const turned: Quat[] = [];
  bones.forEach(({ parent }, bone) => {
    const at = bone * 4;
    const local: Quat = [locals[at] ?? 0, locals[at + 1] ?? 0, locals[at + 2] ?? 0, locals[at + 3] ?? 1];
    const above = turned[parent];
    if (!above) {
      turned[bone] = local;
      out.set(root, bone * 3);
      return;
    }
    turned[bone] = multiply(above, local);
    const [x, y, z] = rotate(above, offsets[bone] as Triple);
    const from = parent * 3;
    out[bone * 3] = (out[from] ?? 0) + x;
    out[bone * 3 + 1] = (out[from + 1] ?? 0) + y;
    out[bone * 3 + 2] = (out[from + 2] ?? 0) + z;
  });
  return out;
}

/** A vector turned by a quaternion. */
export function rotate([qx, qy, qz, qw]: Quat, [x, y, z]: Triple): Triple {
  const tx = 2 * (qy * z - qz * y);
  const ty = 2 * (qz * x - qx * z);
  const tz = 2 * (qx * y - qy * x);
  return [x + qw * tx + qy * tz - qz * ty, y + qw * ty + qz * tx - qx * tz, z + qw * tz + qx * ty - qy * tx];
}

/** The widest angle (degrees) that any bone has to turn from one set of rotations to the other. */
export function widest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let least = 1;
  for (let at = 0; at < a.length; at += 4) {
    let dot = 0;
    for (let k = at; k < at + 4; k += 1) dot += (a[k] ?? 0) * (b[k] ?? 0);
    least = Math.min(least, Math.abs(dot));
  }
  return (Math.acos(Math.min(1, least)) * 360) / Math.PI;
}

/** Each rotation part of the way to another, by the shorter arc. */
export function slerp(a: ArrayLike<number>, b: ArrayLike<number>, part: number, out: Float32Array): void {
  for (let at = 0; at < out.length; at += 4) {
    let dot = 0;
    for (let k = at; k < at + 4; k += 1) dot += (a[k] ?? 0) * (b[k] ?? 0);
    const sign = dot < 0 ? -1 : 1;
    const angle = Math.acos(Math.min(1, dot * sign));
    const sine = Math.sin(angle);
    const near = sine < 1e-4;
    const wa = near ? 1 - part : Math.sin((1 - part) * angle) / sine;
    const wb = (near ? part : Math.sin(part * angle) / sine) * sign;
    let length = 0;
    for (let k = at; k < at + 4; k += 1) {
      const value = (a[k] ?? 0) * wa + (b[k] ?? 0) * wb;
      out[k] = value;
      length += value * value;
    }
    const scale = 1 / Math.sqrt(length);
    for (let k = at; k < at + 4; k += 1) out[k] = (out[k] ?? 0) * scale;
  }
}
