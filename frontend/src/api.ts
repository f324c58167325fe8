/** The server's API, typed. Every call answers with a shape or throws an {@link ApiError}. */

import type { components } from "./api-types";
import { takeEarly } from "./early";
import { KEPT_AT } from "./offline/messages";
import { language, t } from "./words/language";

type Shapes = components["schemas"];

export type About = Shapes["AboutShape"];
export type Breaks = Shapes["BreaksShape"];
export type Change = Shapes["ChangeShape"];
export type Dose = Shapes["DoseShape"];
export type Finding = Shapes["FindingShape"];
export type EventShape = Shapes["EventShape"];
export type Figures = Shapes["FiguresShape"];
export type Guidance = Shapes["GuidanceShape"];
export type KeptPlan = Shapes["KeptPlanShape"];
export type Movement = Shapes["MovementShape"];
export type Pacing = Shapes["PacingShape"];
export type Pain = Shapes["PainShape"];
export type Person = Shapes["PersonShape"];
/** What is told of a person to make a plan: only pain and minutes must be. */
export type Wishes = Shapes["PersonBody"];
export type PlannedSession = Shapes["PlannedSessionShape"];
export type Play = Shapes["PlayShape"];
export type PlayStep = Shapes["PlayStepShape"];
export type Programme = Shapes["ProgrammeShape"];
export type Prop = Shapes["PropShape"];
export type Question = Shapes["QuestionShape"];
export type Resumable = Shapes["ResumableShape"];
export type Saved = Shapes["SavedShape"];
export type Screening = Shapes["ScreeningShape"];
export type Session = Shapes["SessionShape"];
export type SessionWithEvents = Shapes["SessionWithEventsShape"];
export type Source = Shapes["SourceShape"];
export type Step = Shapes["StepShape"];
export type Swap = Shapes["SwapShape"];
export type Term = Shapes["TermShape"];
export type Today = Shapes["TodayShape"];
export type Turn = Shapes["TurnShape"];
export type Vocabulary = Shapes["VocabularyShape"];

/** What went wrong, in the server's words. `status` is 0 where no server answered. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly wayOut: string,
    readonly nearest: readonly string[] = [],
  ) {
    super(message);
    this.name = "ApiError";
  }

  /** What went wrong and the way out, one sentence after the other. */
  get inFull(): string {
    return `${this.message} ${this.wayOut}`;
  }
}

const say = {
  gone: t("Unkink is not answering."),
  start: t(
    "It may have been closed. Start it again on this computer, then try again. What you did so far is kept.",
  ),
  unreadable: t("Unkink gave an answer that this page does not understand."),
  reload: t("Reload the page. If that does not help, start Unkink again."),
};

/** The error where no server answered. */
export const gone = () => new ApiError(0, say.gone, say.start);
export const isGone = (error: unknown) => error instanceof ApiError && error.status === 0;

/** The error where somebody answered, but not what this page knows: another version, or another program. */
export const unreadable = () => new ApiError(200, say.unreadable, say.reload);

export type Query = Record<string, string | number | readonly string[] | undefined>;

/** Path and query as one address; empty values are left out, lists become repeated keys. */
export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === "") continue;
    if (typeof value === "object") for (const one of value) search.append(key, one);
    else search.append(key, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** The server answers in the language of the screens, whatever the browser asks for. */
export const inOurLanguage = (): Record<string, string> => ({ "Accept-Language": language() });

/** What is heard of the server with each of its answers. */
export interface Heard {
  method: string;
  url: string;
  ok: boolean;
  /** Whether it is of our kind: another version's, or another program's, may not be. */
  readable: boolean;
  /** Where nobody answered, and the service worker gave what it had kept: of when that is (ms since 1970 UTC). */
  kept_at: number | undefined;
}

const ears = new Set<(heard: Heard) => void>();

/** From now on `listener` is told of each answer. */
export function listen(listener: (heard: Heard) => void): void {
  ears.add(listener);
}

function hear(method: string, url: string, { ok, headers }: Response, readable: boolean): void {
  const kept = headers.get(KEPT_AT);
  const heard = { method, url, ok, readable, kept_at: kept === null ? undefined : Number(kept) };
  ears.forEach((listener) => listener(heard));
}

const read = (response: Response): Promise<unknown> => response.json().catch(() => undefined);

/** What the server said that it would not do, and why. */
function refusal({ status }: Response, answer: unknown): ApiError {
  const told = (answer ?? {}) as Partial<Shapes["ErrorShape"]>;
  return new ApiError(status, told.error ?? say.unreadable, told.way_out ?? say.reload, told.nearest ?? []);
}

async function call<T>(method: "GET" | "PUT" | "POST", url: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    const early = method === "GET" ? takeEarly(url) : undefined;
    response = await (early ??
      fetch(url, {
        method,
        headers: {
          ...inOurLanguage(),
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }));
  } catch {
    throw gone();
  }
  const answer = await read(response);
  hear(method, url, response, answer !== undefined);
  if (response.ok && answer !== undefined) return answer as T;
  throw refusal(response, answer);
}

// The catalogue does not change while the server runs, so each answer is asked for once.
const kept = new Map<string, Promise<unknown>>();

function getOnce<T>(url: string): Promise<T> {
  let answer = kept.get(url) as Promise<T> | undefined;
  if (!answer) {
    answer = call<T>("GET", url);
    kept.set(url, answer);
    answer.catch(() => kept.delete(url));
  }
  return answer;
}

/** Forgets kept answers; durations depend on the settings. */
export function forgetKept(): void {
  kept.clear();
}

const id = encodeURIComponent;

export interface MovementFilters {
  region?: readonly string[];
  position?: readonly string[];
  mode?: readonly string[];
  prop?: readonly string[];
  q?: string;
}

export const api = {
  about: () => call<About>("GET", "/api/about"),
  /** Whether the server is there for us; throws where it is not. What was kept of it before does not count. */
  there: async () => {
    const response = await fetch("/api/about", { cache: "no-store", headers: inOurLanguage() }).catch(() => {
      throw gone();
    });
    if (!response.ok) throw refusal(response, await read(response));
  },
  vocabulary: () => getOnce<Vocabulary>("/api/vocabulary"),
  movements: (filters: MovementFilters = {}) =>
    getOnce<Movement[]>(address("/api/movements", { ...filters })),
  movement: (movement: string) => getOnce<Movement>(`/api/movements/${id(movement)}`),
  figures: () => getOnce<Figures>("/api/figures"),
  programmes: (region?: string) => getOnce<Programme[]>(address("/api/programmes", { region })),
  programme: (programme: string) => getOnce<Programme>(`/api/programmes/${id(programme)}`),
  guidance: () => getOnce<Guidance[]>("/api/guidance"),
  guidancePage: (page: string) => getOnce<Guidance>(`/api/guidance/${id(page)}`),
  /** A routine ready to play. Without `choices` the programme's defaults count; an empty list means none. */
  play: (routine: string, choices?: readonly string[], session?: string) =>
    call<Play>(
      "GET",
      address(`/api/routines/${id(routine)}/play`, {
        choice: choices && choices.length === 0 ? ["none"] : choices,
        session,
      }),
    ),
  /** A sound file as the server answers, in the language of this page; throws where nobody does. */
  sound: (at: string, signal: AbortSignal) => fetch(at, { signal, headers: inOurLanguage() }),
  settings: () => call<Pacing>("GET", "/api/settings"),
  saveSettings: async (pacing: Pacing) => {
    const saved = await call<Pacing>("PUT", "/api/settings", pacing);
    forgetKept();
    return saved;
  },
  saveEvents: (events: readonly EventShape[]) => call<Saved>("POST", "/api/events", { events }),
  sessions: (limit?: number) => call<Session[]>("GET", address("/api/sessions", { limit })),
  session: (session: string) => call<SessionWithEvents>("GET", `/api/sessions/${id(session)}`),
  resumable: () => call<Resumable>("GET", "/api/resumable"),
  questions: () => getOnce<Question[]>("/api/screening/questions"),
  screening: () => call<Screening>("GET", "/api/screening"),
  answer: (answers: Record<string, readonly string[]>) =>
    call<Screening>("PUT", "/api/screening", { answers }),
  /** The plan that is kept; undefined before there is one. */
  plan: async () => (await call<KeptPlan | null>("GET", "/api/plan")) ?? undefined,
  makePlan: (wishes: Wishes) => call<KeptPlan>("PUT", "/api/plan", wishes),
  /** Today as it stands; `look` lets the plan change first, where the journal asks for it. */
  today: () => call<Today>("GET", "/api/today"),
  look: () => call<Today>("POST", "/api/today/look"),
  badDay: () => call<Today>("POST", "/api/today/bad-day"),
  shorter: (turn: number, minutes?: number) =>
    call<Today>("POST", `/api/today/${turn}/shorter`, { minutes: minutes ?? null }),
  gentler: (turn: number) => call<Today>("POST", `/api/today/${turn}/gentler`),
  asPlanned: (turn: number) => call<Today>("POST", `/api/today/${turn}/as-planned`),
  swaps: (turn: number, step: number) => call<Swap[]>("GET", address(`/api/today/${turn}/swaps`, { step })),
  swap: (turn: number, step: number, movement: string, neverAgain = false) =>
    call<Today>("POST", `/api/today/${turn}/swap`, { step, movement, never_again: neverAgain }),
  undo: (change: string) => call<Today>("POST", `/api/changes/${id(change)}/undo`),
  takeBack: (movement: string) => call<Today>("POST", "/api/changes/take-back", { movement }),
  breaks: (count: number, minutes: number) => call<Breaks>("GET", address("/api/breaks", { count, minutes })),
};
