/** What a step is done like. Pure. */

import type { Movement, Step } from "../api";
import { inSentence } from "../words/names";

type Form = Movement["forms"][number];

/** The form of a step, as the catalogue has it; undefined where it is done as usual. */
export function formOf(step: Step, movements: readonly Movement[]): Form | undefined {
  const movement = movements.find(({ id }) => id === step.movement);
  return movement?.forms.find(({ id }) => id === step.form);
}

/** "Child's pose, sitting at a table". */
export function stepInWords(step: Step, movements: readonly Movement[]): string {
  const form = formOf(step, movements);
  return form ? `${step.name}, ${inSentence(form.name)}` : step.name;
}
