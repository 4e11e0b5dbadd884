// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>

#include "exchange/link_json.h"
#include "words.h"

namespace manumit::cli {

/// What `manumit link` says to people: how many there are, how the pairs were found and weighed,
/// how far that can be trusted, and what was asked.
void print_link(const exchange::LinkReport& report, const Words& words, std::ostream& out);

}  // namespace manumit::cli
