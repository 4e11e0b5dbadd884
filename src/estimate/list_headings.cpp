// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "base/encoding.h"
#include "list_roles.h"

namespace manumit::estimate {

std::string_view trimmed(std::string_view cell) {
  const std::size_t first = cell.find_first_not_of(" \t");
  if (first == std::string_view::npos)
    return {};
  return cell.substr(first, cell.find_last_not_of(" \t") - first + 1);
}

bool can_be_a_name(std::string_view text) {
  constexpr std::size_t kLongestName = 200;
  const auto is_control = [](char letter) {
    return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F;
  };
  return text.size() <= kLongestName && !first_bad_utf8(text) &&
         std::none_of(text.begin(), text.end(), is_control);
}

std::optional<std::uint64_t> whole_number(std::string_view digits) {
  std::uint64_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value);
  if (read.ec != std::errc{} || read.ptr != end || value > kMostPeople)
    return std::nullopt;
  return value;
}

bool says(std::string_view heading, std::string_view word) {
  return std::equal(
      heading.begin(), heading.end(), word.begin(), word.end(), [](char letter, char small) {
        return (letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter) == small;
      });
}

Result<std::vector<std::string>> read_headings(const CsvRow& row, const std::string& file) {
  std::vector<std::string> headings;
  for (const std::string& cell : row.cells) {
    const std::string heading(trimmed(cell));
    // A column that cannot be called by its name is called by its number.
    const std::string place = cell_place(file, row.line, std::to_string(headings.size() + 1));
    if (heading.empty()) {
      return fail(Error::Kind::bad_input, "this column has no name", place,
                  "give each list a name in the first row");
    }
    if (heading.find_first_of("\r\n") != std::string::npos) {
      return fail(Error::Kind::bad_input, "this heading has a line break in it", place,
                  "write it in one line");
    }
    if (!can_be_a_name(heading)) {
      return fail(Error::Kind::bad_input, "this cell is too long, or is no text in UTF-8", place,
                  "save the file as CSV in UTF-8");
    }
    if (std::find(headings.begin(), headings.end(), heading) != headings.end()) {
      return fail(Error::Kind::bad_input, "two columns have the same name",
                  cell_place(file, row.line, heading), "give each list a name of its own");
    }
    headings.push_back(heading);
  }
  return headings;
}

}  // namespace manumit::estimate
