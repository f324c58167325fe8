/**
 * The page's end of a moving figure. It is drawn in a worker: where the processor draws, the first picture can take
 * seconds on a busy machine, and nothing else may wait for it. Browsers whose workers cannot draw draw it in the page.
 */

import type { Figures } from "../api";
import type { Alone, Course, Dress, Seen } from "./actor";
import { clipOf, readBody, readClothes } from "./choice";
import type { Tokens } from "./stage";
import type { First, News, Order } from "./theatre";

/** Who is told what the figure does. */
export interface Watcher {
  seen: (seen: Seen) => void;
  turned: (round: number) => void;
  lost: () => void;
}

const NOBODY: Watcher = { seen: () => undefined, turned: () => undefined, lost: () => undefined };

/** Ways to give orders and to end it. */
interface Strings {
  readonly give: (order: Order, moved?: Transferable[]) => void;
  readonly cut: () => void;
}

export class Puppet {
  watcher: Watcher = NOBODY;
  #timeline: Course["timeline"] | undefined;

  private constructor(
    readonly dress: Dress,
    readonly canvas: HTMLCanvasElement,
    readonly strings: Strings,
  ) {}

  static #waiting: Promise<Puppet> | undefined;

  /** Makes one that waits for who asks next for the same body and clothes. Answers how to put it away. */
  static prepare(dress: Dress, first: First): () => void {
    const waiting = Puppet.#make(dress, first).then((made) => {
      made.strings.give({ order: "rehearse", ...first });
      return made;
    });
    Puppet.#waiting = waiting;
    waiting.catch(() => Puppet.#waiting === waiting && (Puppet.#waiting = undefined));
    return () => {
      if (Puppet.#waiting !== waiting) return;
      Puppet.#waiting = undefined;
      void waiting.then((made) => made.close()).catch(() => undefined);
    };
  }

  /** Gets everything ready but a movement. Throws where there is no WebGL, or a file does not come. */
  static async make(dress: Dress, first: First): Promise<Puppet> {
    const waiting = Puppet.#waiting;
    Puppet.#waiting = undefined;
    const made = await waiting?.catch(() => undefined);
    if (made?.dress.body === dress.body && made.dress.clothes === dress.clothes) return made;
    made?.close();
    return Puppet.#make(dress, first);
  }

  static async #make(dress: Dress, first: First): Promise<Puppet> {
    if (!canDraw()) throw new Error("This browser has no WebGL.");
    if (typeof HTMLCanvasElement.prototype.transferControlToOffscreen === "function") {
      try {
        return await Puppet.#hung(dress, first, inWorker);
      } catch {
        // its workers cannot draw
      }
    }
    const { theatre } = await import("./theatre");
    return Puppet.#hung(dress, first, (tell) => {
      const obey = theatre(tell);
      return { give: obey, cut: () => undefined };
    });
  }

  static async #hung(
    dress: Dress,
    first: First,
    hang: (tell: (news: News) => void) => Strings,
  ): Promise<Puppet> {
    const canvas = document.createElement("canvas");
    let made: Puppet | undefined;
    let strings: Strings | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        strings = hang((news) => {
          if (made) made.#tell(news);
          else if (news.news === "ready") resolve();
          else if (news.news === "failed") reject(new Error(news.why));
        });
        const worker = hang === inWorker;
        const drawn = worker ? canvas.transferControlToOffscreen() : canvas;
        strings.give(
          { order: "make", dress, canvas: drawn, first },
          worker ? [drawn as OffscreenCanvas] : [],
        );
      });
    } catch (error) {
      strings?.cut();
      throw error;
    }
    made = new Puppet(dress, canvas, strings as unknown as Strings);
    return made;
  }

  #tell(news: News): void {
    if (news.news === "seen") this.watcher.seen(news.seen);
    else if (news.news === "turned") this.watcher.turned(news.round);
    else this.watcher.lost();
  }

  /** Plays along with a routine. */
  follow({ timeline, steps, position_ms, playing }: Course): void {
    if (timeline !== this.#timeline) {
      this.#timeline = timeline;
      const known = steps.map(({ movement, form }) => ({ movement, form: form ?? null }));
      this.strings.give({ order: "routine", timeline, steps: known });
    }
    this.strings.give({ order: "at", position_ms, playing });
  }

  /** Shows one movement over and over. */
  repeat(alone: Alone): void {
    this.strings.give({ order: "repeat", alone });
  }

  theme(tokens: Tokens): void {
    this.strings.give({ order: "theme", tokens });
  }

  resize(width: number, height: number): void {
    this.strings.give({ order: "size", width, height, density: devicePixelRatio });
  }

  /** Turns the view by degrees, or back to where the movement is seen best. */
  turn(by?: readonly [number, number]): void {
    this.strings.give({ order: "turn", by });
  }

  /** Draws from now on, or not while nobody sees it. */
  wake(wanted: boolean): void {
    this.strings.give({ order: wanted ? "wake" : "rest" });
  }

  close(): void {
    this.watcher = NOBODY;
    this.strings.give({ order: "close" });
  }
}

function inWorker(tell: (news: News) => void): Strings {
  const worker = new Worker(new URL("./theatre.worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<News>) => tell(data);
  worker.onerror = () => tell({ news: "failed", why: "The worker did not start." });
  return {
    give: (order, moved = []) => worker.postMessage(order, moved),
    cut: () => worker.terminate(),
  };
}

/** Whether there is WebGL at all; three.js would only complain. */
function canDraw(): boolean {
  const gl = document.createElement("canvas").getContext("webgl2");
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return gl !== null;
}

/** Gets a figure ready before it is needed, so that it moves as soon as it is there. Answers how to put it away. */
export function warmUp(figures: Figures, movement: string, form: string | null): () => void {
  const moves = clipOf(figures, movement, form) !== undefined;
  if (!moves || matchMedia("(prefers-reduced-motion: reduce)").matches) return () => undefined;
  return Puppet.prepare({ figures, body: readBody(), clothes: readClothes() }, { movement, form });
}
