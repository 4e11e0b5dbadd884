// SPDX-License-Identifier: Apache-2.0
#include "code_match.h"

#include <doctest/doctest.h>

#include "countries.h"
#include "htcds_fields.h"
#include "languages.h"

namespace manumit::exchange {

namespace {

const casework::CodeList& list(const char* id) {
  const casework::CodeList* found = casework::built_in_vocabulary().code_list(id);
  REQUIRE(found != nullptr);
  return *found;
}

std::vector<std::string> ids(const ManyCodes& many) {
  std::vector<std::string> out;
  for (const CodeMatch& match : many.known)
    out.push_back(match.code->id);
  return out;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("match_code: every code of the standard is met by its code and by its label") {
  const Meanings meanings(casework::built_in_vocabulary());
  std::size_t codes = 0;
  for (const HtcdsField& field : htcds_fields()) {
    const Meaning* meaning = meanings.of(field.name);
    if (meaning == nullptr || meaning->codes == nullptr)
      continue;
    for (const casework::Code& code : meaning->codes->codes) {
      if (code.htcds.empty())
        continue;
      ++codes;
      CAPTURE(code.htcds);
      REQUIRE(match_code(*meaning->codes, code.htcds));
      CHECK(match_code(*meaning->codes, code.htcds)->code == &code);
      REQUIRE(match_code(*meaning->codes, code.label));
      CHECK(match_code(*meaning->codes, code.label)->code == &code);
    }
  }
  CHECK(codes == 182);  // Counted over the standard's picklists.
}

TEST_CASE("match_code: blanks, no-break spaces and the files' own spellings do not matter") {
  CHECK(match_code(list("method_of_control"), "Debt bondage ")->code->id == "DebtBondage");
  CHECK(match_code(list("gender"), "Transgender Feminine\xC2\xA0")->code->id ==
        "TransgenderFeminine");
  CHECK(match_code(list("case_status"), "Follow up")->code->id == "FollowUp");
  CHECK(match_code(list("referral_reason"), "Migration Or Change Of Location")->code->id ==
        "MigrationOrChangeOfLocation");
  CHECK_FALSE(match_code(list("method_of_control"), "Beatings"));
  CHECK_FALSE(match_code(list("method_of_control"), ""));
}

TEST_CASE("match_codes: a label that holds the separator itself stays whole") {
  const char* retail = "Wholesale and retail trade; repair of motor vehicles and motorcycles";
  CHECK(ids(match_codes(list("industry"), retail, Parted::by_semicolon)) ==
        Words{"G_WholesaleAndRetailTradeRepairOfMotorVehicles"});
  const ManyCodes two =
      match_codes(list("industry"), std::string("Construction; ") + retail, Parted::by_semicolon);
  CHECK(ids(two) == Words{"F_Construction", "G_WholesaleAndRetailTradeRepairOfMotorVehicles"});
  CHECK(two.unknown.empty());
}

TEST_CASE(
    "match_codes: Excel parts by semicolon, survey forms by blank, and the rest stays words") {
  const ManyCodes excel =
      match_codes(list("method_of_control"),
                  "Physical threats;Beatings; Debt bondage ;PhysicalThreats", Parted::by_semicolon);
  CHECK(ids(excel) == Words{"PhysicalThreats", "DebtBondage"});
  CHECK(excel.unknown == Words{"Beatings"});
  const ManyCodes survey = match_codes(
      list("method_of_control"), "PhysicalThreats burned with irons DebtBondage", Parted::by_blank);
  CHECK(ids(survey) == Words{"PhysicalThreats", "DebtBondage"});
  CHECK(survey.unknown == Words{"burned with irons"});
}

TEST_CASE("match_codes: a hundred thousand pieces take a moment, not a day") {
  std::string many;
  for (int number = 0; number < 30'000; ++number)
    many += "x ";
  CHECK(match_codes(list("method_of_control"), many, Parted::by_blank).known.empty());
}

TEST_CASE("country_code: codes, English, Russian and customary names in any case") {
  CHECK(country_code("RU") == "RU");
  CHECK(country_code("kgz") == "KG");
  CHECK(country_code("Russian Federation") == "RU");
  CHECK(country_code("РОССИЯ") == "RU");
  CHECK(country_code("Кыргызстан") == "KG");
  CHECK(country_code("Киргизия") == "KG");
  CHECK(country_code("Cote d’Ivoire") == "CI");
  CHECK(country_code("Viet Nam") == "VN");
  CHECK(country_code("Vietnam") == "VN");
  CHECK(country_name("MD") == "Moldova, Republic of");
  CHECK_FALSE(country_code("Kirgizia"));
  CHECK_FALSE(country_code(""));
  CHECK_FALSE(country_code("Soviet Union"));
}

TEST_CASE("language_code: codes, English and Russian names") {
  CHECK(language_code("uz") == "uz");
  CHECK(language_code("Uzbek") == "uz");
  CHECK(language_code("узбекский") == "uz");
  CHECK(language_code("rus") == "ru");
  CHECK_FALSE(language_code("the language of birds"));
}

TEST_CASE("field_by_name: the standard, the survey form, the workbook's slip and Salesforce meet") {
  const auto name = [](std::string_view heading) {
    const HtcdsField* field = field_by_name(heading);
    return field == nullptr ? std::string_view() : field->name;
  };
  CHECK(name("prs_FirstName") == "prs_FirstName");
  CHECK(name("prs_First_Name") == "prs_FirstName");
  CHECK(name("intake/person/prs_First_Name") == "prs_FirstName");
  CHECK(name("vic_Methods_of_Control") == "vic_MethodsOfControl");
  CHECK(name("vic_TraffickinStatusDecisionMakingOrg") == "vic_TraffickingStatusDecisionMakingOrg");
  CHECK(name("vic_TypeOfExploitation__c") == "vic_TypeOfExploitation");
  CHECK(name("iom__vic_TypeOfExploitation__c") == "vic_TypeOfExploitation");
  CHECK(name("LastName") == "prs_SecondName");
  CHECK(name("Favourite colour").empty());
}

}  // namespace manumit::exchange
