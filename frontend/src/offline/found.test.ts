import { expect, test } from "vitest";
import type { Movement } from "../api";
import { readFilters } from "../filters";
import { foundHere } from "./found";

function movement(name: string, part: Partial<Movement> = {}): Movement {
  return {
    ...{ name, aliases: [], regions: [], props: [], position: "standing", mode: "hold" },
    ...part,
  } as Movement;
}
const strap = { id: "strap", name: "strap", required: true, instead: [] };
const KNEE = movement("Knee to chest", { regions: ["lower-back"], position: "supine" });
const TWIST = movement("Rotación sentado", {
  aliases: ["Child's twist"],
  mode: "rep",
  regions: ["middle-back"],
});
const LEG = movement("Leg raise", { props: [strap], regions: ["lower-back"] });
const ALL = [TWIST, LEG, KNEE];

const found = (query: string) =>
  foundHere(ALL, readFilters(new URLSearchParams(query))).map(({ name }) => name);

test("all are there in order of name where nothing is asked", () => {
  expect(found("")).toEqual(["Knee to chest", "Leg raise", "Rotación sentado"]);
});

test.each([
  ["q=kne", ["Knee to chest"]],
  ["q=chest+knee", ["Knee to chest"]],
  ["q=rotacion", ["Rotación sentado"]],
  ["q=childs-twist", ["Rotación sentado"]],
  ["q=est", []],
  ["region=lower-back", ["Knee to chest", "Leg raise"]],
  ["region=lower-back&prop=none", ["Knee to chest"]],
  ["prop=strap", ["Leg raise"]],
  ["position=supine&mode=rep", []],
])("a name is found by the starts of its words, and every filter counts: %s", (query, names) => {
  expect(found(query)).toEqual(names);
});
