// SPDX-License-Identifier: Apache-2.0
#include "json_gap.h"

#include <string>
#include <vector>

#include "law/assess.h"

namespace manumit::desk {
namespace {

class GapJson {
 public:
  GapJson(JsonWriter& json, const law::Library& library, std::span<const casework::Affected> people,
          const law::Evidence* one)
      : json_(json), library_(library), people_(people), one_(one) {}

  void write_row(const law::GapRow& row) {
    const law::Instrument& instrument = library_.instruments()[row.instrument];
    json_.open();
    write_version(row.instrument);
    json_.field("meets_both", row.meets_both);
    json_.field("meets_reference_only", row.meets_reference_only);
    json_.field("unknown", row.unknown);
    json_.list("because", row.because,
               [&](const law::Blocking& each) { write_blocking(instrument, each); });
    json_.list("substitutes", row.substitutes,
               [&](const law::Substitute& each) { write_substitute(each); });
    json_.list("cases", row.cases, [&](const law::GapCase& each) { write_case(instrument, each); });
    json_.close();
  }

 private:
  void write_version(std::size_t place) {
    json_.field("instrument", library_.instruments()[place].id);
    json_.field("version", library_.instruments()[place].version);
  }

  void write_verdict(const law::Verdict& verdict) {
    json_.field("status", name_of(verdict.status));
    json_.key("reason");
    verdict.reason == law::Reason::none ? json_.nothing() : json_.text(name_of(verdict.reason));
  }

  void write_blocking(const law::Instrument& instrument, const law::Blocking& blocking) {
    json_.open();
    json_.field("element", instrument.elements[blocking.element].id);
    json_.field("cases", blocking.cases);
    json_.key("status");
    json_.open();
    json_.field("contradicted", blocking.contradicted);
    json_.field("unknown", blocking.unknown);
    json_.field("supported", blocking.supported);
    json_.close();
    json_.close();
  }

  void write_substitute(const law::Substitute& substitute) {
    json_.open();
    write_version(substitute.instrument);
    json_.field("supported", substitute.supported);
    if (one_ != nullptr)
      write_elements(law::assess_one(library_, substitute.instrument, *one_));
    json_.close();
  }

  void write_elements(const law::Finding& finding) {
    const law::Instrument& instrument = library_.instruments()[finding.instrument];
    write_verdict(finding.verdict);
    json_.key("elements");
    json_.open_list();
    for (std::size_t i = 0; i < finding.elements.size(); ++i) {
      json_.open();
      json_.field("id", instrument.elements[i].id);
      write_verdict(finding.elements[i].verdict);
      json_.close();
    }
    json_.close_list();
  }

  void write_case(const law::Instrument& instrument, const law::GapCase& one) {
    const casework::Affected& who = people_[one.place];
    json_.open();
    json_.field("case", who.case_id.hex());
    json_.field("number", who.case_number);
    json_.field("person", who.person.hex());
    write_verdict(one.verdict);
    json_.list("because", one.because,
               [&](std::size_t element) { json_.text(instrument.elements[element].id); });
    json_.list("substitutes", one.substitutes, [&](std::size_t place) {
      json_.open();
      write_version(place);
      json_.close();
    });
    json_.close();
  }

  JsonWriter& json_;
  const law::Library& library_;
  std::span<const casework::Affected> people_;
  const law::Evidence* one_;
};

}  // namespace

void write_gap(JsonWriter& json, const law::Library& library, const law::Gap& gap,
               std::span<const casework::Affected> people, const law::Evidence* one) {
  const law::Instrument& reference = library.instruments()[gap.reference];
  json.open();
  json.field("reference", reference.id);
  json.field("reference_version", reference.version);
  json.field("cases", gap.cases);
  json.field("valued", gap.valued);
  json.field("meets_reference", gap.meets_reference);
  json.key("rows");
  json.open_list();
  GapJson writer(json, library, people, one);
  for (const law::GapRow& row : gap.rows)
    writer.write_row(row);
  json.close_list();
  json.close();
}

}  // namespace manumit::desk
