// SPDX-License-Identifier: Apache-2.0
#include "table_answer.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "bar.h"
#include "footing.h"
#include "judge.h"
#include "loglinear.h"
#include "methods.h"
#include "rules.h"
#include "summary.h"

namespace manumit::estimate {
namespace {

/// A method, and about how long it takes on five lists with a thousand resamples, in tenths of a
/// second. It only moves the bar.
struct Runner {
  Method method;
  MethodFunction* run;
  double work;
};
constexpr std::array<Runner, kMethods> kRunners = {{
    {Method::main_effects, main_effects, 0.1},
    {Method::stepwise, stepwise, 0.5},
    {Method::bic_order2, best_bic_order2, 10},
    {Method::bic, best_bic, 10},
    {Method::aic_order2, best_aic_order2, 0.2},
    {Method::aic, best_aic, 2},
    {Method::bayes_threshold, bayes_threshold, 1},
    {Method::latent_class, latent_class, 30},
    {Method::decomposable, decomposable, 2},
    {Method::chapman, chapman, 0.1},
    {Method::lower_bound, lower_bound, 0.1},
    {Method::fixed, fixed_model, 0.1},
}};
constexpr double kFitsWork = 0.1;
constexpr double kCoverageWork = 0.3;
constexpr double kVaryWork = 0.1;  // Each of sensitivity, consistency, trajectory.
constexpr double kBesideMethods = kFitsWork + kCoverageWork + 3 * kVaryWork;

const Runner& runner_of(Method method) {
  return kRunners[static_cast<std::size_t>(method)];
}

double work_of(const Footing& footing, const Settings& settings) {
  double work = kBesideMethods;
  for (const Method method : methods_wanted(footing, settings))
    work += runner_of(method).work;
  return work;
}

MethodResult refused(Method method, Warning why) {
  MethodResult result;
  result.method = method;
  result.refused = std::move(why);
  return result;
}

/// The named model, whose numbers are those of the lists as they were given, by the lists that took
/// part. One that takes no part may stand alone in it; one that the model lets depend on another
/// has a say in the figure, and without it this is not the model that was named.
Result<MethodResult> fixed_over(const ListTable& given, const ListTable& usable, Settings settings,
                                const Progress& progress) {
  const Model named = TRY(parse_model(settings.model, given.lists()));
  Model model{.lists = usable.lists(), .terms = {}};
  for (const Term term : named.terms) {
    Term& moved = model.terms.emplace_back(0);
    for (int list = 0; list < given.lists(); ++list) {
      if ((term >> list & 1U) == 0)
        continue;
      const std::string& name = given.names()[static_cast<std::size_t>(list)];
      const auto place = std::find(usable.names().begin(), usable.names().end(), name);
      if (place == usable.names().end())
        return refused(Method::fixed, rules::model_without_list(name));
      moved |= Term{1} << (place - usable.names().begin());
    }
  }
  settings.model = written(model);
  return fixed_model(usable, settings, progress);
}

Result<MethodResult> result_or_refusal(const ListTable& given, const Footing& footing,
                                       Method method, const Settings& settings,
                                       const Progress& progress) {
  if (auto reason = refusal_of(footing, method)) {
    MethodResult none = refused(method, std::move(*reason));
    if (method == Method::main_effects && footing.lists() >= 2)
      none.existence_code = footing.main_effects_code;
    return none;
  }
  if (method == Method::fixed)
    return fixed_over(given, *footing.usable, settings, progress);
  return runner_of(method).run(*footing.usable, settings, progress);
}

/// What a twin has said already is not looked for again: over many lists the search takes longest.
Result<MethodResult> known_or_new(const ListTable& given, const Footing& footing, Method method,
                                  const Settings& settings, const Progress& progress,
                                  const TableAnswer& answer) {
  const auto twin = footing.usable ? twin_of(method, *footing.usable, settings) : std::nullopt;
  const MethodResult* known = twin ? result_of(answer, *twin) : nullptr;
  if (known == nullptr)
    return result_or_refusal(given, footing, method, settings, progress);
  MethodResult same = *known;
  same.method = method;
  return same;
}

Result<void> put_methods(const ListTable& given, const Footing& footing, const Settings& settings,
                         Bar& bar, TableAnswer& answer) {
  for (const Method method : methods_wanted(footing, settings)) {
    const Progress progress = bar.next(runner_of(method).work);
    // A method that is done in an instant asks nobody, so the question is put for it.
    if (progress && !progress(0, 1))
      return fail(stopped());
    answer.methods.push_back(TRY(known_or_new(given, footing, method, settings, progress, answer)));
  }
  return {};
}

/// People on a list that holds everybody were seen, though the other lists know nothing of them. A
/// figure below those seen is none, whatever the lists that took part say.
void refuse_below_seen(TableAnswer& answer) {
  for (MethodResult& result : answer.methods) {
    if (!result.n_hat || *result.n_hat >= static_cast<double>(answer.observed))
      continue;
    result.refused = rules::below_seen(answer.observed);
    result.n_hat.reset();
    result.warnings.clear();
    result.intervals.clear();
    result.replicates.clear();
    result.jackknife.clear();
  }
}

/// The curve stands on stepwise, as in the notes; on two lists on Chapman's figure.
void put_dependence(const ListTable& usable, const Settings& settings, TableAnswer& answer) {
  const Method method = usable.lists() == 2 ? Method::chapman : Method::stepwise;
  const MethodResult* result = result_of(answer, method);
  std::optional<double> n_hat = result != nullptr ? result->n_hat : std::nullopt;
  if (result == nullptr && method == Method::stepwise)
    n_hat = stepwise_n(usable, settings.threshold);
  if (n_hat && *n_hat >= static_cast<double>(answer.observed))
    answer.dependence = dependence_of(method, *n_hat, usable.people());
}

Result<void> put_diagnostics(const ListTable& usable, const Settings& settings, Bar& bar,
                             TableAnswer& answer) {
  put_dependence(usable, settings, answer);
  for (MethodResult& result : answer.methods) {
    if (result.method == Method::stepwise)
      TRY(simulate_coverage(usable, settings, result, bar.next(kCoverageWork)));
  }
  if (usable.lists() < 3)
    return {};
  answer.sensitivity = TRY(sensitivity_of(usable, settings, bar.next(kVaryWork)));
  answer.internal_consistency = TRY(consistency_of(usable, settings, bar.next(kVaryWork)));
  answer.trajectory = TRY(trajectory_of(usable, settings, bar.next(kVaryWork)));
  return {};
}

}  // namespace

double work_of(const ListTable& table, const Settings& settings) {
  return work_of(footing_of(table, settings), settings);
}

Result<TableAnswer> answer_of(const ListTable& table, const Settings& settings,
                              const Progress& progress) {
  const Footing footing = footing_of(table, settings);
  TableAnswer answer;
  answer.observed = table.people();
  answer.table_hash = table.hash();
  answer.left_out = footing.left_out;
  if (footing.usable) {
    answer.lists = footing.usable->names();
    answer.overlap = overlap_of(*footing.usable);
  }
  Bar bar(progress, work_of(footing, settings));
  TRY(put_methods(table, footing, settings, bar, answer));
  refuse_below_seen(answer);
  if (!footing.refused) {
    TRY(judge_fits(*footing.usable, settings, answer.methods, bar.next(kFitsWork)));
    if (settings.diagnostics)
      TRY(put_diagnostics(*footing.usable, settings, bar, answer));
  }
  answer.summary = summary_of(answer, footing, settings);
  return answer;
}

}  // namespace manumit::estimate
