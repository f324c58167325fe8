/** The seven days of a plan with their dates. Its week repeats, so it is the week that holds today. Pure. */

import type { KeptPlan, PlannedSession } from "../../api";
import { daysBetween, daysLater } from "../../words/date";

const WEEK = 7;

export interface WeekDay {
  date: string;
  today: boolean;
  /** None on a day of rest. */
  sessions: PlannedSession[];
}

export function weekOf(
  plan: Pick<KeptPlan, "begins" | "days" | "sessions">,
  today: string,
): readonly WeekDay[] {
  const weeks = Math.max(0, Math.floor(daysBetween(plan.begins, today) / WEEK));
  const first = daysLater(plan.begins, weeks * WEEK);
  const byRoutine = new Map(plan.sessions.map((session) => [session.routine, session]));
  return Array.from({ length: WEEK }, (_, day) => {
    const date = daysLater(first, day);
    const sessions = (plan.days[String(day)] ?? []).flatMap((routine) => byRoutine.get(routine) ?? []);
    return { date, today: date === today, sessions };
  });
}

/** The dates of a week on which a session comes. */
export function datesOf(week: readonly WeekDay[], routine: string): string[] {
  return week
    .filter(({ sessions }) => sessions.some((one) => one.routine === routine))
    .map(({ date }) => date);
}
