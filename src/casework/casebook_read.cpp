// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "casebook_inside.h"
#include "findable.h"

namespace manumit::casework {
namespace {

/// Puts the filings of a case that lie in one compartment into `out`.
Result<void> read_filings(const vault::Vault& vault, const vault::Compartment& compartment,
                          const RecordId& case_id, std::vector<Filed>& out) {
  const vault::Vault::SoundEntries read = TRY(vault.read_sound(compartment));
  for (const vault::Entry& entry : read.entries) {
    if (entry.kind != vault::EntryKind::filing)
      continue;
    Result<Filing> filing = decode(entry.body);
    // What cannot be read was reported when the vault was opened.
    if (!filing || filing->case_id != case_id)
      continue;
    out.push_back(Filed{.entry = entry.id,
                        .by = vault.member_of(entry.author),
                        .recorded_ms = entry.written_ms,
                        .lamport = entry.lamport,
                        .filing = std::move(*filing)});
  }
  return {};
}

}  // namespace

const KnownSubject* CaseState::subject(const RecordId& id) const {
  const auto at = std::find_if(subjects.begin(), subjects.end(),
                               [&](const KnownSubject& one) { return one.id == id; });
  return at == subjects.end() ? nullptr : &*at;
}

CaseState state_of(CaseParts parts) {
  CaseState out;
  out.compartments = std::move(parts.compartments);
  out.compartments.shrink_to_fit();
  out.files = std::move(parts.files);
  out.kept = std::move(parts.kept);
  out.kept.shrink_to_fit();
  out.subjects.reserve(parts.row.subjects.size());
  for (const Subject& subject : parts.row.subjects)
    out.subjects.push_back({subject.id, subject.identity, subject.kind});
  RowAndSteps made = make_row(parts.row);
  out.row = std::move(made.row);
  out.steps = std::move(made.steps);
  out.clocks = std::move(made.clocks);
  return out;
}

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    return std::nullopt;
  return number;
}

Result<Case> Casebook::Inside::read(const RecordId& id,
                                    const std::vector<vault::Compartment>& compartments) const {
  std::vector<Filed> filings;
  for (const vault::Compartment& compartment : compartments)
    if (vault.can_open(compartment))
      TRY(read_filings(vault, compartment, id, filings));
  Case out = fold(std::move(filings));
  out.id = id;
  for (const Subject& subject : out.subjects) {
    const bool has_identity = subject.identity != vault::Compartment{};
    if (has_identity && !vault.can_open(subject.identity))
      out.sealed.push_back(subject.id);
  }
  return out;
}

Result<CaseState> Casebook::Inside::read_state(
    const RecordId& id, const std::vector<vault::Compartment>& compartments) const {
  const Case folded = TRY(read(id, compartments));
  CaseParts parts{.compartments = compartments, .files = {}, .kept = {}, .row = parts_of(folded)};
  for (const Source& source : folded.sources)
    if (!source.file_hash.empty() && !source.kept)
      parts.files.push_back(source);
  for (const Attached& one : folded.attached)
    note_kept(parts.kept, {one.source, one.compartment, one.about.value_or(RecordId{})});
  return state_of(std::move(parts));
}

Result<std::vector<Findable>> Casebook::Inside::read_findables(std::uint32_t case_place) const {
  RecordId id;
  std::vector<vault::Compartment> compartments;
  {
    const std::shared_lock lock(state);
    id = cases[case_place].row.id;
    compartments = cases[case_place].compartments;
  }
  return findables(TRY(read(id, compartments)));
}

const CaseState* Casebook::Inside::find(const RecordId& id) const {
  const auto at = place_of.find(id);
  return at == place_of.end() ? nullptr : &cases[at->second];
}

void Casebook::Inside::keep(CaseState kept) {
  for (Source& source : kept.files) {
    std::string hash = source.file_hash;
    files.insert_or_assign(std::move(hash), std::move(source));
  }
  kept.files = {};
  if (const auto number = number_in(kept.row.number))
    last_number = std::max(last_number, *number);
  const auto [at, fresh] = place_of.emplace(kept.row.id, static_cast<std::uint32_t>(cases.size()));
  if (fresh)
    cases.push_back(std::move(kept));
  else
    cases[at->second] = std::move(kept);
}

Result<Case> Casebook::open_case(const RecordId& id) const {
  std::vector<vault::Compartment> compartments;
  {
    const std::shared_lock lock(inside_->state);
    const CaseState* known = inside_->find(id);
    if (known == nullptr)
      return fail(Error::Kind::not_found, "there is no such case in this vault", {},
                  "look for it by a name or a place");
    compartments = known->compartments;
  }
  return inside_->read(id, compartments);
}

Result<std::vector<Filed>> Casebook::filings_of(const RecordId& id) const {
  std::vector<vault::Compartment> compartments;
  {
    const std::shared_lock lock(inside_->state);
    const CaseState* known = inside_->find(id);
    if (known == nullptr)
      return fail(Error::Kind::not_found, "there is no such case in this vault", {},
                  "look for it by a name or a place");
    compartments = known->compartments;
  }
  std::vector<Filed> out;
  for (const vault::Compartment& compartment : compartments)
    if (inside_->vault.can_open(compartment))
      TRY(read_filings(inside_->vault, compartment, id, out));
  return out;
}

Result<RecordId> Casebook::find_case(std::string_view number_or_id) const {
  const std::shared_lock lock(inside_->state);
  const std::optional<std::uint64_t> number = number_in(number_or_id);
  std::vector<RecordId> by_number;
  std::vector<RecordId> by_id;
  for (const CaseState& one : inside_->cases) {
    if (!number_or_id.empty() &&
        (one.row.number == number_or_id || (number && number_in(one.row.number) == number)))
      by_number.push_back(one.row.id);
    else if (number_or_id.size() >= 4 && one.row.id.hex().rfind(number_or_id, 0) == 0)
      by_id.push_back(one.row.id);
  }
  // "0142" is also the beginning of many an id: a number goes first.
  const std::vector<RecordId>& found = by_number.empty() ? by_id : by_number;
  if (found.empty())
    return fail(Error::Kind::not_found, "there is no such case in this vault", {},
                "look for it by a name or a place");
  if (found.size() > 1)
    return fail(Error::Kind::bad_input, "{0} cases answer to that number or id", {},
                "give the whole id of the one you mean", {std::to_string(found.size())});
  return found.front();
}

}  // namespace manumit::casework
