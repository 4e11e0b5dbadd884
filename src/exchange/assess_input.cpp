// SPDX-License-Identifier: Apache-2.0
#include "assess_input.h"

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <map>
#include <utility>

#include "base/json_reader.h"

namespace manumit::exchange {
namespace {

using casework::AnswerState;
using casework::Fact;
using casework::FactKind;
using casework::Place;
using casework::RecordId;
using casework::SubjectKind;
using casework::Told;

constexpr std::size_t kMostProblems = 200;  // A wrong file repeats itself; more help nobody.
constexpr std::size_t kMostItems = 10'000;

/// One number for each subject; no other id is ever compared with these.
RecordId numbered(std::size_t number) {
  RecordId id;
  for (std::size_t i = id.bytes.size(); i > 0 && number > 0; --i) {
    id.bytes[i - 1] = static_cast<std::uint8_t>(number & 0xFFU);
    number >>= 8U;
  }
  return id;
}

class Reader {
 public:
  Reader(std::string_view file, const casework::Vocabulary& vocabulary)
      : file_(file), vocabulary_(vocabulary) {}

  AssessInput read(const JsonValue& root) {
    path_.clear();
    read_.of.id = numbered(1);
    read_.of.subjects.push_back(
        {.id = read_.of.id, .kind = SubjectKind::case_file, .role = {}, .identity = {}});
    if (root.kind != JsonValue::Kind::object) {
      problem(root, "the file must hold one JSON object");
      return std::move(read_);
    }
    allow_only(root, {"format", "facts_from", "facts_to", "place", "person", "items", "note"});
    const JsonValue* format = root.find("format");
    if (format == nullptr || format->kind != JsonValue::Kind::number || format->text != "1")
      problem(format ? *format : root, "this file does not say \"format\": 1",
              "see whether a newer version of this program reads it");
    read_time(root);
    read_places(root);
    read_items(root);
    choose_person(root);
    return std::move(read_);
  }

 private:
  void add(const JsonValue& at, Error error) {
    if (read_.problems.size() >= kMostProblems)
      return;
    const std::string key = (path_.empty() || at.key.empty() ? "" : ".") + at.key;
    error.where = place_in(file_, at) + (path_.empty() && key.empty() ? "" : ", " + path_ + key);
    read_.problems.push_back(std::move(error));
  }
  void problem(const JsonValue& at, std::string what, std::string next = {},
               std::vector<std::string> fills = {}) {
    add(at, {Error::Kind::bad_input, std::move(what), {}, std::move(next), std::move(fills)});
  }

  void allow_only(const JsonValue& object, std::initializer_list<std::string_view> known) {
    for (const JsonValue& member : object.items) {
      if (std::find(known.begin(), known.end(), member.key) == known.end())
        problem(member, "the key {0} has no meaning here", "", {member.key});
    }
  }

  /// A text; empty when the key is absent or null.
  std::string text_of(const JsonValue& object, std::string_view key) {
    const JsonValue* member = object.find(key);
    if (member == nullptr || member->kind == JsonValue::Kind::nothing)
      return "";
    if (member->kind == JsonValue::Kind::text)
      return member->text;
    problem(*member, "{0} must be a text", "", {std::string(key)});
    return "";
  }

  /// Whether the key is there; null and an empty text say nothing.
  static bool is_said(const JsonValue& object, std::string_view key) {
    const JsonValue* member = object.find(key);
    return member != nullptr && member->kind != JsonValue::Kind::nothing &&
           (member->kind != JsonValue::Kind::text || !member->text.empty());
  }

  // --- when and where ---

  std::optional<Day> day_of_key(const JsonValue& root, std::string_view key) {
    const std::string text = text_of(root, key);
    if (text.empty())
      return std::nullopt;
    const Result<Day> day = day_from_iso(text);
    if (day)
      return *day;
    problem(*root.find(key), "a day is written as 2015-06-30");
    return std::nullopt;
  }

  void read_time(const JsonValue& root) {
    const auto from = day_of_key(root, "facts_from");
    const auto to = day_of_key(root, "facts_to");
    if (from && to && *to < *from)
      problem(*root.find("facts_to"), "the facts end before they begin",
              "put the earlier day into facts_from");
    else if (from && to)
      read_.facts_at = Interval<Day>{*from, *to};
    else if (!is_said(root, "facts_from") && is_said(root, "facts_to"))
      problem(*root.find("facts_to"), "facts_to stands without facts_from",
              "give both days; the same one twice if it was one day");
    else if (is_said(root, "facts_from") && !is_said(root, "facts_to"))
      problem(*root.find("facts_from"), "facts_from stands without facts_to",
              "give both days; the same one twice if it was one day");
  }

  void read_places(const JsonValue& root) {
    const JsonValue* place = root.find("place");
    if (place == nullptr || place->kind == JsonValue::Kind::nothing)
      return;
    if (place->kind == JsonValue::Kind::list) {
      for (const JsonValue& one : place->items)
        read_place(one);
    } else {
      read_place(*place);
    }
  }

  void read_place(const JsonValue& at) {
    const auto is_capital = [](char letter) { return letter >= 'A' && letter <= 'Z'; };
    if (at.kind == JsonValue::Kind::text && at.text.size() == 2 && is_capital(at.text[0]) &&
        is_capital(at.text[1]))
      read_.places.push_back(at.text);
    else
      problem(at, "a country is written as two capital letters, such as KZ");
  }

  // --- what was answered ---

  void read_items(const JsonValue& root) {
    const JsonValue* items = root.find("items");
    if (items == nullptr || items->kind != JsonValue::Kind::list) {
      problem(items ? *items : root, "items must be a list of answers",
              "write \"items\": [] if nothing was answered");
      return;
    }
    if (items->items.size() > kMostItems) {
      problem(*items, "the file holds more than {0} items", "split it into smaller ones",
              {std::to_string(kMostItems)});
      return;
    }
    for (std::size_t i = 0; i < items->items.size(); ++i) {
      path_ = "items[" + std::to_string(i) + "]";
      read_item(items->items[i], i);
    }
    path_.clear();
  }

  void read_item(const JsonValue& item, std::size_t number) {
    if (item.kind != JsonValue::Kind::object) {
      problem(item, "an item is an object with \"fact\" and \"state\"");
      return;
    }
    allow_only(item, {"fact", "subject", "state", "value", "certainty", "statement"});
    const std::size_t before = read_.problems.size();
    const JsonValue* fact_at = item.find("fact");
    const std::string id = text_of(item, "fact");
    const Fact* fact = vocabulary_.find(id);
    if (fact == nullptr) {
      problem(fact_at ? *fact_at : item,
              id.empty() ? "{0} is missing" : "{0} is no fact of the vocabulary",
              "the ids stand in definitions/vocabulary.toml",
              {id.empty() ? std::string("fact") : id});
      return;
    }
    Told told;
    told.said.fact = id;
    told.said.subject = subject_of(text_of(item, "subject"), fact->about);
    told.said.certainty = certainty_of(item);
    told.said.answer = answer_of(item, *fact);
    told.id = text_of(item, "statement");
    if (told.id.empty())
      told.id = "items[" + std::to_string(number) + "]";
    const JsonValue* value = item.find("value");
    const auto checked = casework::check_statement(told.said, vocabulary_);
    if (!checked && read_.problems.size() == before)
      add(value ? *value : item, checked.error());
    read_.of.statements.push_back(std::move(told));
  }

  /// One key may name a person and, besides, an event: what a fact speaks of is fixed.
  RecordId subject_of(const std::string& key, SubjectKind kind) {
    if (kind == SubjectKind::case_file)
      return read_.of.id;
    const auto [found, fresh] = subjects_.try_emplace({kind, key}, read_.of.subjects.size());
    if (fresh)
      read_.of.subjects.push_back(
          {.id = numbered(read_.of.subjects.size() + 1), .kind = kind, .role = {}, .identity = {}});
    return read_.of.subjects[found->second].id;
  }

  casework::Certainty certainty_of(const JsonValue& item) {
    const std::string name = text_of(item, "certainty");
    const auto certainty = casework::certainty_from(name);
    if (!name.empty() && !certainty)
      problem(*item.find("certainty"), "{0} is none of certain, likely, doubtful", "", {name});
    return certainty.value_or(casework::Certainty::certain);
  }

  casework::Answer answer_of(const JsonValue& item, const Fact& fact) {
    casework::Answer answer;
    const JsonValue* value = item.find("value");
    const bool has_value = value != nullptr && value->kind != JsonValue::Kind::nothing;
    std::string name = text_of(item, "state");
    if (name.empty() && has_value)
      name = "yes";
    const auto state = casework::answer_state_from(name);
    if (!state) {
      const JsonValue* at = item.find("state");
      problem(at ? *at : item, "an answer is yes, no, not_asked, refused or unclear, or a value");
      return answer;
    }
    answer.state = *state;
    if (has_value)
      answer.value = value_of(*value, fact);
    return answer;
  }

  casework::Value value_of(const JsonValue& value, const Fact& fact) {
    switch (fact.kind) {
      case FactKind::yes_no:
        problem(value, "the fact {0} is answered by its state alone, without a value", "",
                {fact.id});
        return {};
      case FactKind::code:
      case FactKind::codes:
      case FactKind::countries:
        return codes_of(value);
      case FactKind::number:
        return number_of(value);
      case FactKind::money:
        return money_of(value);
      case FactKind::place:
        return place_of(value);
      case FactKind::date:
        return date_of(value);
      case FactKind::person:
        return record_of(value, SubjectKind::person);
      case FactKind::organisation:
        return record_of(value, SubjectKind::organisation);
      case FactKind::text:
      case FactKind::long_text:
      case FactKind::language:
      case FactKind::country:
        break;
    }
    if (value.kind == JsonValue::Kind::text)
      return value.text;
    problem(value, "{0} must be a text", "", {fact.id});
    return {};
  }

  casework::Value codes_of(const JsonValue& value) {
    if (value.kind == JsonValue::Kind::text)
      return std::vector<std::string>{value.text};
    std::vector<std::string> codes;
    for (const JsonValue& one : value.items) {
      if (one.kind == JsonValue::Kind::text && one.key.empty())
        codes.push_back(one.text);
    }
    if (codes.empty() || codes.size() != value.items.size())
      problem(value, "a code is a text, and several are a list of texts");
    return codes;
  }

  casework::Value number_of(const JsonValue& value) {
    const char* end = value.text.data() + value.text.size();
    std::int64_t whole = 0;
    double broken = 0;
    if (value.kind != JsonValue::Kind::number) {
      problem(value, "a number is written without quotation marks");
      return {};
    }
    if (const auto [stop, error] = std::from_chars(value.text.data(), end, whole);
        error == std::errc() && stop == end)
      return whole;
    if (const auto [stop, error] = std::from_chars(value.text.data(), end, broken);
        error == std::errc() && stop == end)
      return broken;
    problem(value, "this number is larger than the program can hold");
    return {};
  }

  casework::Value money_of(const JsonValue& value) {
    if (value.kind != JsonValue::Kind::text) {
      problem(value, "money is a text with its currency, such as \"10000 RUB\"");
      return {};
    }
    const auto money = parse_money(value.text);
    if (money)
      return *money;
    add(value, money.error());
    return {};
  }

  casework::Value date_of(const JsonValue& value) {
    if (value.kind != JsonValue::Kind::text) {
      problem(value, "a date is a text such as \"spring 2019\"");
      return {};
    }
    auto date = parse_partial_date(value.text);
    if (!date) {
      add(value, date.error());
      return {};
    }
    date->words = value.text;
    return *date;
  }

  casework::Value place_of(const JsonValue& value) {
    Place place;
    if (value.kind == JsonValue::Kind::text) {
      place.words = value.text;
      return place;
    }
    if (value.kind != JsonValue::Kind::object) {
      problem(value, "a place is a text, or an object of country, region, city, street, post_code");
      return {};
    }
    allow_only(value, {"country", "region", "city", "street", "post_code", "words"});
    place.country = text_of(value, "country");
    place.region = text_of(value, "region");
    place.city = text_of(value, "city");
    place.street = text_of(value, "street");
    place.post_code = text_of(value, "post_code");
    place.words = text_of(value, "words");
    return place;
  }

  casework::Value record_of(const JsonValue& value, SubjectKind kind) {
    if (value.kind == JsonValue::Kind::text)
      return subject_of(value.text, kind);
    problem(value, "a person or an organisation is named by its key, a text");
    return {};
  }

  // --- whose case it is ---

  bool is_spoken_of(const RecordId& subject) const {
    return std::any_of(read_.of.statements.begin(), read_.of.statements.end(),
                       [&](const Told& told) { return told.said.subject == subject; });
  }

  /// The one whom "person" names, else the only one spoken of. Answers without a key are theirs.
  void choose_person(const JsonValue& root) {
    const std::string wanted = text_of(root, "person");
    std::vector<std::size_t> people;
    for (const auto& [name, place] : subjects_) {
      const bool fits = name.first == SubjectKind::person && !name.second.empty() &&
                        (wanted.empty() || name.second == wanted);
      if (fits && is_spoken_of(read_.of.subjects[place].id))
        people.push_back(place);
    }
    if (wanted.empty() && people.size() > 1)
      problem(root, "the answers speak of {0} people, and the file does not say whose case it is",
              "name the affected person's key with \"person\"", {std::to_string(people.size())});
    else if (!wanted.empty() && people.empty())
      problem(*root.find("person"), "no answer speaks of this person",
              "give the key that stands under \"subject\" of their answers");
    const auto unnamed = subjects_.find({SubjectKind::person, ""});
    if (people.empty())
      people.push_back(unnamed == subjects_.end() ? place_of_nobody() : unnamed->second);
    read_.person = read_.of.subjects[people.front()].id;
    read_.of.subjects[people.front()].role = "affected";
    if (unnamed == subjects_.end())
      return;
    const RecordId nameless = read_.of.subjects[unnamed->second].id;
    for (Told& told : read_.of.statements) {
      if (told.said.subject == nameless)
        told.said.subject = read_.person;
    }
  }

  /// Nothing is said of anybody: an affected person of whom nothing is known.
  std::size_t place_of_nobody() {
    read_.of.subjects.push_back({.id = numbered(read_.of.subjects.size() + 1),
                                 .kind = SubjectKind::person,
                                 .role = {},
                                 .identity = {}});
    return read_.of.subjects.size() - 1;
  }

  std::string_view file_;
  const casework::Vocabulary& vocabulary_;
  std::string path_;
  AssessInput read_;
  std::map<std::pair<SubjectKind, std::string>, std::size_t> subjects_;
};

}  // namespace

Result<AssessInput> read_assess_input(std::string_view json, std::string_view file_name,
                                      const casework::Vocabulary& vocabulary) {
  const JsonValue root = TRY(read_json(json, file_name));
  return Reader(file_name, vocabulary).read(root);
}

}  // namespace manumit::exchange
