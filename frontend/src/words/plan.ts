/** A plan in plain words: what a session is for, how sure it is, why the rest is not in it. Pure. */

import type { KeptPlan, PlannedSession, Term, Turn } from "../api";
import { listed, nameOf } from "./pain";
import { lengthInWords } from "./time";

type LeftOut = KeptPlan["left_out"][number];
type Worth = PlannedSession["worth"];

/** A region that gets less than this part of what the first one gets is not named. */
const NOTABLE = 0.25;

/** The regions a session does most for, most first, as people say them: "lower back and neck". */
export function regionsInWords(session: PlannedSession, regions: readonly Term[]): string {
  const sums = new Map<string, number>();
  for (const { adds } of session.reasons) {
    for (const [region, points] of Object.entries(adds)) sums.set(region, (sums.get(region) ?? 0) + points);
  }
  const most = Math.max(0, ...sums.values());
  const named = [...sums].filter(([, points]) => points > 0 && points >= most * NOTABLE);
  named.sort(([, one], [, other]) => other - one);
  return listed(named.map(([region]) => nameOf(regions, region).toLowerCase()));
}

/** One line on why today's session is what it is. `minutes` is what the person gave a session. */
export function whyInWords(turn: Turn, minutes: number | null, regions: readonly Term[]): string {
  const places = regionsInWords(turn.session, regions);
  const meant = places ? `for your ${places}` : "for you";
  if (turn.instead === "bad-day") return `Short and gentle ${meant}, as today is a bad day.`;
  if (turn.instead === "gentler") return `Only gentle movements ${meant}, for today.`;
  if (turn.instead === "shorter") {
    return `Shorter for today: the best ${meant} in ${lengthInWords(turn.session.duration_ms)}.`;
  }
  return minutes === null
    ? `Put together ${meant}.`
    : `Put together ${meant}, within your ${minutes} minutes.`;
}

/** How sure it is that nothing better exists, in one plain sentence. Points are our own measure of good. */
export function proofInWords({ proof, value, bound }: Worth): string {
  const [worth, most] = [value.toFixed(1), bound.toFixed(1)];
  if (proof === "optimal") {
    return `Proven: within your limits, nothing noticeably better can be put together (${worth} points, at most ${most}).`;
  }
  if (proof === "within") {
    return `A good one: ${worth} points, and none could have more than ${most}. That one has is not proven.`;
  }
  return `Put together by the simple method: ${worth} points. A better one may exist, with ${most} at most.`;
}

/** Why movements are left out, in the order in which it is told. */
const WHY: Record<string, string> = {
  "not-cleared": "What you answered to the safety questions speaks against it",
  position: "Needs a position you want to avoid",
  "no-prop": "Needs a thing that is not at hand",
  disliked: "You do not like it",
  "too-hard": "Too hard for now",
  "weekly-limit": "Has its days in the week already",
  "not-helpful": "Meant for other places",
  "no-time": "Could be done, but your minutes do more without it",
};

/** Movements that are left out for the same reason, told in the same words. */
export interface SameWords {
  text: string;
  movements: LeftOut[];
}

export interface LeftOutGroup {
  why: string;
  name: string;
  count: number;
  told: SameWords[];
}

/** What is left out, by why, and within that by what is said of it. */
export function leftOutGroups(leftOut: readonly LeftOut[]): LeftOutGroup[] {
  const known = Object.keys(WHY);
  const others = [...new Set(leftOut.map(({ why }) => why))].filter((why) => !known.includes(why));
  return [...known, ...others].flatMap((why) => {
    const those = leftOut.filter((one) => one.why === why);
    return those.length > 0
      ? [{ why, name: WHY[why] ?? why, count: those.length, told: inSameWords(those) }]
      : [];
  });
}

function inSameWords(leftOut: readonly LeftOut[]): SameWords[] {
  const byText = new Map<string, LeftOut[]>();
  for (const one of leftOut) byText.set(one.text, [...(byText.get(one.text) ?? []), one]);
  const told = [...byText].map(([text, movements]) => ({ text, movements }));
  return told.sort((one, other) => other.movements.length - one.movements.length);
}
