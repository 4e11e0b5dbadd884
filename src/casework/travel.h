// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "casework/casebook.h"

namespace manumit::casework {

/// What somebody wants to have with them on a journey.
struct TravelWish {
  std::filesystem::path file;   ///< NAME.mnv to be made, in a folder that is there
  std::vector<RecordId> cases;  ///< that open in it; at least one
  std::string member_name;      ///< of the new record, as colleagues will read it
  std::string device_name;
  vault::KdfProfile profile = vault::KdfProfile::standard;
};

/// The copy that was made and closed again.
struct TravelCopy {
  vault::MemberId member;  ///< the record that opens it: to be dismissed after the journey
  std::string fingerprint;
  std::size_t cases = 0;
  std::uint64_t entries = 0;  ///< all that lie in it, most of them closed to it
};

/// Whether this member may make one: directors admit. Costs nothing.
[[nodiscard]] Result<void> may_make_travel_copy(const vault::Vault& vault);

/// A vault of its own passphrase that opens the chosen cases and no others: a new record that is
/// linked to nobody is admitted as a case worker, the cases are shared with it, and its bundle is
/// joined at once. Before it counts as made it is opened and compared with what it may open.
///
/// The ciphertext of everything else lies in it, since the chains need it, and the names of members
/// and computers open. Whatever fails leaves no file; a record that was admitted is dismissed
/// again, and the refusal says so if even that failed. Costs what making and joining a bundle do,
/// and three key derivations.
[[nodiscard]] Result<TravelCopy> make_travel_copy(Casebook& book, const TravelWish& wish,
                                                  const Passphrase& passphrase,
                                                  const Surroundings& surroundings,
                                                  const Progress& progress = {});

}  // namespace manumit::casework
