// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/day.h"
#include "base/json_write.h"
#include "law/library.h"

namespace manumit::desk {

/// The list of all instruments as their definitions say; on `today` some must be looked at again.
void write_instruments(JsonWriter& json, const law::Library& library, Day today);

/// Which elements of Palermo each law lacks, narrows or widens.
void write_matrix(JsonWriter& json, const law::Library& library);

}  // namespace manumit::desk
