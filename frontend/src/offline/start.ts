/** What goes on beside the screens: sending what waits, the service worker, new versions, keeping ahead. */

import { get } from "svelte/store";
import { listen } from "../api";
import { theLog, watchLog } from "../player/journal";
import { afterWrite, keepSoon } from "./ahead";
import { isStrange, rounds, showAnew, unsent } from "./connection";
import { SEND } from "./messages";
import { askForNew, isNew, takeNew, watchVersions } from "./version";

const HOUR_MS = 60 * 60 * 1_000;

/** The sync that some browsers have: it wakes the worker when the network is back, also after the page is closed. */
interface Syncs {
  sync?: { register: (tag: string) => Promise<void> };
}

/** Starts it all. `mayReload`: whether this page may take a new version that waits. */
export async function start(mayReload: () => boolean): Promise<void> {
  void sendEarlier();
  watchLog(({ waiting }) => {
    void theLog()
      .unsent()
      .then((sessions) => unsent.set(waiting > 0 ? sessions.size : 0));
    if (waiting > 0) void sendLater();
  });
  rounds.subscribe((round) => {
    if (round === 0) return;
    void theLog().flush();
    void askForNew();
    keepSoon();
  });
  // While the app is written, its files change all the time.
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const workers = navigator.serviceWorker;
  const registration = await workers.register("/sw.js", { updateViaCache: "none" }).catch(() => undefined);
  if (!registration) return; // no server just now, or a browser that keeps nothing
  watchVersions(registration);
  listen(afterWrite);
  if (get(isNew) && mayReload() && (await takeNew()) === "taken") return;
  setInterval(() => void askForNew(), HOUR_MS);
  isStrange.subscribe((strange) => void (strange && askForNew()));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void askForNew();
  });
  keepSoon();
}

/** What an earlier visit could not send is sent as soon as the app is open; what is shown may know nothing of it yet. */
async function sendEarlier(): Promise<void> {
  const earlier = await theLog().unsent();
  if (earlier.size > 0 && (await theLog().flush())) showAnew();
}

async function sendLater(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration()) as Syncs | undefined;
  await registration?.sync?.register(SEND).catch(() => undefined); // not allowed here: the next visit sends
}
