// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>

#include "estimate/answer.h"

/// The members of an answer and their names, said once for the writer and the reader of
/// docs/formats/estimate.md. A visitor is called with each name and member in the order of the
/// page.
namespace manumit::exchange::estimate_members {

/// T, or T that may not be changed: the writer looks at members, the reader fills them.
template <typename Given, typename T>
concept Is = std::same_as<std::remove_const_t<Given>, T>;

template <typename Visitor, Is<estimate::WalkStep> Step>
void visit(Visitor& see, Step& step) {
  see("term", step.term);
  see("p", step.p);
  see("expected", step.expected);
  see("seen", step.seen);
  see("entered", step.entered);
  see("n_hat", step.n_hat);
}

template <typename Visitor, Is<estimate::RankedModel> Ranked>
void visit(Visitor& see, Ranked& ranked) {
  see("model", ranked.model);
  see("terms", ranked.terms);
  see("n_hat", ranked.n_hat);
  see("bic", ranked.bic);
  see("aic", ranked.aic);
  see("deviance", ranked.deviance);
  see("df", ranked.df);
}

template <typename Visitor, Is<estimate::NestedLimits> Nested>
void visit(Visitor& see, Nested& nested) {
  see("models", nested.models);
  see("bca_95", nested.bca_95);
  see("bca_80", nested.bca_80);
}

template <typename Visitor, Is<estimate::GraphProbability> Graph>
void visit(Visitor& see, Graph& graph) {
  see("graph", graph.graph);
  see("probability", graph.probability);
}

template <typename Visitor, Is<estimate::SweepPoint> Point>
void visit(Visitor& see, Point& point) {
  see("setting", point.setting);
  see("n_hat", point.n_hat);
  see("limits", point.limits);
  see("terms", point.terms);
  see("warnings", point.warnings);
}

template <typename Visitor, Is<estimate::Chain> Chain>
void visit(Visitor& see, Chain& chain) {
  see("median", chain.median);
  see("posterior_95", chain.posterior_95);
}

template <typename Visitor, Is<estimate::FittedCell> Cell>
void visit(Visitor& see, Cell& cell) {
  see.history("history", cell.history);
  see("seen", cell.seen);
  see("fitted", cell.fitted);
}

template <typename Visitor, Is<estimate::Diagnostics> Diagnostics>
void visit(Visitor& see, Diagnostics& of) {
  see("numbers", of.numbers);
  see("quantiles", of.quantiles);
  see("walk", of.walk);
  see("ranking", of.ranking);
  see("nested", of.nested);
  see("graphs", of.graphs);
  see("sweep", of.sweep);
  see("sweep_of", of.sweep_of);
  see("chains", of.chains);
  see("modes", of.modes);
  see("ratios", of.ratios);
  see("fitted", of.fitted);
  see("bounds", of.bounds);
}

/// Which of the intervals stands alone where one does.
template <typename Visitor>
void see_shown(Visitor& see, const estimate::Intervals& intervals) {
  see.derived("shown_95", estimate::shown_95(intervals));
  see.derived("shown_80", estimate::shown_80(intervals));
}

template <typename Visitor, Is<estimate::MethodResult> Method>
void visit(Visitor& see, Method& result) {
  see("method", result.method);
  see("n_hat", result.n_hat);
  see("model", result.model);
  see("terms", result.terms);
  see("terms_at_minus_infinity", result.terms_at_minus_infinity);
  see("parameters", result.parameters);
  see("deviance", result.deviance);
  see("df", result.df);
  see("aic", result.aic);
  see("bic", result.bic);
  see("existence_code", result.existence_code);
  see("acceleration", result.acceleration);
  see("z0", result.z0);
  see("intervals", result.intervals);
  see_shown(see, result.intervals);
  see("diagnostics", result.diagnostics);
  see("warnings", result.warnings);
  see("refused", result.refused);
}

template <typename Visitor, Is<estimate::Overlap::Cell> Cell>
void visit(Visitor& see, Cell& cell) {
  see.history("history", cell.history);
  see("people", cell.people);
}

template <typename Visitor, Is<estimate::Overlap> Overlap>
void visit(Visitor& see, Overlap& overlap) {
  see("pairs", overlap.pairs);
  see("histories", overlap.histories);
  see("seen_times", overlap.seen_times);
  see("share_seen_once", overlap.share_seen_once);
  see("capture", overlap.capture);
  see("empty_pairs", overlap.empty_pairs);
}

template <typename Visitor, Is<estimate::Sensitivity> Sensitivity>
void visit(Visitor& see, Sensitivity& of) {
  see("method", of.method);
  see("dropped", of.dropped);
  see("merged", of.merged);
}

template <typename Visitor, Is<estimate::Consistency> Consistency>
void visit(Visitor& see, Consistency& of) {
  see("list", of.list);
  see("truth", of.truth);
  see("n_hat", of.n_hat);
  see("log_ratio", of.log_ratio);
}

template <typename Visitor, Is<estimate::Dependence::Point> Point>
void visit(Visitor& see, Point& point) {
  see("gamma", point.gamma);
  see("n", point.n);
}

template <typename Visitor, Is<estimate::Dependence> Dependence>
void visit(Visitor& see, Dependence& of) {
  see("method", of.method);
  see("gamma_half", of.gamma_half);
  see("gamma_double", of.gamma_double);
  see("curve", of.curve);
}

template <typename Visitor, Is<estimate::TrajectoryPoint> Point>
void visit(Visitor& see, Point& point) {
  see("lists", point.lists);
  see("observed", point.observed);
  see("n_hat", point.n_hat);
}

template <typename Visitor, Is<estimate::Summary> Summary>
void visit(Visitor& see, Summary& summary) {
  see("low", summary.low);
  see("high", summary.high);
  std::optional<estimate::Limits> outer;  // There is none without a range.
  if (summary.low)
    outer = summary.outer;
  see("outer", outer);
  if constexpr (!std::is_const_v<Summary>)
    summary.outer = outer.value_or(estimate::Limits{});
  see("counted", summary.counted);
  see.derived("statement", summary.statements.empty()
                               ? std::string()
                               : estimate::in_english(summary.statements.front()));
  see("statements", summary.statements);
  see("assumptions", summary.assumptions);
  see("warnings", summary.warnings);
  see("refused", summary.refused);
}

template <typename Visitor, Is<estimate::TableAnswer> Table>
void visit_head(Visitor& see, Table& table) {
  see("observed", table.observed);
  see("lists", table.lists);
  see.histories_are_over(table.lists);
  see("table_hash", table.table_hash);
}

template <typename Visitor, Is<estimate::TableAnswer> Table>
void visit_rest(Visitor& see, Table& table) {
  see("left_out", table.left_out);
  see("summary", table.summary);
  see("methods", table.methods);
  see("overlap", table.overlap);
  see("sensitivity", table.sensitivity);
  see("internal_consistency", table.internal_consistency);
  see("dependence", table.dependence);
  see("trajectory", table.trajectory);
}

template <typename Visitor, Is<estimate::StratumAnswer> Stratum>
void visit(Visitor& see, Stratum& stratum) {
  see("stratum", stratum.stratum);
  see("population", stratum.population);
  see("per_100000", stratum.per_100000);
  visit_head(see, stratum.answer);
  visit_rest(see, stratum.answer);
}

/// Per 100,000 people at risk, and the limits of that.
template <typename Visitor, typename Part>
void see_rates(Visitor& see, Part& part) {
  see("per_100000", part.per_100000);
  see("per_100000_95", part.per_100000_95);
}

template <typename Visitor, Is<estimate::StrataSum> Sum>
void visit(Visitor& see, Sum& sum) {
  see("method", sum.method);
  see("n_hat", sum.n_hat);
  see("intervals", sum.intervals);
  see_shown(see, sum.intervals);
  see_rates(see, sum);
  see("left_out", sum.left_out);
  see("warnings", sum.warnings);
}

template <typename Visitor, Is<estimate::StrataMargin> Margin>
void visit(Visitor& see, Margin& margin) {
  see("column", margin.column);
  see("value", margin.value);
  see("observed", margin.observed);
  see("sums", margin.sums);
}

template <typename Visitor, typename Part>
void visit_joint_part(Visitor& see, Part& part) {
  see("observed", part.observed);
  see("n_hat", part.n_hat);
  see("lognormal_95", part.lognormal_95);
  see_rates(see, part);
  see("warnings", part.warnings);
}

template <typename Visitor, Is<estimate::JointLevel> Level>
void visit(Visitor& see, Level& level) {
  see("stratum", level.stratum);
  visit_joint_part(see, level);
}

template <typename Visitor, Is<estimate::JointMargin> Margin>
void visit(Visitor& see, Margin& margin) {
  see("column", margin.column);
  see("value", margin.value);
  visit_joint_part(see, margin);
}

template <typename Visitor, Is<estimate::JointAnswer> Joint>
void visit(Visitor& see, Joint& joint) {
  see("n_hat", joint.n_hat);
  see("terms", joint.terms);
  see("parameters", joint.parameters);
  see("deviance", joint.deviance);
  see("df", joint.df);
  see("aic", joint.aic);
  see("bic", joint.bic);
  see("lognormal_95", joint.lognormal_95);
  see_rates(see, joint);
  see("levels", joint.levels);
  see("margins", joint.margins);
  see("warnings", joint.warnings);
  see("refused", joint.refused);
}

template <typename Visitor, Is<estimate::LinkageAnswer> Linkage>
void visit(Visitor& see, Linkage& linkage) {
  see("method", linkage.method);
  see("n_hat", linkage.n_hat);
  see("combined_95", linkage.combined_95);
  see("draws", linkage.draws);
  see("within", linkage.within);
  see("between", linkage.between);
  see("df", linkage.df);
  see("warnings", linkage.warnings);
}

template <typename Visitor, Is<estimate::RunRecord> Record>
void visit(Visitor& see, Record& record) {
  see("table_hash", record.table_hash);
  see("options", record.options);
  see("version", record.version);
  see("seed", record.seed);
  see("record_hash", record.record_hash);
}

template <typename Visitor, Is<estimate::About> About>
void visit(Visitor& see, About& about) {
  see("title", about.title);
  see("place", about.place);
  see("period", about.period);
  see("source", about.source);
}

template <typename Visitor, Is<estimate::Answer> Answer>
void visit(Visitor& see, Answer& answer) {
  visit_head(see, answer.whole);
  see("seed", answer.record.seed);
  see("version", answer.record.version);
  see("about", answer.about);
  visit_rest(see, answer.whole);
  see("strata", answer.strata);
  see("strata_sum", answer.strata_sum);
  see("strata_margins", answer.strata_margins);
  see("joint", answer.joint);
  see("linkage", answer.linkage);
  see("record", answer.record);
}

}  // namespace manumit::exchange::estimate_members
