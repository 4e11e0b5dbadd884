// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "flat_json.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::backup_routes {
namespace {

bool whole_way(const std::filesystem::path& place) {
  return place.is_absolute() && place == place.lexically_normal() &&
         place.native().find('\0') == std::string::npos;
}

Result<std::filesystem::path> folder_in(const std::string& text, std::string_view where) {
  std::filesystem::path folder = text;
  if (whole_way(folder))
    return folder;
  return fail(Error::Kind::bad_input, "this is not the way to a folder", std::string(where),
              "write the whole way to it, from / on, as the file manager shows it");
}

Result<std::filesystem::path> file_in(const std::string& text, std::string_view where,
                                      std::string_view ending) {
  std::filesystem::path file = text;
  if (whole_way(file) && file.extension() == ending)
    return file;
  return fail(Error::Kind::bad_input, "this is not a part of a backup", std::string(where),
              "write the whole way to it, from / on, with a name that ends in {0}",
              {std::string(ending)});
}

void write(JsonWriter& json, std::string_view name,
           const std::optional<vault::BackupsKnown::Done>& done) {
  json.key(name);
  if (!done) {
    json.nothing();
    return;
  }
  json.open();
  json.field("at_ms", done->at_ms);
  json.field("until_ms", done->until_ms);
  json.field("member", done->member);
  json.field("device", done->device);
  json.field("here", done->here);
  json.close();
}

void write_problems(JsonWriter& json, const std::vector<vault::Damage>& damages) {
  json.list("damages", damages,
            [&](const vault::Damage& damage) { desk::write(json, damage.problem); });
}

/// Names alone: where they lie is what the person typed.
void write_names(JsonWriter& json, std::string_view name,
                 const std::vector<std::filesystem::path>& files) {
  json.list(name, files,
            [&](const std::filesystem::path& file) { json.text(file.filename().string()); });
}

/// The same for every long work on the open vault.
Result<Response> begun(Workplace& desk, JobKind kind,
                       std::function<Result<JobResult>(vault::Vault&, const Progress&)> work) {
  const std::string job = TRY(desk.jobs.start(
      kind, [&desk, work = std::move(work)](const Progress& progress) -> Result<JobResult> {
        const auto use = desk.cabinet.use();
        if (!use)
          return fail(locked());
        return work(use->book().office(), progress);
      }));
  return job_begun(job);
}

Result<JobResult> back_up(vault::Vault& vault, const vault::BackupWish& wish,
                          const Progress& progress) {
  const vault::BackupMade made = TRY(vault.back_up(wish, progress));
  // The backup stands, whatever becomes of the clearing after it: the folder can be cleared again.
  vault::KeyBackupsPruned pruned;
  std::optional<Error> trouble;
  if (wish.keys_folder) {
    if (auto cleared = vault.prune_key_backups(*wish.keys_folder))
      pruned = std::move(*cleared);
    else
      trouble = std::move(cleared).error();
  }
  JsonWriter json;
  json.open();
  json.field("entries_file", made.files.entries.filename().string());
  json.field("keys_file", made.files.keys.filename().string());
  json.field("made_ms", made.made_ms);
  json.field("keys_until_ms", made.keys_until_ms);
  json.field("entries", made.entries);
  json.field("bytes", made.bytes);
  json.field("noted", made.noted);
  write_problems(json, made.damages);
  write_names(json, "removed", pruned.removed);
  write_names(json, "left", pruned.left);
  json.key("not_cleared");
  trouble ? desk::write(json, *trouble) : json.nothing();
  json.close();
  return JobResult{.json = std::string(json.view())};
}

Result<JobResult> try_out(vault::Vault& vault, const vault::BackupFiles& files,
                          const Passphrase& passphrase, const Progress& progress) {
  const vault::BackupDrill found = TRY(vault.drill_backup(files, passphrase, progress));
  JsonWriter json;
  json.open();
  json.field("entries", found.verdict.entries);
  json.field("sound", found.verdict.sound);
  json.field("whole", found.verdict.sound_throughout());
  json.field("noted", found.noted);
  json.field("unknown", found.unknown);
  json.field("closed", found.closed);
  json.field("opens_again", found.opens_again);
  json.list("behind", found.behind, [&](const vault::Behind& behind) {
    json.open();
    json.field("member", behind.member);
    json.field("entries", behind.entries);
    json.close();
  });
  write_problems(json, found.verdict.damages);
  json.close();
  return JobResult{.json = std::string(json.view())};
}

Result<JobResult> scrub_today(vault::Vault& vault, const Progress& progress) {
  const vault::Scrubbed found = TRY(vault.scrub(progress));
  JsonWriter json;
  json.open();
  json.field("rows", found.rows);
  json.field("sound", found.sound);
  json.field("days", std::int64_t{found.days});
  json.field("noted", found.noted);
  write_problems(json, found.damages);
  json.close();
  return JobResult{.json = std::string(json.view())};
}

}  // namespace

Result<Response> state(Call& call) {
  const vault::BackupsKnown known = call.book().vault().backups();
  JsonWriter json;
  json.open();
  write(json, "entries", known.entries);
  write(json, "keys", known.keys);
  write(json, "drill", known.drill);
  write(json, "scrub", known.scrub);
  json.field("keys_until_ms", known.keys_until_ms);
  json.field("backup_due", known.backup_due);
  json.field("keys_due", known.keys_due);
  json.field("drill_due", known.drill_due);
  json.field("scrub_due", known.scrub_due);
  json.field("key_days", static_cast<std::int64_t>(vault::kKeyBackupDays));
  json.field("scrub_days", static_cast<std::int64_t>(vault::kScrubDays));
  json.close();
  return json_reply(json);
}

Result<Response> make(Call& call) {
  constexpr std::array kFields{FlatField{"folder"}, FlatField{"keys_folder", false}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  vault::BackupWish wish{.entries_folder = TRY(folder_in(texts[0].reveal(), "folder"))};
  if (!texts[1].reveal().empty())
    wish.keys_folder = TRY(folder_in(texts[1].reveal(), "keys_folder"));
  return begun(call.desk, JobKind::backup, [wish](vault::Vault& vault, const Progress& progress) {
    return back_up(vault, wish, progress);
  });
}

Result<Response> prune(Call& call) {
  constexpr std::array kFields{FlatField{"folder"}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const vault::KeyBackupsPruned pruned =
      TRY(call.book().office().prune_key_backups(TRY(folder_in(texts[0].reveal(), "folder"))));
  JsonWriter json;
  json.open();
  write_names(json, "removed", pruned.removed);
  write_names(json, "left", pruned.left);
  json.close();
  return json_reply(json);
}

Result<Response> drill(Call& call) {
  constexpr std::array kFields{FlatField{"entries"}, FlatField{"keys"}, FlatField{"passphrase"}};
  auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const vault::BackupFiles files{.entries = TRY(file_in(texts[0].reveal(), "entries", ".mnv")),
                                 .keys = TRY(file_in(texts[1].reveal(), "keys", ".mnk"))};
  // A job must be copyable, a passphrase must not be: the job and nobody else shares it.
  auto passphrase = std::make_shared<Passphrase>(std::move(texts[2]));
  return begun(call.desk, JobKind::backup_drill,
               [files, passphrase](vault::Vault& vault, const Progress& progress) {
                 auto tried = try_out(vault, files, *passphrase, progress);
                 *passphrase = Passphrase();
                 return tried;
               });
}

Result<Response> scrub(Call& call) {
  TRY(read_flat(call.request.body.reveal(), {}));
  return begun(call.desk, JobKind::scrub, scrub_today);
}

}  // namespace manumit::desk::backup_routes
