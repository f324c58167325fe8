/** Dates, times, lists and figures in another language than English. */

import { afterEach, beforeEach, expect, it } from "vitest";
import { shortDate, weekday, whenAhead, wholeDate } from "./date";
import { doseInWords } from "./dose";
import { speak } from "./language";
import { atStart, either, inSentence, listed, quoted } from "./names";
import { ago, clock, day, exactly } from "./time";

const GERMAN = {
  "on {day}": "am {day}",
  "{n} s": "{n} s",
  "{dose} each side": "je Seite {dose}",
  "{n} time": ["{n} Mal", "{n} Mal"],
  "“{words}”": "„{words}“",
};

beforeEach(() => speak("de", GERMAN));
afterEach(() => speak("en", {}));

it("writes dates and times", () => {
  expect(wholeDate("2026-11-23")).toBe("Montag, 23. November");
  expect(shortDate("2026-11-23")).toBe("23. Nov.");
  expect(whenAhead("2026-11-27", "2026-11-23")).toBe("am Freitag");
  expect(clock(new Date("2026-03-04T07:40").getTime())).toBe("07:40");
  const at = (text: string) => new Date(text).getTime();
  expect(day(at("2025-12-31T12:00"), at("2026-03-04T09:00"))).toBe("Mittwoch, 31. Dezember 2025");
  expect(ago(0, 3_599_999)).toBe("vor 59 Minuten");
});

it("writes figures, doses and lists", () => {
  expect(exactly(4.5)).toBe("4,5 s");
  const dose = { sets: 1, reps: 12, hold_s: null, rest_s: 0, rep_s: 4 };
  expect(doseInWords(dose, { mode: "reps", sides: "each" })).toBe("je Seite 12 Mal");
  expect(listed(["a", "b", "c"])).toBe("a, b und c");
  expect(either(["a", "b"])).toBe("a oder b");
  expect(quoted("Knie")).toBe("„Knie“");
});

it("leaves German nouns their capitals, and gives Spanish days theirs only where a line begins", () => {
  expect(inSentence("Unterer Rücken")).toBe("Unterer Rücken");
  speak("es", {});
  expect(inSentence("Zona lumbar")).toBe("zona lumbar");
  expect(weekday("2026-11-23")).toBe("lunes");
  expect(atStart(weekday("2026-11-23"))).toBe("Lunes");
  speak("en", {});
  expect(inSentence("Lower back")).toBe("lower back");
  expect(either(["a", "b", "c"])).toBe("a, b or c");
});
