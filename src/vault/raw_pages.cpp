// SPDX-License-Identifier: Apache-2.0
#include "raw_pages.h"

#include <algorithm>
#include <array>

namespace manumit::vault {
namespace {

constexpr std::uint32_t kFile = 0;
constexpr std::uint32_t kLog = 1;
constexpr std::uint32_t kJournal = 2;

constexpr std::size_t kLogHeader = 32;
constexpr std::size_t kFrameHeader = 24;
constexpr std::size_t kJournalSector = 512;

std::uint32_t big_endian(ByteView bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i)
    value = (value << 8) | bytes[at + i];
  return value;
}

}  // namespace

Result<RawPages> RawPages::open(const std::filesystem::path& file) {
  RawPages out;
  if (!out.take_part(file, kFile)) {
    return fail(Error::Kind::not_found, "this file cannot be opened for reading",
                file.filename().string(),
                "check that you may read it, and that the disk is still there");
  }
  static_cast<void>(out.take_part(file.string() + "-wal", kLog));
  static_cast<void>(out.take_part(file.string() + "-journal", kJournal));
  return out;
}

bool RawPages::take_part(const std::filesystem::path& file, std::uint32_t part) {
  std::error_code trouble;
  const std::uint64_t size = std::filesystem::file_size(file, trouble);
  if (trouble)
    return false;
  parts_[part].open(file, std::ios::binary);
  if (!parts_[part])
    return false;
  bytes_ += size;
  if (part == kFile)
    list_file(size);
  if (part == kLog)
    list_log(size);
  if (part == kJournal)
    list_journal(size);
  return true;
}

void RawPages::list_file(std::uint64_t size) {
  const std::uint64_t pages = std::min<std::uint64_t>((size + kPage - 1) / kPage, UINT32_MAX - 1);
  images_.reserve(pages);
  for (std::uint64_t i = 0; i < pages; ++i)
    images_.push_back({static_cast<std::uint32_t>(i + 1), kFile, i * kPage});
}

/// Frames of an older round of the log bear another salt, and are left out.
void RawPages::list_log(std::uint64_t size) {
  if (size < kLogHeader)
    return;
  const Bytes header = bytes_at(kLog, 0, kLogHeader);
  for (std::uint64_t at = kLogHeader; at + kFrameHeader + kPage <= size;
       at += kFrameHeader + kPage) {
    const Bytes frame = bytes_at(kLog, at, kFrameHeader);
    if (!std::equal(frame.begin() + 8, frame.begin() + 16, header.begin() + 16))
      break;
    const std::uint32_t number = big_endian(frame, 0);
    images_.push_back({number, kLog, at + kFrameHeader});
    in_log_[number] = at + kFrameHeader;
  }
}

/// The pages as they were before the transaction that was broken off.
void RawPages::list_journal(std::uint64_t size) {
  constexpr std::size_t kRecord = 4 + kPage + 4;
  for (std::uint64_t at = kJournalSector; at + kRecord <= size; at += kRecord) {
    const std::uint32_t number = big_endian(bytes_at(kJournal, at, 4), 0);
    images_.push_back({number, kJournal, at + 4});
  }
}

Bytes RawPages::bytes_at(std::uint32_t part, std::uint64_t offset, std::size_t count) const {
  Bytes out(count);
  std::ifstream& in = parts_[part];
  in.clear();
  in.seekg(static_cast<std::streamoff>(offset));
  in.read(reinterpret_cast<char*>(out.data()), static_cast<std::streamsize>(count));
  return out;
}

Bytes RawPages::read(const Image& image) const {
  return bytes_at(image.part, image.offset, kPage);
}

Bytes RawPages::page(std::uint32_t number, bool newest) const {
  const auto logged = in_log_.find(number);
  if (newest && logged != in_log_.end())
    return bytes_at(kLog, logged->second, kPage);
  return number == 0 ? Bytes(kPage) : bytes_at(kFile, (number - 1) * std::uint64_t{kPage}, kPage);
}

}  // namespace manumit::vault
