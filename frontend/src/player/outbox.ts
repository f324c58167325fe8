/** Where events wait until the server has them: in the browser's own store, or in memory where there is none. */

import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { EventShape } from "../api";
import { read, write } from "../device";

export interface Outbox {
  /** Whether what waits here outlives the page. */
  readonly durable: boolean;
  /** What waits from earlier visits, oldest first. */
  all: () => Promise<EventShape[]>;
  put: (event: EventShape) => Promise<void>;
  /** The same for a page that goes away and has no time to wait. */
  putAtOnce: (events: readonly EventShape[]) => void;
  remove: (ids: readonly string[]) => Promise<void>;
}

/** Nothing is kept beyond the page; the log holds what is not sent yet. */
export const inMemory: Outbox = {
  durable: false,
  all: () => Promise.resolve([]),
  put: () => Promise.resolve(),
  putAtOnce: () => undefined,
  remove: () => Promise.resolve(),
};

interface Schema extends DBSchema {
  events: { key: string; value: EventShape };
}

const OPEN_WITHIN_MS = 2_000; // a private window or a broken profile may never answer

/** The browser's own outbox; the one in memory where the browser refuses or does not answer. */
export async function openOutbox(): Promise<Outbox> {
  try {
    return inBrowser(await soon(openDatabase()));
  } catch {
    return inMemory;
  }
}

function openDatabase(): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>("unkink", 1, {
    upgrade(database) {
      database.createObjectStore("events", { keyPath: "id" });
    },
  });
}

function inBrowser(database: IDBPDatabase<Schema>): Outbox {
  return {
    durable: true,
    // Keys are UUIDv7, so their order is the order of time.
    all: async () => {
      const all = new Map(
        [...(await database.getAll("events")), ...lastWords.all()].map((one) => [one.id, one]),
      );
      return [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    },
    put: async (event) => {
      await database.put("events", event);
    },
    putAtOnce: lastWords.put,
    remove: async (ids) => {
      lastWords.remove(ids);
      const transaction = database.transaction("events", "readwrite");
      await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
    },
  };
}

const LAST_WORD = "unkink.last-word.";

/** What happened while a page went away: IndexedDB may have no time for it any more. One key for each event. */
const lastWords = {
  put: (events: readonly EventShape[]) => {
    for (const event of events) write(LAST_WORD + event.id, JSON.stringify(event));
  },
  all: (): EventShape[] => {
    const keys = Object.keys(globalThis.localStorage ?? {}).filter((key) => key.startsWith(LAST_WORD));
    return keys
      .map((key) => JSON.parse(read(key) ?? "null") as EventShape | null)
      .filter((one) => one !== null);
  },
  remove: (ids: readonly string[]) => {
    for (const id of ids) globalThis.localStorage?.removeItem(LAST_WORD + id);
  },
};

/** What the browser's store answers, if it does so soon; else it raises. */
export function soon<T>(promise: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, fail) => {
    setTimeout(() => fail(new Error("IndexedDB did not answer")), OPEN_WITHIN_MS);
  });
  return Promise.race([promise, late]);
}
