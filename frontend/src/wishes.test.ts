import { expect, test } from "vitest";
import type { KeptPlan, Vocabulary } from "./api";
import * as wishes from "./wishes";

const terms = (...ids: string[]) => ids.map((id) => ({ id, name: id }));
const WORDS = {
  regions: terms("neck", "lower-back", "breathing"),
  causes: terms("sitting"),
  props: terms("mat", "wall"),
  positions: terms("kneeling"),
} as Vocabulary;
const MOVEMENTS = [
  { id: "cat-cow", name: "Cat-cow", aliases: ["Cat stretch"] },
  { id: "chest", name: "Chest stretch", aliases: [] },
  { id: "plank", name: "Plank", aliases: [] },
];

test("a region is picked in the middle of the scale, and keeps a rating it has", () => {
  expect(wishes.marked({}, "neck", true)).toEqual({ neck: 5 });
  expect(wishes.marked({ neck: 8 }, "neck", true)).toEqual({ neck: 8 });
  expect(wishes.marked({ neck: 0 }, "neck", true)).toEqual({ neck: 0 });
  expect(wishes.marked({ neck: 8, glutes: 2 }, "neck", false)).toEqual({ glutes: 2 });
});

test("breathing cannot be pointed at", () => {
  expect(wishes.places(WORDS).map(({ id }) => id)).toEqual(["neck", "lower-back"]);
});

test("nobody likes and dislikes the same movement", () => {
  const liked = wishes.withTaste(wishes.USUAL, "plank", "liked");
  expect(liked).toMatchObject({ liked: ["plank"], disliked: [] });
  expect(wishes.withTaste(liked, "plank", "disliked")).toMatchObject({ liked: [], disliked: ["plank"] });
  expect(wishes.withTaste(liked, "plank", undefined)).toMatchObject({ liked: [], disliked: [] });
});

test("what was said for the last plan is there again, and goes back as it was", () => {
  const person = {
    ...wishes.USUAL,
    pain: { neck: 3 },
    minutes: 12,
    causes: ["sitting"],
    props: ["wall"],
    liked: ["plank"],
  };
  const again = wishes.wishesOf({ person } as Pick<KeptPlan, "person">);
  expect(wishes.known(again, WORDS, MOVEMENTS)).toEqual(person);
  expect(wishes.wishesOf(undefined)).toEqual(wishes.USUAL);
});

test("a word that is gone does not spoil the rest", () => {
  const old = {
    ...wishes.USUAL,
    pain: { neck: 3, tail: 4 },
    causes: ["sitting", "wings"],
    props: ["wall", "trapeze"],
    positions: ["kneeling", "flying"],
    liked: ["cat-cow", "gone"],
    disliked: ["gone-too"],
  };
  expect(wishes.known(old, WORDS, MOVEMENTS)).toMatchObject({
    pain: { neck: 3 },
    causes: ["sitting"],
    props: ["wall"],
    positions: ["kneeling"],
    liked: ["cat-cow"],
    disliked: [],
  });
});

test("nothing at hand is not the same as not told", () => {
  expect(wishes.known({ ...wishes.USUAL, props: [] }, WORDS, MOVEMENTS).props).toEqual([]);
  expect(wishes.known({ ...wishes.USUAL, props: null }, WORDS, MOVEMENTS).props).toBeNull();
});

test("a movement is found by any of its names, those that begin so first", () => {
  expect(wishes.named(MOVEMENTS, "stretch").map(({ id }) => id)).toEqual(["cat-cow", "chest"]);
  expect(wishes.named(MOVEMENTS, " C").map(({ id }) => id)).toEqual(["cat-cow", "chest"]);
  expect(wishes.named(MOVEMENTS, "  ")).toEqual([]);
});
