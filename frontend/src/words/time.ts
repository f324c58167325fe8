/** Times as people say them. All moments and lengths are whole ms. */

import { minutesInWords } from "./count";
import { dateOf, dayAndMonth } from "./date";
import { locale, t, tn } from "./language";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A length of seconds, exactly: "30 s", "1 min", "1 min 30 s". */
export function exactly(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round((seconds - minutes * 60) * 10) / 10;
  if (minutes === 0) return t("{n} s", { n: rest });
  return rest === 0 ? t("{n} min", { n: minutes }) : t("{minutes} min {rest} s", { minutes, rest });
}

/** A length to the nearest minute: "12 min"; below a minute and a half, in seconds. */
export function length(ms: number): string {
  if (ms < 90_000) return t("{n} s", { n: Math.round(ms / 1000) });
  return t("{n} min", { n: Math.round(ms / MINUTE) });
}

/** The same in full words: "12 minutes". */
export function lengthInWords(ms: number): string {
  if (ms < 90_000) return tn("{n} second", "{n} seconds", Math.round(ms / 1000));
  return minutesInWords(Math.round(ms / MINUTE));
}

/** The time of day: "07:40". */
export function clock(at: number): string {
  return new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit" }).format(at);
}

/** The day, where it stands alone: "Today", "Yesterday", "Monday 3 March"; with the year where it is another one. */
export function day(at: number, now: number): string {
  const days = daysAgo(at, now);
  if (days === 0) return t("Today");
  if (days === 1) return t("Yesterday");
  return pastDate(at, now);
}

/** The same inside a sentence: "today", "yesterday", "on Monday 3 March". */
export function whenPast(at: number, now: number): string {
  const days = daysAgo(at, now);
  if (days === 0) return t("today");
  if (days === 1) return t("yesterday");
  return t("on {day}", { day: pastDate(at, now) });
}

function pastDate(at: number, now: number): string {
  return dayAndMonth(dateOf(at), new Date(at).getFullYear() !== new Date(now).getFullYear());
}

/** How long ago, roughly: "just now", "5 minutes ago", "3 hours ago". */
export function ago(at: number, now: number): string {
  const since = Math.max(0, now - at);
  if (since < MINUTE) return t("just now");
  const format = new Intl.RelativeTimeFormat(locale());
  if (since < HOUR) return format.format(-Math.floor(since / MINUTE), "minute");
  return format.format(-Math.floor(since / HOUR), "hour");
}

function daysAgo(at: number, now: number): number {
  return Math.round((midnight(now) - midnight(at)) / (24 * HOUR));
}

function midnight(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}
