/**
 * Addresses of the screens, and moving between them by the history API.
 *
 * `match` and `hrefs` are pure. `route` is a store of where the person is. After a move, the first heading that is shown
 * takes the focus and puts the page where it was scrolled to (see `lib/Heading.svelte`).
 */

import { writable, type Readable } from "svelte/store";

export type Route = { query: URLSearchParams } & (
  | { screen: "home" | List | "missing" }
  | { screen: "movement" | "programme" | "page"; id: string }
  | { screen: "play"; id: string; choices: string[] | undefined; session: string | undefined }
);

const LISTS = new Set([
  "movements",
  "programmes",
  "journal",
  "learn",
  "settings",
  "start",
  "safety",
  "wishes",
  "plan",
  "breaks",
] as const);
type List = typeof LISTS extends Set<infer T> ? T : never;

const PAGES = { movements: "movement", programmes: "programme", learn: "page" } as const;

/** The screen at a path; `missing` where there is none. `choice=none` means no choices. */
export function match(pathname: string, search = ""): Route {
  const query = new URLSearchParams(search);
  const parts = readParts(pathname);
  const [first, second] = parts;
  if (parts.length === 0) return { screen: "home", query };
  if (parts.length === 1 && LISTS.has(first as List)) return { screen: first as List, query };
  if (parts.length === 2 && first && second) {
    if (first in PAGES) return { screen: PAGES[first as keyof typeof PAGES], id: second, query };
    if (first === "play") {
      const choices = query.has("choice") ? query.getAll("choice").filter((c) => c !== "none") : undefined;
      return { screen: "play", id: second, choices, session: query.get("session") ?? undefined, query };
    }
  }
  return { screen: "missing", query };
}

function readParts(pathname: string): string[] {
  try {
    return pathname
      .split("/")
      .filter((part) => part !== "")
      .map(decodeURIComponent);
  } catch {
    return ["", "", ""]; // a broken escape: no screen has such an address
  }
}

const id = encodeURIComponent;

export const hrefs = {
  home: "/",
  movements: "/movements",
  movement: (movement: string) => `/movements/${id(movement)}`,
  programmes: "/programmes",
  programme: (programme: string) => `/programmes/${id(programme)}`,
  /** Without `choices` the programme's defaults count; an empty list means none. */
  play(routine: string, choices?: readonly string[], session?: string): string {
    const query = new URLSearchParams();
    for (const choice of choices?.length === 0 ? ["none"] : (choices ?? [])) query.append("choice", choice);
    if (session) query.set("session", session);
    const text = query.toString();
    return `/play/${id(routine)}${text && `?${text}`}`;
  },
  journal: "/journal",
  learn: "/learn",
  page: (page: string) => `/learn/${id(page)}`,
  settings: "/settings",
  /** The first run: safety questions, where it hurts, how long, the plan. */
  start: "/start",
  safety: "/safety",
  wishes: "/wishes",
  plan: "/plan",
  breaks: "/breaks",
};

interface Place {
  key: number;
}

const here = writable<Route>(match("/"));
/** Where the person is. */
export const route: Readable<Route> = here;

let key = 0;
const scrolls = new Map<number, number>();
let arrival: { top: number; hash: string } | undefined;

/** Goes to an address of the app. `replace` leaves no step back. */
export function navigate(href: string, { replace = false } = {}): void {
  keepScroll();
  const url = new URL(href, location.href);
  if (!replace) key += 1;
  history[replace ? "replaceState" : "pushState"]({ key } satisfies Place, "", url);
  arrive(0);
}

/** Changes the query of the present screen, without a step back and without moving focus or page. */
export function replaceQuery(query: URLSearchParams): void {
  const text = query.toString();
  history.replaceState({ key } satisfies Place, "", location.pathname + (text && `?${text}`));
  here.set(match(location.pathname, location.search));
}

/** What the heading of a newly opened screen has to do, once; undefined when nothing was opened. */
export function takeArrival(): { top: number; hash: string } | undefined {
  const taken = arrival;
  arrival = undefined;
  return taken;
}

/** Lets the next heading take the focus, where a screen is shown anew in place (after an error, say). */
export function expectArrival(): void {
  arrival = { top: 0, hash: "" };
}

/** Leaves a screen for where the person came from; for `fallback` where they came from outside. */
export function leave(fallback: string): void {
  if (key > 0) history.back();
  else navigate(fallback, { replace: true });
}

/** Starts listening to links, the back button and the first address. Answers how to stop. */
export function startRouter(): () => void {
  history.scrollRestoration = "manual";
  key = (history.state as Place | null)?.key ?? 0;
  history.replaceState({ key } satisfies Place, "");
  here.set(match(location.pathname, location.search));
  addEventListener("popstate", goBack);
  document.addEventListener("click", followLink);
  return () => {
    removeEventListener("popstate", goBack);
    document.removeEventListener("click", followLink);
  };
}

function goBack(event: PopStateEvent): void {
  keepScroll();
  key = (event.state as Place | null)?.key ?? 0;
  arrive(scrolls.get(key) ?? 0);
}

function arrive(top: number): void {
  arrival = { top, hash: location.hash };
  here.set(match(location.pathname, location.search));
}

function keepScroll(): void {
  scrolls.set(key, scrollY);
}

function followLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest?.("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  const samePage = link.pathname === location.pathname && link.search === location.search;
  if (link.hash && samePage) return; // the skip link and links within a page
  if (link.pathname.startsWith("/api/")) return;
  event.preventDefault();
  navigate(link.href, { replace: samePage });
}
