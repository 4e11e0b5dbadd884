// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/json_write.h"
#include "base/result.h"
#include "exchange/estimate_words.h"
#include "gap/claim.h"

namespace manumit::desk {

/// A claim as a form has it, and the language in which the answer is wanted.
struct ClaimWish {
  gap::Claim claim;
  std::string language;
};
/// Reads the members that `write_claim_form` writes; one that is left out is empty. Refused: what
/// is no claim of its kind, with the path of what is wrong.
[[nodiscard]] Result<ClaimWish> read_claim_wish(std::string_view json);

/// A pasted sentence, or the text of a file of claims.
struct ClaimText {
  std::string text;
  std::string file_name;
  std::string language;
};
[[nodiscard]] Result<ClaimText> read_sentence_wish(std::string_view json);
/// The file comes in Base64, in whatever encoding.
[[nodiscard]] Result<ClaimText> read_claims_file_wish(std::string_view json);

/// The members of a form that asks this.
void write_claim_form(JsonWriter& json, const gap::Claim& claim);

/// The answer with all that it rests on.
void write_claim_answer(JsonWriter& json, const gap::Claim& claim,
                        const gap::ClaimEvidence& evidence, const exchange::EstimateWords& words);

/// What the figures, the laws and the steps that there are allow to be asked about.
void write_claim_choices(JsonWriter& json, const gap::ClaimEvidence& evidence,
                         const exchange::EstimateWords& words);

}  // namespace manumit::desk
