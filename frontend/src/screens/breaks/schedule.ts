/** When the breaks of a working day are, and which comes next. Pure; times of day are whole minutes from midnight. */

const DAY = 24 * 60;
const MINUTE_MS = 60_000;

/** A working day: from and to as "09:00", a break of so many minutes every so many minutes. */
export interface WorkingDay {
  from: string;
  to: string;
  every: number;
  minutes: number;
}

export const EVERY = [30, 45, 60, 90] as const;
export const MINUTES = [1, 2, 3] as const;
export const USUAL: WorkingDay = { from: "09:00", to: "17:00", every: 60, minutes: 2 };
/** So many different breaks the server puts together; a day with more has them again from the first. */
export const MOST = 16;
/** A break that was not begun within so many minutes makes way for the next one. */
export const WAITS_MINUTES = 10;

/** Minutes from midnight; undefined for what is no time of day, as while it is typed. */
export function minutesOf(time: string): number | undefined {
  const found = /^(\d\d):(\d\d)$/.exec(time);
  if (!found) return undefined;
  const [hours, minutes] = [Number(found[1]), Number(found[2])];
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : undefined;
}

/** How long the day is; one that ends before it begins goes on past midnight. */
function lengthOf(from: number, to: number): number {
  return to > from ? to - from : to + DAY - from;
}

/** The breaks in minutes from the midnight before the day began, none at its very end. Empty for a day without a room. */
export function breaksOf({ from, to, every }: WorkingDay): number[] {
  const [begins, ends] = [minutesOf(from), minutesOf(to)];
  if (begins === undefined || ends === undefined || begins === ends) return [];
  const count = Math.ceil(lengthOf(begins, ends) / every) - 1;
  return Array.from({ length: Math.max(0, count) }, (_, number) => begins + (number + 1) * every);
}

/** The moments of the breaks (ms since 1970 UTC) of the day that `now` belongs to: the one that runs, else that of today. */
export function momentsOf(day: WorkingDay, now: number): number[] {
  const [begins = 0, ends = 0] = [minutesOf(day.from), minutesOf(day.to)];
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  const runsSinceYesterday = ends <= begins && now < atMinute(midnight, ends);
  if (runsSinceYesterday) midnight.setDate(midnight.getDate() - 1);
  return breaksOf(day).map((minute) => atMinute(midnight, minute));
}

/** By the clock on the wall, also on the two days of the year on which it is changed. */
function atMinute(midnight: Date, minute: number): number {
  const at = new Date(midnight);
  at.setHours(0, minute, 0, 0);
  return at.getTime();
}

/** Where the day stands: which break is now, or how long until the next; `over` after the last. */
export type Standing =
  { kind: "now"; number: number } | { kind: "next"; number: number; in_ms: number } | { kind: "over" };

/** `done` is the break that was last begun or let go, by its moment: it is not "now" any more. */
export function standingAt(moments: readonly number[], now: number, done = 0): Standing {
  const waiting = moments.findLastIndex(
    (at) => at <= now && now - at < WAITS_MINUTES * MINUTE_MS && at > done,
  );
  if (waiting >= 0) return { kind: "now", number: waiting };
  const next = moments.findIndex((at) => at > now);
  return next >= 0 ? { kind: "next", number: next, in_ms: (moments[next] ?? now) - now } : { kind: "over" };
}

/** Whether one of the breaks came between two looks at the clock. After a sleep, only one that still waits counts. */
export function cameBetween(moments: readonly number[], before: number, now: number): boolean {
  return moments.some((at) => at > before && at <= now && now - at < WAITS_MINUTES * MINUTE_MS);
}

/** "24:05", from an hour on "1:04:05". */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** A day as it was kept; what is missing or nonsense is as usual. */
export function readDay(kept: string | null): WorkingDay {
  let given: Partial<WorkingDay> = {};
  try {
    given = (JSON.parse(kept ?? "{}") ?? {}) as Partial<WorkingDay>;
  } catch {
    // as if nothing were kept
  }
  const time = (value: unknown, usual: string) =>
    typeof value === "string" && minutesOf(value) !== undefined ? value : usual;
  return {
    from: time(given.from, USUAL.from),
    to: time(given.to, USUAL.to),
    every: EVERY.find((each) => each === given.every) ?? USUAL.every,
    minutes: MINUTES.find((each) => each === given.minutes) ?? USUAL.minutes,
  };
}
