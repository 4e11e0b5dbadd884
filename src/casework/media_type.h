// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace manumit::casework {

/// Tells from the bytes of a file what it is, as they pass by. A name is not believed: what calls
/// itself a picture and is none must not be opened as one.
class MediaWatch {
 public:
  void see(ByteView bytes);
  /// "application/pdf", "image/png" …, "text/plain" where every byte seen is of a text in UTF-8,
  /// else "application/octet-stream".
  [[nodiscard]] std::string type() const;
  /// How many pages a PDF says that it has. Nothing for those that keep it in a packed stream.
  [[nodiscard]] std::optional<std::int64_t> pages() const;

 private:
  void count_pages(std::string_view bytes);
  std::string head_;  ///< the first bytes
  std::string tail_;  ///< the end of what was seen, where a word may be cut in two
  std::int64_t pages_ = 0;
};

/// The ending that a file of this type is saved with, ".pdf"; empty if it is not known.
[[nodiscard]] std::string_view ending_of(std::string_view media_type);

}  // namespace manumit::casework
