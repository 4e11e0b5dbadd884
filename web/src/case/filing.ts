// SPDX-License-Identifier: Apache-2.0
/** Saving into a case, and taking it back. Nothing is ever changed: undo is said, too. */
import { post } from '../lib/api';
import type { Filing, NewStatement, Statement } from '../lib/types';

type Undo = () => Promise<unknown>;

export function file(caseId: string, filing: Partial<Filing>): Promise<{ statements: string[] }> {
  const whole: Filing = { subjects: [], sources: [], statements: [], withdrawals: [], ...filing };
  return post(`/cases/${caseId}/file`, whole);
}

/** The statement said once more: what is needed to say it again after a correction or withdrawal. */
export function again(said: Statement, replaces: string[]): NewStatement {
  const copy: NewStatement = { subject: said.subject, fact: said.fact, answer: said.answer, replaces };
  if (said.said_as) copy.said_as = said.said_as;
  if (said.source) copy.source = said.source;
  if (said.at) copy.at = said.at;
  if (said.certainty) copy.certainty = said.certainty;
  if (said.when) copy.when = said.when;
  return copy;
}

/** Files new statements; undo withdraws them, with the reason given. */
export async function add(caseId: string, filing: Partial<Filing>, reason: string): Promise<Undo> {
  const { statements } = await file(caseId, filing);
  const withdrawals = statements.map((statement) => ({ statement, reason }));
  return () => file(caseId, { withdrawals });
}

/** Files a correction; undo says again what had been said. */
export async function correct(caseId: string, old: Statement, by: NewStatement, sources: Filing['sources']): Promise<Undo> {
  const { statements } = await file(caseId, { sources, statements: [{ ...by, replaces: [old.id] }] });
  return () => file(caseId, { statements: [again(old, statements)] });
}

/** Takes a statement back; undo says it again. */
export async function withdraw(caseId: string, old: Statement, reason: string): Promise<Undo> {
  await file(caseId, { withdrawals: [{ statement: old.id, reason }] });
  return () => file(caseId, { statements: [again(old, [])] });
}
