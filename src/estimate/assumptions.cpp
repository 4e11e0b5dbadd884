// SPDX-License-Identifier: Apache-2.0
#include "summary.h"

namespace manumit::estimate {
namespace {

Sentence assumption_of(Method method) {
  switch (method) {
    case Method::main_effects:
      return {
          "independence of all lists assumes that being on one list says nothing about being on "
          "another, and that everybody is as easy to find as everybody else",
          {}};
    case Method::stepwise:
      return {
          "forward stepwise choice assumes that only pairs of lists depend on each other, and only "
          "the pairs whose overlap chance can hardly explain",
          {}};
    case Method::bic_order2:
      return {
          "the best pairwise model by BIC assumes that only pairs of lists depend on each other, "
          "and that the model with the best balance of fit and simplicity holds",
          {}};
    case Method::bic:
      return {
          "the best model by BIC assumes that no more lists depend on each other together than "
          "the models tried allow, and that the best balance of fit and simplicity holds",
          {}};
    case Method::bayes_threshold:
      return {
          "the Bayesian threshold assumes that dependences of pairs are weak until the lists show "
          "otherwise, and that those which do not stand out are zero",
          {}};
    case Method::latent_class:
      return {
          "latent classes assume that people fall into a few groups, and that within a group the "
          "lists are independent of each other",
          {}};
    case Method::decomposable:
      return {
          "decomposable graphs assume that the dependences form overlapping groups of lists "
          "without a ring, and weigh all such graphs by prior and fit",
          {}};
    case Method::chapman:
      return {
          "the estimate from two lists assumes that they are independent of each other, and that "
          "everybody is as easy to find as everybody else",
          {}};
    case Method::aic_order2:
    case Method::aic:
    case Method::lower_bound:
    case Method::fixed:
      break;
  }
  return {"a figure that is only shown beside the others carries no weight in the range", {}};
}

/// What only a person can know is said with whether somebody has confirmed it.
Sentence lists_alike(Told differ) {
  if (differ == Told::no) {
    return {
        "all lists mean the same by a victim and cover the same period and territory, as was "
        "confirmed",
        {}};
  }
  return {
      "all lists mean the same by a victim and cover the same period and territory; nobody has "
      "confirmed this",
      {}};
}

Sentence no_referrals(Told referrals) {
  if (referrals == Told::no)
    return {"no list consists of referrals from another, as was confirmed", {}};
  if (referrals == Told::yes)
    return {"one list consists of referrals from another, which no method here allows for", {}};
  return {"no list consists of referrals from another; nobody has confirmed this", {}};
}

Sentence closed(Told open) {
  if (open == Told::no)
    return {"nobody came, left or died within the period, as was confirmed", {}};
  if (open == Told::yes)
    return {"people could come, leave or die within the period, which no method here allows for",
            {}};
  return {"nobody came, left or died within the period; nobody has confirmed this", {}};
}

}  // namespace

std::vector<Sentence> assumptions_of(const std::vector<Method>& counted, const Settings& settings) {
  std::vector<Sentence> assumed{
      lists_alike(settings.lists_differ),
      no_referrals(settings.referrals),
      closed(settings.open_population),
      {"the same person on two lists was recognised as the same, and two people were never taken "
       "for "
       "one",
       {}},
      {"everybody had some chance to come onto a list: whoever no list could ever reach is not in "
       "the figure",
       {}}};
  for (const Method method : counted)
    assumed.push_back(assumption_of(method));
  return assumed;
}

}  // namespace manumit::estimate
