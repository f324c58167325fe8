import { expect, test } from "vitest";
import type { Play, Resumable, Session, Today } from "../api";
import type { Kept } from "../player/bookmark";
import { asOfHere, latestOpen, resumableOfHere, sessionsOfHere, since, todayOfHere } from "./here";

const HOUR = 60 * 60 * 1_000;
const NOW = 100 * HOUR;

function kept(id: string, part: Partial<Session> = {}): Kept {
  const session = {
    ...{ id, routine: "plan-a", state: "open", hurts: [], started_at: NOW - HOUR, last_at: NOW - HOUR },
    ...part,
  } as unknown as Session;
  return { session, play: { duration_ms: 60_000 } as Play, events: [] };
}
const finished = kept("1", { state: "finished" });
const sharp = kept("2", { state: "stopped", hurts: [{ movement: "cat-cow", hurt: "sharp" }] });
const none = new Set<string>();

const TODAY = {
  due: null,
  cleared: true,
  turns: [
    { number: 0, done: false, session: { routine: "plan-a" } },
    { number: 1, done: false, session: { routine: "plan-b" } },
  ],
} as unknown as Today;

test("what was left in the middle is gone on with for half a day, the last one first", () => {
  const [old, first, last] = [
    kept("1", { last_at: NOW - 13 * HOUR }),
    kept("2", { last_at: NOW - 2 * HOUR }),
    kept("3", { routine: "plan-b" }),
  ];
  expect(latestOpen([old, first, last], NOW)).toBe(last);
  expect(latestOpen([old, first, last], NOW, "plan-a")).toBe(first);
  expect(latestOpen([old, finished], NOW)).toBeUndefined();
});

test("only what the server did not know when it was asked counts as done since", () => {
  expect(since([finished], NOW, none)).toEqual([]);
  expect(since([finished], NOW, new Set(["1"]))).toEqual([finished]);
  expect(since([finished], NOW - 2 * HOUR, none)).toEqual([finished]);
});

test("a session that was done without a connection is done", () => {
  expect(todayOfHere(TODAY, [finished]).turns.map(({ done }) => done)).toEqual([true, false]);
  expect(todayOfHere(TODAY, [])).toEqual(TODAY);
});

test("after sharp pain no kept plan leads back into a session", () => {
  expect(todayOfHere(TODAY, [sharp])).toMatchObject({ due: "sharp", cleared: false });
  expect(todayOfHere({ ...TODAY, due: "old", cleared: false }, [sharp]).due).toBe("old");
  const play = { due: null } as Play;
  expect(asOfHere(play, [sharp]).due).toBe("sharp");
  expect(asOfHere(play, [finished])).toBe(play);
});

test("what is over here is not offered to go on with, whatever was kept", () => {
  const theirs: Resumable = { session: kept("1").session, duration_ms: 9 };
  const nothing = { session: null, duration_ms: null };
  expect(resumableOfHere(theirs, [finished], NOW)).toEqual(nothing);
  expect(resumableOfHere(theirs, [], NOW)).toBe(theirs);
  const mine = kept("3");
  expect(resumableOfHere(nothing, [mine], NOW)).toEqual({ session: mine.session, duration_ms: 60_000 });
});

test("the journal has what is not sent yet in its place, once", () => {
  const [older, newer] = [kept("5", { started_at: 1 }).session, kept("6", { started_at: 9 }).session];
  const mine = kept("6", { started_at: 9, state: "finished" });
  expect(sessionsOfHere([newer, older], [mine], new Set(["6"]))).toEqual([mine.session, older]);
  expect(sessionsOfHere([older], [mine], none)).toEqual([older]);
});
