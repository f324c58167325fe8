import { expect, test } from "vitest";
import { isFiltered, readFilters, writeFilters } from "./filters";

test("filters are read from the address and written back the same", () => {
  const query = new URLSearchParams("region=neck&prop=none&q=twist");
  expect(readFilters(query)).toEqual({ region: "neck", position: "", mode: "", prop: "none", q: "twist" });
  expect(writeFilters(readFilters(query)).toString()).toBe("region=neck&prop=none&q=twist");
});

test("what is not a filter is dropped, and spaces are no search", () => {
  expect(writeFilters(readFilters(new URLSearchParams("q=%20&other=1"))).toString()).toBe("");
  expect(isFiltered(readFilters(new URLSearchParams("q=%20")))).toBe(false);
  expect(isFiltered(readFilters(new URLSearchParams("mode=hold")))).toBe(true);
});
