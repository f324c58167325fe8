/** One session, one tab: a Web Lock by the session's id. */

export type Release = () => void;

const PREFIX = "unkink.session.";
const nameOf = (session: string) => PREFIX + session;

/** Whether a session is played now, here or in another tab. */
export async function isPlaying(): Promise<boolean> {
  const locks = (navigator as { locks?: LockManager }).locks;
  const { held = [] } = (await locks?.query().catch(() => undefined)) ?? {};
  return held.some(({ name }) => name?.startsWith(PREFIX));
}

/** Takes the session for this tab; undefined where another tab has it. Browsers without locks always give it. */
export function take(session: string): Promise<Release | undefined> {
  return request(session, { ifAvailable: true });
}

/** Takes the session as soon as no other tab has it; undefined when the signal ended the wait. */
export function takeWhenFree(session: string, signal: AbortSignal): Promise<Release | undefined> {
  return request(session, { signal });
}

function request(session: string, options: LockOptions): Promise<Release | undefined> {
  const locks = (navigator as { locks?: LockManager }).locks;
  if (!locks) return Promise.resolve(() => undefined);
  return new Promise((settle) => {
    locks
      .request(nameOf(session), options, (lock) => {
        if (!lock) return settle(undefined);
        return new Promise<void>((release) => settle(release));
      })
      .catch((error: unknown) => {
        // Only the signal says no. Anything else (a page without storage) must not keep a person from stretching.
        settle(options.signal?.aborted || isAbort(error) ? undefined : () => undefined);
      });
  });
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
