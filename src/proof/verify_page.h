// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "proof/check_dossier.h"
#include "verify_words.h"

namespace manumit::proof {

/// What the verifier says: the verdict in one sentence, what does not hold, what holds, and what
/// all of it does not prove. `with_words`: the proved words too.
[[nodiscard]] std::string page_of(const DossierReport& report, const VerifyWords& words,
                                  bool with_words);
/// The same for programs: docs/formats/dossier.md §8.
[[nodiscard]] std::string json_of(const DossierReport& report);

}  // namespace manumit::proof
