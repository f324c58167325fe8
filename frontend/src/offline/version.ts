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

/**
 * Loads the page anew with the version that waits. False where a session runs in some tab, and nothing was done; the
 * worker asks that too before it takes over.
 */
export async function takeNew(): Promise<boolean> {
  const waiting = registration?.waiting;
  if (!waiting || (await isPlaying())) return false;
  navigator.serviceWorker.addEventListener("controllerchange", () => void reload(), { once: true });
  isTaking = true;
  await rest();
  waiting.postMessage({ say: "take-over" } satisfies TakeOver);
  return true;
}

/** Lets the worker that is at work come to rest; for a while, as it may be one that does not answer. */
async function rest(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((done) => (port1.onmessage = done));
  registration?.active?.postMessage({ say: "enough" } satisfies Enough, [port2]);
  await Promise.race([answer, new Promise((late) => setTimeout(late, REST_WITHIN_MS))]);
}

async function reload(): Promise<void> {
  if (!(await isPlaying())) location.reload();
}
