/**
 * Plays a track, and says how much of it was heard. It jumps without a click, stops where it is told, and when the
 * element fails or stands still it says so once and is silent from then on.
 */

import { Heard } from "./heard";
import type { Track } from "./track";

export interface DeckListener {
  /** It cannot play, or not any more. */
  failed: () => void;
  /** The system has stopped it: a call came in, or the headphones came off. */
  held: () => void;
  /** The end of the track was reached. */
  ended: () => void;
}

/** How softly a jump or a stop begins and ends. */
export interface Softly {
  out?: boolean;
  in?: boolean;
}

/** Nearer than this a place is where the sound is already. */
const NEAR_MS = 60;
const FADE_MS = 30;
const FADE_STEPS = 5;
/** So long the sound may stand where it should go on. */
const STUCK_MS = 4_000;
/** A look later than this says nothing of the sound in between. */
const LATE_MS = 200;
/** A track may be shorter than it should by what its last frame leaves out. */
const SHORT_MS = 300;

export class Deck {
  readonly #heard = new Heard();
  readonly #until = new AbortController();
  #address: string | undefined;
  #leadIn = 0;
  #least_ms = 0;
  #usable = false;
  #running = false;
  #begun = false;
  /** The place it is jumping to, until it is there. */
  #target: number | undefined;
  /** Which of the jumps and stops is the last that was asked for. */
  #last = 0;
  #volume = 1;
  #stood = 0;
  #lookedAt = 0;
  #wasAt = 0;

  constructor(
    readonly listener: DeckListener,
    readonly element: HTMLAudioElement = new Audio(),
    readonly now: () => number = () => performance.now(),
  ) {
    const { signal } = this.#until;
    const on = (name: string, what: () => void) => element.addEventListener(name, what, { signal });
    element.preload = "auto";
    on("error", () => this.#fail());
    on("pause", () => this.#paused());
    // Nothing but this may let it sound: not a key of the keyboard, nor the system when a call is over.
    on("play", () => !this.#running && element.pause());
    on("ended", () => this.#ended());
  }

  /** Takes a track; `failed` is told where it cannot be played to its end. */
  load(track: Track): void {
    const { element } = this;
    this.unload();
    this.#leadIn = track.leadIn_ms;
    this.#begun = false;
    this.#target = undefined;
    this.#usable = true;
    this.#least_ms = track.leadIn_ms + track.duration_ms + track.tail_ms;
    const isWhole = () => element.duration * 1_000 > this.#least_ms - SHORT_MS;
    const { signal } = this.#until;
    element.addEventListener("loadedmetadata", () => isWhole() || this.#fail(), { signal, once: true });
    element.src = this.#address = URL.createObjectURL(track.sound);
    element.load();
  }

  /** Call it from a press: some browsers let sound begin only then, and remember it. */
  wake(): void {
    if (!this.#begun) this.element.play().catch(() => undefined);
  }

  /** Whether there is a track that may be played. */
  get usable(): boolean {
    return this.#usable;
  }

  /** All that was heard and counts, in ms: the time of the session. */
  readonly heard = (): number => {
    this.#read();
    return this.#heard.total;
  };

  /** Where in the track it is, in ms. */
  get place(): number {
    this.#read();
    return this.#heard.place;
  }

  /** How long the track is, in ms: what rings on after the routine makes it longer. */
  get length_ms(): number {
    const { duration } = this.element;
    return Number.isFinite(duration) ? duration * 1_000 : this.#least_ms;
  }

  get running(): boolean {
    return this.#running;
  }

  /** How loud, 0 to 1. */
  volume(volume: number, muted: boolean): void {
    this.#volume = volume;
    this.element.volume = volume;
    this.element.muted = muted;
  }

  /** Plays on from a place (in ms), or from where it is when that is near. At the very first it begins at the track's own. */
  run(place: number, softly: Softly = {}): void {
    if (!this.#usable) return;
    const was = this.#running;
    if (was && Math.abs(this.place - place) <= NEAR_MS) return;
    const from = !this.#begun && place === this.#leadIn ? 0 : place;
    this.#begun = true;
    this.#running = true;
    this.#stood = 0;
    void this.#jump(place, from, was ? softly : { ...softly, out: false });
    if (!was) this.#play();
  }

  /** Stops, to go on from that place. */
  async rest(place: number): Promise<void> {
    if (!this.#running) return;
    this.#read();
    this.#running = false;
    const mine = ++this.#last;
    this.#heard.from(place);
    this.#target = place;
    await this.#fade(0);
    if (mine !== this.#last) return;
    this.element.pause();
    this.#put(place);
    this.element.volume = this.#volume;
  }

  /** Call it often: notices where the sound stands though it should go on. */
  look(): void {
    const now = this.now();
    const since = Math.min(now - this.#lookedAt, LATE_MS);
    this.#lookedAt = now;
    if (!this.#running || this.element.currentTime !== this.#wasAt) this.#stood = 0;
    else this.#stood += since;
    this.#wasAt = this.element.currentTime;
    if (this.#stood > STUCK_MS) this.#fail();
  }

  /** Gives the sound back. */
  close(): void {
    this.#until.abort();
    this.unload();
  }

  /** Puts the track away. */
  unload(): void {
    const { element } = this;
    this.#usable = this.#running = false;
    this.#last += 1;
    if (!this.#address) return;
    element.pause();
    element.removeAttribute("src");
    element.load();
    URL.revokeObjectURL(this.#address);
    this.#address = undefined;
  }

  #read(): void {
    const { element } = this;
    if (this.#target !== undefined || !this.#running || element.seeking) return;
    this.#heard.read(element.currentTime * 1_000, this.now());
  }

  #play(): void {
    this.element.play().catch((error: unknown) => {
      const broken = error instanceof Error && error.name !== "AbortError";
      if (broken && this.#running) this.#fail();
    });
  }

  async #jump(place: number, from: number, softly: Softly): Promise<void> {
    const mine = ++this.#last;
    this.#read();
    this.#heard.from(place);
    this.#target = from;
    if (softly.out) await this.#fade(0);
    if (mine !== this.#last) return;
    this.element.volume = softly.in && !document.hidden ? 0 : this.#volume;
    this.#put(from);
    this.#target = undefined;
    if (!softly.in) return;
    await this.#there();
    if (mine === this.#last) await this.#fade(this.#volume);
  }

  /** Until the element is where it was put, or takes too long for anybody to wait. */
  async #there(): Promise<void> {
    const { element } = this;
    if (!element.seeking) return;
    await new Promise((done) => {
      element.addEventListener("seeked", done, { once: true });
      setTimeout(done, LATE_MS);
    });
  }

  #put(place: number): void {
    if (Math.abs(this.element.currentTime * 1_000 - place) >= 1) this.element.currentTime = place / 1_000;
  }

  /** In steps, over so long as they may take; the timers of a hidden tab are too slow for it. */
  async #fade(to: number): Promise<void> {
    const { element } = this;
    const mine = this.#last;
    const from = element.volume;
    for (let step = 1; step < FADE_STEPS && !document.hidden && !element.muted; step += 1) {
      element.volume = from + ((to - from) * step) / FADE_STEPS;
      await new Promise((done) => setTimeout(done, FADE_MS / FADE_STEPS));
      if (mine !== this.#last) return;
    }
    element.volume = to;
  }

  #paused(): void {
    const { element } = this;
    if (!this.#running || !element.paused || element.ended) return;
    this.#heard.settle(element.currentTime * 1_000);
    this.#running = false;
    this.listener.held();
  }

  #ended(): void {
    this.#heard.settle(this.element.currentTime * 1_000);
    this.#running = false;
    this.listener.ended();
  }

  #fail(): void {
    if (!this.#usable) return;
    this.unload();
    this.listener.failed();
  }
}
