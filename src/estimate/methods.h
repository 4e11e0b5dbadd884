// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "answer.h"
#include "base/result.h"
#include "base/surroundings.h"
#include "list_table.h"
#include "settings.h"

/// Every method, one file each: a table with at least two usable lists in, what the method says
/// out. What a method cannot carry it refuses (`MethodResult::refused`); an error is only a wrong
/// setting or a stop asked for.
namespace manumit::estimate {

using MethodFunction = Result<MethodResult>(const ListTable&, const Settings&, const Progress&);

MethodFunction main_effects;     ///< main_effects.cpp
MethodFunction fixed_model;      ///< main_effects.cpp; `Settings::model`
MethodFunction stepwise;         ///< stepwise.cpp
MethodFunction best_bic_order2;  ///< best_model.cpp
MethodFunction best_bic;         ///< best_model.cpp
MethodFunction best_aic_order2;  ///< best_model.cpp
MethodFunction best_aic;         ///< best_model.cpp
MethodFunction bayes_threshold;  ///< bayes_threshold.cpp
MethodFunction latent_class;     ///< latent_class.cpp
MethodFunction decomposable;     ///< decomposable.cpp
MethodFunction chapman;          ///< lower_bound.cpp
MethodFunction lower_bound;      ///< lower_bound.cpp

/// A method that compares the same models by the same criterion, and resamples the same choice, so
/// that its answer is this one's too: `bic_order2` for `bic` and `aic_order2` for `aic` where no
/// larger terms are compared, as over three lists and over six and more.
[[nodiscard]] std::optional<Method> twin_of(Method method, const ListTable& table,
                                            const Settings& settings);

/// The error of a person who asked to stop.
[[nodiscard]] Error stopped();

}  // namespace manumit::estimate
