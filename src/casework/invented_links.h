// SPDX-License-Identifier: Apache-2.0
// Invented link decisions for the tests of this module. Not a door.
#pragma once

#include <rapidcheck.h>

#include <algorithm>

#include "casework/link_fold.h"
#include "invented_filings.h"

namespace manumit::casework::invented {

/// Subject id(number) in case id(number + 100).
inline RecordRef record(int number) {
  return {id(number), id(number + 100)};
}
inline vault::MemberId member(int number) {
  vault::MemberId out;
  out.bytes[0] = static_cast<std::uint8_t>(number);
  return out;
}

/// A word in the queue that one other person must share.
inline LinkDecision word(int a, int b, std::optional<LinkVerdict> verdict) {
  LinkDecision out;
  out.a = record(std::min(a, b));
  out.b = record(std::max(a, b));
  out.verdict = verdict;
  out.people = verdict ? 2 : 0;
  return out;
}
inline LinkDecision by_hand(int a, int b, LinkVerdict verdict) {
  LinkDecision out = word(a, b, verdict);
  out.people = 0;
  out.by_hand = true;
  return out;
}
inline LinkDecision settling(int a, int b, LinkVerdict verdict, std::vector<vault::EntryId> names) {
  LinkDecision out = word(a, b, verdict);
  out.people = 0;
  out.settles = std::move(names);
  return out;
}
inline LinkDecision back(int a, int b, std::vector<vault::EntryId> names) {
  LinkDecision out = word(a, b, std::nullopt);
  out.takes_back = std::move(names);
  return out;
}

/// Decisions one after another, each later than the last.
class Sayings {
 public:
  vault::EntryId add(int by, LinkDecision said) {
    Decided one;
    one.entry = entry(static_cast<int>(all_.size()));
    one.by = member(by);
    one.lamport = all_.size() + 1;
    one.recorded_ms = static_cast<std::int64_t>(all_.size());
    one.said = std::move(said);
    all_.push_back(one);
    return one.entry;
  }
  [[nodiscard]] Links links() const { return Links(all_); }
  [[nodiscard]] const std::vector<Decided>& all() const { return all_; }

 private:
  std::vector<Decided> all_;
};

inline rc::Gen<LinkVerdict> verdict() {
  return rc::gen::map(rc::gen::inRange(1, 4),
                      [](int number) { return static_cast<LinkVerdict>(number); });
}

/// Decisions of four people on the pairs of five records, that settle and take back one another.
inline rc::Gen<std::vector<Decided>> decisions() {
  return rc::gen::exec([] {
    const int count = *rc::gen::inRange(0, 40);
    std::vector<Decided> out;
    for (int number = 0; number < count; ++number) {
      Decided one;
      one.entry = entry(number);
      one.by = member(*rc::gen::inRange(1, 5));
      one.lamport = static_cast<std::uint64_t>(number / 2);
      const int a = *rc::gen::inRange(1, 5);
      one.said = word(a, *rc::gen::inRange(a + 1, 6), *verdict());
      std::vector<vault::EntryId> earlier;
      for (const Decided& other : out)
        if (other.said.a == one.said.a && other.said.b == one.said.b)
          earlier.push_back(other.entry);
      std::sort(earlier.begin(), earlier.end());
      const int sort = *rc::gen::inRange(0, 8);
      one.said.by_hand = sort == 0;
      one.said.people = sort == 0 ? 0 : sort == 1 ? 1 : 2;
      if (sort == 2 && !earlier.empty()) {
        one.said.settles = earlier;
        one.said.people = 0;
      }
      if (sort >= 5 && !earlier.empty()) {
        one.said.takes_back = {*rc::gen::elementOf(earlier)};
        if (sort >= 6) {
          one.said.verdict.reset();
          one.said.people = 0;
        }
      }
      out.push_back(std::move(one));
    }
    return out;
  });
}

/// Any decision that can be written.
inline rc::Gen<LinkDecision> decision() {
  return rc::gen::exec([] {
    LinkDecision out = word(*rc::gen::inRange(1, 20), *rc::gen::inRange(20, 40), std::nullopt);
    const auto names = [](int least) {
      std::vector<vault::EntryId> some;
      for (int number = *rc::gen::inRange(least, 4); number > 0; --number)
        some.push_back(entry(number));
      std::sort(some.begin(), some.end());
      return some;
    };
    const bool has_verdict = *rc::gen::arbitrary<bool>();
    out.takes_back = names(has_verdict ? 0 : 1);
    if (has_verdict) {
      out.verdict = *verdict();
      out.by_hand = *rc::gen::arbitrary<bool>();
      out.blind_to_score = *rc::gen::arbitrary<bool>();
      out.blind_to_others = *rc::gen::arbitrary<bool>();
      out.settles = names(0);
      out.people = out.by_hand || !out.settles.empty()
                       ? 0
                       : static_cast<std::uint32_t>(*rc::gen::inRange(1, 4));
    }
    out.words = *maybe(any_id());
    if (*rc::gen::arbitrary<bool>())
      out.run = entry(*rc::gen::inRange(0, 9)).bytes;
    return out;
  });
}

}  // namespace manumit::casework::invented
