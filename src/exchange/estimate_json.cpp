// SPDX-License-Identifier: Apache-2.0
#include "estimate_json.h"

#include <concepts>
#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "estimate_members.h"
#include "estimate_read.h"
#include "file_hash.h"

namespace manumit::exchange {
namespace {

using estimate::Limits;
using estimate::Sentence;
using estimate::Warning;

constexpr int kFormat = 1;

/// Writes what `estimate_members` shows it.
class AnswerWriter {
 public:
  explicit AnswerWriter(JsonWriter& json) : json_(json) {}

  template <typename Value>
  void operator()(std::string_view name, const Value& value) {
    json_.key(name);
    write(value);
  }
  void derived(std::string_view name, const std::string& text) { json_.field(name, text); }
  void histories_are_over(const std::vector<std::string>& lists) { lists_ = lists; }
  /// The names of the lists that a person with this history is on.
  void history(std::string_view name, estimate::History history) {
    json_.key(name);
    json_.open_list();
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      if ((history >> i & 1U) != 0)
        json_.text(lists_[i]);
    }
    json_.close_list();
  }

 private:
  void write(bool value) { json_.yes_no(value); }
  void write(double value) { json_.real(value); }
  void write(const std::string& value) { json_.text(value); }
  void write(estimate::Method method) { json_.text(name_of(method)); }
  template <std::integral Value>
  void write(Value value) {
    json_.whole(value);
  }
  void write(const Limits& limits) {
    json_.open_list();
    json_.real(limits.low);
    json_.real(limits.high);
    json_.close_list();
  }
  void write_members(const Sentence& sentence) {
    json_.field("text", estimate::in_english(sentence));
    json_.field("what", sentence.text);
    json_.field("fills", sentence.fills);
  }
  void write(const Sentence& sentence) {
    json_.open();
    write_members(sentence);
    json_.close();
  }
  void write(const Warning& warning) {
    json_.open();
    json_.field("code", warning.code);
    write_members(warning.sentence);
    json_.close();
  }
  template <typename Value>
  void write(const std::optional<Value>& value) {
    if (value)
      write(*value);
    else
      json_.nothing();
  }
  void write(const estimate::StratumName& stratum) {
    json_.open();
    for (const auto& [column, value] : stratum)
      json_.field(column, value);
    json_.close();
  }
  template <typename Value>
  void write(const std::map<std::string, Value>& values) {
    json_.open();
    for (const auto& [name, value] : values)
      (*this)(name, value);
    json_.close();
  }
  template <typename Value>
  void write(const std::vector<Value>& values) {
    json_.open_list();
    for (const Value& value : values)
      write(value);
    json_.close_list();
  }
  /// Whatever has members of its own.
  template <typename Value>
  requires std::is_class_v<Value>
  void write(const Value& value) {
    json_.open();
    estimate_members::visit(*this, value);
    json_.close();
  }

  JsonWriter& json_;
  std::vector<std::string> lists_;
};

/// The hash of the line, 64 hexadecimal digits, and a space.
constexpr std::size_t kHashLetters = 64;

}  // namespace

void write_estimate(JsonWriter& json, const estimate::Answer& answer) {
  json.field("format", kFormat);
  AnswerWriter writer(json);
  estimate_members::visit(writer, answer);
}

std::string kept_estimate(const estimate::Answer& answer) {
  JsonWriter json;
  json.open();
  write_estimate(json, answer);
  json.close();
  const std::string line(json.view());
  return file_hash(bytes_of(line)) + "\n" + line + "\n";
}

Result<estimate::Answer> read_kept_estimate(std::string_view text,
                                            const estimate::RunRecord& record,
                                            const std::string& file) {
  const auto damaged = [&] {
    return fail(Error::Kind::damaged, "the estimate kept in this file is damaged", file,
                "it was reckoned anew");
  };
  if (text.size() < kHashLetters + 2 || text[kHashLetters] != '\n' || text.back() != '\n')
    return damaged();
  const std::string_view line = text.substr(kHashLetters + 1, text.size() - kHashLetters - 2);
  if (file_hash(bytes_of(line)) != text.substr(0, kHashLetters))
    return damaged();
  const std::optional<estimate::Answer> answer = read_estimate(line);
  if (!answer || answer->record.record_hash != record.record_hash || kept_estimate(*answer) != text)
    return damaged();
  return *answer;
}

}  // namespace manumit::exchange
