// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>

#include "asked.h"
#include "base/day.h"
#include "casework/vocabulary.h"
#include "json_case.h"
#include "names.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::find_routes {
namespace {

constexpr std::size_t kRecentCases = 8;
constexpr std::size_t kUsualHits = 50;
constexpr std::size_t kMostHits = 200;
constexpr std::size_t kMostLetters = 200;

void write(JsonWriter& json, const casework::Fact& fact) {
  json.open();
  json.field("id", fact.id);
  json.field("about", name_of(fact.about));
  json.field("kind", name_of(fact.kind));
  json.field("sensitivity", kSensitivities.of(fact.sensitivity));
  json.field("identity", fact.identity);
  json.field("deprecated", fact.deprecated);
  json.field("many", fact.many);
  json.field("code_list", fact.code_list);
  json.field("tab", fact.tab);
  json.key("in");
  json.open();
  json.field("htcds", fact.in.htcds);
  json.field("ilo", fact.in.ilo);
  json.field("ctdc", fact.in.ctdc);
  json.field("esf", fact.in.esf);
  json.close();
  json.close();
}

void write(JsonWriter& json, const casework::CodeList& list) {
  json.open();
  json.field("id", list.id);
  json.key("codes");
  json.open_list();
  for (const casework::Code& code : list.codes)
    json.text(code.id);
  json.close_list();
  json.close();
}

void write(JsonWriter& json, const casework::Due& due) {
  json.open();
  json.field("case", due.case_id.hex());
  json.field("number", due.case_number);
  json.field("step", due.step.hex());
  json.field("what", due.what);
  json.key("due");
  desk::write(json, due.due);
  json.field("time", due.time);
  json.field("kind", kDueKinds.of(due.kind));
  json.close();
}

void write_group(JsonWriter& json, std::string_view name, const std::vector<casework::Due>& all,
                 casework::Due::Group group) {
  json.key(name);
  json.open_list();
  for (const casework::Due& due : all) {
    if (due.group == group)
      write(json, due);
  }
  json.close_list();
}

void write(JsonWriter& json, const casework::Hit& hit) {
  json.open();
  json.field("case", hit.case_id.hex());
  json.field("number", hit.case_number);
  json.field("subject", hit.subject.hex());
  json.field("kind", name_of(hit.kind));
  json.field("title", hit.title);
  json.field("fact", hit.fact);
  json.field("excerpt", hit.excerpt);
  json.field("how", kHows.of(hit.how));
  json.close();
}

}  // namespace

Result<Response> catalogue(Call&) {
  const casework::Vocabulary& vocabulary = casework::built_in_vocabulary();
  JsonWriter json;
  json.open();
  json.key("facts");
  json.open_list();
  for (const casework::Fact& fact : vocabulary.facts())
    write(json, fact);
  json.close_list();
  json.key("code_lists");
  json.open_list();
  for (const casework::CodeList& list : vocabulary.code_lists())
    write(json, list);
  json.close_list();
  json.close();
  return json_reply(json);
}

Result<Response> today(Call& call) {
  using Group = casework::Due::Group;
  const std::vector<casework::Due> due = call.book().due(TRY(today_asked(call)));
  JsonWriter json;
  json.open();
  write_group(json, "overdue", due, Group::overdue);
  write_group(json, "today", due, Group::today);
  write_group(json, "later", due, Group::later);
  write_group(json, "undated", due, Group::undated);
  json.field("cases", call.book().case_count());
  json.key("recent");
  json.open_list();
  casework::CaseQuery recent;
  recent.limit = kRecentCases;
  for (const casework::CaseRow& row : call.book().cases(recent).rows)
    desk::write(json, row);
  json.close_list();
  json.close();
  return json_reply(json);
}

Result<Response> search(Call& call) {
  const std::string_view words = call.target.asked("q").substr(0, kMostLetters);
  const std::string_view asked = call.target.asked("limit");
  std::size_t limit = kUsualHits;
  std::from_chars(asked.data(), asked.data() + asked.size(), limit);
  const auto start = std::chrono::steady_clock::now();
  const std::vector<casework::Hit> hits = call.book().search(words, std::min(limit, kMostHits));
  const auto took = std::chrono::steady_clock::now() - start;
  // "Nothing found" is said only by an index that is whole.
  if (std::optional<Error> trouble = call.book().search_trouble(); trouble && hits.empty())
    return fail(std::move(*trouble));
  JsonWriter json;
  json.open();
  json.key("hits");
  json.open_list();
  for (const casework::Hit& hit : hits)
    write(json, hit);
  json.close_list();
  json.field("ms", std::chrono::duration_cast<std::chrono::milliseconds>(took).count());
  json.close();
  return json_reply(json);
}

}  // namespace manumit::desk::find_routes
