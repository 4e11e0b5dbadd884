// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>

#include "base/json_write.h"
#include "vault/anchor.h"
#include "vault/verdict.h"

namespace manumit::cli {

/// One anchor as an object of `vault anchor --json`.
void write_anchor(JsonWriter& json, const vault::Anchor& anchor);
/// The same for people: the line, and below it when, by whom, and who signed it.
void tell_anchor(const vault::Anchor& anchor, std::ostream& out);

/// What a line that was read aloud comes to, as one word for machines.
[[nodiscard]] std::string_view name_of(vault::LineAnswer::What what);
void write_answer(JsonWriter& json, const vault::LineAnswer& answer);
/// And what it means and what to do, in whole sentences.
void tell_answer(const vault::LineAnswer& answer, std::ostream& out);

/// How far the end of the vault is vouched for, in one sentence.
void tell_end(const vault::Verdict& verdict, std::ostream& out);

}  // namespace manumit::cli
