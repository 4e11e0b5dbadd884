// SPDX-License-Identifier: Apache-2.0
#include "exchange/export.h"

#include <algorithm>
#include <set>

#include "base/day.h"
#include "export_parts.h"
#include "vault/digest.h"

namespace manumit::exchange {

std::vector<casework::RecordId> requested_cases(const ExportRequest& request,
                                                const casework::Casebook& casebook) {
  if (!request.cases.empty())
    return request.cases;
  casework::CaseQuery everything;
  everything.sort = "number";
  everything.descending = false;
  everything.limit = casebook.case_count();
  std::vector<casework::RecordId> out;
  for (const casework::CaseRow& row : casebook.cases(everything).rows)
    out.push_back(row.id);
  return out;
}

std::string day_of_newest(std::int64_t newest_ms) {
  return to_iso(day_at(newest_ms));
}

Result<void> for_each_case(const ExportRequest& request, const casework::Casebook& casebook,
                           ValueStyle style, const Progress& progress, ExportReport& report,
                           const std::function<void(const casework::Case&, CaseValues&)>& visit) {
  const casework::Vocabulary& vocabulary = casework::built_in_vocabulary();
  const Meanings meanings(vocabulary);
  const std::vector<casework::RecordId> cases = requested_cases(request, casebook);
  std::map<std::string, std::size_t> unsaid;
  std::int64_t newest_ms = 0;
  for (const casework::RecordId& id : cases) {
    if (progress && !progress(report.cases, cases.size()))
      return fail(Error::Kind::unavailable, "the export was stopped before its end");
    const casework::Case one = TRY(casebook.open_case(id));
    CaseValues values(one, vocabulary, meanings, style);
    visit(one, values);
    const CaseValues::Account account = values.account(request.life_critical);
    report.statements += account.said;
    report.held_back += account.held_back;
    for (const auto& [fact, count] : account.unsaid)
      unsaid[fact] += count;
    newest_ms = std::max(newest_ms, one.touched_ms);
    ++report.cases;
  }
  report.cannot_express.assign(unsaid.begin(), unsaid.end());
  report.file_name = "manumit-htcds-" + day_of_newest(newest_ms);
  return {};
}

namespace {

/// The request with each case once. One that is not there is said, whatever the format: an empty
/// file would look as if nothing had been recorded.
Result<ExportRequest> checked(ExportRequest request, const casework::Casebook& casebook) {
  std::set<casework::RecordId> seen;
  std::erase_if(request.cases,
                [&seen](const casework::RecordId& id) { return !seen.insert(id).second; });
  for (const casework::RecordId& id : request.cases) {
    if (!casebook.row(id))
      return fail(Error::Kind::not_found, "there is no such case in this vault", "",
                  "look for it by a name or a place");
  }
  return request;
}

Result<ExportReport> write(const ExportRequest& request, const casework::Casebook& casebook,
                           const Sink& sink, const Progress& progress) {
  switch (request.format) {
    case Format::htcds_csv:
      return export_csv(request, casebook, sink, progress);
    case Format::htcds_excel:
    case Format::htcds_excel_as_published:
      return export_excel(request, casebook, sink, progress);
    case Format::dump:
      return export_dump(request, casebook, sink, progress);
  }
  return fail(Error::Kind::bad_input, "there is no such export format");
}

std::string_view name_of(Format format) {
  switch (format) {
    case Format::htcds_csv:
      return "htcds_csv";
    case Format::htcds_excel:
      return "htcds_excel";
    case Format::htcds_excel_as_published:
      return "htcds_excel_as_published";
    case Format::dump:
      return "dump";
  }
  return {};
}

}  // namespace

Result<ExportReport> write_export(const ExportRequest& wish, const casework::Casebook& casebook,
                                  const std::function<Result<void>(ByteView)>& sink,
                                  const Progress& progress) {
  vault::FileHasher hash;
  const auto hashed = [&](ByteView piece) {
    hash.add(piece);
    return sink(piece);
  };
  ExportReport report = TRY(write(TRY(checked(wish, casebook)), casebook, hashed, progress));
  report.file = hash.value();
  return report;
}

casework::Use use_of(const ExportRequest& request, const ExportReport& report) {
  casework::Use out{.kind = casework::UseKind::exported,
                    .case_id = std::nullopt,
                    .cases = report.cases,
                    .statements = report.statements,
                    .form = std::string(name_of(request.format)),
                    .member = std::nullopt,
                    .file = report.file};
  if (request.cases.size() == 1)
    out.case_id = request.cases.front();
  return out;
}

casework::Use use_of(std::string form, std::string_view whole) {
  vault::FileHasher hash;
  hash.add(bytes_of(whole));
  casework::Use out{.kind = casework::UseKind::exported};
  out.form = std::move(form);
  out.file = hash.value();
  return out;
}

}  // namespace manumit::exchange
