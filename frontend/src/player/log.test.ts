/** What a person did must reach the journal once, whatever the server does meanwhile. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EventShape } from "../api";
import { FakeServer } from "./fixtures/server";
import { EventLog, type LogState } from "./log";
import type { Outbox } from "./outbox";
import { noted } from "./record";
import { stamper } from "./stamp";

const stamp = stamper();
const happened = (position_ms: number) =>
  noted(stamp(), "0198c0de-0000-7000-8000-000000000000", {
    kind: "reached",
    position_ms,
    movement: "cat-cow",
  });

/** An outbox like the browser's, which outlives the logs that use it. */
class FakeOutbox implements Outbox {
  durable = true;
  kept = new Map<string, EventShape>();
  all = async () => [...this.kept.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  put = async (event: EventShape) => void this.kept.set(event.id, event);
  putAtOnce = (events: readonly EventShape[]) => events.forEach((event) => this.kept.set(event.id, event));
  remove = async (ids: readonly string[]) => ids.forEach((id) => this.kept.delete(id));
}

function setup(server = new FakeServer(), outbox = new FakeOutbox()) {
  const states: LogState[] = [];
  const last: EventShape[][] = [];
  const log = new EventLog({
    outbox: async () => outbox,
    send: server.send,
    sendLast: (events) => last.push([...events]),
    onchange: (state) => states.push(state),
  });
  return { server, outbox, log, states, last };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const soon = () => vi.advanceTimersByTimeAsync(1);

describe("while the server is well", () => {
  it("sends at once and in order", async () => {
    const { server, outbox, log } = setup();
    const events = [happened(0), happened(1), happened(2)];
    for (const event of events) {
      log.add(event);
      await soon();
    }
    expect([...server.saved.keys()]).toEqual(events.map(({ id }) => id));
    expect(outbox.kept.size).toBe(0);
    expect(log.state).toMatchObject({ waiting: 0, why: "", refused: 0 });
  });
});

describe("while the server is away", () => {
  it("says so, tries again, and forgets nothing", async () => {
    const { server, outbox, log } = setup();
    server.mood = (call) => (call <= 4 ? "away" : "well");
    log.add(happened(0));
    await soon();
    expect(log.state.waiting).toBe(1);
    log.add(happened(1));
    await soon();
    expect(outbox.kept.size).toBe(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.saved.size).toBe(2);
    expect(outbox.kept.size).toBe(0);
    expect(log.state.waiting).toBe(0);
  });

  it("waits longer and longer, but never more than fifteen seconds", async () => {
    const { server, log } = setup();
    server.mood = () => "away";
    log.add(happened(0));
    await vi.advanceTimersByTimeAsync(15_500); // at 0, 1, 3, 7 and 15 s
    expect(server.calls).toBe(5);
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(server.calls).toBeGreaterThanOrEqual(5 + 39);
  });

  it("tells the server's own reason where it gives one", async () => {
    const { server, log } = setup();
    server.mood = () => "full";
    log.add(happened(0));
    await soon();
    expect(log.state).toMatchObject({ waiting: 1, why: "The disk is full." });
  });
});

it("saves each event once when answers get lost and calls fail at random", async () => {
  const { server, log } = setup();
  let seed = 3;
  server.mood = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return (["well", "away", "answer lost", "full"] as const)[seed >>> 30] ?? "well";
  };
  const events = Array.from({ length: 250 }, (_, place) => happened(place));
  for (const event of events) {
    log.add(event);
    if (event.position_ms % 3 === 0) await vi.advanceTimersByTimeAsync(700);
  }
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  expect([...server.saved.values()]).toEqual(events);
  expect(log.state.waiting).toBe(0);
});

it("lets go of an event that the server will never take, and of no other", async () => {
  const { server, outbox, log } = setup();
  const events = [happened(0), happened(1), happened(2)];
  server.mood = (call) => (call === 1 ? "away" : "well");
  server.faulty.add(events[1]?.id ?? "");
  for (const event of events) log.add(event);
  await vi.advanceTimersByTimeAsync(5_000);
  expect([...server.saved.keys()]).toEqual([events[0]?.id, events[2]?.id]);
  expect(log.state).toMatchObject({ refused: 1, waiting: 0 });
  expect(outbox.kept.size).toBe(0);
});

describe("another visit", () => {
  it("sends what was left of the earlier one, before its own", async () => {
    const first = setup();
    first.server.mood = () => "away";
    const [early, later, own] = [happened(0), happened(1), happened(2)];
    first.log.add(early);
    first.log.add(later);
    await soon();

    const second = setup(new FakeServer(), first.outbox);
    second.log.add(own);
    expect(await second.log.flush()).toBe(true);
    expect([...second.server.saved.keys()]).toEqual([early.id, later.id, own.id]);
    expect(first.outbox.kept.size).toBe(0);
  });

  it("sends at the last moment what the server does not have yet", async () => {
    const { server, log, last } = setup();
    log.add(happened(0));
    await soon();
    log.leave();
    expect(last).toEqual([]);
    server.mood = () => "away";
    const waiting = happened(1);
    log.add(waiting);
    log.leave();
    expect(last).toEqual([[waiting]]);
  });
});

it("goes on from memory where the browser keeps nothing", async () => {
  const server = new FakeServer();
  const states: LogState[] = [];
  const log = new EventLog({
    outbox: () => Promise.reject(new Error("no IndexedDB")),
    send: server.send,
    sendLast: () => undefined,
    onchange: (state) => states.push(state),
  });
  server.mood = (call) => (call === 1 ? "away" : "well");
  log.add(happened(0));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(log.state).toMatchObject({ durable: false, waiting: 0 });
  expect(server.saved.size).toBe(1);
});
