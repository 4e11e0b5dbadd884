// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <memory>
#include <utility>

#include "base/bytes.h"
#include "base/parallel.h"
#include "flat_json.h"
#include "opening.h"
#include "reply.h"
#include "routes.h"
#include "vault/passphrase_strength.h"

namespace manumit::desk {

Result<vault::KdfProfile> profile_asked(std::string_view name, const DeskOptions& options) {
  if (options.kdf_profile)
    return *options.kdf_profile;
  if (name == "standard")
    return vault::KdfProfile::standard;
  if (name == "old_computer")
    return vault::KdfProfile::old_computer;
  return fail(Error::Kind::bad_input, "the kind of computer must be standard or old_computer");
}

}  // namespace manumit::desk

namespace manumit::desk::vault_routes {
namespace {

std::string_view damage_name(vault::Damage::What what) {
  constexpr std::array<std::string_view, 12> kNames{
      "row_checksum", "header", "identity",  "signature",   "unknown_author", "chain",
      "ciphertext",   "key",    "plaintext", "rolled_back", "page",           "fork"};
  return kNames[static_cast<std::size_t>(what)];
}

void write(JsonWriter& json, const vault::Damage& damage) {
  json.open();
  json.field("what", damage_name(damage.what));
  json.key("row");
  damage.row ? json.whole(*damage.row) : json.nothing();
  json.key("entry");
  damage.entry ? json.text(to_hex(damage.entry->bytes)) : json.nothing();
  json.key("problem");
  desk::write(json, damage.problem);
  json.close();
}

JobResult verdict_result(const vault::Verdict& verdict) {
  JsonWriter json;
  json.open();
  json.field("with_keys", verdict.with_keys);
  json.field("entries", verdict.entries);
  json.field("sound", verdict.sound);
  json.field("erased", verdict.erased);
  json.field("sealed", verdict.sealed);
  json.field("devices", verdict.devices);
  json.field("head_hash", verdict.head_hash);
  json.field("anchors", verdict.anchors);
  json.field("witnessed", verdict.witnessed);
  json.field("anchored_ms", verdict.anchored_ms);
  json.key("damages");
  json.open_list();
  for (const vault::Damage& damage : verdict.damages)
    write(json, damage);
  json.close_list();
  json.close();
  return {.json = std::string(json.view())};
}

}  // namespace

Result<Response> strength(Call& call) {
  constexpr std::array kFields{FlatField{"passphrase"}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const vault::Strength found = vault::passphrase_strength(texts[0].reveal());
  JsonWriter json;
  json.open();
  json.field("bits", static_cast<std::int64_t>(found.bits));
  json.field("words", found.words);
  json.field("hint", found.hint);
  json.close();
  return json_reply(json);
}

Result<Response> create(Call& call) {
  constexpr std::array kFields{FlatField{"passphrase"}, FlatField{"member"}, FlatField{"device"},
                               FlatField{"profile"}};
  auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const Passphrase passphrase = std::move(texts[0]);
  TRY(vault::check_passphrase(passphrase.reveal()));
  const vault::KdfProfile profile = TRY(profile_asked(texts[3].reveal(), call.desk.options));
  const vault::Vault::Founder founder{texts[1].reveal(), texts[2].reveal()};
  TRY(call.desk.cabinet.create(passphrase, founder, profile));
  call.desk.person_was_here();
  call.desk.options.log.event(log::Event::vault_created);
  Response response = done();
  set_cookie(response, call.desk, call.desk.sessions.renew(call.cookie));
  return response;
}

Result<Response> unlock(Call& call) {
  constexpr std::array kFields{FlatField{"passphrase"}};
  auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  // A job must be copyable, a passphrase must not be: the job and nobody else shares it.
  auto passphrase = std::make_shared<Passphrase>(std::move(texts[0]));
  Workplace& desk = call.desk;
  return opening_begun(call, [&desk, passphrase](const Progress& progress) {
    Result<void> opened = desk.cabinet.open(*passphrase, progress);
    *passphrase = Passphrase();
    return opened;
  });
}

Result<Response> lock(Call& call) {
  TRY(read_flat(call.request.body.reveal(), {}));
  call.desk.lock();
  return done();
}

Result<Response> panic(Call& call) {
  constexpr std::array kFields{FlatField{"wish"}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  // So that no call made by mistake does what cannot be undone.
  if (texts[0].reveal() != "destroy_my_keys") {
    return fail(Error::Kind::bad_input, "nothing was destroyed: the wish is not spelled out",
                "wish");
  }
  const vault::KeysDestroyed destroyed = TRY(call.desk.panic());
  JsonWriter json;
  json.open();
  json.field("ways_in", destroyed.ways_in);
  json.field("papers_open", destroyed.papers_open);
  json.field("overwritten", destroyed.overwritten);
  json.field("key_backups", destroyed.key_backups);
  json.close();
  return json_reply(json);
}

Result<Response> info(Call& call) {
  const vault::Summary summary = call.book().vault().summary();
  JsonWriter json;
  json.open();
  json.field("id", to_hex(summary.id.bytes));
  member_routes::write_people(json, summary);
  json.field("entries", summary.entries);
  json.field("read_only", call.book().vault().read_only());
  json.field("papers_offered", call.book().vault().shares_undecided());
  json.field("hears_sleep", call.desk.hears_sleep.load());
  json.field("compartments", summary.compartments);
  json.field("bytes", summary.bytes);
  json.field("head_hash", summary.head_hash);
  json.key("damages");
  json.open_list();
  for (const vault::Damage& damage : call.book().damages())
    desk::write(json, damage.problem);
  json.close_list();
  json.close();
  return json_reply(json);
}

Result<Response> verify(Call& call) {
  TRY(read_flat(call.request.body.reveal(), {}));
  Workplace& desk = call.desk;
  const std::string job =
      TRY(desk.jobs.start(JobKind::verify, [&desk](const Progress& progress) -> Result<JobResult> {
        const auto use = desk.cabinet.use();
        if (!use)
          return fail(locked());
        const auto verdict = TRY(use->book().vault().verify(machine_threads(), progress));
        desk.options.log.event(log::Event::vault_verified,
                               {{log::Field::entries, verdict.entries},
                                {log::Field::problems, verdict.damages.size()}});
        return verdict_result(verdict);
      }));
  return job_begun(job);
}

}  // namespace manumit::desk::vault_routes
