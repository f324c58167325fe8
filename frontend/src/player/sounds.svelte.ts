/**
 * What is heard of a sitting: the track where there is one, which then is the clock of the session; else tones, and the
 * browser's voice for the words. Whatever fails, the session goes on where it is, and the captions with it.
 */

import type { Play } from "../api";
import { isAudible, type Sound } from "../device";
import { breathMs, isBreath } from "./cues";
import { Deck } from "./deck";
import { momentOf } from "./place";
import { timelineOf, type Cue, type Playback } from "./playback";
import type { Loudspeaker, Run } from "./run.svelte";
import { endOfWords, isHeard, soundingsOf, soundsIn, type Sounding } from "./soundings";
import { Speaker } from "./speech";
import { loudness, Tones } from "./tones";
import { fetchTrack, type Track } from "./track";

/** A sound that begins here is at its own soft beginning. */
const BEGINNING_MS = 40;
/** The track takes over where nothing sounds for so long. */
const QUIET_MS = 400;
/** So far in the silence is entered, and so near its end it is begun anew. */
const TAIL_BEGUN_MS = 100;
const TAIL_LEFT_MS = 400;

/** What it needs of a run. */
export type Heeding = Pick<Run, "do" | "allows" | "now"> & { clock: Pick<Run["clock"], "hear"> };

/** For tests: what makes sound, and what fetches it. */
export interface SoundParts {
  deck?: (listener: Deck["listener"]) => Deck;
  tones?: Tones;
  speaker?: Speaker;
  fetch?: typeof fetchTrack;
}

export class Sounds implements Loudspeaker {
  /** Whether the words are said aloud now, so that nothing else need say them. */
  spoken = $state(false);
  readonly tones: Tones;
  readonly speaker: Speaker;
  readonly #deck: Deck;
  readonly #fetch: typeof fetchTrack;
  #sound: Sound;
  #run: Heeding | undefined;
  #track: Track | undefined;
  #all: Sounding[] = [];
  #asking: AbortController | undefined;
  /** The routine has words that are said. */
  #wordy = false;
  readonly #until = new AbortController();
  /** The track is the clock. */
  #leads = false;
  /** Words that were said to their end though the session stands still: from where it stood to where they end. */
  #saidAhead: [from: number, to: number] | undefined;

  constructor(sound: Sound, parts: SoundParts = {}) {
    this.#sound = sound;
    this.tones = parts.tones ?? new Tones(sound);
    this.speaker = parts.speaker ?? new Speaker(document.documentElement.lang);
    this.#fetch = parts.fetch ?? fetchTrack;
    const listener = { failed: () => this.#drop(), held: () => this.#held(), ended: () => this.#again() };
    this.#deck = parts.deck?.(listener) ?? new Deck(listener);
    const change = () => this.#tellSpoken();
    this.speaker.speech?.addEventListener?.("voiceschanged", change, { signal: this.#until.signal });
    this.set(sound);
  }

  /** Whether a session follows a track now. */
  get leads(): boolean {
    return this.#leads;
  }

  /** How loud, and whether at all. */
  set(sound: Sound): void {
    this.#sound = this.tones.sound = sound;
    this.speaker.volume = sound.muted ? 0 : sound.volume;
    this.#deck.volume(loudness(sound.volume), sound.muted);
    if (sound.muted) this.cut();
    this.#tellSpoken();
  }

  /** Begins to fetch the track of a routine; what it is needed for need not wait for it. */
  async prepare(play: Play): Promise<void> {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    this.#deck.unload();
    this.#drop();
    this.#wordy = play.pacing.chatty !== "tones";
    this.#all = soundingsOf(timelineOf(play), this.#sound);
    const track = await this.#fetch(play, this.#sound, asking.signal);
    if (!track || asking.signal.aborted) return;
    this.#track = track;
    this.#deck.load(track);
  }

  /** Call it from a press: browsers allow no sound before. */
  wake(): void {
    this.tones.wake();
    this.#deck.wake();
  }

  /** Lets a run be heard, from before its first cue. */
  begin(run: Heeding): void {
    this.#run = run;
    this.#leads = false;
    if (this.#deck.usable) this.#lead();
    this.#tellSpoken();
  }

  cue(cue: Cue, { timeline }: Playback): void {
    if (!isHeard(cue, this.#sound)) return;
    if (cue.channel === "say") {
      if (!this.#leads || !this.#track?.spoken) this.speaker.say(cue.text);
    } else if (!this.#leads) {
      this.tones.play(cue.text, isBreath(cue) ? breathMs(timeline, cue) : undefined);
    }
  }

  cut(): void {
    this.tones.hush();
    this.speaker.hush();
  }

  call(): void {
    this.tones.play("halfway");
  }

  follow(state: Playback): void {
    if (!this.#leads && this.#deck.usable && this.#mayTakeOver(state)) this.#lead();
    if (!this.#leads) return;
    this.#deck.look();
    if (!this.#leads) return;
    if (state.phase === "finished") this.#playOut();
    else if (state.phase === "playing" || state.phase === "waiting") this.#keepWith(state);
    else void this.#deck.rest(this.#placeOf(momentOf(state, this.#all) ?? state.position_ms));
  }

  /** Ends all sound. */
  close(): void {
    this.#until.abort();
    this.#asking?.abort();
    this.cut();
    this.tones.close();
    this.#deck.close();
  }

  // The track

  readonly #placeOf = (moment: number) => (this.#track?.leadIn_ms ?? 0) + moment;

  #lead(): void {
    this.#leads = true;
    this.cut();
    this.#run?.clock.hear(this.#deck.heard);
    this.#tellSpoken();
  }

  #mayTakeOver({ phase, position_ms }: Playback): boolean {
    if (!this.#run || phase === "finished" || phase === "stopped" || this.speaker.speaking) return false;
    // A breath is never quiet; but the two tones that lead it are one at each moment of it.
    const others = this.#all.filter(({ kind }) => kind !== "breath");
    return phase !== "playing" || !soundsIn(others, position_ms, position_ms + QUIET_MS);
  }

  #keepWith(state: Playback): void {
    const moment = momentOf(state, this.#all);
    if (moment === undefined) this.#beSilent(state);
    else if (this.#wasSaid(state.position_ms)) this.#goOnInTail();
    else this.#goOnAt(moment);
  }

  #goOnAt(moment: number): void {
    this.#deck.run(this.#placeOf(moment), {
      out: this.#soundsHere(),
      in: soundsIn(
        this.#all.filter(({ from_ms }) => from_ms < moment - BEGINNING_MS),
        moment,
        moment + 1,
      ),
    });
  }

  /** Into the silence; but words that have begun are said to their end, and not again afterwards. */
  #beSilent({ phase, position_ms }: Playback): void {
    const here = this.#here();
    const end = phase === "playing" && here !== undefined ? endOfWords(this.#all, here) : undefined;
    if (end === undefined) this.#goOnInTail();
    else this.#saidAhead = [position_ms, end];
  }

  #wasSaid(position_ms: number): boolean {
    if (!this.#saidAhead) return false;
    const [from, to] = this.#saidAhead;
    if (position_ms >= from && position_ms < to) return true;
    this.#saidAhead = undefined;
    return false;
  }

  #goOnInTail(): void {
    const { running, place } = this.#deck;
    const [from, to] = this.#tail();
    if (!running || place < from || place > to - TAIL_LEFT_MS)
      this.#deck.run(from, { out: this.#soundsHere() });
  }

  /** Where nothing sounds at the end of the track, after its last words. */
  #tail(): [from: number, to: number] {
    const { length_ms } = this.#deck;
    return [length_ms - (this.#track as Track).tail_ms + TAIL_BEGUN_MS, length_ms];
  }

  /** The moment that is heard; undefined in the silence. */
  #here(): number | undefined {
    const { running, place } = this.#deck;
    return running && place < this.#tail()[0] ? place - this.#placeOf(0) : undefined;
  }

  #soundsHere(): boolean {
    const here = this.#here();
    return here !== undefined && soundsIn(this.#all, here, here + 1);
  }

  /** The last words come after the end; who skipped to it hears none. */
  #playOut(): void {
    const { place } = this.#deck;
    const end = this.#placeOf((this.#track as Track).duration_ms);
    if (place < end - QUIET_MS) void this.#deck.rest(end);
  }

  #again(): void {
    if (this.#run && this.#leads) this.follow(this.#run.now);
  }

  /** The system has stopped the sound: who took a call has not followed. */
  #held(): void {
    if (this.#run?.allows("pause")) this.#run.do("pause");
  }

  /** Without a track: from here on by the clock of the page. */
  #drop(): void {
    this.#track = undefined;
    if (this.#leads) {
      this.#leads = false;
      this.#run?.clock.hear();
    }
    this.#tellSpoken();
  }

  #tellSpoken(): void {
    const byTrack = this.#leads && this.#track?.spoken === true;
    const said = this.#wordy && this.#sound.voice && isAudible(this.#sound);
    this.spoken = said && (byTrack || this.speaker.able);
  }
}
