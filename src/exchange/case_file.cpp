// SPDX-License-Identifier: Apache-2.0
#include "case_file.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>

// The only file of this module that sees toml++. Its parser (3.3) asserts that the key after "["
// begins well before it looks, and a build without assertions takes that for granted: "[!" would
// be undefined behaviour. Without the assertions it finds the fault by itself; they can be taken
// out where NDEBUG is not set. All five lines must stand as in casework/vocabulary.cpp: the linker
// keeps one parser for both, and one that throws is another type under the same name.
#undef NDEBUG
#define TOML_ASSERT(expression) static_cast<void>(0)
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include "base/toml_guard.h"
#include "file_hash.h"

namespace manumit::exchange {
namespace {

using casework::Answer;
using casework::Fact;
using casework::FactKind;
using casework::RecordId;
using casework::Source;
using casework::Statement;
using casework::Subject;
using casework::SubjectKind;

constexpr std::int64_t kFormat = 1;
constexpr std::size_t kMostProblems = 200;  // A wrong file repeats itself; more help nobody.

std::string place_of(std::string_view file, const toml::source_position& at) {
  return std::string(file) + ", line " + std::to_string(at.line) + ", column " +
         std::to_string(at.column);
}

/// What statements take over from the subject that they stand under.
struct Defaults {
  RecordId subject;
  SubjectKind kind = SubjectKind::case_file;
  std::string source;
  std::string when;
};

class Reader {
 public:
  Reader(std::string_view file, const casework::Vocabulary& vocabulary,
         const std::function<RecordId()>& new_id)
      : file_(file), vocabulary_(vocabulary), new_id_(new_id) {}

  CaseFile read(const toml::table& root) {
    read_.filing.case_id = new_id_();
    read_.filing.opens_case = true;
    allow_only(root, {"format", "case", "source", "subject"});
    if (root["format"].value<std::int64_t>() != kFormat) {
      problem(root, "this case file does not say format = 1 at its beginning",
              "see whether a newer version of this program reads it");
    }
    read_sources(root);
    open_subjects(root);
    read_case(root);
    read_statements_of_subjects();
    return std::move(read_);
  }

 private:
  void problem(const toml::node& at, std::string what, std::string next = {},
               std::vector<std::string> fills = {}) {
    if (read_.problems.size() < kMostProblems) {
      read_.problems.push_back({.kind = Error::Kind::bad_input,
                                .what = std::move(what),
                                .where = place_of(file_, at.source().begin),
                                .next = std::move(next),
                                .fills = std::move(fills)});
    }
  }
  void problem(const toml::node& at, Error error) {
    error.where =
        place_of(file_, at.source().begin) + (error.where.empty() ? "" : ", " + error.where);
    if (read_.problems.size() < kMostProblems)
      read_.problems.push_back(std::move(error));
  }

  void allow_only(const toml::table& table, std::initializer_list<std::string_view> known) {
    for (const auto& [key, value] : table) {
      if (std::find(known.begin(), known.end(), key.str()) == known.end())
        problem(value, "the key {0} has no meaning here", "", {std::string(key.str())});
    }
  }

  /// A text, or a date that TOML knows by itself; empty when absent.
  std::string text_of(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr)
      return "";
    if (const auto* text = node->as_string())
      return text->get();
    if (const auto* date = node->as_date()) {
      const auto day =
          day_of({.year = date->get().year, .month = date->get().month, .day = date->get().day});
      if (day)
        return to_iso(*day);
    }
    problem(*node, "{0} must be a text", "", {std::string(key)});
    return "";
  }

  std::string required_text(const toml::table& table, std::string_view key) {
    if (!table.contains(key))
      problem(table, "{0} is missing", "", {std::string(key)});
    return text_of(table, key);
  }

  std::optional<PartialDate> date_of(const toml::node& at, const std::string& words) {
    if (words.empty())
      return std::nullopt;
    auto date = parse_partial_date(words);
    if (!date) {
      problem(at, date.error());
      return std::nullopt;
    }
    date->words = words;
    return *date;
  }

  /// The tables of [[name]], or none.
  std::vector<const toml::table*> tables_of(const toml::table& parent, std::string_view name) {
    std::vector<const toml::table*> tables;
    const toml::node* node = parent.get(name);
    if (node == nullptr)
      return tables;
    const toml::array* array = node->as_array();
    if (array == nullptr) {
      problem(*node, "{0} must be written as [[{0}]]", "", {std::string(name)});
      return tables;
    }
    for (const toml::node& element : *array) {
      if (const toml::table* table = element.as_table())
        tables.push_back(table);
      else
        problem(element, "{0} must be written as [[{0}]]", "", {std::string(name)});
    }
    return tables;
  }

  void read_sources(const toml::table& root) {
    const casework::CodeList* kinds = vocabulary_.code_list("source_kind");
    for (const toml::table* table : tables_of(root, "source")) {
      allow_only(*table, {"key", "kind", "title", "author", "date", "address"});
      Source source;
      source.id = new_id_();
      source.kind = required_text(*table, "kind");
      source.title = required_text(*table, "title");
      source.author = text_of(*table, "author");
      source.date = date_of(*table, text_of(*table, "date"));
      source.address = text_of(*table, "address");
      if (kinds != nullptr && kinds->find(source.kind) == nullptr)
        problem(*table, "{0} is no kind of source", "", {source.kind});
      if (!sources_.emplace(required_text(*table, "key"), source.id).second)
        problem(*table, "two sources have the same key");
      read_.filing.sources.push_back(std::move(source));
    }
  }

  void open_subjects(const toml::table& root) {
    const casework::CodeList* roles = vocabulary_.code_list("role");
    for (const toml::table* table : tables_of(root, "subject")) {
      allow_only(*table, {"key", "kind", "role", "source", "when", "statement"});
      const std::string kind_name = required_text(*table, "kind");
      const auto kind = casework::subject_kind_from(kind_name);
      if (!kind || *kind == SubjectKind::case_file)
        problem(*table, "{0} is no kind of subject", "", {kind_name});
      Subject subject;
      subject.id = new_id_();
      subject.kind = kind.value_or(SubjectKind::event);
      subject.role = text_of(*table, "role");
      if (!subject.role.empty() && roles != nullptr && roles->find(subject.role) == nullptr)
        problem(*table, "{0} is no role", "", {subject.role});
      if (!subjects_.emplace(required_text(*table, "key"), subject).second)
        problem(*table, "two subjects have the same key");
      read_.filing.subjects.push_back(subject);
      opened_.emplace_back(table, subject);
    }
  }

  void read_case(const toml::table& root) {
    const toml::node* node = root.get("case");
    if (node == nullptr)
      return;
    const toml::table* table = node->as_table();
    if (table == nullptr) {
      problem(*node, "{0} must be written as [{0}]", "", {"case"});
      return;
    }
    allow_only(*table, {"source", "when", "statement"});
    read_statements(*table, {.subject = read_.filing.case_id,
                             .kind = SubjectKind::case_file,
                             .source = text_of(*table, "source"),
                             .when = text_of(*table, "when")});
  }

  void read_statements_of_subjects() {
    for (const auto& [table, subject] : opened_) {
      read_statements(*table, {.subject = subject.id,
                               .kind = subject.kind,
                               .source = text_of(*table, "source"),
                               .when = text_of(*table, "when")});
    }
  }

  void read_statements(const toml::table& parent, const Defaults& defaults) {
    for (const toml::table* table : tables_of(parent, "statement"))
      read_statement(*table, defaults);
  }

  void read_statement(const toml::table& table, const Defaults& defaults) {
    allow_only(table, {"fact", "answer", "value", "said_as", "source", "page", "line", "certainty",
                       "when"});
    const std::string fact_id = required_text(table, "fact");
    const Fact* fact = vocabulary_.find(fact_id);
    if (fact == nullptr) {
      problem(table, "{0} is no fact of the vocabulary", "", {fact_id});
      return;
    }
    if (fact->about != defaults.kind) {
      problem(table, "the fact {0} cannot be said of this kind of subject", "", {fact_id});
      return;
    }
    Statement statement;
    statement.subject = defaults.subject;
    statement.fact = fact_id;
    statement.answer = answer_of(table, *fact);
    statement.said_as = text_of(table, "said_as");
    statement.source = source_of(table, defaults);
    statement.at.page = table["page"].value<std::int64_t>();
    statement.at.line = table["line"].value<std::int64_t>();
    const std::string certainty = text_of(table, "certainty");
    if (!certainty.empty()) {
      const auto known = casework::certainty_from(certainty);
      if (!known)
        problem(table, "{0} is none of certain, likely, doubtful", "", {certainty});
      statement.certainty = known.value_or(casework::Certainty::doubtful);
    }
    statement.when =
        date_of(table, table.contains("when") ? text_of(table, "when") : defaults.when);
    keep(table, std::move(statement));
  }

  void keep(const toml::table& table, Statement statement) {
    if (const auto checked = casework::check_statement(statement, vocabulary_); !checked)
      problem(table, checked.error());
    read_.filing.statements.push_back(std::move(statement));
  }

  std::optional<RecordId> source_of(const toml::table& table, const Defaults& defaults) {
    const std::string key = table.contains("source") ? text_of(table, "source") : defaults.source;
    if (key.empty()) {
      problem(table, "this statement names no source", "name one by its key");
      return std::nullopt;
    }
    const auto found = sources_.find(key);
    if (found == sources_.end()) {
      problem(table, "there is no source with the key {0}", "", {key});
      return std::nullopt;
    }
    return found->second;
  }

  Answer answer_of(const toml::table& table, const Fact& fact) {
    Answer answer;
    std::string state = text_of(table, "answer");
    const toml::node* value = table.get("value");
    if (state.empty() && value != nullptr)
      state = "yes";
    const auto known = casework::answer_state_from(state);
    if (!known) {
      problem(table, "an answer is yes, no, not_asked, refused or unclear, or a value");
      return answer;
    }
    answer.state = *known;
    if (value != nullptr)
      answer.value = value_of(*value, fact);
    return answer;
  }

  casework::Value value_of(const toml::node& node, const Fact& fact) {
    switch (fact.kind) {
      case FactKind::yes_no:
        problem(node, "the fact {0} is answered by answer = \"yes\", without a value", "",
                {fact.id});
        return {};
      case FactKind::code:
      case FactKind::codes:
      case FactKind::countries:
        return codes_of(node);
      case FactKind::number:
        return number_of(node);
      case FactKind::money:
        return money_of(node);
      case FactKind::place:
        return place_value(node);
      case FactKind::date: {
        const auto date = date_of(node, text_or_date(node));
        return date ? casework::Value(*date) : casework::Value();
      }
      case FactKind::person:
      case FactKind::organisation:
        return subject_of(node);
      case FactKind::text:
      case FactKind::long_text:
      case FactKind::language:
      case FactKind::country:
        break;
    }
    if (const auto* text = node.as_string())
      return text->get();
    problem(node, "{0} must be a text", "", {fact.id});
    return {};
  }

  std::string text_or_date(const toml::node& node) {
    toml::table one;
    if (const auto* text = node.as_string())
      return text->get();
    if (const auto* date = node.as_date()) {
      one.insert("value", date->get());
      return text_of(one, "value");
    }
    problem(node, "a date is a text such as \"spring 2019\"");
    return "";
  }

  casework::Value codes_of(const toml::node& node) {
    if (const auto* text = node.as_string())
      return std::vector<std::string>{text->get()};
    std::vector<std::string> codes;
    if (const toml::array* array = node.as_array()) {
      for (const toml::node& element : *array)
        codes.push_back(element.value_or(std::string()));
    }
    if (codes.empty())
      problem(node, "a code is a text, and several are a list of texts");
    return codes;
  }

  casework::Value number_of(const toml::node& node) {
    if (const auto* whole = node.as_integer())
      return whole->get();
    if (const auto* broken = node.as_floating_point())
      return broken->get();
    problem(node, "a number is written without quotation marks");
    return {};
  }

  casework::Value money_of(const toml::node& node) {
    const auto money = parse_money(node.value_or(std::string_view()));
    if (money)
      return *money;
    problem(node, money.error());
    return {};
  }

  casework::Value place_value(const toml::node& node) {
    casework::Place place;
    if (const auto* text = node.as_string()) {
      place.words = text->get();
      return place;
    }
    const toml::table* table = node.as_table();
    if (table == nullptr) {
      problem(node, "a place is a text, or a table of country, region, city, street, post_code");
      return {};
    }
    allow_only(*table, {"country", "region", "city", "street", "post_code", "words"});
    place.country = text_of(*table, "country");
    place.region = text_of(*table, "region");
    place.city = text_of(*table, "city");
    place.street = text_of(*table, "street");
    place.post_code = text_of(*table, "post_code");
    place.words = text_of(*table, "words");
    return place;
  }

  casework::Value subject_of(const toml::node& node) {
    const auto found = subjects_.find(node.value_or(std::string()));
    if (found != subjects_.end())
      return found->second.id;
    problem(node, "there is no subject with that key in this file");
    return {};
  }

  std::string_view file_;
  const casework::Vocabulary& vocabulary_;
  const std::function<RecordId()>& new_id_;
  CaseFile read_;
  std::map<std::string, RecordId> sources_;
  std::map<std::string, Subject> subjects_;
  std::vector<std::pair<const toml::table*, Subject>> opened_;
};

Result<toml::table> parsed(std::string_view toml, std::string_view file_name) {
  toml::parse_result read = toml::parse(TRY(bearable_toml(toml, file_name)));
  if (!read)
    return fail(Error::Kind::bad_input, "this is no TOML: {0}",
                place_of(file_name, read.error().source().begin),
                "mend that line; the page on case files shows how one looks",
                {std::string(read.error().description())});
  return std::move(read).table();
}

/// The file itself as a source, so that the same bytes are known when they come again.
Source file_as_source(std::string_view file_name, const std::string& hash, RecordId id) {
  Source source;
  source.id = id;
  source.kind = "file";
  source.title = std::string(file_name);
  source.file_hash = hash;
  return source;
}

}  // namespace

Result<CaseFile> read_case_file(std::string_view toml, std::string_view file_name,
                                const casework::Vocabulary& vocabulary,
                                const std::function<RecordId()>& new_id) {
  const toml::table root = TRY(parsed(toml, file_name));
  CaseFile read = Reader(file_name, vocabulary, new_id).read(root);
  read.file_hash = file_hash(bytes_of(toml));
  read.filing.sources.push_back(file_as_source(file_name, read.file_hash, new_id()));
  return read;
}

}  // namespace manumit::exchange
