/** The browser's own voice, for the words where no track has them. Only voices on this machine: no text leaves it. */

/** A little slower than people talk. */
const RATE = 0.95;

export class Speaker {
  volume = 1;

  constructor(
    readonly language: string,
    readonly speech: SpeechSynthesis | undefined = globalThis.speechSynthesis,
  ) {
    this.#voice(); // some browsers only then begin to look for voices
  }

  /** Whether there is a voice of this machine in the language. */
  get able(): boolean {
    return this.#voice() !== undefined;
  }

  /** Says it at once; what was being said before is cut short. */
  say(text: string): void {
    const voice = this.#voice();
    if (!voice || this.volume <= 0) return;
    this.hush();
    const words = new SpeechSynthesisUtterance(text);
    Object.assign(words, { voice, lang: voice.lang, rate: RATE, volume: this.volume });
    this.speech?.speak(words);
  }

  get speaking(): boolean {
    return this.speech?.speaking ?? false;
  }

  hush(): void {
    if (this.speaking || this.speech?.pending) this.speech?.cancel();
  }

  #voice(): SpeechSynthesisVoice | undefined {
    const ours =
      this.speech?.getVoices().filter(({ localService, lang }) => localService && this.#fits(lang)) ?? [];
    return ours.find((voice) => voice.default) ?? ours[0];
  }

  #fits(lang: string): boolean {
    return lang.toLowerCase().split(/[-_]/)[0] === this.language.toLowerCase().split("-")[0];
  }
}
