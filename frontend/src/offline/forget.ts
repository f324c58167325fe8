/** Forgets what this browser keeps so that the app works without a connection. */

import { forgetSessions } from "../player/bookmark";
import { theLog } from "../player/journal";
import { stopKeeping } from "./ahead";

/**
 * Forgets the kept answers, figures, tracks and sessions; false where something is not sent yet: that stays, with the
 * sessions it belongs to. What is opened later is kept again.
 */
export async function forget(): Promise<boolean> {
  stopKeeping();
  const sent = await theLog().flush();
  for (const name of await caches.keys()) await caches.delete(name);
  if (sent) await forgetSessions();
  return sent;
}
