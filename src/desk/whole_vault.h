// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "routes.h"

namespace manumit::desk {

/// Something that is reckoned from every case of the vault.
struct OfWholeVault {
  Gaps Workplace::*kept = nullptr;  ///< where the last answer is kept
  std::string asked;                ///< what tells one answer from another, besides the cases
  bool takes_long = false;          ///< whatever the number of cases
  /// The answer as JSON. Called after this call has ended, perhaps: it holds what it needs itself.
  std::function<Result<Secret<std::string>>(const casework::Casebook&, const Progress&)> reckon;
};

/// The answer that is kept, if the cases are still as they were; else reckoned at once where there
/// are few cases and in a job where there are many. It stops when somebody wants to lock.
[[nodiscard]] Result<Response> of_whole_vault(Call& call, const OfWholeVault& wanted);

}  // namespace manumit::desk
