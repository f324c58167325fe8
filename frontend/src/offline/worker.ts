/**
 * The service worker: the app opens and plays without a network. It answers by the rules of rules.ts, fetches ahead what
 * the page says that today needs, and sends what waits when the browser says that the network is back. A new version
 * waits until a page asks for it, and never takes over while a session runs.
 */

import { api } from "../api";
import { EventLog } from "../player/log";
import { isPlaying } from "../player/lock";
import { openOutbox } from "../player/outbox";
import { forgetPersonal, homeOf, keep, keptFirst, serverFirst } from "./keeping";
import { SEND, type Keep, type ToWorker } from "./messages";
import { patience, ruleFor, shellName, superseded } from "./rules";

/** The files of the app with their hash: `first` are needed to open it, `later` can wait. vite.config.ts writes it. */
declare const BUILT: { version: string; first: string[]; later: string[] };

// The DOM's types know no service workers from within.
interface Lasting extends Event {
  waitUntil: (work: Promise<unknown>) => void;
}
interface Installing extends Lasting {
  addRoutes?: (rules: object) => Promise<void>;
}
interface Fetching extends Lasting {
  request: Request;
  respondWith: (response: Promise<Response>) => void;
}
interface Told extends Lasting {
  data: ToWorker;
  ports: readonly MessagePort[];
}
interface Syncing extends Lasting {
  tag: string;
}
interface Scope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim: () => Promise<void> };
  skipWaiting: () => Promise<void>;
  addEventListener: <T extends Event>(kind: string, listener: (event: T) => void) => void;
}
const scope = globalThis as unknown as Scope;

const PAGE = "/index.html";
/** What every page of ours says, and hardly anybody else's. */
const OURS = "<title>Unkink</title>";
const app = new Set([...BUILT.first, ...BUILT.later]);
const own = shellName(BUILT.version);

scope.addEventListener<Installing>("install", (event) => {
  // What a page sends as its last word would die with it on the way through a worker.
  void event.addRoutes?.({ condition: { requestMethod: "POST" }, source: "network" })?.catch(() => undefined);
  event.waitUntil(caches.open(own).then((cache) => cache.addAll(BUILT.first.map(asked))));
});

/** Files with a hash in their name never change; the others are asked for. */
const asked = (path: string) =>
  new Request(path, { cache: path.startsWith("/assets/") ? "default" : "no-cache" });

scope.addEventListener<Lasting>("activate", (event) => {
  event.waitUntil(takeOver());
});

async function takeOver(): Promise<void> {
  const gone = superseded(await caches.keys(), BUILT.version);
  await Promise.all(gone.map((name) => caches.delete(name)));
  await scope.clients.claim();
}

const rule = ({ url, method, mode, cache, headers }: Request) =>
  ruleFor({ url, method, mode, cache, ranged: headers.has("range") }, location.origin, app);

scope.addEventListener<Fetching>("fetch", (event) => {
  const { request } = event;
  const which = rule(request);
  const aside = (work: Promise<unknown>) => event.waitUntil(work);
  const home = homeOf(which);
  if (which === "page") event.respondWith(page(request, aside));
  else if (which === "shell") event.respondWith(shell(request));
  else if (which === "answer" || which === "drawing")
    event.respondWith(serverFirst(request, home as string, patience(location.hostname), aside));
  else if (home) event.respondWith(keptFirst(request, home, aside));
});

/** The page of the version at work, at once; whether the server has another one is seen to aside. */
async function page(request: Request, aside: (work: Promise<unknown>) => void): Promise<Response> {
  const kept = await (await caches.open(own)).match(PAGE);
  if (!kept) return fetch(request);
  aside(compare(kept.clone()).catch(() => undefined));
  return kept;
}

/** The page of the server: the same, with headers that may be new; of another version; or not Unkink's at all. */
async function compare(kept: Response): Promise<void> {
  const response = await fetch(PAGE, { cache: "no-cache" });
  if (!response.ok) return;
  const [theirs, ours] = await Promise.all([response.clone().text(), kept.text()]);
  if (theirs === ours) await (await caches.open(own)).put(PAGE, response);
  else if (theirs.includes(OURS)) await scope.registration.update();
  else await scope.registration.unregister(); // another program lives at this address now
}

/** A file of the app: of this version, or of the one before for a page that is still open. */
async function shell(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname;
  const cache = await caches.open(own);
  const kept = (await cache.match(path)) ?? (await caches.match(path));
  if (kept) return kept;
  const response = await fetch(request);
  if (response.status === 200 && app.has(path))
    await cache.put(path, response.clone()).catch(() => undefined);
  return response;
}

let keeping = new AbortController();
let rest: Promise<void> = Promise.resolve();
let restsUntil = 0;

scope.addEventListener<Told>("message", (event) => {
  const { data } = event;
  if (data.say === "keep" || data.say === "enough") keeping.abort();
  if (data.say === "enough") restsUntil = Date.now() + data.for_ms;
  if (data.say === "keep" && Date.now() >= restsUntil) {
    keeping = new AbortController();
    rest = keepAll(data, keeping.signal).catch(() => undefined); // no server: the next visit asks again
    event.waitUntil(rest);
  }
  if (data.say === "enough") event.waitUntil(rest.then(() => event.ports[0]?.postMessage("rests")));
  if (data.say === "changed") event.waitUntil(forgetPersonal());
  if (data.say === "take-over") event.waitUntil(unlessSomeonePlays());
});

async function keepAll(wanted: Keep, signal: AbortSignal): Promise<void> {
  await keep(wanted, rule, signal);
  const cache = await caches.open(own);
  // The larger files; and all of them, where they were forgotten.
  for (const path of app) {
    if (signal.aborted) return;
    if (!(await cache.match(path))) await cache.add(new Request(asked(path), { signal }));
  }
}

async function unlessSomeonePlays(): Promise<void> {
  if (!(await isPlaying())) await scope.skipWaiting();
}

scope.addEventListener<Syncing>("sync", (event) => {
  if (event.tag === SEND) event.waitUntil(send());
});

/** Sends what waits. Raises where that fails: then the browser tries again later. */
async function send(): Promise<void> {
  const log = new EventLog({
    outbox: openOutbox,
    send: api.saveEvents,
    sendLast: () => undefined,
    onchange: () => undefined,
  });
  if (!(await log.flush())) throw new Error("The server does not take it yet.");
}
