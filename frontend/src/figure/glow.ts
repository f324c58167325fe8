/** Where the figure is softly lit: muscles as weights over the skin, without hard edges. Pure. */

const PASSES = 10;
/** The middle of the body belongs to both sides, this far (metres). */
const MIDDLE_M = 0.02;

/** The skin as a net: vertices that lie in one place (a seam of the texture) are one knot. */
export interface Net {
  readonly knots: number;
  /** The knot of each vertex. */
  readonly knot: Uint32Array;
  /** The neighbours of knot k are `near[first[k]]` to `near[first[k + 1] - 1]`. */
  readonly first: Uint32Array;
  readonly near: Uint32Array;
}

/** Knots and edges of a mesh; `places` has three numbers a vertex (metres). */
export function netOf(places: Float32Array, triangles: ArrayLike<number>): Net {
  const count = places.length / 3;
  const knot = new Uint32Array(count);
  const known = new Map<string, number>();
  for (let v = 0; v < count; v += 1) {
    const key = [0, 1, 2].map((k) => Math.round((places[v * 3 + k] ?? 0) * 5_000)).join();
    const found = known.get(key) ?? known.size;
    known.set(key, found);
    knot[v] = found;
  }
  const around: Set<number>[] = Array.from({ length: known.size }, () => new Set());
  for (let at = 0; at < triangles.length; at += 3) {
    const corners = [0, 1, 2].map((k) => knot[triangles[at + k] ?? 0] ?? 0);
    corners.forEach((a, k) => {
      const b = corners[(k + 1) % 3] ?? 0;
      around[a]?.add(b);
      around[b]?.add(a);
    });
  }
  const first = new Uint32Array(known.size + 1);
  around.forEach((each, k) => (first[k + 1] = (first[k] ?? 0) + each.size));
  const near = new Uint32Array(first[known.size] ?? 0);
  around.forEach((each, k) => near.set([...each], first[k]));
  return { knots: known.size, knot, first, near };
}

/** 1 on the side that is meant and 0 on the other, by where a vertex is at rest; `side` is 1 for left, -1 for right, 0 both. */
export function sideWeight(x: number, side: -1 | 0 | 1): number {
  if (side === 0) return 1;
  return Math.min(1, Math.max(0, (x * side) / MIDDLE_M + 0.5));
}

/**
 * How much each vertex is lit, 0 to 1. `bits` answers byte k (0 to 7) of a vertex; `lit` are numbers of muscles.
 */
export function glowOf(
  net: Net,
  places: Float32Array,
  bits: (vertex: number, byte: number) => number,
  lit: readonly number[],
  side: -1 | 0 | 1,
): Float32Array {
  let weights = new Float32Array(net.knots);
  for (let v = 0; v < net.knot.length; v += 1) {
    const of = lit.some((muscle) => ((bits(v, muscle >> 3) >> (muscle & 7)) & 1) === 1) ? 1 : 0;
    const k = net.knot[v] ?? 0;
    weights[k] = Math.max(weights[k] ?? 0, of * sideWeight(places[v * 3] ?? 0, side));
  }
  for (let pass = 0; pass < PASSES; pass += 1) weights = blurred(net, weights);
  return Float32Array.from(net.knot, (k) => weights[k] ?? 0);
}

function blurred({ knots, first, near }: Net, weights: Float32Array): Float32Array<ArrayBuffer> {
  const out = new Float32Array(knots);
  for (let k = 0; k < knots; k += 1) {
    const from = first[k] ?? 0;
    const to = first[k + 1] ?? 0;
    let sum = 0;
    for (let at = from; at < to; at += 1) sum += weights[near[at] ?? 0] ?? 0;
    out[k] = to > from ? ((weights[k] ?? 0) + sum / (to - from)) / 2 : (weights[k] ?? 0);
  }
  return out;
}
