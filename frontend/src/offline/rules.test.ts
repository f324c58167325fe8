import { expect, test } from "vitest";
import {
  isOfYesterday,
  isTooOld,
  keyOf,
  longestUnused,
  outdated,
  overturns,
  patience,
  PERSONAL_FOR_MS,
  ruleFor,
  superseded,
} from "./rules";

const HERE = "http://127.0.0.1:8420";
const SHELL = new Set(["/index.html", "/theme.js", "/assets/main-1a2b.js"]);

const rule = (path: string, part: Partial<Parameters<typeof ruleFor>[0]> = {}) =>
  ruleFor(
    { url: new URL(path, HERE).href, method: "GET", mode: "cors", cache: "default", ranged: false, ...part },
    HERE,
    SHELL,
  );

test("every screen is the one page of the app", () => {
  for (const path of ["/", "/play/knee-to-chest?session=1", "/learn/breathing"])
    expect(rule(path, { mode: "navigate" })).toBe("page");
  expect(rule("/api/openapi.json", { mode: "navigate" })).toBe("network");
});

test("the door of a phone is the server's: nobody pairs with what was kept", () => {
  expect(rule("/pair", { mode: "navigate" })).toBe("network");
  expect(rule("/pair/style.css")).toBe("network");
  expect(rule("/unkink.crt", { mode: "navigate" })).toBe("network");
  expect(rule("/pairs", { mode: "navigate" })).toBe("page");
});

test("files of the app are its own, also those of a version that a page still runs", () => {
  expect(rule("/theme.js")).toBe("shell");
  expect(rule("/assets/main-1a2b.js")).toBe("shell");
  expect(rule("/assets/of-an-older-version.js")).toBe("shell");
  expect(rule("/sw.js")).toBe("network");
});

test("of the API the server's answer comes first", () => {
  for (const path of ["/api/today", "/api/movements?region=neck", "/api/routines/knee-to-chest/play"])
    expect(rule(path)).toBe("answer");
});

test("nobody but the server says that something is saved", () => {
  for (const method of ["POST", "PUT", "DELETE"]) {
    expect(rule("/api/events", { method })).toBe("network");
    expect(rule("/figures/rig.json?v=1", { method })).toBe("network");
  }
});

test("whether the server is there is asked of the server", () => {
  expect(rule("/api/about", { cache: "no-store" })).toBe("network");
});

test("a session that is gone on with is the player's business", () => {
  expect(rule("/api/routines/knee-to-chest/play?session=0198")).toBe("network");
});

test("a figure with its version never changes, one without may", () => {
  expect(rule("/figures/average.glb?v=1a2b")).toBe("figure");
  expect(rule("/figures/lines/cat-cow.svg")).toBe("drawing");
});

test("a track is one file by its whole address, and a part of it is not kept", () => {
  expect(rule("/api/routines/cat-cow/track?choice=none&pace=100")).toBe("track");
  expect(rule("/api/routines/cat-cow/track?choice=none&pace=100", { ranged: true })).toBe("network");
});

test("each letter of a search is not kept", () => {
  expect(rule("/api/movements?q=kne")).toBe("network");
});

test("other hosts are none of its business", () => {
  expect(ruleFor({ ...asked, url: "http://elsewhere/api/today" }, HERE, SHELL)).toBe("network");
});
const asked = { url: "", method: "GET", mode: "cors", cache: "default", ranged: false };

test("each language has its own answers, however it is spelt", () => {
  const url = `${HERE}/api/today?a=b`;
  expect(keyOf(url, null)).toBe(url);
  expect(keyOf(url, "de")).not.toBe(keyOf(url, "es"));
  expect(keyOf(url, "en")).toBe(keyOf(url, "en-GB"));
  expect(new URL(keyOf(url, "de")).pathname).toBe("/api/today");
});

test("what is about the person stands in for a week, the catalogue for good", () => {
  const later = PERSONAL_FOR_MS + 1;
  for (const path of ["/api/today", "/api/routines/x/play", "/api/sessions/1", "/api/screening"]) {
    expect(isTooOld(path, 0, PERSONAL_FOR_MS)).toBe(false);
    expect(isTooOld(path, 0, later)).toBe(true);
    expect(isTooOld(path, later, 0)).toBe(false); // the clock was set back
  }
  for (const path of ["/api/movements", "/api/screening/questions", "/api/todays"])
    expect(isTooOld(path, 0, later)).toBe(false);
});

test("an answer of another day is asked for again, whichever way the clock jumped", () => {
  const day = 24 * 60 * 60 * 1_000;
  expect(isOfYesterday(0, day)).toBe(false);
  expect(isOfYesterday(0, day + 1)).toBe(true);
  expect(isOfYesterday(day + 1, 0)).toBe(true);
});

test("what the person changes makes the kept answers untrue; what happens in a session does not", () => {
  expect(overturns("PUT", "/api/screening")).toBe(true);
  expect(overturns("POST", "/api/today/bad-day")).toBe(true);
  expect(overturns("POST", "/api/events")).toBe(false);
  expect(overturns("POST", "/api/today/look")).toBe(false);
  expect(overturns("GET", "/api/today")).toBe(false);
});

test("a server on this machine is waited for longer: it is there, and slow", () => {
  expect(patience("192.168.1.7")).toBe(3_000);
  expect(patience("127.0.0.1")).toBeGreaterThan(3_000);
  expect(patience("localhost")).toBeGreaterThan(3_000);
});

test("of many tracks the ones that were used last stay", () => {
  const uses = new Map([
    ["a", 3],
    ["b", 1],
    ["c", 2],
  ]);
  expect(longestUnused(uses, 2)).toEqual(["b"]);
  expect(longestUnused(uses, 3)).toEqual([]);
});

test("figures of another version go", () => {
  const kept = [`${HERE}/figures/a.glb?v=1`, `${HERE}/figures/b.json?v=2`, `${HERE}/figures/c.svg`];
  expect(outdated(kept, "2")).toEqual([kept[0], kept[2]]);
});

test("the version before stays for a page that is still open, older ones go, other caches are left alone", () => {
  const names = ["unkink-app-1", "unkink-answers", "unkink-app-2", "unkink-app-3"];
  expect(superseded(names, "3")).toEqual(["unkink-app-1"]);
  expect(superseded(["unkink-app-3"], "3")).toEqual([]);
});
