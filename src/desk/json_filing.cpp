// SPDX-License-Identifier: Apache-2.0
#include "json_filing.h"

#include <cctype>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "json_read.h"

namespace manumit::desk {
namespace {

using casework::FactKind;
using casework::RecordId;
using nlohmann::json;

std::string item_path(std::string_view list, std::size_t index) {
  return std::string(list) + "[" + std::to_string(index) + "]";
}

/// The page's "$1" … and the ids that stand for them.
class NewIds {
 public:
  NewIds(const RecordId& case_id, const std::function<RecordId()>& new_id) : new_id_(new_id) {
    given_.emplace("$0", case_id);
  }

  /// An id that something new is opened under.
  Result<RecordId> open(const std::string& name, const std::string& path) {
    if (name.size() < 2 || name.size() > 8 || name[0] != '$' || given_.contains(name))
      return bad_shape(path);
    return given_.emplace(name, new_id_()).first->second;
  }
  /// What is spoken of: something new, or something that is there already.
  [[nodiscard]] Result<RecordId> of(const std::string& name, const std::string& path) const {
    if (const auto given = given_.find(name); given != given_.end())
      return given->second;
    auto id = RecordId::from(name);
    if (!id)
      return bad_shape(path);
    return id;
  }

 private:
  const std::function<RecordId()>& new_id_;
  std::map<std::string, RecordId> given_;
};

struct Reading {
  const casework::Vocabulary& vocabulary;
  NewIds ids;
};

Error at(Error error, const std::string& path) {
  if (error.where.empty())
    error.where = path;
  return error;
}

/// {"words"} as typed, or {"iso"} with its words, as the desk sent it out.
Result<PartialDate> read_date(const json& value, const std::string& path,
                              std::optional<Day> reference) {
  Members members = TRY(Members::of(value, path));
  const std::string words = TRY(members.text_or_empty("words"));
  const std::string iso = TRY(members.text_or_empty("iso"));
  for (const char* told_along : {"first", "last", "precision"})
    static_cast<void>(members.find(told_along));
  TRY(members.nothing_else());
  auto date = iso.empty() ? parse_partial_date(words, {.reference = reference})
                          : partial_date_from_iso(iso);
  if (!date)
    return fail(at(std::move(date).error(), path));
  if (!iso.empty())
    date->words = words;
  return date;
}

Result<std::optional<PartialDate>> read_date_if(Members& members, const char* name,
                                                std::optional<Day> reference = std::nullopt) {
  const json* value = members.find(name);
  if (value == nullptr)
    return std::optional<PartialDate>();
  return std::optional(TRY(read_date(*value, members.path_of(name), reference)));
}

/// A whole number that an int64 holds; larger ones would come out with another sign.
bool is_whole(const json& value) {
  return value.is_number_integer() &&
         !(value.is_number_unsigned() && value.get<std::uint64_t>() > std::uint64_t{INT64_MAX});
}

Result<casework::Value> read_money(const json& value, const std::string& path) {
  Members members = TRY(Members::of(value, path));
  const std::string words = TRY(members.text_or_empty("words"));
  const json* minor = members.find("minor");
  const std::string code = TRY(members.text_or_empty("currency"));
  static_cast<void>(members.find("text"));
  TRY(members.nothing_else());
  if (minor == nullptr) {
    auto money = parse_money(words);
    return money ? Result<casework::Value>(*money)
                 : Result<casework::Value>(fail(at(std::move(money).error(), path)));
  }
  const auto currency = Currency::of(code);
  if (!currency)
    return fail(at(currency.error(), path));
  if (!is_whole(*minor))
    return bad_shape(path);
  return casework::Value(Money(minor->get<std::int64_t>(), *currency));
}

Result<casework::Value> read_place(const json& value, const std::string& path) {
  Members members = TRY(Members::of(value, path));
  casework::Place place;
  place.country = TRY(members.text_or_empty("country"));
  place.region = TRY(members.text_or_empty("region"));
  place.city = TRY(members.text_or_empty("city"));
  place.street = TRY(members.text_or_empty("street"));
  place.post_code = TRY(members.text_or_empty("post_code"));
  place.words = TRY(members.text_or_empty("words"));
  TRY(members.nothing_else());
  return casework::Value(std::move(place));
}

Result<casework::Value> read_codes(const json& value, const std::string& path) {
  if (!value.is_array())
    return bad_shape(path);
  std::vector<std::string> codes;
  for (const json& code : value) {
    if (!code.is_string())
      return bad_shape(path);
    codes.push_back(code.get<std::string>());
  }
  return casework::Value(std::move(codes));
}

Result<casework::Value> read_number(const json& value, const std::string& path) {
  if (is_whole(value))
    return casework::Value(value.get<std::int64_t>());
  if (!value.is_number_float())
    return bad_shape(path);
  return casework::Value(value.get<double>());
}

Result<casework::Value> read_value(const json& value, FactKind kind, const std::string& path,
                                   const NewIds& ids, std::optional<Day> reference) {
  switch (kind) {
    case FactKind::code:
    case FactKind::codes:
    case FactKind::countries:
      return read_codes(value, path);
    case FactKind::number:
      return read_number(value, path);
    case FactKind::money:
      return read_money(value, path);
    case FactKind::date:
      return casework::Value(TRY(read_date(value, path, reference)));
    case FactKind::place:
      return read_place(value, path);
    case FactKind::yes_no:
      return bad_shape(path);
    default:
      break;
  }
  if (!value.is_string())
    return bad_shape(path);
  if (kind == FactKind::person || kind == FactKind::organisation)
    return casework::Value(TRY(ids.of(value.get<std::string>(), path)));
  return casework::Value(value.get<std::string>());
}

Result<casework::Answer> read_answer(const json& value, FactKind kind, const std::string& path,
                                     const NewIds& ids, std::optional<Day> reference) {
  Members members = TRY(Members::of(value, path));
  const auto state = casework::answer_state_from(TRY(members.text("state")));
  if (!state)
    return bad_shape(members.path_of("state"));
  casework::Answer answer{.state = *state, .value = {}};
  if (const json* inner = members.find("value")) {
    answer.value = TRY(read_value(*inner, kind, members.path_of("value"), ids, reference));
  }
  TRY(members.nothing_else());
  return answer;
}

Result<std::optional<std::int64_t>> read_place_number(Members& members, const char* name) {
  const json* value = members.find(name);
  if (value == nullptr)
    return std::optional<std::int64_t>();
  const bool fits = value->is_number_unsigned() && value->get<std::uint64_t>() <= 1'000'000'000;
  if (!fits)
    return bad_shape(members.path_of(name));
  return std::optional(value->get<std::int64_t>());
}

Result<casework::Locator> read_locator(const json* value, const std::string& path) {
  if (value == nullptr)
    return casework::Locator{};
  Members members = TRY(Members::of(*value, path));
  casework::Locator locator;
  locator.page = TRY(read_place_number(members, "page"));
  locator.line = TRY(read_place_number(members, "line"));
  locator.cell = TRY(members.text_or_empty("cell"));
  TRY(members.nothing_else());
  return locator;
}

Result<casework::Subject> read_subject(const json& value, const std::string& path, NewIds& ids) {
  Members members = TRY(Members::of(value, path));
  const auto kind = casework::subject_kind_from(TRY(members.text("kind")));
  if (!kind)
    return bad_shape(members.path_of("kind"));
  casework::Subject subject;
  subject.id = TRY(ids.open(TRY(members.text("id")), members.path_of("id")));
  subject.kind = *kind;
  subject.role = TRY(members.text_or_empty("role"));
  static_cast<void>(members.find("sealed"));
  TRY(members.nothing_else());
  return subject;
}

Result<casework::Source> read_source(const json& value, const std::string& path, NewIds& ids) {
  Members members = TRY(Members::of(value, path));
  casework::Source source;
  source.id = TRY(ids.open(TRY(members.text("id")), members.path_of("id")));
  source.kind = TRY(members.text_or_empty("kind"));
  source.title = TRY(members.text_or_empty("title"));
  source.author = TRY(members.text_or_empty("author"));
  source.date = TRY(read_date_if(members, "date"));
  source.file_hash = TRY(members.text_or_empty("file_hash"));
  source.address = TRY(members.text_or_empty("address"));
  TRY(members.nothing_else());
  return source;
}

/// The day of the talk, by which "about the 5th" is understood: only if the source, opened in the
/// same filing, tells it exactly.
std::optional<Day> day_of_talk(const casework::Filing& filing,
                               const std::optional<RecordId>& source_id) {
  for (const casework::Source& source : filing.sources) {
    if (source_id && source.id == *source_id && source.date &&
        source.date->precision == Precision::day)
      return source.date->first;
  }
  return std::nullopt;
}

Result<std::vector<std::string>> read_replaced(Members& members) {
  std::vector<std::string> ids;
  for (const json& id : *TRY(members.list("replaces"))) {
    if (!id.is_string())
      return bad_shape(members.path_of("replaces"));
    ids.push_back(id.get<std::string>());
  }
  return ids;
}

Result<casework::Statement> read_statement(const json& value, const std::string& path,
                                           const casework::Filing& filing, const Reading& reading) {
  Members members = TRY(Members::of(value, path));
  casework::Statement said;
  said.subject = TRY(reading.ids.of(TRY(members.text("subject")), members.path_of("subject")));
  said.fact = TRY(members.text("fact"));
  const casework::Fact* fact = reading.vocabulary.find(said.fact);
  if (fact == nullptr) {
    return fail(Error::Kind::bad_input, "this program does not know that fact",
                members.path_of("fact"));
  }
  if (const json* source = members.find("source")) {
    if (!source->is_string())
      return bad_shape(members.path_of("source"));
    said.source = TRY(reading.ids.of(source->get<std::string>(), members.path_of("source")));
  }
  const auto reference = day_of_talk(filing, said.source);
  const json* answer = members.find("answer");
  if (answer == nullptr)
    return bad_shape(members.path_of("answer"));
  said.answer =
      TRY(read_answer(*answer, fact->kind, members.path_of("answer"), reading.ids, reference));
  said.said_as = TRY(members.text_or_empty("said_as"));
  said.at = TRY(read_locator(members.find("at"), members.path_of("at")));
  const std::string certainty = TRY(members.text_or_empty("certainty"));
  const auto sure =
      certainty.empty() ? casework::Certainty::certain : casework::certainty_from(certainty);
  if (!sure)
    return bad_shape(members.path_of("certainty"));
  said.certainty = *sure;
  said.when = TRY(read_date_if(members, "when", reference));
  said.replaces = TRY(read_replaced(members));
  TRY(members.nothing_else());
  return said;
}

Result<casework::Withdrawal> read_withdrawal(const json& value, const std::string& path) {
  Members members = TRY(Members::of(value, path));
  casework::Withdrawal withdrawal;
  withdrawal.statement = TRY(members.text("statement"));
  withdrawal.reason = TRY(members.text_or_empty("reason"));
  TRY(members.nothing_else());
  return withdrawal;
}

/// Each item of a list of the request, read by `read(item, path)`.
template <typename T, typename Read>
Result<std::vector<T>> read_each(Members& members, const char* name, const Read& read) {
  std::vector<T> out;
  for (const json& item : *TRY(members.list(name)))
    out.push_back(TRY(read(item, item_path(name, out.size()))));
  return out;
}

}  // namespace

Result<casework::Filing> read_filing(std::string_view text, const casework::RecordId& case_id,
                                     const casework::Vocabulary& vocabulary,
                                     const std::function<casework::RecordId()>& new_id) {
  const json parsed = TRY(parse_json(text));
  Members members = TRY(Members::of(parsed, ""));
  Reading reading{vocabulary, NewIds(case_id, new_id)};
  casework::Filing filing;
  filing.case_id = case_id;
  filing.subjects = TRY(read_each<casework::Subject>(
      members, "subjects", [&](const json& item, const std::string& path) {
        return read_subject(item, path, reading.ids);
      }));
  filing.sources = TRY(read_each<casework::Source>(members, "sources",
                                                   [&](const json& item, const std::string& path) {
                                                     return read_source(item, path, reading.ids);
                                                   }));
  filing.statements = TRY(read_each<casework::Statement>(
      members, "statements", [&](const json& item, const std::string& path) {
        return read_statement(item, path, filing, reading);
      }));
  filing.withdrawals =
      TRY(read_each<casework::Withdrawal>(members, "withdrawals", read_withdrawal));
  TRY(members.nothing_else());
  return filing;
}

}  // namespace manumit::desk
