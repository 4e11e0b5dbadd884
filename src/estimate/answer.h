// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/sentence.h"
#include "estimate/list_table.h"
#include "estimate/settings.h"

/// What the engine answers. The JSON of `manumit estimate` (docs/formats/estimate.md) has the same
/// names, member by member. Numbers of people are real numbers: an estimate is not a count.
/// A limit that is infinite stands as `null` in the JSON.
namespace manumit::estimate {

using manumit::in_english;
using manumit::Sentence;
/// A rule of notes §5: the code that programs rely on, and a sentence a rapporteur can print.
using manumit::Warning;

/// A method as a sentence names it, "the best model (BIC)". Such words stand among the fills of a
/// sentence, and the catalogue has them too: a fill that is itself a key is said in the reader's
/// language.
[[nodiscard]] std::string_view in_words(Method method);

struct Limits {
  double low = 0;
  double high = 0;
};
/// An interval by its kind: `lognormal_95`, `symmetric_95`, `profile_95`, `bca_95`, `bca_80`,
/// `percentile_95`, `percentile_80`, `posterior_95`, `posterior_80`, `posterior_50`.
using Intervals = std::map<std::string, Limits>;
/// Which of them stands for a method wherever one stands alone, in the summary, a note, a page: the
/// one that allows for most. BCa before posterior before percentiles, which all repeat the choice
/// of model; then profile, log-normal, symmetric. Empty: there is none.
[[nodiscard]] std::string shown_95(const Intervals& intervals);
/// The 80 % interval of the same kind as that one. Empty: there is none.
[[nodiscard]] std::string shown_80(const Intervals& intervals);

/// One decision of the stepwise walk.
struct WalkStep {
  std::string term;  ///< "A:B"
  double p = 1;      ///< The smaller Poisson tail.
  double expected = 0;
  std::uint64_t seen = 0;
  bool entered = false;  ///< The last one did not: the walk stopped there.
  double n_hat = 0;      ///< With the terms so far (after it entered).
};

/// One model among those compared.
struct RankedModel {
  std::string model;  ///< "[12,23]"
  std::vector<std::string> terms;
  double n_hat = 0;
  double bic = 0;
  double aic = 0;
  double deviance = 0;
  int df = 0;
};

/// BCa limits when only the first `models` of the ranking compete in each resample.
struct NestedLimits {
  std::uint32_t models = 0;
  Limits bca_95;
  Limits bca_80;
};

struct GraphProbability {
  std::string graph;  ///< "A+B|C": its cliques.
  double probability = 0;
};

/// The same method with another value of one setting: threshold, delta, classes.
struct SweepPoint {
  double setting = 0;
  double n_hat = 0;
  std::optional<Limits> limits;
  std::vector<std::string> terms;
  std::vector<Warning> warnings;
};

/// One chain of a sampler.
struct Chain {
  double median = 0;
  Limits posterior_95;
};

/// What was seen of one history beside what the model says.
struct FittedCell {
  History history = 0;
  std::uint64_t seen = 0;
  double fitted = 0;
};

/// What stands behind a method's figure. What a method does not have is empty; `numbers` has single
/// figures by name: mean, mode, median, tail_mass_last_100, r_hat, ess, sweeps, p_value,
/// se_n_symmetric, bootstrap, bootstrap_infinite, models_enumerated, models_admissible …
struct Diagnostics {
  std::map<std::string, double> numbers;
  std::map<std::string, double> quantiles;  ///< "0.025" … of a posterior.
  std::vector<WalkStep> walk;
  std::vector<RankedModel> ranking;  ///< The best first, at most 20.
  std::vector<NestedLimits> nested;
  std::vector<GraphProbability> graphs;
  std::vector<SweepPoint> sweep;
  std::string sweep_of;  ///< "threshold", "delta", "classes" or empty.
  std::vector<Chain> chains;
  std::vector<double> modes;
  std::map<std::string, double> ratios;  ///< |mean| / sd of each interaction, Bayes threshold.
  std::vector<FittedCell> fitted;        ///< Log-linear models of at most six lists.
  /// Lower bounds by name: chao_1987, chao_m_h, chao_m_th, chao_pairs.
  std::map<std::string, double> bounds;
};

/// What one method says. A refused one has no `n_hat` and a reason.
struct MethodResult {
  Method method = Method::main_effects;
  std::optional<double> n_hat;
  std::string model;               ///< "[12,3]" where it is log-linear.
  std::vector<std::string> terms;  ///< Interactions in it, "A:B".
  std::vector<std::string> terms_at_minus_infinity;
  std::optional<int> parameters;
  std::optional<double> deviance;
  std::optional<int> df;
  std::optional<double> aic;
  std::optional<double> bic;
  std::optional<int> existence_code;
  std::optional<double> acceleration;
  std::optional<double> z0;
  Intervals intervals;
  Diagnostics diagnostics;
  std::vector<Warning> warnings;
  std::optional<Warning> refused;

  /// Estimates of everyone from the resamples, or draws of the posterior, in their order; and each
  /// cell's jackknife. Not in the JSON: sums over strata and over linkages are made of them.
  std::vector<double> replicates;
  struct LeftOut {
    double n_hat = 0;          ///< With one person less in a cell …
    std::uint64_t people = 0;  ///< … that held so many.
  };
  std::vector<LeftOut> jackknife;
};

/// The overlap of the lists, to be drawn.
struct Overlap {
  std::vector<std::vector<std::uint64_t>> pairs;  ///< [i][j]: on both; [i][i]: on list i.
  struct Cell {
    History history = 0;
    std::uint64_t people = 0;
  };
  std::vector<Cell> histories;            ///< The largest first; none of 0.
  std::vector<std::uint64_t> seen_times;  ///< [t - 1]: people on exactly t lists.
  double share_seen_once = 0;
  std::vector<double> capture;           ///< For each list, its share of the main-effects estimate.
  std::vector<std::string> empty_pairs;  ///< "A:B": nobody is on both.
};

struct Sensitivity {
  Method method = Method::stepwise;  ///< By which it was reckoned.
  /// No number where the smaller table carries none.
  std::map<std::string, std::optional<double>> dropped;  ///< By list.
  std::map<std::string, std::optional<double>> merged;   ///< By "A+B".
};

/// A list's known size, guessed from the other lists.
struct Consistency {
  std::string list;
  std::uint64_t truth = 0;
  std::optional<double> n_hat;      ///< Stepwise, or n1·n2/m where two lists are left.
  std::optional<double> log_ratio;  ///< ln(n_hat / truth).
};

/// N if the true unseen mean were e^gamma times what the model says (notes 4.12).
struct Dependence {
  Method method = Method::stepwise;
  std::optional<double> gamma_half;  ///< At which N halves; none where n is above half of N.
  std::optional<double> gamma_double;
  struct Point {
    double gamma = 0;
    double n = 0;
  };
  std::vector<Point> curve;
};

/// The estimate as lists are added: the largest first, of equal ones that of the earlier column;
/// two lists at the first point, all of them at the last.
struct TrajectoryPoint {
  std::vector<std::string> lists;
  std::uint64_t observed = 0;
  std::optional<double> n_hat;
};

/// What is said first: a range over the defensible methods, and what stands in the way. Of a whole
/// answer the range is that of the strata added up, where each of them carries a figure, and of the
/// draws of the linkage combined, where there are several.
struct Summary {
  std::optional<double> low;  ///< The smallest and largest estimate among those counted.
  std::optional<double> high;
  /// The smallest lower and largest upper 95 % limit among them, each by `shown_95`.
  Limits outer;
  std::vector<Method> counted;
  std::vector<Sentence> statements;  ///< Whole sentences, the most important first.
  std::vector<Sentence> assumptions;
  std::vector<Warning> warnings;
  std::optional<Warning> refused;
};

/// One table, whole or of one stratum, with all that was found out about it.
struct TableAnswer {
  std::uint64_t observed = 0;  ///< On any list, those in `left_out` included.
  std::vector<std::string> lists;
  std::string table_hash;
  std::vector<std::string> left_out;  ///< Lists that hold nobody or everybody: they took no part.
  Overlap overlap;
  std::vector<MethodResult> methods;
  Sensitivity sensitivity;
  std::vector<Consistency> internal_consistency;
  std::optional<Dependence> dependence;
  std::vector<TrajectoryPoint> trajectory;
  Summary summary;
};

/// The values of a stratum by column, in the order in which the columns were named: sex, "female".
using StratumName = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] StratumName stratum_name(const std::vector<std::string>& columns,
                                       const std::vector<std::string>& values);
/// "sex: female, age: child"
[[nodiscard]] std::string in_words(const StratumName& stratum);

struct StratumAnswer {
  StratumName stratum;
  TableAnswer answer;
  std::optional<std::uint64_t> population;
  std::optional<Limits> per_100000;  ///< Of the summary's range.
};

// `per_100000` is a figure per 100,000 people at risk (SDG indicator 16.2.2), and `per_100000_95`
// its 95 % limits. Groups of the population of whom nobody is on any list are among those at risk.

/// A method summed over the strata that carry it.
struct StrataSum {
  Method method = Method::stepwise;
  std::optional<double> n_hat = {};
  Intervals intervals = {};
  std::optional<double> per_100000 = {};
  std::optional<Limits> per_100000_95 = {};
  /// Strata that have no estimate: their seen people are added, the unseen ones of them are not.
  std::vector<std::string> left_out = {};
  std::vector<Warning> warnings = {};
};

/// The sums over the strata with one value of one of several columns.
struct StrataMargin {
  std::string column = {};
  std::string value = {};
  std::uint64_t observed = 0;
  std::vector<StrataSum> sums = {};
};

/// The joint log-linear model over lists and strata (notes 4.9 b).
struct JointLevel {
  StratumName stratum = {};
  std::uint64_t observed = 0;
  double n_hat = 0;
  std::optional<Limits> lognormal_95 = {};
  std::optional<double> per_100000 = {};
  std::optional<Limits> per_100000_95 = {};
  std::vector<Warning> warnings = {};
};
struct JointMargin {
  std::string column = {};
  std::string value = {};
  std::uint64_t observed = 0;
  double n_hat = 0;
  std::optional<Limits> lognormal_95 = {};
  std::optional<double> per_100000 = {};
  std::optional<Limits> per_100000_95 = {};
  std::vector<Warning> warnings = {};
};
struct JointAnswer {
  std::optional<double> n_hat = {};
  std::vector<std::string> terms = {};  ///< "A:sex", "A:B", "A:B:sex"
  int parameters = 0;
  double deviance = 0;
  int df = 0;
  double aic = 0;
  double bic = 0;
  std::optional<Limits> lognormal_95 = {};
  std::optional<double> per_100000 = {};
  std::optional<Limits> per_100000_95 = {};
  std::vector<JointLevel> levels = {};    ///< Every stratum; they add up to `n_hat`.
  std::vector<JointMargin> margins = {};  ///< By each column alone; each column adds up to `n_hat`.
  std::vector<Warning> warnings = {};
  std::optional<Warning> refused = {};
};

/// A method over several draws of the linkage, combined on log n0 (notes 4.10).
struct LinkageAnswer {
  Method method = Method::stepwise;
  std::optional<double> n_hat = {};
  std::optional<Limits> combined_95 = {};
  std::uint32_t draws = 0;
  double within = 0;
  double between = 0;
  std::optional<double> df = {};  ///< None when the draws agree: the normal quantile was used.
  std::vector<Warning> warnings = {};
};

/// With what everything can be made again, byte for byte.
struct RunRecord {
  std::string table_hash = {};
  std::string options = {};  ///< `written(settings)`
  std::string version = {};  ///< Of the program.
  std::uint64_t seed = 0;
  std::string record_hash =
      {};  ///< SHA-256 of the four lines above: what is signed, and cached by.
};

/// What the lists are of, as somebody said it: text that goes with the figures and changes none.
struct About {
  std::string title = {};   ///< Who is counted.
  std::string place = {};   ///< Where,
  std::string period = {};  ///< and when.
  std::string source = {};  ///< Whose lists they are.

  friend bool operator==(const About&, const About&) = default;
};

struct Answer {
  About about = {};
  TableAnswer whole = {};  ///< Its members stand on the top level of the JSON.
  RunRecord record = {};
  std::vector<StratumAnswer> strata = {};
  std::vector<StrataSum> strata_sum = {};
  std::vector<StrataMargin> strata_margins = {};  ///< Where there are several columns.
  std::optional<JointAnswer> joint = {};
  std::vector<LinkageAnswer> linkage = {};
};

}  // namespace manumit::estimate
