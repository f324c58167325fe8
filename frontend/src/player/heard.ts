/**
 * How much of a track was heard. A player says its place in steps, up to a quarter of a second apart; between two of them
 * the place goes on by itself, though not for long: where the sound stands still, so does the time. It never goes back.
 */

/** The longest time for which a place that is not renewed goes on. */
export const COARSE_MS = 250;

export class Heard {
  #total = 0;
  #from = 0;
  #place = 0;
  #said: number | undefined;
  #saidAt = 0;
  #moving = false;

  /** All that was heard and counts, in ms. */
  get total(): number {
    return this.#total + this.#place - this.#from;
  }

  /** Where in the track the sound is, in ms. */
  get place(): number {
    return this.#place;
  }

  /** The sound goes on from another place; what comes before that place does not count. */
  from(place: number): void {
    this.#total = this.total;
    this.#from = this.#place = place;
    this.#said = undefined;
    this.#moving = false;
  }

  /** The player says its place; `now` is the monotonic time. All in ms. */
  read(said: number, now: number): void {
    if (said !== this.#said) {
      this.#moving = this.#said !== undefined;
      this.#said = said;
      this.#saidAt = now;
    }
    // It starts late: only what has moved once goes on by itself.
    const since = this.#moving ? Math.min(now - this.#saidAt, COARSE_MS) : 0;
    this.#place = Math.max(this.#place, said + since);
  }

  /** It was stopped there. */
  settle(said: number): void {
    this.#place = Math.max(this.#place, said);
  }
}
