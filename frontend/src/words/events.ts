/** What happened in a session, in plain words, one line an event. */

import type { EventShape, Term } from "../api";
import { t } from "./language";
import { painsInWords } from "./pain";
import { exactly } from "./time";

const HURT: Record<string, string> = {
  sharp: t("It hurt sharply"),
  mild: t("It hurt a little"),
  gone: t("The pain eased"),
  stays: t("The pain stayed"),
};

/** One line, or undefined for an event that need not be read. `name` gives a movement's name. */
export function eventInWords(
  event: EventShape,
  regions: readonly Term[],
  name: (movement: string) => string,
): string | undefined {
  const movement = event.movement ? name(event.movement) : "";
  const during = (what: string) => (movement ? t("{what}: {movement}", { what, movement }) : what);
  const pain = () => painsInWords(event.pain, regions);
  switch (event.kind) {
    case "started":
      return t("Started");
    case "pain-before":
      return t("Pain before: {pain}", { pain: pain() });
    case "pain-after":
      return t("Pain after: {pain}", { pain: pain() });
    case "pain-next-day":
      return t("Pain the next morning: {pain}", { pain: pain() });
    case "reached":
      return movement || undefined;
    case "paused":
      return t("Paused");
    case "resumed":
      return t("Went on");
    case "skipped":
      return during(t("Skipped"));
    case "went-back":
      return t("Went back");
    case "repeated":
      return during(t("Again"));
    case "extended":
      return during(t("{length} more", { length: exactly((event.extra_ms ?? 0) / 1000) }));
    case "hurt":
      return during(HURT[event.hurt ?? ""] ?? t("It hurt"));
    case "eased":
      return during(t("Did it more gently"));
    case "stopped":
      return t("Stopped");
    case "finished":
      return t("Finished");
    default:
      return undefined;
  }
}

export interface Line {
  at: number;
  text: string;
}

/** The lines of a session; a movement is named once when it begins, not at each of its segments. */
export function sessionInLines(
  events: readonly EventShape[],
  regions: readonly Term[],
  name: (movement: string) => string,
): Line[] {
  const lines: Line[] = [];
  let current: string | null = null;
  for (const event of events) {
    if (event.kind === "reached" && event.movement === current) continue;
    if (event.kind === "reached") current = event.movement;
    const text = eventInWords(event, regions, name);
    if (text) lines.push({ at: event.at, text });
  }
  return lines;
}
