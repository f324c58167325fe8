/**
 * The log of what happened: each event goes to the server at once, and waits in the outbox until the server has it. The
 * session never waits for the server. Sending an event twice is harmless, so when in doubt it is sent again.
 */

import { ApiError, inOurLanguage, type EventShape } from "../api";
import { inMemory, type Outbox } from "./outbox";

export interface LogState {
  /** Events that the server does not have yet, while it does not take them; 0 while all goes well. */
  waiting: number;
  /** The server's words where it answered that it cannot save now. */
  why: string;
  /** Events the server will never take; they are let go so that the others can follow. */
  refused: number;
  /** Whether waiting events outlive this page. */
  durable: boolean;
}

export interface LogParts {
  outbox: () => Promise<Outbox>;
  send: (events: readonly EventShape[]) => Promise<unknown>;
  /** One last try while the page goes away; nobody hears the answer. */
  sendLast: (events: readonly EventShape[]) => void;
  onchange: (state: LogState) => void;
  /** Told of each event as it is written down. */
  onadd?: (event: EventShape) => void;
}

const BATCH = 100;
const LAST_BATCH = 60; // what a browser sends while the page goes away is limited to 64 KB
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 15_000;
/** The request reached the server and is wrong in itself: sending it again cannot help. */
const FAULTY: readonly number[] = [400, 409, 413, 422];

/** Sends events in the order in which they were added, those of earlier visits first. */
export class EventLog {
  state: LogState = { waiting: 0, why: "", refused: 0, durable: true };
  #queue: EventShape[] = [];
  #outbox: Promise<Outbox>;
  #ready: Outbox | undefined;
  #failures = 0;
  #batch = BATCH;
  #round: Promise<void> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #opened: Promise<void>;

  constructor(readonly parts: LogParts) {
    this.#outbox = parts.outbox().catch(() => inMemory);
    this.#opened = this.#open();
  }

  async #open(): Promise<void> {
    const outbox = await this.#outbox;
    this.#ready = outbox;
    const earlier = await outbox.all().catch(() => []);
    const known = new Set(this.#queue.map(({ id }) => id));
    this.#queue.unshift(...earlier.filter(({ id }) => !known.has(id)));
    this.#change({ durable: outbox.durable });
    this.#kick();
  }

  /** Writes an event down and sends it. */
  add(event: EventShape): void {
    this.#queue.push(event);
    this.parts.onadd?.(event);
    void this.#outbox.then((outbox) => outbox.put(event)).catch(() => this.#change({ durable: false }));
    void this.#opened.then(() => this.#kick());
  }

  /** Tries now, and answers when everything is saved (true) or the try has failed. */
  async flush(): Promise<boolean> {
    await this.#opened;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#kick();
    while (this.#round) await this.#round;
    return this.#queue.length === 0;
  }

  /** The sessions of which the server does not have everything yet. */
  async unsent(): Promise<ReadonlySet<string>> {
    await this.#opened;
    return new Set(this.#queue.map(({ session }) => session));
  }

  /** The page is going away: sends what waits once more without waiting for the answer. */
  leave(): void {
    const last = this.#queue.slice(-LAST_BATCH);
    if (last.length === 0) return;
    this.#ready?.putAtOnce(last);
    this.parts.sendLast(last);
  }

  #kick(): void {
    if (this.#round || this.#retry !== undefined || this.#queue.length === 0) return;
    this.#round = this.#sendAll().finally(() => {
      this.#round = undefined;
    });
  }

  async #sendAll(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#queue.slice(0, this.#batch);
      try {
        await this.parts.send(batch);
        this.#taken(batch);
      } catch (error) {
        if (!this.#split(error, batch)) {
          this.#later(error);
          return;
        }
      }
    }
  }

  #taken(batch: readonly EventShape[]): void {
    this.#failures = 0;
    this.#batch = BATCH;
    this.#letGo(batch);
    this.#change({ waiting: 0, why: "" });
  }

  /** A faulty event must not hold up the others: finds it by sending one at a time, and lets it go. */
  #split(error: unknown, batch: readonly EventShape[]): boolean {
    if (!(error instanceof ApiError) || !FAULTY.includes(error.status)) return false;
    if (batch.length > 1) {
      this.#batch = 1;
    } else {
      this.#letGo(batch);
      this.#change({ refused: this.state.refused + 1 });
    }
    return true;
  }

  #letGo(batch: readonly EventShape[]): void {
    const ids = batch.map(({ id }) => id);
    const gone = new Set(ids);
    this.#queue = this.#queue.filter(({ id }) => !gone.has(id));
    void this.#outbox.then((outbox) => outbox.remove(ids)).catch(() => undefined);
  }

  #later(error: unknown): void {
    const pause = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures);
    this.#failures += 1;
    const why = error instanceof ApiError && error.status > 0 ? error.message : "";
    this.#change({ waiting: this.#queue.length, why });
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.#kick();
    }, pause);
  }

  #change(part: Partial<LogState>): void {
    this.state = { ...this.state, ...part };
    this.parts.onchange(this.state);
  }
}

/** Sends with a request that outlives the page. */
export function sendLast(events: readonly EventShape[]): void {
  void fetch("/api/events", {
    method: "POST",
    keepalive: true,
    headers: { ...inOurLanguage(), "Content-Type": "application/json" },
    body: JSON.stringify({ events }),
  }).catch(() => undefined); // what did not arrive waits in the outbox for the next visit
}
