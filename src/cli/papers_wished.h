// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"

namespace manumit::cli {

/// So many papers are made for a new vault, and so many of them open it. None: it goes without.
struct PapersWished {
  unsigned need = 0;
  unsigned of = 0;
};

/// What was decided on the papers of a vault that is to be made: by --need and --of, by
/// --without-papers, or on the terminal. Nobody passes it by: going without is a sentence that is
/// written out, and where nobody can be asked and nothing was said the vault is not made.
[[nodiscard]] Result<PapersWished> papers_wished(const Args& args, Console& console);
/// --without-papers.
[[nodiscard]] Option without_papers_option();

}  // namespace manumit::cli
