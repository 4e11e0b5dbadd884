// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/log.h"
#include "base/result.h"
#include "base/surroundings.h"
#include "exchange/estimate_words.h"
#include "vault/vault.h"

namespace manumit::desk {

/// English sentences as they stand in the program, and ids in place of words.
[[nodiscard]] exchange::EstimateWords plain_words(std::string_view language);

/// By how many milliseconds CLOCK_BOOTTIME, which counts sleep, is ahead of CLOCK_MONOTONIC.
[[nodiscard]] std::int64_t slept_by_the_clocks();

/// What the desk is opened with.
struct DeskOptions {
  /// NAME.mnv. It need not exist: the first page then offers to create it.
  std::filesystem::path vault_file;
  /// The port on 127.0.0.1; 0 takes any free one.
  std::uint16_t port = 0;
  /// The vault holds worked examples only, and the pages say so.
  bool example = false;
  /// After so long without a request from a person the keys are wiped.
  std::chrono::seconds idle_lock{600};
  /// In a vault of more cases, what must read them all is a job: it takes longer than a person
  /// should look at a page that does nothing.
  std::size_t read_at_once = 2000;
  /// Hand the address to the system's browser as well.
  bool open_browser = false;
  /// Overrides what the page asks for when it creates a vault; for tests and slow machines.
  std::optional<vault::KdfProfile> kdf_profile = std::nullopt;
  /// The words of a language ("ru") for what is written outside of the pages: the method note of an
  /// estimate. The program's own English sentences until somebody brings a catalogue.
  std::function<exchange::EstimateWords(std::string_view language)> words = plain_words;
  /// For how long this machine has slept since it was started; it only ever grows.
  std::function<std::int64_t()> slept_ms = slept_by_the_clocks;
  Surroundings surroundings = real_surroundings();
  log::Log log = {};
  /// Told once the desk answers: "http://127.0.0.1:8317/#token=…". Whoever has this address can
  /// reach the log-in page, so it goes to the person's own terminal and nowhere else.
  std::function<void(std::string_view address)> ready;
};

/// Runs the desk until SIGINT, SIGTERM or SIGHUP, then locks the vault and returns.
///
/// Listens on 127.0.0.1 alone. They are taken over while it runs and given back after, so
/// call it before starting other threads. Fails when the port is taken.
[[nodiscard]] Result<void> run_desk(DeskOptions options);

}  // namespace manumit::desk
