/** The things a movement needs, as plain and handsome objects. Metres; the floor is y = 0. */

import {
  BoxGeometry,
  CapsuleGeometry,
  CatmullRomCurve3,
  type ColorRepresentation,
  CylinderGeometry,
  Group,
  Mesh,
  MeshLambertMaterial,
  Quaternion,
  TubeGeometry,
  Vector3,
  type BufferGeometry,
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

/** All things of a clip's scene; `turned` shows them as in a mirror. */
export function placed(things: readonly Thing[], turned: boolean): Placed[] {
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
    return [{ kind: thing.prop, object: holder }];
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

/** A part as the two joints that it lies between, and how thick it is. */
const PARTS: Record<string, readonly [string, string, number]> = {
  foot: ["foot", "toe3-1", 0.05],
  sole: ["foot", "toe3-1", 0.05],
  toes: ["toe3-1", "toe3-1", 0.04],
  ankle: ["foot", "foot", 0.055],
  heel: ["foot", "foot", 0.055],
  instep: ["foot", "toe3-1", 0.05],
  shin: ["lowerleg01", "foot", 0.06],
  calf: ["lowerleg01", "foot", 0.06],
  knee: ["lowerleg01", "lowerleg01", 0.07],
  thigh: ["upperleg01", "lowerleg01", 0.09],
  hamstring: ["upperleg01", "lowerleg01", 0.09],
};

/** A strap or a towel: from one hand round the part to the other, or from hand to hand. */
function strip(kind: string, hands: readonly string[], part: string): Placed {
  const towel = kind !== "strap";
  const band = mesh(new CapsuleGeometry(0.01, 0.01), paint(towel ? "linen" : "strap"));
  const thick = towel ? 0.02 : 0.011;
  const follow = (placeOf: PlaceOf) => {
    const held = nearOnes(
      hands.map((hand) => handOf(hand, placeOf).middle),
      partOf(part, placeOf)?.middle,
    );
    const curve = new CatmullRomCurve3(pointsOf(held, part, placeOf), false, "centripetal");
    band.geometry.dispose();
    band.geometry = new TubeGeometry(curve, 40, thick, 8);
  };
  return { kind, object: band, follow };
}

/** A hand that is far from the part holds something else, as a wall. */
function nearOnes(hands: Vector3[], goal: Vector3 | undefined): Vector3[] {
  if (!goal) return hands;
  const far = hands.map((hand) => hand.distanceTo(goal));
  const limit = Math.min(...far) * 1.6 + 0.15;
  return hands.filter((_, at) => (far[at] ?? 0) <= limit);
}

function pointsOf(held: readonly Vector3[], part: string, placeOf: PlaceOf): Vector3[] {
  const first = held[0] ?? new Vector3();
  const last = held[1] ?? first.clone().add(new Vector3(0.01, 0.01, 0));
  const goal = partOf(part, placeOf);
  if (!goal)
    return [
      first,
      first
        .clone()
        .lerp(last, 0.5)
        .add(new Vector3(0, -0.02, 0)),
      last,
    ];
  const hands = first.clone().add(last).multiplyScalar(0.5);
  const away = goal.middle.clone().sub(hands).normalize();
  // across the part, as far as it can be square to the pull, first hand's side first
  const across = goal.along.clone().cross(away).normalize();
  if (across.dot(first.clone().sub(last)) < 0) across.negate();
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
  return [first, ...round, last];
}

function partOf(
  part: string,
  placeOf: PlaceOf,
): { middle: Vector3; along: Vector3; radius: number } | undefined {
  const [side, ...name] = part.split("-");
  const two = PARTS[name.join("-")] ?? PARTS[part.replace(/^(left|right)-/, "").replace(/s$/, "")];
  const both = { feet: "foot", soles: "sole" }[part];
  const joints = both ? PARTS[both] : two;
  if (!joints) return undefined;
  const ends = both ? ["L", "R"] : [side === "right" ? "R" : "L"];
  const [from, to, radius] = joints;
  const middle = new Vector3();
  for (const end of ends)
    middle
      .add(placeOf(`${from}.${end}`))
      .add(placeOf(`${to}.${end}`))
      .multiplyScalar(1);
  middle.multiplyScalar(1 / (2 * ends.length));
  const end = ends[0] as string;
  const along = placeOf(`${to}.${end}`).sub(placeOf(`${from}.${end}`));
  if (along.lengthSq() < 1e-6) along.set(0, 1, 0);
  const wide = both ? placeOf(`${from}.L`).distanceTo(placeOf(`${from}.R`)) / 2 : 0;
  return { middle, along: along.normalize(), radius: radius + wide };
}

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
