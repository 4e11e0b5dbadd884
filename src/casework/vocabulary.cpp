// SPDX-License-Identifier: Apache-2.0
#include "casework/vocabulary.h"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <numeric>

#include "toml_reader.h"

namespace manumit::casework {
namespace {

constexpr std::array<std::string_view, 12> kSubjectKinds = {
    "",     "case_file", "person",         "organisation", "event", "work",
    "debt", "document",  "authority_step", "need",         "step",  "movement"};
constexpr std::array<std::string_view, 14> kFactKinds = {
    "yes_no", "code",  "codes",    "text",    "long_text", "number", "money",
    "date",   "place", "language", "country", "countries", "person", "organisation"};

// What a fact or a list may say of itself; anything else is a slip of the pen.
constexpr std::array<std::string_view, 15> kFactKeys = {
    "id",         "about", "kind", "why", "ask",   "sensitivity", "identity", "many",
    "deprecated", "tab",   "list", "ilo", "htcds", "ctdc",        "esf"};

Result<Sensitivity> sensitivity(const TomlReader& reader, const toml::table& table) {
  const toml::node* node = table.get("sensitivity");
  const auto* value = node == nullptr ? nullptr : node->as_integer();
  if (value == nullptr || value->get() < 0 || value->get() > 4)
    return fail(Error::Kind::bad_input, "a sensitivity from 0 to 4 is missing",
                reader.place(table));
  return static_cast<Sensitivity>(value->get());
}

Result<FactKind> fact_kind(const TomlReader& reader, const toml::table& table) {
  const std::string name = TRY(reader.text(table, "kind", true));
  const auto at = std::find(kFactKinds.begin(), kFactKinds.end(), name);
  if (at == kFactKinds.end())
    return fail(Error::Kind::bad_input, "there is no kind of fact called {0}", reader.place(table),
                {}, {name});
  return static_cast<FactKind>(at - kFactKinds.begin());
}

Result<Fact> read_fact(const TomlReader& reader, const toml::table& table) {
  TRY(reader.only(table, kFactKeys));
  Fact fact;
  fact.id = TRY(reader.text(table, "id", true));
  fact.why = TRY(reader.text(table, "why", true));
  fact.ask = TRY(reader.text(table, "ask", false));
  fact.kind = TRY(fact_kind(reader, table));
  const std::string about = TRY(reader.text(table, "about", true));
  const std::optional<SubjectKind> subject = subject_kind_from(about);
  if (!subject)
    return fail(Error::Kind::bad_input, "there is no kind of subject called {0}",
                reader.place(table), {}, {about});
  fact.about = *subject;
  fact.sensitivity = TRY(sensitivity(reader, table));
  fact.identity = TRY(reader.yes_or_no(table, "identity"));
  fact.many = TRY(reader.yes_or_no(table, "many"));
  fact.deprecated = TRY(reader.yes_or_no(table, "deprecated"));
  fact.tab = TRY(reader.text(table, "tab", true));
  const bool listed = fact.kind == FactKind::code || fact.kind == FactKind::codes;
  fact.code_list = TRY(reader.text(table, "list", listed));
  fact.in.htcds = TRY(reader.text(table, "htcds", false));
  fact.in.ilo = TRY(reader.text(table, "ilo", false));
  fact.in.ctdc = TRY(reader.text(table, "ctdc", false));
  fact.in.esf = TRY(reader.text(table, "esf", false));
  if (!fact.ask.empty() && fact.ask.back() != '?')
    return fail(Error::Kind::bad_input, "a question must end with a question mark",
                reader.place(*table.get("ask")));
  if (fact.identity && fact.about != SubjectKind::person)
    return fail(Error::Kind::bad_input, "only a fact about a person can be part of an identity",
                reader.place(table));
  return fact;
}

Result<Code> read_code(const TomlReader& reader, const toml::node& node) {
  const toml::table* table = node.as_table();
  if (table == nullptr)
    return fail(Error::Kind::bad_input, "a code needs an id", reader.place(node));
  Code code;
  code.id = TRY(reader.text(*table, "id", true));
  code.htcds = TRY(reader.text(*table, "htcds", false));
  code.label = TRY(reader.text(*table, "label", false));
  return code;
}

Result<CodeList> read_list(const TomlReader& reader, const toml::table& table) {
  CodeList list;
  list.id = TRY(reader.text(table, "id", true));
  const toml::array* codes = table["codes"].as_array();
  if (codes == nullptr || codes->empty())
    return fail(Error::Kind::bad_input, "a code list needs codes", reader.place(table));
  for (const toml::node& node : *codes) {
    Code code = TRY(read_code(reader, node));
    if (list.find(code.id) != nullptr)
      return fail(Error::Kind::bad_input, "the code {0} stands twice in its list",
                  reader.place(node), {}, {code.id});
    list.codes.push_back(std::move(code));
  }
  return list;
}

/// The places of `all`, sorted by id.
template <typename T>
std::vector<std::size_t> by_id(const std::vector<T>& all) {
  std::vector<std::size_t> places(all.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::sort(places.begin(), places.end(),
            [&](std::size_t a, std::size_t b) { return all[a].id < all[b].id; });
  return places;
}

std::size_t slot_of(std::string_view id, std::size_t slots) {
  return std::hash<std::string_view>{}(id) & (slots - 1);
}

/// An open-addressed table of the facts' places, from 1; 0 is an empty slot. Three of four are, and
/// there are a power of two of them.
std::vector<std::uint32_t> slots_of(const std::vector<Fact>& facts) {
  std::vector<std::uint32_t> out(std::bit_ceil(facts.size()) * 4);
  for (std::size_t i = 0; i < facts.size(); ++i) {
    std::size_t slot = slot_of(facts[i].id, out.size());
    while (out[slot] != 0)
      slot = (slot + 1) & (out.size() - 1);
    out[slot] = static_cast<std::uint32_t>(i + 1);
  }
  return out;
}

template <typename T>
const T* found(const std::vector<T>& all, const std::vector<std::size_t>& sorted,
               std::string_view id) {
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), id,
                                   [&](std::size_t place, std::string_view wanted) {
                                     return std::string_view(all[place].id) < wanted;
                                   });
  return at == sorted.end() || all[*at].id != id ? nullptr : &all[*at];
}

template <typename T>
Result<void> no_id_twice(const std::vector<T>& all, const std::vector<std::size_t>& sorted,
                         std::string_view file) {
  const auto twice =
      std::adjacent_find(sorted.begin(), sorted.end(),
                         [&](std::size_t a, std::size_t b) { return all[a].id == all[b].id; });
  if (twice == sorted.end())
    return {};
  return fail(Error::Kind::bad_input, "the id {0} stands twice", std::string(file), {},
              {all[*twice].id});
}

}  // namespace

const Code* CodeList::find(std::string_view code) const {
  const auto at =
      std::find_if(codes.begin(), codes.end(), [&](const Code& one) { return one.id == code; });
  return at == codes.end() ? nullptr : &*at;
}

Result<Vocabulary> Vocabulary::parse(std::string_view toml, std::string_view file_name) {
  const toml::table parsed = TRY(toml_of(toml, file_name));
  const TomlReader reader(file_name);
  Vocabulary out;
  if (const toml::array* lists = parsed["list"].as_array())
    for (const toml::node& node : *lists)
      if (const toml::table* table = node.as_table())
        out.lists_.push_back(TRY(read_list(reader, *table)));
  out.lists_by_id_ = by_id(out.lists_);
  TRY(no_id_twice(out.lists_, out.lists_by_id_, file_name));

  const toml::array* facts = parsed["fact"].as_array();
  if (facts == nullptr || facts->empty())
    return fail(Error::Kind::bad_input, "a vocabulary needs facts", std::string(file_name));
  for (const toml::node& node : *facts) {
    const toml::table* table = node.as_table();
    if (table == nullptr)
      return fail(Error::Kind::bad_input, "a fact must be a table", reader.place(node));
    Fact fact = TRY(read_fact(reader, *table));
    if (!fact.code_list.empty() && out.code_list(fact.code_list) == nullptr)
      return fail(Error::Kind::bad_input, "there is no code list called {0}", reader.place(node),
                  {}, {fact.code_list});
    out.facts_.push_back(std::move(fact));
  }
  TRY(no_id_twice(out.facts_, by_id(out.facts_), file_name));
  out.fact_slots_ = slots_of(out.facts_);
  return out;
}

const Fact* Vocabulary::find(std::string_view id) const {
  if (fact_slots_.empty())
    return nullptr;
  std::size_t slot = slot_of(id, fact_slots_.size());
  for (; fact_slots_[slot] != 0; slot = (slot + 1) & (fact_slots_.size() - 1)) {
    const Fact& fact = facts_[fact_slots_[slot] - 1];
    if (fact.id == id)
      return &fact;
  }
  return nullptr;
}

std::optional<std::size_t> Vocabulary::place_of(std::string_view id) const {
  const Fact* fact = find(id);
  if (fact == nullptr)
    return std::nullopt;
  return static_cast<std::size_t>(fact - facts_.data());
}

const CodeList* Vocabulary::code_list(std::string_view id) const {
  return found(lists_, lists_by_id_, id);
}

std::string_view name_of(SubjectKind kind) {
  return kSubjectKinds[static_cast<std::size_t>(kind)];
}

std::optional<SubjectKind> subject_kind_from(std::string_view name) {
  const auto at = std::find(kSubjectKinds.begin() + 1, kSubjectKinds.end(), name);
  if (at == kSubjectKinds.end())
    return std::nullopt;
  return static_cast<SubjectKind>(at - kSubjectKinds.begin());
}

std::string_view name_of(FactKind kind) {
  return kFactKinds[static_cast<std::size_t>(kind)];
}

}  // namespace manumit::casework
