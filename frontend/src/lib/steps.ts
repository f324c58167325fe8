/** What a step is done like, and whether there is a picture that shows just that. Pure. */

import type { Figures, Movement, Step } from "../api";

type Form = Movement["forms"][number];

/** The form of a step, as the catalogue has it; undefined where it is done as usual. */
export function formOf(step: Step, movements: readonly Movement[]): Form | undefined {
  const movement = movements.find(({ id }) => id === step.movement);
  return movement?.forms.find(({ id }) => id === step.form);
}

/** "Child's pose, sitting at a table". */
export function stepInWords(step: Step, movements: readonly Movement[]): string {
  const form = formOf(step, movements);
  return form ? `${step.name}, ${form.name.toLowerCase()}` : step.name;
}

/** Whether its picture shows it. A form in another position that is not drawn itself would be seen lying, and is done standing. */
export function isShown(step: Step, movements: readonly Movement[], figures: Figures): boolean {
  const form = formOf(step, movements);
  if (!form) return true;
  const movement = movements.find(({ id }) => id === step.movement);
  const moved = form.position !== null && form.position !== movement?.position;
  return !moved || (figures.movements[step.movement]?.form_stills.includes(form.id) ?? false);
}
