// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "asked.h"
#include "casework/story.h"
#include "json_case.h"
#include "json_filing.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::case_routes {
namespace {

constexpr std::size_t kMostRows = 1000;

Result<casework::CaseQuery> query_of(const Target& target) {
  casework::CaseQuery query;
  query.state = target.asked("state");
  query.place = target.asked("place");
  query.work = target.asked("work");
  query.words = target.asked("q");
  if (const auto sort = target.asked("sort"); !sort.empty())
    query.sort = sort;
  query.descending = target.asked("dir") != "asc";
  query.offset = TRY(number_asked(target, "offset", 0));
  query.limit = std::min(TRY(number_asked(target, "limit", 200)), kMostRows);
  return query;
}

void write_facet(JsonWriter& json, std::string_view name,
                 const std::vector<casework::CasePage::Facet>& values) {
  json.key(name);
  json.open_list();
  for (const auto& facet : values) {
    json.open();
    json.field("value", facet.value);
    json.field("cases", facet.cases);
    json.close();
  }
  json.close_list();
}

Result<casework::CaseRow> row_of(const casework::Casebook& book, const casework::RecordId& id) {
  auto row = book.row(id);
  if (!row)
    return fail(Error::Kind::not_found, "there is no such case in this vault");
  return std::move(*row);
}

void write_story(JsonWriter& json, const casework::Case& shown) {
  json.key("story");
  json.open();
  json.key("by_date");
  json.open_list();
  for (const casework::Moment& moment : casework::story_by_date(shown))
    write(json, moment);
  json.close_list();
  json.key("as_told");
  json.open_list();
  for (const casework::Moment& moment : casework::story_as_told(shown))
    write(json, moment);
  json.close_list();
  json.close();
}

void write_parts(JsonWriter& json, const casework::Case& shown) {
  json.key("subjects");
  json.open_list();
  for (const casework::Subject& subject : shown.subjects) {
    const auto sealed = std::find(shown.sealed.begin(), shown.sealed.end(), subject.id);
    write(json, subject, sealed != shown.sealed.end());
  }
  json.close_list();
  json.key("sources");
  json.open_list();
  for (const casework::Source& source : shown.sources)
    write(json, source);
  json.close_list();
  json.key("attached");
  json.open_list();
  for (const casework::Attached& one : shown.attached) {
    json.open();
    json.field("source", one.source.hex());
    json.field("by", one.by);
    json.field("recorded_ms", one.recorded_ms);
    json.close();
  }
  json.close_list();
  json.key("statements");
  json.open_list();
  for (const casework::Told& told : shown.statements)
    write(json, told);
  json.close_list();
}

}  // namespace

Result<Response> list(Call& call) {
  const casework::CaseQuery query = TRY(query_of(call.target));
  const casework::CasePage page = call.book().cases(query);
  // "No case fits" is said only by an index that is whole.
  if (std::optional<Error> trouble = call.book().search_trouble();
      trouble && !query.words.empty() && page.found == 0)
    return fail(std::move(*trouble));
  JsonWriter json;
  json.open();
  json.key("rows");
  json.open_list();
  for (const casework::CaseRow& row : page.rows)
    write(json, row);
  json.close_list();
  json.field("found", page.found);
  json.field("all", page.all);
  json.key("facets");
  json.open();
  write_facet(json, "states", page.states);
  write_facet(json, "places", page.places);
  write_facet(json, "works", page.works);
  json.close();
  json.close();
  return json_reply(json);
}

Result<Response> create(Call& call) {
  casework::Casebook& book = call.book();
  const casework::RecordId id = book.new_id();
  casework::Filing filing =
      TRY(read_filing(call.request.body.reveal(), id, casework::built_in_vocabulary(),
                      [&] { return book.new_id(); }));
  filing.opens_case = true;
  std::vector<casework::Filing> filings;
  filings.push_back(std::move(filing));
  TRY(book.file(std::move(filings)));
  JsonWriter json;
  json.open();
  json.field("id", id.hex());
  json.field("number", TRY(row_of(book, id)).number);
  json.close();
  return json_reply(json, 201);
}

Result<Response> show(Call& call) {
  const casework::RecordId id = TRY(case_asked(call));
  const casework::Case shown = TRY(call.book().open_case(id));
  // Whoever must read reads, even where the disk has no room for the line.
  static_cast<void>(call.book().note({.kind = casework::UseKind::looked, .case_id = id}));
  JsonWriter json;
  json.open();
  json.key("row");
  write(json, TRY(row_of(call.book(), id)));
  write_parts(json, shown);
  write_story(json, shown);
  json.key("damages");
  json.open_list();
  for (const vault::Damage& damage : call.book().damages())
    write(json, damage.problem);
  json.close_list();
  json.close();
  return json_reply(json);
}

Result<Response> file(Call& call) {
  casework::Casebook& book = call.book();
  const casework::RecordId id = TRY(case_asked(call));
  TRY(row_of(book, id));
  casework::Filing filing =
      TRY(read_filing(call.request.body.reveal(), id, casework::built_in_vocabulary(),
                      [&] { return book.new_id(); }));
  // An entry can never be taken out of a vault again, so one that says nothing is not made.
  if (filing.subjects.empty() && filing.sources.empty() && filing.statements.empty() &&
      filing.withdrawals.empty())
    return fail(Error::Kind::bad_input, "the request is not the JSON that this address takes");
  std::vector<casework::Filing> filings;
  filings.push_back(std::move(filing));
  const std::vector<std::string> ids = TRY(book.file(std::move(filings)));
  JsonWriter json;
  json.open();
  json.key("statements");
  json.open_list();
  for (const std::string& statement : ids)
    json.text(statement);
  json.close_list();
  json.close();
  return json_reply(json, 201);
}

}  // namespace manumit::desk::case_routes
