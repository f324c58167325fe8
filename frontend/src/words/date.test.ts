import { expect, test } from "vitest";
import { dateOf, daysBetween, daysLater, shortDate, weekday, whenAhead, wholeDate } from "./date";

test("dates are counted in days, over the end of a month and where the clocks change", () => {
  expect(daysLater("2026-02-27", 3)).toBe("2026-03-02");
  expect(daysLater("2026-03-01", -1)).toBe("2026-02-28");
  expect(daysBetween("2026-10-24", "2026-10-27")).toBe(3);
  expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
});

test("a moment has the date of this machine, not that of Greenwich", () => {
  expect(dateOf(new Date(2026, 10, 23, 0, 5).getTime())).toBe("2026-11-23");
  expect(dateOf(new Date(2026, 10, 23, 23, 55).getTime())).toBe("2026-11-23");
});

test("dates are told as people say them", () => {
  expect(weekday("2026-11-23")).toBe("Monday");
  expect(wholeDate("2026-11-23")).toBe("Monday 23 November");
  expect(shortDate("2026-11-23")).toBe("23 Nov");
});

test("a day ahead is told by its distance", () => {
  expect(whenAhead("2026-11-21", "2026-11-21")).toBe("today");
  expect(whenAhead("2026-11-22", "2026-11-21")).toBe("tomorrow");
  expect(whenAhead("2026-11-27", "2026-11-21")).toBe("on Friday");
  expect(whenAhead("2026-11-28", "2026-11-21")).toBe("on Saturday 28 November");
});
