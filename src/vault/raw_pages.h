// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <unordered_map>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace manumit::vault {

/// The pages of a database file as they lie on the disk, good or bad, and those in the log or the
/// journal beside it: read without SQLite, which gives up where a page that leads to others is
/// lost. The files are only looked at.
/// https://www.sqlite.org/fileformat2.html: §1.2 pages, §3 rollback journal, §4.1 log.
class RawPages {
 public:
  static constexpr std::size_t kPage = 4096;
  [[nodiscard]] static Result<RawPages> open(const std::filesystem::path& file);

  /// One page as it lies at one place; the same page may lie in the log too, and in its journal.
  struct Image {
    std::uint32_t number = 0;  ///< of the page, from 1
    std::uint32_t part = 0;    ///< 0 the file, 1 the log, 2 the journal
    std::uint64_t offset = 0;  ///< in that part
  };
  [[nodiscard]] const std::vector<Image>& images() const { return images_; }
  /// Its bytes; zeros beyond the end of the file.
  [[nodiscard]] Bytes read(const Image& image) const;
  /// The page of this number: as the log has it last if `newest`, or else as the file has it.
  [[nodiscard]] Bytes page(std::uint32_t number, bool newest) const;
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  RawPages() = default;
  [[nodiscard]] bool take_part(const std::filesystem::path& file, std::uint32_t part);
  void list_file(std::uint64_t size);
  void list_log(std::uint64_t size);
  void list_journal(std::uint64_t size);
  [[nodiscard]] Bytes bytes_at(std::uint32_t part, std::uint64_t offset, std::size_t count) const;
  mutable std::ifstream parts_[3];
  std::vector<Image> images_;
  std::unordered_map<std::uint32_t, std::uint64_t> in_log_;  ///< page number to its last place
  std::uint64_t bytes_ = 0;
};

}  // namespace manumit::vault
