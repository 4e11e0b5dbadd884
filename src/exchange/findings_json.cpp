// SPDX-License-Identifier: Apache-2.0
#include "findings_json.h"

#include <algorithm>
#include <optional>

namespace manumit::exchange {
namespace {

void day_field(JsonWriter& json, std::string_view name, const std::optional<Day>& day) {
  json.key(name);
  if (day)
    json.text(to_iso(*day));
  else
    json.nothing();
}

void verdict_fields(JsonWriter& json, const law::Verdict& verdict) {
  json.field("status", name_of(verdict.status));
  json.key("reason");
  if (verdict.reason == law::Reason::none)
    json.nothing();
  else
    json.text(name_of(verdict.reason));
}

class FindingsJson {
 public:
  FindingsJson(JsonWriter& json, const law::Library& library, const FindingWords& words)
      : json_(json), library_(library), words_(words) {}

  void write_finding(const law::Finding& finding, const law::Settling* settling) {
    const law::Instrument& instrument = library_.instruments()[finding.instrument];
    json_.open();
    json_.field("instrument", instrument.id);
    json_.field("version", instrument.version);
    if (words_.ask)
      json_.key("title"), write(json_, instrument.title);
    json_.field("kind", name_of(instrument.kind));
    json_.field("jurisdiction", instrument.jurisdiction);
    write_scope(instrument, finding);
    json_.field("confidence", name_of(instrument.confidence));
    json_.field("recheck", to_iso(instrument.recheck));
    verdict_fields(json_, finding.verdict);
    json_.field("rests_on_uncertain", finding.rests_on_uncertain);
    write_limbs(instrument, finding);
    json_.key("elements");
    json_.open_list();
    for (std::size_t i = 0; i < finding.elements.size(); ++i)
      write_element(instrument.elements[i], finding.elements[i]);
    json_.close_list();
    write_settling(settling);
    json_.close();
  }

  void write_ranked(const law::RankedQuestion& ranked) {
    json_.open();
    json_.field("fact", fact_id(ranked.question.fact));
    write_question_words(ranked.question);
    json_.field("answer", ranked.question.answer ? "yes" : "no");
    json_.field("about", ranked.question.about);
    json_.field("why", name_of(ranked.question.why));
    json_.field("findings", ranked.settles.size());
    write_versions("settles", ranked.settles);
    write_versions("helps", ranked.helps);
    json_.close();
  }

 private:
  const std::string& fact_id(std::uint32_t fact) const { return library_.facts().rows[fact].id; }

  void write_scope(const law::Instrument& instrument, const law::Finding& finding) {
    json_.key("in_force");
    if (finding.covers == law::Covers::unknown)
      json_.nothing();
    else
      json_.yes_no(finding.covers != law::Covers::none);
    day_field(json_, "in_force_from", instrument.from);
    day_field(json_, "in_force_to", instrument.to);
    json_.field("covers", name_of(finding.covers));
    json_.field("in_place", name_of(finding.in_place));
    json_.field("binding", name_of(finding.binding));
  }

  void write_limbs(const law::Instrument& instrument, const law::Finding& finding) {
    json_.key("limbs");
    json_.open_list();
    for (std::size_t i = 0; i < finding.limbs.size(); ++i) {
      const law::Limb& limb = instrument.limbs[i];
      if (limb.hidden)
        continue;
      json_.open();
      json_.field("id", limb.id);
      if (words_.ask)
        json_.key("title"), write(json_, limb.title);
      verdict_fields(json_, finding.limbs[i]);
      json_.close();
    }
    json_.close_list();
  }

  void write_element(const law::Element& element, const law::ElementFinding& finding) {
    json_.open();
    json_.field("id", element.id);
    json_.field("dimension", name_of(element.dimension));
    json_.field("article", element.article);
    if (words_.ask)
      json_.key("text"), write(json_, element.text);
    verdict_fields(json_, finding.verdict);
    json_.key("statements");
    json_.open_list();
    for (const law::Use& use : finding.uses)
      write_use(use);
    json_.close_list();
    write_missing(finding.missing);
    json_.close();
  }

  void write_use(const law::Use& use) {
    json_.open();
    json_.field("statement", words_.statement(use.statement));
    json_.field("fact", fact_id(use.fact));
    json_.field("state", name_of(use.state));
    json_.field("for", use.speaks_for);
    json_.field("certainty", name_of(use.certainty));
    json_.close();
  }

  void write_missing(const std::vector<law::Missing>& missing) {
    json_.key("missing");
    json_.open_list();
    for (const law::Missing& one : missing)
      json_.text(fact_id(one.fact));
    json_.close_list();
    json_.key("missing_why");
    json_.open_list();
    for (const law::Missing& one : missing)
      json_.text(name_of(one.why));
    json_.close_list();
  }

  void write_settling(const law::Settling* settling) {
    json_.key("questions");
    json_.open_list();
    if (settling != nullptr) {
      for (const law::Question& question : settling->to_support)
        write_question(question, "support");
      for (const law::Question& question : settling->to_contradict)
        write_question(question, "contradict");
    }
    json_.close_list();
    json_.field("can_support", settling != nullptr && settling->can_support);
    json_.field("can_contradict", settling != nullptr && settling->can_contradict);
    json_.field("shortest", settling == nullptr || settling->shortest);
    json_.key("in_conflict");
    json_.open_list();
    if (settling != nullptr) {
      for (const std::uint32_t fact : settling->in_conflict)
        json_.text(fact_id(fact));
    }
    json_.close_list();
  }

  void write_question_words(const law::Question& question) {
    if (words_.ask)
      json_.field("ask", words_.ask(fact_id(question.fact)));
  }

  void write_question(const law::Question& question, std::string_view would) {
    json_.open();
    json_.field("fact", fact_id(question.fact));
    write_question_words(question);
    json_.field("would", would);
    json_.field("answer", question.answer ? "yes" : "no");
    json_.field("about", question.about);
    json_.field("why", name_of(question.why));
    json_.close();
  }

  void write_versions(std::string_view name, const std::vector<std::size_t>& instruments) {
    json_.key(name);
    json_.open_list();
    for (const std::size_t place : instruments) {
      const law::Instrument& instrument = library_.instruments()[place];
      json_.open();
      json_.field("instrument", instrument.id);
      json_.field("version", instrument.version);
      json_.close();
    }
    json_.close_list();
  }

  JsonWriter& json_;
  const law::Library& library_;
  const FindingWords& words_;
};

}  // namespace

void write(JsonWriter& json, const law::Words& words) {
  json.open();
  for (const auto& [language, text] : words.by_language)
    json.field(language, text);
  json.close();
}

void write_findings(JsonWriter& json, const law::Library& library,
                    std::span<const law::Finding> findings,
                    std::span<const law::Settling> settlings, const FindingWords& words) {
  FindingsJson writer(json, library, words);
  json.open_list();
  for (const law::Finding& finding : findings) {
    const auto settling = std::find_if(
        settlings.begin(), settlings.end(),
        [&](const law::Settling& one) { return one.instrument == finding.instrument; });
    writer.write_finding(finding, settling == settlings.end() ? nullptr : &*settling);
  }
  json.close_list();
}

void write_ranked_questions(JsonWriter& json, const law::Library& library,
                            std::span<const law::RankedQuestion> questions,
                            const FindingWords& words) {
  FindingsJson writer(json, library, words);
  json.open_list();
  for (const law::RankedQuestion& question : questions)
    writer.write_ranked(question);
  json.close_list();
}

}  // namespace manumit::exchange
