// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "routes.h"

namespace manumit::desk {

/// Claims the cabinet and opens it in a job, in whatever way: a passphrase, papers, a first bundle.
/// The answer has the job and a new cookie, since a session belongs to one unlocking.
[[nodiscard]] Result<Response> opening_begun(Call& call,
                                             std::function<Result<void>(const Progress&)> open);

}  // namespace manumit::desk
