/**
 * Moving between the screens by the history API. `route` is a store of where the person is. After a move, the first
 * heading that is shown takes the focus and puts the page where it was scrolled to (see `lib/Heading.svelte`).
 */

import { writable, type Readable } from "svelte/store";
import { match, type Route } from "./routes";

export { hrefs, match, type Route } from "./routes";

interface Place {
  key: number;
}

const here = writable<Route>(match(location.pathname, location.search));
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
