// SPDX-License-Identifier: Apache-2.0
// The routes of links for `npm run dev`: a few invented people, compared by nobody. What is decided is
// kept until the server ends.
const kColumns = ['name', 'other_names', 'birth_date', 'age', 'sex', 'citizenship', 'phone', 'place', 'street', 'occupation'];
const kPeople = [
  ['Каримова Гульнара', 'Гуля', '1990-05-12', '', 'Feminine', 'UZ', '', 'Москва', '', 'швея'],
  ['Karimova Gulnora', '', '1990', '24', 'Feminine', 'UZ', '+7 900 000-00-01', 'Moscow', '', ''],
  ['Иванов Пётр Сергеевич', '', '1971-02-03', '', 'Masculine', 'RU', '', 'Махачкала', 'ул. Речная, 5', 'строитель'],
  ['Петр Иванов', '', '1971', '', 'Masculine', 'RU', '', 'Махачкала', '', ''],
  ['Ivanov P.', '', '', '40', 'Masculine', '', '', 'Makhachkala', '', 'builder'],
  ['Достон', '', '', '', 'Masculine', 'TJ', '', '', '', ''],
  ['Асанова Айгуль', '', '1988-11-30', '', 'Feminine', 'KG', '', 'Бишкек', '', 'продавец'],
];
const kLatin = ['karimova gulnara', '', 'ivanov petr sergeevich', 'petr ivanov', '', 'doston', 'asanova aigul'];
const id = (n) => String(n).padStart(32, 'a');
const kRecords = kPeople.map((values, i) => ({
  ref: { subject: id(i), case: id(100 + i) }, case_number: String(i + 1).padStart(4, '0'), list: i < 4 ? 0 : 1, role: 'affected', values, latin: [kLatin[i], ...Array(9).fill('')],
}));
const sentence = (what, fills = []) => ({ what, fills, text: what.replace(/\{(\d)\}/g, (_, n) => fills[n]) });
const kPairs = [[0, 1, 6.3], [2, 3, 8.1], [3, 4, 0.4], [2, 4, -1.2], [5, 6, -4.5]];
const decisions = [];
const live = (one) => !decisions.some((other) => other.takes_back?.includes(one.entry) && live(other));
const of = (a, b) => decisions.filter((one) => [one.a.subject, one.b.subject].sort().join() === [kRecords[a].ref.subject, kRecords[b].ref.subject].sort().join());
const word = (a, b) => of(a, b).filter((one) => one.verdict && live(one)).at(-1) ?? null;
const stands = (a, b) => ({ standing: word(a, b) ? 'settled' : 'open', verdict: word(a, b)?.verdict ?? null });
const line = ([a, b, weight]) => ({ a: kRecords[a], b: kRecords[b], weight, probability: 1 / (1 + 2 ** -weight), ...stands(a, b) });
const profile = () => kColumns.map((name, i) => {
  const filled = kPeople.map((values) => values[i]).filter(Boolean);
  return { name, column: name, role: name, filled: filled.length, different: new Set(filled).size };
});
const waiting = () => kPairs.filter(([a, b]) => !word(a, b));

const run = () => ({
  run: 'c'.repeat(64), kind: 'people', records: 7, columns: kColumns, profile: profile(), roles: [],
  lists: [{ title: '', count: 4, deduplicated: false }, { title: 'partner.xlsx', count: 3, deduplicated: true }],
  rules: [{ name: 'name:names', pairs: 4, matches: 2.4, passed_over: 0 }, { name: 'place, birth_date:year', pairs: 1, matches: 0.3, passed_over: 0 }],
  blocking: { recall: 0.93, low: 0.7, high: 1 }, prior: { share: 0.02, low: 0.01, high: 0.05 }, compared: 21, stale: true, step: 0.25, at_least: 0, pairs_count: 5,
  weights: [{ from: -12, pairs: 12 }, { from: -9.5, pairs: 4 }, ...kPairs.map(([, , weight]) => ({ from: Math.floor(weight * 4) / 4, pairs: 1 }))],
  doubtful: 3, clusters: 4, linked_records: 5, unlinkable: 1, sealed: 0,
  warnings: [sentence('one side has none, which says nothing')],
  expected: { precision: { value: 0.9, low: 0.6, high: 1 }, recall: { value: 0.85, low: 0.5, high: 0.98 } },
  review: { waiting: waiting().length, one_said: 0, disagreed: 1, agreed: decisions.filter(live).length,
    agreement: { pairs: 4, share: { value: 0.75, low: 0.3, high: 0.95 }, alpha: 0.62 } },
});
const pair = ([a, b, weight]) => ({
  ...line([a, b, weight]), prior_bits: -5.6,
  rows: [
    { column: 'name', columns: ['name'], a: kPeople[a][0], b: kPeople[b][0], said: sentence('a word agrees, another has a slip, others disagree'), because: [], bits: weight + 2.1 },
    { column: 'birth_date', columns: ['birth_date'], a: '', b: '', said: sentence('different'), because: [], bits: -1.2 },
    { column: 'address', columns: ['place', 'street'], a: '', b: '', said: sentence('the same'), because: [], bits: 4.7 },
    { column: 'phone', columns: ['phone'], a: '', b: '', said: sentence('one side has none, which says nothing'), because: [], bits: 0 },
  ],
  decisions: of(a, b).map((one) => ({ ...one, live: live(one), verdict: one.verdict ?? null, mine: true })),
});
const aligned = ([a, b]) => ({
  a: kRecords[a], b: kRecords[b], aligned: kColumns.map((column, i) => ({ column, a: kPeople[a][i], b: kPeople[b][i] })),
});
const words = ['same', 'not_same'].map((verdict, i) => ({ entry: `w${i}`, by: ['A.', 'B.'][i], when: 1.7e12, verdict, reason: i ? 'another year of birth' : '', mine: !i }));
const group = () => {
  const edges = kPairs.slice(1, 4).map(([a, b, weight]) => ({ a: a - 2, b: b - 2, weight, ...stands(a, b) }));
  return { id: id(2), members: kRecords.slice(2, 5), pairs: edges, edges, against: [],
    bonds: [[{ entry: 'x', a: kRecords[2].ref, b: kRecords[3].ref }], [], []] };
};

function say({ pairs }) {
  return { pairs: pairs.map((one) => {
    const entry = `e${decisions.length}`;
    decisions.push({ ...one, entry, by: 'A. Tester', when: 1.7e12, reason: one.reason ?? '', by_hand: !!one.by_hand });
    return { entry, standing: 'settled', verdict: one.verdict ?? null, weight: 1, probability: 0.5 };
  }) };
}

/** An answer, or undefined where the path is none of links. */
export function answerLinks(method, url, body) {
  const { pathname: path, searchParams: asked } = new URL(url, 'http://mock');
  if (path === '/links/lists') {
    return { kind: asked.get('kind'), lists: [{ title: '', file_hash: '', count: 4 }, { title: 'partner.xlsx', file_hash: 'f', count: 3 }],
      roles: [{ role: 'affected', count: 6 }, { role: 'witness', count: 1 }], columns: profile(), records: asked.get('kind') === 'people' ? 7 : 0, sealed: 0, run: null };
  }
  if (path === '/links/decisions' && method === 'POST') return say(body);
  if (path === '/links/groups') {
    return { total: 1, columns: kColumns, groups: [group()], history_total: 1, history: [{ entry: 'h', by: 'A. Tester', when: 1.7e12,
      before: [{ id: id(2), subjects: 1, record: kRecords[2] }, { id: id(3), subjects: 2, record: kRecords[3] }], after: [{ id: id(2), subjects: 3, record: kRecords[2] }] }] };
  }
  if (path === '/links/runs' || /^\/links\/runs\/c+$/.test(path)) return run();
  if (path.endsWith('/pairs')) return { total: kPairs.length, pairs: kPairs.map(line) };
  if (path.endsWith('/pair')) return pair(kPairs.find(([a, b]) => [kRecords[a].ref.subject, kRecords[b].ref.subject].includes(asked.get('a')) && [kRecords[a].ref.subject, kRecords[b].ref.subject].includes(asked.get('b'))));
  if (path.endsWith('/queue')) return asked.get('adjudicate') ? { left: 1, pairs: [{ ...aligned(kPairs[2]), words }] } : { left: waiting().length, pairs: waiting().slice(Number(asked.get('skip'))).map(aligned) };
  if (path.endsWith('/clusters')) return { total: 1, columns: kColumns, clusters: [group()] };
  return undefined;
}
