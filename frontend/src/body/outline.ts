/**
 * A plain standing adult, from the front and from behind: smooth closed curves from one set of numbers, mirrored.
 *
 * The body is 600 high from crown to soles and 7.5 heads tall, so a head is 80; x is 0 in the middle. The heights of chin,
 * shoulder, crotch, knee and finger tips, and the breadths of shoulders and hips, lie between those of women and men as
 * anthropometric tables give them, in parts of the height.
 */

export type Point = readonly [x: number, y: number];

export const HEIGHT = 600;
/** Half of what the drawing is wide, with a little air. */
export const HALF = 101;

/** The right half of the outline: from the crown round the arm and the leg to the crotch. */
const HALF_BODY: readonly Point[] = [
  [0, 0],
  [15, 4],
  [26, 18],
  [30, 38],
  [28.5, 54],
  [23.5, 67],
  [18.5, 77],
  [18, 90],
  [22, 100],
  [37, 107],
  [57, 112],
  [71, 121],
  [79, 138],
  [82, 164],
  [85, 196],
  [88, 222],
  [91, 252],
  [93, 284],
  [93.5, 304],
  [97, 320],
  [98, 340],
  [95, 358],
  [89, 370],
  [83, 371],
  [79.5, 360],
  [79, 340],
  [79, 322],
  [81.5, 304],
  [78, 280],
  [71, 252],
  [66, 222],
  [62.5, 196],
  [58, 174],
  [54.5, 168],
  [53, 178],
  [50.5, 200],
  [48.5, 222],
  [50, 244],
  [54, 268],
  [57.5, 292],
  [59, 316],
  [57.5, 350],
  [52, 390],
  [45.5, 424],
  [43, 444],
  [44.5, 468],
  [44, 494],
  [37.5, 530],
  [29.5, 560],
  [28, 574],
  [31, 585],
  [36, 593],
  [36, 598.5],
  [28, 600],
  [19, 599.5],
  [14, 595],
  [13, 584],
  [14, 572],
  [13.5, 558],
  [11, 528],
  [8, 494],
  [9.5, 466],
  [11.5, 440],
  [9, 416],
  [5.5, 380],
  [2.5, 346],
  [0, 330],
];

const mirrored = ([x, y]: Point): Point => [-x, y];

/** The whole from its right half, whose first and last points lie in the middle. */
export function whole(half: readonly Point[]): Point[] {
  const inner = half.filter(([x]) => x !== 0);
  return [...half, ...inner.map(mirrored).reverse()];
}

/**
 * A smooth closed curve through the points, as path data: a centripetal Catmull-Rom spline, which neither loops nor
 * overshoots where points lie close, written as cubic Béziers.
 */
export function smooth(points: readonly Point[]): string {
  const at = (i: number) => points[(i + points.length) % points.length] as Point;
  const curves = points.map((_, i) => bezier(at(i - 1), at(i), at(i + 1), at(i + 2)));
  return `M${point(at(0))}${curves.join("")}Z`;
}

function bezier(before: Point, from: Point, to: Point, after: Point): string {
  const first = control(before, from, to);
  const second = control(after, to, from);
  return `C${point(first)} ${point(second)} ${point(to)}`;
}

/** The control point beside `from` on the way to `to`. */
function control(before: Point, from: Point, to: Point): Point {
  const [near, far] = [Math.sqrt(distance(before, from)), Math.sqrt(distance(from, to))];
  if (near === 0) return from;
  const along = (axis: 0 | 1) => {
    const [a, b, c] = [before[axis], from[axis], to[axis]];
    return b + (near * near * (c - b) + far * far * (b - a)) / (3 * near * (near + far));
  };
  return [along(0), along(1)];
}

const distance = (a: Point, b: Point) => Math.hypot(a[0] - b[0], a[1] - b[1]);
const point = ([x, y]: Point) => `${round(x)} ${round(y)}`;
const round = (value: number) => Math.round(value * 10) / 10;

/** The outline, the same from both sides. */
export const OUTLINE = smooth(whole(HALF_BODY));
