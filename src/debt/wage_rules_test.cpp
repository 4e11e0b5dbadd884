// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "test_accounts.h"

namespace manumit::debt {
namespace {

using namespace test;

struct Files {
  std::vector<std::pair<std::string, std::string>> files;

  static Files of_russia() {
    Files read;
    const std::string folder = std::string(MANUMIT_SOURCE_DIR) + "/definitions/wages/ru";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      std::ifstream file(entry.path());
      read.files.emplace_back(entry.path().filename().string(),
                              std::string(std::istreambuf_iterator<char>(file), {}));
    }
    return read;
  }
  /// The same with one text exchanged for another in one file.
  Files with(const std::string& name, const std::string& from, const std::string& to) const {
    Files changed = *this;
    for (auto& [file, text] : changed.files) {
      if (file != name)
        continue;
      const std::size_t at = text.find(from);
      REQUIRE(at != std::string::npos);
      text.replace(at, from.size(), to);
    }
    return changed;
  }
  Result<WageRules> rules() const {
    std::vector<RulesText> texts;
    for (const auto& [name, text] : files)
      texts.push_back({name, text});
    return read_wage_rules("ru", texts);
  }
};

void check_refused(const Files& files, const char* what, std::string_view file) {
  const auto rules = files.rules();
  REQUIRE_FALSE(rules);
  CHECK(rules.error().what == what);
  CHECK(rules.error().where.substr(0, file.size()) == file);
}

TEST_CASE("read_wage_rules: Russia's tables are read, each row with its source") {
  const auto rules = Files::of_russia().rules();
  REQUIRE_MESSAGE(rules.has_value(), (rules ? "" : in_english(rules.error())));
  CHECK(rules->rates.size() == 65);
  CHECK(rules->minimums.size() == 22);
  CHECK(rules->delays.size() == 3);
  CHECK(rules->caps.size() == 3);
  CHECK(rules->calendar.size() == 12);
  for (const RateStep& step : rules->rates)
    CHECK_FALSE(step.origin.source.empty());
}

TEST_CASE(
    "read_wage_rules: the step to 19 % that public tables leave out is there, with two dates") {
  const auto rules = Files::of_russia().rules();
  REQUIRE(rules);
  bool found = false;
  for (const RateStep& step : rules->rates) {
    if (step.percent_hundredths != 1900)
      continue;
    found = true;
    CHECK(to_iso(step.from) == "2024-09-16");
    REQUIRE(step.decided);
    CHECK(to_iso(*step.decided) == "2024-09-13");
  }
  CHECK(found);
}

TEST_CASE("read_wage_rules: the rules that are built in are those of the folder") {
  const WageRules* built_in = built_in_wage_rules("ru");
  REQUIRE(built_in != nullptr);
  const auto read = Files::of_russia().rules();
  REQUIRE(read);
  CHECK(built_in->rates.size() == read->rates.size());
  CHECK(built_in->grounds.size() == read->grounds.size());
  CHECK(built_in->rates_complete_until == read->rates_complete_until);
  CHECK(built_in_wage_rules("xx") == nullptr);
}

TEST_CASE("read_wage_rules: a mistake in a table is refused with file and line") {
  const Files files = Files::of_russia();
  check_refused(files.with("rates.toml", "percent    = \"5.50\"", "percnt = \"5.50\""),
                "the key {0} means nothing here", "rates.toml, line ");
  check_refused(files.with("rates.toml", "from       = 2014-03-03", "from = 2013-09-13"),
                "this row does not begin after the one before it", "rates.toml, line ");
  check_refused(files.with("rates.toml", "decided    = 2015-07-31", "decided = 2015-08-31"),
                "this was decided after the day from which it holds", "rates.toml, line ");
  check_refused(files.with("rates.toml", "follows    = \"key\"", "follows = \"kee\""),
                "the rate {0} follows one that is not here", "rates.toml");
  check_refused(files.with("delay.toml", "to         = 2016-10-02", "to = 2016-10-01"),
                "a rule begins on the day after the one before it ends", "delay.toml, line ");
  check_refused(files.with("delay.toml", "rate       = \"key\"", "rate = \"prime\""),
                "the compensation for delay names the rate {0}, which the table of rates does not "
                "hold",
                "");
  check_refused(files.with("deductions.toml", "cap        = \"usual\"", "cap = \"most\""),
                "a lawful ground needs one of the caps", "deductions.toml, line ");
  check_refused(files.with("deductions.toml", "kinds      = [\"fine\"]", "kinds = [\"price\"]"),
                "two grounds list the kind {0}", "deductions.toml, line ");
  check_refused(
      files.with("hours.toml", "rest_day_percent         = 200", "rest_day_percent = 150"),
      "the key {0} must be a whole number from {1} to {2}", "hours.toml, line ");
  check_refused(
      files.with("minimum_wage.toml", "confidence = \"verified\"", "confidence = \"sure\""),
      "confidence is verified, partly_verified or unverified", "minimum_wage.toml, line ");
}

TEST_CASE("read_wage_rules: a country without one of the tables is refused by its name") {
  Files files = Files::of_russia();
  std::erase_if(files.files, [](const auto& file) { return file.first == "delay.toml"; });
  const auto rules = files.rules();
  REQUIRE_FALSE(rules);
  CHECK(rules.error().what == "the wage rules lack the table {0}");
  CHECK(rules.error().fills == std::vector<std::string>{"delay"});
}

TEST_CASE("reckon: another country is another folder: invented rules give its own answer") {
  const std::string head = "format = 1\n";
  const std::string origin = "source = \"invented\"\nconfidence = \"verified\"\n";
  Files files;
  files.files = {
      {"a.toml", head +
                     "table = \"rates\"\ncomplete_until = 2030-12-31\n[[rate]]\nkind = \"base\"\n"
                     "from = 2000-01-01\npercent = 10\n" +
                     origin},
      {"b.toml", head +
                     "table = \"minimum_wage\"\ncurrency = \"KZT\"\ncomplete_until = 2030-12-31\n"
                     "[[minimum]]\nfrom = 2000-01-01\nper_month = 40000\n" +
                     origin},
      {"c.toml", head +
                     "table = \"delay\"\ncomplete_until = 2030-12-31\n[[delay]]\n"
                     "from = 2000-01-01\nrate = \"base\"\ndivisor = 100\nunaccrued = \"no\"\n"
                     "law = \"Art. 1\"\n" +
                     origin},
      {"d.toml", head +
                     "table = \"deductions\"\nno_ground_law = \"Art. 2\"\n"
                     "cap_base = \"before_tax\"\n[in_kind]\nmost_percent = 0\n"
                     "needs_written_request = true\nkinds = []\nnever = []\nlaw = \"Art. 3\"\n"
                     "never_law = \"Art. 3\"\n" +
                     origin},
      {"e.toml", head + "table = \"hours\"\ncomplete_until = 2030-12-31\n"},
      {"f.toml", head + "table = \"calendar\"\n"}};
  const auto rules = files.rules();
  REQUIRE_MESSAGE(rules.has_value(), (rules ? "" : in_english(rules.error())));
  const Account account = account_of(
      "format = 1\ncurrency = \"KZT\"\nfrom = 2020-01-01\nto = 2020-02-10\n[[debt]]\n"
      "amount = 100000\n[[wage]]\nto = 2020-01-31\namount = 30000\n");
  const auto found = reckon(account, &*rules);
  REQUIRE(found);
  CHECK(found->reasons[ledger(*found, Teller::lawful).postings.front().why] == "Art. 2");
  CHECK(text(found->claim->owed.wages) == "40000.00");
  // 40,000 * 10 % / 100 * 10 days.
  CHECK(text(found->claim->owed.delay_compensation) == "400.00");
}

}  // namespace
}  // namespace manumit::debt
