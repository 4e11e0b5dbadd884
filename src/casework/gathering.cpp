// SPDX-License-Identifier: Apache-2.0
#include "gathering.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <set>

namespace manumit::casework {
namespace {

bool before(const Gleaned& a, const Gleaned& b) {
  if (a.lamport != b.lamport)
    return a.lamport < b.lamport;
  return a.entry < b.entry;
}

void keep_subject(std::vector<Subject>& all, std::map<RecordId, std::size_t>& places,
                  Subject&& one) {
  const auto [at, fresh] = places.emplace(one.id, all.size());
  if (fresh) {
    all.push_back(std::move(one));
    return;
  }
  Subject& known = all[at->second];
  known.role = std::move(one.role);
  if (known.identity == vault::Compartment{})
    known.identity = one.identity;
}

/// Statements that a later filing replaced or took back. Only those that stood before it.
std::set<StatementKey> ended_statements(const std::vector<Gleaned>& in_order) {
  std::map<std::array<std::uint8_t, 16>, std::uint32_t> stood;  // statements of each entry so far
  std::set<StatementKey> out;
  for (const Gleaned& filing : in_order) {
    const auto end = [&](const StatementKey& key) {
      const auto at = stood.find(key.entry);
      if (at != stood.end() && key.number >= 1 && key.number <= at->second)
        out.insert(key);
    };
    std::for_each(filing.ended.begin(), filing.ended.end(), end);
    stood.emplace(filing.entry, filing.statements);
  }
  return out;
}

void note_compartment(std::vector<vault::Compartment>& all, const Gleaned& filing) {
  const auto at = std::find(all.begin(), all.end(), filing.compartment);
  if (at == all.end())
    all.insert(filing.opens ? all.begin() : all.end(), filing.compartment);
  else if (filing.opens)
    std::rotate(all.begin(), at, at + 1);
}

}  // namespace

std::optional<StatementKey> statement_key(std::string_view id) {
  if (id.size() < 34 || id[32] != ':')
    return std::nullopt;
  const Result<RecordId> entry = RecordId::from(id.substr(0, 32));
  StatementKey out;
  const char* const end = id.data() + id.size();
  const auto [at, error] = std::from_chars(id.data() + 33, end, out.number);
  if (!entry || error != std::errc() || at != end)
    return std::nullopt;
  out.entry = entry->bytes;
  return out;
}

void note_kept(std::vector<KeptIn>& all, const KeptIn& one) {
  const auto same = [&](const KeptIn& other) {
    return other.source == one.source && other.compartment == one.compartment;
  };
  if (std::none_of(all.begin(), all.end(), same))
    all.push_back(one);
}

Result<Gleaned> glean(const vault::Entry& entry) {
  Filing filing = TRY(decode(entry.body));
  Gleaned out;
  out.case_id = filing.case_id;
  out.compartment = entry.compartment;
  out.opens = filing.opens_case;
  std::copy_n(entry.id.bytes.begin(), out.entry.size(), out.entry.begin());
  out.lamport = entry.lamport;
  out.recorded_ms = entry.written_ms;
  out.statements = static_cast<std::uint32_t>(filing.statements.size());
  out.subjects = std::move(filing.subjects);
  std::uint32_t number = 0;
  for (const Statement& statement : filing.statements) {
    ++number;
    if (auto row = for_row(statement))
      out.for_rows.emplace_back(number, std::move(*row));
    for (const std::string& earlier : statement.replaces)
      if (const auto key = statement_key(earlier))
        out.ended.push_back(*key);
  }
  for (const Withdrawal& withdrawal : filing.withdrawals)
    if (const auto key = statement_key(withdrawal.statement))
      out.ended.push_back(*key);
  for (Source& source : filing.sources) {
    if (keeps_file(source, out.case_id))
      note_kept(out.kept,
                {source.id, source.kept->compartment, source.kept->about.value_or(RecordId{})});
    else if (!source.file_hash.empty())
      out.files.push_back(std::move(source));
  }
  return out;
}

CaseParts gather(std::vector<Gleaned> filings) {
  std::sort(filings.begin(), filings.end(), before);
  filings.erase(std::unique(filings.begin(), filings.end(),
                            [](const Gleaned& a, const Gleaned& b) { return a.entry == b.entry; }),
                filings.end());
  const std::set<StatementKey> ended = ended_statements(filings);
  CaseParts out;
  std::map<RecordId, std::size_t> places;
  bool first = true;
  for (Gleaned& filing : filings) {
    if (first) {
      out.row.id = filing.case_id;
      keep_subject(
          out.row.subjects, places,
          Subject{
              .id = filing.case_id, .kind = SubjectKind::case_file, .role = {}, .identity = {}});
      out.row.touched_ms = filing.recorded_ms;
      first = false;
    }
    out.row.touched_ms = std::max(out.row.touched_ms, filing.recorded_ms);
    out.row.statements += filing.statements;
    note_compartment(out.compartments, filing);
    for (Subject& subject : filing.subjects)
      keep_subject(out.row.subjects, places, std::move(subject));
    std::move(filing.files.begin(), filing.files.end(), std::back_inserter(out.files));
    for (const KeptIn& one : filing.kept)
      note_kept(out.kept, one);
    for (auto& [number, statement] : filing.for_rows)
      if (ended.count(StatementKey{filing.entry, number}) == 0)
        out.row.live.push_back(std::move(statement));
  }
  out.row.statements -= static_cast<std::uint32_t>(ended.size());
  return out;
}

}  // namespace manumit::casework
