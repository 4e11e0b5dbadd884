// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command.h"
#include "link/linkage.h"
#include "link/record_file.h"
#include "link/records.h"
#include "link/settings.h"

namespace manumit::cli {

/// The options of `manumit link`, in the order in which help shows them.
[[nodiscard]] std::vector<Option> link_options();

/// A number of bits, such as "3.5" or "-2".
[[nodiscard]] std::optional<double> number_of_bits(std::string_view text);
[[nodiscard]] Result<void> check_weight(std::string_view value);

/// --threads, or as many as the machine has.
[[nodiscard]] unsigned threads_of(const Args& args);

/// The settings that a file gives, if one was named.
[[nodiscard]] Result<std::optional<link::Settings>> told_settings(const Args& args);

/// The lists that were named, opened; each is called by the name of its file, by its path where two
/// have one name.
[[nodiscard]] Result<std::vector<link::RecordFile>> link_files(
    const Args& args, const std::optional<link::Settings>& told);

/// How they are to be read.
[[nodiscard]] link::ReadOptions read_options(const Args& args,
                                             const std::optional<link::Settings>& told);

/// The settings that hold, told or guessed, with what the command line says.
[[nodiscard]] link::Settings link_settings(const Args& args, const link::ReadRecords& read,
                                           const std::optional<link::Settings>& told);

/// The weight from which pairs are kept, if one was named.
[[nodiscard]] std::optional<double> pairs_from(const Args& args);

/// The pairs that were asked about, as "a.csv:2,b.csv:17".
[[nodiscard]] Result<std::vector<link::RecordPair>> pairs_to_explain(
    const Args& args, const link::RecordTable& table);

}  // namespace manumit::cli
