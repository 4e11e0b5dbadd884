// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstring>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace manumit::vault {

/// Builds a canonical byte string: fixed order, little-endian, nothing optional.
class Writer {
 public:
  explicit Writer(std::size_t reserve = 256) { out_.reserve(reserve); }
  Writer& text(std::string_view letters) { return raw(bytes_of(letters)); }
  Writer& raw(ByteView bytes) {
    out_.insert(out_.end(), bytes.begin(), bytes.end());
    return *this;
  }
  template <typename Whole>
  Writer& number(Whole value) {
    static_assert(std::is_unsigned_v<Whole>);
    for (std::size_t i = 0; i < sizeof value; ++i)
      out_.push_back(
          static_cast<std::uint8_t>((static_cast<std::uint64_t>(value) >> (8 * i)) & 0xFF));
    return *this;
  }
  [[nodiscard]] Bytes take() { return std::move(out_); }
  [[nodiscard]] ByteView view() const { return out_; }

 private:
  Bytes out_;
};

/// Reads such a string. After the first read past the end everything is zero and `sound()` is
/// false, so a parser asks once, at its end.
class Reader {
 public:
  explicit Reader(ByteView bytes) : rest_(bytes) {}
  [[nodiscard]] ByteView raw(std::size_t count) {
    if (count > rest_.size()) {
      sound_ = false;
      rest_ = {};
      return {};
    }
    const ByteView part = rest_.first(count);
    rest_ = rest_.subspan(count);
    return part;
  }
  template <std::size_t N>
  void into(std::array<std::uint8_t, N>& place) {
    const ByteView part = raw(N);
    if (part.size() == N)
      std::memcpy(place.data(), part.data(), N);
  }
  template <typename Whole>
  [[nodiscard]] Whole number() {
    static_assert(std::is_unsigned_v<Whole>);
    std::uint64_t value = 0;
    const ByteView part = raw(sizeof(Whole));
    for (std::size_t i = 0; i < part.size(); ++i)
      value |= static_cast<std::uint64_t>(part[i]) << (8 * i);
    return static_cast<Whole>(value);
  }
  [[nodiscard]] bool literal(std::string_view letters) {
    const ByteView part = raw(letters.size());
    return part.size() == letters.size() &&
           std::memcmp(part.data(), letters.data(), letters.size()) == 0;
  }
  [[nodiscard]] bool sound() const { return sound_; }
  [[nodiscard]] bool at_end() const { return sound_ && rest_.empty(); }
  [[nodiscard]] std::size_t left() const { return rest_.size(); }

 private:
  ByteView rest_;
  bool sound_ = true;
};

}  // namespace manumit::vault
