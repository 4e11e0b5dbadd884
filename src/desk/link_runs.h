// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "casework/link_fold.h"
#include "casework/link_records.h"
#include "exchange/vault_linkage.h"
#include "vault/ids.h"

namespace manumit::desk {

/// The newest comparison of people and the newest of organisations, and which pairs this desk has
/// shown with a weight or with somebody's word. In memory only, and dropped when the vault locks.
/// Safe from several threads.
class LinkRuns {
 public:
  /// Shared, as a page may still read it when the next one comes.
  using Run = std::shared_ptr<const exchange::VaultLinkage>;

  void keep(Run run);
  /// By its id; not found if it is not kept.
  [[nodiscard]] Result<Run> find(std::string_view id) const;
  /// Null if there is none.
  [[nodiscard]] Run newest(casework::LinkedKind kind) const;

  /// The job that compares just this, if one was begun.
  [[nodiscard]] std::optional<std::string> begun(const casework::LinkRecordsWanted& wanted) const;
  void begin(casework::LinkRecordsWanted wanted, std::string job);

  /// Two subjects in either order.
  using Subjects = std::pair<casework::RecordId, casework::RecordId>;
  void note_weight_shown(const Subjects& pair);
  /// If anybody else than this member has said anything of the pair: to see that nobody has leads
  /// no word.
  void note_words_shown(const Subjects& pair, const casework::Links& links,
                        const vault::MemberId& me);
  /// Whether a word on the pair now would be blind: nothing was shown that could lead it.
  [[nodiscard]] bool is_weight_shown(const Subjects& pair) const;
  [[nodiscard]] bool are_words_shown(const Subjects& pair) const;

  void forget_all();

 private:
  mutable std::mutex mutex_;
  std::array<Run, 2> runs_;  ///< by kind
  casework::LinkRecordsWanted begun_;
  std::string job_;
  std::set<Subjects> weights_shown_;
  std::set<Subjects> words_shown_;
};

}  // namespace manumit::desk
