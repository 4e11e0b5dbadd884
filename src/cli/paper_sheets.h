// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "command.h"
#include "vault/recovery.h"

namespace manumit::cli {

/// --need M, --of N and --language, as every command that makes papers has them.
[[nodiscard]] Option need_option();
[[nodiscard]] Option of_option();
[[nodiscard]] Option paper_language_option();

inline constexpr Range kPaperNumbers{2, 16};
inline constexpr std::size_t kUsualNeed = 3;
inline constexpr std::size_t kUsualOf = 5;

/// All sheets on standard output, in the language asked for, and what to do with them. They are
/// written nowhere else.
void print_papers(std::span<const vault::Share> papers, const Args& args, Console& console);

}  // namespace manumit::cli
