// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "crypto.h"
#include "vault/ids.h"

namespace manumit::vault {

/// The compartments' keys that this member holds, in locked memory. Keys never move once added,
/// so a view stays good while the ring lives.
class KeyRing {
 public:
  /// Makes room for so many at once.
  void expect(std::size_t count) { places_.reserve(count); }
  void add(const Compartment& compartment, std::uint32_t epoch, ByteView key);
  [[nodiscard]] std::optional<ByteView> find(const Compartment& compartment,
                                             std::uint32_t epoch) const;
  /// Overwrites the keys of all its epochs.
  void forget(const Compartment& compartment);
  /// All of them, in no order.
  void for_each(const std::function<void(const Compartment&, std::uint32_t epoch, ByteView key)>&
                    visit) const;
  /// The epoch to write under.
  [[nodiscard]] std::optional<std::pair<std::uint32_t, ByteView>> newest(
      const Compartment& compartment) const;

 private:
  struct Place {
    std::uint32_t epoch = 0;
    std::uint32_t slot = 0;
  };
  [[nodiscard]] ByteView at(std::uint32_t slot) const;
  [[nodiscard]] static std::size_t offset_of(std::uint32_t slot);
  std::vector<LockedBytes> drawers_;
  std::uint32_t used_ = 0;
  std::unordered_multimap<Compartment, Place, IdHash> places_;
};

}  // namespace manumit::vault
