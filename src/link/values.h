// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace manumit::link {

/// Texts one after the other in one piece of memory, numbered from 0 in the order in which they
/// came. At most 4 GiB of letters.
class Texts {
 public:
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size()); }
  [[nodiscard]] std::string_view operator[](std::uint32_t number) const {
    const std::uint32_t begin = number == 0 ? 0 : ends_[number - 1];
    return {letters_.data() + begin, ends_[number] - begin};
  }
  /// Whether so many bytes more have room.
  [[nodiscard]] bool has_room(std::size_t bytes) const {
    return letters_.size() + bytes < (std::size_t{1} << 32);
  }
  void add(std::string_view text) {
    letters_.insert(letters_.end(), text.begin(), text.end());
    ends_.push_back(static_cast<std::uint32_t>(letters_.size()));
  }
  void shrink() {
    letters_.shrink_to_fit();
    ends_.shrink_to_fit();
  }

 private:
  std::vector<char> letters_;
  std::vector<std::uint32_t> ends_;
};

/// The different values of a column, numbered from 1 in the order in which they were first met.
/// 0 is no value: the empty text.
class Values {
 public:
  Values() { texts_.add({}); }

  /// The highest number; there are as many different values.
  [[nodiscard]] std::uint32_t count() const { return texts_.size() - 1; }
  [[nodiscard]] std::string_view operator[](std::uint32_t id) const { return texts_[id]; }

  /// The number of a value, a new one if it was not met before. Amortised O(size).
  [[nodiscard]] std::uint32_t id_of(std::string_view value);
  /// The same for many at once: the memory of one is fetched while another is looked at.
  void ids_of(std::span<const std::string_view> values, std::span<std::uint32_t> ids);
  [[nodiscard]] bool has_room(std::size_t bytes) const { return texts_.has_room(bytes); }
  /// Gives back the memory by which values are found again; it is made anew when it is needed …
  void forget_index();
  /// … or now.
  void make_index() { grow(); }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t id = 0;  ///< 0: free.
  };
  [[nodiscard]] std::size_t slot_of(std::uint64_t hash, std::string_view value) const;
  [[nodiscard]] std::uint32_t take(std::uint64_t hash, std::string_view value);
  void grow();
  void make_index(std::size_t slots);

  Texts texts_;
  std::vector<Slot> index_;  ///< As many as a power of two, at most two thirds of them taken.
};

}  // namespace manumit::link
