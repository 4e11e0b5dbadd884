// SPDX-License-Identifier: Apache-2.0
#include "record_file.h"

#include <algorithm>
#include <array>
#include <functional>
#include <span>
#include <utility>

#include "base/parallel.h"
#include "column_plan.h"
#include "list_reading.h"
#include "read_checks.h"
#include "record_builder.h"

namespace manumit::link {
namespace {

constexpr std::size_t kMostRecords = std::size_t{1} << 31;
constexpr std::size_t kCellsTogether = 256;  // Get their numbers in one go.

/// Reads the rows of all lists into one table, block by block: while the columns of a block get
/// their numbers, the next block is read.
class TableReading {
 public:
  TableReading(const ColumnPlan& plan, unsigned threads)
      : plan_(plan), threads_(threads), builder_(plan.kind), ids_(plan.columns.size()) {
    for (const ColumnRole& column : plan.columns)
      builder_.add_column(column.name, column.role);
  }

  [[nodiscard]] Result<void> read(ListReading& list) {
    builder_.begin_source(list.name(), list.deduplicated());
    while (!list.at_end() && !faults_.enough()) {
      TRY(read_block(list));
      list.go_on();
    }
    return {};
  }

  [[nodiscard]] Result<RecordTable> take() {
    if (faults_.any())
      return fail(faults_.error());
    return builder_.take();
  }

 private:
  using Task = std::function<Result<void>()>;

  [[nodiscard]] Result<void> read_block(ListReading& list) {
    TRY(check_room(list));
    std::vector<Task> tasks = {[&] { return list.read_ahead(); },
                               [&]() -> Result<void> {
                                 find_faults(list, faults_);
                                 return {};
                               }};
    for (std::size_t column = 0; column < ids_.size(); ++column) {
      tasks.push_back([this, &list, column]() -> Result<void> {
        number_column(list, column);
        return {};
      });
    }
    tasks.push_back([&]() -> Result<void> {
      keep_ids(list);
      return {};
    });
    TRY(parallel_for(tasks.size(), threads_, [&](std::size_t i) { return tasks[i](); }));
    if (!faults_.any())
      keep_rows(list);
    return {};
  }

  [[nodiscard]] Result<void> check_room(ListReading& list) {
    const std::size_t bytes = list.block().text().size();
    bool room = builder_.has_room_for_ids(bytes) &&
                builder_.so_far().size() + list.block().rows() < kMostRecords;
    for (std::size_t column = 0; column < ids_.size(); ++column)
      room = room && builder_.values(column).has_room(bytes);
    if (room)
      return {};
    return fail(Error::Kind::bad_input, "the lists hold more than the program can link at once",
                list.name(), "link parts of them, or leave columns out");
  }

  /// The place among the headings where a column of the table stands on this list.
  [[nodiscard]] static std::size_t heading_of(const ListReading& list, ColumnPlace::Kind kind,
                                              std::size_t column) {
    std::size_t i = 0;
    while (i < list.places.size() &&
           !(list.places[i].kind == kind && list.places[i].column == column))
      ++i;
    return i;
  }

  [[nodiscard]] static std::string_view cell_of(ListReading& list, std::size_t row,
                                                std::size_t heading) {
    if (heading >= list.block().columns_of(row))
      return {};
    return trimmed(list.block().cell(row, heading));
  }

  void number_column(ListReading& list, std::size_t column) {
    const std::size_t heading = heading_of(list, ColumnPlace::Kind::column, column);
    const std::size_t first = list.first_record_row();
    std::vector<std::uint32_t>& ids = ids_[column];
    ids.resize(list.block().rows() - first);
    std::array<std::string_view, kCellsTogether> cells;
    for (std::size_t done = 0; done < ids.size(); done += kCellsTogether) {
      const std::size_t some = std::min(kCellsTogether, ids.size() - done);
      for (std::size_t i = 0; i < some; ++i)
        cells[i] = cell_of(list, first + done + i, heading);
      builder_.values(column).ids_of(std::span(cells).first(some),
                                     std::span(ids).subspan(done, some));
    }
  }

  void keep_ids(ListReading& list) {
    const std::size_t id = heading_of(list, ColumnPlace::Kind::id, 0);
    const std::size_t truth = heading_of(list, ColumnPlace::Kind::truth, 0);
    for (std::size_t row = list.first_record_row(); row < list.block().rows(); ++row) {
      if (plan_.has_ids)
        builder_.add_id(cell_of(list, row, id));
      if (plan_.has_truth)
        builder_.add_truth(truths_.id_of(cell_of(list, row, truth)));
    }
  }

  void keep_rows(ListReading& list) {
    const std::size_t rows = list.block().rows() - list.first_record_row();
    for (std::size_t row = 0; row < rows; ++row) {
      builder_.row_of_next(list.block().number_of(row + list.first_record_row()));
      const std::span<std::uint32_t> record = builder_.add_record();
      for (std::size_t column = 0; column < record.size(); ++column)
        record[column] = ids_[column][row];
    }
  }

  const ColumnPlan& plan_;
  unsigned threads_;
  RecordTableBuilder builder_;
  Values truths_;
  RecordFaults faults_;
  std::vector<std::vector<std::uint32_t>> ids_;  ///< Of the block, column by column.
};

}  // namespace

Result<ReadRecords> read_records(std::vector<RecordFile> files, const ReadOptions& options) {
  std::vector<ListReading> lists;
  for (RecordFile& file : files)
    lists.push_back(TRY(ListReading::begin(std::move(file))));
  if (lists.empty())
    return fail(Error::Kind::bad_input, "no list was named");
  ColumnPlan plan = TRY(plan_columns(lists, options));
  TableReading reading(plan, options.threads);
  for (ListReading& list : lists)
    TRY(reading.read(list));
  ReadRecords read{.table = TRY(reading.take()), .roles = std::move(plan.roles), .warnings = {}};
  std::vector<std::uint64_t> contents;
  for (const ListReading& list : lists)
    contents.push_back(list.content());
  TRY(check_lists(read.table, contents));
  read.warnings = warnings_of(read.table);
  return read;
}

}  // namespace manumit::link
