/** What the lock screen, the headphones and the keys for media show and do. Nothing where the browser has none of it. */

export interface Showing {
  title: string;
  artist: string;
  /** An address of this server. */
  picture: string | undefined;
}

export interface Handlers {
  play: () => void;
  pause: () => void;
  nexttrack: () => void;
  previoustrack: () => void;
}

export class LockScreen {
  readonly #session: MediaSession | undefined;
  #actions: MediaSessionAction[] = [];

  constructor(
    session: MediaSession | undefined = (navigator as { mediaSession?: MediaSession }).mediaSession,
  ) {
    this.#session = session;
  }

  /** What its buttons do. */
  obey(handlers: Handlers): void {
    this.#actions = Object.keys(handlers) as (keyof Handlers)[];
    for (const [action, handler] of Object.entries(handlers)) this.#on(action as MediaSessionAction, handler);
  }

  show({ title, artist, picture }: Showing): void {
    if (!this.#session) return;
    const artwork = picture
      ? [{ src: new URL(picture, location.href).href, sizes: "640x480", type: "image/webp" }]
      : [];
    this.#session.metadata = new MediaMetadata({ title, artist, artwork });
  }

  /** Where the session is; both in ms. */
  place(playing: boolean, position: number, duration: number): void {
    if (!this.#session) return;
    this.#session.playbackState = playing ? "playing" : "paused";
    if (duration <= 0) return;
    this.#session.setPositionState?.({
      duration: duration / 1_000,
      position: Math.min(position, duration) / 1_000,
      playbackRate: 1,
    });
  }

  /** Takes all of it away. */
  clear(): void {
    if (!this.#session) return;
    for (const action of this.#actions) this.#on(action, null);
    this.#session.metadata = null;
    this.#session.playbackState = "none";
    this.#session.setPositionState?.();
  }

  #on(action: MediaSessionAction, handler: (() => void) | null): void {
    try {
      this.#session?.setActionHandler(action, handler);
    } catch {
      // a browser that does not know this button
    }
  }
}
