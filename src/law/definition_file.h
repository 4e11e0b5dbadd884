// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "law/instrument.h"
#include "law/library.h"
#include "toml_tree.h"

namespace manumit::law {

/// Where the parts of a definition stand in its file, in the order of the instrument's own lists.
struct ElementSpots {
  Spot at;
  Spot palermo;
  std::vector<Spot> supports;
  std::vector<Spot> contradicts;
  std::vector<Spot> ask;
};
struct LimbSpots {
  Spot at;
  Spot logic;
};

/// One file, read by itself: not yet held against the facts or against other files.
struct Definition {
  Instrument instrument;
  Spot in_force;
  std::vector<ElementSpots> elements;
  std::vector<LimbSpots> limbs;
  std::vector<Spot> substitutes;
};

/// Reads a file. Adds every fault of its own (a missing article, an unknown kind or key, an end
/// before its beginning …) to `faults`, and returns nothing if there was one.
[[nodiscard]] std::optional<Definition> read_definition(const DefinitionFile& file,
                                                        std::vector<Error>& faults);

}  // namespace manumit::law
