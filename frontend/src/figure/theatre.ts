/** One figure that takes orders and tells what is seen: the same in a worker and, where that cannot draw, in the page. */

import { Actor, type Alone, type Canvas, type Course, type Dress, type Seen } from "./actor";
import { clipOf } from "./choice";
import { fetchClip } from "./fetched";
import type { Tokens } from "./stage";

/** What is shown first, and so is fetched meanwhile. */
export interface First {
  readonly movement: string;
  readonly form: string | null;
}

export type Order =
  | { readonly order: "make"; readonly dress: Dress; readonly canvas: Canvas; readonly first: First }
  | { readonly order: "rehearse"; readonly movement: string; readonly form: string | null }
  | { readonly order: "routine"; readonly timeline: Course["timeline"]; readonly steps: Course["steps"] }
  | { readonly order: "at"; readonly position_ms: number; readonly playing: boolean }
  | { readonly order: "repeat"; readonly alone: Alone }
  | { readonly order: "theme"; readonly tokens: Tokens }
  | { readonly order: "size"; readonly width: number; readonly height: number; readonly density: number }
  | { readonly order: "turn"; readonly by: readonly [number, number] | undefined }
  | { readonly order: "wake" | "rest" | "close" };

export type News =
  | { readonly news: "ready" }
  | { readonly news: "failed"; readonly why: string }
  | { readonly news: "seen"; readonly seen: Seen }
  | { readonly news: "turned"; readonly round: number }
  /** The browser has taken what it draws with away, as when a graphics card is reset. */
  | { readonly news: "lost" };

/** Takes orders from now on. `make` comes first, and the others when it is ready; `close` at any time. */
export function theatre(tell: (news: News) => void): (order: Order) => void {
  let actor: Actor | undefined;
  let routine: Pick<Course, "timeline" | "steps"> | undefined;
  let closed = false;

  async function make(dress: Dress, canvas: Canvas, { movement, form }: First) {
    const clip = clipOf(dress.figures, movement, form);
    if (clip) fetchClip(dress.figures, clip).catch(() => undefined);
    try {
      const made = await Actor.make(dress, canvas, (seen) => tell({ news: "seen", seen }));
      if (closed) return made.close();
      actor = made;
      canvas.addEventListener("webglcontextlost", () => {
        if (!closed) tell({ news: "lost" });
      });
      tell({ news: "ready" });
    } catch (error) {
      tell({ news: "failed", why: String(error) });
    }
  }

  return (order) => {
    switch (order.order) {
      case "make":
        return void make(order.dress, order.canvas, order.first);
      case "rehearse":
        return void actor?.rehearse(order).catch(() => undefined);
      case "routine":
        routine = order;
        return;
      case "at":
        return routine && actor?.follow({ ...routine, ...order });
      case "repeat":
        return actor?.repeat(order.alone);
      case "theme":
        return actor?.theme(order.tokens);
      case "size":
        return actor?.resize(order.width, order.height, order.density);
      case "turn":
        return actor && tell({ news: "turned", round: actor.turn(order.by) });
      case "wake":
        return actor?.wake();
      case "rest":
        return actor?.rest();
      case "close":
        closed = true;
        actor?.close();
        actor = undefined;
    }
  };
}
