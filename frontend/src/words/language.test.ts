import { afterEach, describe, expect, it } from "vitest";
import { speak, t, tn } from "./language";

afterEach(() => speak("en", {}));

describe("sentences", () => {
  it("are English where nothing else is told", () => {
    expect(t("Leave")).toBe("Leave");
    expect(t("{n} of {all}", { n: 2, all: 5 })).toBe("2 of 5");
    expect(tn("{n} minute", "{n} minutes", 1)).toBe("1 minute");
    expect(tn("{n} minute", "{n} minutes", 3)).toBe("3 minutes");
  });

  it("are those of the other language, in its own order", () => {
    speak("de", { "{n} of {all}": "von {all} die {n}", "{n} minute": ["{n} Minute", "{n} Minuten"] });
    expect(t("{n} of {all}", { n: 2, all: 5 })).toBe("von 5 die 2");
    expect(tn("{n} minute", "{n} minutes", 1)).toBe("1 Minute");
    expect(tn("{n} minute", "{n} minutes", 0)).toBe("0 Minuten");
  });

  it("keep a name that nobody filled in, so that it is seen", () => {
    expect(t("{a} and {b}", { a: 1 })).toBe("1 and {b}");
  });
});
