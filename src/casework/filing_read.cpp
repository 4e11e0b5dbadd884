// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>
#include <cmath>
#include <type_traits>

#include "base/encoding.h"
#include "casework/filing.h"
#include "filing_json.h"
#include "json_cursor.h"

namespace manumit::casework {
namespace {

// As many as a short statement takes: a statement is large to move when its list grows.
constexpr std::size_t kStatementBytes = 150;

/// Reads one filing; `place_` says in which part it is, for the error.
class FilingReader {
 public:
  explicit FilingReader(std::string_view json) : in_(json) {}

  [[nodiscard]] Result<Filing> read();

 private:
  void read_parts(Filing& filing);
  [[nodiscard]] Subject subject();
  [[nodiscard]] Source source();
  [[nodiscard]] KeptAs kept();
  [[nodiscard]] Statement statement();
  void statement_source(Statement& out);
  [[nodiscard]] Withdrawal withdrawal();
  [[nodiscard]] Value value();
  [[nodiscard]] Value value_object();
  [[nodiscard]] Value number();
  [[nodiscard]] Value money();
  [[nodiscard]] Place place();
  [[nodiscard]] PartialDate date();
  void date_body(PartialDate& out);
  [[nodiscard]] std::vector<std::string> texts();
  [[nodiscard]] RecordId id() { return RecordId{id_bytes()}; }
  [[nodiscard]] std::array<std::uint8_t, 16> id_bytes() { return in_.hex_bytes<16>(); }

  template <typename T>
  std::vector<T> list(std::string_view name, T (FilingReader::*one)()) {
    std::vector<T> out;
    if (!key(name))
      return out;
    list_ = name;
    in_.need('[');
    if constexpr (std::is_same_v<T, Statement>)
      out.reserve(in_.left() / kStatementBytes + 1);
    do {
      index_ = out.size();
      out.push_back((this->*one)());
    } while (in_.take(','));
    in_.need(']');
    if (in_.ok())
      list_ = {};
    return out;
  }

  // Keys are remembered so that an error can name the one it is about.
  [[nodiscard]] bool key(std::string_view name) {
    if (!in_.key(name))
      return false;
    key_ = name;
    return true;
  }
  void need_key(std::string_view name) {
    if (in_.ok())
      key_ = name;
    in_.need_key(name);
  }
  void text_if_there(std::string_view name, std::string& out) {
    if (key(name))
      out = in_.full_text();
  }
  [[nodiscard]] std::string path() const;

  JsonCursor in_;
  bool holds_files_ = false;
  std::string_view list_;
  std::size_t index_ = 0;
  std::string_view key_ = "filing";
};

std::string FilingReader::path() const {
  std::string out;
  if (!list_.empty())
    out = std::string(list_) + "[" + std::to_string(index_) + "].";
  return out + std::string(key_);
}

Result<Filing> FilingReader::read() {
  Filing filing;
  in_.open_object();
  need_key("filing");
  const std::int64_t version = in_.whole();
  if (in_.ok() && version > kWithFilesVersion)
    return fail(Error::Kind::unavailable,
                "this was filed with a newer version of Manumit than this one", "filing",
                "nothing is lost; install the newer version to read it");
  if (version < kFilingVersion)
    in_.fail();
  read_parts(filing);
  if (holds_files_ != (version == kWithFilesVersion))
    in_.fail();
  if (!in_.ok() || !in_.at_end())
    return fail(Error::Kind::bad_input, "this is not a filing as Manumit writes it", path());
  return filing;
}

void FilingReader::read_parts(Filing& filing) {
  need_key("case");
  filing.case_id = id();
  if (key("opens")) {
    in_.need("true");
    filing.opens_case = true;
  }
  filing.subjects = list("subjects", &FilingReader::subject);
  filing.sources = list("sources", &FilingReader::source);
  filing.statements = list("statements", &FilingReader::statement);
  filing.withdrawals = list("withdrawals", &FilingReader::withdrawal);
  in_.close_object();
}

Subject FilingReader::subject() {
  Subject out;
  in_.open_object();
  need_key("id");
  out.id = id();
  need_key("kind");
  const std::optional<SubjectKind> kind = subject_kind_from(in_.plain_text());
  if (kind)
    out.kind = *kind;
  else
    in_.fail();
  text_if_there("role", out.role);
  if (key("identity")) {
    out.identity.bytes = id_bytes();
    if (out.identity == vault::Compartment{})
      in_.fail();
  }
  in_.close_object();
  return out;
}

Source FilingReader::source() {
  Source out;
  in_.open_object();
  need_key("id");
  out.id = id();
  text_if_there("kind", out.kind);
  text_if_there("title", out.title);
  text_if_there("author", out.author);
  if (key("date"))
    out.date = date();
  text_if_there("file", out.file_hash);
  text_if_there("address", out.address);
  if (key("kept")) {
    out.kept = kept();
    holds_files_ = true;
  }
  in_.close_object();
  return out;
}

KeptAs FilingReader::kept() {
  KeptAs out;
  in_.open_object();
  need_key("in");
  out.compartment.bytes = id_bytes();
  if (key("about"))
    out.about = id();
  text_if_there("name", out.name);
  need_key("size");
  const std::int64_t size = in_.whole();
  if (size < 0)
    in_.fail();
  out.size = static_cast<std::uint64_t>(size);
  need_key("media");
  out.media_type = in_.full_text();
  if (key("pages"))
    out.pages = in_.whole();
  in_.close_object();
  return out;
}

Statement FilingReader::statement() {
  Statement out;
  in_.open_object();
  need_key("about");
  out.subject = id();
  need_key("fact");
  out.fact = in_.full_text();
  need_key("answer");
  const std::optional<AnswerState> state = answer_state_from(in_.plain_text());
  if (state)
    out.answer.state = *state;
  else
    in_.fail();
  if (key("value"))
    out.answer.value = value();
  text_if_there("said", out.said_as);
  statement_source(out);
  if (key("replaces")) {
    out.replaces = texts();
    if (out.replaces.empty())
      in_.fail();
  }
  in_.close_object();
  return out;
}

void FilingReader::statement_source(Statement& out) {
  if (key("source"))
    out.source = id();
  if (key("page"))
    out.at.page = in_.whole();
  if (key("line"))
    out.at.line = in_.whole();
  text_if_there("cell", out.at.cell);
  if (key("certainty")) {
    const std::optional<Certainty> certainty = certainty_from(in_.plain_text());
    if (certainty && *certainty != Certainty::certain)
      out.certainty = *certainty;
    else
      in_.fail();
  }
  if (key("when"))
    out.when = date();
}

Withdrawal FilingReader::withdrawal() {
  Withdrawal out;
  in_.open_object();
  need_key("statement");
  out.statement = in_.text();
  text_if_there("reason", out.reason);
  in_.close_object();
  return out;
}

Value FilingReader::value() {
  if (in_.sees('"'))
    return in_.text();
  if (in_.sees('['))
    return texts();
  if (in_.sees('{'))
    return value_object();
  return number();
}

Value FilingReader::value_object() {
  Value out;
  in_.open_object();
  if (in_.key("money")) {
    out = money();
  } else if (in_.key("date")) {
    PartialDate read{};
    date_body(read);
    out = std::move(read);
  } else if (in_.key("place")) {
    out = place();
  } else {
    in_.need_key("record");
    out = id();
  }
  in_.close_object();
  return out;
}

Value FilingReader::number() {
  const std::string_view token = in_.number_token();
  if (token.find_first_of(".e") == std::string_view::npos) {
    std::int64_t whole = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), whole);
    if (error != std::errc() || end != token.data() + token.size() ||
        std::to_string(whole) != token)
      in_.fail();
    return whole;
  }
  double real = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), real);
  if (error != std::errc() || end != token.data() + token.size() || !std::isfinite(real) ||
      json_double(real) != token)
    in_.fail();
  return real;
}

/// "18000.50 RUB": the amount with exactly the currency's decimals.
Value FilingReader::money() {
  const std::string_view words = in_.plain_text();
  const std::size_t space = words.find(' ');
  const Result<Currency> currency =
      Currency::of(space == std::string_view::npos ? std::string_view() : words.substr(space + 1));
  if (!currency) {
    in_.fail();
    return {};
  }
  std::string digits(words.substr(0, space));
  if (const std::size_t point = digits.find('.'); point != std::string::npos)
    digits.erase(point, 1);
  std::int64_t minor = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), minor);
  const Money out(minor, *currency);
  if (error != std::errc() || end != digits.data() + digits.size() || to_text(out) != words)
    in_.fail();
  return out;
}

Place FilingReader::place() {
  Place out;
  in_.open_object();
  text_if_there("country", out.country);
  text_if_there("region", out.region);
  text_if_there("city", out.city);
  text_if_there("street", out.street);
  text_if_there("post_code", out.post_code);
  text_if_there("words", out.words);
  in_.close_object();
  return out;
}

PartialDate FilingReader::date() {
  PartialDate out{};
  in_.open_object();
  in_.need_key("date");
  date_body(out);
  in_.close_object();
  return out;
}

void FilingReader::date_body(PartialDate& out) {
  const std::string_view iso = in_.plain_text();
  Result<PartialDate> read = partial_date_from_iso(iso);
  if (!in_.ok() || !read || to_iso(*read) != iso) {
    in_.fail();
    return;
  }
  out = std::move(*read);
  out.words.clear();
  text_if_there("words", out.words);
}

std::vector<std::string> FilingReader::texts() {
  std::vector<std::string> out;
  in_.need('[');
  if (in_.take(']'))
    return out;
  do {
    out.push_back(in_.text());
  } while (in_.take(','));
  in_.need(']');
  return out;
}

}  // namespace

Result<Filing> decode(std::string_view json) {
  if (const std::optional<std::size_t> bad = first_bad_utf8(json))
    return fail(Error::Kind::bad_input, "this is not UTF-8 from byte {0} on", "filing", {},
                {std::to_string(*bad)});
  return FilingReader(json).read();
}

}  // namespace manumit::casework
