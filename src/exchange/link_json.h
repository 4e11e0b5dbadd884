// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "base/json_write.h"
#include "link/draws.h"
#include "link/evaluate.h"
#include "link/explain.h"
#include "link/linkage.h"
#include "link/records.h"
#include "link/result_files.h"
#include "link/settings.h"

namespace manumit::exchange {

/// A pair that somebody asked about.
struct ExplainedPair {
  link::RecordPair pair;
  link::Explanation why;
};

/// All that `manumit link` has to say. What it points at must outlive it.
struct LinkReport {
  const link::RecordTable& table;
  const link::Settings& settings;
  bool guessed = false;  ///< The settings were guessed from the columns.
  const link::Linkage& linkage;
  std::vector<Warning> warnings = {};           ///< Of the lists and of the linking.
  std::optional<link::Overlap> overlap = {};    ///< Of two lists or more.
  std::optional<link::DrawsFound> drawn = {};   ///< Where draws were asked for.
  std::optional<link::Evaluation> judged = {};  ///< By a column of truth.
  std::vector<ExplainedPair> explained = {};
};

/// The members of the object of docs/formats/link.md, between brackets that the caller opens. It
/// names lists and rows, never what stands in a cell.
void write_link(JsonWriter& json, const LinkReport& report);

}  // namespace manumit::exchange
