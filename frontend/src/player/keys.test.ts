/** Keys lead the session without a hand on the mouse, and never by accident. */

import { beforeEach, describe, expect, it } from "vitest";
import { actionOf } from "./keys";

function press(key: string, on: Element = document.body, init: KeyboardEventInit = {}, characters = true) {
  let action: ReturnType<typeof actionOf>;
  const listen = (event: Event) => (action = actionOf(event as KeyboardEvent, characters));
  window.addEventListener("keydown", listen);
  on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...init }));
  window.removeEventListener("keydown", listen);
  return action;
}

function add(html: string): Element {
  document.body.innerHTML = html;
  return document.body.firstElementChild as Element;
}

beforeEach(() => void (document.body.innerHTML = ""));

it.each([
  [" ", "toggle"],
  ["ArrowLeft", "back"],
  ["ArrowRight", "skip"],
  ["+", "extend"],
  ["=", "extend"],
  ["r", "repeat"],
  ["R", "repeat"],
  ["h", "hurt"],
  ["m", "mute"],
  ["?", "help"],
  ["Escape", "leave"],
])("%s is %s", (key, action) => expect(press(key)).toBe(action));

describe("leaves alone", () => {
  it("what belongs to the browser", () => {
    expect(press("r", document.body, { ctrlKey: true })).toBeUndefined();
    expect(press("ArrowLeft", document.body, { altKey: true })).toBeUndefined();
    expect(press("x")).toBeUndefined();
  });

  it("the press of a focused button, and all keys of a field", () => {
    expect(press(" ", add("<button>Skip</button>"))).toBeUndefined();
    expect(press("h", add("<button>Skip</button>"))).toBe("hurt");
    expect(press("ArrowRight", add("<input type=radio>"))).toBeUndefined();
  });

  it("a key that is held down, where once is meant", () => {
    expect(press(" ", document.body, { repeat: true })).toBeUndefined();
    expect(press("+", document.body, { repeat: true })).toBe("extend");
  });

  it("letters and signs, where the person turned them off", () => {
    expect(press("h", document.body, {}, false)).toBeUndefined();
    expect(press("?", document.body, {}, false)).toBeUndefined();
    expect(press(" ", document.body, {}, false)).toBe("toggle");
    expect(press("Escape", document.body, {}, false)).toBe("leave");
  });
});
