// SPDX-License-Identifier: Apache-2.0
#include "expression.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace manumit::law {
namespace {

constexpr std::size_t kMostLetters = 4000;
constexpr int kDeepest = 16;
constexpr std::array<std::string_view, 9> kKeywords = {"and",   "or",  "not", "unless", "with",
                                                       "known", "any", "all", "age"};

template <typename T>
using Read = tl::expected<T, Slip>;

struct Token {
  enum class Kind : std::uint8_t { word, quoted, number, sign, end, wrong };
  Kind kind = Kind::end;
  std::string_view text;
  std::size_t at = 0;
};

bool is_word_letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         (letter >= '0' && letter <= '9') || letter == '_' || letter == '.';
}

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

bool is_number(std::string_view word) {
  return !word.empty() && is_digit(word.front()) && is_digit(word.back()) &&
         std::count(word.begin(), word.end(), '.') <= 1 &&
         std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c) || c == '.'; });
}

class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) { next(); }

  [[nodiscard]] const Token& now() const { return now_; }
  [[nodiscard]] bool sees(std::string_view word) const {
    return (now_.kind == Token::Kind::word || now_.kind == Token::Kind::sign) && now_.text == word;
  }
  /// Goes on if that word is next.
  bool take(std::string_view word) {
    const bool there = sees(word);
    if (there)
      next();
    return there;
  }

  void next() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
    const std::size_t from = at_;
    if (at_ >= text_.size()) {
      now_ = {Token::Kind::end, {}, from};
    } else if (is_word_letter(text_[at_])) {
      while (at_ < text_.size() && is_word_letter(text_[at_]))
        ++at_;
      const std::string_view word = text_.substr(from, at_ - from);
      now_ = {is_number(word) ? Token::Kind::number : Token::Kind::word, word, from};
    } else if (text_[at_] == '"') {
      quoted(from);
    } else {
      sign(from);
    }
  }

 private:
  void quoted(std::size_t from) {
    const std::size_t end = text_.find('"', from + 1);
    if (end == std::string_view::npos) {
      now_ = {Token::Kind::wrong, text_.substr(from, 1), from};
      at_ = text_.size();
      return;
    }
    now_ = {Token::Kind::quoted, text_.substr(from + 1, end - from - 1), from};
    at_ = end + 1;
  }
  void sign(std::size_t from) {
    constexpr std::array<std::string_view, 8> kSigns = {"<=", ">=", "<", ">", "=", "(", ")", "&"};
    for (const std::string_view one : kSigns) {
      if (text_.substr(from, one.size()) == one) {
        at_ += one.size();
        now_ = {Token::Kind::sign, text_.substr(from, one.size()), from};
        return;
      }
    }
    ++at_;
    const bool comma = text_[from] == ',';
    now_ = {comma ? Token::Kind::sign : Token::Kind::wrong, text_.substr(from, 1), from};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Token now_;
};

class Parser {
 public:
  Parser(std::string_view text, Dialect dialect) : tokens_(text), dialect_(dialect) {}

  Read<Expression> whole() {
    Expression out;
    if (auto read = unless(); read)
      out = std::move(*read);
    else
      return read;
    if (tokens_.now().kind != Token::Kind::end)
      return unexpected("after this expression nothing more can stand: {0}");
    return out;
  }

 private:
  [[nodiscard]] tl::unexpected<Slip> slip(std::size_t at, std::string what,
                                          std::vector<std::string> fills = {}) const {
    return tl::unexpected<Slip>(Slip{
        at,
        Error{.kind = Error::Kind::bad_input, .what = std::move(what), .fills = std::move(fills)}});
  }
  /// What stands here does not fit; the end of the expression is said as such.
  [[nodiscard]] tl::unexpected<Slip> unexpected(std::string what) const {
    const Token& now = tokens_.now();
    if (now.kind == Token::Kind::end)
      return slip(now.at, "the expression ends where something is still missing");
    // A letter that is no ASCII would be cut in two.
    const bool plain =
        std::all_of(now.text.begin(), now.text.end(), [](char c) { return c >= ' ' && c <= '~'; });
    return slip(now.at, std::move(what), {plain ? std::string(now.text) : "?"});
  }

  /// One or more parts with a word between them.
  Read<Expression> row(std::string_view word, Expression::Op op,
                       Read<Expression> (Parser::*part)()) {
    const std::size_t at = tokens_.now().at;
    Read<Expression> first = (this->*part)();
    if (!first || !tokens_.sees(word))
      return first;
    Expression out;
    out.op = op;
    out.at = at;
    out.parts.push_back(std::move(*first));
    while (tokens_.take(word)) {
      Read<Expression> another = (this->*part)();
      if (!another)
        return another;
      out.parts.push_back(std::move(*another));
    }
    return out;
  }
  Read<Expression> unless() { return row("unless", Expression::Op::unless, &Parser::disj); }
  Read<Expression> disj() { return row("or", Expression::Op::disj, &Parser::conj); }
  Read<Expression> conj() { return row("and", Expression::Op::conj, &Parser::negation); }

  Read<Expression> negation() {
    bool odd = false;
    const std::size_t at = tokens_.now().at;
    while (tokens_.take("not"))
      odd = !odd;
    Read<Expression> inner = primary();
    if (!inner || !odd)
      return inner;
    Expression out;
    out.op = Expression::Op::negate;
    out.at = at;
    out.parts.push_back(std::move(*inner));
    return out;
  }

  Read<Expression> primary() {
    const std::size_t at = tokens_.now().at;
    if (!tokens_.take("("))
      return dialect_ == Dialect::cue ? tests() : logic_leaf();
    if (++depth_ > kDeepest)
      return slip(at, "more than {0} brackets inside each other cannot be read",
                  {std::to_string(kDeepest)});
    Read<Expression> inner = unless();
    if (!inner)
      return inner;
    if (!tokens_.take(")"))
      return unexpected("here a closing bracket is expected, not {0}");
    --depth_;
    return inner;
  }

  /// A word that is no keyword.
  Read<std::string> id(std::string what) {
    const Token now = tokens_.now();
    const bool keyword = std::find(kKeywords.begin(), kKeywords.end(), now.text) != kKeywords.end();
    if (now.kind != Token::Kind::word || keyword || !is_id(now.text))
      return unexpected(std::move(what));
    tokens_.next();
    return std::string(now.text);
  }

  Read<Expression> tests() {
    Expression out;
    out.at = tokens_.now().at;
    do {
      Read<Test> one = test(!out.tests.empty());
      if (!one)
        return tl::unexpected<Slip>(std::move(one.error()));
      out.tests.push_back(std::move(*one));
    } while (tokens_.take("with"));
    return out;
  }

  Read<Test> test(bool after_with) {
    Test out;
    out.negated = after_with && tokens_.take("not");
    out.at = tokens_.now().at;
    if (tokens_.take("age")) {
      out.fact = "age";
      if (after_with)
        return slip(out.at, "an age cannot stand beside with");
    } else if (Read<std::string> name = id("here a fact is expected, not {0}"); name) {
      out.fact = std::move(*name);
    } else {
      return tl::unexpected<Slip>(std::move(name.error()));
    }
    if (tokens_.take("known")) {
      out.kind = Test::Kind::known;
      return out;
    }
    const std::optional<Compare> compare = comparison();
    if (!compare)
      return out;
    out.compare = *compare;
    return compared(std::move(out));
  }

  Read<Test> compared(Test out) {
    const Token now = tokens_.now();
    out.word_at = now.at;
    if (now.kind == Token::Kind::number) {
      out.kind = Test::Kind::number;
      const char* const end = now.text.data() + now.text.size();
      if (now.text.size() > 15 || std::from_chars(now.text.data(), end, out.number).ptr != end)
        return unexpected("the number {0} is too long");
    } else if ((now.kind == Token::Kind::word || now.kind == Token::Kind::quoted) &&
               out.compare == Compare::equal) {
      out.kind = Test::Kind::word;
      out.word = std::string(now.text);
      out.quoted = now.kind == Token::Kind::quoted;
    } else {
      return unexpected("here a number or a code is expected, not {0}");
    }
    tokens_.next();
    return out;
  }

  std::optional<Compare> comparison() {
    constexpr std::array<std::pair<std::string_view, Compare>, 5> kSigns = {
        {{"<=", Compare::at_most},
         {">=", Compare::at_least},
         {"<", Compare::less},
         {">", Compare::more},
         {"=", Compare::equal}}};
    for (const auto& [sign, compare] : kSigns)
      if (tokens_.take(sign))
        return compare;
    return std::nullopt;
  }

  Read<Expression> logic_leaf() {
    Expression out;
    out.at = tokens_.now().at;
    if (tokens_.sees("any") || tokens_.sees("all")) {
      out.op = tokens_.sees("any") ? Expression::Op::any : Expression::Op::all;
      tokens_.next();
      return choices(std::move(out));
    }
    Read<std::string> name = id("here an element or a limb is expected, not {0}");
    if (!name)
      return tl::unexpected<Slip>(std::move(name.error()));
    out.op = Expression::Op::name;
    out.name = std::move(*name);
    return out;
  }

  Read<Expression> choices(Expression out) {
    if (!tokens_.take("("))
      return unexpected("here an opening bracket is expected, not {0}");
    do {
      Expression::Choice choice;
      choice.at = tokens_.now().at;
      do {
        // A dimension may bear the name of a keyword: any(age).
        const bool age = tokens_.sees("age");
        Read<std::string> tag =
            age ? Read<std::string>("age") : id("here an element or a tag is expected, not {0}");
        if (!tag)
          return tl::unexpected<Slip>(std::move(tag.error()));
        if (age)
          tokens_.next();
        choice.tags.push_back(std::move(*tag));
      } while (tokens_.take("&"));
      out.choices.push_back(std::move(choice));
    } while (tokens_.take(","));
    if (!tokens_.take(")"))
      return unexpected("here a closing bracket is expected, not {0}");
    return out;
  }

  Tokens tokens_;
  Dialect dialect_;
  int depth_ = 0;
};

}  // namespace

tl::expected<Expression, Slip> parse_expression(std::string_view text, Dialect dialect) {
  if (text.size() > kMostLetters)
    return tl::unexpected<Slip>(
        Slip{kMostLetters, Error{.kind = Error::Kind::bad_input,
                                 .what = "an expression has at most {0} letters",
                                 .next = "give its parts names, as hidden limbs",
                                 .fills = {std::to_string(kMostLetters)}}});
  return Parser(text, dialect).whole();
}

bool is_id(std::string_view text) {
  bool at_start = true;
  for (const char letter : text) {
    const bool good = (letter >= 'a' && letter <= 'z') || is_digit(letter) || letter == '_';
    if (!good && (letter != '.' || at_start))
      return false;
    at_start = letter == '.';
  }
  return !text.empty() && !at_start;
}

}  // namespace manumit::law
