/** What was said in the first run so far. Kept by this tab alone until the plan is made, so that a reload loses nothing. */

import type { Wishes } from "../../api";
import type { Answers } from "../../screening";
import { USUAL } from "../../wishes";

export interface Draft {
  answers: Answers;
  wishes: Wishes;
}

const KEY = "unkink.first-run";
/** Answers about "right now" are not true for long. */
const FRESH_MS = 2 * 60 * 60_000;

export const EMPTY: Draft = { answers: {}, wishes: USUAL };

/** The draft as text, and back; undefined for nonsense and for what is too old. `now` in ms. */
export function written(draft: Draft, now: number): string {
  return JSON.stringify({ ...draft, at: now });
}

export function readText(text: string | null, now: number): Draft | undefined {
  try {
    const { answers, wishes, at } = JSON.parse(text ?? "") as Partial<Draft & { at: number }>;
    if (typeof at !== "number" || now - at > FRESH_MS || now < at) return undefined;
    if (!isRecord(answers) || !isRecord(wishes) || !isRecord(wishes.pain)) return undefined;
    return { answers, wishes: { ...USUAL, ...wishes } };
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function readDraft(): Draft | undefined {
  try {
    return readText(sessionStorage.getItem(KEY), Date.now());
  } catch {
    return undefined; // a browser that keeps nothing
  }
}

export function keepDraft(draft: Draft): void {
  try {
    sessionStorage.setItem(KEY, written(draft, Date.now()));
  } catch {
    // then only a reload would lose it
  }
}

export function dropDraft(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // nothing was kept
  }
}
