// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <span>

#include "assess_page.h"
#include "assess_source.h"
#include "base/json_write.h"
#include "commands.h"
#include "exchange/findings_json.h"
#include "opening.h"
#include "printable.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

using law::Finding;
using law::Instrument;
using law::Library;
using law::Settling;

/// The built-in laws and those of a folder. All faults are listed; one is enough to use none.
Result<Library> library_with(const std::string& folder, Console& console) {
  std::vector<law::DefinitionFile> files = law::built_in_definitions();
  std::vector<law::DefinitionFile> more = TRY(law::read_definition_folder(folder));
  if (more.empty())
    return fail(Error::Kind::not_found, "the folder holds no definition of law (.toml)", folder,
                "name the folder in which the files of definitions lie");
  std::move(more.begin(), more.end(), std::back_inserter(files));
  law::FactTable facts = casework::fact_table(casework::built_in_vocabulary());
  const std::vector<Error> faults = Library::faults(files, facts);
  if (faults.empty())
    return Library::read(files, std::move(facts));
  for (const Error& fault : faults)
    console.words << printable(console.catalogue.of(fault)) << '\n';
  return fail(Error::Kind::bad_input, "faults found in the definitions of law: {0}; none was used",
              folder, "mend them and ask again", {std::to_string(faults.size())});
}

/// Whether --law names this version: by its id, or by id and version.
bool is_named(const Instrument& instrument, const std::string& law) {
  return instrument.id == law || instrument.name() == law;
}

Result<std::vector<Finding>> chosen_of(std::vector<Finding> all, const Library& library,
                                       const std::vector<std::string>& laws) {
  const std::vector<Instrument>& instruments = library.instruments();
  for (const std::string& law : laws) {
    if (std::none_of(instruments.begin(), instruments.end(),
                     [&](const Instrument& one) { return is_named(one, law); }))
      return fail(Error::Kind::not_found, "there is no law with the id {0}", "--law",
                  "without --law every id is shown; --definitions adds laws of your own", {law});
  }
  if (laws.empty())
    return all;
  std::vector<Finding> chosen;
  for (Finding& finding : all) {
    const Instrument& instrument = instruments[finding.instrument];
    if (std::any_of(laws.begin(), laws.end(),
                    [&](const std::string& law) { return is_named(instrument, law); }))
      chosen.push_back(std::move(finding));
  }
  return chosen;
}

/// Somebody asks about a day on which none of the laws that they chose was in force.
Result<void> some_in_force(const std::vector<Finding>& findings, const Library& library) {
  std::optional<Day> first;
  std::optional<Day> last;
  bool goes_on = false;
  for (const Finding& finding : findings) {
    const Instrument& instrument = library.instruments()[finding.instrument];
    if (finding.covers != law::Covers::none)
      return {};
    if (instrument.from && (!first || *instrument.from < *first))
      first = instrument.from;
    if (instrument.to && (!last || *last < *instrument.to))
      last = instrument.to;
    goes_on = goes_on || !instrument.to;
  }
  const std::string from = first ? to_iso(*first) : "";
  if (goes_on)
    return fail(Error::Kind::bad_input, "none of these laws was in force at that time", "--date",
                "choose a time from {0} on", {from});
  return fail(Error::Kind::bad_input, "none of these laws was in force at that time", "--date",
              "choose a time from {0} to {1}", {from, last ? to_iso(*last) : ""});
}

std::vector<Settling> settlings_of(const std::vector<Finding>& findings, const Library& library,
                                   const law::Evidence& evidence) {
  std::vector<Settling> settlings;
  for (const Finding& finding : findings) {
    if (finding.verdict.status == law::Status::unknown)
      settlings.push_back(law::shortest_questions(library, finding.instrument, evidence));
  }
  return settlings;
}

void print_json(const std::vector<Finding>& findings, const std::vector<Settling>& settlings,
                const Library& library, const casework::Case& of, std::ostream& out) {
  JsonWriter json(JsonWriter::Layout::indented);
  const exchange::FindingWords words{
      .statement = [&](std::uint32_t place) { return of.statements[place].id; },
      .ask =
          [](std::string_view fact) {
            const casework::Fact* known = casework::built_in_vocabulary().find(fact);
            return known == nullptr ? std::string() : known->ask;
          }};
  exchange::write_findings(json, library, findings, settlings, words);
  out << json.view();
}

Result<void> run(const Args& args, Console& console) {
  const AssessSource source = TRY(assess_source(args, console));
  std::optional<Library> own;
  if (args.has("definitions"))
    own.emplace(TRY(library_with(args.text("definitions"), console)));
  const Library& library = own ? *own : casework::built_in_law();
  const law::Evidence& evidence = source.legal.evidence;
  const std::vector<Finding> findings =
      TRY(chosen_of(law::assess(library, evidence), library, args.texts("law")));
  if (args.has("date"))
    TRY(some_in_force(findings, library));
  const std::vector<Settling> settlings = settlings_of(findings, library, evidence);
  if (source.people > 1)
    console.words << filled(console.catalogue.of("assess.people"),
                            {std::to_string(source.people), args.text("person", "1")})
                  << '\n';
  if (args.has("json")) {
    print_json(findings, settlings, library, source.of, console.out);
    return {};
  }
  const std::vector<law::RankedQuestion> questions =
      law::rank_questions(library, evidence, settlings);
  print_assessment({.source = source,
                    .library = library,
                    .findings = findings,
                    .questions = questions,
                    .today = day_at(console.surroundings.now_ms())},
                   console.catalogue, console.out);
  return {};
}

Result<void> check_date(std::string_view value) {
  TRY(time_from_words(value));
  return {};
}

Result<void> check_place(std::string_view value) {
  TRY(country_from_words(value));
  return {};
}

constexpr Range kPeople{.least = 1, .most = 1000};

}  // namespace

const Command kAssess{
    .name = "assess",
    .summary = "Say which laws the recorded facts meet, and what to ask next",
    .about =
        "Holds one person's case against every law in force where and when it happened: each is "
        "supported, contradicted, unknown or not applicable, element by element, with the "
        "statements that speak for and against, and the questions that would settle most. A law "
        "that was not compared with its official text is marked wherever it stands. CASE is the "
        "number of a case in the vault, a folder with one case file, a case file "
        "(docs/formats/case-file.md), or answers as JSON (docs/formats/assess-input.md); files "
        "need no vault. Nothing is a score, and supported is not proved.",
    .options = {{.name = "date",
                 .value = "TIME",
                 .summary = "When it happened: 2015, 2015-06, 2015-06-30, or FROM/TO; else as the "
                            "facts say",
                 .check = check_date},
                {.name = "place",
                 .value = "CC",
                 .summary = "Where it happened, a country as KZ; else as the facts say",
                 .check = check_place},
                {.name = "law",
                 .value = "ID",
                 .summary = "Only this law, as ru.uk.127_1 or ru.uk.127_1.v2011",
                 .many = true},
                {.name = "person",
                 .value = "NUMBER",
                 .summary = "Which affected person of the case, by the order of entry; else the "
                            "first",
                 .range = kPeople},
                {.name = "definitions",
                 .value = "DIR",
                 .summary = "Laws of your own, beside those built in "
                            "(docs/formats/law-definition.md)"},
                {.name = "json",
                 .value = "",
                 .summary = "Print JSON (docs/formats/assess-json.md)"},
                vault_option(),
                passphrase_option()},
    .positionals = {{"CASE", "A case number, a folder, or a .toml or .json file"}},
    .examples = {{"manumit assess examples/brick-factory",
                  "The man who was sold to a brick factory, under every law of 2015"},
                 {"manumit assess 142 --law ru.uk.127_1 --law un.palermo.2000",
                  "The case with the number 0142 under two laws"}},
    .run = run};

}  // namespace manumit::cli
