// SPDX-License-Identifier: Apache-2.0
#include "base/json_write.h"
#include "commands.h"
#include "office.h"
#include "printable.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

void print_json(const std::vector<vault::MergeReport>& reports, const vault::Vault& vault,
                std::ostream& out) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.key("bundles");
  json.open_list();
  for (const vault::MergeReport& report : reports) {
    json.open();
    json.field("from", report.from);
    json.field("entries", report.entries);
    json.field("added", report.added);
    json.field("known", report.known);
    json.field("waiting", report.waiting);
    json.field("released", report.released);
    json.field("erased", report.erased);
    json.field("quarantined", report.quarantined);
    json.field("keys", report.keys);
    json.field("anchors", report.anchors);
    json.field("copied_devices", static_cast<std::uint64_t>(report.forked.size()));
    json.close();
  }
  json.close_list();
  json.field("entries", vault.entry_count());
  json.field("head_hash", vault.summary().head_hash);
  json.close();
  out << json.view();
}

void tell(const vault::MergeReport& report, std::ostream& words) {
  words << "From " << printable(report.from) << ": " << report.added << " new of " << report.entries
        << " entries.\n";
  if (report.released > 0)
    words << "  " << report.released << " that had waited have their place now.\n";
  if (report.anchors > 0)
    words << "  " << report.anchors << " anchors that are new here.\n";
  if (report.waiting > 0) {
    words << "  " << report.waiting
          << " wait for entries that are not here; a bundle of everything from whoever wrote them "
             "brings them.\n";
  }
  if (report.quarantined > 0)
    words << "  " << report.quarantined << " by revoked computers are kept and not shown.\n";
  for (std::size_t i = 0; i < report.forked.size(); ++i) {
    words << "  A computer was copied: two entries of it stand under one number. Both are kept; "
             "look at `manumit vault members`.\n";
  }
}

Result<void> run(const Args& args, Console& console) {
  vault::Vault vault = TRY(open_vault(args, console));
  std::vector<vault::MergeReport> reports;
  for (const std::string& file : args.texts("BUNDLE")) {
    ProgressBar bar("Taking in " + file);
    reports.push_back(TRY(vault.take_bundle(file, bar.watch())));
    if (!args.has("json"))
      tell(reports.back(), console.words);
  }
  if (args.has("json"))
    print_json(reports, vault, console.out);
  else
    console.out << vault.summary().head_hash << '\n';
  return {};
}

}  // namespace

const Command kVaultMerge{
    .name = "vault merge",
    .summary = "Take in bundles from other computers",
    .about =
        "In any order, and twice if it happens: what is here stays, what is new is added. Where "
        "two "
        "people changed the same thing both versions stay until one of them decides. A bundle that "
        "is damaged or only half there changes nothing.",
    .options = {{"json", "", "Print JSON (docs/formats/cli-json.md)"}, passphrase_option()},
    .positionals = {{"VAULT", "NAME.mnv"}, {"BUNDLE", "The files to take in", true, true}},
    .examples = {{"manumit vault merge cases.mnv from-anna.mnb", "Take in what Anna wrote"}},
    .run = run};

}  // namespace manumit::cli
