// SPDX-License-Identifier: Apache-2.0
#include "describe_fit.h"

#include <cmath>
#include <string>
#include <vector>

#include "normal_curve.h"

namespace manumit::estimate {

namespace {

// A table of the fitted cells of more lists nobody would read.
constexpr int kMostListsShown = 6;
constexpr double kUpper95 = 0.975;

Warning no_figure(int code) {
  if (code == 0)
    return {"not_converged",
            {"the fit of this model did not come to rest, so it gives no figure", {}}};
  if (code >= 2)
    return {"not_estimable",
            {"the lists cannot tell the terms of this model apart, so it gives no figure", {}}};
  return {
      "not_estimable",
      {"on these lists the estimate of this model grows without end, so it gives no figure", {}}};
}

// Rivest and Lévesque (2001), Canadian Journal of Statistics 29(4), pp. 555-572, as Rcapture
// reckons it (notes 4.1 ii; the paper's pages not checked).
double symmetric_se(const Fit& fit) {
  const double unseen = std::exp(fit.intercept);
  return std::sqrt(unseen + unseen * unseen * fit.se_intercept * fit.se_intercept);
}

void add_fitted(const ListTable& table, const std::vector<double>& fitted, MethodResult& into) {
  if (table.lists() > kMostListsShown)
    return;
  for (History history = 1; history < fitted.size(); ++history)
    into.diagnostics.fitted.push_back({history, table.counts()[history], fitted[history]});
}

}  // namespace

Warning too_many_lists() {
  return {"too_many_lists",
          {"there are more than {0} lists, too many to tell which of them hang together, so there "
           "is no estimate until lists of one kind are made one",
           {std::to_string(kMostFittedLists)}}};
}

Limits lognormal_95(const Fit& fit) {
  const double seen = fit.n_hat - std::exp(fit.intercept);
  const double reach = normal_point(kUpper95) * fit.se_intercept;
  return {seen + std::exp(fit.intercept - reach), seen + std::exp(fit.intercept + reach)};
}

MethodResult described(const ListTable& table, const Model& model) {
  Fitter fitter(table.lists());
  std::vector<double> fitted;
  const Fit fit = fitter.fit_in_full(as_real(table.counts()), model, fitted);
  MethodResult out;
  out.model = written(model);
  out.terms = term_names(model.terms, table.names());
  out.terms_at_minus_infinity = term_names(fit.at_minus_infinity, table.names());
  out.parameters = fit.parameters;
  out.df = fit.df;
  out.existence_code = fit.existence_code;
  if (fit.existence_code != 0 || !std::isfinite(fit.n_hat)) {
    out.refused = no_figure(fit.existence_code);
    return out;
  }
  out.n_hat = fit.n_hat;
  out.deviance = fit.deviance;
  out.aic = fit.aic;
  out.bic = fit.bic;
  const double se = symmetric_se(fit);
  const double reach = normal_point(kUpper95) * se;
  out.intervals["lognormal_95"] = lognormal_95(fit);
  out.intervals["symmetric_95"] = {fit.n_hat - reach, fit.n_hat + reach};
  out.diagnostics.numbers["se_n_symmetric"] = se;
  add_fitted(table, fitted, out);
  return out;
}

}  // namespace manumit::estimate
