// SPDX-License-Identifier: Apache-2.0
#include "gap_tables.h"

#include <algorithm>

#include "exchange/gap_lead.h"
#include "exchange/gap_words.h"
#include "gap/plain.h"
#include "printable.h"
#include "table.h"

namespace manumit::cli {
namespace {

using exchange::EstimateWords;
using exchange::gap_figure;
using exchange::gap_name;
using exchange::gap_range;
using exchange::told;

constexpr std::size_t kWide = 60;

std::string word(std::string_view english, const EstimateWords& words) {
  return printable(words.sentence(std::string(english)));
}

std::string value_of(const gap::Figure& figure, const EstimateWords& words) {
  if (figure.value)
    return (figure.is_at_least() ? "≥ " : "") + gap_figure(*figure.value, 2, words);
  return figure.low && figure.high ? gap_range(Interval<double>{*figure.low, *figure.high}, words)
                                   : printable(figure.words);
}

void print_funnel(const gap::Funnel& funnel, const EstimateWords& words, std::ostream& out) {
  Table table(
      {word("stage", words), word("period", words), word("figure", words),
       word("95 % interval", words), word("counts", words), word("estimated for each one", words)},
      kWide);
  for (const gap::Stage& stage : funnel.stages) {
    const char* none = stage.said_absent ? "said not to be published" : "no figure in the file";
    table.add({gap_name(stage.name, words), stage.period,
               stage.value      ? gap_figure(*stage.value, 0, words)
               : stage.interval ? std::string()
                                : word(none, words),
               gap_range(stage.interval, words), gap_name(stage.unit, words),
               stage.estimated_for_each ? gap_figure(*stage.estimated_for_each, words) : ""});
  }
  table.print(out);
  for (const Sentence& caution : funnel.cautions)
    out << "  " << printable(told(caution, words)) << '\n';
}

void print_measures(const gap::GapReport& report, const EstimateWords& words, std::ostream& out) {
  Table table({"", word("measure", words), word("figure", words), word("95 % interval", words),
               word("period", words)},
              kWide);
  for (const gap::GapMeasure& measure : report.measures)
    table.add({measure.id,
               measure.not_computable.text.empty()
                   ? exchange::measure_title(measure.id, words)
                   : printable(words.sentence(measure.not_computable.text)),
               measure.value ? gap_figure(*measure.value, words) : "–",
               gap_range(measure.interval, words), measure.period});
  table.print(out);
}

void print_conflicts(const gap::GapReport& report, const EstimateWords& words, std::ostream& out) {
  if (report.conflicts.empty())
    return;
  out << '\n' << exchange::told("Figures that do not agree", words) << '\n';
  Table table({word("measure", words), word("period", words), word("figures", words),
               word("preferred", words), word("why", words)},
              kWide);
  for (const gap::Conflict& conflict : report.conflicts) {
    std::string figures;
    for (const std::size_t i : conflict.figures)
      figures += (figures.empty() ? "" : " · ") + value_of(report.table.figures[i], words);
    const gap::Figure& first = report.table.figures[conflict.figures.front()];
    table.add(
        {printable(first.measure), printable(first.period.words), figures,
         conflict.preferred ? value_of(report.table.figures[*conflict.preferred], words) : "–",
         gap_name(gap::name_of(conflict.rule), words)});
  }
  table.print(out);
}

void print_scorecard(const gap::Scorecard& card, const EstimateWords& words, std::ostream& out) {
  out << '\n' << exchange::told("Scorecard", words) << ": ";
  out << printable(told(exchange::scorecard_says(card, words).front(), words)) << '\n';
}

/// "kind: change · from 14 (2018) · to 6 (2019) · cases"
void print_understood(const gap::Claim& claim, const EstimateWords& words, std::ostream& out) {
  out << "  " << word("understood as", words) << ": " << word(gap::name_of(claim.kind), words);
  const auto piece = [&](const std::string& text) {
    if (!text.empty())
      out << " · " << printable(text);
  };
  const auto in_time = [](const gap::Period& time) {
    return time.words.empty() ? "" : " (" + time.words + ")";
  };
  if (claim.from)
    piece(gap_figure(*claim.from, 2, words) + in_time(claim.from_time) + " → " +
          (claim.value ? gap_figure(*claim.value, 2, words) : "") + in_time(claim.meant.time));
  else if (claim.value)
    piece((claim.bound == gap::Bound::at_least  ? "≥ "
           : claim.bound == gap::Bound::at_most ? "≤ "
                                                : "") +
          gap_figure(*claim.value, 2, words) + in_time(claim.meant.time));
  else
    piece(claim.meant.time.words);
  piece(claim.unit);
  piece(claim.law);
  piece(claim.step.empty() ? "" : gap_name(claim.step, words));
  piece(claim.meant.role.empty() ? "" : gap_name(claim.meant.role, words));
  for (const std::string& measure : claim.meant.measures)
    piece(measure);
  piece(claim.meant.place);
  out << '\n';
  if (claim.not_understood.empty())
    return;
  out << "  " << word("not understood", words) << ":";
  for (const std::string& one : claim.not_understood)
    out << ' ' << printable(one);
  out << '\n';
}

void print_test(const gap::RateRatio& test, const EstimateWords& words, std::ostream& out) {
  out << "  "
      << printable(told(Sentence{"ratio {0}, exact interval of 95 % {1}, two-sided p {2}",
                                 {gap_figure(test.ratio, 2, words), gap_range(test.exact, words),
                                  gap::plain_chance(test.p)}},
                        words));
  if (test.has_approx)
    out << "; " << printable(words.sentence("large-sample interval")) << ' '
        << gap_figure(test.approx.least, 2, words) << " – "
        << gap_figure(test.approx.most, 2, words);
  out << '\n';
}

void print_rests_on(const gap::ClaimAnswer& answer, const gap::ClaimEvidence& evidence,
                    const EstimateWords& words, std::ostream& out) {
  constexpr std::size_t kMostShown = 8;
  const std::size_t shown = std::min(answer.figures.size(), kMostShown);
  for (std::size_t i = 0; i < shown; ++i) {
    const gap::Figure& one = evidence.table.figures[answer.figures[i]];
    out << "    " << value_of(one, words) << ' ' << printable(one.unit) << " · "
        << printable(one.measure) << ' ' << printable(one.place) << ' '
        << printable(one.period.words) << " · " << printable(one.source);
    if (!one.vintage.empty())
      out << " · " << printable(one.vintage);
    out << '\n';
  }
  if (shown < answer.figures.size())
    out << "    …\n";
  for (const std::size_t i : answer.steps) {
    const gap::Step& one = evidence.steps[i];
    out << "    " << printable(one.date.words) << " · " << printable(one.authority) << " · "
        << gap_name(one.kind, words) << " · " << printable(one.about) << '\n';
  }
}

}  // namespace

void print_gap(const gap::GapReport& report, const EstimateWords& words, std::ostream& out) {
  out << told("What was done about it", words) << ": " << printable(report.place) << "\n\n";
  print_funnel(report.funnel, words, out);
  out << '\n';
  print_measures(report, words, out);
  print_conflicts(report, words, out);
  print_scorecard(report.scorecard, words, out);
  out << '\n' << told("What is not known", words) << '\n';
  for (const Sentence& one : report.unknown)
    out << "  " << printable(told(one, words)) << '\n';
}

void print_claim(const gap::Claim& claim, const gap::ClaimAnswer& answer,
                 const gap::ClaimEvidence& evidence, const EstimateWords& words,
                 std::ostream& out) {
  out << (claim.id.empty() ? "" : printable(claim.id) + ": ") << printable(claim.says) << '\n';
  out << "  " << exchange::with_capital(gap_name(gap::name_of(answer.answer), words)) << ". "
      << printable(told(answer.because, words)) << ".\n";
  if (answer.test)
    print_test(*answer.test, words, out);
  for (const gap::Drift& drift : answer.drifts)
    out << "  ! " << printable(told(drift.what, words)) << '\n';
  print_understood(claim, words, out);
  print_rests_on(answer, evidence, words, out);
}

}  // namespace manumit::cli
