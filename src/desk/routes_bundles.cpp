// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <memory>
#include <string>
#include <utility>

#include "base/bytes.h"
#include "bundling.h"
#include "flat_json.h"
#include "json_read.h"
#include "opening.h"
#include "passing_file.h"
#include "reply.h"
#include "routes.h"
#include "vault/passphrase_strength.h"

namespace manumit::desk::bundle_routes {
namespace {

constexpr const char* kRequestName = "request.mnj";

// So much at most of one bundle: a vault with twenty thousand pages of scans.
constexpr std::uint64_t kMostArriving = std::uint64_t{64} << 30;

tl::unexpected<Error> no_such_arrival() {
  return fail(Error::Kind::not_found, "this bundle is not on its way here any more", "",
              "choose the file again; nothing was changed");
}

/// What was sent, in a file beside the vault: whole with this request, or part by part before it.
/// Shared, as a job must be copyable.
Result<std::shared_ptr<PassingFile>> laid_down(Workplace& desk, Secret<std::string>& base64,
                                               const std::string& upload) {
  if (!base64.reveal().empty() && !upload.empty())
    return bad_shape("content");
  if (!upload.empty()) {
    auto arrived = desk.arrivals.take(upload);
    if (!arrived || arrived->size == 0)
      return no_such_arrival();
    return std::move(arrived->file);
  }
  auto passing = std::make_shared<PassingFile>(desk.cabinet.file(), desk.options.surroundings);
  const Secret<Bytes> bytes(TRY(from_base64(base64.reveal())));
  base64 = Secret<std::string>();
  TRY(passing->fill(bytes.reveal()));
  return passing;
}

std::string report_json(const vault::MergeReport& report) {
  JsonWriter json;
  json.open();
  json.field("from", report.from);
  json.field("entries", report.entries);
  json.field("added", report.added);
  json.field("known", report.known);
  json.field("waiting", report.waiting);
  json.field("released", report.released);
  json.field("erased", report.erased);
  json.field("set_aside", report.quarantined);
  json.field("keys", report.keys);
  json.field("anchors", report.anchors);
  json.field("copied_devices", report.forked.size());
  json.close();
  return std::string(json.view());
}

/// A refusal that speaks of the file by a name that nobody has seen.
Error without_place(Error error) {
  error.where.clear();
  return error;
}

Result<JobResult> take_in(Workplace& desk, const PassingFile& passing, const Progress& progress) {
  Result<vault::MergeReport> report = fail(locked());
  if (const auto use = desk.cabinet.use())
    report = use->book().office().take_bundle(passing.path(), progress);
  if (!report)
    return fail(without_place(std::move(report).error()));
  if (report->added + report->keys + report->released > 0)
    TRY(desk.cabinet.renew());
  return JobResult{.json = report_json(*report)};
}

}  // namespace

Result<Response> make(Call& call) {
  constexpr std::array kFields{FlatField{"member"}, FlatField{"reach", false}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const std::string& reach = texts[1].reveal();
  if (!reach.empty() && reach != "everything" && reach != "what_they_lack")
    return bad_shape("reach");
  const vault::MemberId member = TRY(member_id_of(texts[0].reveal()));
  TRY(member_called(call.book().vault(), member));
  return bundle_begun(call.desk, member,
                      reach == "what_they_lack" ? vault::BundleReach::what_they_lack
                                                : vault::BundleReach::everything);
}

Result<Response> begin_arriving(Call& call) {
  TRY(read_flat(call.request.body.reveal(), {}));
  Workplace& desk = call.desk;
  JsonWriter json;
  json.open();
  json.field("upload", desk.arrivals.keep({std::make_shared<PassingFile>(
                           desk.cabinet.file(), desk.options.surroundings)}));
  json.close();
  return json_reply(json, 201);
}

Result<Response> part(Call& call) {
  constexpr std::array kFields{FlatField{"at"}, FlatField{"content"}};
  auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const Secret<Bytes> bytes(TRY(from_base64(texts[1].reveal())));
  auto arriving = call.desk.arrivals.take(call.ids[0]);
  // One that comes twice or out of turn would make another bundle of it; then it is let go.
  if (!arriving || texts[0].reveal() != std::to_string(arriving->size) ||
      arriving->size + bytes.reveal().size() > kMostArriving)
    return no_such_arrival();
  TRY(arriving->file->append(bytes.reveal()));
  arriving->size += bytes.reveal().size();
  JsonWriter json;
  json.open();
  json.field("size", arriving->size);
  json.close();
  call.desk.arrivals.put_back(call.ids[0], std::move(*arriving));
  return json_reply(json);
}

Result<Response> merge(Call& call) {
  constexpr std::array kFields{FlatField{"content", false}, FlatField{"upload", false}};
  auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  Workplace& desk = call.desk;
  const auto passing = TRY(laid_down(desk, texts[0], texts[1].reveal()));
  const std::string job = TRY(desk.jobs.start(
      JobKind::merge, [&desk, passing](const Progress& progress) -> Result<JobResult> {
        return take_in(desk, *passing, progress);
      }));
  return job_begun(job);
}

Result<Response> ask(Call& call) {
  constexpr std::array kFields{FlatField{"passphrase"}, FlatField{"member"}, FlatField{"device"},
                               FlatField{"profile"}};
  auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const Passphrase passphrase = std::move(texts[0]);
  TRY(vault::check_passphrase(passphrase.reveal()));
  const vault::KdfProfile profile = TRY(profile_asked(texts[3].reveal(), call.desk.options));
  const DeskOptions& options = call.desk.options;
  const PassingFile passing(call.desk.cabinet.file(), options.surroundings);
  const vault::JoinRequest request = TRY(vault::Vault::ask_to_join(
      call.desk.cabinet.file(), passing.path(), passphrase, {texts[1].reveal(), texts[2].reveal()},
      profile, options.surroundings));
  const Secret<std::string> bytes = TRY(passing.read());
  JsonWriter json;
  json.open();
  json.field("file_name", kRequestName);
  json.field("content", to_base64(bytes_of(bytes.reveal())));
  json.field("fingerprint", request.fingerprint);
  json.close();
  return json_reply(json);
}

Result<Response> join(Call& call) {
  constexpr std::array kFields{FlatField{"content", false}, FlatField{"upload", false},
                               FlatField{"passphrase"}};
  auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  auto passphrase = std::make_shared<Passphrase>(std::move(texts[2]));
  Workplace& desk = call.desk;
  const auto passing = TRY(laid_down(desk, texts[0], texts[1].reveal()));
  return opening_begun(call, [&desk, passing, passphrase](const Progress& progress) {
    Result<void> joined = desk.cabinet.join(passing->path(), *passphrase, progress);
    *passphrase = Passphrase();
    if (!joined)
      joined = fail(without_place(std::move(joined).error()));
    return joined;
  });
}

}  // namespace manumit::desk::bundle_routes
