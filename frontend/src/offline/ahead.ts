/** Has the service worker keep what today needs, some time after the page has become quiet. */

import { api, inOurLanguage, type Heard } from "../api";
import { readSound } from "../device";
import { readBody, readClothes } from "../figure/choice";
import { isPlaying } from "../player/lock";
import type { Changed, Enough, Keep, ToWorker } from "./messages";
import { overturns } from "./rules";
import { isTaking } from "./version";
import { addressesFor, playAddress } from "./wanted";

/** The page comes first. */
const QUIET_MS = 2_000;

let timer: ReturnType<typeof setTimeout> | undefined;

const tell = async (message: ToWorker) => (await navigator.serviceWorker.ready).active?.postMessage(message);

let stopped = false;

/** Keeps nothing ahead any more, until the page is loaded anew. */
export function stopKeeping(): void {
  stopped = true;
  clearTimeout(timer);
  void tell({ say: "enough", for_ms: 0 } satisfies Enough);
}

/** Keeps what today needs, soon; called again meanwhile, later. */
export function keepSoon(): void {
  clearTimeout(timer);
  if (stopped) return;
  timer = setTimeout(() => void keepNow().catch(() => undefined), QUIET_MS); // no server: the next visit does it
}

/** After a write that went well, what is kept about the person is old. */
export function afterWrite({ method, url, ok }: Heard): void {
  if (!ok || method === "GET") return;
  const { pathname } = new URL(url, location.href);
  if (overturns(method, pathname)) void tell({ say: "changed" } satisfies Changed);
  keepSoon();
}

async function keepNow(): Promise<void> {
  if (isTaking || (await isPlaying())) return; // a session has the machine for itself
  const [today, figures, pages] = await Promise.all([
    api.today().catch(() => undefined),
    api.figures().catch(() => undefined),
    pagesOfTheCatalogue(),
  ]);
  const open = today?.turns.filter(({ done }) => !done) ?? [];
  const plays = await Promise.all(open.map(({ session }) => api.play(session.routine)));
  // What is said and sounded where the settings do not tell yet.
  const sound = Object.assign({ voice: true, breath: true }, readSound());
  const known = { today, plays, figures, pages, body: readBody(), clothes: readClothes(), sound };
  if (isTaking) return; // meanwhile
  await tell({ say: "keep", headers: inOurLanguage(), ...addressesFor(known) } satisfies Keep);
}

async function pagesOfTheCatalogue(): Promise<string[]> {
  const [movements, programmes, guidance] = await Promise.all([
    api.movements(),
    api.programmes(),
    api.guidance(),
  ]);
  const page = (list: string) => (one: { id: string }) => `/api/${list}/${encodeURIComponent(one.id)}`;
  return [
    ...words(),
    ...programmes.map(page("programmes")),
    ...programmes.map(({ id }) => playAddress(id)),
    ...movements.map(page("movements")),
    ...guidance.map(page("guidance")),
  ];
}

/** The words of the screens, which the page has fetched before it could be seen by a worker. */
function words(): string[] {
  return performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name).pathname)
    .filter((path) => path.startsWith("/api/words/"));
}
