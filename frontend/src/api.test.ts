import { afterEach, expect, test, vi } from "vitest";
import { address, api, ApiError, forgetKept } from "./api";

function answer(body: unknown, status = 200) {
  const fetch = vi.fn(() => Promise.resolve(new Response(JSON.stringify(body), { status })));
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

afterEach(() => {
  vi.unstubAllGlobals();
  forgetKept();
});

test("empty values are left out and lists are repeated", () => {
  expect(address("/x")).toBe("/x");
  expect(address("/x", { a: "", b: undefined, c: ["1", "2"], d: 3 })).toBe("/x?c=1&c=2&d=3");
});

test("no choices are asked for as none, unsaid ones not at all", async () => {
  const fetch = answer({});
  await api.play("r", []);
  await api.play("r", ["a"], "s");
  await api.play("r");
  expect(fetch.mock.calls.map(([url]: unknown[]) => url)).toEqual([
    "/api/routines/r/play?choice=none",
    "/api/routines/r/play?choice=a&session=s",
    "/api/routines/r/play",
  ]);
});

test("the catalogue is asked for once, until the settings change", async () => {
  const fetch = answer([]);
  await api.programmes();
  await api.programmes();
  expect(fetch).toHaveBeenCalledTimes(1);
  await api.saveSettings({ pace: 100, prepare_ms: 8000, inhale_ms: 4000, exhale_ms: 6000, chatty: "steps" });
  await api.programmes();
  expect(fetch).toHaveBeenCalledTimes(3);
});

test("a failure is not kept", async () => {
  answer({ error: "e", way_out: "w", nearest: [] }, 503);
  await expect(api.vocabulary()).rejects.toThrow("e");
  answer({ regions: [] });
  await expect(api.vocabulary()).resolves.toEqual({ regions: [] });
});

test("the server's words for an error come through", async () => {
  answer({ error: "No movement is called x.", way_out: "See the list.", nearest: ["y"] }, 404);
  const error = await api.movement("x").catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    status: 404,
    message: "No movement is called x.",
    wayOut: "See the list.",
    nearest: ["y"],
  });
});

test("no server is status 0, and an answer that is no JSON is said to be odd", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("refused")));
  await expect(api.about()).rejects.toMatchObject({ status: 0 });
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("<html>", { status: 200 })));
  await expect(api.about()).rejects.toMatchObject({
    status: 200,
    message: expect.stringContaining("does not understand"),
  });
});
