// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>

#include "casework/all_authorities.h"
#include "words.h"

namespace manumit::cli {

void print_table(const casework::StepsOfCase& of, Day today, const Words& words, std::ostream& out);
void write_json(const casework::StepsOfCase& of, Day today, std::ostream& out);

/// Sums over all cases; of officials and places of work those alone that stand in several.
void print_tables(const casework::AllAuthorities& all, const Words& words, std::ostream& out);
void write_json(const casework::AllAuthorities& all, std::ostream& out);

}  // namespace manumit::cli
