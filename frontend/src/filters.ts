/** The filters of the movements screen, kept in the address so that a list can be shared and returned to. */

export interface Filters {
  region: string;
  position: string;
  mode: string;
  prop: string;
  q: string;
}

export const FILTERS = ["region", "position", "mode", "prop"] as const;
export type FilterName = (typeof FILTERS)[number];

/** `prop=none` asks for movements that need nothing. */
export const NOTHING_NEEDED = "none";

export function readFilters(query: URLSearchParams): Filters {
  const one = (name: string) => query.get(name) ?? "";
  return {
    region: one("region"),
    position: one("position"),
    mode: one("mode"),
    prop: one("prop"),
    q: one("q"),
  };
}

/** The filters as a query, empty ones left out, in a fixed order. */
export function writeFilters(filters: Filters): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of [...FILTERS, "q"] as const) {
    const value = filters[name].trim();
    if (value) query.set(name, value);
  }
  return query;
}

export function isFiltered(filters: Filters): boolean {
  return writeFilters(filters).size > 0;
}
