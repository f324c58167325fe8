/** A plan in plain words: what a session is for, how sure it is, why the rest is not in it. Pure. */

import type { KeptPlan, PlannedSession, Term, Turn } from "../api";
import { locale, t, tn } from "./language";
import { inSentence, listed } from "./names";
import { nameOf } from "./pain";
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
  return listed(named.map(([region]) => inSentence(nameOf(regions, region))));
}

/** One line on why today's session is what it is. `minutes` is what the person gave a session. */
export function whyInWords(turn: Turn, minutes: number | null, regions: readonly Term[]): string {
  const places = regionsInWords(turn.session, regions);
  const length = lengthInWords(turn.session.duration_ms);
  switch (turn.instead) {
    case "bad-day":
      return places
        ? t("Short and gentle for your {places}, as today is a bad day.", { places })
        : t("Short and gentle for you, as today is a bad day.");
    case "gentler":
      return places
        ? t("Only gentle movements for your {places}, for today.", { places })
        : t("Only gentle movements for you, for today.");
    case "shorter":
      return places
        ? t("Shorter for today: the best for your {places} in {length}.", { places, length })
        : t("Shorter for today: the best for you in {length}.", { length });
    case null:
      return minutes === null ? madeInWords(places) : withinInWords(places, minutes);
  }
}

function madeInWords(places: string): string {
  return places ? t("Put together for your {places}.", { places }) : t("Put together for you.");
}

function withinInWords(places: string, n: number): string {
  return places
    ? tn(
        "Put together for your {places}, within your {n} minute.",
        "Put together for your {places}, within your {n} minutes.",
        n,
        { places },
      )
    : tn(
        "Put together for you, within your {n} minute.",
        "Put together for you, within your {n} minutes.",
        n,
      );
}

/** How sure it is that nothing better exists, in one plain sentence. Points are our own measure of good. */
export function proofInWords({ proof, value, bound }: Worth): string {
  const tenths = new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const [worth, most] = [tenths.format(value), tenths.format(bound)];
  if (proof === "optimal") {
    return t(
      "Proven: within your limits, nothing noticeably better can be put together ({worth} points, at most {most}).",
      { worth, most },
    );
  }
  if (proof === "within") {
    return t(
      "A good one: {worth} points, and none could have more than {most}. That one has is not proven.",
      {
        worth,
        most,
      },
    );
  }
  return t(
    "Put together by the simple method: {worth} points. A better one may exist, with {most} at most.",
    { worth, most },
  );
}

/** Why movements are left out, in the order in which it is told. */
const WHY: Record<string, string> = {
  "not-cleared": t("What you answered to the safety questions speaks against it"),
  position: t("Needs a position you want to avoid"),
  "no-prop": t("Needs a thing that is not at hand"),
  disliked: t("You do not like it"),
  "too-hard": t("Too hard for now"),
  "weekly-limit": t("Has its days in the week already"),
  "not-helpful": t("Meant for other places"),
  "no-time": t("Could be done, but your minutes do more without it"),
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
