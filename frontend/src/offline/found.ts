/** Finding movements among those kept here, where no server answers. It minds spelling; the server does not. */

import type { Movement } from "../api";
import { NOTHING_NEEDED, type Filters } from "../filters";

/** Those that pass every filter, and have each word that is searched at the start of one of theirs; in order of name. */
export function foundHere(movements: readonly Movement[], filters: Filters): Movement[] {
  const words = folded(filters.q).split(" ").filter(Boolean);
  return movements
    .filter((movement) => fits(movement, filters))
    .filter((movement) => {
      const names = folded([movement.name, ...movement.aliases].join(" "));
      return words.every((word) => ` ${names}`.includes(` ${word}`));
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

function fits(movement: Movement, { region, position, mode, prop }: Filters): boolean {
  return (
    (!region || movement.regions.includes(region)) &&
    (!position || movement.position === position) &&
    (!mode || movement.mode === mode) &&
    (!prop || needs(movement, prop))
  );
}

function needs({ props }: Movement, wanted: string): boolean {
  if (wanted === NOTHING_NEEDED) return props.every(({ required }) => !required);
  return props.some(({ id }) => id === wanted);
}

/** In small letters, without accents, hyphens and apostrophes. */
function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/-/g, " ")
    .replace(/['’]/g, "")
    .trim();
}
