/** Events are sorted by time and id: a stamp that went back would tell the session in the wrong order. */

import { expect, it } from "vitest";
import { stamper } from "./stamp";

const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

it("only grows, also when the clock stands still or goes back", () => {
  const times = [1_700_000_000_000, 1_700_000_000_000, 1_699_999_000_000, 1_700_000_000_005];
  let call = 0;
  const stamp = stamper(0, () => times[Math.floor(call++ / 5_000)] ?? 1_700_000_000_005);
  const stamps = Array.from({ length: 20_000 }, stamp);
  const grows = (place: number) => {
    const [before, after] = [stamps[place - 1], stamps[place]];
    return before && after && after.id > before.id && after.at >= before.at;
  };
  expect(stamps.every((_, place) => place === 0 || grows(place))).toBe(true);
  expect(stamps.every(({ id }) => UUID7.test(id))).toBe(true);
  expect(stamps.every(({ id, at }) => parseInt(id.replaceAll("-", "").slice(0, 12), 16) === at)).toBe(true);
});

it("comes after what an earlier visit wrote", () => {
  const stamp = stamper(5_000, () => 1_000);
  expect(stamp().at).toBeGreaterThan(5_000);
});
