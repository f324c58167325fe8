/** Headphones and the lock screen lead the session, and are left as they were found. */

import { expect, it, vi } from "vitest";
import { LockScreen } from "./lockscreen";

vi.stubGlobal(
  "MediaMetadata",
  class {
    constructor(init: object) {
      Object.assign(this, init);
    }
  },
);

it("shows the movement with its picture, obeys its buttons, and is cleared at the end", () => {
  const handlers = new Map<string, (() => void) | null>();
  const places: unknown[] = [];
  const session = {
    metadata: null as unknown,
    playbackState: "none",
    setActionHandler(action: string, handler: (() => void) | null) {
      if (action === "nexttrack" && handler) throw new TypeError("not on this phone");
      handlers.set(action, handler);
    },
    setPositionState: (place?: unknown) => void places.push(place),
  };
  const screen = new LockScreen(session as unknown as MediaSession);
  const pause = vi.fn();
  screen.obey({ play: vi.fn(), pause, nexttrack: vi.fn(), previoustrack: vi.fn() });
  handlers.get("pause")?.();
  expect(pause).toHaveBeenCalledOnce();
  screen.show({ title: "Cat-cow", artist: "Morning", picture: "/figures/stills/cat-cow-slim.webp?v=1" });
  expect(session.metadata).toMatchObject({
    title: "Cat-cow",
    artist: "Morning",
    artwork: [{ src: `${location.origin}/figures/stills/cat-cow-slim.webp?v=1`, type: "image/webp" }],
  });
  screen.place(true, 61_000, 60_000);
  expect(session.playbackState).toBe("playing");
  expect(places.at(-1)).toEqual({ duration: 60, position: 60, playbackRate: 1 });
  screen.clear();
  expect(session).toMatchObject({ metadata: null, playbackState: "none" });
  expect([...handlers.values()].every((handler) => handler === null)).toBe(true);
});

it("is nothing where the browser has none", () => {
  const screen = new LockScreen(undefined);
  screen.show({ title: "Cat-cow", artist: "Morning", picture: undefined });
  screen.place(true, 0, 1);
  screen.clear();
});
