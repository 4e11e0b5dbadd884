// SPDX-License-Identifier: Apache-2.0
#include "assess_page.h"

#include <algorithm>

#include "printable.h"
#include "telling.h"

namespace manumit::cli {
namespace {

using law::Finding;
using law::Instrument;
using law::Status;

constexpr std::size_t kStatementColumns = 78;
constexpr std::size_t kMostQuestions = 12;
constexpr std::size_t kMostNames = 4;
constexpr std::size_t kMostMissing = 3;

std::string_view sign_of(const law::Verdict& verdict) {
  if (verdict.status == Status::supported)
    return "+";
  if (verdict.status == Status::contradicted)
    return "−";
  return verdict.reason == law::Reason::contested ? "±" : "?";
}

class Page {
 public:
  Page(const AssessView& view, const Words& words, std::ostream& out)
      : view_(view), words_(words), out_(out) {}

  void print() {
    print_head();
    for (const Finding& finding : view_.findings) {
      if (finding.verdict.status != Status::not_applicable)
        print_finding(finding);
    }
    print_not_applicable();
    print_questions();
  }

 private:
  std::string word(const std::string& id) const { return words_.of("assess." + id); }
  std::string word(const std::string& id, const std::vector<std::string>& fills) const {
    return filled(word(id), fills);
  }
  const Instrument& instrument_of(const Finding& finding) const {
    return view_.library.instruments()[finding.instrument];
  }
  std::string in_language(const law::Words& text) const {
    return printable(text.in(words_.language()));
  }

  // --- when and where ---

  std::string numbers(const std::vector<std::size_t>& statements) const {
    std::string out;
    for (const std::size_t place : statements)
      out += (out.empty() ? "" : ", ") + std::to_string(place + 1);
    return out;
  }

  std::string told_by(ToldBy by, const std::vector<std::size_t>& statements) const {
    switch (by) {
      case ToldBy::statements:
        return word("by.statements", {numbers(statements)});
      case ToldBy::file:
        return word("by.file");
      case ToldBy::option:
        return word("by.option");
      case ToldBy::nobody:
        break;
    }
    return "";
  }

  void print_head() {
    const law::Evidence& evidence = view_.source.legal.evidence;
    out_ << word("what") << '\n';
    if (evidence.facts_at)
      out_ << word("time", {to_iso(evidence.facts_at->least), to_iso(evidence.facts_at->most)})
           << ' ' << told_by(view_.source.time_by, view_.source.legal.dates_from) << '\n';
    else
      out_ << word("time_unknown") << '\n';
    std::string places;
    for (const std::string& place : evidence.places)
      places += (places.empty() ? "" : ", ") + place;
    if (!places.empty())
      out_ << word("place", {printable(places)}) << ' '
           << told_by(view_.source.place_by, view_.source.legal.places_from) << '\n';
    else
      out_ << word("place_unknown") << '\n';
  }

  // --- one law ---

  std::string in_force(const Finding& finding) const {
    const Instrument& instrument = instrument_of(finding);
    std::string out = instrument.from ? word("in_force_from", {to_iso(*instrument.from)})
                                      : word("in_force_since_unknown");
    if (instrument.to)
      out += ' ' + word("in_force_to", {to_iso(*instrument.to)});
    if (finding.covers == law::Covers::part || finding.covers == law::Covers::unknown)
      out += ", " + word("covers." + std::string(name_of(finding.covers)));
    return out;
  }

  std::string confidence(const Instrument& instrument) const {
    return word("confidence." + std::string(name_of(instrument.confidence)));
  }

  void print_scope(const Finding& finding) {
    const Instrument& instrument = instrument_of(finding);
    out_ << "  " << instrument.id << ' ' << instrument.version << " · " << in_force(finding);
    if (finding.binding != law::Binding::not_applicable)
      out_ << " · " << word("binding." + std::string(name_of(finding.binding)));
    if (finding.in_place == law::InPlace::unknown)
      out_ << " · " << word("in_place.unknown");
    out_ << "\n  " << confidence(instrument);
    if (!instrument.unverified.empty())
      out_ << ": " << printable(instrument.unverified);
    out_ << '\n';
    if (instrument.recheck < view_.today)
      out_ << "  " << word("recheck_due", {to_iso(instrument.recheck)}) << '\n';
  }

  std::string in_words(const law::Verdict& verdict) const {
    std::string id = "verdict." + std::string(name_of(verdict.status));
    if (verdict.reason != law::Reason::none)
      id += "." + std::string(name_of(verdict.reason));
    return word(id);
  }

  void print_finding(const Finding& finding) {
    const Instrument& instrument = instrument_of(finding);
    out_ << '\n' << in_language(instrument.title) << '\n';
    print_scope(finding);
    out_ << "  " << sign_of(finding.verdict) << ' ' << in_words(finding.verdict) << '\n';
    if (finding.rests_on_uncertain)
      out_ << "    " << word("rests_on_uncertain") << '\n';
    for (std::size_t i = 0; i < finding.limbs.size(); ++i) {
      const law::Limb& limb = instrument.limbs[i];
      if (!limb.hidden)
        out_ << "    " << sign_of(finding.limbs[i]) << ' ' << in_language(limb.title) << ": "
             << in_words(finding.limbs[i]) << '\n';
    }
    out_ << "  " << word("elements") << '\n';
    for (std::size_t i = 0; i < finding.elements.size(); ++i)
      print_element(instrument.elements[i], finding.elements[i]);
  }

  void print_element(const law::Element& element, const law::ElementFinding& finding) {
    out_ << "    " << sign_of(finding.verdict) << ' ' << printable(element.article) << "  "
         << in_language(element.text) << '\n';
    for (const law::Use& use : finding.uses)
      print_use(use);
    if (finding.verdict.status == Status::unknown && finding.uses.empty())
      print_missing(finding.missing);
  }

  void print_use(const law::Use& use) {
    const casework::Told& told = view_.source.of.statements[use.statement];
    std::string said =
        fact_name(told.said.fact) + ": " +
        cli::in_words(told.said.answer, casework::built_in_vocabulary().find(told.said.fact),
                      view_.source.of, words_);
    if (use.certainty != law::Certainty::certain)
      said += " (" + code_in_words("certainty", std::string(name_of(use.certainty)), words_) + ")";
    out_ << "        " << word(use.speaks_for ? "for" : "against") << ' ' << use.statement + 1
         << "  " << cut_to(printable(said), kStatementColumns) << '\n';
  }

  void print_missing(const std::vector<law::Missing>& missing) {
    if (missing.empty())
      return;
    out_ << "        " << word("open") << ' ';
    for (std::size_t i = 0; i < std::min(missing.size(), kMostMissing); ++i) {
      out_ << (i == 0 ? "" : "; ")
           << printable(fact_name(view_.library.facts().rows[missing[i].fact].id)) << " ("
           << words_.of("mark." + std::string(name_of(missing[i].why))) << ")";
    }
    if (missing.size() > kMostMissing)
      out_ << " …";
    out_ << '\n';
  }

  std::string fact_name(const std::string& fact) const {
    const std::string id = "fact." + fact;
    const std::string name = words_.of(id);
    return name == id ? fact : name;
  }

  /// "event.kind = sale with event.amount known" with the names of facts and codes, for people.
  std::string cue_in_words(std::string_view cue) const {
    std::string out;
    const casework::Fact* fact = nullptr;
    while (!cue.empty()) {
      const bool is_mark = kCueMarks.find(cue.front()) != std::string_view::npos;
      const std::size_t end = is_mark ? 1 : std::min(cue.find_first_of(kCueMarks), cue.size());
      const std::string token(cue.substr(0, end));
      cue.remove_prefix(end);
      const std::string joint = word("cue." + token);
      if (const casework::Fact* named = casework::built_in_vocabulary().find(token)) {
        fact = named;
        out += "“" + fact_name(token) + "”";
      } else if (is_mark || joint != "assess.cue." + token) {
        out += is_mark ? token : joint;
      } else {
        out += fact == nullptr ? token : code_in_words(fact->code_list, token, words_);
      }
    }
    return out;
  }
  static constexpr std::string_view kCueMarks = " ()\"=<>";

  // --- the rest ---

  void print_not_applicable() {
    bool any = false;
    for (const Finding& finding : view_.findings) {
      if (finding.verdict.status != Status::not_applicable)
        continue;
      if (!any)
        out_ << '\n' << word("not_applicable") << '\n';
      any = true;
      const Instrument& instrument = instrument_of(finding);
      out_ << "  " << instrument.id << ' ' << instrument.version << ": "
           << in_words(finding.verdict) << " (" << in_force(finding) << "; "
           << confidence(instrument) << ")\n";
    }
  }

  std::string names(const std::vector<std::size_t>& instruments) const {
    std::string out;
    for (std::size_t i = 0; i < std::min(instruments.size(), kMostNames); ++i) {
      const Instrument& instrument = view_.library.instruments()[instruments[i]];
      out += (i == 0 ? "" : ", ") + instrument.id + ' ' + instrument.version;
    }
    return instruments.size() > kMostNames ? out + " …" : out;
  }

  void print_questions() {
    if (view_.questions.empty())
      return;
    out_ << '\n' << word("questions") << '\n';
    const std::size_t shown = std::min(view_.questions.size(), kMostQuestions);
    for (std::size_t i = 0; i < shown; ++i)
      print_question(i + 1, view_.questions[i]);
    if (shown < view_.questions.size())
      out_ << word("more_questions", {std::to_string(view_.questions.size() - shown)}) << '\n';
  }

  void print_question(std::size_t number, const law::RankedQuestion& ranked) {
    const law::Question& question = ranked.question;
    const std::string& fact = view_.library.facts().rows[question.fact].id;
    out_ << "  " << number << ". " << printable(question_in_words(fact, words_)) << '\n';
    out_ << "     " << word("about", {printable(cue_in_words(question.about))}) << '\n';
    if (question.why == law::Absence::refused || question.why == law::Absence::unclear)
      out_ << "     " << word("asked." + std::string(name_of(question.why))) << '\n';
    const std::string answer = words_.of(question.answer ? "mark.yes" : "mark.no");
    if (!ranked.settles.empty())
      out_ << "     "
           << word("settles",
                   {answer, std::to_string(ranked.settles.size()), names(ranked.settles)})
           << '\n';
    else
      out_ << "     "
           << word("helps", {answer, std::to_string(ranked.helps.size()), names(ranked.helps)})
           << '\n';
  }

  const AssessView& view_;
  const Words& words_;
  std::ostream& out_;
};

}  // namespace

std::string question_in_words(std::string_view fact, const Words& words) {
  for (const char* ending : {".ask", ""}) {
    const std::string id = "fact." + std::string(fact) + ending;
    std::string found = words.of(id);
    if (found != id)
      return found;
  }
  return std::string(fact);
}

void print_assessment(const AssessView& view, const Words& words, std::ostream& out) {
  Page(view, words, out).print();
}

}  // namespace manumit::cli
