// SPDX-License-Identifier: Apache-2.0
#include "findable.h"

#include <algorithm>
#include <map>
#include <string>

#include "case_row.h"
#include "text/fold.h"
#include "text/misspelling.h"

namespace manumit::casework {
namespace {

constexpr std::size_t kTitleBytes = 120;
constexpr std::size_t kBefore = 60;
constexpr std::size_t kAfter = 140;

bool is_letter_start(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

/// The piece of a text between two bytes, widened to whole letters, with … where it was cut.
std::string piece(std::string_view text, std::size_t from, std::size_t to) {
  to = std::min(to, text.size());
  while (from > 0 && !is_letter_start(text[from]))
    --from;
  while (to < text.size() && !is_letter_start(text[to]))
    ++to;
  return (from > 0 ? "…" : "") + std::string(text.substr(from, to - from)) +
         (to < text.size() ? "…" : "");
}

const Fact* searchable(const Told& told) {
  if (!told.live)
    return nullptr;
  const Fact* fact = built_in_vocabulary().find(told.said.fact);
  const bool shown = fact != nullptr && fact->sensitivity != Sensitivity::life_critical;
  return shown ? fact : nullptr;
}

bool is_words(FactKind kind) {
  return kind == FactKind::text || kind == FactKind::long_text;
}

std::uint16_t place_of(std::string_view fact) {
  return static_cast<std::uint16_t>(built_in_vocabulary().place_of(fact).value_or(0));
}

bool is_name_part(RowUse use) {
  return use == RowUse::full_name || use == RowUse::first_name || use == RowUse::middle_name ||
         use == RowUse::last_name;
}

/// What one subject can be found by.
struct Gathered {
  std::map<RowUse, std::string> name;
  std::uint16_t name_fact = 0;
  std::string words;
};

std::string whole_name(const Gathered& of) {
  std::string out;
  for (const auto& [use, part] : of.name) {  // full name, first, middle, last: as RowUse counts
    if (!out.empty())
      out += ' ';
    out += part;
  }
  return out;
}

class Finder {
 public:
  explicit Finder(const Case& of) : of_(of) {
    for (const Told& told : of.statements)
      if (const Fact* fact = searchable(told))
        take(told, *fact);
  }

  [[nodiscard]] std::vector<Findable> finish() {
    for (const Subject& subject : of_.subjects) {
      const auto at = gathered_.find(subject.id);
      if (at == gathered_.end())
        continue;
      const Gathered& one = at->second;
      if (!one.name.empty())
        add(Findable::Sort::name, subject, one.name_fact, whole_name(one));
      if (!one.words.empty())
        add(Findable::Sort::story, subject, 0, one.words);
    }
    return std::move(out_);
  }

 private:
  void take(const Told& told, const Fact& fact) {
    Gathered& into = gathered_[told.said.subject];
    const std::uint16_t place = place_of(fact.id);
    const std::string words = in_words(told.said.answer.value);
    const RowUse use = row_use(place);
    if (is_name_part(use) && !words.empty()) {
      into.name[use] = words;
      into.name_fact = place;
    } else if (!words.empty() && stands_alone(fact, use)) {
      if (const Subject* subject = of_.subject(told.said.subject))
        add(Findable::Sort::name, *subject, place, words);
    } else if (is_words(fact.kind) && !words.empty()) {
      into.words += words + "\n";
    }
    if (!told.said.said_as.empty() && told.said.said_as != words)
      into.words += told.said.said_as + "\n";
  }

  /// Names of organisations, other names, places and the case's number.
  [[nodiscard]] static bool stands_alone(const Fact& fact, RowUse use) {
    return fact.kind == FactKind::place || use == RowUse::organisation_name ||
           use == RowUse::number || fact.id == "person.other_names" ||
           fact.id == "organisation.other_names";
  }

  void add(Findable::Sort sort, const Subject& subject, std::uint16_t fact, std::string words) {
    out_.push_back(Findable{.sort = sort,
                            .subject = subject.id,
                            .kind = subject.kind,
                            .fact = fact,
                            .text = std::move(words)});
  }

  const Case& of_;
  std::map<RecordId, Gathered> gathered_;
  std::vector<Findable> out_;
};

/// Whether a word of a text, folded, is what a word of the query may have meant.
bool meant(std::string_view word, std::string_view wanted) {
  if (word.substr(0, wanted.size()) == wanted)
    return true;
  const int slips = text::forgiven_slips(wanted.size());
  return slips > 0 && text::edit_distance(word, wanted, slips).has_value();
}

/// Where the first word stands that the query may have meant.
std::optional<std::size_t> first_meant(std::string_view words,
                                       const std::vector<std::string_view>& wanted) {
  constexpr std::string_view kBlanks = " \t\r\n";
  std::size_t from = words.find_first_not_of(kBlanks);
  while (from != std::string_view::npos) {
    const std::size_t end = std::min(words.find_first_of(kBlanks, from), words.size());
    const std::string folded = text::fold(words.substr(from, end - from));
    for (const std::string_view word : text::folded_words(folded))
      for (const std::string_view one : wanted)
        if (meant(word, one))
          return from;
    from = words.find_first_not_of(kBlanks, end);
  }
  return std::nullopt;
}

}  // namespace

std::vector<Findable> findables(const Case& of) {
  return Finder(of).finish();
}

std::string title_of(const Case& of, const RecordId& subject) {
  Gathered name;
  std::string first;
  for (const Told& told : of.statements) {
    if (told.said.subject != subject)
      continue;
    const Fact* fact = searchable(told);
    if (fact == nullptr)
      continue;
    const std::string words = in_words(told.said.answer.value);
    const RowUse use = row_use(place_of(fact->id));
    if (words.empty())
      continue;
    if (is_name_part(use) || use == RowUse::organisation_name)
      name.name[use] = words;
    else if (first.empty() && is_words(fact->kind))
      first = words;
  }
  if (name.name.count(RowUse::full_name) != 0)
    return name.name[RowUse::full_name];
  return piece(name.name.empty() ? first : whole_name(name), 0, kTitleBytes);
}

Excerpt excerpt_of(const Case& of, const RecordId& subject, std::string_view query) {
  const std::string folded = text::fold(query);
  const std::vector<std::string_view> wanted = text::folded_words(folded);
  Excerpt beginning;
  for (const Told& told : of.statements) {
    if (told.said.subject != subject)
      continue;
    const Fact* fact = searchable(told);
    if (fact == nullptr)
      continue;
    const bool has_words = is_words(fact->kind) || fact->kind == FactKind::place;
    for (const std::string& words :
         {has_words ? in_words(told.said.answer.value) : std::string(), told.said.said_as}) {
      if (words.empty())
        continue;
      if (const auto at = first_meant(words, wanted))
        return {fact->id, piece(words, *at > kBefore ? *at - kBefore : 0, *at + kAfter)};
      if (beginning.words.empty())
        beginning = {fact->id, piece(words, 0, kAfter)};
    }
  }
  return beginning;
}

}  // namespace manumit::casework
