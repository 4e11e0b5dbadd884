// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"
#include "estimate/answer.h"

namespace manumit::desk {

/// The last estimates, by content: the same lists and settings give the same bytes, so nobody waits
/// for them twice. In memory only, and wiped when the vault locks. Safe from several threads.
class Estimates {
 public:
  /// An estimate that can be made into a method note.
  struct Named {
    std::string file;  ///< Its name, or empty.
    estimate::Answer answer;
  };

  void keep(const std::string& file, const estimate::Answer& answer);
  /// The JSON of an answer, by its `RunRecord::record_hash`.
  [[nodiscard]] std::optional<std::string> json_of(std::string_view record) const;
  /// The same of what was now said of the lists: the figures stay as they are.
  [[nodiscard]] std::optional<std::string> json_of(std::string_view record, const std::string& file,
                                                   const estimate::About& about);
  /// The answer itself; nothing if it is not kept.
  [[nodiscard]] std::optional<Named> find(std::string_view record) const;

  /// The job that reckons just this, if one was begun. `wished` is the record, and what was said of
  /// the lists.
  [[nodiscard]] std::optional<std::string> begun(std::string_view wished) const;
  void begin(std::string wished, std::string job);
  void forget_all();

 private:
  struct Entry {
    estimate::RunRecord record;
    Secret<std::string> file;
    Secret<std::string> json;
    Secret<std::string> kept;  ///< As `exchange::read_kept_estimate` reads it.
  };
  [[nodiscard]] const Entry* entry(std::string_view record) const;

  mutable std::mutex mutex_;
  std::deque<Entry> entries_;
  std::string begun_;
  std::string job_;
};

}  // namespace manumit::desk
