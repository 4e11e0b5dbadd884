// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "exchange/export.h"
#include "json_export.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::export_routes {
namespace {

std::string report_json(const exchange::ExportReport& report) {
  JsonWriter json;
  json.open();
  json.field("cases", report.cases);
  json.field("statements", report.statements);
  json.key("cannot_express");
  json.open_list();
  for (const auto& [fact, count] : report.cannot_express) {
    json.open_list();
    json.text(fact);
    json.whole(count);
    json.close_list();
  }
  json.close_list();
  json.field("held_back", report.held_back);
  json.field("file_name", report.file_name);
  json.field("media_type", report.media_type);
  json.close();
  return std::string(json.view());
}

/// The pieces one behind the other, in memory that is wiped.
Secret<std::string> joined(std::vector<Secret<Bytes>>& pieces) {
  std::size_t size = 0;
  for (const auto& piece : pieces)
    size += piece.reveal().size();
  std::string whole;
  whole.reserve(size);
  for (auto& piece : pieces) {
    whole.append(piece.reveal().begin(), piece.reveal().end());
    piece = Secret<Bytes>();
  }
  return Secret<std::string>(std::move(whole));
}

Result<JobResult> run(Workplace& desk, const exchange::ExportRequest& request,
                      const Progress& progress) {
  const auto use = desk.cabinet.use();
  if (!use)
    return fail(locked());
  std::vector<Secret<Bytes>> pieces;
  const auto report = TRY(exchange::write_export(
      request, use->book(),
      [&](ByteView piece) -> Result<void> {
        pieces.emplace_back(Bytes(piece.begin(), piece.end()));
        return {};
      },
      progress));
  TRY(use->book().note(exchange::use_of(request, report)));
  desk.options.log.event(log::Event::export_written, {{log::Field::cases, report.cases}});
  return JobResult{.json = report_json(report),
                   .file = JobFile{report.file_name, report.media_type, joined(pieces)}};
}

}  // namespace

Result<Response> begin(Call& call) {
  const exchange::ExportRequest request = TRY(read_export_request(call.request.body.reveal()));
  Workplace& desk = call.desk;
  const std::string job =
      TRY(desk.jobs.start(JobKind::export_, [&desk, request](const Progress& progress) {
        return run(desk, request, progress);
      }));
  return job_begun(job);
}

}  // namespace manumit::desk::export_routes
