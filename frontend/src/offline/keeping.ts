/** The service worker's ways with the Cache Storage: whose answer is given, and what is kept of it. */

import { ANSWERS, FIGURES, KEPT_AT, TRACKS_CACHE, USES, type Keep } from "./messages";
import {
  isOfYesterday,
  isPersonal,
  isTooOld,
  keyOf,
  longestUnused,
  outdated,
  TRACKS,
  type Rule,
} from "./rules";

type Aside = (work: Promise<unknown>) => void;

/** The server's answer; where it does not come in time, or at all, what is kept of before. */
export async function serverFirst(request: Request, cacheName: string, wait_ms: number, aside: Aside) {
  const cache = await caches.open(cacheName);
  const key = keyFor(request);
  const kept = await standIn(cache, key);
  const asked = fetch(request).then((response) => {
    aside(store(cache, key, response.clone()));
    return response;
  });
  if (!kept) return asked;
  const late = new Promise<Response>((give) => setTimeout(() => give(kept), wait_ms));
  return Promise.race([asked, late]).catch(() => kept);
}

/** What is kept; the server's answer where nothing is, which is kept then. */
export async function keptFirst(request: Request, cacheName: string, aside: Aside): Promise<Response> {
  const cache = await caches.open(cacheName);
  const key = keyFor(request);
  const kept = await cache.match(key);
  if (kept) {
    if (cacheName === TRACKS_CACHE) aside(used(key));
    return kept;
  }
  const response = await fetch(request);
  const stored = store(cache, key, response.clone());
  aside(cacheName === TRACKS_CACHE && response.status === 200 ? stored.then(() => used(key)) : stored);
  return response;
}

const keyFor = (request: Request) => keyOf(request.url, request.headers.get("accept-language"));

async function standIn(cache: Cache, key: string): Promise<Response | undefined> {
  const kept = await cache.match(key);
  const at = Number(kept?.headers.get(KEPT_AT));
  return kept && !isTooOld(new URL(key).pathname, at, Date.now()) ? kept : undefined;
}

/** Keeps a good answer with its time, and forgets the one before where the server has none any more. */
async function store(cache: Cache, key: string, response: Response): Promise<void> {
  try {
    if (response.status === 200) await cache.put(key, stamped(response));
    else if (response.status >= 400 && response.status < 500) await cache.delete(key);
  } catch {
    // There is no room left, or the answer broke off: it is not kept, and nothing else depends on it.
  }
}

function stamped(response: Response): Response {
  const headers = new Headers(response.headers);
  // The body is as it was before it was packed.
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  headers.set(KEPT_AT, String(Date.now()));
  return new Response(response.body, { status: response.status, headers });
}

/** Notes that a track is used now, and lets the longest unused ones go. */
async function used(key: string): Promise<void> {
  const uses = await caches.open(USES);
  await uses.put(key, new Response(String(Date.now())));
  const times = new Map<string, number>();
  for (const { url } of await uses.keys()) times.set(url, Number(await (await uses.match(url))?.text()));
  const tracks = await caches.open(TRACKS_CACHE);
  for (const url of longestUnused(times, TRACKS)) {
    await tracks.delete(url);
    await uses.delete(url);
  }
}

/** Forgets what is kept about the person: it has changed. */
export async function forgetPersonal(): Promise<void> {
  const cache = await caches.open(ANSWERS);
  for (const { url } of await cache.keys()) if (isPersonal(new URL(url).pathname)) await cache.delete(url);
}

const HOMES: Partial<Record<Rule, string>> = {
  answer: ANSWERS,
  figure: FIGURES,
  drawing: FIGURES,
  track: TRACKS_CACHE,
};

/** The cache for what that rule is about; undefined where nothing is kept there. */
export const homeOf = (rule: Rule) => HOMES[rule];

/** Fetches what is asked to be kept, one after the other. Raises where no server answers, or the signal ends it. */
export async function keep(wanted: Keep, rule: (request: Request) => Rule, signal: AbortSignal) {
  for (const address of [...wanted.fresh, ...wanted.once]) {
    signal.throwIfAborted();
    const request = new Request(address, { headers: wanted.headers, cache: "no-cache", signal });
    const which = rule(request);
    const home = homeOf(which);
    if (!home) continue;
    const cache = await caches.open(home);
    const key = keyFor(request);
    const kept = await cache.match(key);
    if (which === "track") await keepTrack(cache, key, request, kept);
    else if (!kept || wanted.fresh.includes(address) || isStale(which, kept))
      await store(cache, key, await fetch(request));
  }
  await tidyFigures(wanted);
}

const isStale = (rule: Rule, kept: Response) =>
  rule !== "figure" && isOfYesterday(Number(kept.headers.get(KEPT_AT)), Date.now());

/** A track that is kept is fetched again only if the server has another one by now. */
async function keepTrack(cache: Cache, key: string, request: Request, kept: Response | undefined) {
  const etag = kept?.headers.get("etag");
  const headers = new Headers(request.headers);
  if (etag) headers.set("if-none-match", etag);
  const response = await fetch(request.url, { headers, signal: request.signal });
  if (response.status === 200) await store(cache, key, response);
  if (await cache.match(key)) await used(key);
}

/** Figures of another version are drawn anew; the old ones only take room. */
async function tidyFigures({ once }: Keep): Promise<void> {
  const version = once
    .filter((address) => address.startsWith("/figures/"))
    .map((address) => new URLSearchParams(address.split("?")[1]).get("v"))
    .find((found) => found !== null);
  if (!version) return;
  const cache = await caches.open(FIGURES);
  const kept = (await cache.keys()).map(({ url }) => url);
  for (const url of outdated(kept, version)) await cache.delete(url);
}
