import { get } from "svelte/store";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { hrefs, leave, match, navigate, replaceQuery, route, startRouter, takeArrival } from "./router";

test.each([
  ["/", { screen: "home" }],
  ["/movements", { screen: "movements" }],
  ["/movements/", { screen: "movements" }],
  ["/movements/cat-cow", { screen: "movement", id: "cat-cow" }],
  ["/programmes", { screen: "programmes" }],
  ["/programmes/upper-back-nine", { screen: "programme", id: "upper-back-nine" }],
  ["/journal", { screen: "journal" }],
  ["/learn", { screen: "learn" }],
  ["/learn/causes", { screen: "page", id: "causes" }],
  ["/settings", { screen: "settings" }],
  ["/settings/more", { screen: "missing" }],
  ["/nowhere", { screen: "missing" }],
  ["/movements/a/b", { screen: "missing" }],
  ["/movements/%E0%A4%A", { screen: "missing" }],
])("%s is found", (path, expected) => {
  expect(match(path)).toMatchObject(expected);
});

test("a player's address says choices and session; none means an empty list, nothing means the defaults", () => {
  expect(match("/play/x")).toMatchObject({ screen: "play", id: "x", choices: undefined, session: undefined });
  expect(match("/play/x", "?choice=a&choice=b&session=s")).toMatchObject({
    choices: ["a", "b"],
    session: "s",
  });
  expect(match("/play/x", "?choice=none")).toMatchObject({ choices: [] });
});

test.each([[undefined], [[]], [["a", "b"]]])(
  "a player's address is read as it was written: %s",
  (choices) => {
    const url = new URL(hrefs.play("knee to/chest", choices, "s1"), "http://x");
    expect(match(url.pathname, url.search)).toMatchObject({ id: "knee to/chest", choices, session: "s1" });
  },
);

let stop: () => void;
beforeEach(() => {
  history.replaceState(null, "", "/");
  window.scrollTo = vi.fn() as typeof window.scrollTo;
  stop = startRouter();
});
afterEach(() => stop());

test("moving changes the address and lets the next heading take the focus, once", () => {
  navigate("/journal");
  expect(location.pathname).toBe("/journal");
  expect(get(route).screen).toBe("journal");
  expect(takeArrival()).toEqual({ top: 0, hash: "" });
  expect(takeArrival()).toBeUndefined();
});

test("a changed query moves neither focus nor history", () => {
  navigate("/movements");
  takeArrival();
  const steps = history.length;
  replaceQuery(new URLSearchParams({ region: "neck" }));
  expect(location.search).toBe("?region=neck");
  expect(get(route).query.get("region")).toBe("neck");
  expect(history.length).toBe(steps);
  expect(takeArrival()).toBeUndefined();
});

test("a screen that was opened from outside is left for its fallback", () => {
  history.replaceState(null, "", "/play/x");
  stop();
  stop = startRouter();
  leave("/");
  expect(location.pathname).toBe("/");
});

/** Whether the router took the click; what it leaves to the browser goes nowhere here. */
function click(html: string, init: MouseEventInit = {}): boolean {
  document.body.innerHTML = html;
  let taken = false;
  const last = (event: Event) => {
    taken = event.defaultPrevented;
    event.preventDefault();
  };
  window.addEventListener("click", last, { once: true });
  document.body
    .querySelector("a")
    ?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, button: 0, ...init }));
  return taken;
}

test("links within the app are followed in place", () => {
  expect(click('<a href="/learn/causes">x</a>')).toBe(true);
  expect(get(route)).toMatchObject({ screen: "page", id: "causes" });
});

test.each([
  ["another site", '<a href="https://example.org/">x</a>', {}],
  ["another tab", '<a href="/learn" target="_blank">x</a>', {}],
  ["with a key held", '<a href="/learn">x</a>', { ctrlKey: true }],
  ["the API", '<a href="/api/openapi.json">x</a>', {}],
  ["within the page", '<a href="#there">x</a>', {}],
])("the browser follows other links: %s", (_, html, init) => {
  expect(click(html, init)).toBe(false);
  expect(location.pathname).toBe("/");
});
