// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>

#include "estimate/answer.h"

/// An answer made by hand in which every member holds something: figures that nothing reckoned, so
/// that what is written and read back can be compared with what is typed here.
namespace manumit::exchange {

inline estimate::Sentence made_sentence() {
  return {"between {0} and {1} people in all", {"250", "300"}};
}

inline estimate::Warning made_warning() {
  return {"poor_fit", {"the model does not fit what was seen (p = {0})", {"0.01"}}};
}

inline estimate::Diagnostics made_diagnostics() {
  estimate::Diagnostics of;
  of.numbers = {{"bootstrap", 1000}, {"p_value", 0.4}};
  of.quantiles = {{"0.5", 240}};
  of.walk = {{.term = "police:shelter",
              .p = 0.004,
              .expected = 15.2,
              .seen = 27,
              .entered = true,
              .n_hat = 301.7}};
  of.ranking = {{.model = "[12,3]",
                 .terms = {"police:shelter"},
                 .n_hat = 301.7,
                 .bic = 57.3,
                 .aic = 41.9,
                 .deviance = 1.83,
                 .df = 2}};
  of.nested = {{.models = 1, .bca_95 = {221, 430.2}, .bca_80 = {237.9, 371}}};
  of.graphs = {{.graph = "police+shelter|labour", .probability = 0.7}};
  of.sweep = {{.setting = 0.05,
               .n_hat = 301.7,
               .limits = estimate::Limits{226, 466.8},
               .terms = {"police:shelter"},
               .warnings = {made_warning()}}};
  of.sweep_of = "threshold";
  of.chains = {{.median = 231, .posterior_95 = {190, 330}}};
  of.modes = {228, 402};
  of.ratios = {{"police:shelter", 2.9}};
  of.fitted = {{.history = 5, .seen = 9, .fitted = 8.7}};
  of.bounds = {};
  return of;
}

inline estimate::MethodResult made_stepwise() {
  estimate::MethodResult out;
  out.method = estimate::Method::stepwise;
  out.n_hat = 301.7;
  out.model = "[12,3]";
  out.terms = {"police:shelter"};
  out.terms_at_minus_infinity = {"police:labour"};
  out.parameters = 5;
  out.deviance = 1.83;
  out.df = 2;
  out.aic = 41.9;
  out.bic = 57.3;
  out.existence_code = 0;
  out.acceleration = -0.021;
  out.z0 = 0.04;
  // The upper end of the percentile limits is infinite.
  out.intervals = {{"bca_95", {205.4, 471.2}},
                   {"bca_80", {231, 402.5}},
                   {"percentile_95", {208.8, std::numeric_limits<double>::infinity()}}};
  out.diagnostics = made_diagnostics();
  out.warnings = {made_warning()};
  return out;
}

inline estimate::MethodResult made_refused(estimate::Method method) {
  estimate::MethodResult out;
  out.method = method;
  out.refused = estimate::Warning{"not_estimable", {"no figure can be given", {}}};
  return out;
}

inline estimate::TableAnswer made_table() {
  estimate::TableAnswer out;
  out.observed = 162;
  out.lists = {"police", "shelter", "labour"};
  out.table_hash = std::string(64, '1');
  out.left_out = {"hotline"};
  out.overlap = {.pairs = {{97, 27, 14}, {27, 74, 12}, {14, 12, 39}},
                 .histories = {{1, 61}, {2, 40}, {3, 22}, {4, 18}, {5, 9}, {6, 7}, {7, 5}},
                 .seen_times = {119, 38, 5},
                 .share_seen_once = 119.0 / 162,
                 .capture = {0.39, 0.3, 0.16},
                 .empty_pairs = {"police:hotline"}};
  out.methods = {made_stepwise(), made_refused(estimate::Method::fixed)};
  out.sensitivity.dropped = {{"police", 240.5}, {"shelter", std::nullopt}};
  out.sensitivity.merged = {{"police+shelter", 262.0}};
  out.internal_consistency = {
      {.list = "police", .truth = 97, .n_hat = 81.2, .log_ratio = -0.178},
      {.list = "shelter", .truth = 74, .n_hat = std::nullopt, .log_ratio = std::nullopt}};
  out.dependence = estimate::Dependence{.method = estimate::Method::stepwise,
                                        .gamma_half = std::nullopt,
                                        .gamma_double = 1.15,
                                        .curve = {{-1, 213.4}, {0, 301.7}, {1.15, 603.4}}};
  out.trajectory = {{.lists = {"police", "shelter"}, .observed = 144, .n_hat = 266.2}};
  out.summary = {.low = 248.1,
                 .high = 301.7,
                 .outer = {205.4, std::numeric_limits<double>::infinity()},
                 .counted = {estimate::Method::stepwise},
                 .statements = {made_sentence(), {"nothing is certain", {}}, {"a third one", {}}},
                 .assumptions = {{"nobody came or left", {}}},
                 .warnings = {made_warning()},
                 .refused = std::nullopt};
  return out;
}

inline estimate::About made_about() {
  return {.title = "people held at work",
          .place = "two districts",
          .period = "2024 – 2025",
          .source = "three offices"};
}

inline estimate::Answer made_answer() {
  estimate::Answer out;
  out.about = made_about();
  out.whole = made_table();
  out.record = {.table_hash = std::string(64, '1'),
                .options = "methods=all bootstrap=1000",
                .version = "0.2.0",
                .seed = 7,
                .record_hash = std::string(64, '9')};
  out.strata = {{.stratum = {{"sex", "female"}},
                 .answer = made_table(),
                 .population = 1'000'000,
                 .per_100000 = estimate::Limits{24.8, 30.2}}};
  out.strata_sum = {{.method = estimate::Method::stepwise,
                     .n_hat = 301.7,
                     .intervals = {{"bca_95", {200, 500}}},
                     .per_100000 = 30.17,
                     .per_100000_95 = estimate::Limits{20, 50},
                     .left_out = {"sex: male"},
                     .warnings = {made_warning()}}};
  out.strata_margins = {
      {.column = "sex", .value = "female", .observed = 162, .sums = out.strata_sum}};
  out.joint = estimate::JointAnswer{.n_hat = 290.0,
                                    .terms = {"police:sex"},
                                    .parameters = 8,
                                    .deviance = 3.5,
                                    .df = 4,
                                    .aic = 60.5,
                                    .bic = 80.25,
                                    .lognormal_95 = estimate::Limits{220, 410},
                                    .per_100000 = 29.0,
                                    .per_100000_95 = estimate::Limits{22, 41},
                                    .levels = {{.stratum = {{"sex", "female"}},
                                                .observed = 162,
                                                .n_hat = 290,
                                                .lognormal_95 = estimate::Limits{220, 410},
                                                .per_100000 = 29.0,
                                                .per_100000_95 = estimate::Limits{22, 41},
                                                .warnings = {made_warning()}}},
                                    .margins = {{.column = "sex",
                                                 .value = "female",
                                                 .observed = 162,
                                                 .n_hat = 290,
                                                 .lognormal_95 = std::nullopt,
                                                 .per_100000 = std::nullopt,
                                                 .per_100000_95 = std::nullopt,
                                                 .warnings = {}}},
                                    .warnings = {made_warning()},
                                    .refused = std::nullopt};
  out.linkage = {{.method = estimate::Method::stepwise,
                  .n_hat = 299.5,
                  .combined_95 = estimate::Limits{190, 520},
                  .draws = 5,
                  .within = 0.21,
                  .between = 0.02,
                  .df = 61.5,
                  .warnings = {made_warning()}}};
  return out;
}

}  // namespace manumit::exchange
