/**
 * Whether there is a connection to the server, as the last answer told: one that was kept from before says that there is
 * none. While there is none, the server is asked for every few seconds.
 */

import { derived, get, writable } from "svelte/store";
import { api, forgetKept, type Heard } from "../api";

interface Connection {
  away: boolean;
  /** The server gives answers that this page cannot read: it may be of another version. */
  strange: boolean;
  /** How often what is shown has become old at once: the server came back, or was sent what it did not know. */
  rounds: number;
}

const ASK_EVERY_MS = 4_000;

const connection = writable<Connection>({ away: false, strange: false, rounds: 0 });
let asking: ReturnType<typeof setInterval> | undefined;

/** How many sessions wait to be sent; 0 while all goes well. */
export const unsent = writable(0);

/** No server answers; what is shown was kept from before. */
export const isAway = derived(connection, ({ away }) => away);
export const isStrange = derived(connection, ({ strange }) => strange);
export const rounds = derived(connection, ({ rounds }) => rounds);

const kept = new Map<string, number>();

/** When the answer that was given for that address last was kept (ms since 1970 UTC); undefined where the server gave it. */
export const keptAt = (url: string) => kept.get(url);

/** Takes an answer of the API for what it says about the connection. */
export function hear({ url, readable, kept_at }: Heard): void {
  connection.update((now) => (now.strange === !readable ? now : { ...now, strange: !readable }));
  if (kept_at === undefined) kept.delete(url);
  else kept.set(url, kept_at);
  if (kept_at === undefined) back();
  else leave();
}

function leave(): void {
  if (get(connection).away) return;
  connection.update((now) => ({ ...now, away: true }));
  asking ??= setInterval(() => void ask(), ASK_EVERY_MS);
}

function back(): void {
  if (!get(connection).away) return;
  clearInterval(asking);
  asking = undefined;
  forgetKept(); // it may have been kept from before
  showAnew();
}

/** A server is there, and what is only read is to be shown anew. */
export function showAnew(): void {
  connection.update((now) => ({ ...now, away: false, rounds: now.rounds + 1 }));
}

async function ask(): Promise<void> {
  if (document.visibilityState === "hidden") return;
  await api.there().then(back, () => undefined);
}

addEventListener("online", () => {
  if (get(connection).away) void ask();
});
