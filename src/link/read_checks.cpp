// SPDX-License-Identifier: Apache-2.0
#include "read_checks.h"

#include <algorithm>
#include <utility>

#include "base/csv.h"
#include "base/encoding.h"
#include "hashing.h"
#include "text/fold.h"

namespace manumit::link {
namespace {

// A name of so many bytes is no name: the cell holds a story, or a quotation mark is missing.
constexpr std::size_t kLongValue = 400;

std::string place_of(const RecordTable& table, std::size_t record, std::string_view column) {
  return cell_place(table.sources()[table.source_of(record)].name, table.row_of(record), column);
}

/// The first record of a list whose id another one of it has too, and how many such there are.
struct Repeated {
  std::size_t first = 0;
  std::size_t count = 0;
};

/// Ids that rise from row to row are unique without further ado: most lists number their rows.
bool rising(const RecordTable& table, const Source& source) {
  for (std::size_t i = 1; i < source.count; ++i) {
    const std::string_view before = table.id_of(source.first + i - 1);
    const std::string_view now = table.id_of(source.first + i);
    if (now.size() < before.size() || (now.size() == before.size() && now <= before))
      return false;
  }
  return true;
}

Repeated repeated_ids(const RecordTable& table, const Source& source) {
  Repeated found;
  if (rising(table, source))
    return found;
  std::vector<std::pair<std::uint64_t, std::size_t>> by_hash;
  by_hash.reserve(source.count);
  for (std::size_t i = source.first; i < source.first + source.count; ++i) {
    if (const std::string_view id = table.id_of(i); !id.empty())
      by_hash.emplace_back(hash_of(id), i);
  }
  std::sort(by_hash.begin(), by_hash.end());
  for (auto of_one = by_hash.begin(); of_one != by_hash.end();) {
    auto each = of_one + 1;
    for (; each != by_hash.end() && each->first == of_one->first; ++each) {
      const auto same = [&](const auto& earlier) {
        return table.id_of(earlier.second) == table.id_of(each->second);
      };
      if (std::none_of(of_one, each, same))
        continue;
      found.first = found.count == 0 ? each->second : std::min(found.first, each->second);
      ++found.count;
    }
    of_one = each;
  }
  return found;
}

void warn_of_ids(const RecordTable& table, std::vector<Warning>& warnings) {
  if (!table.has_ids())
    return;
  for (const Source& source : table.sources()) {
    const Repeated repeated = repeated_ids(table, source);
    if (repeated.count > 0) {
      warnings.push_back(
          {"ids_not_unique",
           {"{0} records have an id that another record of the same list has too, the first at "
            "{1}; rows tell them apart",
            {std::to_string(repeated.count), place_of(table, repeated.first, {})}}});
    }
  }
}

void warn_of_empty_records(const RecordTable& table, std::vector<Warning>& warnings) {
  std::size_t empty = 0;
  std::size_t first = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto row = table.row(i);
    if (std::any_of(row.begin(), row.end(), [](std::uint32_t id) { return id != 0; }))
      continue;
    if (empty++ == 0)
      first = i;
  }
  if (empty > 0) {
    warnings.push_back({"empty_records",
                        {"{0} records have nothing that can be compared, the first at {1}; each "
                         "stays by itself",
                         {std::to_string(empty), place_of(table, first, {})}}});
  }
}

/// The first record that has this value in this column.
std::size_t first_with(const RecordTable& table, std::size_t column, std::uint32_t id) {
  std::size_t record = 0;
  while (table.value(record, column) != id)
    ++record;
  return record;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char letter) { return static_cast<unsigned char>(letter) < 0x80; });
}

/// Warns of the different values of a column that are so, and where the first stands.
template <typename IsSo>
void warn_of_values(const RecordTable& table, std::size_t column, std::string_view code,
                    std::string_view sentence, IsSo is_so, std::vector<Warning>& warnings) {
  const Values& values = table.columns()[column].values;
  std::uint32_t first = 0;
  std::size_t count = 0;
  for (std::uint32_t id = 1; id <= values.count(); ++id) {
    if (is_so(values[id]) && count++ == 0)
      first = id;
  }
  if (count > 0) {
    warnings.push_back({std::string(code),
                        {std::string(sentence),
                         {std::to_string(count), place_of(table, first_with(table, column, first),
                                                          table.columns()[column].name)}}});
  }
}

}  // namespace

Result<void> check_lists(const RecordTable& table, const std::vector<std::uint64_t>& contents) {
  const std::vector<Source>& sources = table.sources();
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (sources[i].count == 0)
      return fail(Error::Kind::bad_input, "the list holds nobody: it has headings and no rows",
                  sources[i].name);
    for (std::size_t k = 0; k < i; ++k) {
      if (contents[k] == contents[i] && sources[k].count == sources[i].count)
        return fail(Error::Kind::bad_input, "this list is the same as {0}, row by row",
                    sources[i].name, "give each list once", {sources[k].name});
    }
  }
  return {};
}

std::vector<Warning> warnings_of(const RecordTable& table) {
  std::vector<Warning> warnings;
  warn_of_ids(table, warnings);
  warn_of_empty_records(table, warnings);
  for (std::size_t column = 0; column < table.columns().size(); ++column) {
    warn_of_values(
        table, column, "long_values",
        "{0} values are longer than any name, the first at {1}; their beginning is compared",
        [](std::string_view text) { return text.size() > kLongValue; }, warnings);
    warn_of_values(
        table, column, "mixed_scripts",
        "{0} values mix letters of two scripts that look alike, the first at {1}; they are "
        "compared as if they were of one",
        [](std::string_view text) {
          return !is_ascii(text) && !text::find_mixed_words(text).empty();
        },
        warnings);
  }
  return warnings;
}

}  // namespace manumit::link
