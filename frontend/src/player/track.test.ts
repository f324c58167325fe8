/** A track of another timeline would lead eyes and ears to different things. */

import { afterEach, expect, it, vi } from "vitest";
import { PLAY } from "./fixtures/play";
import { fetchTrack } from "./track";

const ALL = { voice: true, tones: true, breath: false, volume: 1, muted: false };
const HEADERS = {
  "x-unkink-lead-in-ms": "2000",
  "x-unkink-tail-ms": "12000",
  "x-unkink-duration-ms": String(PLAY.duration_ms),
  "x-unkink-spoken": "true",
};
afterEach(() => void vi.restoreAllMocks());

function answering(headers: Record<string, string>, status = 200) {
  const fetching = vi.spyOn(globalThis, "fetch");
  fetching.mockImplementation(() => Promise.resolve(new Response("sound", { status, headers })));
  return fetchTrack(PLAY, ALL, new AbortController().signal);
}

it("comes with what is in it", async () => {
  const track = await answering(HEADERS);
  expect(track).toMatchObject({ leadIn_ms: 2_000, tail_ms: 12_000, spoken: true });
  expect(await track?.sound.text()).toBe("sound");
});

it.each([
  ["of another length", { ...HEADERS, "x-unkink-duration-ms": "999" }, 200],
  ["that says nothing of itself", {}, 200],
  ["that is not there", HEADERS, 404],
  ["that cannot be made now", HEADERS, 503],
])("is none where it is one %s", async (_, headers, status) => {
  expect(await answering(headers, status)).toBeUndefined();
});

it("is none where nobody answers", async () => {
  vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("gone"));
  expect(await fetchTrack(PLAY, ALL, new AbortController().signal)).toBeUndefined();
});
