// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"

namespace manumit::desk {

/// The last estimates, by content: the same lists and settings give the same bytes, so nobody waits
/// for them twice. In memory only, and gone when the vault locks. Safe from several threads.
class Estimates {
 public:
  struct Kept {
    std::string json;
    std::string note;  ///< The method note, a page of its own.
  };

  /// By `RunRecord::record_hash`.
  [[nodiscard]] std::optional<Kept> kept(std::string_view record) const;
  void keep(std::string record, Kept made);

  /// The job that reckons just this, if one was begun.
  [[nodiscard]] std::optional<std::string> begun(std::string_view record) const;
  void begin(std::string record, std::string job);
  void forget_all();

 private:
  struct Entry {
    std::string record;
    Secret<std::string> json;
    Secret<std::string> note;
  };
  mutable std::mutex mutex_;
  std::deque<Entry> entries_;
  std::string begun_;
  std::string job_;
};

}  // namespace manumit::desk
