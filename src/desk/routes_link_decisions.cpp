// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "json_link.h"
#include "json_link_wish.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::link_routes {
namespace {

/// The run's name as a decision holds it.
std::array<std::uint8_t, 32> run_of(const exchange::VaultLinkage& run) {
  std::array<std::uint8_t, 32> out{};
  const auto bytes = from_hex(run.id);
  std::copy_n(bytes->begin(), out.size(), out.begin());
  return out;
}

/// A word is blind if it was said in the queue, which a comparison alone has, and this desk has
/// shown neither a weight of the pair nor anybody's word on it: the page can only say that it was
/// less blind than that. A comparison that never had the two proposed nothing of them.
Result<void> bring_into_form(const LinkRuns& runs, const LinkRuns::Run& run,
                             casework::LinkDecision& said) {
  const LinkRuns::Subjects pair{said.a.subject, said.b.subject};
  if (run != nullptr && !(run->row(pair.first) && run->row(pair.second)))
    return fail(Error::Kind::bad_input, "this record is not among those that were compared", "run");
  const bool in_the_queue = run != nullptr && said.verdict && !said.by_hand && said.settles.empty();
  said.blind_to_score = said.blind_to_score && in_the_queue && !runs.is_weight_shown(pair);
  said.blind_to_others = said.blind_to_others && in_the_queue && !runs.are_words_shown(pair);
  if (run != nullptr && said.verdict)
    said.run = run_of(*run);
  return {};
}

/// What a pair weighs, in the run that was named or in the newest that has both records.
std::optional<double> weight_of(const LinkRuns& runs, const LinkRuns::Run& named,
                                const LinkRuns::Subjects& pair) {
  for (const LinkRuns::Run& run : {named, runs.newest(casework::LinkedKind::people),
                                   runs.newest(casework::LinkedKind::organisations)}) {
    if (run == nullptr)
      continue;
    const auto a = run->row(pair.first);
    const auto b = run->row(pair.second);
    if (a && b)
      return run->explainer->explain(*a, *b).weight;
  }
  return std::nullopt;
}

}  // namespace

Result<Response> decide(Call& call) {
  DecisionsWish wish = TRY(read_decisions(call.request.body.reveal()));
  LinkRuns& runs = call.desk.link_runs;
  const LinkRuns::Run run = wish.run.empty() ? nullptr : TRY(runs.find(wish.run));
  std::vector<LinkRuns::Subjects> pairs;
  for (casework::NewDecision& one : wish.decisions) {
    TRY(bring_into_form(runs, run, one.said));
    pairs.emplace_back(one.said.a.subject, one.said.b.subject);
  }
  const auto entries = TRY(call.book().decide(std::move(wish.decisions)));
  const auto links = call.book().links();
  JsonWriter json;
  json.open();
  json.key("pairs");
  json.open_list();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    runs.note_words_shown(pairs[i], *links, call.book().vault().me());
    json.open();
    json.field("entry", to_hex(entries[i].bytes));
    write_standing(json, links->pair(pairs[i].first, pairs[i].second));
    if (const auto weight = weight_of(runs, run, pairs[i])) {
      runs.note_weight_shown(pairs[i]);
      write_weight(json, *weight);
    } else {
      json.key("weight");
      json.nothing();
      json.key("probability");
      json.nothing();
    }
    json.close();
  }
  json.close_list();
  json.close();
  return json_reply(json);
}

}  // namespace manumit::desk::link_routes
