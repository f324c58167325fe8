/** The safety questions as they are asked, and what their answers led to. Pure. What answers mean, the server knows. */

import type { Finding, Question, Screening } from "./api";
import { listed, quoted } from "./words/names";

/** The answers picked, by question. */
export type Answers = Readonly<Record<string, readonly string[]>>;

/**
 * The questions that somebody with these answers is asked, in order: the rule of `asked` in src/unkink/screening.py. What
 * was answered to a question that is not asked any more does not count.
 */
export function asked(answers: Answers, questions: readonly Question[]): Question[] {
  const found = new Map<string, Question>();
  for (const question of questions) {
    const wanted = Object.entries(question.only_if);
    const given = (key: string) => (found.has(key) ? (answers[key] ?? []) : []);
    const fits = ([key, any]: [string, string[]]) => given(key).some((answer) => any.includes(answer));
    if (wanted.length === 0 || wanted.some(fits)) found.set(question.id, question);
  }
  return [...found.values()];
}

/** The first question that is asked and has no answer. */
export function firstOpen(answers: Answers, questions: readonly Question[]): Question | undefined {
  return asked(answers, questions).find(({ id }) => !answers[id]?.length);
}

/** The question that comes after that one; undefined after the last. */
export function after(id: string, answers: Answers, questions: readonly Question[]): Question | undefined {
  const waiting = asked(answers, questions);
  return waiting[waiting.findIndex((each) => each.id === id) + 1];
}

/** The answers to the questions that are asked: what the server is told. */
export function told(answers: Answers, questions: readonly Question[]): Record<string, readonly string[]> {
  const given = asked(answers, questions).map(({ id }) => [id, answers[id] ?? []] as const);
  return Object.fromEntries(given.filter(([, picked]) => picked.length > 0));
}

/** The answer that says that all is well and goes with no other, where there is one. */
export function clearAnswer(question: Question) {
  return question.choices.find(({ clear }) => clear);
}

/** The picks after one more was ticked or taken away: "none of these" goes with no other, and one choice is one. */
export function picked(question: Question, before: readonly string[], choice: string, on: boolean): string[] {
  if (!on) return before.filter((each) => each !== choice);
  if (!question.several || clearAnswer(question)?.id === choice) return [choice];
  const rest = new Set([...before.filter((each) => each !== clearAnswer(question)?.id), choice]);
  return question.choices.map(({ id }) => id).filter((id) => rest.has(id));
}

/** Whether an answer says that not all is well, or that it is not known. */
export function worries(question: Question, answer: readonly string[]): boolean {
  return answer.some((each) => clearAnswer(question)?.id !== each);
}

/** Whether nothing is asked, and what was answered calls for help now. */
export function isEmergency({ outcome, due }: Pick<Screening, "outcome" | "due">): boolean {
  return outcome === "emergency" && due === null;
}

/** Whether the answers that count do not let this person stretch now. */
export function isStopped({ outcome, due }: Pick<Screening, "outcome" | "due">): boolean {
  return due === null && (outcome === "emergency" || outcome === "see-someone-first");
}

/** Whether the questions must be answered (further) before anything can be said. */
export function isOpen({ due, unanswered }: Pick<Screening, "due" | "unanswered">): boolean {
  return due !== null || unanswered.length > 0;
}

/** The findings that the outcome rests on. */
export function worst({ findings, outcome }: Pick<Screening, "findings" | "outcome">): Finding[] {
  return findings.filter((finding) => finding.outcome === outcome);
}

/** What to do by the worst findings, each once. */
export function dos(screening: Pick<Screening, "findings" | "outcome">): string[] {
  return [...new Set(worst(screening).map((finding) => finding.do))];
}

/** What was picked, as the question offers it. */
export function namesOf(finding: Finding, questions: readonly Question[]): string[] {
  const choices = questions.find(({ id }) => id === finding.question)?.choices ?? [];
  return choices.filter(({ id }) => finding.answers.includes(id)).map(({ name }) => name);
}

const UNSURE = "unsure";

/** What limits the plan, in the person's own picks: “Knee”, “Rib” and what you are not sure of. Empty without limits. */
export function limitsInWords(screening: Screening, questions: readonly Question[], unsure: string): string {
  const limits = screening.findings.filter(
    ({ cautions, positions }) => cautions.length + positions.length > 0,
  );
  const sure = limits.filter(({ answers }) => !answers.includes(UNSURE));
  const names = sure.flatMap((finding) => namesOf(finding, questions)).map(quoted);
  return listed([...new Set(sure.length < limits.length ? [...names, unsure] : names)]);
}
