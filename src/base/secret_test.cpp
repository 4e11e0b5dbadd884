// SPDX-License-Identifier: Apache-2.0
#include "base/secret.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <ostream>
#include <type_traits>

using namespace manumit;

namespace {

constexpr char kShort[] = "open sesame";

static_assert(!std::is_copy_constructible_v<Passphrase>);
static_assert(!std::is_copy_assignable_v<Passphrase>);
static_assert(!std::is_copy_constructible_v<Key>);
static_assert(std::is_nothrow_move_constructible_v<Key>);
static_assert(!std::is_convertible_v<std::string, Passphrase>);
static_assert(!std::is_convertible_v<Passphrase, std::string>);

template <typename T>
concept Printable = requires(std::ostream& out, const T& value) {
  out << value;
};
template <typename T>
concept Comparable = requires(const T& a, const T& b) {
  a == b;
};
static_assert(Printable<std::string> && Comparable<std::string>);
static_assert(!Printable<Passphrase> && !Printable<Key>);
static_assert(!Comparable<Passphrase> && !Comparable<Key>);

/// Room for one value, whose bytes can be looked at after the value has gone.
template <typename T>
struct Room {
  alignas(T) std::byte bytes[sizeof(T)] = {};

  [[nodiscard]] bool holds(const void* what, std::size_t size) const {
    const auto* from = static_cast<const std::byte*>(what);
    return std::search(std::begin(bytes), std::end(bytes), from, from + size) != std::end(bytes);
  }
};

/// Memory that keeps what lay in it when a vector gives it back. Kept for one test.
std::array<unsigned char, 64> left_behind;

template <typename T>
struct Keeping {
  using value_type = T;
  Keeping() = default;
  template <typename U>
  explicit Keeping(const Keeping<U>&) {}
  T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T))); }
  void deallocate(T* memory, std::size_t count) {
    std::memcpy(left_behind.data(), memory, std::min(count * sizeof(T), left_behind.size()));
    ::operator delete(memory);
  }
  friend bool operator==(const Keeping&, const Keeping&) { return true; }
};

using KeptString = std::basic_string<char, std::char_traits<char>, Keeping<char>>;

}  // namespace

TEST_CASE("Secret: a key is overwritten when it goes") {
  Room<Key> room;
  std::array<std::uint8_t, 32> bytes;
  bytes.fill(0xA7);
  const auto copy = bytes;
  auto* key = new (room.bytes) Key(std::move(bytes));
  CHECK(room.holds(copy.data(), copy.size()));
  CHECK(bytes[0] == 0);  // What it was made from is overwritten too.
  std::destroy_at(key);
  CHECK_FALSE(room.holds(copy.data(), 4));
}

TEST_CASE("Secret: a short passphrase, kept inside the string, is overwritten when it goes") {
  Room<Passphrase> room;
  auto* passphrase = new (room.bytes) Passphrase(std::string(kShort));
  CHECK(room.holds(kShort, sizeof kShort - 1));
  CHECK(passphrase->reveal() == kShort);
  std::destroy_at(passphrase);
  CHECK_FALSE(room.holds(kShort, 4));
}

TEST_CASE("Secret: nothing stays in the place it was moved from") {
  Room<Passphrase> room;
  auto* first = new (room.bytes) Passphrase(std::string(kShort));
  Passphrase second(std::move(*first));
  CHECK(second.reveal() == kShort);
  CHECK_FALSE(room.holds(kShort, 4));
  *first = Passphrase(std::string("another one"));
  Passphrase third;
  third = std::move(*first);
  CHECK(third.reveal() == "another one");
  CHECK_FALSE(room.holds("another", 7));
  std::destroy_at(first);
}

TEST_CASE("Secret: a long passphrase is overwritten before its memory is given back") {
  constexpr char kLong[] = "a passphrase far too long to lie inside a string";
  {
    const Secret<KeptString> passphrase{KeptString(kLong)};
    CHECK(passphrase.reveal() == kLong);
    left_behind.fill(0xEE);
  }
  const auto* found = std::search(left_behind.begin(), left_behind.end(), kLong, kLong + 12);
  CHECK(found == left_behind.end());
  CHECK(left_behind[0] == 0);  // And the memory was really looked at.
}
