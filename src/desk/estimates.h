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
  struct Titled {
    std::string title;  ///< The name of the file, or empty.
    estimate::Answer answer;
  };

  void keep(const std::string& title, const estimate::Answer& answer);
  /// The JSON of an answer, by its `RunRecord::record_hash`.
  [[nodiscard]] std::optional<std::string> json_of(std::string_view record) const;
  /// The answer itself; nothing if it is not kept.
  [[nodiscard]] std::optional<Titled> find(std::string_view record) const;

  /// The job that reckons just this, if one was begun.
  [[nodiscard]] std::optional<std::string> begun(std::string_view record) const;
  void begin(std::string record, std::string job);
  void forget_all();

 private:
  struct Entry {
    estimate::RunRecord record;
    Secret<std::string> title;
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
