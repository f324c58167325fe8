/** Reminding of a break while the page is open: a soft tone, and a notification where the person allowed it. */

export type Allowed = "yes" | "no" | "not-asked" | "never";

/** Whether notifications may be shown; "never" where this browser has none. */
export function allowed(): Allowed {
  if (typeof Notification === "undefined") return "never";
  const { permission } = Notification;
  return permission === "granted" ? "yes" : permission === "denied" ? "no" : "not-asked";
}

/** Asks the person, by the browser's own question. Call it from a press of a button. */
export async function ask(): Promise<Allowed> {
  await Notification.requestPermission().catch(() => undefined);
  return allowed();
}

/** Shows a notification that brings the page to the front when it is pressed; nothing where that is not possible. */
export function notify(title: string, body: string): void {
  if (allowed() !== "yes") return;
  try {
    const notification = new Notification(title, { body, tag: "unkink-break" });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
  } catch {
    // on some phones a page may not show any by itself; the tone and the page remain
  }
}

/** Calls back every second, also while the page is in the background, where browsers slow a page's own timers down. */
export function everySecond(listener: () => void): () => void {
  const worker = new Worker(new URL("./seconds.worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = listener;
  return () => worker.terminate();
}
