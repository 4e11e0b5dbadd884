// SPDX-License-Identifier: Apache-2.0
#include "exchange/stored_zip.h"

#include <algorithm>
#include <array>

namespace manumit::exchange {
namespace {

constexpr std::size_t kMostFiles = 0xFFFE;

// 1980-01-01 00:00, the first moment that a zip file can hold.
constexpr std::uint16_t kDosTime = 0;
constexpr std::uint16_t kDosDate = (0 << 9) | (1 << 5) | 1;
constexpr std::uint16_t kVersion = 20;
constexpr std::uint16_t kUnix = 3 << 8;
constexpr std::uint16_t kNamesAreUtf8 = 1 << 11;
constexpr std::uint32_t kReadableByOwner = 0100600U << 16;

constexpr std::array<std::uint32_t, 256> crc_table() {
  std::array<std::uint32_t, 256> out{};
  for (std::uint32_t byte = 0; byte < out.size(); ++byte) {
    std::uint32_t value = byte;
    for (int bit = 0; bit < 8; ++bit)
      value = (value & 1U) != 0 ? 0xEDB88320U ^ (value >> 1U) : value >> 1U;
    out[byte] = value;
  }
  return out;
}
constexpr std::array<std::uint32_t, 256> kCrcTable = crc_table();

class Record {
 public:
  Record& u16(std::uint64_t number) { return little(number, 2); }
  Record& u32(std::uint64_t number) { return little(number, 4); }
  Record& text(std::string_view text) {
    out_ += text;
    return *this;
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  Record& little(std::uint64_t number, int bytes) {
    for (int i = 0; i < bytes; ++i)
      out_.push_back(static_cast<char>(number >> (8 * i) & 0xFFU));
    return *this;
  }
  std::string out_;
};

/// What stands in front of a file and in the list at the end alike.
Record& about(Record& out, std::uint32_t crc, std::uint64_t size, const std::string& name) {
  return out.u16(kVersion)
      .u16(kNamesAreUtf8)
      .u16(0)
      .u16(kDosTime)
      .u16(kDosDate)
      .u32(crc)
      .u32(size)
      .u32(size)
      .u16(name.size())
      .u16(0);
}

}  // namespace

void Crc32::add(ByteView bytes) {
  for (const std::uint8_t byte : bytes)
    state_ = kCrcTable[(state_ ^ byte) & 0xFFU] ^ (state_ >> 8U);
}

Error StoredZip::too_large() {
  return {.kind = Error::Kind::bad_input,
          .what = "a zip file cannot hold more than 4 GiB",
          .next = "choose fewer files; `manumit dossier` writes a folder of any size"};
}

void StoredZip::append(Part part) {
  part.begin = size_;
  size_ += part.size;
  if (part.size > 0)
    parts_.push_back(std::move(part));
}

Result<void> StoredZip::begin_file(const std::string& name, std::uint64_t size, std::uint32_t crc) {
  if (size > kMostBytes || size_ > kMostBytes - size || listed_.size() == kMostFiles)
    return fail(too_large());
  listed_.push_back({name, size_, static_cast<std::uint32_t>(size), crc});
  Record record;
  record.u32(0x04034B50);
  std::string head = about(record, crc, size, name).text(name).take();
  const std::uint64_t length = head.size();
  append({.size = length, .text = Secret<std::string>(std::move(head))});
  return {};
}

Result<void> StoredZip::add(const std::string& name, Secret<std::string> text) {
  Crc32 sum;
  sum.add(bytes_of(text.reveal()));
  TRY(begin_file(name, text.reveal().size(), sum.value()));
  const std::uint64_t length = text.reveal().size();
  append({.size = length, .text = std::move(text)});
  return {};
}

Result<void> StoredZip::add_large(const std::string& name, std::uint64_t size, std::uint32_t crc) {
  TRY(begin_file(name, size, crc));
  append({.size = size, .text = {}, .large = ++large_});
  return {};
}

Result<void> StoredZip::finish() {
  const std::uint64_t begin = size_;
  Record list;
  for (const Listed& file : listed_) {
    list.u32(0x02014B50).u16(kUnix | kVersion);
    about(list, file.crc, file.size, file.name);
    list.u16(0).u16(0).u16(0).u32(kReadableByOwner).u32(file.begin).text(file.name);
  }
  std::string whole = list.take();
  const std::uint64_t length = whole.size();
  if (begin > kMostBytes - length)
    return fail(too_large());
  Record end;
  end.u32(0x06054B50).u16(0).u16(0).u16(listed_.size()).u16(listed_.size());
  whole += end.u32(length).u32(begin).u16(0).take();
  const std::uint64_t all = whole.size();
  append({.size = all, .text = Secret<std::string>(std::move(whole))});
  return {};
}

Result<Secret<Bytes>> StoredZip::read(std::uint64_t from, std::size_t count,
                                      const Fetch& fetch) const {
  const auto next = std::upper_bound(
      parts_.begin(), parts_.end(), from,
      [](std::uint64_t at, const Part& part) { return at < part.begin + part.size; });
  if (next == parts_.end())
    return Secret<Bytes>();
  const std::uint64_t at = from - next->begin;
  const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(count, next->size - at));
  if (next->large > 0)
    return fetch(next->large - 1, at, wanted);
  const ByteView bytes =
      bytes_of(next->text.reveal()).subspan(static_cast<std::size_t>(at), wanted);
  return Secret<Bytes>(Bytes(bytes.begin(), bytes.end()));
}

}  // namespace manumit::exchange
