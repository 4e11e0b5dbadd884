// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cmath>

#include "estimate.h"
#include "summary.h"

using namespace manumit;
using namespace manumit::estimate;

namespace {

/// Two to four lists; counts that are often 0, sometimes large.
ListTable any_table() {
  const auto lists = *rc::gen::inRange(2, 5);
  std::vector<std::string> names;
  for (int list = 0; list < lists; ++list)
    names.push_back(std::string(1, static_cast<char>('A' + list)));
  std::vector<ListTable::Row> rows;
  for (History history = 1; history < History{1} << lists; ++history) {
    const auto people =
        *rc::gen::oneOf(rc::gen::just<std::uint64_t>(0), rc::gen::inRange<std::uint64_t>(0, 30),
                        rc::gen::inRange<std::uint64_t>(0, 400));
    rows.push_back({history, people});
  }
  const auto table = ListTable::of(names, rows);
  RC_ASSERT(table.has_value());
  return *table;
}

Settings any_settings() {
  Settings settings;
  settings.bootstrap = *rc::gen::inRange<std::uint32_t>(0, 4);
  settings.sweeps = 1000;
  settings.seed = *rc::gen::inRange<std::uint64_t>(0, 100);
  settings.lists_differ = *rc::gen::element(Told::not_told, Told::not_told, Told::no, Told::yes);
  settings.referrals = *rc::gen::element(Told::not_told, Told::no, Told::yes);
  // The samplers take longer than all others together, so most tables go without.
  for (std::size_t at = 0; at < kMethods; ++at) {
    const Method method = static_cast<Method>(at);
    const bool sampler = method == Method::latent_class || method == Method::bayes_threshold;
    if (method != Method::fixed && *rc::gen::inRange(0, sampler ? 12 : 2) == 0)
      settings.methods.push_back(method);
  }
  if (settings.methods.empty())
    settings.methods = {Method::stepwise};
  return settings;
}

void check_method(const MethodResult& result, std::uint64_t observed, bool table_refused) {
  RC_ASSERT(result.n_hat.has_value() != result.refused.has_value());
  if (result.n_hat)
    RC_ASSERT(*result.n_hat >= static_cast<double>(observed));
  if (result.refused)
    RC_ASSERT(!in_english(result.refused->sentence).empty());
  if (result.n_hat)
    RC_ASSERT(!std::isnan(*result.n_hat));
  if (table_refused && result.method != Method::lower_bound)
    RC_ASSERT(!result.n_hat.has_value());
}

/// The range holds each figure counted, and a refused table has none.
void check_range(const TableAnswer& whole) {
  const Summary& summary = whole.summary;
  RC_ASSERT(summary.low.has_value() == !summary.counted.empty());
  if (summary.refused)
    RC_ASSERT(summary.counted.empty());
  for (const Method method : summary.counted) {
    const double figure = *result_of(whole, method)->n_hat;
    RC_ASSERT(*summary.low <= figure);
    RC_ASSERT(figure <= *summary.high);
    RC_ASSERT(summary.outer.low <= figure);
    RC_ASSERT(figure <= summary.outer.high);
  }
}

}  // namespace

TEST_CASE("estimate: any small table gets an answer; what is refused has no number") {
  CHECK(rc::check([] {
    const ListTable table = any_table();
    const auto answer = estimate::estimate({table, {}, {}, {}}, any_settings());
    RC_ASSERT(answer.has_value());
    const TableAnswer& whole = answer->whole;
    RC_ASSERT(whole.observed == table.people());
    RC_ASSERT(!whole.summary.statements.empty());
    for (const MethodResult& result : whole.methods)
      check_method(result, whole.observed, whole.summary.refused.has_value());
    check_range(whole);
  }));
}
