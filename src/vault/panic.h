// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "base/result.h"
#include "base/surroundings.h"

namespace manumit::vault {

/// What became of the ways into a vault on this computer.
struct KeysDestroyed {
  std::size_t ways_in = 0;   ///< passphrases that opened it until now; 0 if none was left
  std::int64_t at_ms = 0;    ///< the first time, by this computer's clock; 0 if not known
  bool papers_open = false;  ///< there are recovery papers that open it still
  /// The old bytes lie overwritten where they lay, as far as the disk does what it is told.
  bool overwritten = true;
  /// NAME.mnk could not be read, or a part of it: what lay there was destroyed with the rest.
  bool unreadable = false;
  /// Another program has the vault open at this moment. Our own desk notices within a second and
  /// locks; nobody else's memory is within reach.
  bool open_elsewhere = false;
  std::size_t key_backups = 0;  ///< copies of keys in the same folder: they open it still
};

/// Destroys the ways in by passphrase, for good and without asking for one: NAME.mnk is written
/// anew without them, takes its place in one step, and the old one is overwritten. So are the keys
/// of a request that waits for its bundle. Wrapped compartment keys and what papers open stay.
///
/// Works while the vault is open, here too: call `Vault::drop_keys` first. Where the power goes,
/// the old file stands or the new one does, and another call finishes what was begun. Copies in
/// other places, and blocks that a disk keeps, are out of reach. Takes milliseconds, and two
/// syncs.
[[nodiscard]] Result<KeysDestroyed> destroy_slots(const std::filesystem::path& vault_file,
                                                  const Surroundings& surroundings);

}  // namespace manumit::vault
