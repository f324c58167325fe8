/** What a page and the service worker say to each other. */

/** What today needs. `headers` are those of each call of the API; they decide the language. */
export interface Keep {
  say: "keep";
  headers: Record<string, string>;
  /** Asked for anew. */
  fresh: string[];
  /** Asked for where it is not kept yet, or is of yesterday. */
  once: string[];
}

/** The person has changed something: what is kept about them is not true any more. */
export interface Changed {
  say: "changed";
}

/** The new version that waits may take the place of the old one. */
export interface TakeOver {
  say: "take-over";
}

/**
 * Nothing more is to be kept ahead now, nor for so long, whichever page asks for it: a worker at work lets no new version
 * take its place. Answered when it rests.
 */
export interface Enough {
  say: "enough";
  for_ms: number;
}

export type ToWorker = Keep | Changed | TakeOver | Enough;

/** On an answer that was kept: when, in ms since 1970 UTC. */
export const KEPT_AT = "x-unkink-kept-at";
/** The names of the caches beside those of the app itself. */
export const ANSWERS = "unkink-answers";
export const FIGURES = "unkink-figures";
export const TRACKS_CACHE = "unkink-tracks";
/** When each track was used last. */
export const USES = "unkink-track-uses";
/** What the browser calls the wish to send what waits. */
export const SEND = "unkink-send";
