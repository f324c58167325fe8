/** Dates as the server writes them ("2026-11-23") and as people say them. Pure; days are those of this machine. */

import { language, locale, t } from "./language";

const DAY = 24 * 60 * 60_000;

/** Noon of that date: no change of the clock moves it to another day. */
function noon(date: string): Date {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return new Date(year, month - 1, day, 12);
}

/** The date of a moment. */
export function dateOf(at: number): string {
  const moment = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** So many days later. */
export function daysLater(date: string, days: number): string {
  const at = noon(date);
  at.setDate(at.getDate() + days);
  return dateOf(at.getTime());
}

/** How many days lie between two dates. */
export function daysBetween(from: string, to: string): number {
  return Math.round((noon(to).getTime() - noon(from).getTime()) / DAY);
}

/** "Monday". */
export function weekday(date: string): string {
  return new Intl.DateTimeFormat(locale(), { weekday: "long" }).format(noon(date));
}

/** "Monday 23 November". */
export function wholeDate(date: string): string {
  return dayAndMonth(date, false);
}

/** "Monday 23 November", or with its year "Monday 23 November 2026". */
export function dayAndMonth(date: string, withYear: boolean): string {
  const format = new Intl.DateTimeFormat(locale(), {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(withYear ? { year: "numeric" } : {}),
  });
  const written = format.format(noon(date));
  return language() === "en" ? written.replace(",", "") : written;
}

/** "23 Nov". */
export function shortDate(date: string): string {
  return new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short" }).format(noon(date));
}

/** A date from today on, inside a sentence: "today", "tomorrow", "on Monday", "on Monday 30 November". */
export function whenAhead(date: string, today: string): string {
  const days = daysBetween(today, date);
  if (days === 0) return t("today");
  if (days === 1) return t("tomorrow");
  return t("on {day}", { day: days < 7 ? weekday(date) : wholeDate(date) });
}
