// SPDX-License-Identifier: Apache-2.0
#include "gap/claim.h"

#include <filesystem>
#include <optional>

#include "base/day.h"
#include "casework/all_authorities.h"
#include "commands.h"
#include "exchange/gap_evidence.h"
#include "exchange/gap_json.h"
#include "gap_source.h"
#include "gap_tables.h"
#include "opening.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

/// A file of claims, or one sentence.
Result<std::vector<gap::Claim>> claims_of(const Args& args, const gap::Definitions& definitions) {
  const std::string given = args.text("CLAIM");
  if (given.ends_with(".toml")) {
    const std::string text = TRY(read_whole_file(given));
    return gap::read_claims(text, std::filesystem::path(given).filename().string());
  }
  gap::Claim claim = TRY(gap::read_sentence(given, definitions));
  if (args.has("country"))
    claim.meant.place = args.text("country");
  return std::vector<gap::Claim>{std::move(claim)};
}

Result<void> run(const Args& args, Console& console) {
  const gap::Definitions& definitions = gap::built_in_definitions();
  GapSource source = TRY(gap_source(args, args.text("figures"), definitions, console));
  const gap::FigureTable& table = source.table;
  const std::vector<gap::Claim> claims = TRY(claims_of(args, definitions));
  std::optional<casework::AllAuthorities> of_vault;
  if (source.book && source.steps.empty())
    of_vault =
        TRY(casework::authorities_of_all(*source.book, day_at(console.surroundings.now_ms())));
  const std::vector<gap::LawDate> laws = TRY(gap_laws(args, table));
  const exchange::EstimateWords words = gap_words(console.catalogue, definitions);
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.field("format", "manumit-claims-1");
  json.key("claims");
  json.open_list();
  bool first = true;
  for (const gap::Claim& claim : claims) {
    const std::vector<gap::Step> steps =
        of_vault ? exchange::steps_of_place(*of_vault, claim.meant.place) : source.steps;
    const gap::ClaimEvidence evidence{
        .table = table, .definitions = definitions, .steps = steps, .laws = laws};
    const gap::ClaimAnswer answer = gap::check_claim(claim, evidence);
    json.open();
    exchange::write_claim(json, claim, answer, evidence);
    json.close();
    if (args.has("json"))
      continue;
    console.out << (first ? "" : "\n");
    first = false;
    print_claim(claim, answer, evidence, words, console.out);
  }
  json.close_list();
  json.close();
  if (args.has("json"))
    console.out << json.view();
  return {};
}

}  // namespace

const Command kClaim{
    .name = "claim",
    .summary = "Say whether figures, steps and laws bear a statement out",
    .about =
        "A statement with a number is one of a few questions: a value, a change, a ratio, a law in "
        "force at a time, a number of documented steps, or two sources on the same thing. It is "
        "read from a sentence, English or Russian, or from a file of claims "
        "(docs/formats/claims.md). The answer is supported, not shown, contradicted or no source, "
        "with the exact test, the interval, where unit, population or edition differ, and the "
        "figures it rests on. A missing paper never contradicts. No vault is needed; with one, its "
        "figures and the steps of its cases are taken.",
    .options = {{"figures", "FILE", "The figures, a CSV file (docs/formats/figures.md)"},
                {"country", "CODE", "Which place a sentence is about, as the figures name it"},
                steps_option(),
                laws_option(),
                {"vault", "VAULT",
                 "Take the vault's own figures where no file is named, and the steps of its cases"},
                passphrase_option(),
                {"json", "", "Print JSON (docs/formats/gap-json.md)"}},
    .positionals = {{"CLAIM", "A sentence in quotation marks, or a .toml file of claims"}},
    .examples =
        {{"manumit claim \"a decrease from 14 to 6\"",
          "Whether counts as small as these differ by more than chance"},
         {"manumit claim claims.toml --figures figures.csv --steps steps.csv --laws laws.csv",
          "Sixteen statements that do not hold as printed"}},
    .run = run};

}  // namespace manumit::cli
