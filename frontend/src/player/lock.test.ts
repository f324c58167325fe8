/** The same session in two tabs would be written down twice. */

import { afterEach, expect, it, vi } from "vitest";
import { isPlaying, take, takeWhenFree } from "./lock";

/** Web Locks as browsers have them, for one page. */
class FakeLocks {
  held = new Set<string>();
  queue: (() => void)[] = [];

  async query() {
    return { held: [...this.held].map((name) => ({ name })) };
  }

  async request(name: string, options: LockOptions, work: (lock: Lock | null) => unknown): Promise<unknown> {
    if (this.held.has(name)) {
      if (options.ifAvailable) return work(null);
      await new Promise<void>((free, fail) => {
        this.queue.push(free);
        options.signal?.addEventListener("abort", () => fail(new DOMException("", "AbortError")));
      });
    }
    this.held.add(name);
    try {
      return await work({ name, mode: "exclusive" });
    } finally {
      this.held.delete(name);
      this.queue.shift()?.();
    }
  }
}

afterEach(() => void vi.unstubAllGlobals());

it("gives a session to one tab, and to the next when that one is gone", async () => {
  vi.stubGlobal("navigator", { locks: new FakeLocks() });
  const first = await take("a");
  expect(first).toBeDefined();
  expect(await take("a")).toBeUndefined();
  expect(await take("b")).toBeDefined();
  const waiting = takeWhenFree("a", new AbortController().signal);
  first?.();
  expect(await waiting).toBeDefined();
});

it("stops waiting when it is told to", async () => {
  vi.stubGlobal("navigator", { locks: new FakeLocks() });
  await take("a");
  const ending = new AbortController();
  const waiting = takeWhenFree("a", ending.signal);
  ending.abort();
  expect(await waiting).toBeUndefined();
});

it("keeps nobody from stretching where there are no locks, or where they are refused", async () => {
  vi.stubGlobal("navigator", {});
  expect(await take("a")).toBeDefined();
  vi.stubGlobal("navigator", {
    locks: { request: () => Promise.reject(new DOMException("", "SecurityError")) },
  });
  expect(await take("a")).toBeDefined();
});

it("knows whether a session is played in any tab", async () => {
  vi.stubGlobal("navigator", { locks: new FakeLocks() });
  expect(await isPlaying()).toBe(false);
  const release = await take("a");
  expect(await isPlaying()).toBe(true);
  release?.();
  await Promise.resolve();
  vi.stubGlobal("navigator", {});
  expect(await isPlaying()).toBe(false);
});
