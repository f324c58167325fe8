/** The day as it is shown, and the calls that change it. One at a time; what fails is said in one line. */

import { ApiError, type Today } from "../../api";
import { t } from "../../words/language";

const say = {
  unknown: t("That did not work. Try once more."),
};

export class Day {
  now: Today = $state.raw() as Today;
  /** A call is on its way. */
  busy = $state(false);
  /** Why the last call failed; empty where it did not. */
  trouble = $state("");

  constructor(today: Today) {
    this.now = today;
  }

  /** Takes over what the call answers; false where it failed, and then the day stays as it was. */
  async change(call: () => Promise<Today>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.trouble = "";
    try {
      this.now = await call();
      return true;
    } catch (error) {
      this.trouble = error instanceof ApiError ? error.inFull : say.unknown;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
