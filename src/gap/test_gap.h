// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "claim.h"
#include "definitions.h"
#include "figure.h"

namespace manumit::gap {

/// A file of the examples.
inline std::string example(const std::string& name) {
  std::ifstream file(std::string(MANUMIT_SOURCE_DIR) + "/examples/gap/" + name, std::ios::binary);
  REQUIRE(file.good());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline FigureTable figures_of(const std::string& text) {
  auto table = read_figures(text, "figures.csv");
  REQUIRE(table);
  return std::move(*table);
}

/// The figures of the examples, completed.
inline FigureTable example_figures() {
  FigureTable table = figures_of(example("figures.csv"));
  complete(table, built_in_definitions());
  return table;
}

}  // namespace manumit::gap
