/** What the server's tests print, this reads: a session that is not sent yet is told as it will be when it is. */

import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/journal.json";
import type { EventShape } from "../api";
import { fold } from "./fold";

test.each(vectors.map(({ name, ...rest }) => [name, rest] as const))("%s", (_, { events, session }) => {
  const told = events as EventShape[];
  expect(fold(told, "Upper back") ?? null).toEqual(session);
  expect(fold([...told].reverse(), "Upper back") ?? null).toEqual(session);
});
