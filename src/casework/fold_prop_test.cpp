// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <random>

#include "casework/fold.h"
#include "casework/story.h"
#include "invented_filings.h"

using namespace manumit;
using namespace manumit::casework;

namespace {

std::vector<Filed> shuffled(std::vector<Filed> filings) {
  std::mt19937 chance(*rc::gen::arbitrary<std::uint32_t>());
  std::shuffle(filings.begin(), filings.end(), chance);
  return filings;
}

}  // namespace

TEST_CASE("fold: any order of the same filings gives the same case") {
  CHECK(rc::check([] {
    const std::vector<Filed> filings = *invented::history();
    RC_ASSERT(fold(filings) == fold(shuffled(filings)));
  }));
}

TEST_CASE("fold: an entry that comes twice, from two copies of a vault, counts once") {
  CHECK(rc::check([] {
    const std::vector<Filed> filings = *invented::history();
    std::vector<Filed> twice = filings;
    twice.insert(twice.end(), filings.begin(), filings.end());
    RC_ASSERT(fold(shuffled(twice)) == fold(filings));
  }));
}

TEST_CASE("fold: every statement stays, corrected or not, with the words as filed") {
  CHECK(rc::check([] {
    const std::vector<Filed> filings = *invented::history();
    std::vector<std::pair<std::string, Statement>> filed;
    for (const Filed& one : filings)
      for (std::size_t i = 0; i < one.filing.statements.size(); ++i)
        filed.emplace_back(statement_id(one.entry, i), one.filing.statements[i]);
    const Case folded = fold(filings);
    RC_ASSERT(folded.statements.size() == filed.size());
    for (const auto& [id, statement] : filed) {
      const auto at = std::find_if(folded.statements.begin(), folded.statements.end(),
                                   [id = id](const Told& told) { return told.id == id; });
      RC_ASSERT(at != folded.statements.end());
      RC_ASSERT(at->said == statement);
    }
  }));
}

TEST_CASE("fold: corrections alone never leave a chain of statements without a live one") {
  CHECK(rc::check([] {
    std::vector<Filed> filings = *invented::history();
    for (Filed& filed : filings)
      filed.filing.withdrawals.clear();
    const Case folded = fold(filings);
    const bool any_live = std::any_of(folded.statements.begin(), folded.statements.end(),
                                      [](const Told& told) { return told.live; });
    RC_ASSERT(any_live == !folded.statements.empty());
  }));
}

TEST_CASE("story: by date and as told hold the same moments") {
  CHECK(rc::check([] {
    const Case folded = fold(*invented::history());
    auto by_date = story_by_date(folded);
    auto as_told = story_as_told(folded);
    RC_ASSERT(by_date.size() == as_told.size());
    for (const Moment& moment : as_told)
      RC_ASSERT(!moment.statements.empty());
    for (std::size_t i = 1; i < by_date.size(); ++i)
      RC_ASSERT((by_date[i - 1].when.has_value() || !by_date[i].when.has_value()));
  }));
}
