// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "law/assess.h"
#include "program.h"

namespace manumit::law {

/// Whether a version applies to facts of that time and place, before any evidence is looked at.
struct Scope {
  Covers covers = Covers::unknown;
  InPlace in_place = InPlace::yes;
  Binding binding = Binding::not_applicable;
  Reason outside = Reason::none;  ///< why it does not apply, if it does not
};

/// A case's countries as numbers (program.h).
[[nodiscard]] std::vector<std::uint16_t> place_numbers(const Evidence& evidence);

[[nodiscard]] Scope scope_of(const Program& program, std::size_t instrument,
                             const Evidence& evidence, const std::vector<std::uint16_t>& places);

}  // namespace manumit::law
