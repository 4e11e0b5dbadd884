// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "law/evidence.h"
#include "program.h"

namespace manumit::law {

/// One statement that gave a leaf a bit: place in `Evidence::items`, or behind them in `ages`.
struct Witness {
  std::uint32_t leaf = 0;
  Side side = Side::speaks_for;
  std::uint32_t item = 0;
  friend auto operator<=>(const Witness&, const Witness&) = default;
};

/// Turns evidence into bits of leaves; keeps its working memory from case to case.
///
/// Where several tests must hold of one subject, the first is asserted and the others say of which
/// subject: a no counts against it only where they hold, and another code says nothing, as another
/// event would not deny this one. If it is disputed whether they hold of that subject, so is what
/// is asserted of it.
class Marker {
 public:
  explicit Marker(const Program& program) : program_(program) {}

  /// Adds the bits of `lanes` to `leaves` (as many as the program has).
  void mark(const Evidence& evidence, std::uint64_t lanes, std::vector<LeafBits>& leaves);
  /// Only statements that are certain.
  void mark_certain(const Evidence& evidence, std::uint64_t lanes, std::vector<LeafBits>& leaves);
  /// The same as `mark`, and who gave which bit, sorted.
  std::vector<Witness> witnesses(const Evidence& evidence);

 private:
  /// Whether the other tests of `together` hold of a subject, and whether anybody says they do not.
  struct Qualified {
    bool holds = true;
    bool opposed = false;
  };

  void mark_if(const Evidence& evidence, bool certain_only, std::uint64_t lanes,
               std::vector<LeafBits>& leaves);
  void spread_notes(std::uint64_t lanes, std::vector<LeafBits>& leaves);
  template <typename Note>
  void scan(const Evidence& evidence, bool certain_only, Note&& note);
  template <typename Note>
  void scan_together(const Evidence& evidence, std::uint32_t item, Note&& note);
  void sort_by_subject(const Evidence& evidence);
  /// Adds the items that say so, and those that say otherwise, to the lists if there are any.
  [[nodiscard]] Qualified qualified(const Evidence& evidence, const Leaf& leaf,
                                    std::uint32_t subject, bool certain_only,
                                    std::vector<std::uint32_t>* by,
                                    std::vector<std::uint32_t>* opposed_by) const;

  const Program& program_;
  std::vector<std::uint64_t> notes_;       ///< leaf, subject and side in one number, to be sorted
  std::vector<std::uint32_t> by_subject_;  ///< items sorted by subject
  bool sorted_ = false;
};

/// Values every node from its leaves. O(nodes), for 64 cases at once.
void value_nodes(const Program& program, const std::vector<LeafBits>& leaves,
                 std::vector<Pair>& nodes);

}  // namespace manumit::law
