/** What today needs without a network. Pure. */

import type { Figures, Play, Today } from "../api";
import { clipOf, fileAt, stillOf, type Body, type Clothes } from "../figure/choice";
import { trackAddress, type Wanted } from "../player/address";

/** What may change from day to day, and is asked for anew each time. */
const OF_THE_PERSON = [
  "/api/today",
  "/api/plan",
  "/api/screening",
  "/api/resumable",
  "/api/settings",
  "/api/sessions?limit=20",
  "/api/sessions?limit=50",
];
const OF_THE_CATALOGUE = [
  "/api/about",
  "/api/vocabulary",
  "/api/figures",
  "/api/programmes",
  "/api/movements",
  "/api/guidance",
  "/api/screening/questions",
];

export interface Known {
  today: Today | undefined;
  /** Today's sessions, ready to be played. */
  plays: readonly Play[];
  figures: Figures | undefined;
  /** Addresses of single pages of the catalogue. */
  pages: readonly string[];
  body: Body;
  clothes: Clothes;
  sound: Wanted;
}

export interface Addresses {
  fresh: string[];
  once: string[];
}

/** The address of a session that is ready to be played, as the player asks for it. */
export const playAddress = (routine: string) => `/api/routines/${encodeURIComponent(routine)}/play`;

/** All addresses, the most needed first. */
export function addressesFor({ today, plays, figures, pages, body, clothes, sound }: Known): Addresses {
  const turns = today?.turns ?? [];
  const steps = turns.flatMap(({ session }) => session.steps);
  const tracks = plays.map((play) => trackAddress(play, sound)).filter((address) => address !== undefined);
  return {
    fresh: [...OF_THE_PERSON, ...turns.map(({ session }) => playAddress(session.routine))],
    once: [
      ...new Set([
        ...OF_THE_CATALOGUE,
        ...(figures ? drawn(figures, steps, body, clothes) : []),
        ...tracks,
        ...pages,
      ]),
    ],
  };
}

/** The files of the figures for these steps: pictures and motion, and the body that moves. */
function drawn(
  figures: Figures,
  steps: readonly { movement: string; form: string | null }[],
  body: Body,
  clothes: Clothes,
): string[] {
  const stills = steps.map(({ movement, form }) => stillOf(figures, movement, form));
  const clips = steps.map(({ movement, form }) => clipOf(figures, movement, form));
  const files = [
    ...stills.filter((name) => name !== undefined).map((name) => `stills/${name}-${body}.webp`),
    ...["rig.json", `${body}.glb`, `${body}-${clothes}.webp`],
    ...clips.filter((name) => name !== undefined).map((name) => `clips/${name}.json`),
  ];
  return files.map((file) => fileAt(figures, file));
}
