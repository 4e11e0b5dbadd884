// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "slot.h"
#include "vault/vault.h"

namespace manumit::vault {

[[nodiscard]] KdfCost cost_of(KdfProfile profile);

/// Whether a new vault, or a copy of one on this computer, can be made as somebody wishes: a
/// passphrase long enough, names short enough, files that are not there yet, on a disk of its own.
[[nodiscard]] Result<void> check_wishes(const std::filesystem::path& file,
                                        const Passphrase& passphrase, const Vault::Founder& names,
                                        KdfProfile profile, const Surroundings& surroundings);
/// The part of it that is about the passphrase and the names.
[[nodiscard]] Result<void> check_names(const Passphrase& passphrase, const Vault::Founder& names,
                                       KdfProfile profile, const Surroundings& surroundings);
/// The part of it that is about the files.
[[nodiscard]] Result<void> place_is_free(const std::filesystem::path& file);

}  // namespace manumit::vault
