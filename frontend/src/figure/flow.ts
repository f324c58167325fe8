/**
 * Makes one flowing movement of what is wanted from moment to moment. Where that jumps (another movement, the other side,
 * a skip), the figure goes from what it shows to what is wanted, bone by bone, and on the way never sinks into the floor.
 * Pure; times are ms of any steady clock.
 */

import { placesOf, slerp, widest, type Triple } from "./rig";

interface Skeleton {
  readonly bones: readonly { readonly parent: number }[];
  /** Each bone's offset to its parent at rest, in metres. */
  readonly offsets: readonly Triple[];
}

/** More than this, and more than it can turn in the time, is a jump. */
const JUMP_DEGREES = 14;
const JUMP_M = 0.06;
const FASTEST_DEGREES_S = 200;
const FASTEST_M_S = 1.2;
const BLEND_MS = { least: 350, a_degree: 11, a_metre: 900, most: 2_000 };

export class Flow {
  readonly locals: Float32Array;
  root: Triple = [0, 0, 0];
  readonly #wanted: Float32Array;
  readonly #from: Float32Array;
  readonly #places: Float32Array;
  #wantedRoot: Triple = [0, 0, 0];
  #fromRoot: Triple = [0, 0, 0];
  #begun = 0;
  #length = 0;
  #last: number | undefined;

  constructor(readonly skeleton: Skeleton) {
    const count = skeleton.bones.length;
    this.locals = new Float32Array(count * 4);
    this.#wanted = new Float32Array(count * 4);
    this.#from = new Float32Array(count * 4);
    this.#places = new Float32Array(count * 3);
  }

  /** Whether it is on its way from one thing to another. */
  get blending(): boolean {
    return this.#length > 0;
  }

  /** Takes what is wanted now; `locals` and `root` are then what to show. Answers how far the change has come, 0 to 1. */
  next(wanted: Float32Array, root: Triple, now: number): number {
    if (this.#last === undefined) this.#show(wanted, root);
    else this.#notice(wanted, root, now);
    this.#wanted.set(wanted);
    this.#wantedRoot = root;
    this.#last = now;
    const part = this.#length > 0 ? Math.min(1, (now - this.#begun) / this.#length) : 1;
    if (part >= 1) {
      this.#length = 0;
      this.#show(wanted, root);
      return 1;
    }
    const t = part * part * (3 - 2 * part);
    slerp(this.#from, wanted, t, this.locals);
    const straight = mix(this.#fromRoot, root, t);
    const least = this.#lowest(this.#from, this.#fromRoot) * (1 - t) + this.#lowest(wanted, root) * t;
    const sunk = Math.max(0, least - this.#lowest(this.locals, straight));
    this.root = [straight[0], straight[1] + sunk, straight[2]];
    return t;
  }

  #show(wanted: Float32Array, root: Triple): void {
    this.locals.set(wanted);
    this.root = root;
  }

  #notice(wanted: Float32Array, root: Triple, now: number): void {
    const seconds = Math.max(0, now - (this.#last ?? now)) / 1_000;
    const turned = widest(this.#wanted, wanted);
    const moved = distance(this.#wantedRoot, root);
    if (turned < JUMP_DEGREES + FASTEST_DEGREES_S * seconds && moved < JUMP_M + FASTEST_M_S * seconds) return;
    const far =
      widest(this.locals, wanted) * BLEND_MS.a_degree + distance(this.root, root) * BLEND_MS.a_metre;
    this.#from.set(this.locals);
    this.#fromRoot = this.root;
    this.#begun = this.#last ?? now;
    this.#length = Math.min(BLEND_MS.most, BLEND_MS.least + far);
  }

  #lowest(locals: Float32Array, root: Triple): number {
    const { bones, offsets } = this.skeleton;
    placesOf(bones, offsets, locals, root, this.#places);
    let lowest = Infinity;
    for (let at = 1; at < this.#places.length; at += 3) lowest = Math.min(lowest, this.#places[at] ?? 0);
    return lowest;
  }
}

function mix(a: Triple, b: Triple, part: number): Triple {
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part];
}

function distance(a: Triple, b: Triple): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
