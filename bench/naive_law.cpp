// SPDX-License-Identifier: Apache-2.0
#include "naive_law.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace manumit::bench {
namespace {

using law::Evidence;
using law::FactKind;
using law::Item;
using law::State;

struct Truth {
  bool yes = false;
  bool no = false;
};

/// Walks over an expression and values it on the way.
class Walk {
 public:
  Walk(const law::Library& library, const law::Instrument& text, const Evidence& evidence)
      : library_(library), text_(text), evidence_(evidence) {}

  /// Whether a cue is true: of some record, or of all that were spoken of; `sure`: and nobody
  /// disputes what it stands on.
  bool cue(std::string_view words, bool of_all, bool sure) {
    Walk inner(*this, words, true);
    inner.of_all_ = of_all;
    inner.sure_ = sure;
    return inner.unless().yes;
  }
  /// `fight`: a contested element brings both its sides, where it otherwise counts as unknown.
  Truth logic(std::string_view words, bool fight) {
    Walk inner(*this, words, false);
    inner.fight_ = fight;
    return inner.unless();
  }

 private:
  Walk(const Walk& other, std::string_view words, bool is_cue)
      : library_(other.library_),
        text_(other.text_),
        evidence_(other.evidence_),
        rest_(words),
        is_cue_(is_cue) {}

  std::string_view peek() const {
    std::size_t at = rest_.find_first_not_of(" \t\r\n");
    if (at == std::string_view::npos)
      return {};
    const std::string_view from = rest_.substr(at);
    if (from[0] == '"')
      return from.substr(0, from.find('"', 1) + 1);
    if (from.substr(0, 2) == "<=" || from.substr(0, 2) == ">=")
      return from.substr(0, 2);
    const std::size_t end = from.find_first_of(" \t\r\n()<>=,&\"");
    return from.substr(0, std::max<std::size_t>(end, 1));
  }
  std::string next() {
    const std::string_view token = peek();
    rest_ = rest_.substr(static_cast<std::size_t>(token.data() - rest_.data()) + token.size());
    return std::string(token);
  }
  bool take(std::string_view word) {
    if (peek() != word)
      return false;
    next();
    return true;
  }

  Truth unless() {
    Truth out = disj();
    while (take("unless")) {
      const bool sure = std::exchange(sure_, is_cue_ || sure_);
      of_all_ = !of_all_;
      const Truth shown = disj();
      of_all_ = !of_all_;
      sure_ = sure;
      out = {out.yes && !shown.yes, out.no || shown.yes};
    }
    return out;
  }
  Truth disj() {
    Truth out = conj();
    while (take("or")) {
      const Truth other = conj();
      out = {out.yes || other.yes, out.no && other.no};
    }
    return out;
  }
  Truth conj() {
    Truth out = negation();
    while (take("and")) {
      const Truth other = negation();
      out = {out.yes && other.yes, out.no || other.no};
    }
    return out;
  }
  Truth negation() {
    if (take("not")) {
      of_all_ = !of_all_;
      const Truth inner = negation();
      of_all_ = !of_all_;
      return {inner.no, inner.yes};
    }
    if (!take("("))
      return is_cue_ ? together() : named();
    const Truth inner = unless();
    take(")");
    return inner;
  }

  // ---- over facts --------------------------------------------------------------------------

  struct Test {
    std::string fact;
    std::string sign;
    std::string word;
    bool negated = false;
  };

  Test test() {
    Test out;
    out.negated = take("not");
    out.fact = next();
    if (take("known")) {
      out.sign = "known";
    } else if (const std::string_view sign = peek();
               !sign.empty() && std::string_view("<>=").find(sign[0]) != std::string_view::npos) {
      out.sign = next();
      out.word = next();
    }
    return out;
  }

  Truth together() {
    std::vector<Test> tests = {test()};
    while (take("with"))
      tests.push_back(test());
    if (tests[0].fact == "age")
      return over({age(tests[0])});
    std::map<std::uint32_t, Truth> records;
    for (const Item& item : evidence_.items) {
      bool by_code = false;
      const Truth said = of(tests[0], item, by_code);
      if (!said.yes && (!said.no || (by_code && tests.size() > 1)))
        continue;
      bool holds = true;
      bool opposed = false;
      for (std::size_t i = 1; i < tests.size(); ++i) {
        const Truth other = of_subject(tests[i], item.subject);
        holds = holds && other.yes;
        opposed = opposed || other.no;
      }
      Truth& record = records[item.subject];
      record.yes = record.yes || (holds && said.yes);
      record.no = record.no || (holds && (said.no || (opposed && tests[0].word != "no")));
    }
    std::vector<Truth> all;
    for (const auto& [subject, truth] : records)
      all.push_back(truth);
    return over(all);
  }

  /// A test over the records that were spoken of.
  Truth over(const std::vector<Truth>& records) const {
    Truth some;
    Truth every{true, true};
    for (const Truth& one : records) {
      if (!one.yes && !one.no)
        continue;
      some = {some.yes || one.yes, some.no || one.no};
      every = {every.yes && one.yes, every.no && one.no};
    }
    if (!some.yes && !some.no)
      return {};
    const Truth out = of_all_ ? Truth{every.yes, some.no} : Truth{some.yes, every.no};
    return sure_ && out.yes && out.no ? Truth{} : out;
  }

  Truth of_subject(const Test& test, std::uint32_t subject) const {
    Truth out;
    for (const Item& item : evidence_.items) {
      if (item.subject != subject)
        continue;
      bool by_code = false;
      const Truth said = of(test, item, by_code);
      out.yes = out.yes || (test.negated ? said.no : said.yes);
      out.no = out.no || (test.negated ? said.yes : said.no && !by_code);
    }
    return out;
  }

  static bool holds(double value, const std::string& sign, double limit) {
    if (sign == "<")
      return value < limit;
    if (sign == "<=")
      return value <= limit;
    if (sign == ">")
      return value > limit;
    return sign == ">=" ? value >= limit : !(value < limit) && !(limit < value);
  }

  Truth age(const Test& test) const {
    Truth out;
    const double limit = std::strtod(test.word.c_str(), nullptr);
    for (const law::AgeItem& one : evidence_.ages) {
      bool all = true;
      bool any = false;
      for (int years = one.years.least; years <= one.years.most; ++years) {
        all = all && holds(years, test.sign, limit);
        any = any || holds(years, test.sign, limit);
      }
      out.yes = out.yes || all;
      out.no = out.no || !any;
    }
    return out;
  }

  Truth of(const Test& test, const Item& item, bool& by_code) const {
    const law::FactRow& row = library_.facts().rows[item.fact];
    if (row.id != test.fact || (item.state != State::yes && item.state != State::no))
      return {};
    const bool yes = item.state == State::yes;
    if (test.sign.empty() || (row.kind == FactKind::yes_no && test.word == "yes"))
      return {yes, !yes};
    if (row.kind == FactKind::yes_no && test.word == "no")
      return {!yes, yes};
    const bool listed = row.kind == FactKind::code || row.kind == FactKind::codes ||
                        row.kind == FactKind::country || row.kind == FactKind::countries;
    const bool number = row.kind == FactKind::number || row.kind == FactKind::money;
    const bool valued = (!listed || !item.codes.empty()) && (!number || item.number.has_value());
    if (test.sign == "known")
      return {yes && valued, !yes};
    if (listed)
      return of_codes(test, item, row, by_code);
    if (!yes || !valued)
      return {};
    const bool held = holds(*item.number, test.sign, std::strtod(test.word.c_str(), nullptr));
    return {held, !held};
  }

  Truth of_codes(const Test& test, const Item& item, const law::FactRow& row, bool& by_code) const {
    if (item.state == State::no)
      return {false, true};
    std::string wanted = test.word;
    wanted.erase(std::remove(wanted.begin(), wanted.end(), '"'), wanted.end());
    const std::optional<law::CodeNumber> code = library_.facts().code_of(item.fact, wanted);
    const bool named =
        code && std::find(item.codes.begin(), item.codes.end(), *code) != item.codes.end();
    by_code = !named && !item.codes.empty() &&
              (row.kind == FactKind::code || row.kind == FactKind::country);
    return {named, by_code};
  }

  // ---- over elements -----------------------------------------------------------------------

  Truth named() {
    const std::string word = next();
    if (word == "any" || word == "all")
      return chosen(word == "any");
    for (const law::Element& element : text_.elements)
      if (element.id == word)
        return of_element(element);
    for (const law::Limb& limb : text_.limbs)
      if (limb.id == word)
        return Walk(*this).logic(limb.logic, fight_);
    return {};
  }

  Truth of_element(const law::Element& element) {
    const Truth any = cues_of(element, false);
    const Truth sure = cues_of(element, true);
    const Truth out{any.yes || (any.no && !sure.no), any.no || (any.yes && !sure.yes)};
    if (out.yes && out.no && !fight_)
      return {};
    return out;
  }

  /// Whether a cue supports, and whether one contradicts.
  Truth cues_of(const law::Element& element, bool sure) {
    const auto one_of = [&](const std::vector<std::string>& cues, bool of_all) {
      bool out = false;
      for (const std::string& one : cues)
        out = out || Walk(*this).cue(one, of_all, sure);
      // Two people who differ on a test that supports either way differ on nothing.
      for (const std::string& one : cues)
        for (const std::string& other : cues)
          if (sure && other == "not " + one)
            out = out ||
                  (Walk(*this).cue(one, of_all, false) && Walk(*this).cue(other, of_all, false));
      return out;
    };
    return {one_of(element.supports, false), one_of(element.contradicts, true)};
  }

  Truth chosen(bool any) {
    Truth out{!any, any};
    const auto add = [&](const Truth& one) {
      out = any ? Truth{out.yes || one.yes, out.no && one.no}
                : Truth{out.yes && one.yes, out.no || one.no};
    };
    take("(");
    do {
      std::vector<std::string> tags = {next()};
      while (take("&"))
        tags.push_back(next());
      for (const law::Element& element : text_.elements) {
        const bool bears = std::all_of(tags.begin(), tags.end(), [&](const std::string& tag) {
          return std::find(element.tags.begin(), element.tags.end(), tag) != element.tags.end();
        });
        if (bears || (tags.size() == 1 && element.id == tags[0]))
          add(of_element(element));
      }
      for (const law::Limb& limb : text_.limbs)
        if (tags.size() == 1 && limb.id == tags[0])
          add(Walk(*this).logic(limb.logic, fight_));
    } while (take(","));
    take(")");
    return out;
  }

  const law::Library& library_;
  const law::Instrument& text_;
  const Evidence& evidence_;
  std::string_view rest_;
  bool is_cue_ = false;
  bool fight_ = false;
  bool of_all_ = false;
  bool sure_ = false;
};

}  // namespace

law::Verdict naive_verdict(const law::Library& library, std::size_t instrument,
                           const Evidence& evidence) {
  const law::Instrument& text = library.instruments()[instrument];
  const std::string& logic = text.limbs.back().logic;
  const Truth whole = Walk(library, text, evidence).logic(logic, false);
  if (whole.yes || whole.no)
    return {whole.yes ? law::Status::supported : law::Status::contradicted, law::Reason::none};
  const Truth fought = Walk(library, text, evidence).logic(logic, true);
  const bool contested = fought.yes || fought.no;
  return {law::Status::unknown, contested ? law::Reason::contested : law::Reason::open};
}

}  // namespace manumit::bench
