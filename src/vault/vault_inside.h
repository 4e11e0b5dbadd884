// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "open_vault.h"

namespace manumit::vault {

struct Vault::Inside : OpenVault {};

}  // namespace manumit::vault
