/** The one log of this page: made when it is first needed, and at work until everything is saved. */

import { api } from "../api";
import { note } from "./bookmark";
import { t } from "../words/language";
import { EventLog, sendLast, type LogState } from "./log";
import { openOutbox } from "./outbox";

let log: EventLog | undefined;
const listeners = new Set<(state: LogState) => void>();

/** The log of this page. */
export function theLog(): EventLog {
  log ??= new EventLog({
    outbox: openOutbox,
    send: api.saveEvents,
    sendLast,
    onadd: note,
    onchange: (state) => listeners.forEach((listener) => listener(state)),
  });
  return log;
}

/** Calls back now and whenever the log's state changes. Answers how to stop. */
export function watchLog(listener: (state: LogState) => void): () => void {
  listener(theLog().state);
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is not well with saving, in one line; empty while all is well. */
export function savingInWords({ waiting, why, refused, durable }: LogState): string {
  if (waiting > 0) {
    const open = durable ? "" : t("Keep this page open until then.");
    return [t("Not saved yet, still trying."), why, open].filter((sentence) => sentence).join(" ");
  }
  if (refused > 0) return t("Part of what happened could not be saved.");
  return "";
}
