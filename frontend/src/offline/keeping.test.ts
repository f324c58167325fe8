/** The one rule that matters: the server's answer whenever there is one. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forgetPersonal, keep, keptFirst, serverFirst } from "./keeping";
import { ANSWERS, FIGURES, KEPT_AT, TRACKS_CACHE, USES } from "./messages";
import { ruleFor, TRACKS } from "./rules";

const HERE = "http://127.0.0.1:8420";
const WAIT_MS = 3_000;

/** A cache like the browser's; it may be full. */
class FakeCache {
  full = false;
  readonly kept = new Map<string, Response>();
  match = async (key: string) => this.kept.get(key)?.clone();
  put = async (key: string, response: Response) => {
    if (this.full) throw new DOMException("full", "QuotaExceededError");
    this.kept.set(key, response);
  };
  delete = async (key: string) => this.kept.delete(key);
  keys = async () => [...this.kept.keys()].map((url) => ({ url }));
}

let all: Map<string, FakeCache>;
let server: (request: Request) => Promise<Response>;
let work: Promise<unknown>[];
let asked: string[];

const cache = (name: string) => {
  const found = all.get(name) ?? new FakeCache();
  all.set(name, found);
  return found;
};
const json = (value: unknown, init: ResponseInit = {}) => new Response(JSON.stringify(value), init);
const aside = (one: Promise<unknown>) => void work.push(one);
const request = (path: string, language = "en") =>
  new Request(HERE + path, { headers: { "accept-language": language } });

beforeEach(() => {
  all = new Map();
  work = [];
  asked = [];
  vi.stubGlobal("caches", { open: async (name: string) => cache(name) });
  vi.stubGlobal("fetch", (input: Request | string, init?: RequestInit) => {
    const request = new Request(input, init);
    asked.push(new URL(request.url).pathname);
    return server(request);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function answer(path = "/api/today", language = "en") {
  const response = await serverFirst(request(path, language), ANSWERS, WAIT_MS, aside);
  await Promise.all(work);
  return { body: (await response.json()) as unknown, kept: response.headers.has(KEPT_AT), response };
}

describe("the server first", () => {
  it("gives the server's answer, not the one that is kept", async () => {
    server = async () => json("yesterday");
    await answer();
    server = async () => json("today");
    expect(await answer()).toMatchObject({ body: "today", kept: false });
  });

  it("gives what is kept where nobody answers, and says that it is kept", async () => {
    server = async () => json("yesterday");
    await answer();
    server = () => Promise.reject(new TypeError("refused"));
    expect(await answer()).toMatchObject({ body: "yesterday", kept: true });
    await expect(answer("/api/plan")).rejects.toThrow("refused");
  });

  it("waits so long and no longer, and keeps what comes late", async () => {
    vi.useFakeTimers();
    server = async () => json("yesterday");
    await answer();
    let come: (response: Response) => void = () => undefined;
    server = () => new Promise((resolve) => (come = resolve));
    const waiting = serverFirst(request("/api/today"), ANSWERS, WAIT_MS, aside);
    await vi.advanceTimersByTimeAsync(WAIT_MS);
    expect(await (await waiting).json()).toBe("yesterday");
    come(json("today"));
    await vi.advanceTimersByTimeAsync(0);
    await Promise.all(work);
    server = () => Promise.reject(new TypeError("refused"));
    expect(await answer()).toMatchObject({ body: "today", kept: true });
  });

  it("gives the server's refusal, and keeps nothing that is not there any more", async () => {
    server = async () => json("a plan");
    await answer("/api/plan");
    server = async () => json("broken", { status: 503 });
    expect((await answer("/api/plan")).response.status).toBe(503);
    server = async () => json("none", { status: 404 });
    expect((await answer("/api/plan")).response.status).toBe(404);
    server = () => Promise.reject(new TypeError("refused"));
    await expect(answer("/api/plan")).rejects.toThrow("refused");
  });

  it("keeps each language apart", async () => {
    server = async () => json("heute");
    await answer("/api/today", "de");
    server = () => Promise.reject(new TypeError("refused"));
    await expect(answer("/api/today", "en")).rejects.toThrow("refused");
    expect((await answer("/api/today", "de")).body).toBe("heute");
  });

  it("does not fail where there is no room", async () => {
    cache(ANSWERS).full = true;
    server = async () => json("today");
    expect((await answer()).body).toBe("today");
  });

  it("forgets the person and not the catalogue", async () => {
    server = async () => json("something");
    await answer("/api/today");
    await answer("/api/movements");
    await forgetPersonal();
    server = () => Promise.reject(new TypeError("refused"));
    expect((await answer("/api/movements")).kept).toBe(true);
    await expect(answer("/api/today")).rejects.toThrow("refused");
  });
});

const track = (n: number) => `/api/routines/r${n}/track?pace=100`;

describe("tracks", () => {
  it("are fetched once, and the longest unused go", async () => {
    vi.useFakeTimers();
    server = async () => new Response("sound");
    const hear = async (n: number) => {
      await vi.advanceTimersByTimeAsync(1_000);
      await keptFirst(request(track(n)), TRACKS_CACHE, aside);
      await Promise.all(work);
    };
    for (let n = 0; n < TRACKS; n += 1) await hear(n);
    await hear(0);
    await hear(TRACKS);
    expect(asked).toHaveLength(TRACKS + 1);
    const kept = [...cache(TRACKS_CACHE).kept.keys()].map((url) => new URL(url).pathname);
    expect(kept).toHaveLength(TRACKS);
    expect(kept).not.toContain("/api/routines/r1/track");
    expect(cache(USES).kept.size).toBe(TRACKS);
  });
});

describe("keeping ahead", () => {
  const rule = ({ url, method, mode, cache }: Request) =>
    ruleFor({ url, method, mode, cache, ranged: false }, HERE, new Set());
  const run = (fresh: string[], once: string[], signal = new AbortController().signal) =>
    keep(
      {
        say: "keep",
        headers: { "accept-language": "en" },
        fresh: fresh.map((path) => HERE + path),
        once: once.map((path) => HERE + path),
      },
      rule,
      signal,
    );

  it("asks anew for what changes, and once for what does not", async () => {
    server = async () => json("something");
    await run(["/api/today"], ["/api/movements", "/figures/slim.glb?v=1"]);
    await run(["/api/today"], ["/api/movements", "/figures/slim.glb?v=1"]);
    expect(asked).toEqual(["/api/today", "/api/movements", "/figures/slim.glb", "/api/today"]);
    expect(cache(FIGURES).kept.size).toBe(1);
  });

  it("fetches a track again only where the server has another one", async () => {
    const told: (string | null)[] = [];
    server = async ({ headers }) => {
      told.push(headers.get("if-none-match"));
      return told.length === 1
        ? new Response("sound", { headers: { etag: '"1"' } })
        : new Response(null, { status: 304 });
    };
    await run([], [track(1)]);
    await run([], [track(1)]);
    expect(told).toEqual([null, '"1"']);
    const [kept] = [...cache(TRACKS_CACHE).kept.values()];
    expect(await kept?.clone().text()).toBe("sound");
  });

  it("ends where a newer list is there, or no server", async () => {
    const ending = new AbortController();
    server = async () => {
      ending.abort();
      return json("something");
    };
    await expect(run(["/api/today", "/api/plan"], [], ending.signal)).rejects.toThrow();
    expect(asked).toEqual(["/api/today"]);
    server = () => Promise.reject(new TypeError("refused"));
    await expect(run(["/api/today", "/api/plan"], [])).rejects.toThrow("refused");
    expect(asked).toHaveLength(2);
  });
});
