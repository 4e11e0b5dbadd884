// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <ctime>

#include "casework/vocabulary.h"
#include "dossier_parts.h"

namespace manumit::exchange::dossier {
namespace {

using casework::AnswerState;
using casework::Case;
using casework::RecordId;
using casework::Value;

/// Facts by whose answer a person would call a subject, the best first.
constexpr std::array kTitleFacts = {"person.name",       "person.first_name", "person.last_name",
                                    "organisation.name", "event.what",        "work.what",
                                    "debt.reason",       "document.number",   "authority.about",
                                    "authority.asked",   "need.what",         "step.what"};

std::string value_in_words(const Value& value, const casework::Fact* fact, const Case& of,
                           const DossierWords& words) {
  if (const auto* codes = std::get_if<std::vector<std::string>>(&value)) {
    std::string out;
    for (const std::string& code : *codes) {
      out += out.empty() ? "" : ", ";
      out += fact == nullptr ? code : code_in_words(fact->code_list, code, words);
    }
    return out;
  }
  if (const auto* id = std::get_if<RecordId>(&value))
    return subject_in_words(*id, of, words);
  return casework::in_words(value);
}

}  // namespace

std::string code_in_words(std::string_view list, const std::string& code,
                          const DossierWords& words) {
  const std::string id = "code." + std::string(list) + "." + code;
  const std::string word = words.of(id);
  return code.empty() || word == id ? code : word;
}

std::string answer_in_words(const casework::Statement& said, const Case& of,
                            const DossierWords& words) {
  const casework::Fact* fact = casework::built_in_vocabulary().find(said.fact);
  const std::string value = value_in_words(said.answer.value, fact, of, words);
  const std::string state = words.of("mark." + std::string(name_of(said.answer.state)));
  if (value.empty())
    return state;
  return said.answer.state == AnswerState::yes ? value : state + ": " + value;
}

std::string subject_in_words(const RecordId& id, const Case& of, const DossierWords& words) {
  for (const char* fact : kTitleFacts) {
    for (const casework::Told* told : of.told(id, fact)) {
      const auto* text = std::get_if<std::string>(&told->said.answer.value);
      if (text != nullptr && !text->empty())
        return *text;
    }
  }
  if (id == of.id)
    return words.of("kind.case_file");
  const casework::Subject* subject = of.subject(id);
  if (subject == nullptr)
    return id.hex();
  const std::string kind = words.of("kind." + std::string(name_of(subject->kind)));
  if (subject->role.empty())
    return kind + " " + id.hex().substr(0, 4);
  return code_in_words("role", subject->role, words) + " " + id.hex().substr(0, 4);
}

std::string time_in_words(std::int64_t milliseconds) {
  const auto seconds = static_cast<std::time_t>(milliseconds / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 40> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M UTC", &parts);
  return {text.data(), length};
}

}  // namespace manumit::exchange::dossier
