// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "link/link.h"
#include "link/records.h"
#include "link/settings.h"

namespace manumit::link {

/// A record that may be the same person as a new one.
struct Candidate {
  std::uint32_t record = 0;
  double weight = 0;  ///< log2 of the odds that it is.
};

/// What became of a new record.
struct Arrival {
  std::uint32_t record = 0;
  std::vector<Candidate> candidates;  ///< From the weight on that was kept, the best first.
  /// The groups that it brought together, by their oldest records, itself not among them: none if
  /// it stays alone, two or more if groups that were apart are one now. The result has the id of
  /// the oldest of them, so a group keeps its id while it grows.
  std::vector<std::uint32_t> joined;
};

/// Takes in records one by one, after a linking, in milliseconds: who is it, among a million?
///
/// It weighs by what the linking has learned: weights, and how many records have each value, stay
/// as they were. A new record joins the group with which it weighs most on average, and then
/// whatever group weighs enough on average with the one that is grown; nothing that was one group
/// is parted. Linking anew after many arrivals learns from them too.
class Newcomers {
 public:
  /// The table, settings and decisions that gave the linkage. Candidates are kept from
  /// `keep_from` on, in bits. As long as preparing the records for linking; afterwards some 200
  /// bytes a record and 16 for each key of each rule.
  [[nodiscard]] static Result<Newcomers> of(RecordTable table, const Settings& settings,
                                            const Linkage& linkage, const Decisions& decisions = {},
                                            double keep_from = -5);
  Newcomers(Newcomers&&) noexcept;
  Newcomers& operator=(Newcomers&&) noexcept;
  ~Newcomers();

  /// `texts`: one for each column of the table; empty is missing.
  [[nodiscard]] Arrival add(const std::vector<std::string>& texts);

  [[nodiscard]] const RecordTable& table() const;
  /// For each record the oldest one of its group.
  [[nodiscard]] const std::vector<std::uint32_t>& cluster() const;

 private:
  struct Inside;
  explicit Newcomers(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace manumit::link
