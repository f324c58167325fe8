/**
 * A new version of the app is there, and waits. It is taken when the person wishes, or by an app that has just been
 * opened; never while a session runs, in this tab or another.
 */

import { writable } from "svelte/store";
import { isPlaying } from "../player/lock";
import type { Enough, TakeOver } from "./messages";

/** A new version waits. */
export const isNew = writable(false);

/** This page waits for the new version, and begins nothing more. */
export let isTaking = false;

const REST_WITHIN_MS = 3_000;
/** How often, and for how long each time, the new version is waited for. */
const TURNS = 5;
const TURN_MS = 3_000;

let registration: ServiceWorkerRegistration | undefined;

/** Follows which versions there are. */
export function watchVersions(found: ServiceWorkerRegistration): void {
  registration = found;
  const look = () => isNew.set(found.waiting !== null && found.active !== null);
  const follow = () => found.installing?.addEventListener("statechange", look);
  look();
  follow();
  found.addEventListener("updatefound", follow);
}

/** Asks whether there is a new version, as after the server was gone: it may be another one now. */
export async function askForNew(): Promise<void> {
  await registration?.update().catch(() => undefined); // no server
}

/** What becomes of taking the new version: a session runs in some tab; or the browser did not let it take over yet. */
export type Taken = "taken" | "playing" | "not-yet";

/**
 * Loads the page anew with the version that waits. Where a session runs in some tab, nothing is done; the worker asks
 * that too before it takes over.
 */
export async function takeNew(): Promise<Taken> {
  const waiting = registration?.waiting;
  if (!waiting) return "not-yet";
  const changed = new Promise<true>((done) =>
    navigator.serviceWorker.addEventListener("controllerchange", () => done(true), { once: true }),
  );
  isTaking = true;
  try {
    for (let turn = 0; turn < TURNS; turn++) {
      if (await isPlaying()) return "playing";
      await rest();
      waiting.postMessage({ say: "take-over" } satisfies TakeOver);
      if (!(await Promise.race([changed, after(TURN_MS)]))) continue;
      if (!(await isPlaying())) location.reload();
      return "taken";
    }
    // Until it is asked again, the one at work may keep things ahead.
    registration?.active?.postMessage({ say: "enough", for_ms: 0 } satisfies Enough);
    return "not-yet";
  } finally {
    isTaking = false;
  }
}

/** Lets the worker that is at work come to rest; for a while, as it may be one that does not answer. */
async function rest(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((done) => (port1.onmessage = done));
  registration?.active?.postMessage(
    { say: "enough", for_ms: TURNS * (REST_WITHIN_MS + TURN_MS) } satisfies Enough,
    [port2],
  );
  await Promise.race([answer, after(REST_WITHIN_MS)]);
}

const after = (ms: number) => new Promise<void>((late) => setTimeout(late, ms));
