/** Keys of the player. */

import { t } from "../words/language";
import type { Command } from "./playback";

export type Action = Command | "toggle" | "mute" | "help" | "leave";

interface Key {
  action: Action;
  keys: readonly string[];
  /** As it is told in the help. */
  shown: string;
  says: string;
}

export const KEYS: readonly Key[] = [
  { action: "toggle", keys: [" "], shown: t("Space"), says: t("Pause, and go on") },
  {
    action: "back",
    keys: ["ArrowLeft"],
    shown: "←",
    says: t("Back to the start of this movement, or to the one before"),
  },
  { action: "skip", keys: ["ArrowRight"], shown: "→", says: t("Skip to the next movement") },
  { action: "extend", keys: ["+", "="], shown: "+", says: t("10 seconds more") },
  { action: "repeat", keys: ["r"], shown: "R", says: t("This movement again") },
  { action: "hurt", keys: ["h"], shown: "H", says: t("That hurts") },
  { action: "mute", keys: ["m"], shown: "M", says: t("Sound on or off") },
  { action: "help", keys: ["?"], shown: "?", says: t("This list") },
  { action: "leave", keys: ["Escape"], shown: t("Esc"), says: t("Leave") },
];

/** Whether a key types a character, as speech input may do by accident; those can be turned off (WCAG 2.1.4). */
const isCharacter = (key: string) => key.length === 1 && key !== " ";

/** What a key press asks for; undefined where it belongs to the browser or to what has the focus. */
export function actionOf(event: KeyboardEvent, characters: boolean): Action | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (isCharacter(key) && !characters) return undefined;
  if (takesKeys(event.target, key)) return undefined;
  const found = KEYS.find(({ keys }) => keys.includes(key));
  const again = found?.action === "extend" || found?.action === "back" || found?.action === "skip";
  return event.repeat && !again ? undefined : found?.action;
}

/** Fields take every key; buttons and links take the ones that press them. */
function takesKeys(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest("input, select, textarea, dialog")) return true;
  return key === " " && target.closest("button, a, summary") !== null;
}

const KEPT = "unkink.keys";

/** Whether letters are keys of the player, as this browser remembers it. */
export function readCharacters(): boolean {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
}

export function keepCharacters(on: boolean): void {
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // then it holds for this visit only
  }
}
