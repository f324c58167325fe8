/**
 * What the figure does at a moment of a routine: which step's movement it shows, on which side, and how far it is on the
 * way from one key pose to the next. Pure; times are ms.
 *
 * A change of movement or side stands here as a jump at the start pose: the stage makes one flowing movement of it.
 */

import { breathAt } from "../player/cues";
import { stepAt, type Segment, type Timeline } from "../player/playback";
import { roundOf, tellingPose, type Clip, type Place } from "./clip";

export type Side = Segment["side"];
export type Role = "start" | "hold" | "inhale" | "exhale";

/** On the way between two moments of a movement (`part` from 0 to 1), or in the middle of a repetition. */
export type Spot =
  | { readonly from: Role; readonly to: Role; readonly part: number }
  | { readonly round: number; readonly direction: number };

export interface Moment {
  readonly step: number;
  readonly side: Side;
  readonly spot: Spot;
  /** How full the lungs are, 0 to 1; undefined where the breath is left alone. */
  readonly lungs: number | undefined;
}

/** Moving into a pose takes this long at most, out of it less. */
const ENTER_MS = 4_000;
const LEAVE_MS = 2_500;
/** The pose is there a moment before the hold begins. */
const EARLY_MS = 300;
/** Time for the stage to get from one movement to the next. */
const SETTLE_MS = 2_200;
const DEMO_STAY_MS = 3_000;
const ROUND_MS = { least: 3_500, most: 9_000 };
const QUIET: readonly Segment["kind"][] = ["transition", "prepare", "rest", "switch"];

const still = (role: Role): Spot => ({ from: role, to: role, part: 0 });

/** Slow at both ends, as a body moves. */
export function eased(part: number): number {
  const t = Math.min(1, Math.max(0, part));
  return t * t * (3 - 2 * t);
}

const way = (from: Role, to: Role, part: number): Spot => ({ from, to, part: eased(part) });

/** What the figure does then. */
export function momentAt(timeline: Timeline, position_ms: number): Moment {
  const index = indexAt(timeline, position_ms);
  const segment = timeline.segments[index] as Segment;
  const step = stepAt(timeline, segment.start_ms);
  const passed = Math.min(position_ms, segment.end_ms) - segment.start_ms;
  const length = segment.end_ms - segment.start_ms;
  if (QUIET.includes(segment.kind)) return quiet(timeline, index, passed, length);
  const here = { step, side: segment.side };
  if (segment.kind === "hold") return { ...here, spot: still("hold"), lungs: undefined };
  const breath = breathAt(timeline, segment.start_ms, segment.end_ms, position_ms);
  if (breath) {
    const before = endOf(timeline, index - 1, step);
    const spot: Spot =
      breath.phase === "in"
        ? { from: before === "exhale" ? "exhale" : "start", to: "inhale", part: breath.full }
        : { from: "inhale", to: "exhale", part: 1 - breath.full };
    return { ...here, spot, lungs: breath.full };
  }
  const direction = directionOf(timeline, index, step);
  return { ...here, spot: { round: length > 0 ? passed / length : 0, direction }, lungs: undefined };
}

/** Between stretches of work: out of what was, a look at what comes, and into it. */
function quiet(timeline: Timeline, index: number, passed: number, length: number): Moment {
  const segment = timeline.segments[index] as Segment;
  const step = stepAt(timeline, segment.start_ms);
  const was = timeline.segments[index - 1];
  const pose = was ? endOf(timeline, index - 1) : "start";
  const leave = pose === "start" ? 0 : Math.min(LEAVE_MS, length * 0.35);
  if (was && passed < leave) {
    const spot = way(pose, "start", passed / leave);
    return { step: stepAt(timeline, was.start_ms), side: was.side, spot, lungs: undefined };
  }
  const here = { step, side: segment.side, lungs: undefined };
  const enters = endOf(timeline, index) === "hold";
  const enter = enters ? Math.min(ENTER_MS, (length - leave) * 0.6) : 0;
  const early = length > ENTER_MS ? EARLY_MS : 0;
  const begins = length - early - enter;
  if (enters && passed >= begins) return { ...here, spot: way("start", "hold", (passed - begins) / enter) };
  if (segment.kind !== "prepare") return { ...here, spot: still("start") };
  const free = { from: leave + SETTLE_MS, to: begins - EARLY_MS };
  const shown = enters ? demo(passed, free) : rehearsal(timeline, index, passed, free);
  return { ...here, spot: shown ?? still("start") };
}

interface Span {
  from: number;
  to: number;
}

/** Where there is much to listen to, the pose is shown once meanwhile: in, a moment there, and out. */
function demo(passed: number, { from, to }: Span): Spot | undefined {
  const at = passed - from;
  const out = ENTER_MS + DEMO_STAY_MS;
  if (to - from < out + LEAVE_MS || at < 0) return undefined;
  if (at < ENTER_MS) return way("start", "hold", at / ENTER_MS);
  if (at < out) return still("hold");
  return at < out + LEAVE_MS ? way("hold", "start", (at - out) / LEAVE_MS) : undefined;
}

/** One slow repetition before they are counted, where there is time for it. */
function rehearsal(timeline: Timeline, index: number, passed: number, { from, to }: Span): Spot | undefined {
  const step = stepAt(timeline, (timeline.segments[index] as Segment).start_ms);
  const first = timeline.segments[index + 1];
  if (!first || QUIET.includes(first.kind)) return undefined;
  const wanted = (first.end_ms - first.start_ms) * 1.4;
  const length = Math.min(Math.max(wanted, ROUND_MS.least), ROUND_MS.most, to - from);
  const round = (passed - from) / length;
  if (length < ROUND_MS.least || round < 0 || round > 1) return undefined;
  return { round, direction: directionOf(timeline, index, step) };
}

/** The pose in which a segment ends; in another step than the one given it does not count. */
function endOf(timeline: Timeline, index: number, step?: number): Role {
  const segment = timeline.segments[index];
  if (!segment) return "start";
  const own = stepAt(timeline, segment.start_ms);
  if (step !== undefined && own !== step) return "start";
  if (segment.kind === "hold") return "hold";
  if (!QUIET.includes(segment.kind)) {
    const breath = breathAt(timeline, segment.start_ms, segment.end_ms, segment.end_ms);
    return breath ? "exhale" : "start";
  }
  const after = timeline.segments[index + 1];
  const holds = after?.kind === "hold" && stepAt(timeline, after.start_ms) === own;
  return holds && segment.kind !== "transition" ? "hold" : "start";
}

/** Which of the movement's directions it is, from 0: each later one begins with getting ready for it. */
function directionOf(timeline: Timeline, index: number, step: number): number {
  let count = -1;
  for (let at = index; at >= 0; at -= 1) {
    const segment = timeline.segments[at] as Segment;
    if (stepAt(timeline, segment.start_ms) !== step) break;
    if (segment.kind === "prepare") count += 1;
  }
  return Math.max(0, count);
}

function indexAt({ segments }: Timeline, position_ms: number): number {
  const after = segments.findIndex(({ start_ms }) => start_ms > position_ms);
  return after < 0 ? segments.length - 1 : Math.max(0, after - 1);
}

/** The two key poses of the clip that a spot lies between. */
export function placeOf(clip: Clip, spot: Spot): Place {
  if ("round" in spot) return onRound(roundOf(clip, spot.direction), spot.round);
  return { from: poseOf(clip, spot.from), to: poseOf(clip, spot.to), u: spot.part };
}

function poseOf(clip: Clip, role: Role): string {
  const { phases } = clip;
  const own = phases[role];
  if (own) return own;
  return role === "hold" || role === "inhale" ? tellingPose(clip) : phases.start;
}

/** A circle of many poses turns evenly; to and fro slows down at both ends. */
const EVEN_FROM = 4;

function onRound(poses: readonly string[], part: number): Place {
  const legs = poses.length - 1;
  if (legs < 1) return { from: poses[0] as string, to: poses[0] as string, u: 0 };
  const at = Math.min(1, Math.max(0, part)) * legs;
  const leg = Math.min(legs - 1, Math.floor(at));
  const u = at - leg;
  return { from: poses[leg] as string, to: poses[leg + 1] as string, u: legs < EVEN_FROM ? eased(u) : u };
}

/** Shown on its own, over and over: once through the movement, with a moment's rest at both ends. */
export function looping(clip: Clip, passed_ms: number): Spot {
  const turns = Object.keys(clip.phases.directions ?? {}).length;
  const holds = Boolean(clip.phases.hold);
  const { move, stay } = holds ? { move: 3_200, stay: 2_600 } : { move: 0, stay: 0 };
  if (holds) {
    const at = passed_ms % (2 * (move + stay));
    const half = stay / 2;
    if (at < half) return still("start");
    if (at < half + move) return way("start", "hold", (at - half) / move);
    if (at < half + move + stay) return still("hold");
    return way("hold", "start", (at - half - move - stay) / move);
  }
  const legs = roundOf(clip).length - 1;
  const length = Math.max(ROUND_MS.least, legs * (legs < EVEN_FROM ? 2_800 : 1_100));
  const pause = legs < EVEN_FROM ? 500 : 0;
  const times = Math.floor(passed_ms / (length + pause));
  const part = Math.min(1, (passed_ms - times * (length + pause)) / length);
  // three times one way, then three times the other
  return { round: part, direction: turns > 1 ? Math.floor(times / 3) % turns : 0 };
}
