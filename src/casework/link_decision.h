// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "casework/answer.h"
#include "vault/ids.h"

namespace manumit::casework {

/// A person or an organisation as one case holds it: what is compared and linked.
///
/// A subject that stands in several cases under one id is one and the same already, so the subject
/// comes first and alone tells records apart; the case says where it was looked at.
struct RecordRef {
  RecordId subject;
  RecordId case_id;
  auto operator<=>(const RecordRef&) const = default;
};

/// What somebody says of two records. "Cannot tell" is an answer of its own and never a no.
enum class LinkVerdict : std::uint8_t { same = 1, not_same = 2, cannot_tell = 3 };
/// "not_same", as decisions write it.
[[nodiscard]] std::string_view name_of(LinkVerdict verdict);
[[nodiscard]] std::optional<LinkVerdict> link_verdict_from(std::string_view name);

/// One person's word on whether two records speak of the same person, or the same organisation:
/// the body of one vault entry, which says who and when (docs/formats/link-decision.md).
///
/// It moves and changes nothing: facts stay with the case and the subject they were recorded for.
/// It holds random ids alone. It is undone by another one that takes it back.
struct LinkDecision {
  RecordRef a;  ///< The one with the smaller subject id, so that a pair has one form.
  RecordRef b;
  std::optional<LinkVerdict> verdict;  ///< None: it only takes back.
  /// How many different people must say the same before it holds, by the office's rule when this
  /// was said. 0 where it holds at once: by hand, or to settle.
  std::uint32_t people = 0;
  bool by_hand = false;          ///< Outside of the queue of pairs to be looked at; holds at once.
  bool blind_to_score = false;   ///< Taken before any score of the pair was seen.
  bool blind_to_others = false;  ///< Taken before anybody else's word was seen.
  std::optional<std::array<std::uint8_t, 32>> run;  ///< Hash of the linkage run that proposed it.
  std::optional<RecordId>
      words;  ///< Names the reason in words, which lies elsewhere: link_words.h.
  std::vector<vault::EntryId> settles;     ///< Earlier words that it settles. Ascending.
  std::vector<vault::EntryId> takes_back;  ///< Earlier decisions that no longer count. Ascending.
  bool operator==(const LinkDecision&) const = default;
};

/// Two people in an office that has two, else the one there is.
[[nodiscard]] std::uint32_t people_to_agree(std::size_t members);

/// Canonical JSON; the decision must be one that `check_decision` passes.
[[nodiscard]] std::string encode(const LinkDecision& decision);

/// Reads what `encode` writes and refuses all else with the JSON path of the fault.
[[nodiscard]] Result<LinkDecision> decode_decision(std::string_view json);

/// Which decision's words an entry of kind link_words holds a half of. Refuses what is no half.
[[nodiscard]] Result<RecordId> words_named_in(std::string_view json);

/// Whether it says anything, of two different records, in its one form.
[[nodiscard]] Result<void> check_decision(const LinkDecision& decision);

}  // namespace manumit::casework
