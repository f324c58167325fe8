/** The things a movement needs, as plain and handsome objects. Metres; the floor is y = 0. */

import {
  BoxGeometry,
  BufferAttribute,
  BufferGeometry,
  CatmullRomCurve3,
  type ColorRepresentation,
  CylinderGeometry,
  DynamicDrawUsage,
  Group,
  Mesh,
  MeshLambertMaterial,
  Quaternion,
  Vector3,
  type Object3D,
} from "three";
import { RoundedBoxGeometry } from "three/addons/geometries/RoundedBoxGeometry.js";
import type { Thing } from "./clip";

/** Where a bone is at this moment. */
export type PlaceOf = (bone: string) => Vector3;

/** A thing in the scene; `follow` brings what is held to the hands. */
export interface Placed {
  readonly kind: string;
  readonly object: Object3D;
  readonly follow?: (placeOf: PlaceOf) => void;
}

const PAINT: Record<string, ColorRepresentation> = {
  wood: "#b58a5e",
  cloth: "#c9b79a",
  linen: "#e9e0cf",
  cushion: "#8fa79d",
  cork: "#c19a6b",
  foam: "#5f7f86",
  iron: "#4c5257",
  handle: "#a9adaf",
  strap: "#7d6a8a",
  wall: "#e4dccb",
};

/** The colour of the mat; the stage dims it in the dark. */
export const MAT = "#86a5a3";

function paint(name: string): MeshLambertMaterial {
  return new MeshLambertMaterial({ color: PAINT[name] ?? PAINT["cloth"] ?? "#cccccc" });
}

function mesh(geometry: BufferGeometry, material: MeshLambertMaterial, x = 0, y = 0, z = 0): Mesh {
  const made = new Mesh(geometry, material);
  made.position.set(x, y, z);
  made.castShadow = made.receiveShadow = true;
  return made;
}

function rounded(w: number, h: number, d: number, radius: number): BufferGeometry {
  return new RoundedBoxGeometry(w, h, d, 3, Math.min(radius, w / 2.01, h / 2.01, d / 2.01));
}

type Size = readonly [number, number, number];

/** Everything that stands or lies somewhere, made with its underside at 0. */
const STANDING: Record<string, (size: Size) => Object3D> = {
  chair,
  bed,
  wall,
  block: ([w, h, d]) => mesh(rounded(w, h, d, 0.012), paint("cork"), 0, h / 2),
  cushion: ([w, h, d]) => mesh(rounded(w, h, d, 0.045), paint("cushion"), 0, h / 2),
  blanket,
  towel: blanket,
  roll: (size) => lying(size, "linen"),
  "foam-roller": (size) => lying(size, "foam"),
};

/** Only a piece of it, which throws no shadow: it must not stand in the light. */
function wall([w, h, d]: Size): Object3D {
  const piece = (length: number) => Math.min(length, 1.5);
  const made = mesh(
    new BoxGeometry(piece(w), Math.min(h, 2.1), piece(d)),
    paint("wall"),
    0,
    Math.min(h, 2.1) / 2,
  );
  made.castShadow = false;
  return made;
}

function chair([w, h, d]: Size): Object3D {
  const group = new Group();
  const wood = paint("wood");
  // what is told is either the seat's height or the whole chair's
  const seat = h > 0.6 ? 0.45 : h;
  const back = Math.max(h, seat + 0.42);
  const leg = 0.017;
  const [x, z] = [w / 2 - leg * 1.6, d / 2 - leg * 1.6];
  for (const a of [-1, 1]) {
    group.add(mesh(new CylinderGeometry(leg, leg * 0.8, seat - 0.03, 14), wood, a * x, (seat - 0.03) / 2, z));
    group.add(
      mesh(new CylinderGeometry(leg, leg * 0.8, back - 0.02, 14), wood, a * x, (back - 0.02) / 2, -z),
    );
  }
  group.add(mesh(rounded(w, 0.035, d, 0.016), wood, 0, seat - 0.0175, 0));
  for (const high of [0.62, 0.92])
    group.add(mesh(rounded(w - 0.02, 0.07, 0.02, 0.01), wood, 0, seat + (back - seat) * high, -z));
  return group;
}

function bed([w, h, d]: Size): Object3D {
  const group = new Group();
  const mattress = Math.min(0.2, h * 0.5);
  group.add(mesh(rounded(w, mattress, d, 0.06), paint("linen"), 0, h - mattress / 2));
  group.add(
    mesh(rounded(w - 0.02, h - mattress - 0.1, d - 0.02, 0.02), paint("wood"), 0, (h - mattress + 0.1) / 2),
  );
  for (const a of [-1, 1])
    for (const b of [-1, 1])
      group.add(
        mesh(
          new CylinderGeometry(0.025, 0.02, 0.12, 12),
          paint("wood"),
          a * (w / 2 - 0.08),
          0.06,
          b * (d / 2 - 0.08),
        ),
      );
  return group;
}

function blanket([w, h, d]: Size): Object3D {
  const group = new Group();
  const folds = Math.max(1, Math.min(4, Math.round(h / 0.022)));
  const each = h / folds;
  for (let fold = 0; fold < folds; fold += 1)
    group.add(mesh(rounded(w - fold * 0.006, each, d, each / 2.2), paint("cloth"), 0, each * (fold + 0.5)));
  return group;
}

/** A cylinder on its side, along its longer edge. */
function lying([w, h, d]: Size, name: string): Object3D {
  const along = Math.max(w, d);
  const made = mesh(new CylinderGeometry(0.5, 0.5, along, 40), paint(name), 0, h / 2);
  made.scale.set(h, 1, Math.min(w, d));
  made.rotation.z = Math.PI / 2;
  if (d > w) {
    made.rotation.set(Math.PI / 2, 0, 0);
    made.scale.set(Math.min(w, d), 1, h);
  }
  return made;
}

const other = (side: string) => side.replace(/^(left|right)/, (word) => (word === "left" ? "right" : "left"));

/** All things of a clip's scene; `turned` shows them as in a mirror. `startOf` tells where a bone is at the start. */
export function placed(things: readonly Thing[], turned: boolean, startOf: PlaceOf): Placed[] {
  return things.flatMap((thing) => {
    const side = (word: string) => (turned ? other(word) : word);
    if (thing.prop === "dumb-bells") return (thing.held ?? []).map((hand) => dumbBell(side(hand)));
    if (thing.round || (thing.held && !thing.at))
      return [strip(thing.prop, (thing.held ?? []).map(side), side(thing.round ?? ""))];
    const make = STANDING[thing.prop];
    if (!make || !thing.at || !thing.size) return [];
    const object = make(thing.size);
    const holder = new Group();
    holder.add(object);
    holder.position.set(turned ? -thing.at[0] : thing.at[0], thing.at[1], thing.at[2]);
    holder.rotation.y = ((turned ? -1 : 1) * (thing.turn ?? 0) * Math.PI) / 180;
    if (thing.prop !== "foam-roller") return [{ kind: thing.prop, object: holder }];
    return [{ kind: thing.prop, object: holder, follow: rolling(holder, thing.size, startOf) }];
  });
}

interface Hand {
  readonly middle: Vector3;
  /** From the little finger to the index finger. */
  readonly across: Vector3;
}

function handOf(side: string, placeOf: PlaceOf): Hand {
  const end = side === "right" ? "R" : "L";
  const index = placeOf(`finger2-1.${end}`);
  const little = placeOf(`finger5-1.${end}`);
  const tips = placeOf(`finger3-3.${end}`);
  const knuckles = index.clone().add(little).multiplyScalar(0.5);
  return {
    middle: knuckles.clone().lerp(tips, 0.5),
    across: index.clone().sub(little).normalize(),
  };
}

function dumbBell(hand: string): Placed {
  const object = new Group();
  const bar = mesh(new CylinderGeometry(0.013, 0.013, 0.15, 16), paint("handle"));
  object.add(bar);
  for (const end of [-1, 1])
    object.add(mesh(new CylinderGeometry(0.036, 0.036, 0.05, 6), paint("iron"), 0, end * 0.08));
  const upright = new Vector3(0, 1, 0);
  const follow = (placeOf: PlaceOf) => {
    const { middle, across } = handOf(hand, placeOf);
    object.position.copy(middle);
    object.quaternion.copy(new Quaternion().setFromUnitVectors(upright, across));
  };
  return { kind: "dumb-bells", object, follow };
}

/** A part as the two joints that it lies between, how thick it is, and how far its underside is off them (metres). */
interface Part {
  readonly from: string;
  readonly to: string;
  readonly radius: number;
  /** Under the ball of the foot: flat, and as wide as the foot. */
  readonly flat?: true;
}

const FOOT: Part = { from: "foot", to: "toe3-1", radius: 0.03, flat: true };
const SHIN: Part = { from: "lowerleg01", to: "foot", radius: 0.06 };
const THIGH: Part = { from: "upperleg01", to: "lowerleg01", radius: 0.09 };
const ANKLE: Part = { from: "foot", to: "foot", radius: 0.05 };
const PARTS: Record<string, Part> = {
  foot: FOOT,
  sole: FOOT,
  toes: FOOT,
  instep: { ...ANKLE, to: "toe3-1" },
  ankle: ANKLE,
  heel: ANKLE,
  shin: SHIN,
  calf: SHIN,
  knee: { from: "lowerleg01", to: "lowerleg01", radius: 0.07 },
  thigh: THIGH,
  hamstring: THIGH,
};
const PAIRS: Record<string, string> = { feet: "foot", soles: "sole" };

/** Half the width and half the thickness of a band where it lies flat, and where a hand holds it (metres). */
interface Band {
  readonly flat: readonly [number, number];
  readonly held: readonly [number, number];
}
const BANDS: Record<string, Band> = {
  strap: { flat: [0.019, 0.0022], held: [0.016, 0.0035] },
  towel: { flat: [0.046, 0.006], held: [0.02, 0.013] },
};
const LENGTHS = 44;
const CORNERS = 12;
/** This part of a band's length, at each end, is gathered in the hand. */
const GATHERED = 0.3;
/** The sole is so far under the joint of the toes. */
const SOLE_M = 0.022;
const OUTSIDE_M = 0.02;
/** The ball of the foot, on which a band holds, is so far from the joint of the toes towards the heel. */
const BALL_M = 0.022;

/** A strap or a towel: from one hand round the part to the other, or from hand to hand. */
function strip(kind: string, hands: readonly string[], part: string): Placed {
  const band = BANDS[kind] ?? (BANDS["towel"] as Band);
  const geometry = ribbon();
  const object = mesh(geometry, paint(kind === "strap" ? "strap" : "linen"));
  object.frustumCulled = false;
  const follow = (placeOf: PlaceOf) => {
    const goal = partOf(part, placeOf);
    const held = nearOnes(
      hands.map((hand) => handOf(hand, placeOf).middle),
      goal?.middle,
    );
    const { points, wide } = courseOf(held, goal, placeOf);
    drape(geometry, new CatmullRomCurve3(points, false, "centripetal"), wide, band);
  };
  return { kind, object, follow };
}

/** A hand that is far from the part holds something else, as a wall. */
function nearOnes(hands: Vector3[], goal: Vector3 | undefined): Vector3[] {
  if (!goal) return hands;
  const far = hands.map((hand) => hand.distanceTo(goal));
  const limit = Math.min(...far) * 1.6 + 0.15;
  return hands.filter((_, at) => (far[at] ?? 0) <= limit);
}

interface Goal {
  readonly middle: Vector3;
  /** Along the part; the band lies across it. */
  readonly along: Vector3;
  readonly radius: number;
  /** What a band that lies flat goes over, from its left end to its right one. */
  readonly under?: readonly Vector3[];
}

/** Where the band runs, and which way its width lies. */
function courseOf(
  held: readonly Vector3[],
  goal: Goal | undefined,
  placeOf: PlaceOf,
): { points: Vector3[]; wide: Vector3 } {
  const first = held[0] ?? new Vector3();
  const last = held[1] ?? first.clone().add(new Vector3(0.012, 0.012, 0));
  if (!goal) return freely(first, last, placeOf);
  const hands = first.clone().add(last).multiplyScalar(0.5);
  const away = goal.middle.clone().sub(hands).normalize();
  // across the part, as far as it can be square to the pull, first hand's side first
  const across = goal.along.clone().cross(away).normalize();
  if (across.dot(first.clone().sub(last)) < 0) across.negate();
  if (goal.under) {
    const under = [...goal.under];
    const from = under[0] as Vector3;
    if (across.dot(from.clone().sub(goal.middle)) < 0) under.reverse();
    return { points: [first, ...under, last], wide: goal.along };
  }
  const round: Vector3[] = [];
  for (let step = -2; step <= 2; step += 1) {
    const angle = (-step * Math.PI) / 4;
    round.push(
      goal.middle
        .clone()
        .addScaledVector(across, Math.sin(angle) * goal.radius)
        .addScaledVector(away, Math.cos(angle) * goal.radius),
    );
  }
  return { points: [first, ...round, last], wide: goal.along };
}

/** From hand to hand, hanging a little; hands beside the head have it behind the head. */
function freely(first: Vector3, last: Vector3, placeOf: PlaceOf): { points: Vector3[]; wide: Vector3 } {
  const middle = first.clone().lerp(last, 0.5);
  const [head, neck] = [placeOf("head"), placeOf("neck01")];
  const up = head.clone().sub(neck).normalize();
  const aside = last.clone().sub(first).normalize();
  const behind = up
    .clone()
    .cross(placeOf("upperarm01.L").sub(placeOf("upperarm01.R")))
    .normalize();
  const near = middle.distanceTo(head) < 0.2 && Math.abs(aside.dot(up)) < 0.5;
  if (!near)
    return { points: [first, middle.add(new Vector3(0, -0.02, 0)), last], wide: new Vector3(0, 1, 0) };
  const back = head.clone().addScaledVector(up, 0.05).addScaledVector(behind, 0.12);
  const half = Math.min(0.07, first.distanceTo(last) / 3);
  return {
    points: [
      first,
      back.clone().addScaledVector(aside, -half).addScaledVector(behind, -0.02),
      back,
      back.clone().addScaledVector(aside, half).addScaledVector(behind, -0.02),
      last,
    ],
    wide: up,
  };
}

function partOf(part: string, placeOf: PlaceOf): Goal | undefined {
  const both = PAIRS[part];
  const found = PARTS[both ?? part.replace(/^(left|right)-/, "")];
  if (!found) return undefined;
  const ends = both ? ["L", "R"] : [part.startsWith("right") ? "R" : "L"];
  const middle = new Vector3();
  const along = new Vector3();
  for (const end of ends) {
    const [from, to] = [placeOf(`${found.from}.${end}`), placeOf(`${found.to}.${end}`)];
    middle.addScaledVector(from.clone().add(to), 1 / (2 * ends.length));
    along.add(to.sub(from));
  }
  if (along.lengthSq() < 1e-6) for (const end of ends) along.add(legOf(end, placeOf));
  along.normalize();
  if (!found.flat) return { middle, along, radius: found.radius };
  const under = ends.flatMap((end) => underOf(end, along, ends.length > 1, placeOf));
  const ball = under.reduce((sum, each) => sum.add(each), new Vector3()).multiplyScalar(1 / under.length);
  return { middle: ball, along, radius: found.radius, under };
}

const legOf = (end: string, placeOf: PlaceOf) =>
  placeOf(`foot.${end}`)
    .sub(placeOf(`lowerleg01.${end}`))
    .normalize();

/** Round the ball of a foot, from the body's left to its right: up at the side that is free, then under the sole. */
function underOf(end: string, along: Vector3, pair: boolean, placeOf: PlaceOf): Vector3[] {
  const sole = legOf(end, placeOf).addScaledVector(along, -legOf(end, placeOf).dot(along)).normalize();
  const [big, little] = [placeOf(`toe1-1.${end}`), placeOf(`toe5-1.${end}`)];
  const outwards = little.clone().sub(big).normalize();
  const at = (from: Vector3, out: number, down: number) =>
    from.clone().addScaledVector(outwards, out).addScaledVector(sole, down).addScaledVector(along, -BALL_M);
  const outer = [at(little, OUTSIDE_M, -0.012), at(little, OUTSIDE_M * 0.6, SOLE_M)];
  const inner = pair
    ? [at(big, 0, SOLE_M + 0.004)]
    : [at(big, -OUTSIDE_M * 0.6, SOLE_M), at(big, -OUTSIDE_M, -0.012)];
  const all = [...outer, ...inner];
  return end === "L" ? all : all.reverse();
}

/** A band without a shape yet; it is laid anew in every picture, in the same memory. */
function ribbon(): BufferGeometry {
  const geometry = new BufferGeometry();
  const count = (LENGTHS + 1) * CORNERS;
  for (const name of ["position", "normal"])
    geometry.setAttribute(
      name,
      new BufferAttribute(new Float32Array(count * 3), 3).setUsage(DynamicDrawUsage),
    );
  const triangles: number[] = [];
  for (let at = 0; at < LENGTHS; at += 1)
    for (let corner = 0; corner < CORNERS; corner += 1) {
      const next = (corner + 1) % CORNERS;
      const [a, b] = [at * CORNERS + corner, at * CORNERS + next];
      triangles.push(a, a + CORNERS, b, b, a + CORNERS, b + CORNERS);
    }
  for (const end of [0, LENGTHS * CORNERS])
    for (let corner = 1; corner < CORNERS - 1; corner += 1)
      triangles.push(...(end ? [end, end + corner + 1, end + corner] : [0, corner, corner + 1]));
  geometry.setIndex(triangles);
  return geometry;
}

/** Lays a band along a curve: flat in the middle, gathered at both ends. */
function drape(geometry: BufferGeometry, curve: CatmullRomCurve3, wide: Vector3, band: Band): void {
  const [places, normals] = [geometry.getAttribute("position"), geometry.getAttribute("normal")];
  const [side, face, at] = [new Vector3(), new Vector3(), new Vector3()];
  curve.arcLengthDivisions = 120;
  for (let step = 0; step <= LENGTHS; step += 1) {
    const part = step / LENGTHS;
    const middle = curve.getPointAt(part);
    const tangent = curve.getTangentAt(part);
    side.copy(wide).addScaledVector(tangent, -wide.dot(tangent)).normalize();
    face.crossVectors(side, tangent);
    const t = Math.min(1, Math.min(part, 1 - part) / GATHERED);
    const open = t * t * (3 - 2 * t);
    const half = [0, 1].map((k) => (band.held[k] ?? 0) + ((band.flat[k] ?? 0) - (band.held[k] ?? 0)) * open);
    const [width = 0, thickness = 0] = half;
    for (let corner = 0; corner < CORNERS; corner += 1) {
      const angle = (corner / CORNERS) * 2 * Math.PI;
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      const k = step * CORNERS + corner;
      at.copy(middle)
        .addScaledVector(side, c * width)
        .addScaledVector(face, s * thickness);
      places.setXYZ(k, at.x, at.y, at.z);
      at.set(0, 0, 0)
        .addScaledVector(side, c / width)
        .addScaledVector(face, s / thickness)
        .normalize();
      normals.setXYZ(k, at.x, at.y, at.z);
    }
  }
  places.needsUpdate = normals.needsUpdate = true;
}

/** A roller turns under the back that moves over it, and so goes half as far as the back does. */
function rolling(holder: Object3D, size: Size, startOf: PlaceOf): (placeOf: PlaceOf) => void {
  const home = holder.position.clone();
  const axle = home.clone().setY(home.y + size[1] / 2);
  const near = BACK.reduce((best, bone) =>
    startOf(bone).distanceToSquared(axle) < startOf(best).distanceToSquared(axle) ? bone : best,
  );
  const from = startOf(near);
  // on the floor it goes along, between back and wall up and down
  const lies = home.y < 0.02;
  return (placeOf) => {
    const gone = placeOf(near).sub(from).multiplyScalar(0.5);
    holder.position.copy(home).add(lies ? gone.setY(0) : gone.set(0, gone.y, 0));
  };
}

const BACK = ["spine05", "spine04", "spine03", "spine02", "spine01"] as const;

/** A mat on the floor, its top at 0 so that nothing sinks into it. */
export function matOf(long: number, wide: number): Mesh {
  const made = mesh(rounded(wide, 0.012, long, 0.005), new MeshLambertMaterial({ color: MAT }));
  made.position.y = -0.0065;
  made.castShadow = false;
  return made;
}

/** Gives back what the graphics card holds. */
export function discard(object: Object3D): void {
  object.removeFromParent();
  object.traverse((each) => {
    if (!(each instanceof Mesh)) return;
    (each.geometry as BufferGeometry).dispose();
    for (const material of [each.material].flat()) (material as MeshLambertMaterial).dispose();
  });
}
