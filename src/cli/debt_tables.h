// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>

#include "debt/reckoning.h"
#include "words.h"

namespace manumit::cli {

/// The reckoning as tables for people: balances side by side, when the debt ends, what the ledgers
/// do not agree about, what is owed and how its parts come about.
void print_reckoning(const debt::Account& account, const debt::Reckoning& reckoning,
                     const Words& words, std::ostream& out);

}  // namespace manumit::cli
