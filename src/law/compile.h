// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "definition_file.h"
#include "program.h"

namespace manumit::law {

/// Adds one definition's logic to the program, at the place of its instrument, and fills in what
/// the instrument takes from its expressions (the facts of each element, and which to ask). Faults
/// name the letter at which they stand.
void compile_definition(const Definition& definition, std::string_view file_text, Program& program,
                        std::vector<Error>& faults);

/// What anybody could still answer, and the goals of every instrument; once all are compiled.
void compile_questions(Program& program);

}  // namespace manumit::law
