// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "gap/claim.h"

/// Any bytes are read as a file of claims, as a sentence and as steps, or refused; every claim that
/// was read has an answer.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace manumit::gap;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const Definitions& definitions = built_in_definitions();
  FigureTable table;
  table.figures.push_back({.measure = "gsi.prevalence", .value = 794000, .unit = "persons"});
  const auto steps = read_steps(text, "fuzz.csv");
  const auto laws = read_law_dates(text, "fuzz.csv");
  const ClaimEvidence evidence{.table = table,
                               .definitions = definitions,
                               .steps = steps ? std::span(*steps) : std::span<const Step>(),
                               .laws = laws ? std::span(*laws) : std::span<const LawDate>()};
  if (const auto claims = read_claims(text, "fuzz.toml")) {
    for (const Claim& claim : *claims)
      MANUMIT_CHECK(!check_claim(claim, evidence).because.text.empty());
  }
  if (const auto claim = read_sentence(text, definitions))
    MANUMIT_CHECK(!check_claim(*claim, evidence).because.text.empty());
  return 0;
}
