/** What a person wishes of a plan: the usual values, pain by region, and only words that the catalogue still has. Pure. */

import type { KeptPlan, Movement, Term, Vocabulary, Wishes } from "./api";
import { canHurt } from "./suggest";
import { locale } from "./words/language";

export type Pains = Readonly<Record<string, number>>;

export const MINUTES = { least: 3, most: 45, offered: [5, 10, 15, 20, 30] } as const;

/**
 * The rating a region has when it is picked, until another is given. The middle of the scale: it claims neither a light
 * nor a strong pain, and regions left at it share the session evenly. From 7 on the planner spares a region, and whoever
 * hurts that much should say so themselves; the words beside the slider ask them to.
 */
export const PICKED = 5;

/** Where nobody said otherwise. Ten minutes a day is the usual size; all else is as the server has it. */
export const USUAL: Wishes = {
  pain: {},
  minutes: 10,
  causes: [],
  goal: "ease-now",
  sessions_per_day: 1,
  days_per_week: 5,
  props: null,
  positions: [],
  disliked: [],
  liked: [],
  experience: "new",
  mixed_positions: false,
};

/** Regions that one can point at, from the head down. */
export function places(vocabulary: Pick<Vocabulary, "regions">): Term[] {
  return vocabulary.regions.filter(({ id }) => canHurt(id));
}

/** The pains after a region was picked or taken away. */
export function marked(pain: Pains, region: string, on: boolean): Record<string, number> {
  const rest = Object.entries(pain).filter(([id]) => id !== region);
  return Object.fromEntries(on ? [...rest, [region, pain[region] ?? PICKED]] : rest);
}

/** A list with a word put in or taken out. */
export function withWord(list: readonly string[], word: string, on: boolean): string[] {
  const rest = list.filter((each) => each !== word);
  return on ? [...rest, word] : rest;
}

/** A movement is liked, or disliked, or neither. */
export function withTaste(wishes: Wishes, movement: string, taste: "liked" | "disliked" | undefined): Wishes {
  return {
    ...wishes,
    liked: withWord(wishes.liked, movement, taste === "liked"),
    disliked: withWord(wishes.disliked, movement, taste === "disliked"),
  };
}

/** The wishes the kept plan was made with, or the usual ones. */
export function wishesOf(plan: Pick<KeptPlan, "person"> | undefined): Wishes {
  return plan ? { ...USUAL, ...plan.person } : USUAL;
}

/**
 * The wishes without words that the catalogue does not have (any more): a movement of a catalogue of one's own may be
 * gone, and the server would refuse the whole for it.
 */
export function known(wishes: Wishes, words: Vocabulary, movements: readonly Pick<Movement, "id">[]): Wishes {
  const only = (list: readonly string[], terms: readonly { id: string }[]) =>
    list.filter((word) => terms.some(({ id }) => id === word));
  const regions = only(Object.keys(wishes.pain), words.regions);
  return {
    ...wishes,
    pain: Object.fromEntries(regions.map((region) => [region, wishes.pain[region] ?? PICKED])),
    causes: only(wishes.causes, words.causes),
    props: wishes.props ? only(wishes.props, words.props) : null,
    positions: only(wishes.positions, words.positions),
    disliked: only(wishes.disliked, movements),
    liked: only(wishes.liked, movements),
  };
}

/** Movements whose name, or another name of theirs, has what was typed in it; those that begin with it first. */
export function named<T extends Pick<Movement, "id" | "name" | "aliases">>(
  all: readonly T[],
  typed: string,
): T[] {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return [];
  const place = ({ name, aliases }: T) => {
    const words = [name, ...aliases].map((each) => each.toLowerCase());
    if (words.some((each) => each.startsWith(wanted))) return 0;
    return words.some((each) => each.includes(wanted)) ? 1 : 2;
  };
  return all
    .map((movement) => ({ movement, place: place(movement) }))
    .filter((each) => each.place < 2)
    .sort((a, b) => a.place - b.place || a.movement.name.localeCompare(b.movement.name, locale()))
    .map(({ movement }) => movement);
}
