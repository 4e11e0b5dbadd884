// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <memory>
#include <utility>

#include "base/bytes.h"
#include "exchange/import.h"
#include "exchange/workbook.h"
#include "flat_json.h"
#include "guard.h"
#include "json_case.h"
#include "names.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::import_routes {
namespace {

using exchange::ImportPlan;
using Headings = std::vector<std::pair<std::string, std::string>>;

void write_headings(JsonWriter& json, std::string_view name, const Headings& pairs) {
  json.key(name);
  json.open_list();
  for (const auto& [heading, text] : pairs) {
    json.open_list();
    json.text(heading);
    json.text(text);
    json.close_list();
  }
  json.close_list();
}

void write(JsonWriter& json, const exchange::CellProblem& problem) {
  json.open();
  json.field("weight", kWeights.of(problem.weight));
  json.field("cell", problem.cell);
  json.field("column", problem.column);
  json.field("text", problem.text);
  json.key("problem");
  desk::write(json, problem.problem);
  json.close();
}

void write(JsonWriter& json, const exchange::PreviewRow& row) {
  json.open();
  json.field("row", row.row);
  json.field("good", row.good);
  json.field("title", row.title);
  json.field("facts", row.facts);
  json.close();
}

Response plan_reply(const std::string& id, const ImportPlan& plan) {
  JsonWriter json;
  json.open();
  json.field("plan", id);
  json.field("artefact", kArtefacts.of(plan.artefact));
  json.key("notes");
  json.open_list();
  for (const Error& note : plan.notes)
    desk::write(json, note);
  json.close_list();
  json.key("problems");
  json.open_list();
  for (const exchange::CellProblem& problem : plan.problems)
    write(json, problem);
  json.close_list();
  json.key("rows");
  json.open_list();
  for (const exchange::PreviewRow& row : plan.rows)
    write(json, row);
  json.close_list();
  json.field("asks_address", plan.asks_address);
  write_headings(json, "address_by_label", plan.address_by_label);
  write_headings(json, "address_by_hidden_name", plan.address_by_hidden_name);
  json.key("imported_before");
  if (plan.imported_before)
    desk::write(json, *plan.imported_before);
  else
    json.nothing();
  json.field("cannot_express", plan.cannot_express);
  json.field("good_rows", plan.good_rows());
  json.field("bad_rows", plan.bad_rows());
  json.close();
  return json_reply(json);
}

Result<exchange::AddressHeadings> headings_of(std::string_view text) {
  const auto headings = kAddresses.find(text.empty() ? "not_asked" : text);
  if (!headings) {
    return fail(Error::Kind::bad_input,
                "the address headings must be not_asked, by_label or by_hidden_name");
  }
  return *headings;
}

tl::unexpected<Error> no_such_plan() {
  return fail(Error::Kind::not_found, "this preview is not known here any more", "",
              "choose the file again; nothing of it was stored");
}

/// Plans anew over the table that waits, and answers with what would happen.
Result<Response> plan_over(Call& call, WaitingPlan waiting, exchange::AddressHeadings headings) {
  waiting.plan =
      TRY(exchange::plan_import(waiting.workbook, waiting.file_name, headings, call.book(),
                                [&](auto, auto) { return !call.desk.cabinet.is_locking(); }));
  call.desk.options.log.event(log::Event::import_previewed,
                              {{log::Field::rows, waiting.plan.rows.size()},
                               {log::Field::problems, waiting.plan.problems.size()}});
  const std::string id = call.desk.plans.new_id();
  Response response = plan_reply(id, waiting.plan);
  call.desk.plans.keep(id, std::move(waiting));
  return response;
}

}  // namespace

Result<Response> plan(Call& call) {
  constexpr std::array kFields{FlatField{"file_name"}, FlatField{"content"},
                               FlatField{"address", false}};
  auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const exchange::AddressHeadings headings = TRY(headings_of(texts[2].reveal()));
  const Secret<Bytes> file(TRY(from_base64(texts[1].reveal())));
  texts[1] = Secret<std::string>();
  auto workbook = exchange::read_workbook(file.reveal());
  // A damaged file of theirs is no fault of ours: never 500.
  if (!workbook)
    return refusal(422, workbook.error());
  WaitingPlan waiting{.file_name = texts[0].reveal(), .workbook = std::move(*workbook), .plan = {}};
  return plan_over(call, std::move(waiting), headings);
}

Result<Response> address(Call& call) {
  constexpr std::array kFields{FlatField{"address"}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const exchange::AddressHeadings headings = TRY(headings_of(texts[0].reveal()));
  auto waiting = call.desk.plans.take(call.ids[0]);
  if (!waiting)
    return no_such_plan();
  return plan_over(call, std::move(*waiting), headings);
}

Result<Response> store(Call& call) {
  constexpr std::array kFields{FlatField{"rows"}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const auto rows = kRows.find(texts[0].reveal());
  if (!rows)
    return fail(Error::Kind::bad_input, "the rows must be all_or_nothing or good_only");
  auto waiting = call.desk.plans.take(call.ids[0]);
  if (!waiting)
    return no_such_plan();
  Workplace& desk = call.desk;
  // Shared, as a job must be copyable and a plan is too large to be copied.
  auto plan = std::make_shared<ImportPlan>(std::move(waiting->plan));
  const auto job = desk.jobs.start(
      JobKind::import, [&desk, plan, rows](const Progress& progress) -> Result<JobResult> {
        const auto use = desk.cabinet.use();
        if (!use)
          return fail(locked());
        const auto report = TRY(exchange::store(std::move(*plan), *rows, use->book(), progress));
        desk.options.log.event(
            log::Event::import_stored,
            {{log::Field::cases, report.cases}, {log::Field::rows, report.rows_left_out}});
        JsonWriter json;
        json.open();
        json.field("cases", report.cases);
        json.field("statements", report.statements);
        json.field("rows_left_out", report.rows_left_out);
        json.close();
        return JobResult{.json = std::string(json.view())};
      });
  if (!job) {
    // Nothing was begun: the preview waits on, and the same button can be pressed again.
    waiting->plan = std::move(*plan);
    desk.plans.keep(call.ids[0], std::move(*waiting));
    return fail(job.error());
  }
  return job_begun(*job);
}

}  // namespace manumit::desk::import_routes
