/** Keeps the screen lit while a session goes on, where the browser can. */

export class Wake {
  #wanted = false;
  #held: WakeLockSentinel | undefined;
  #asking = false;

  /** Says whether the screen is needed; call it again when the page comes back into view. */
  want(wanted: boolean): void {
    this.#wanted = wanted;
    if (wanted) void this.#ask();
    else this.#letGo();
  }

  async #ask(): Promise<void> {
    const wakeLock = (navigator as { wakeLock?: WakeLock }).wakeLock;
    if (!wakeLock || this.#asking || document.visibilityState !== "visible") return;
    if (this.#held && !this.#held.released) return;
    this.#asking = true;
    try {
      this.#held = await wakeLock.request("screen");
      if (!this.#wanted) this.#letGo();
    } catch {
      // refused, on low battery for one: the screen then follows the system's own rule
    } finally {
      this.#asking = false;
    }
  }

  #letGo(): void {
    void this.#held?.release().catch(() => undefined);
    this.#held = undefined;
  }
}
