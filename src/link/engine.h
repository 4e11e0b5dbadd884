// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "comparator.h"
#include "em.h"
#include "fields.h"
#include "model.h"
#include "rule_keys.h"
#include "settings.h"

namespace manumit::link {

/// The records of a table, ready to be compared as the settings say.
struct Engine {
  Fields fields;
  std::vector<Comparator> comparators;
  std::vector<RuleKeys> rules;

  [[nodiscard]] std::vector<Learned> learned() const;
  /// Takes in the last record of the table, which has just been added; the engine must be open.
  void take_in_last();
};

/// Checks the settings against the table: every column is there, a rule has at most one key of
/// which a record can have several.
[[nodiscard]] Result<void> check_settings(const RecordTable& table, const Settings& settings);

/// The settings must have been checked; the table must outlive the engine.
[[nodiscard]] Engine make_engine(const RecordTable& table, const Settings& settings,
                                 bool open = false);

/// An engine whose comparators know what linking has learned with these settings. Refuses settings
/// that do not fit the table or the model.
[[nodiscard]] Result<Engine> engine_that_knows(const RecordTable& table, const Settings& settings,
                                               const Model& model, bool open = false);

}  // namespace manumit::link
