/** Addresses of the screens. Pure. */

export type Route = { query: URLSearchParams } & (
  | { screen: "home" | List | "missing" }
  | { screen: "movement" | "programme" | "page"; id: string }
  | { screen: "play"; id: string; choices: string[] | undefined; session: string | undefined }
);

const LISTS = new Set([
  "movements",
  "programmes",
  "journal",
  "learn",
  "settings",
  "start",
  "safety",
  "wishes",
  "plan",
  "breaks",
] as const);
type List = typeof LISTS extends Set<infer T> ? T : never;

const PAGES = { movements: "movement", programmes: "programme", learn: "page" } as const;

/** The screen at a path; `missing` where there is none. `choice=none` means no choices. */
export function match(pathname: string, search = ""): Route {
  const query = new URLSearchParams(search);
  const parts = readParts(pathname);
  const [first, second] = parts;
  if (parts.length === 0) return { screen: "home", query };
  if (parts.length === 1 && LISTS.has(first as List)) return { screen: first as List, query };
  if (parts.length === 2 && first && second) {
    if (first in PAGES) return { screen: PAGES[first as keyof typeof PAGES], id: second, query };
    if (first === "play") {
      const choices = query.has("choice") ? query.getAll("choice").filter((c) => c !== "none") : undefined;
      return { screen: "play", id: second, choices, session: query.get("session") ?? undefined, query };
    }
  }
  return { screen: "missing", query };
}

function readParts(pathname: string): string[] {
  try {
    return pathname
      .split("/")
      .filter((part) => part !== "")
      .map(decodeURIComponent);
  } catch {
    return ["", "", ""]; // a broken escape: no screen has such an address
  }
}

const id = encodeURIComponent;

export const hrefs = {
  home: "/",
  movements: "/movements",
  movement: (movement: string) => `/movements/${id(movement)}`,
  programmes: "/programmes",
  programme: (programme: string) => `/programmes/${id(programme)}`,
  /** Without `choices` the programme's defaults count; an empty list means none. */
  play(routine: string, choices?: readonly string[], session?: string): string {
    const query = new URLSearchParams();
    for (const choice of choices?.length === 0 ? ["none"] : (choices ?? [])) query.append("choice", choice);
    if (session) query.set("session", session);
    const text = query.toString();
    return `/play/${id(routine)}${text && `?${text}`}`;
  },
  journal: "/journal",
  learn: "/learn",
  page: (page: string) => `/learn/${id(page)}`,
  settings: "/settings",
  /** The first run: safety questions, where it hurts, how long, the plan. */
  start: "/start",
  safety: "/safety",
  wishes: "/wishes",
  plan: "/plan",
  breaks: "/breaks",
};
