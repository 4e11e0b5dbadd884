// SPDX-License-Identifier: Apache-2.0
#include "text/misspelling.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace manumit::text {
namespace {

// Winkler (1990) boosts a shared prefix of at most four letters by a tenth each.
constexpr std::size_t kPrefixLetters = 4;
constexpr double kPrefixWeight = 0.1;

/// What both words share at their ends says nothing about the distance.
template <typename View>
void strip_shared_ends(View& a, View& b) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
}

// Rows of words up to this length lie on the stack: a search compares a hundred thousand.
constexpr std::size_t kShortWord = 63;

/// Three rows of the table of distances: entry i of a row is the distance of the first i letters
/// of `a` from some beginning of `b`.
class Rows {
 public:
  Rows(std::size_t length, int fill) : width_(length + 1) {
    if (length > kShortWord) {
      long_.resize(3 * width_);
    }
    std::fill_n(start(), 3 * width_, fill);
  }
  /// The row of `age` steps ago: 0 is the one being made.
  [[nodiscard]] int* row(std::size_t age) { return start() + (newest_ + 3 - age) % 3 * width_; }
  void next(int fill) {
    newest_ = (newest_ + 1) % 3;
    std::fill_n(row(0), width_, fill);
  }
  [[nodiscard]] int least(std::size_t age) {
    return *std::min_element(row(age), row(age) + width_);
  }

 private:
  int* start() { return long_.empty() ? short_.data() : long_.data(); }

  std::size_t width_;
  std::size_t newest_ = 0;
  std::array<int, 3 * (kShortWord + 1)> short_;
  std::vector<int> long_;
};

/// Fills the newest row, for the first `j` letters of `b`, between the letters `from` and `to`.
template <typename View>
void fill_row(Rows& rows, View a, View b, std::size_t j, std::size_t from, std::size_t to) {
  int* now = rows.row(0);
  const int* last = rows.row(1);
  const int* before_last = rows.row(2);
  for (std::size_t i = from; i <= to; ++i) {
    int cost = last[i] + 1;
    if (i > 0) {
      cost = std::min({cost, now[i - 1] + 1, last[i - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (exchanged) {
        cost = std::min(cost, before_last[i - 2] + 1);
      }
    }
    now[i] = cost;
  }
}

template <typename View>
std::optional<int> bounded_distance(View a, View b, int at_most) {
  if (at_most < 0)
    return std::nullopt;
  strip_shared_ends(a, b);
  if (a.size() > b.size())
    std::swap(a, b);
  const auto bound = static_cast<std::size_t>(at_most);
  if (b.size() - a.size() > bound)
    return std::nullopt;
  // Every path that leaves the band |i - j| <= bound costs more than the bound (Ukkonen 1985,
  // Information and Control 64, pp. 100-118), so cells outside it only hold "too many".
  const int too_many = at_most + 1;
  Rows rows(a.size(), too_many);
  for (std::size_t i = 0; i <= std::min(a.size(), bound); ++i) {
    rows.row(0)[i] = static_cast<int>(i);
  }
  for (std::size_t j = 1; j <= b.size(); ++j) {
    rows.next(too_many);
    const std::size_t from = j > bound ? j - bound : 0;
    fill_row(rows, a, b, j, from, std::min(a.size(), j + bound));
    // An exchange can reach back over one row, so both must have gone too far.
    if (rows.least(0) > at_most && rows.least(1) > at_most)
      return std::nullopt;
  }
  const int distance = rows.row(0)[a.size()];
  if (distance > at_most)
    return std::nullopt;
  return distance;
}

/// Jaro (1989), Journal of the American Statistical Association 84(406), pp. 414-420.
template <typename View>
double jaro(View a, View b) {
  const std::size_t longest = std::max(a.size(), b.size());
  const std::size_t window = longest < 4 ? 0 : longest / 2 - 1;
  std::vector<bool> taken(b.size(), false);
  std::vector<std::size_t> order;  // For each matched letter of a, where its partner stands in b.
  std::vector<std::size_t> matched;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::size_t from = i > window ? i - window : 0;
    const std::size_t to = std::min(b.size(), i + window + 1);
    for (std::size_t j = from; j < to; ++j) {
      if (taken[j] || a[i] != b[j])
        continue;
      taken[j] = true;
      matched.push_back(i);
      break;
    }
  }
  if (matched.empty())
    return 0;
  for (std::size_t j = 0; j < b.size(); ++j) {
    if (taken[j])
      order.push_back(j);
  }
  std::size_t out_of_order = 0;
  for (std::size_t k = 0; k < matched.size(); ++k) {
    if (a[matched[k]] != b[order[k]])
      ++out_of_order;
  }
  const double m = static_cast<double>(matched.size());
  const double exchanges = static_cast<double>(out_of_order / 2);
  return (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) +
          (m - exchanges) / m) /
         3;
}

template <typename View>
double jaro_winkler(View a, View b) {
  if (a.empty() || b.empty())
    return 0;
  const double plain = jaro(a, b);
  std::size_t prefix = 0;
  const std::size_t most = std::min({kPrefixLetters, a.size(), b.size()});
  while (prefix < most && a[prefix] == b[prefix])
    ++prefix;
  return plain + static_cast<double>(prefix) * kPrefixWeight * (1 - plain);
}

}  // namespace

std::optional<int> edit_distance(std::string_view a, std::string_view b, int at_most) {
  return bounded_distance(a, b, at_most);
}

std::optional<int> edit_distance(std::u32string_view a, std::u32string_view b, int at_most) {
  return bounded_distance(a, b, at_most);
}

int forgiven_slips(std::size_t letters) {
  if (letters <= 3)
    return 0;
  return letters <= 6 ? 1 : 2;
}

double name_similarity(std::string_view a, std::string_view b) {
  return jaro_winkler(a, b);
}

double name_similarity(std::u32string_view a, std::u32string_view b) {
  return jaro_winkler(a, b);
}

}  // namespace manumit::text
