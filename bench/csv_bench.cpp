// SPDX-License-Identifier: Apache-2.0
// Reading and writing CSV, beside the least that anybody could do with the same bytes: looking for
// line breaks.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/csv.h"
#include "base/csv_blocks.h"
#include "base/encoding.h"
#include "base/partial_date.h"

namespace manumit::bench {
namespace {

constexpr std::size_t kRows = 2000;

/// A partner's list: plain cells, a Cyrillic name, a quoted cell with a comma and a line break.
const std::string& list() {
  static const std::string text = [] {
    std::string out;
    for (std::size_t i = 0; i < kRows; ++i) {
      const std::vector<std::string> cells = {std::to_string(i),
                                              "Гульнара Каримова",
                                              "UZ",
                                              "2015-03-05",
                                              "brick factory, near the road",
                                              "worked for 14 months\nwithout pay"};
      out += csv_line(cells);
    }
    return out;
  }();
  return text;
}

void read_rows(benchmark::State& state) {
  for (auto round : state) {
    static_cast<void>(round);
    CsvReader reader(source_of(list()), {.delimiter = ','});
    CsvRow row;
    std::size_t rows = 0;
    while (true) {
      const Result<bool> more = reader.next(row);
      if (!more || !*more)
        break;
      ++rows;
    }
    if (rows != kRows)
      state.SkipWithError("not all rows were read");
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(list().size()));
}
BENCHMARK(read_rows);

void read_blocks(benchmark::State& state) {
  CsvBlock block;
  for (auto round : state) {
    static_cast<void>(round);
    CsvBlockReader reader(source_of(list()), {.delimiter = ','});
    std::size_t rows = 0;
    while (true) {
      const Result<bool> more = reader.next(block);
      if (!more || !*more)
        break;
      rows += block.rows();
    }
    if (rows != kRows)
      state.SkipWithError("not all rows were read");
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(list().size()));
}
BENCHMARK(read_blocks);

void count_line_breaks(benchmark::State& state) {
  for (auto round : state) {
    static_cast<void>(round);
    benchmark::DoNotOptimize(std::count(list().begin(), list().end(), '\n'));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(list().size()));
}
BENCHMARK(count_line_breaks);

void write_row(benchmark::State& state) {
  const std::vector<std::string> cells = {"17", "Гульнара Каримова", "=cmd()", "a \"b\", c"};
  for (auto round : state) {
    static_cast<void>(round);
    benchmark::DoNotOptimize(csv_line(cells));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(write_row);

void form_c(benchmark::State& state) {
  const std::string words = "Он обещал восемнадцать тысяч рублей и забрал паспорт.";
  for (auto round : state) {
    static_cast<void>(round);
    benchmark::DoNotOptimize(nfc(words));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(words.size()));
}
BENCHMARK(form_c);

void read_date(benchmark::State& state) {
  for (auto round : state) {
    static_cast<void>(round);
    benchmark::DoNotOptimize(parse_partial_date("в начале весны 2019 года"));
    benchmark::DoNotOptimize(parse_partial_date("05.03.2015"));
  }
  state.SetItemsProcessed(2 * state.iterations());
}
BENCHMARK(read_date);

}  // namespace
}  // namespace manumit::bench
