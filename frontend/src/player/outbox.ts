/** Where events wait until the server has them: in the browser's IndexedDB, or in memory where there is none. */

import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { EventShape } from "../api";

export interface Outbox {
  /** Whether what waits here outlives the page. */
  readonly durable: boolean;
  /** What waits from earlier visits, oldest first. */
  all: () => Promise<EventShape[]>;
  put: (event: EventShape) => Promise<void>;
  remove: (ids: readonly string[]) => Promise<void>;
}

/** Nothing is kept beyond the page; the log holds what is not sent yet. */
export const inMemory: Outbox = {
  durable: false,
  all: () => Promise.resolve([]),
  put: () => Promise.resolve(),
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
    all: () => database.getAll("events"),
    put: async (event) => {
      await database.put("events", event);
    },
    remove: async (ids) => {
      const transaction = database.transaction("events", "readwrite");
      await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
    },
  };
}

function soon<T>(promise: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, fail) => {
    setTimeout(() => fail(new Error("IndexedDB did not answer")), OPEN_WITHIN_MS);
  });
  return Promise.race([promise, late]);
}
