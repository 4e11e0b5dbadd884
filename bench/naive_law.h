// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "law/assess.h"
#include "law/library.h"

namespace manumit::bench {

/// Values cases the plain way: each expression read from its text again, each fact looked up by its
/// words, nothing compiled and nothing shared. Written apart from the engine, from the page on the
/// format alone, so that agreeing with it means something.
[[nodiscard]] law::Verdict naive_verdict(const law::Library& library, std::size_t instrument,
                                         const law::Evidence& evidence);

}  // namespace manumit::bench
