// SPDX-License-Identifier: Apache-2.0

#include <array>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <iterator>

#include "base/json_write.h"
#include "commands.h"
#include "link/name_pairs.h"
#include "list_source.h"

namespace manumit::cli {
namespace {

// One pair in about a thousand: then ten bits of evidence, the middle of the score, make even odds.
constexpr double kUsualPrior = 1.0 / 1025;

std::string written(double value, int digits) {
  std::array<char, 32> text{};
  static_cast<void>(std::snprintf(text.data(), text.size(), "%.*g", digits, value));
  return text.data();
}

std::optional<double> share_in(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !(value > 0 && value < 1))
    return std::nullopt;
  return value;
}

Result<void> check_prior(std::string_view text) {
  if (share_in(text))
    return {};
  return fail(Error::Kind::bad_input, "a share is a number above 0 and below 1", "--prior");
}

/// "+17.5" or "−1.2".
std::string signed_bits(double bits) {
  std::array<char, 32> text{};
  static_cast<void>(std::snprintf(text.data(), text.size(), "%+.1f", bits));
  return text.data();
}

/// What stands against what, in the reader's language: "karimova, karimowa: one name, written by
/// other rules (+14.2)".
std::string in_words(const link::NamePart& part, const Words& words) {
  std::string said = part.a;
  if (!part.b.empty() && part.b != part.a)
    said += (said.empty() ? "" : ", ") + part.b;
  return said + (said.empty() ? "" : ": ") + words.sentence(part.reason) + " (" +
         signed_bits(part.bits) + ")";
}

std::string reason(const link::JudgedPair& pair, const Words& words) {
  std::vector<std::string> said;
  if (!pair.match)
    said.push_back(words.sentence("one side has nothing that can be compared, which says nothing"));
  for (const link::NamePart& part : pair.match ? pair.match->parts : std::vector<link::NamePart>{})
    said.push_back(in_words(part, words));
  if (pair.a_mixes_scripts || pair.b_mixes_scripts)
    said.push_back(words.sentence("a word mixes letters of two scripts that look alike"));
  std::string all;
  for (const std::string& each : said)
    all += (all.empty() ? "" : "; ") + each;
  return all;
}

/// The rows of the file with three columns more.
link::PairUse as_table(Console& console) {
  return {.headings = [&console](const std::vector<std::string>& headings) -> Result<void> {
            std::vector<std::string> cells = headings;
            cells.insert(cells.end(), {"score", "probability", "reason"});
            console.out << csv_line(cells);
            return {};
          },
          .pair = [&console](const link::JudgedPair& pair) -> Result<void> {
            std::vector<std::string> cells = pair.cells;
            cells.push_back(pair.match ? written(pair.match->score, 6) : "");
            cells.push_back(pair.match ? written(pair.probability, 6) : "");
            cells.push_back(reason(pair, console.catalogue));
            console.out << csv_line(cells);
            return {};
          }};
}

void write_match(JsonWriter& json, const link::JudgedPair& pair) {
  json.key("score");
  pair.match ? json.real(pair.match->score) : json.nothing();
  json.key("bits");
  pair.match ? json.real(pair.match->bits) : json.nothing();
  json.key("probability");
  pair.match ? json.real(pair.probability) : json.nothing();
  json.key("parts");
  json.open_list();
  if (pair.match) {
    for (const link::NamePart& part : pair.match->parts) {
      json.open();
      json.field("a", part.a);
      json.field("b", part.b);
      json.field("reason", part.reason);
      json.key("bits");
      json.real(part.bits);
      json.close();
    }
  }
  json.close_list();
}

link::PairUse as_json(JsonWriter& json, const Words& words) {
  return {.headings = [](const std::vector<std::string>&) -> Result<void> { return {}; },
          .pair = [&json, &words](const link::JudgedPair& pair) -> Result<void> {
            json.open();
            json.field("row", pair.row);
            json.field("kind", pair.kind == link::NameKind::person ? "person" : "organisation");
            json.field("a", pair.a);
            json.field("b", pair.b);
            write_match(json, pair);
            json.field("a_mixes_scripts", pair.a_mixes_scripts);
            json.field("b_mixes_scripts", pair.b_mixes_scripts);
            json.field("reason", reason(pair, words));
            json.close();
            return {};
          }};
}

Result<void> run(const Args& args, Console& console) {
  const std::string path = args.text("PAIRS");
  const double prior =
      args.has("prior") ? share_in(args.text("prior")).value_or(kUsualPrior) : kUsualPrior;
  const link::PairFile file{.name = std::filesystem::path(path).filename().string(),
                            .open = [&path] { return open_text(path); }};
  if (!args.has("json"))
    return link::judge_pairs(file, prior, as_table(console));
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.key("prior");
  json.real(prior);
  json.key("pairs");
  json.open_list();
  TRY(link::judge_pairs(file, prior, as_json(json, console.catalogue)));
  json.close_list();
  json.close();
  console.out << json.view();
  return {};
}

}  // namespace

const Command kNames{
    .name = "names",
    .summary = "Say of pairs of names how far they speak of the same person or organisation",
    .about =
        "Reads a CSV file with the columns a and b, and kind (person or organisation) if there is "
        "one (docs/formats/names.md), and prints it with three columns more: score, from 0 to 1; "
        "probability, that both are the same; reason, what stood against what and what each part "
        "weighs, in bits. Names may be in any script and order. Where a side has nothing to "
        "compare "
        "the score is empty: a missing name is no evidence. No vault is needed.",
    .options = {{.name = "prior",
                 .value = "SHARE",
                 .summary = "The share of the pairs that are the same, as far as anybody knows; "
                            "one in 1025 if it is not given",
                 .check = check_prior},
                {"json", "", "Print JSON (docs/formats/names.md)"}},
    .positionals = {{"PAIRS", "The pairs, a CSV file"}},
    .examples = {{"manumit names pairs.csv > judged.csv", "Every pair with its score"},
                 {"manumit names pairs.csv --prior 0.5 --json",
                  "Pairs of which every second one is thought to be the same"}},
    .run = run};

}  // namespace manumit::cli
