// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "vault/backup.h"
#include "vault/ids.h"

namespace manumit::vault {

/// One line that vouches for all that a vault held at a moment, kept where nobody can reach it
/// together with the vault: on paper, at a notary's, in a sister organisation's vault. It tells
/// nothing but how many entries there were. docs/formats/mnv1.md §8.
struct AnchorLine {
  std::uint64_t entries = 0;
  std::array<std::uint8_t, 20> digest{};
  auto operator<=>(const AnchorLine&) const = default;
};
/// "MNV1 1234 5VCZ-…-Y601 7K": at most 80 characters, none of which is mistaken for another when
/// it is read aloud.
[[nodiscard]] std::string text_of(const AnchorLine& line);
/// Heeds neither case, blanks nor dashes, reads O as 0 and I and L as 1. The two last letters find
/// every single letter that was mistyped, and every two that changed places.
[[nodiscard]] Result<AnchorLine> read_anchor_line(std::string_view typed);

/// Somebody outside who has the line, and signed that they had it at that time.
struct Witness {
  std::string name;         ///< as they call themselves
  std::string fingerprint;  ///< of their signing key, in groups to read aloud
  std::int64_t at_ms = 0;   ///< by their clock
};

/// A state that a device of this vault noted and signed.
struct Anchor {
  std::string line;
  std::uint64_t entries = 0;
  std::int64_t made_ms = 0;  ///< by the device's clock
  AuthorId author;
  std::string member;  ///< whose device it is; empty if unknown, as the next
  std::string device;
  std::vector<Witness> witnesses;
};

/// What can be said to somebody who reads a line aloud.
struct LineAnswer {
  enum class What {
    held,         ///< this copy contains all that the line vouches for
    rolled_back,  ///< the line is known here, and entries that it vouches for are missing
    rewritten,    ///< the line is known here, and other entries stand where it knew some
    older,        ///< no such line here, and it counts more entries than this copy has
    unknown,      ///< no such line here: of another vault or computer, or cut off with the rest
  } what = What::unknown;
  std::uint64_t line_entries = 0;  ///< that the line counts
  std::uint64_t here = 0;          ///< entries in this copy, counted in the same way
  std::int64_t made_ms = 0;        ///< when the state was noted; 0 for older and unknown
  std::vector<Behind> missing;     ///< of whom how many; for rolled_back
  std::vector<Witness> witnesses;
};

/// What one vault wrote down as witness of another.
struct Witnessed {
  std::string line;
  std::string of;  ///< whose line it is, as whoever wrote it down calls them
  std::int64_t at_ms = 0;
  AuthorId author;
};

/// What a witness hands back, and what they may want to say beside it.
struct WitnessMade {
  Bytes file;  ///< NAME.mnw: for the vault whose line it is
  Witnessed said;
  std::optional<Witnessed> before;  ///< the last line of the same organisation
  /// The line counts fewer entries than the one before: their vault was rolled back, or it is the
  /// line of another computer of theirs. Ask.
  bool fewer = false;
};

/// The same answer without a passphrase: `missing` names nobody. Reads all headers: about 0.5 s
/// for 100,000 entries.
[[nodiscard]] Result<LineAnswer> check_line_without_key(const std::filesystem::path& vault_file,
                                                        std::string_view line);

}  // namespace manumit::vault
