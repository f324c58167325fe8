/** Soft tones for the "sound" cues, made with Web Audio. Where there is no audio, nothing sounds and nothing fails. */

import type { Sound } from "../device";

/** One note: pitch in Hz at its start and end, when it starts and how long it rings (s), how loud (0 to 1). */
interface Note {
  from: number;
  to?: number;
  at?: number;
  length: number;
  loud: number;
  shape?: "sine" | "triangle";
}

const [G3, C4, E4, G4, C5, E5] = [196, 261.63, 329.63, 392, 523.25, 659.25] as const;

const NOTES: Record<string, readonly Note[]> = {
  begin: [
    { from: G4, length: 0.5, loud: 0.6 },
    { from: C5, at: 0.16, length: 0.9, loud: 0.7 },
  ],
  halfway: [{ from: C5, length: 0.7, loud: 0.45, shape: "triangle" }],
  count: [{ from: G4, length: 0.22, loud: 0.45, shape: "triangle" }],
  switch: [
    { from: E4, length: 0.4, loud: 0.6, shape: "triangle" },
    { from: G4, at: 0.2, length: 0.4, loud: 0.6, shape: "triangle" },
    { from: E4, at: 0.4, length: 0.8, loud: 0.6, shape: "triangle" },
  ],
  rest: [
    { from: C5, length: 0.5, loud: 0.5 },
    { from: G4, at: 0.18, length: 1, loud: 0.5 },
  ],
  inhale: [{ from: C4, to: G4, length: 4, loud: 0.3 }],
  exhale: [{ from: G4, to: G3, length: 6, loud: 0.3 }],
  rep: [{ from: E4, length: 0.3, loud: 0.4 }],
  end: [
    { from: C4, length: 1.2, loud: 0.5 },
    { from: E4, at: 0.22, length: 1.2, loud: 0.5 },
    { from: G4, at: 0.44, length: 1.4, loud: 0.5 },
    { from: C5, at: 0.66, length: 2.2, loud: 0.5 },
    { from: E5, at: 0.66, length: 2.2, loud: 0.25 },
  ],
};

/** How long a tone rings, in ms; nothing for an unknown name. */
export function toneMs(name: string): number {
  return 1_000 * Math.max(0, ...(NOTES[name] ?? []).map(({ at = 0, length }) => at + length));
}

const RISE_S = 0.04; // without a slope at the start a tone clicks
const SILENT = 0.0001; // an exponential slope cannot reach zero
const HUSH_S = 0.03;

/** Plays tones by name. Call `wake` from a press of a button: before that, browsers allow no sound. */
export class Tones {
  #context: AudioContext | undefined;
  #master: GainNode | undefined;

  constructor(
    public sound: Sound,
    readonly make: () => AudioContext = () => new AudioContext(),
  ) {}

  /** Gets the audio ready. */
  wake(): void {
    try {
      this.#context ??= this.make();
      void this.#context.resume().catch(() => undefined);
    } catch {
      this.#context = undefined;
    }
  }

  /** Sounds a tone, a glide for as long as the breath it leads (in ms); an unknown name is silence. */
  play(name: string, lasts?: number): void {
    const notes = NOTES[name];
    const context = this.#context;
    if (!notes || !context || !this.#wants(name)) return;
    try {
      if (context.state !== "running") void context.resume().catch(() => undefined);
      this.#master ??= newMaster(context);
      this.#master.gain.value = loudness(this.sound.volume);
      for (const note of notes)
        ring(context, this.#master, lasts ? { ...note, length: lasts / 1_000 } : note);
    } catch {
      // a context that the system took away; the captions carry the session on
    }
  }

  #wants(name: string): boolean {
    const { muted, volume, breath, tones } = this.sound;
    return !muted && volume > 0 && (name === "inhale" || name === "exhale" ? breath : tones);
  }

  /** Lets what still rings die away. */
  hush(): void {
    const [context, master] = [this.#context, this.#master];
    this.#master = undefined;
    if (!context || !master) return;
    try {
      master.gain.setTargetAtTime(0, context.currentTime, HUSH_S / 3);
      setTimeout(() => master.disconnect(), 10 * HUSH_S * 1_000);
    } catch {
      // as above
    }
  }

  /** Gives the audio back. */
  close(): void {
    void this.#context?.close().catch(() => undefined);
    this.#context = this.#master = undefined;
  }
}

/** Loudness is heard roughly as the square of the amplitude's place on a slider. */
export const loudness = (volume: number) => volume ** 2;

function newMaster(context: AudioContext): GainNode {
  const master = context.createGain();
  master.connect(context.destination);
  return master;
}

function ring(context: AudioContext, out: AudioNode, note: Note): void {
  const start = context.currentTime + (note.at ?? 0);
  const end = start + note.length;
  const tone = context.createOscillator();
  const envelope = context.createGain();
  tone.type = note.shape ?? "sine";
  tone.frequency.setValueAtTime(note.from, start);
  if (note.to) tone.frequency.exponentialRampToValueAtTime(note.to, end);
  envelope.gain.setValueAtTime(0, start);
  if (note.to) {
    // a glide swells and fades like the breath it stands for
    envelope.gain.linearRampToValueAtTime(note.loud, start + note.length * 0.4);
    envelope.gain.linearRampToValueAtTime(0, end);
  } else {
    envelope.gain.linearRampToValueAtTime(note.loud, start + RISE_S);
    envelope.gain.exponentialRampToValueAtTime(SILENT, end);
  }
  tone.connect(envelope).connect(out);
  tone.start(start);
  tone.stop(end + RISE_S);
}
