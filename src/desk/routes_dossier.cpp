// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "asked.h"
#include "exchange/dossier.h"
#include "json_read.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::dossier_routes {
namespace {

constexpr std::size_t kMostFacts = 100'000;
constexpr std::size_t kMostFiles = 1'000;

struct Wish {
  exchange::DossierWish dossier;
  std::string language;
};

Result<Wish> read_wish(std::string_view json) {
  const nlohmann::json parsed = TRY(parse_json(json));
  Members members = TRY(Members::of(parsed, ""));
  Wish out;
  for (const nlohmann::json& id : *TRY(members.list("facts"))) {
    if (!id.is_string() || out.dossier.facts.size() == kMostFacts)
      return bad_shape("facts");
    out.dossier.facts.push_back(id.get<std::string>());
  }
  // An empty list would mean all of them: here each was ticked.
  if (out.dossier.facts.empty()) {
    return fail(Error::Kind::bad_input, "no fact was chosen, so there is nothing to prove", "facts",
                "tick one at least");
  }
  for (const nlohmann::json& id : *TRY(members.list("files"))) {
    if (!id.is_string() || out.dossier.kept.size() == kMostFiles)
      return bad_shape("files");
    out.dossier.kept.push_back(TRY(casework::RecordId::from(id.get<std::string>())));
  }
  out.dossier.without_anchors = TRY(members.yes_no_or_false("without_witnesses"));
  out.dossier.without_identity = TRY(members.yes_no_or_false("without_identity"));
  out.language = TRY(members.text("language"));
  if (out.language != "en" && out.language != "ru")
    return bad_shape("language");
  TRY(members.nothing_else());
  return out;
}

std::string report_json(const exchange::DossierMade& made, const std::string& name) {
  JsonWriter json;
  json.open();
  json.field("facts", made.facts);
  json.field("without_proof", made.without_proof);
  json.field("sources", made.sources);
  json.field("files", made.files);
  json.field("witnessed", made.witnessed);
  json.field("device", made.device);
  json.field("file_name", name);
  json.close();
  return std::string(json.view());
}

/// Bytes of the vault's files are read when it is their turn, and nothing lies on the disk.
BodyStream stream_of(Workplace& desk, const std::shared_ptr<exchange::DossierZip>& zip) {
  return {.size = zip->size(),
          .read = [&desk, zip](std::uint64_t from, std::size_t count) -> Result<Secret<Bytes>> {
            const auto use = desk.cabinet.use();
            if (!use)
              return fail(locked());
            return zip->read(use->book().vault(), from, count);
          }};
}

Result<JobResult> make(Workplace& desk, const Wish& wish, const Progress& progress) {
  const auto use = desk.cabinet.use();
  if (!use)
    return fail(locked());
  const exchange::EstimateWords words = desk.options.words(wish.language);
  const auto zip = std::make_shared<exchange::DossierZip>(TRY(
      exchange::zip_dossier(use->book(), wish.dossier, {.language = wish.language, .of = words.of},
                            desk.options.surroundings, progress)));
  for (const casework::Use& left : exchange::uses_of(wish.dossier, zip->made()))
    TRY(use->book().note(left));
  const std::string name = "dossier.zip";
  return JobResult{.json = report_json(zip->made(), name),
                   .file = JobFile{name, "application/zip", {}, stream_of(desk, zip)}};
}

}  // namespace

Result<Response> begin(Call& call) {
  Wish wish = TRY(read_wish(call.request.body.reveal()));
  wish.dossier.case_id = TRY(case_asked(call));
  Workplace& desk = call.desk;
  const std::string job =
      TRY(desk.jobs.start(JobKind::export_, [&desk, wish](const Progress& progress) {
        return make(desk, wish, progress);
      }));
  return job_begun(job);
}

}  // namespace manumit::desk::dossier_routes
