// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "casework/answer.h"
#include "vault/ids.h"

namespace manumit::casework {

/// What was done with records apart from writing in them. Part of docs/formats/use-log.md.
enum class UseKind : std::uint8_t {
  looked = 1,   ///< a case was opened to be read
  printed = 2,  ///< a case was sent to a printer, or the list of them
  exported = 3,
  bundle_made = 4,  ///< for another member's computer
};
/// "bundle_made", as entries write it.
[[nodiscard]] std::string_view name_of(UseKind kind);
[[nodiscard]] std::optional<UseKind> use_kind_from(std::string_view name);

/// One such act: the body of a vault entry of its own, which says who and when. It names cases by
/// their random id alone, so that it may outlive them.
struct Use {
  UseKind kind = UseKind::looked;
  std::optional<RecordId> case_id = {};        ///< where one case is meant
  std::uint64_t cases = 0;                     ///< of an export
  std::uint64_t statements = 0;                ///< of an export
  std::string form = {};                       ///< of an export: "htcds_csv", "dump" …
  std::optional<vault::MemberId> member = {};  ///< for whom
  /// BLAKE2b-256 of the file: so that one that turns up can be told.
  std::optional<std::array<std::uint8_t, 32>> file = {};
  bool operator==(const Use&) const = default;
};

/// Canonical JSON; the use must be one that `check_use` passes.
[[nodiscard]] std::string encode(const Use& use);
/// Reads what `encode` writes and refuses all else with the JSON path of the fault.
[[nodiscard]] Result<Use> decode_use(std::string_view json);
/// Whether it says what its kind needs: which case, for whom, in which form.
[[nodiscard]] Result<void> check_use(const Use& use);

/// A use as it stands in the vault.
struct Used {
  vault::EntryId entry;
  vault::AuthorId device;
  std::int64_t at_ms = 0;  ///< by that device's clock
  Use use;
};

/// As people read it.
struct ShownUse {
  Used what;
  std::string by;           ///< member's name; empty if unknown
  std::string case_number;  ///< empty if the case was erased, or cannot be opened by this member
  std::string member;       ///< for whom
};

struct UseQuery {
  std::optional<RecordId> case_id = {};
  /// Only what went out of the vault; else what was looked at too.
  bool only_left = false;
  std::size_t offset = 0;
  std::size_t limit = 200;
};
struct UsePage {
  std::vector<ShownUse> rows;  ///< the latest first
  std::size_t found = 0;       ///< before offset and limit
};

}  // namespace manumit::casework
