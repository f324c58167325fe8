/**
 * What the service worker does with a request, and what it lets go of what it keeps. Pure. The server's answer is given
 * whenever there is one; what is kept stands in for it only where nobody answers.
 */

/**
 * `page`: the app's one page. `shell`: a file of the app. `answer`: of the API, the server's first. `figure`: for good,
 * its address changes with it. `drawing`: a figure without a version, the server's first. `track`: the sound of a whole
 * session. `network`: none of the worker's business.
 */
export type Rule = "page" | "shell" | "answer" | "figure" | "drawing" | "track" | "network";

/** What of a request decides. */
export interface Asked {
  url: string;
  method: string;
  mode: string;
  /** "no-store" asks whether the server is there. */
  cache: string;
  /** Whether only a part of the file is asked for. */
  ranged: boolean;
}

/** Where a phone is let in (web/lan): the server's alone, whatever is kept. */
const DOOR = /^\/(pair(\/.*)?|unkink\.crt)$/;

/** The rule for a request of a page of `origin`, whose app is these files. */
export function ruleFor(asked: Asked, origin: string, shell: ReadonlySet<string>): Rule {
  const { pathname, searchParams, origin: host } = new URL(asked.url);
  // A write is the server's alone: nobody else may say that it is done.
  if (host !== origin || asked.method !== "GET" || asked.cache === "no-store" || asked.ranged)
    return "network";
  if (pathname.startsWith("/api/")) {
    if (/^\/api\/routines\/[^/]+\/track$/.test(pathname)) return "track";
    // A session that is gone on with is kept by the player, which knows more of it; what is typed into a search would
    // never end; and the description is for programs.
    const passing = searchParams.has("session") || searchParams.has("q") || pathname === "/api/openapi.json";
    return passing ? "network" : "answer";
  }
  if (DOOR.test(pathname)) return "network";
  if (pathname.startsWith("/figures/")) return searchParams.has("v") ? "figure" : "drawing";
  if (asked.mode === "navigate") return "page";
  return shell.has(pathname) || pathname.startsWith("/assets/") ? "shell" : "network";
}

/** Where an answer lies: each language has its own, by the first part of its name ("en" of "en-GB"). */
export function keyOf(url: string, language: string | null): string {
  const [first] = (language ?? "").split("-");
  if (!first) return url;
  const key = new URL(url);
  key.searchParams.append("kept-in", first);
  return key.href;
}

const PERSONAL = /^\/api\/(today|plan|screening|sessions|resumable|settings|breaks|routines)(\/|$)/;
const OF_THE_CATALOGUE = "/api/screening/questions";

/** Whether the answer is about the person, and not the same for everybody. */
export function isPersonal(pathname: string): boolean {
  return PERSONAL.test(pathname) && pathname !== OF_THE_CATALOGUE;
}

/** Whether a write that went well makes what is kept about the person untrue. What happens in a session does not. */
export function overturns(method: string, pathname: string): boolean {
  return method !== "GET" && pathname !== "/api/events" && pathname !== "/api/today/look";
}

const DAY_MS = 24 * 60 * 60 * 1_000;
/** After so long a plan may have changed with what was done elsewhere, and the answers to the safety questions too. */
export const PERSONAL_FOR_MS = 7 * DAY_MS;

/** Whether an answer of then is too old to stand in for the server's. */
export function isTooOld(pathname: string, kept_at: number, now: number): boolean {
  return isPersonal(pathname) && now - kept_at > PERSONAL_FOR_MS;
}

/** Whether an answer of the catalogue is so old that it is asked for again. */
export const isOfYesterday = (kept_at: number, now: number) => Math.abs(now - kept_at) > DAY_MS;

/** How long to wait for the server before what is kept is given. A server on this machine that is slow is there. */
export function patience(hostname: string): number {
  return hostname === "localhost" || hostname.startsWith("127.") ? 15_000 : 3_000;
}

/** At most so many tracks are kept; one can be 20 MB. */
export const TRACKS = 4;

/** What has to go so that `most` are left: the ones whose last use is longest ago. */
export function longestUnused(uses: ReadonlyMap<string, number>, most: number): string[] {
  const newestFirst = [...uses].sort(([, a], [, b]) => b - a);
  return newestFirst.slice(most).map(([url]) => url);
}

/** Of the kept figures, those of another version than that one. */
export function outdated(kept: readonly string[], version: string): string[] {
  return kept.filter((url) => new URL(url).searchParams.get("v") !== version);
}

const SHELL = "unkink-app-";
export const shellName = (version: string) => SHELL + version;

/**
 * The names of caches that go when a version takes over: all apps but its own and the one before it, of which a page may
 * still be open. `names` are in the order in which they were made.
 */
export function superseded(names: readonly string[], version: string): string[] {
  const others = names.filter((name) => name.startsWith(SHELL) && name !== shellName(version));
  return others.slice(0, -1);
}
