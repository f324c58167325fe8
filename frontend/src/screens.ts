/** The screens, each fetched when it is first gone to: nobody waits for those that are not asked for. */

import type { Component } from "svelte";
import type { Route } from "./routes";

type Loaded = Promise<{ default: Component<never> }>;

export const SCREENS: Record<Route["screen"], () => Loaded> = {
  home: () => import("./screens/Home.svelte"),
  movements: () => import("./screens/Movements.svelte"),
  movement: () => import("./screens/Movement.svelte"),
  programmes: () => import("./screens/Programmes.svelte"),
  programme: () => import("./screens/Programme.svelte"),
  play: () => import("./screens/Play.svelte"),
  journal: () => import("./screens/Journal.svelte"),
  learn: () => import("./screens/Learn.svelte"),
  page: () => import("./screens/Guidance.svelte"),
  settings: () => import("./screens/Settings.svelte"),
  start: () => import("./screens/Start.svelte"),
  safety: () => import("./screens/Safety.svelte"),
  wishes: () => import("./screens/Wishes.svelte"),
  plan: () => import("./screens/Plan.svelte"),
  breaks: () => import("./screens/Breaks.svelte"),
  missing: () => import("./lib/Missing.svelte"),
};
