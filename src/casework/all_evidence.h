// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "base/surroundings.h"
#include "casework/casebook.h"
#include "law/evidence.h"

namespace manumit::casework {

/// Whose evidence it is.
struct Affected {
  RecordId case_id;
  std::string case_number;
  RecordId person;
};

/// What all cases of a vault hold for the law, one piece of evidence for each affected person.
struct AllEvidence {
  std::vector<Affected> people;  ///< by case number; in a case as they were entered
  std::vector<law::Evidence> evidence;
};

/// Reads every case once, on all cores: about a second for 10,000 cases of ten entries, and the
/// time for one of them until it stops when `progress` (called from several threads) says so.
[[nodiscard]] Result<AllEvidence> evidence_of_all(const Casebook& book,
                                                  const Progress& progress = {});

}  // namespace manumit::casework
