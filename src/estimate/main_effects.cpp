// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "describe_fit.h"
#include "loglinear.h"
#include "methods.h"
#include "rules.h"

namespace manumit::estimate {

namespace {

// Beyond so many lists the 150 fits of a profile take longer than all else, and say little more.
constexpr int kMostListsProfiled = 8;
// Of more people the likelihood is known only to rounding, which then decides where it has fallen.
constexpr double kMostPeopleProfiled = 3e8;

void add_profile(const ListTable& table, const Model& model, MethodResult& into) {
  if (into.refused || table.lists() > kMostListsProfiled || *into.n_hat >= kMostPeopleProfiled)
    return;
  Fitter fitter(table.lists());
  const Profile profile =
      profile_of(table, model, fitter.fit_unchecked(as_real(table.counts()), model));
  into.intervals["profile_95"] = profile.limits_95;
  into.diagnostics.numbers["profile_n_hat"] = profile.n_hat;
}

MethodResult of_model(Method method, const ListTable& table, const Model& model) {
  MethodResult out;
  if (table.lists() > kMostFittedLists) {
    out.refused = too_many_lists();
  } else {
    out = described(table, model);
    add_profile(table, model, out);
  }
  out.method = method;
  return out;
}

}  // namespace

Result<MethodResult> main_effects(const ListTable& table, const Settings&, const Progress&) {
  MethodResult out = of_model(Method::main_effects, table, main_effects_of(table.lists()));
  // Where not even independent lists have an estimate, no richer model has one.
  if (out.existence_code.value_or(0) != 0)
    out.refused = rules::no_upper_bound();
  return out;
}

Result<MethodResult> fixed_model(const ListTable& table, const Settings& settings,
                                 const Progress&) {
  return of_model(Method::fixed, table, TRY(parse_model(settings.model, table.lists())));
}

}  // namespace manumit::estimate
