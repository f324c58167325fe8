import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { api, forgetKept } from "./api";
import { askEarly, takeEarly } from "./early";
import { match } from "./routes";

const asked = vi.fn((_: string, __?: RequestInit) => Promise.resolve(Response.json([])));

beforeEach(() => {
  forgetKept();
  asked.mockClear();
  vi.stubGlobal("fetch", asked);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const addresses = () => asked.mock.calls.map(([address]) => address);

test("what was asked early is not asked again, and is given once", async () => {
  askEarly(match("/movements"), "en");
  const early = addresses();
  await Promise.all([api.movements(), api.vocabulary(), api.figures()]);
  expect(addresses()).toEqual(early);
  expect(takeEarly("/api/movements")).toBeUndefined();
});

test("a list with filters is not taken for the whole", () => {
  askEarly(match("/movements", "?region=neck"), "en");
  expect(addresses()).not.toContain("/api/movements");
});

test("an address is asked as it was written, in the language of the screens", () => {
  askEarly(match("/movements/knee%20to"), "de");
  expect(asked).toHaveBeenCalledWith("/api/movements/knee%20to", { headers: { "Accept-Language": "de" } });
});

test("an answer of the first moment is not given minutes later", async () => {
  askEarly(match("/learn"), "en");
  vi.advanceTimersByTime(60_000);
  await api.guidance();
  expect(addresses()).toEqual(["/api/guidance", "/api/guidance"]);
});

test("nothing about the person is asked early", () => {
  for (const path of ["/", "/plan", "/journal", "/settings", "/safety", "/wishes", "/start", "/play/x"])
    askEarly(match(path), "en");
  for (const address of addresses())
    expect(address).toMatch(
      /^\/api\/(vocabulary|figures|movements|programmes|guidance|screening\/questions)/,
    );
});
