// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.h"

namespace manumit::vault {

/// What can be said of a vault's two files without any key.
enum class Condition {
  absent,          ///< no such file
  intact,          ///< everything that can be checked without a key is in order
  not_a_vault,     ///< another kind of file
  newer,           ///< written by a later version of the format than this program reads
  half_copied,     ///< shorter than its own header says
  text_mangled,    ///< went through a transfer that changed line endings
  damaged,         ///< something else is wrong: `problem` says what and where
  keys_absent,     ///< the NAME.mnk beside it is missing
  keys_damaged,    ///< NAME.mnk fails its checksum
  keys_destroyed,  ///< NAME.mnk is sound, and somebody destroyed the ways in (vault/panic.h)
};

struct Inspection {
  Condition condition = Condition::absent;
  /// Why, what is safe, and what to do next, ready for a person. Meaningless when intact.
  Error problem;
};

/// Looks at NAME.mnv and NAME.mnk without opening them for writing. Reads headers, sizes and the
/// keyless checksums of the meta rows and slots only, so it takes milliseconds for any size;
/// `check_without_key` reads all.
[[nodiscard]] Inspection inspect(const std::filesystem::path& vault_file);

/// NAME.mnk for NAME.mnv.
[[nodiscard]] std::filesystem::path key_file_of(const std::filesystem::path& vault_file);

}  // namespace manumit::vault
