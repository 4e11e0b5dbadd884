// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "list_file.h"

/// Any bytes are read as lists or refused; what is read adds up, and its canonical file reads back
/// as the same table.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace manumit;
  using namespace manumit::estimate;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const ListFileOptions as_it_is;
  const ListFileOptions split{.strata = {"sex"}, .draw_column = "draw"};
  const ListFileOptions changed{.drop = {"A"}, .merge = {{"B", "C"}}, .ignore = {"sex"}};
  for (const ListFileOptions* options : {&as_it_is, &split, &changed}) {
    const auto lists = read_lists(source_of(text), *options);
    if (!lists)
      continue;
    MANUMIT_CHECK(lists->table.people() > 0 && lists->table.people() <= kMostPeople);
    std::uint64_t in_strata = 0;
    for (const Stratum& stratum : lists->strata)
      in_strata += stratum.table.people();
    MANUMIT_CHECK(lists->strata.empty() || in_strata == lists->table.people());
    const std::string canonical = lists->table.canonical_csv();
    const auto again = read_lists(source_of(canonical), {});
    // A list whose own name is "count" cannot be told from the counts in a file.
    MANUMIT_CHECK(!again || again->table == lists->table);
    (void)read_population(source_of(text), *lists, "fuzz.csv");
  }
  return 0;
}
