// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/csv.h"

using namespace manumit;

namespace {

// Letters that CSV and spreadsheets care about, more often than chance would give them.
rc::Gen<std::string> cell() {
  const auto sharp =
      rc::gen::element<std::string>("\"", ",", ";", "\t", "\r", "\n", "'", "=", "+", "-", "@", " ",
                                    "|", "%", "\xEF\xBB\xBF", "5", "a", "ж", "\xFF");
  const auto pieces = rc::gen::container<std::vector<std::string>>(sharp);
  const auto sharp_cell = rc::gen::map(pieces, [](const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts)
      out += part;
    return out;
  });
  return rc::gen::oneOf(sharp_cell, rc::gen::arbitrary<std::string>());
}

using Rows = std::vector<std::vector<std::string>>;

rc::Gen<Rows> rows() {
  return rc::gen::container<Rows>(
      rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(cell())));
}

/// Gives the text in chunks of the given sizes, again and again.
ByteSource in_chunks(std::string text, std::vector<std::size_t> sizes) {
  std::size_t at = 0;
  std::size_t turn = 0;
  return [=](std::span<char> room) mutable -> std::size_t {
    const std::size_t size = sizes.empty() ? room.size() : sizes[turn++ % sizes.size()];
    const std::size_t taken = std::min({size, room.size(), text.size() - at});
    std::copy_n(text.begin() + static_cast<std::ptrdiff_t>(at), taken, room.begin());
    at += taken;
    return taken;
  };
}

}  // namespace

TEST_CASE("CSV: any cells come back through writer and reader, whatever the chunks") {
  CHECK(rc::check([] {
    const Rows written = *rows();
    const char delimiter = *rc::gen::element(',', ';', '\t');
    const auto sizes = *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange(1, 9));
    std::string text;
    for (const auto& cells : written)
      text += csv_line(cells, delimiter);
    CsvReader reader(in_chunks(text, sizes), {.delimiter = delimiter});
    CsvRow row;
    for (const auto& cells : written) {
      const auto more = reader.next(row);
      RC_ASSERT(more.has_value());
      RC_ASSERT(*more);
      RC_ASSERT(row.cells.size() == cells.size());
      for (std::size_t i = 0; i < cells.size(); ++i) {
        RC_ASSERT(unguarded(row.cells[i]) == cells[i]);
      }
    }
    RC_ASSERT(!reader.next(row).value());
  }));
}

TEST_CASE("CSV: any bytes give rows or an error, the same for every way of cutting them") {
  CHECK(rc::check([] {
    const std::string text = *cell();
    const auto sizes =
        *rc::gen::nonEmpty(rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange(1, 5)));
    CsvReader whole(source_of(text));
    CsvReader cut(in_chunks(text, sizes));
    CsvRow a;
    CsvRow b;
    while (true) {
      const auto first = whole.next(a);
      const auto second = cut.next(b);
      RC_ASSERT(first.has_value() == second.has_value());
      if (!first) {
        RC_ASSERT(in_english(first.error()) == in_english(second.error()));
        return;
      }
      RC_ASSERT(*first == *second);
      if (!*first)
        return;
      RC_ASSERT(a.cells == b.cells);
      RC_ASSERT(a.line == b.line);
    }
  }));
}

TEST_CASE("guarded: is always undone, and what it gives never begins like a formula") {
  CHECK(rc::check([] {
    const std::string before = *cell();
    const std::string safe = guarded(before);
    RC_ASSERT(unguarded(safe) == before);
    const bool begins_badly =
        !safe.empty() && std::string("=@\t\r\n").find(safe[0]) != std::string::npos;
    RC_ASSERT(!begins_badly);
  }));
}
