// SPDX-License-Identifier: Apache-2.0
#include "estimate_read.h"

#include <algorithm>
#include <charconv>
#include <concepts>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "estimate_members.h"

namespace manumit::exchange {
namespace {

using Kind = JsonValue::Kind;
using estimate::Limits;
using estimate::Sentence;
using estimate::Warning;

// Eight lists in a hundred strata, with room to spare; such a file was written by this program.
constexpr JsonLimits kLimits{.bytes = std::size_t{64} << 20, .values = 4'000'000};

/// Fills what `estimate_members` shows it from one object. A member that is missing or of another
/// kind makes the whole `wrong`.
class AnswerReader {
 public:
  explicit AnswerReader(const JsonValue& object) : object_(&object) {}
  [[nodiscard]] bool wrong() const { return wrong_; }

  template <typename Value>
  void operator()(std::string_view name, Value& value) {
    if (const JsonValue* found = object_->find(name))
      read(*found, value);
    else
      wrong_ = true;
  }
  void derived(std::string_view, const std::string&) {}
  void histories_are_over(const std::vector<std::string>& lists) {
    wrong_ = wrong_ || lists.size() > static_cast<std::size_t>(estimate::kMostLists);
    lists_ = wrong_ ? std::vector<std::string>() : lists;
  }
  void history(std::string_view name, estimate::History& history) {
    std::vector<std::string> lists;
    (*this)(name, lists);
    for (const std::string& list : lists) {
      const auto found = std::find(lists_.begin(), lists_.end(), list);
      if (found == lists_.end())
        wrong_ = true;
      else
        history |= estimate::History{1} << (found - lists_.begin());
    }
  }

 private:
  bool is(const JsonValue& json, Kind kind) {
    wrong_ = wrong_ || json.kind != kind;
    return json.kind == kind;
  }

  template <typename Number>
  void read_number(const JsonValue& json, Number& value) {
    if (!is(json, Kind::number))
      return;
    const char* end = json.text.data() + json.text.size();
    const auto [stop, error] = std::from_chars(json.text.data(), end, value);
    wrong_ = wrong_ || error != std::errc{} || stop != end;
  }

  void read(const JsonValue& json, bool& value) {
    if (is(json, Kind::yes_no))
      value = json.yes;
  }
  template <std::integral Value>
  void read(const JsonValue& json, Value& value) {
    read_number(json, value);
  }
  void read(const JsonValue& json, double& value) {
    if (json.kind == Kind::nothing)
      value = std::numeric_limits<double>::infinity();
    else
      read_number(json, value);
  }
  void read(const JsonValue& json, std::string& value) {
    if (is(json, Kind::text))
      value = json.text;
  }
  void read(const JsonValue& json, estimate::Method& value) {
    const auto method = is(json, Kind::text) ? estimate::method_named(json.text) : std::nullopt;
    if (method)
      value = *method;
    else
      wrong_ = true;
  }
  void read(const JsonValue& json, Limits& value) {
    if (!is(json, Kind::list) || json.items.size() != 2) {
      wrong_ = true;
      return;
    }
    read(json.items[0], value.low);
    read(json.items[1], value.high);
  }
  template <typename Value>
  void read(const JsonValue& json, std::optional<Value>& value) {
    if (json.kind == Kind::nothing)
      value.reset();
    else
      read(json, value.emplace());
  }
  void read(const JsonValue& json, estimate::StratumName& stratum) {
    if (!is(json, Kind::object))
      return;
    stratum.clear();
    for (const JsonValue& item : json.items)
      read(item, stratum.emplace_back(item.key, "").second);
  }
  template <typename Value>
  void read(const JsonValue& json, std::map<std::string, Value>& values) {
    if (!is(json, Kind::object))
      return;
    for (const JsonValue& item : json.items)
      read(item, values[item.key]);
  }
  template <typename Value>
  void read(const JsonValue& json, std::vector<Value>& values) {
    if (!is(json, Kind::list))
      return;
    values.clear();
    for (const JsonValue& item : json.items)
      read(item, values.emplace_back());
  }
  /// The members of another object, and then back to this one.
  template <typename Read>
  void inside(const JsonValue& json, Read read_members) {
    if (!is(json, Kind::object))
      return;
    const JsonValue* outside = std::exchange(object_, &json);
    read_members();
    object_ = outside;
  }
  void read_members(Sentence& sentence) {
    (*this)("what", sentence.text);
    (*this)("fills", sentence.fills);
  }
  void read(const JsonValue& json, Sentence& sentence) {
    inside(json, [&] { read_members(sentence); });
  }
  void read(const JsonValue& json, Warning& warning) {
    inside(json, [&] {
      (*this)("code", warning.code);
      read_members(warning.sentence);
    });
  }
  template <typename Value>
  requires std::is_class_v<Value>
  void read(const JsonValue& json, Value& value) {
    inside(json, [&] { estimate_members::visit(*this, value); });
  }

  const JsonValue* object_;
  bool wrong_ = false;
  std::vector<std::string> lists_;
};

}  // namespace

std::optional<estimate::Answer> read_estimate(std::string_view json) {
  const Result<JsonValue> value = read_json(json, "", kLimits);
  if (!value || value->kind != Kind::object)
    return std::nullopt;
  estimate::Answer answer;
  AnswerReader reader(*value);
  estimate_members::visit(reader, answer);
  if (reader.wrong())
    return std::nullopt;
  return answer;
}

}  // namespace manumit::exchange
