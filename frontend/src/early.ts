/**
 * What a screen asks of the catalogue as soon as it is there is asked before: while its script is still on the way. The
 * API takes the answers from here. What belongs to the person is not among them: it must be as new as the screen.
 */

import type { Route } from "./routes";

const UNTAKEN_MS = 10_000;

const answers = new Map<string, Promise<Response>>();

/** The addresses of the catalogue that a screen asks first, as the API writes them. */
export function firstAsked(route: Route): string[] {
  const names = "/api/vocabulary";
  const figures = "/api/figures";
  const movements = "/api/movements";
  const programmes = "/api/programmes";
  const one = "id" in route ? `/${encodeURIComponent(route.id)}` : "";
  const asked: Record<Route["screen"], string[]> = {
    home: [programmes, names, figures],
    movements: [...(route.query.toString() ? [] : [movements]), names, figures],
    movement: [movements + one, names, figures],
    programmes: [programmes, names, figures],
    programme: [programmes + one, movements, figures],
    play: [programmes, names, figures],
    journal: [movements, names],
    learn: ["/api/guidance"],
    page: [`/api/guidance${one}`],
    settings: [figures],
    start: [movements, "/api/screening/questions", names, figures],
    safety: ["/api/screening/questions"],
    wishes: [movements, names],
    plan: [movements, figures],
    breaks: [movements, figures],
    missing: [],
  };
  return asked[route.screen];
}

/** Asks it, in that language. An answer that nobody takes is let go after a while. */
export function askEarly(route: Route, language: string): void {
  for (const address of firstAsked(route)) {
    const answer = fetch(address, { headers: { "Accept-Language": language } });
    answer.catch(() => undefined); // who takes it is told; nobody else waits for it
    answers.set(address, answer);
  }
  setTimeout(() => answers.clear(), UNTAKEN_MS);
}

/** The answer to that address, where it was asked; it is given once. */
export function takeEarly(address: string): Promise<Response> | undefined {
  const answer = answers.get(address);
  answers.delete(address);
  return answer;
}
