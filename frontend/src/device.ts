/** What is kept in this browser and nowhere else: theme and sound, and for figure/choice.ts the body. */

export type Theme = "auto" | "light" | "dark";

/** What a session lets one hear. */
export interface Sound {
  /** The words that are said. */
  voice: boolean;
  /** Beginnings, ends, halfway and the last seconds. */
  tones: boolean;
  /** The rise and fall that leads the breath. */
  breath: boolean;
  /** 0 to 1 */
  volume: number;
  /** All of it is silent for now. */
  muted: boolean;
}

export const THEME_KEY = "unkink.theme";
export const SOUND_KEY = "unkink.sound";
const USUAL_SOUND: Sound = { voice: true, tones: true, breath: true, volume: 0.6, muted: false };

/** The theme that was kept. `public/theme.js` shows it before the first paint; it knows the key too. */
export function readTheme(): Theme {
  const kept = read(THEME_KEY);
  return kept === "light" || kept === "dark" ? kept : "auto";
}

function showTheme(theme: Theme): void {
  if (theme === "auto") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

/** Shows the theme and keeps it; false where the browser refuses to keep it. */
export function keepTheme(theme: Theme): boolean {
  showTheme(theme);
  return write(THEME_KEY, theme);
}

/** The person's sound settings; the usual ones where none, or nonsense, is kept. */
export function readSound(): Sound {
  try {
    const kept = JSON.parse(read(SOUND_KEY) ?? "{}") as Partial<Sound>;
    const on = (value: unknown, usual: boolean) => (typeof value === "boolean" ? value : usual);
    const tones = on(kept.tones, USUAL_SOUND.tones);
    const volume =
      typeof kept.volume === "number" && Number.isFinite(kept.volume) ? kept.volume : USUAL_SOUND.volume;
    return {
      // Tones were once all there was: who turned them off wanted silence.
      voice: on(kept.voice, tones),
      tones,
      breath: on(kept.breath, tones),
      volume: Math.min(1, Math.max(0, volume)),
      muted: on(kept.muted, USUAL_SOUND.muted),
    };
  } catch {
    return { ...USUAL_SOUND };
  }
}

/** Whether anything can be heard at all. */
export function isAudible({ voice, tones, breath, volume, muted }: Sound): boolean {
  return !muted && volume > 0 && (voice || tones || breath);
}

export function keepSound(sound: Sound): boolean {
  return write(SOUND_KEY, JSON.stringify(sound));
}

/** What is kept under a key; null where nothing is, or where the browser keeps nothing. */
export function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps it; false where the browser refuses. */
export function write(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
