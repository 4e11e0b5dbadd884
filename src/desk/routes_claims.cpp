// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "asked.h"
#include "casework/all_authorities.h"
#include "exchange/gap_evidence.h"
#include "gap/definitions.h"
#include "json_claims.h"
#include "reply.h"
#include "routes.h"
#include "vault_gap.h"

namespace manumit::desk::claim_routes {
namespace {

/// What claims are held against. `evidence` looks at the other members, so this never moves.
struct Held {
  gap::FigureTable table;
  std::optional<casework::AllAuthorities> authorities;
  std::vector<gap::Step> steps;  ///< of the place of the claim that is looked at
  std::vector<gap::LawDate> laws;
  [[nodiscard]] gap::ClaimEvidence evidence() const {
    return {
        .table = table, .definitions = gap::built_in_definitions(), .steps = steps, .laws = laws};
  }
  /// What this claim is held against: steps are those of its place.
  [[nodiscard]] gap::ClaimEvidence evidence_for(const gap::Claim& claim) {
    if (authorities)
      steps = exchange::steps_of_place(*authorities, claim.meant.place);
    return evidence();
  }
};

/// The steps are read only where something asks for them: they take a look at every case.
Result<Held> held_in(const Call& call, bool with_steps) {
  Held held;
  held.table = completed_figures(call.book());
  held.laws = exchange::law_dates(held.table);
  if (!with_steps)
    return held;
  const Cabinet& cabinet = call.desk.cabinet;
  const Day today = TRY(today_asked(call));
  held.authorities = TRY(casework::authorities_of_all(
      call.book(), today, [&](std::uint64_t, std::uint64_t) { return !cabinet.is_locking(); }));
  return held;
}

bool asks_for_steps(const gap::Claim& claim) {
  return claim.kind == gap::ClaimKind::steps;
}

/// Every claim looks through all the figures.
Result<void> few_enough(const std::vector<gap::Claim>& claims, const gap::FigureTable& table) {
  constexpr std::size_t kMostLooks = 2'000'000;
  if (claims.size() * std::max<std::size_t>(1, table.figures.size()) <= kMostLooks)
    return {};
  return fail(Error::Kind::refused,
              "so many claims against so many figures are more than a page should wait for", "",
              "use manumit claim on the command line, or a shorter file");
}

}  // namespace

Result<Response> choices(Call& call) {
  const Held held = TRY(held_in(call, false));
  JsonWriter json;
  write_claim_choices(json, held.evidence(),
                      gap_words(call.desk.options, language_asked(call.target)));
  return json_reply(json);
}

Result<Response> read(Call& call) {
  const ClaimText wish = TRY(read_sentence_wish(call.request.body.reveal()));
  const gap::Claim claim = TRY(gap::read_sentence(wish.text, gap::built_in_definitions()));
  JsonWriter json;
  json.open();
  json.key("claim");
  json.open();
  write_claim_form(json, claim);
  json.close();
  json.field("not_understood", claim.not_understood);
  json.close();
  return json_reply(json);
}

Result<Response> check(Call& call) {
  const ClaimWish wish = TRY(read_claim_wish(call.request.body.reveal()));
  Held held = TRY(held_in(call, asks_for_steps(wish.claim)));
  JsonWriter json;
  write_claim_answer(json, wish.claim, held.evidence_for(wish.claim),
                     gap_words(call.desk.options, language_in(wish.language)));
  return json_reply(json);
}

Result<Response> check_file(Call& call) {
  const ClaimText wish = TRY(read_claims_file_wish(call.request.body.reveal()));
  const std::vector<gap::Claim> claims = TRY(gap::read_claims(wish.text, wish.file_name));
  const bool with_steps = std::any_of(claims.begin(), claims.end(), asks_for_steps);
  TRY(few_enough(claims, call.book().figures()->table));
  Held held = TRY(held_in(call, with_steps));
  const auto words = gap_words(call.desk.options, language_in(wish.language));
  JsonWriter json;
  json.open();
  json.key("claims");
  json.open_list();
  for (const gap::Claim& claim : claims) {
    if (call.desk.cabinet.is_locking())
      return fail(locked());
    write_claim_answer(json, claim, held.evidence_for(claim), words);
  }
  json.close_list();
  json.close();
  return json_reply(json);
}

}  // namespace manumit::desk::claim_routes
