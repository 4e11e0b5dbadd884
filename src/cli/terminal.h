// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"
#include "base/surroundings.h"
#include "command.h"

namespace manumit::cli {

/// The passphrase of a vault that exists: from --passphrase-file, or asked for on the terminal
/// without showing it.
[[nodiscard]] Result<Passphrase> existing_passphrase(const Args& args);

/// A new passphrase, hard enough to guess: from --passphrase-file, or asked for twice.
[[nodiscard]] Result<Passphrase> new_passphrase(const Args& args);

/// Another vault's new passphrase, besides that of the vault at hand: from --new-passphrase-file,
/// or asked for twice.
[[nodiscard]] Result<Passphrase> second_passphrase(const Args& args);
/// --new-passphrase-file.
[[nodiscard]] Option second_passphrase_option();

/// Whether somebody can be asked.
[[nodiscard]] bool there_is_a_terminal();
/// A line that may be seen while it is typed, asked for on the terminal.
[[nodiscard]] Result<std::string> typed_line(const std::string& question);

/// --passphrase-file, as every command that opens a vault has it.
[[nodiscard]] Option passphrase_option();

/// Whether standard error is a terminal, so that a bar may be drawn and wiped on it.
[[nodiscard]] bool words_go_to_terminal();

/// A bar on standard error for work of more than half a second; nothing when that is no terminal.
class ProgressBar {
 public:
  explicit ProgressBar(std::string what);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// For as long as the bar lives.
  [[nodiscard]] Progress watch();

 private:
  bool show(std::uint64_t done, std::uint64_t total);

  std::string what_;
  bool draws_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace manumit::cli
