/** Times as people say them. All moments and lengths are whole ms. */

const LANGUAGE = "en-GB";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A length of seconds, exactly: "30 s", "1 min", "1 min 30 s". */
export function exactly(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = Math.round((seconds - minutes * 60) * 10) / 10;
  if (minutes === 0) return `${rest} s`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

/** A length to the nearest minute: "12 min"; below a minute and a half, in seconds. */
export function length(ms: number): string {
  if (ms < 90_000) return `${Math.round(ms / 1000)} s`;
  return `${Math.round(ms / MINUTE)} min`;
}

/** The same in full words: "12 minutes". */
export function lengthInWords(ms: number): string {
  if (ms < 90_000) return counted(Math.round(ms / 1000), "second");
  return counted(Math.round(ms / MINUTE), "minute");
}

/** "1 minute", "2 minutes". */
export function counted(count: number, thing: string, things = `${thing}s`): string {
  return `${count} ${count === 1 ? thing : things}`;
}

/** The time of day: "07:40". */
export function clock(at: number): string {
  return new Intl.DateTimeFormat(LANGUAGE, { hour: "2-digit", minute: "2-digit" }).format(at);
}

/** The day: "Today", "Yesterday", "Monday 3 March"; with the year where it is another one. */
export function day(at: number, now: number): string {
  const days = Math.round((midnight(now) - midnight(at)) / (24 * HOUR));
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const format = new Intl.DateTimeFormat(LANGUAGE, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  });
  return format.format(at).replace(",", "");
}

/** How long ago, roughly: "just now", "5 minutes ago", "3 hours ago". */
export function ago(at: number, now: number): string {
  const since = Math.max(0, now - at);
  if (since < MINUTE) return "just now";
  if (since < HOUR) return `${counted(Math.floor(since / MINUTE), "minute")} ago`;
  return `${counted(Math.floor(since / HOUR), "hour")} ago`;
}

function midnight(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}
