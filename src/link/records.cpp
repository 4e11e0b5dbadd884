// SPDX-License-Identifier: Apache-2.0
#include "records.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "record_builder.h"

namespace manumit::link {
namespace {

constexpr std::array<std::string_view, kRoles> kNames = {
    "given_name", "family_name",  "patronymic",     "full_name", "birth_date", "age",   "sex",
    "country",    "place",        "street_address", "postcode",  "phone",      "email", "document",
    "tax_number", "organisation", "occupation",     "other",     "id",         "truth", "ignored"};

}  // namespace

std::string_view name_of(Role role) {
  return kNames[static_cast<std::size_t>(role)];
}

std::optional<Role> role_named(std::string_view name) {
  const auto* const found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end())
    return std::nullopt;
  return static_cast<Role>(found - kNames.begin());
}

std::size_t RecordTable::source_of(std::size_t record) const {
  const auto after = std::upper_bound(
      sources_.begin(), sources_.end(), record,
      [](std::size_t wanted, const Source& source) { return wanted < source.first; });
  return static_cast<std::size_t>(after - sources_.begin()) - 1;
}

std::uint64_t RecordTable::row_of(std::size_t record) const {
  constexpr std::uint64_t kFirstRow = 2;  // Below the headings.
  const Source& source = sources_[source_of(record)];
  const auto after = std::upper_bound(
      source.empty.begin(), source.empty.end(), record,
      [](std::size_t wanted, const Source::Empty& each) { return wanted < each.from; });
  return record - source.first + kFirstRow +
         (after == source.empty.begin() ? 0 : std::prev(after)->lines);
}

std::optional<std::size_t> RecordTable::record_at(std::size_t source, std::uint64_t row) const {
  std::size_t low = sources_[source].first;
  const std::size_t end = low + sources_[source].count;
  std::size_t high = end;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (row_of(middle) < row)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == end || row_of(low) != row)
    return std::nullopt;
  return low;
}

std::string_view RecordTable::id_of(std::size_t record) const {
  return has_ids() ? ids_[static_cast<std::uint32_t>(record)] : std::string_view();
}

RecordTableBuilder::RecordTableBuilder(RecordTable&& table) : table_(std::move(table)) {
  for (Column& column : table_.columns_)
    column.values.make_index();
}

void RecordTableBuilder::row_of_next(std::uint64_t row) {
  Source& source = table_.sources_.back();
  constexpr std::uint64_t kFirstRow = 2;
  const std::uint64_t lines = row - kFirstRow - source.count;
  if (lines > (source.empty.empty() ? 0 : source.empty.back().lines))
    source.empty.push_back({table_.size_, lines});
}

std::span<std::uint32_t> RecordTableBuilder::add_record() {
  const std::size_t within = table_.size_ % RecordTable::kChunkRows;
  if (within == 0) {
    table_.chunks_.emplace_back();
    table_.chunks_.back().reserve(RecordTable::kChunkRows * columns());
  }
  std::vector<std::uint32_t>& chunk = table_.chunks_.back();
  chunk.resize(chunk.size() + columns());
  ++table_.size_;
  ++table_.sources_.back().count;
  return std::span(chunk).subspan(within * columns());
}

void RecordTableBuilder::add_texts(const std::vector<std::string>& texts) {
  MANUMIT_CHECK(texts.size() == columns());
  const std::span<std::uint32_t> record = add_record();
  for (std::size_t column = 0; column < texts.size(); ++column)
    record[column] = values(column).id_of(texts[column]);
}

RecordTable RecordTableBuilder::take() {
  MANUMIT_CHECK(table_.ids_.size() == 0 || table_.ids_.size() == table_.size_);
  MANUMIT_CHECK(table_.truth_.empty() || table_.truth_.size() == table_.size_);
  for (Column& column : table_.columns_)
    column.values.forget_index();
  table_.ids_.shrink();
  table_.truth_.shrink_to_fit();
  return std::move(table_);
}

}  // namespace manumit::link
