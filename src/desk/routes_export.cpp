// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "exchange/export.h"
#include "json_read.h"
#include "names.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::export_routes {
namespace {

Result<exchange::ExportRequest> read_request(std::string_view body) {
  const nlohmann::json parsed = TRY(parse_json(body));
  Members members = TRY(Members::of(parsed, ""));
  const auto format = kFormats.find(TRY(members.text("format")));
  if (!format)
    return bad_shape("format");
  exchange::ExportRequest request{.format = *format, .cases = {}};
  for (const nlohmann::json& id : *TRY(members.list("cases"))) {
    if (!id.is_string())
      return bad_shape("cases");
    request.cases.push_back(TRY(casework::RecordId::from(id.get_ref<const std::string&>())));
  }
  request.life_critical = TRY(members.yes_no_or_false("life_critical"));
  TRY(members.nothing_else());
  return request;
}

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
    json.whole(static_cast<std::int64_t>(count));
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
  desk.options.log.event(log::Event::export_written, {{log::Field::cases, report.cases}});
  return JobResult{.json = report_json(report),
                   .file = JobFile{report.file_name, report.media_type, joined(pieces)}};
}

}  // namespace

Result<Response> begin(Call& call) {
  const exchange::ExportRequest request = TRY(read_request(call.request.body.reveal()));
  Workplace& desk = call.desk;
  const std::string job =
      TRY(desk.jobs.start(JobKind::export_, [&desk, request](const Progress& progress) {
        return run(desk, request, progress);
      }));
  return job_begun(job);
}

}  // namespace manumit::desk::export_routes
