/** What the server's tests print, this reads: both players keep the same rules. */

import { describe, expect, it } from "vitest";
import vectors from "../../../tests/vectors/playback.json";
import {
  advance,
  allowed,
  at,
  command,
  remainingOf,
  resumed,
  type Change,
  type Command,
  type Playback,
  type Timeline,
} from "./playback";

const timeline = vectors.timeline as Timeline;

/** Carries out one command of a script, as the vectors spell it. */
function obey(state: Playback, line: string): Change {
  const [name = "", argument = ""] = line.split(" ");
  if (name === "advance") return advance(state, Number(argument));
  if (name === "resumed") return { state: resumed(state.timeline, Number(argument)), cues: [], notes: [] };
  return command(state, (name === "answer" ? argument : name) as Command);
}

function told(line: string, { state, cues, notes }: Change) {
  return {
    do: line,
    position_ms: state.position_ms,
    phase: state.phase,
    remaining_ms: remainingOf(state),
    wait_ms: state.wait_ms,
    cues: cues.map(({ text }) => text),
    notes: notes.map(({ kind, position_ms, movement, hurt, extra_ms }) => ({
      kind,
      position_ms,
      movement,
      hurt: hurt ?? null,
      extra_ms: extra_ms ?? null,
    })),
  };
}

describe("the scripts that the server's player keeps too", () => {
  it.each(Object.entries(vectors.scripts))("%s", (_, lines) => {
    let state = at(timeline, 0);
    for (const line of lines) {
      const change = obey(state, line.do);
      expect(told(line.do, change)).toEqual(line);
      state = change.state;
    }
  });

  it("are there", () => {
    expect(Object.keys(vectors.scripts).length).toBeGreaterThan(30);
  });
});

describe("what the screen relies on", () => {
  it("gives every cue exactly once, however time is cut up", () => {
    let state = command(at(timeline, 0), "resume").state;
    const given: string[] = [];
    for (let n = 0; state.phase === "playing"; n += 1) {
      const change = advance(state, 1 + ((n * 7919) % 613));
      given.push(...change.cues.map(({ text }) => text));
      state = change.state;
    }
    expect(given).toEqual(timeline.cues.map(({ text }) => text));
  });

  it("changes nothing, not even the object, for a command that makes no sense now", () => {
    const state = at(timeline, 20_000);
    for (const what of ["pause", "cancel", "gone", "ease"] as const) {
      expect(allowed(state, what)).toBe(false);
      expect(command(state, what)).toEqual({ state, cues: [], notes: [] });
      expect(command(state, what).state).toBe(state);
    }
  });

  it("keeps an extension's count-down for its end", () => {
    let state = command(at(timeline, 28_000, "playing"), "extend").state;
    const first = advance(state, 5_000);
    expect(first.cues).toEqual([]);
    expect(first.state.position_ms).toBe(29_000);
    state = advance(first.state, 5_999).state;
    expect(state.position_ms).toBe(29_000);
    expect(advance(state, 2).cues.map(({ text }) => text)).toEqual(["Five more seconds.", "count"]);
  });
});
