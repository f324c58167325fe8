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

/** A tenth of a millimetre is one place; nothing is farther off than some metres. */
const FINENESS = 5_000;
const SPAN = 40_000;

/** Knots and edges of a mesh; `places` has three numbers a vertex (metres). */
export function netOf(places: Float32Array, triangles: ArrayLike<number>): Net {
  const count = places.length / 3;
  const knot = new Uint32Array(count);
  const known = new Map<number, number>();
  const cell = (at: number) => Math.round((places[at] ?? 0) * FINENESS) + SPAN / 2;
  for (let v = 0; v < count; v += 1) {
    const key = (cell(v * 3) * SPAN + cell(v * 3 + 1)) * SPAN + cell(v * 3 + 2);
    const found = known.get(key) ?? known.size;
    known.set(key, found);
    knot[v] = found;
  }
  // An edge between two triangles counts twice, for both of its ends, and so for none more than another.
  const knots = known.size;
  const first = new Uint32Array(knots + 1);
  const of = (at: number) => knot[triangles[at] ?? 0] ?? 0;
  for (let at = 0; at < triangles.length; at += 1) {
    const k = of(at) + 1;
    first[k] = (first[k] ?? 0) + 2;
  }
  for (let k = 0; k < knots; k += 1) first[k + 1] = (first[k + 1] ?? 0) + (first[k] ?? 0);
  const next = first.slice();
  const near = new Uint32Array(first[knots] ?? 0);
  for (let at = 0; at < triangles.length; at += 3) {
    for (let corner = 0; corner < 3; corner += 1) {
      const k = of(at + corner);
      const into = next[k] ?? 0;
      near[into] = of(at + ((corner + 1) % 3));
      near[into + 1] = of(at + ((corner + 2) % 3));
      next[k] = into + 2;
    }
  }
  return { knots, knot, first, near };
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
