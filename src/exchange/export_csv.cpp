// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/csv.h"
#include "export_parts.h"
#include "zip_bundle.h"

namespace manumit::exchange {

using casework::RecordId;
using casework::SubjectKind;

namespace {

/// One CSV file of the bundle: a section of the standard.
struct SectionFile {
  Section section;
  std::string_view name;
  std::string_view id_column;  ///< besides case_id; empty: a row is a case
};

constexpr SectionFile kFiles[] = {
    {Section::case_file, "case.csv", ""},
    {Section::person, "person.csv", "person_id"},
    {Section::victim, "victim_context.csv", "person_id"},
    {Section::perpetrator, "perpetrator_context.csv", "person_id"},
    {Section::organisation, "organisation.csv", "organisation_id"},
    {Section::referral, "referral_details.csv", ""},
    {Section::comment, "case_comment.csv", ""},
    {Section::event, "historic_trafficking_events.csv", "event_id"},
    {Section::plan, "support_plan.csv", "plan_id"},
    {Section::consent, "consent.csv", "person_id"},
};

std::vector<HtcdsField> fields_of(Section section) {
  std::vector<HtcdsField> out;
  for (const HtcdsField& field : htcds_fields()) {
    if (field.section == section)
      out.push_back(field);
  }
  return out;
}

class Bundle {
 public:
  Bundle() {
    for (std::size_t number = 0; number < std::size(kFiles); ++number) {
      fields_[number] = fields_of(kFiles[number].section);
      std::vector<std::string> heading = {"case_id"};
      if (!kFiles[number].id_column.empty())
        heading.emplace_back(kFiles[number].id_column);
      for (const HtcdsField& field : fields_[number])
        heading.emplace_back(field.name);
      texts_[number] = csv_line(heading);
    }
  }

  void add(const casework::Case& one, CaseValues& values) {
    for (std::size_t number = 0; number < std::size(kFiles); ++number) {
      if (kFiles[number].section == Section::comment)
        add_comments(number, one, values);
      else
        for (const RecordId& subject : subjects_of(kFiles[number].section, one, values))
          add_row(number, one, subject, values);
    }
  }

  [[nodiscard]] std::vector<BundledFile> take() {
    std::vector<BundledFile> out;
    for (std::size_t number = 0; number < std::size(kFiles); ++number)
      out.push_back({std::string(kFiles[number].name), std::move(texts_[number])});
    return out;
  }

 private:
  static std::vector<RecordId> subjects_of(Section section, const casework::Case& one,
                                           const CaseValues& values) {
    switch (section) {
      case Section::person:
      case Section::perpetrator:
        return values.persons();
      case Section::victim:
      case Section::consent:
        return values.persons("affected");
      case Section::organisation:
        return values.of_kind(SubjectKind::organisation);
      case Section::event:
        return values.of_kind(SubjectKind::event);
      case Section::plan:
        return values.of_kind(SubjectKind::need);
      default:
        return {one.id};
    }
  }

  // A row without a value says nothing and is left out, but each case and each affected person
  // has one: there they are counted.
  void add_row(std::size_t number, const casework::Case& one, const RecordId& subject,
               CaseValues& values) {
    std::vector<std::string> cells = {one.id.hex()};
    if (!kFiles[number].id_column.empty())
      cells.push_back(subject.hex());
    bool says_something = kFiles[number].section == Section::case_file;
    for (const HtcdsField& field : fields_[number]) {
      cells.push_back(values.value(field, subject).text);
      says_something = says_something || !cells.back().empty();
    }
    const casework::Subject* who = one.subject(subject);
    const bool is_affected = who != nullptr && who->role == "affected";
    if (says_something || (is_affected && kFiles[number].section == Section::person))
      texts_[number] += csv_line(cells);
  }

  void add_comments(std::size_t number, const casework::Case& one, CaseValues& values) {
    for (std::string& comment : values.all_texts(fields_[number].front(), one.id))
      texts_[number] += csv_line(std::vector<std::string>{one.id.hex(), std::move(comment)});
  }

  std::array<std::vector<HtcdsField>, std::size(kFiles)> fields_;
  std::array<std::string, std::size(kFiles)> texts_;
};

}  // namespace

Result<ExportReport> export_csv(const ExportRequest& request, const casework::Casebook& casebook,
                                const Sink& sink, const Progress& progress) {
  ExportReport report;
  Bundle bundle;
  TRY(for_each_case(
      request, casebook, ValueStyle::codes, progress, report,
      [&bundle](const casework::Case& one, CaseValues& values) { bundle.add(one, values); }));
  const Bytes bytes = TRY(zip_bundle(bundle.take()));
  TRY(sink(bytes));
  report.file_name += ".zip";
  report.media_type = "application/zip";
  return report;
}

}  // namespace manumit::exchange
