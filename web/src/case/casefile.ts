// SPDX-License-Identifier: Apache-2.0
/** A case as its pages read it: the same statements, found by subject, fact and id. */
import type { CaseFile, Catalogue, Fact, Source, Statement, Subject, SubjectKind } from '../lib/types';

export class Case {
  private readonly byId: Map<string, Statement>;
  private readonly bySubject: Map<string, Statement[]>;
  private readonly factById: Map<string, Fact>;
  private readonly rank: Map<string, number>;
  readonly row;
  readonly subjects: Subject[];
  readonly sources: Source[];
  readonly statements: Statement[];

  constructor(
    readonly file: CaseFile,
    readonly catalogue: Catalogue,
    /** For print without names: people stand under their role, identity facts are withheld. */
    readonly masked = false,
    /** While it is printed, what is folded for want of room stands open. */
    readonly onPaper = false,
  ) {
    this.row = file.row;
    this.subjects = file.subjects;
    this.sources = file.sources;
    this.statements = file.statements;
    this.byId = new Map(file.statements.map((s) => [s.id, s]));
    this.rank = new Map(catalogue.facts.map((f, i) => [f.id, i]));
    this.factById = new Map(catalogue.facts.map((f) => [f.id, f]));
    this.bySubject = new Map();
    for (const said of file.statements) {
      const those = this.bySubject.get(said.subject) ?? [];
      those.push(said);
      this.bySubject.set(said.subject, those);
    }
  }

  statement(id: string): Statement | undefined {
    return this.byId.get(id);
  }
  subject(id: string): Subject | undefined {
    return this.subjects.find((s) => s.id === id);
  }
  source(id: string | null): Source | undefined {
    return this.sources.find((s) => s.id === id);
  }
  fact(id: string): Fact | undefined {
    return this.factById.get(id);
  }
  /** Everything that stands about a subject: what was corrected or withdrawn is in the history. */
  live(subject: string): Statement[] {
    return (this.bySubject.get(subject) ?? []).filter((s) => s.live);
  }
  /** In the order of the vocabulary, which is the order in which a form would ask. */
  inOrder(statements: Statement[]): Statement[] {
    return [...statements].sort((a, b) => (this.rank.get(a.fact) ?? 0) - (this.rank.get(b.fact) ?? 0));
  }
  /** The newest live statement on one fact of a subject. */
  latest(subject: string, fact: string): Statement | undefined {
    return this.live(subject).filter((s) => s.fact === fact).at(-1);
  }
  ofKind(...kinds: SubjectKind[]): Subject[] {
    return this.subjects.filter((s) => kinds.includes(s.kind));
  }
  /** The affected come first, then everybody else as they were told. */
  people(): Subject[] {
    const people = this.ofKind('person');
    return [...people.filter((p) => p.role === 'affected'), ...people.filter((p) => p.role !== 'affected')];
  }
  caseSubject(): Subject | undefined {
    return this.subjects.find((s) => s.kind === 'case_file');
  }

  /** A statement and all that it replaced or was replaced by, oldest first. */
  history(of: Statement): Statement[] {
    const found = new Set<Statement>();
    const visit = (said: Statement | undefined) => {
      if (!said || found.has(said)) return;
      found.add(said);
      said.replaces?.forEach((id) => visit(this.byId.get(id)));
      if (said.replaced_by) visit(this.byId.get(said.replaced_by));
    };
    visit(of);
    return [...found].sort((a, b) => a.recorded_ms - b.recorded_ms);
  }

  /** The live statements that bear on one of the ILO's eleven indicators. */
  onIndicator(n: number): Statement[] {
    const facts = new Set(this.catalogue.facts.filter((f) => f.in.ilo === String(n)).map((f) => f.id));
    return this.statements.filter((s) => s.live && facts.has(s.fact));
  }
}

const kViolentFacts =
  /^(ilo\.violence|control\.(physical_|sexual_|violence_|substances)|means\.(force|abduction)|safety\.self_harm|work\.injury|aggravation\.(grave_harm|images_spread))/;
const kViolentEvents = ['violence', 'injury'];

/** Whether the words of a statement are folded until somebody chooses to read them. */
export function isViolent(file: Case, said: Statement): boolean {
  if (kViolentFacts.test(said.fact)) return true;
  if (file.subject(said.subject)?.kind !== 'event') return false;
  if (said.fact !== 'event.what' && !said.said_as) return false;
  return isViolentEvent(file, said.subject);
}

/** Whether an event is one of violence: then its own words do not serve as its title. */
export function isViolentEvent(file: Case, event: string): boolean {
  const kind = file.latest(event, 'event.kind')?.answer.value;
  const violent = file.latest(event, 'event.violent')?.answer.state === 'yes';
  return violent || (Array.isArray(kind) && kind.some((k) => kViolentEvents.includes(k)));
}
