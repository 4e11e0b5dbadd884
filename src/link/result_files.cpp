// SPDX-License-Identifier: Apache-2.0
#include "result_files.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/csv.h"

namespace manumit::link {
namespace {

/// Gathers lines, so that a file is written in pieces of some size.
class Lines {
 public:
  explicit Lines(const TextSink& sink) : sink_(sink) {}

  [[nodiscard]] Result<void> add(const std::vector<std::string>& cells) {
    constexpr std::size_t kPiece = std::size_t{1} << 16;
    text_ += csv_line(cells);
    return text_.size() < kPiece ? Result<void>() : finish();
  }
  [[nodiscard]] Result<void> finish() {
    TRY(sink_(text_));
    text_.clear();
    return {};
  }

 private:
  const TextSink& sink_;
  std::string text_;
};

std::string in_digits(const char* format, double value) {
  std::array<char, 32> digits{};
  static_cast<void>(std::snprintf(digits.data(), digits.size(), format, value));
  return digits.data();
}

std::string stem_of(const std::string& name) {
  constexpr std::string_view kEnding = ".csv";
  const bool ends = name.size() > kEnding.size() && name.ends_with(kEnding);
  return ends ? name.substr(0, name.size() - kEnding.size()) : name;
}

/// Names that are no column of another meaning, and differ.
std::vector<std::string> list_names(const RecordTable& table) {
  std::vector<std::string> names;
  for (const Source& source : table.sources()) {
    std::string name = stem_of(source.name);
    if (name == "count" || name == "draw" ||
        std::find(names.begin(), names.end(), name) != names.end())
      name = source.name;
    while (std::find(names.begin(), names.end(), name) != names.end())
      name += "'";
    names.push_back(std::move(name));
  }
  return names;
}

std::vector<std::string> headings_of(const Overlap& overlap, std::vector<std::string> before) {
  before.insert(before.end(), overlap.lists.begin(), overlap.lists.end());
  before.emplace_back("count");
  return before;
}

Result<void> add_histories(const Overlap& overlap, const std::vector<std::string>& before,
                           Lines& lines) {
  for (const auto& [history, count] : overlap.people) {
    std::vector<std::string> cells = before;
    for (const char on : history)
      cells.emplace_back(1, on);
    cells.push_back(std::to_string(count));
    TRY(lines.add(cells));
  }
  return {};
}

}  // namespace

std::string cluster_name(const RecordTable& table, std::uint32_t first) {
  return table.sources()[table.source_of(first)].name + ":" + std::to_string(table.row_of(first));
}

Result<void> write_clusters(const RecordTable& table, const Linkage& linkage,
                            const TextSink& sink) {
  Lines lines(sink);
  TRY(lines.add({"source", "row", "id", "cluster"}));
  for (std::uint32_t record = 0; record < table.size(); ++record) {
    TRY(lines.add({table.sources()[table.source_of(record)].name,
                   std::to_string(table.row_of(record)), std::string(table.id_of(record)),
                   cluster_name(table, linkage.cluster[record])}));
  }
  return lines.finish();
}

Result<void> write_pairs(const RecordTable& table, const Linkage& linkage, double from,
                         const TextSink& sink) {
  Lines lines(sink);
  TRY(lines.add({"source_a", "row_a", "source_b", "row_b", "weight", "probability"}));
  for (const LinkedPair& pair : linkage.pairs) {
    const auto weight = static_cast<double>(pair.weight);
    if (weight < from)
      continue;
    TRY(lines.add(
        {table.sources()[table.source_of(pair.a)].name, std::to_string(table.row_of(pair.a)),
         table.sources()[table.source_of(pair.b)].name, std::to_string(table.row_of(pair.b)),
         in_digits("%.3f", weight), in_digits("%.6g", probability_of(weight))}));
  }
  return lines.finish();
}

Result<Overlap> overlap_of(const RecordTable& table, const std::vector<std::uint32_t>& cluster) {
  const std::size_t lists = table.sources().size();
  if (lists < 2) {
    return fail(Error::Kind::bad_input, "a single list overlaps with nothing",
                table.sources().front().name, "give each list as a file of its own");
  }
  // Records of a cluster come after its first one, so a cluster's history grows in one pass.
  std::vector<std::string> history(table.size());
  for (std::uint32_t record = 0; record < table.size(); ++record) {
    std::string& on = history[cluster[record]];
    if (on.empty())
      on.assign(lists, '0');
    on[table.source_of(record)] = '1';
  }
  Overlap overlap{.lists = list_names(table), .people = {}};
  for (const std::string& on : history) {
    if (!on.empty())
      ++overlap.people[on];
  }
  return overlap;
}

Result<void> write_overlap(const Overlap& overlap, const TextSink& sink) {
  Lines lines(sink);
  TRY(lines.add(headings_of(overlap, {})));
  TRY(add_histories(overlap, {}, lines));
  return lines.finish();
}

Result<void> write_overlaps(const std::vector<Overlap>& draws, const TextSink& sink) {
  Lines lines(sink);
  for (std::size_t draw = 0; draw < draws.size(); ++draw) {
    if (draw == 0)
      TRY(lines.add(headings_of(draws[draw], {"draw"})));
    TRY(add_histories(draws[draw], {std::to_string(draw + 1)}, lines));
  }
  return lines.finish();
}

}  // namespace manumit::link
