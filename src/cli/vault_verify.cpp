// SPDX-License-Identifier: Apache-2.0
#include "anchor_telling.h"
#include "base/bytes.h"
#include "base/json_write.h"
#include "base/parallel.h"
#include "commands.h"
#include "telling.h"
#include "terminal.h"
#include "vault/vault.h"

namespace manumit::cli {
namespace {

std::string_view name_of(vault::Damage::What what) {
  using What = vault::Damage::What;
  switch (what) {
    case What::row_checksum:
      return "row_checksum";
    case What::header:
      return "header";
    case What::identity:
      return "identity";
    case What::signature:
      return "signature";
    case What::unknown_author:
      return "unknown_author";
    case What::chain:
      return "chain";
    case What::ciphertext:
      return "ciphertext";
    case What::key:
      return "key";
    case What::plaintext:
      return "plaintext";
    case What::rolled_back:
      return "rolled_back";
    case What::page:
      return "page";
    case What::fork:
      return "fork";
  }
  return "unknown";
}

/// A verdict on the file, and on a line if one was read out.
struct Checked {
  vault::Verdict verdict;
  std::optional<vault::LineAnswer> line;
};

void print_json(const Checked& checked, const Words& catalogue, std::ostream& out) {
  const vault::Verdict& verdict = checked.verdict;
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.field("sound", verdict.sound_throughout());
  json.field("with_keys", verdict.with_keys);
  json.field("entries", verdict.entries);
  json.field("sound_entries", verdict.sound);
  json.field("erased_entries", verdict.erased);
  json.field("sealed_compartments", verdict.sealed);
  json.field("devices", verdict.devices);
  json.field("head_hash", verdict.head_hash);
  json.field("anchors", verdict.anchors);
  json.field("witnessed_anchors", verdict.witnessed);
  if (verdict.anchors > 0) {
    json.field("anchored_entries", verdict.anchored);
    json.field("anchored", time_in_utc(verdict.anchored_ms));
  }
  if (checked.line) {
    json.key("line");
    write_answer(json, *checked.line);
  }
  json.key("damages");
  json.open_list();
  for (const vault::Damage& damage : verdict.damages) {
    json.open();
    json.field("what", name_of(damage.what));
    if (damage.row)
      json.field("row", *damage.row);
    if (damage.entry)
      json.field("entry", to_hex(damage.entry->bytes));
    json.field("problem", catalogue.of(damage.problem));
    json.close();
  }
  json.close_list();
  json.close();
  out << json.view();
}

void print_page(const Checked& checked, const Words& catalogue, std::ostream& out) {
  const vault::Verdict& verdict = checked.verdict;
  for (const vault::Damage& damage : verdict.damages) {
    if (damage.row)
      out << "row " << *damage.row << "  ";
    if (damage.entry)
      out << "entry " << to_hex(damage.entry->bytes) << "  ";
    out << name_of(damage.what) << '\n' << "    " << catalogue.of(damage.problem) << '\n';
  }
  out << (verdict.sound_throughout() ? "sound" : "damaged") << ": " << verdict.sound << " of "
      << verdict.entries << " entries are sound";
  if (verdict.erased > 0)
    out << ", " << verdict.erased << " erased on order";
  out << (verdict.with_keys ? "; every one was opened" : "; checked without the passphrase")
      << "\nhead hash " << verdict.head_hash << '\n';
  tell_end(verdict, out);
  if (checked.line)
    tell_answer(*checked.line, out);
}

Result<Checked> verdict_on(const Args& args, Console& console) {
  const std::filesystem::path file = args.text("VAULT");
  const bool with_keys = args.has("with-passphrase") || args.has("passphrase-file");
  // A mistyped line should not cost a verification to find out.
  if (args.has("anchor"))
    TRY(vault::read_anchor_line(args.text("anchor")));
  Checked out;
  if (!with_keys) {
    ProgressBar bar("Checking without keys");
    out.verdict = TRY(vault::check_without_key(file, machine_threads(), bar.watch()));
    if (args.has("anchor"))
      out.line = TRY(vault::check_line_without_key(file, args.text("anchor")));
    return out;
  }
  const vault::Inspection look = vault::inspect(file);
  if (look.condition != vault::Condition::intact)
    return fail(look.problem);
  const Passphrase passphrase = TRY(existing_passphrase(args));
  const vault::Vault vault = TRY(vault::Vault::open(file, passphrase, console.surroundings));
  ProgressBar bar("Checking");
  out.verdict = TRY(vault.verify(machine_threads(), bar.watch()));
  if (args.has("anchor"))
    out.line = TRY(vault.check_line(args.text("anchor")));
  return out;
}

Result<void> run(const Args& args, Console& console) {
  const Checked checked = TRY(verdict_on(args, console));
  const vault::Verdict& verdict = checked.verdict;
  if (args.has("json"))
    print_json(checked, console.catalogue, console.out);
  else
    print_page(checked, console.catalogue, console.out);
  if (!verdict.sound_throughout()) {
    return fail(Error::Kind::damaged, "the vault is damaged; {0} of its {1} entries are sound", "",
                "work on from your newest backup that is sound, and keep this copy as it is",
                {std::to_string(verdict.sound), std::to_string(verdict.entries)});
  }
  if (checked.line && checked.line->what != vault::LineAnswer::What::held) {
    return fail(Error::Kind::damaged, "this copy does not hold what the line vouches for", "",
                "do not write in this copy before you know why; compare it with a backup and with "
                "the other computers");
  }
  return {};
}

}  // namespace

const Command kVaultVerify{
    .name = "vault verify",
    .summary = "Check every entry of a vault, with or without its passphrase",
    .about =
        "Without the passphrase it checks checksums, ids, chains, signatures and the hashes "
        "of the ciphertexts: anybody may run it on a copy. With it, every entry is opened as "
        "well. Each damaged entry is named with what is lost and what is safe; the exit code "
        "is then 1. With --anchor it also says whether all that a line vouches for is here.",
    .options = {{"anchor", "LINE", "A line that was noted before, as it stands on paper"},
                {"with-passphrase", "", "Ask for the passphrase and open every entry too"},
                {"json", "", "Print JSON (docs/formats/cli-json.md)"},
                passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"}},
    .examples = {{"manumit vault verify cases.mnv", "Check a vault or a copy of it"},
                 {"manumit vault verify --with-passphrase cases.mnv", "Open every entry as well"},
                 {"manumit vault verify --anchor \"MNV1 1234 …\" cases.mnv",
                  "Was anything cut off since the line was noted?"}},
    .run = run};

}  // namespace manumit::cli
