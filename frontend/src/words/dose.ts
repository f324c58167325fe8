/** Doses as people say them: "30 s each side", "20 times, side to side", "5 breaths". */

import type { Dose, Movement } from "../api";
import { counted, exactly } from "./time";

type Kind = Pick<Movement, "mode" | "sides"> & { directions?: readonly unknown[] };

/** An exact dose in words. `kind` says how the movement is done, which decides how the figures are read. */
export function doseInWords(dose: Dose, kind: Kind): string {
  const ways = (kind.directions?.length ?? 0) > 1;
  const once = amount(dose, kind) + where(dose, kind.sides, ways);
  const sets = dose.sets > 1 ? inSets(once, dose, kind) : once;
  return dose.rest_s > 0 && (dose.sets > 1 || (dose.reps ?? 1) > 1)
    ? `${sets}, ${exactly(dose.rest_s)} rest between`
    : sets;
}

function inSets(once: string, dose: Dose, kind: Kind): string {
  const single = kind.mode === "hold" && (dose.reps ?? 1) === 1; // a set of one hold is just that hold again
  return single ? `${once}, ${times(dose.sets)}` : `${dose.sets} sets: ${once}`;
}

function amount(dose: Dose, kind: Kind): string {
  if (kind.mode === "hold") {
    const hold = exactly(dose.hold_s ?? 0);
    return dose.reps && dose.reps > 1 ? `${hold}, ${times(dose.reps)}` : hold;
  }
  if (dose.reps === null) return exactly(dose.hold_s ?? 0);
  return kind.mode === "flow" ? counted(dose.reps, "breath") : times(dose.reps);
}

function where(dose: Dose, sides: string, ways: boolean): string {
  const way = ways ? " each way" : "";
  if (sides === "each") return ` each side${way}`;
  if (sides === "alternating") return dose.reps === null ? ", side to side" : `${way}, side to side`;
  return way;
}

function times(count: number): string {
  return count === 1 ? "once" : count === 2 ? "twice" : `${count} times`;
}

/** What a dose may be, as lines: "Hold: 10 s to 3 min". Parts that may not vary are left out. */
export function rangeInWords(range: Movement["dose"]["range"], kind: Kind): string[] {
  const lines: string[] = [];
  const add = (name: string, pair: number[] | null, say: (value: number) => string) => {
    const [low, high] = pair ?? [];
    if (low === undefined || high === undefined || high === 0) return;
    lines.push(`${name}: ${low === high ? say(low) : `${say(low)} to ${say(high)}`}`);
  };
  add(kind.mode === "hold" ? "Hold" : "Time", range.hold_s, exactly);
  add(kind.mode === "flow" ? "Breaths" : "Times", range.reps, String);
  if (range.sets[1] !== 1) add("Sets", range.sets, String);
  add("One of them lasts", range.rep_s, exactly);
  add("Rest", range.rest_s, exactly);
  return lines;
}
