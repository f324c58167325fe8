/** Events are sorted by time and id: a stamp that went back would tell the session in the wrong order. */

import { expect, it } from "vitest";
import { stamper } from "./stamp";

const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

it("only grows, also when the clock stands still or goes back", () => {
  const times = [1_700_000_000_000, 1_700_000_000_000, 1_699_999_000_000, 1_700_000_000_005];
  let call = 0;
  const stamp = stamper(0, () => times[Math.floor(call++ / 5_000)] ?? 1_700_000_000_005);
  const stamps = Array.from({ length: 20_000 }, stamp);
  for (const [place, { id, at }] of stamps.entries()) {
    const before = stamps[place - 1];
    expect(id).toMatch(UUID7);
    expect(parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(at);
    if (before) {
      expect(id > before.id).toBe(true);
      expect(at >= before.at).toBe(true);
    }
  }
});

it("comes after what an earlier visit wrote", () => {
  const stamp = stamper(5_000, () => 1_000);
  expect(stamp().at).toBeGreaterThan(5_000);
});
