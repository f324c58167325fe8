/** Doses as people say them: "30 s each side", "20 times, side to side", "5 breaths". */

import type { Dose, Movement } from "../api";
import { inFigures, t, tn } from "./language";
import { exactly } from "./time";

type Kind = Pick<Movement, "mode" | "sides"> & { directions?: readonly unknown[] };

/** An exact dose in words. `kind` says how the movement is done, which decides how the figures are read. */
export function doseInWords(dose: Dose, kind: Kind): string {
  const ways = (kind.directions?.length ?? 0) > 1;
  const once = where(amount(dose, kind), dose, kind.sides, ways);
  const sets = dose.sets > 1 ? inSets(once, dose, kind) : once;
  return dose.rest_s > 0 && (dose.sets > 1 || (dose.reps ?? 1) > 1)
    ? t("{dose}, {rest} rest between", { dose: sets, rest: exactly(dose.rest_s) })
    : sets;
}

function inSets(once: string, dose: Dose, kind: Kind): string {
  const single = kind.mode === "hold" && (dose.reps ?? 1) === 1; // a set of one hold is just that hold again
  if (single) return `${once}, ${times(dose.sets)}`;
  return tn("{n} set: {dose}", "{n} sets: {dose}", dose.sets, { dose: once });
}

function amount(dose: Dose, kind: Kind): string {
  if (kind.mode === "hold") {
    const hold = exactly(dose.hold_s ?? 0);
    return dose.reps && dose.reps > 1 ? `${hold}, ${times(dose.reps)}` : hold;
  }
  if (dose.reps === null) return exactly(dose.hold_s ?? 0);
  return kind.mode === "flow" ? tn("{n} breath", "{n} breaths", dose.reps) : times(dose.reps);
}

function where(dose: string, { reps }: Dose, sides: string, ways: boolean): string {
  if (sides === "each") {
    return ways ? t("{dose} each side each way", { dose }) : t("{dose} each side", { dose });
  }
  if (sides === "alternating") {
    return ways && reps !== null
      ? t("{dose} each way, side to side", { dose })
      : t("{dose}, side to side", { dose });
  }
  return ways ? t("{dose} each way", { dose }) : dose;
}

function times(count: number): string {
  if (count === 1) return t("once");
  return count === 2 ? t("twice") : tn("{n} time", "{n} times", count);
}

/** What a dose may be, as lines: "Hold: 10 s to 3 min". Parts that may not vary are left out. */
export function rangeInWords(range: Movement["dose"]["range"], kind: Kind): string[] {
  const lines: string[] = [];
  const add = (pair: number[] | null, line: (range: string) => string, say: (value: number) => string) => {
    const [low, high] = pair ?? [];
    if (low === undefined || high === undefined || high === 0) return;
    lines.push(line(low === high ? say(low) : t("{low} to {high}", { low: say(low), high: say(high) })));
  };
  const hold = kind.mode === "hold";
  add(
    range.hold_s,
    (range) => (hold ? t("Hold: {range}", { range }) : t("Time: {range}", { range })),
    exactly,
  );
  const breaths = kind.mode === "flow";
  add(
    range.reps,
    (range) => (breaths ? t("Breaths: {range}", { range }) : t("Times: {range}", { range })),
    inFigures,
  );
  if (range.sets[1] !== 1) add(range.sets, (range) => t("Sets: {range}", { range }), inFigures);
  add(range.rep_s, (range) => t("One of them lasts: {range}", { range }), exactly);
  add(range.rest_s, (range) => t("Rest: {range}", { range }), exactly);
  return lines;
}
