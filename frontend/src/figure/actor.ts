/**
 * Leads the figure through time: asks what it should do, gets the clips for it, and has it drawn. The page reaches it only
 * through a `Puppet`, as three.js comes with it and drawing may hold up whoever does it.
 */

import type { Figures } from "../api";
import type { Timeline } from "../player/playback";
import { clipOf, fileAt, type Body, type Clothes } from "./choice";
import { lungsAt, telling, type Clip, type Place } from "./clip";
import { CLIPS_KEPT, fetchClip, fetchRig } from "./fetched";
import { looping, momentAt, placeOf, type Side, type Spot } from "./motion";
import { Stage, type Tokens } from "./stage";

/** A routine, and where it is. */
export interface Course {
  readonly timeline: Timeline;
  readonly steps: readonly { readonly movement: string; readonly form?: string | null }[];
  readonly position_ms: number;
  readonly playing: boolean;
}

/** A movement shown by itself, over and over. */
export interface Alone {
  readonly movement: string;
  readonly form?: string | null;
  readonly side: Side;
}

export type Canvas = HTMLCanvasElement | OffscreenCanvas;

export interface Dress {
  readonly figures: Figures;
  readonly body: Body;
  readonly clothes: Clothes;
}

/** What is seen at this moment, for those who watch. */
export interface Seen {
  readonly movement: string;
  readonly place: Place;
  readonly side: Side;
}

interface Wanted {
  readonly movement: string;
  readonly form: string | null | undefined;
  readonly side: Side;
  readonly spot: (clip: Clip) => Spot;
  readonly lungs: number | undefined;
}

const FRAME_MS = { moving: 1_000 / 31, breathing: 1_000 / 13 };
/** Where the processor draws, it must not do only that. */
const PLAIN_FRAME_MS = { moving: 1_000 / 16, breathing: 1_000 / 4 };
const FIRST_PX = [64, 48] as const;
const BREATH_MS = 5_200;
/** Between two looks at the clock the position goes on by itself for so long. */
const AHEAD_MS = 120;
/** The page has at least as much time for itself as drawing took, and more. */
const REST = 2.5;
const MOST_COST_MS = 1_000;
const FRAME_AT_LEAST_MS = 17;
const SLOW_MS = 110;
const IDLE_FRAMES = 45;
/** A clip that did not come is asked for again after this. */
const AGAIN_MS = 5_000;

export class Actor {
  readonly stage: Stage;
  #course: Course | undefined;
  #alone: Alone | undefined;
  #clips = new Map<string, Clip | undefined>();
  #timer = 0;
  #last = 0;
  #idle = 0;
  #begun: number | undefined;
  #anchor = { position_ms: -1, at: 0, moving: false };
  #calm = false;
  #lost = false;
  #seen: Seen | undefined;
  #first: WebGLSync | "painted" | undefined;
  #cost = 0;
  #drew = false;
  #frame = 0;
  #pace = { count: 0, sum: 0 };

  private constructor(
    readonly dress: Dress,
    stage: Stage,
    readonly onseen: (seen: Seen) => void,
  ) {
    this.stage = stage;
    stage.canvas.addEventListener("webglcontextlost", () => {
      this.#lost = true;
      this.#seen = this.#first = undefined;
      this.rest();
    });
    // three.js has listened before, and has everything anew
    stage.canvas.addEventListener("webglcontextrestored", () => {
      this.#lost = false;
      stage.redraw();
      this.wake();
    });
  }

  /** Gets everything ready but a movement. Throws where there is no WebGL, or a file does not come. */
  static async make(dress: Dress, canvas: Canvas, onseen: (seen: Seen) => void): Promise<Actor> {
    const { figures, body, clothes } = dress;
    const rig = await fetchRig(figures);
    const mesh = fileAt(figures, `${body}.glb`);
    const stage = new Stage({ rig, body, mesh, clothes: fileAt(figures, `${body}-${clothes}.webp`) }, canvas);
    try {
      await stage.load();
    } catch (error) {
      stage.dispose();
      throw error;
    }
    return new Actor(dress, stage, onseen);
  }

  /** Draws a first, small picture, which takes longer than those after it. */
  async rehearse({ movement, form }: { movement: string; form: string | null }): Promise<void> {
    const name = clipOf(this.dress.figures, movement, form);
    if (!name) return;
    const clip = await fetchClip(this.dress.figures, name);
    if (this.#live) return;
    this.stage.resize(...FIRST_PX, 1);
    this.stage.show({ clip, side: "both" }, 0);
    this.stage.pose(telling(clip), 0, 0);
    this.stage.redraw();
  }

  /** Plays along with a routine. */
  follow(course: Course): void {
    this.#alone = undefined;
    this.#course = course;
    this.wake();
  }

  /** Shows one movement over and over. */
  repeat(alone: Alone): void {
    this.#course = undefined;
    this.#alone = alone;
    this.#begun = undefined;
    this.wake();
  }

  theme(tokens: Tokens): void {
    this.stage.theme(tokens);
    this.wake();
  }

  /** Takes the size of the room, in CSS pixels, and how many points the screen has to one. */
  resize(width: number, height: number, density: number): void {
    const changed = this.stage.resize(width, height, density);
    // at once, or the picture would be gone until the next frame; before there is one it would only cost time
    if (changed && this.#seen) this.stage.redraw();
  }

  /** Turns the view by degrees, or back to where the movement is seen best; answers how far it is turned then. */
  turn(by: readonly [number, number] | undefined): number {
    if (by) this.stage.turn(...by);
    else this.stage.turnBack();
    this.wake();
    return Math.round(this.stage.turned.round);
  }

  /** Draws from now on, as long as there is anything to draw. */
  wake(): void {
    this.#idle = 0;
    if (!this.#timer && !this.#lost) this.#timer = requestAnimationFrame(this.#tick);
  }

  /** Stops drawing, as when nobody sees it. */
  rest(): void {
    cancelAnimationFrame(this.#timer);
    this.#timer = 0;
  }

  close(): void {
    this.rest();
    this.stage.dispose();
  }

  // The time is the frame's own: asking the page's clock would come between the player and its looks at it.
  readonly #tick = (now: number): void => {
    this.#timer = requestAnimationFrame(this.#tick);
    // what was drawn holds up the frame that comes after it
    if (this.#drew) this.#cost = Math.min(MOST_COST_MS, now - this.#frame - FRAME_AT_LEAST_MS);
    this.#drew = false;
    this.#frame = now;
    // nothing more is ordered before the first picture is there
    if (this.#first && this.#first !== "painted") return this.#tell();
    const passed = now - this.#last;
    const frame = this.stage.plain ? PLAIN_FRAME_MS : FRAME_MS;
    const least = this.#cost * REST;
    if (passed < Math.max(least, this.#calm ? frame.breathing : frame.moving)) return;
    this.#last = now;
    const wanted = this.#wanted(now);
    const clip = wanted && this.#clip(wanted);
    this.#seen = wanted && clip && this.#show(wanted, clip, now);
    const drawn = this.stage.draw(now);
    this.#tell();
    this.#drew = drawn;
    if (drawn) this.#watchPace(passed);
    this.#idle = drawn ? 0 : this.#idle + 1;
    if (this.#idle > IDLE_FRAMES && !this.#live) this.rest();
  };

  get #live(): boolean {
    return this.#alone !== undefined || this.#course?.playing === true;
  }

  #tell(): void {
    if (this.#seen && this.#painted()) this.onseen(this.#seen);
  }

  /** Whether the first picture is there: what was ordered is drawn later, and the still must not go before. */
  #painted(): boolean {
    if (this.#first === "painted") return true;
    const pen = this.stage.canvas.getContext("webgl2") as WebGL2RenderingContext | null;
    if (!pen || this.#lost) return false;
    if (!this.#first) {
      this.#first = pen.fenceSync(pen.SYNC_GPU_COMMANDS_COMPLETE, 0) ?? "painted";
      pen.flush();
    } else if (pen.clientWaitSync(this.#first, 0, 0) !== pen.TIMEOUT_EXPIRED) {
      pen.deleteSync(this.#first);
      this.#first = "painted";
    }
    return this.#first === "painted";
  }

  #show(wanted: Wanted, clip: Clip, now: number): Seen {
    const place = placeOf(clip, wanted.spot(clip));
    const lungs =
      wanted.lungs ??
      lungsAt(clip, place) ??
      (this.#live ? (1 - Math.cos((now / BREATH_MS) * 2 * Math.PI)) / 2 : 0.3);
    this.stage.show({ clip, side: wanted.side }, now);
    this.stage.pose(place, lungs, now);
    this.#calm = place.from === place.to && !this.stage.busy;
    return { movement: wanted.movement, place, side: wanted.side };
  }

  #wanted(now: number): Wanted | undefined {
    if (this.#alone) {
      this.#begun ??= now;
      const passed = now - this.#begun;
      return {
        ...this.#alone,
        form: this.#alone.form,
        spot: (clip) => looping(clip, passed),
        lungs: undefined,
      };
    }
    const course = this.#course;
    if (!course) return undefined;
    const moment = momentAt(course.timeline, this.#position(course, now));
    const step = course.steps[moment.step];
    if (!step) return undefined;
    // what comes next is fetched before it is needed
    const next = course.steps[moment.step + 1];
    if (next) this.#clip(next);
    const { spot, side, lungs } = moment;
    return { movement: step.movement, form: step.form, side, spot: () => spot, lungs };
  }

  /** The player looks at its clock less often than the figure is drawn. */
  #position({ position_ms, playing, timeline }: Course, now: number): number {
    const anchor = this.#anchor;
    if (position_ms !== anchor.position_ms) {
      const on = position_ms - anchor.position_ms;
      this.#anchor = { position_ms, at: now, moving: playing && on > 0 && on < 1_000 };
      return position_ms;
    }
    const ahead = playing && anchor.moving ? now - anchor.at : 0;
    if (ahead > AHEAD_MS) return position_ms;
    return Math.min(timeline.duration_ms, position_ms + ahead);
  }

  /** The clip, if it is there; else it is sent for. */
  #clip({ movement, form }: { movement: string; form?: string | null | undefined }): Clip | undefined {
    const { figures } = this.dress;
    const name = clipOf(figures, movement, form);
    if (!name) return undefined;
    if (this.#clips.has(name)) return this.#clips.get(name);
    this.#clips.set(name, undefined);
    void fetchClip(figures, name).then(
      (clip) => {
        this.#clips.set(name, clip);
        for (const oldest of this.#clips.keys()) {
          if (this.#clips.size <= CLIPS_KEPT) break;
          this.#clips.delete(oldest);
        }
        this.wake();
      },
      () => setTimeout(() => this.#clips.delete(name), AGAIN_MS),
    );
    return undefined;
  }

  #watchPace(passed: number): void {
    if (this.#calm || passed > 500) return;
    this.#pace = { count: this.#pace.count + 1, sum: this.#pace.sum + passed };
    if (this.#pace.count < 20) return;
    if (this.#pace.sum / this.#pace.count > SLOW_MS) this.stage.coarser();
    this.#pace = { count: 0, sum: 0 };
  }
}
