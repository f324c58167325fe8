/** A clip: the key poses of a movement and the ways between them, for each body. Pure but for `Shelf`, which fetches. */

import { between, type Rig, type Shape, type Triple } from "./rig";

/** Tenths of a degree for each angle of the clip, then the pelvis' shift in mm. */
type Row = readonly number[];

export interface Path {
  readonly from: string;
  readonly to: string;
  /** What lies between the two poses, evenly spaced. */
  readonly frames: readonly Row[];
}

export interface Thing {
  readonly prop: string;
  readonly size?: Triple;
  /** The middle of its underside. */
  readonly at?: Triple;
  /** Degrees about the upright axis. */
  readonly turn?: number;
  readonly held?: readonly string[];
  /** The part it goes round, as `left-foot`. */
  readonly round?: string;
}

export interface ClipBody {
  readonly poses: Readonly<Record<string, Row>>;
  readonly paths: readonly Path[];
  readonly props: readonly Thing[];
}

export interface Phases {
  readonly start: string;
  readonly hold?: string | null;
  readonly inhale?: string | null;
  readonly exhale?: string | null;
  readonly rep?: readonly string[];
  readonly directions?: Readonly<Record<string, readonly string[]>>;
}

export interface Clip {
  readonly movement: string;
  readonly form: string | null;
  readonly view: { readonly round: number; readonly up: number };
  readonly lit: readonly string[];
  readonly phases: Phases;
  readonly angles: readonly string[];
  readonly bodies: Readonly<Record<string, ClipBody>>;
}

/** A place on the way from one key pose to another: `u` from 0 to 1. */
export interface Place {
  readonly from: string;
  readonly to: string;
  readonly u: number;
}

const standing = (pose: string): Place => ({ from: pose, to: pose, u: 0 });

/** The pose that says most. */
export function tellingPose({ phases }: Clip): string {
  const turning = Object.values(phases.directions ?? {})[0];
  return phases.hold ?? phases.rep?.[0] ?? turning?.[0] ?? phases.inhale ?? phases.exhale ?? phases.start;
}

export const telling = (clip: Clip): Place => standing(tellingPose(clip));

/** Whether the breath itself is what is done, and so the belly must be seen to rise. */
export const breathesDeep = ({ lit }: Clip): boolean => lit.includes("diaphragm");

/** How full the lungs are at that place, 0 to 1, where the poses tell it; undefined where the breath goes by itself. */
export function lungsAt(clip: Clip, { from, to, u }: Place): number | undefined {
  const { inhale } = clip.phases;
  if (!inhale || !breathesDeep(clip)) return undefined;
  const full = (pose: string) => (pose === inhale ? 1 : 0);
  return full(from) + (full(to) - full(from)) * u;
}

/** The poses of one repetition, from the start and back to it. */
export function roundOf({ phases }: Clip, direction = 0): readonly string[] {
  const turning = Object.values(phases.directions ?? {});
  const poses = turning[Math.min(direction, turning.length - 1)] ?? phases.rep ?? [];
  if (poses.length > 0) return [phases.start, ...poses, phases.start];
  const breath = [phases.inhale, phases.exhale].filter((pose) => pose !== null && pose !== undefined);
  if (breath.length > 0) return [phases.start, ...breath, phases.start];
  return phases.hold ? [phases.start, phases.hold, phases.start] : [phases.start];
}

/** The body at that place, all angles of the rig told; undefined where the clip does not know body or pose. */
export function shapeAt(rig: Rig, clip: Clip, body: string, place: Place): Shape | undefined {
  const own = clip.bodies[body];
  const first = own?.poses[place.from];
  const last = own?.poses[place.to];
  if (!own || !first || !last) return undefined;
  const u = Math.min(1, Math.max(0, place.u));
  if (place.from === place.to || u === 0) return shapeOf(rig, clip, first);
  if (u === 1) return shapeOf(rig, clip, last);
  const rows = [first, ...framesOf(own.paths, place.from, place.to), last];
  const at = u * (rows.length - 1);
  const below = Math.min(rows.length - 2, Math.floor(at));
  const from = shapeOf(rig, clip, rows[below] as Row);
  return between(from, shapeOf(rig, clip, rows[below + 1] as Row), at - below);
}

/** The frames of that way, or of the way back turned round; none where neither is there. */
function framesOf(paths: readonly Path[], from: string, to: string): readonly Row[] {
  const there = paths.find((path) => path.from === from && path.to === to);
  if (there) return there.frames;
  const back = paths.find((path) => path.from === to && path.to === from);
  return back ? [...back.frames].reverse() : [];
}

function shapeOf(rig: Rig, clip: Clip, row: Row): Shape {
  const angles = new Float32Array(rig.angles.length);
  clip.angles.forEach((name, at) => {
    const where = rig.angles.indexOf(name);
    if (where >= 0) angles[where] = (row[at] ?? 0) / 10;
  });
  const [x = 0, y = 0, z = 0] = row.slice(clip.angles.length);
  return { angles, root: [x / 1_000, y / 1_000, z / 1_000] };
}

/** Keeps the last few of what was fetched, so that a long routine does not fill the memory. */
export class Shelf<T> {
  readonly #kept = new Map<string, Promise<T>>();

  constructor(
    readonly fetch: (url: string) => Promise<T>,
    readonly most: number,
  ) {}

  get(url: string): Promise<T> {
    const kept = this.#kept.get(url) ?? this.fetch(url);
    this.#kept.delete(url);
    this.#kept.set(url, kept);
    kept.catch(() => this.#kept.delete(url));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.most) break;
      this.#kept.delete(oldest);
    }
    return kept;
  }
}
