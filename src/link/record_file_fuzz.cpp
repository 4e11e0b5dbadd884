// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "link.h"
#include "record_file.h"

/// Any bytes are read as a list or refused; a short list that is read can be linked, by guessed
/// settings that read back, and everybody is in one cluster, called by its first.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace manumit;
  using namespace manumit::link;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  std::vector<RecordFile> files;
  files.push_back({"fuzz.csv", source_of(text), false});
  const auto read = read_records(std::move(files), {});
  if (!read || read->table.size() > 50)
    return 0;
  const RecordTable& table = read->table;
  for (std::size_t record = 0; record < table.size(); ++record) {
    MANUMIT_CHECK(table.row_of(record) >= record + 2 && table.source_of(record) == 0);
    MANUMIT_CHECK(table.record_at(0, table.row_of(record)) == record);
  }
  Settings settings = guess_settings(table);
  if (settings.comparisons.empty())
    return 0;
  MANUMIT_CHECK(read_settings(written(settings), "link.toml").has_value());
  settings.training.bootstrap = 2;
  settings.training.random_pairs = 1000;
  const auto linked = manumit::link::link(table, settings);
  MANUMIT_CHECK(linked.has_value() && linked->cluster.size() == table.size());
  for (std::uint32_t record = 0; record < table.size(); ++record) {
    const std::uint32_t first = linked->cluster[record];
    MANUMIT_CHECK(first <= record && linked->cluster[first] == first);
  }
  return 0;
}
