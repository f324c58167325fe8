/** Where the count ran ahead of the sound, or lagged behind it, eyes and ears would be led to different things. */

import { expect, it } from "vitest";
import { COARSE_MS, Heard } from "./heard";

it.each([0, 40, 100, 250])(
  "a place told in steps of %i ms is smooth, near, and never goes back",
  (coarse) => {
    const heard = new Heard();
    heard.from(5_000);
    let last = 0;
    for (let real = 0; real <= 20_000; real += 50) {
      heard.read(5_000 + (coarse ? Math.floor(real / coarse) * coarse : real), 70_000 + real);
      expect(heard.total).toBeGreaterThanOrEqual(last);
      if (real > 500) {
        expect(Math.abs(heard.total - real)).toBeLessThanOrEqual(50);
        expect(heard.total - last).toBeGreaterThan(0);
      }
      last = heard.total;
    }
  },
);

it("does not run on while the sound has not begun, and not for long where it stands", () => {
  const heard = new Heard();
  heard.from(2_000);
  for (let now = 0; now < 5_000; now += 50) heard.read(2_000, now);
  expect(heard.total).toBe(0);
  heard.read(2_050, 5_050);
  for (let now = 5_050; now < 20_000; now += 50) heard.read(2_050, now);
  expect(heard.total).toBe(50 + COARSE_MS);
});

it("takes what was heard unseen, and nothing that lies before", () => {
  const heard = new Heard();
  heard.from(2_000);
  for (let said = 0; said <= 2_000; said += 50) heard.read(said, said);
  expect(heard.total).toBe(0);
  heard.read(62_000, 2_050);
  expect(heard.total).toBe(60_000);
  heard.from(9_000);
  expect(heard).toMatchObject({ total: 60_000, place: 9_000 });
  heard.settle(9_400);
  expect(heard.total).toBe(60_400);
});
