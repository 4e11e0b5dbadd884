// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "exchange/workbook.h"

struct zip;

namespace manumit::exchange {

/// The parts of a zipped table file, each read into memory when asked for; nothing is ever
/// written. All names and sizes are checked on opening, before a byte is unpacked.
class Package {
 public:
  /// `file` must outlive the package.
  [[nodiscard]] static Result<Package> open(ByteView file, const WorkbookLimits& limits);

  /// Whether a part is there; upper and lower case are the same, as the format says.
  [[nodiscard]] bool has(std::string_view part) const;
  /// The bytes of a part: no more than its entry declared, and the checksum holds.
  [[nodiscard]] Result<std::string> read(std::string_view part) const;
  /// An XML part as UTF-8 text.
  [[nodiscard]] Result<std::string> read_xml(std::string_view part) const;

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  struct Part {
    std::uint64_t index = 0;
    std::size_t bytes = 0;
  };
  [[nodiscard]] Result<void> list_parts(std::size_t packed_bytes, const WorkbookLimits& limits);

  std::unique_ptr<zip, Close> archive_;
  std::unordered_map<std::string, Part> parts_;  ///< By lower-case name.
};

/// One line of a .rels part: what is meant and where it lies.
struct Relation {
  std::string id;
  std::string type;    ///< The last word of the type's address: "worksheet", "sharedStrings" …
  std::string target;  ///< Full name of the part, without a leading slash.
};

/// The relations of a part; none if it has no .rels. What points outside the file is left out:
/// nothing is ever fetched.
[[nodiscard]] Result<std::vector<Relation>> relations_of(const Package& package,
                                                         std::string_view part);

}  // namespace manumit::exchange
