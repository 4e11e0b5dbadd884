// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json_write.h"
#include "debt/reckoning.h"

namespace manumit::exchange {

/// The members of docs/formats/debt-json.md, into an object that the caller has opened and may add
/// to. The account is the one that was reckoned.
void write_reckoning(JsonWriter& json, const debt::Account& account,
                     const debt::Reckoning& reckoning);

}  // namespace manumit::exchange
