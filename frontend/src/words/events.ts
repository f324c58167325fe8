/** What happened in a session, in plain words, one line an event. */

import type { EventShape, Term } from "../api";
import { painsInWords } from "./pain";
import { exactly } from "./time";

const HURT: Record<string, string> = {
  sharp: "It hurt sharply",
  mild: "It hurt a little",
  gone: "The pain eased",
  stays: "The pain stayed",
};

/** One line, or undefined for an event that need not be read. `name` gives a movement's name. */
export function eventInWords(
  event: EventShape,
  regions: readonly Term[],
  name: (movement: string) => string,
): string | undefined {
  const movement = event.movement ? name(event.movement) : "";
  const during = movement && `: ${movement}`;
  switch (event.kind) {
    case "started":
      return "Started";
    case "pain-before":
      return `Pain before: ${painsInWords(event.pain, regions)}`;
    case "pain-after":
      return `Pain after: ${painsInWords(event.pain, regions)}`;
    case "pain-next-day":
      return `Pain the next morning: ${painsInWords(event.pain, regions)}`;
    case "reached":
      return movement || undefined;
    case "paused":
      return "Paused";
    case "resumed":
      return "Went on";
    case "skipped":
      return `Skipped${during}`;
    case "went-back":
      return "Went back";
    case "repeated":
      return `Again${during}`;
    case "extended":
      return `${exactly((event.extra_ms ?? 0) / 1000)} more${during}`;
    case "hurt":
      return `${HURT[event.hurt ?? ""] ?? "It hurt"}${during}`;
    case "eased":
      return `Did it more gently${during}`;
    case "stopped":
      return "Stopped";
    case "finished":
      return "Finished";
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
