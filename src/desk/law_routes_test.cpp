// SPDX-License-Identifier: Apache-2.0
// The board and the ledger over the real routes, for the man of the brick factory.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "casework/vocabulary.h"
#include "exchange/case_file.h"
#include "test_desk.h"

namespace manumit::desk {
namespace {

using nlohmann::json;
using test::Answer;
using test::TestDesk;

struct Fixture {
  test::Folder folder;
  TestDesk at{folder / "cases.mnv"};

  /// Puts one of the worked examples into the vault; the case's id.
  std::string add_example(const std::string& name) {
    if (at.desk.cabinet.state() != Cabinet::State::open)
      at.create_vault();
    std::ifstream in(MANUMIT_SOURCE_DIR "/examples/" + name + "/" + name + ".toml",
                     std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto use = at.desk.cabinet.use();
    REQUIRE(use);
    casework::Casebook& book = use->book();
    auto read = exchange::read_case_file(text, name, casework::built_in_vocabulary(),
                                         [&] { return book.new_id(); });
    REQUIRE(read);
    REQUIRE(read->problems.empty());
    const std::string id = read->filing.case_id.hex();
    std::vector<casework::Filing> filings;
    filings.push_back(std::move(read->filing));
    REQUIRE(book.file(std::move(filings)));
    return id;
  }

  json error_at(const std::string& path, unsigned status) {
    const Answer answer = at.client.get(path);
    CHECK(answer.status == status);
    return json::parse(answer.body)["error"];
  }
};

const json& one_of(const json& list, const std::string& key, const std::string& value) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const json& one) { return one[key] == value; });
  REQUIRE_MESSAGE(found != list.end(), value);
  return *found;
}

const json& finding_of(const json& board, const std::string& instrument,
                       const std::string& version = "") {
  for (const json& finding : board["findings"]) {
    if (finding["instrument"] == instrument && (version.empty() || finding["version"] == version))
      return finding;
  }
  FAIL(instrument);
  return board;
}

json ids_of_statements(const json& shown) {
  json ids = json::array();
  for (const json& statement : shown["statements"])
    ids.push_back(statement["id"]);
  return ids;
}

bool holds(const json& list, const json& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

std::string case_path(const std::string& id, const std::string& rest) {
  return "/api/v1/cases/" + id + rest;
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "law: every instrument tells its trust, its dates and its articles") {
  at.create_vault();
  const json told = at.get("/api/v1/law");
  CHECK(told["instruments"].size() >= 46);
  for (const json& one : told["instruments"]) {
    CAPTURE(one["instrument"]);
    CHECK_FALSE(one["title"]["en"].get<std::string>().empty());
    // What is not verified says what was not checked.
    CHECK((one["confidence"] == "verified" || one["unverified"].is_string()));
    for (const json& element : one["elements"])
      CHECK_FALSE(element["article"].get<std::string>().empty());
    CHECK(one["limbs"].back()["id"] == "whole");
  }
  // The Russian text has no means: they only make the deed worse (notes of the project, 1.1).
  const json& rows = told["matrix"]["rows"];
  const auto russian = std::find_if(rows.begin(), rows.end(), [](const json& row) {
    return row["instrument"] == "ru.uk.127_1" && row["version"] == "v2011";
  });
  REQUIRE(russian != rows.end());
  CHECK(one_of((*russian)["cells"], "concept", "means")["mark"] == "aggravation");
  CHECK(one_of((*russian)["cells"], "concept", "consent")["mark"] == "absent");
}

TEST_CASE_FIXTURE(Fixture, "board: the man of the brick factory under the laws of 2015") {
  const std::string id = add_example("brick-factory");
  const json board = at.get(case_path(id, "/assess"));
  CHECK(board["persons"].size() == 1);
  CHECK(board["person"] == board["persons"][0]);
  CHECK(board["place"] == "RU");
  CHECK(board["facts_from"] == "2015-01-01");
  CHECK(board["facts_to"] == "2015-12-31");

  CHECK(finding_of(board, "un.palermo.2000")["status"] == "supported");
  CHECK(finding_of(board, "ru.uk.127_1", "v2011")["status"] == "supported");
  CHECK(finding_of(board, "ru.uk.127_1", "v2003")["status"] == "not_applicable");
  CHECK(finding_of(board, "ru.uk.127_1", "v2003")["reason"] == "not_in_force");
  CHECK(finding_of(board, "ru.uk.127_1", "v2003")["in_force"] == false);
  CHECK(finding_of(board, "kz.uk.128")["reason"] == "other_place");
  const json& slavery = finding_of(board, "ru.uk.127_2", "v2011");
  CHECK(slavery["status"] == "unknown");
  CHECK(slavery["reason"] == "contested");
}

TEST_CASE_FIXTURE(Fixture, "board: every mark leads to statements of the case that are live") {
  const std::string id = add_example("brick-factory");
  const json board = at.get(case_path(id, "/assess"));
  const json statements = ids_of_statements(at.get(case_path(id, "")));
  std::size_t used = 0;
  for (const json& finding : board["findings"]) {
    for (const json& element : finding["elements"]) {
      for (const json& use : element["statements"]) {
        CHECK(holds(statements, use["statement"]));
        ++used;
      }
      if (element["status"] == "supported")
        CHECK_FALSE(element["statements"].empty());
    }
  }
  CHECK(used > 50);
  for (const json& statement : board["dates_from"])
    CHECK(holds(statements, statement));
  CHECK_FALSE(board["dates_from"].empty());
  CHECK_FALSE(board["places_from"].empty());
}

TEST_CASE_FIXTURE(Fixture, "board: one more answer values it anew, and only what it speaks of") {
  const std::string id = add_example("brick-factory");
  const json before = at.get(case_path(id, "/assess"));
  const auto fraud = [](const json& board) {
    return one_of(finding_of(board, "un.palermo.2000")["elements"], "id", "means.fraud");
  };
  CHECK(fraud(before)["status"] == "unknown");
  CHECK(fraud(before)["reason"] == "open");
  CHECK(fraud(before)["missing"] == json({"means.fraud"}));
  CHECK(fraud(before)["missing_why"] == json({"not_asked"}));

  const Answer saved = at.post(case_path(id, "/file"), {{"statements",
                                                         {{{"subject", before["person"]},
                                                           {"fact", "means.fraud"},
                                                           {"answer", {{"state", "yes"}}},
                                                           {"certainty", "likely"}}}}});
  REQUIRE_MESSAGE(saved.status == 201, saved.body);
  const json after = at.get(case_path(id, "/assess"));
  CHECK(fraud(after)["status"] == "supported");
  REQUIRE(fraud(after)["statements"].size() == 1);
  CHECK(fraud(after)["statements"][0]["statement"] == json::parse(saved.body)["statements"][0]);
  CHECK(fraud(after)["statements"][0]["certainty"] == "likely");
  CHECK(finding_of(after, "ru.uk.127_1", "v2011") == finding_of(before, "ru.uk.127_1", "v2011"));
}

TEST_CASE_FIXTURE(Fixture, "board: the law of another day is that day's text") {
  const std::string id = add_example("brick-factory");
  const json board = at.get(case_path(id, "/assess?from=2005-01-01&to=2005-06-30"));
  CHECK(board["facts_from"] == "2005-01-01");
  CHECK(board["facts_to"] == "2005-06-30");
  CHECK(board["dates_from"].empty());
  CHECK(finding_of(board, "ru.uk.127_1", "v2004")["covers"] == "whole");
  CHECK(finding_of(board, "ru.uk.127_1", "v2011")["reason"] == "not_in_force");
  // One day alone.
  const json day = at.get(case_path(id, "/assess?from=2011-12-08"));
  CHECK(day["facts_to"] == "2011-12-08");
  CHECK(finding_of(day, "ru.uk.127_1", "v2011")["covers"] == "whole");
}

TEST_CASE_FIXTURE(Fixture, "board: what is asked of it must be a day, in order, and of the case") {
  const std::string id = add_example("brick-factory");
  for (const char* wish : {"?from=2015", "?to=2015-02-30", "?from=yesterday", "?from=2015-13-01",
                           "?from=2016-01-01&to=2015-01-01"}) {
    CAPTURE(wish);
    const json error = error_at(case_path(id, std::string("/assess") + wish), 422);
    CHECK(error["kind"] == "bad_input");
    CHECK_FALSE(error["what"].get<std::string>().empty());
    CHECK_FALSE(error["where"].get<std::string>().empty());
  }
  for (const std::string& person : {std::string("nobody"), std::string(32, '0'), id})
    CHECK(error_at(case_path(id, "/assess?person=" + person), 404)["where"] == "person");
  error_at(case_path(std::string(32, '0'), "/assess"), 404);
  error_at(case_path("0142", "/assess"), 404);
}

TEST_CASE_FIXTURE(Fixture, "board: a case without an affected person is about nobody") {
  at.create_vault();
  const Answer made = at.post("/api/v1/cases", {{"subjects", {{{"id", "$1"}, {"kind", "work"}}}}});
  REQUIRE_MESSAGE(made.status == 201, made.body);
  const json board = at.get(case_path(json::parse(made.body)["id"], "/assess"));
  CHECK(board["person"].is_null());
  CHECK(board["persons"].empty());
  CHECK(board["findings"].empty());
}

TEST_CASE_FIXTURE(Fixture, "board: of two people in one case each has what is said of them") {
  at.create_vault();
  const Answer made =
      at.post("/api/v1/cases", {{"subjects",
                                 {{{"id", "$1"}, {"kind", "person"}, {"role", "affected"}},
                                  {{"id", "$2"}, {"kind", "person"}, {"role", "affected"}}}},
                                {"statements",
                                 {{{"subject", "$2"},
                                   {"fact", "means.fraud"},
                                   {"answer", {{"state", "yes"}}},
                                   {"certainty", "certain"}}}}});
  REQUIRE_MESSAGE(made.status == 201, made.body);
  const std::string id = json::parse(made.body)["id"];
  const auto fraud = [&](const json& board) {
    return one_of(finding_of(board, "un.palermo.2000")["elements"], "id", "means.fraud")["status"];
  };
  const json first = at.get(case_path(id, "/assess"));
  REQUIRE(first["persons"].size() == 2);
  CHECK(first["person"] == first["persons"][0]);
  json told = json::array();
  for (const json& person : first["persons"])
    told.push_back(fraud(at.get(case_path(id, "/assess?person=" + person.get<std::string>()))));
  CHECK(std::count(told.begin(), told.end(), "supported") == 1);
  CHECK(std::count(told.begin(), told.end(), "unknown") == 1);
  // Nobody recorded when or where: that is said, and no text is held to be the one in force.
  CHECK(first["facts_from"].is_null());
  CHECK(first["place"].is_null());
  CHECK(finding_of(first, "ru.uk.127_1", "v2011")["in_force"].is_null());
  CHECK(at.get("/api/v1/gap")["cases"] == 2);
}

TEST_CASE_FIXTURE(Fixture, "board: a sealed identity is said to be out of sight, not unrecorded") {
  at.create_vault();
  casework::RecordId person;
  std::string id;
  {
    const auto use = at.desk.cabinet.use();
    REQUIRE(use);
    casework::Filing filing;
    filing.case_id = use->book().new_id();
    filing.opens_case = true;
    person = use->book().new_id();
    casework::Subject sealed{
        .id = person, .kind = casework::SubjectKind::person, .role = "affected", .identity = {}};
    sealed.identity.bytes = use->book().new_id().bytes;  // A key that this vault does not hold.
    filing.subjects = {sealed};
    id = filing.case_id.hex();
    std::vector<casework::Filing> filings;
    filings.push_back(std::move(filing));
    REQUIRE(use->book().file(std::move(filings)));
  }
  const json board = at.get(case_path(id, "/assess"));
  CHECK(board["person"] == person.hex());
  CHECK(board["sealed"] == true);
  CHECK(at.get(case_path(add_example("brick-factory"), "/assess"))["sealed"] == false);
}

TEST_CASE_FIXTURE(Fixture, "ledger: three months' wages and the delay are owed, to the kopeck") {
  const std::string id = add_example("brick-factory");
  const json told = at.get(case_path(id, "/ledger?to=2016-12-31"));
  // Worked example E1 d: 30,000.00 of wages, and for the delay 2,097.17 + 2,011.92 + 1,926.67.
  CHECK(told["owed"]["to"] == "worker");
  CHECK(told["owed"]["wages"]["low"] == "30000.00");
  CHECK(told["owed"]["delay_compensation"]["low"] == "6035.76");
  CHECK(told["owed"]["delay_compensation"]["high"] == "6035.76");
  CHECK(told["owed"]["total"]["low"] == "36035.76");
  CHECK(told["wage_rules_known"] == true);
  CHECK(told["ledgers"].size() == 3);

  const json statements = ids_of_statements(at.get(case_path(id, "")));
  for (const json& ledger : told["ledgers"]) {
    for (const json& posting : ledger["postings"]) {
      REQUIRE(posting["line"].is_number());
      const json& from = told["lines"][posting["line"].get<std::size_t>()];
      CHECK(from["line"] == posting["line"]);
      CHECK_FALSE(from["statements"].empty());
      for (const json& statement : from["statements"])
        CHECK(holds(statements, statement));
    }
  }
  REQUIRE(told["implied"].size() == 1);
  CHECK(holds(statements, told["implied_from"][0]));
  CHECK_FALSE(told["assumptions"].empty());
}

TEST_CASE_FIXTURE(Fixture, "ledger: a day beyond the table of rates is refused, and says so") {
  const std::string id = add_example("brick-factory");
  const json error = error_at(case_path(id, "/ledger?to=2099-12-31"), 422);
  CHECK(error["kind"] == "refused");
  CHECK_FALSE(error["what"].get<std::string>().empty());
  CHECK(error_at(case_path(id, "/ledger?to=31.12.2016"), 422)["where"] == "to");
}

TEST_CASE_FIXTURE(Fixture, "ledger: where no pay is recorded, the next question is named") {
  const std::string id = add_example("shop");
  const json error = error_at(case_path(id, "/ledger"), 404);
  CHECK(error["kind"] == "not_found");
  CHECK_FALSE(error["next"].get<std::string>().empty());
}

TEST_CASE_FIXTURE(Fixture,
                  "gap: one man, met by the text on trafficking and open under slave labour") {
  // Expected from the verdicts of the man of the brick factory: 127.1 is met by the sale alone,
  // 127.2 hangs on whether he was treated as owned, on which two sources differ.
  const std::string id = add_example("brick-factory");
  const json gap = at.get(case_path(id, "/gap"));
  CHECK(gap["reference"] == "un.palermo.2000");
  CHECK(gap["cases"] == 1);
  CHECK(gap["valued"] == 1);
  CHECK(gap["meets_reference"] == 1);
  const json& trafficking = one_of(gap["rows"], "instrument", "ru.uk.127_1");
  CHECK(trafficking["version"] == "v2011");
  CHECK(trafficking["meets_both"] == 1);
  CHECK(trafficking["cases"].empty());

  const json& slavery = one_of(gap["rows"], "instrument", "ru.uk.127_2");
  CHECK(slavery["meets_both"] == 0);
  CHECK(slavery["unknown"] == 1);
  REQUIRE(slavery["cases"].size() == 1);
  CHECK(slavery["cases"][0]["case"] == id);
  CHECK(slavery["cases"][0]["reason"] == "contested");
  REQUIRE_FALSE(slavery["cases"][0]["because"].empty());
  CHECK(slavery["because"][0]["element"] == slavery["cases"][0]["because"][0]);
  CHECK(slavery["because"][0]["status"]["unknown"] == 1);
  for (const json& substitute : slavery["substitutes"]) {
    CHECK(substitute["status"].is_string());
    CHECK_FALSE(substitute["elements"].empty());
  }
}

TEST_CASE_FIXTURE(Fixture, "gap: the whole vault is read once, and anew after something is saved") {
  const std::string id = add_example("brick-factory");
  const json alone = at.get(case_path(id, "/gap"));
  const json before = at.get("/api/v1/gap");
  CHECK(before["meets_reference"] == 1);
  CHECK(one_of(before["rows"], "instrument", "ru.uk.127_1")["meets_both"] == 1);
  CHECK(one_of(before["rows"], "instrument", "ru.uk.127_2")["cases"] ==
        one_of(alone["rows"], "instrument", "ru.uk.127_2")["cases"]);
  CHECK(at.get("/api/v1/gap") == before);

  add_example("shop");
  const json after = at.get("/api/v1/gap");
  CHECK(after["cases"].get<int>() > before["cases"].get<int>());
  // Held against another text: another answer, not the one that was kept.
  const json other = at.get("/api/v1/gap?instrument=ilo.c029.1930");
  CHECK(other["reference"] == "ilo.c029.1930");
  CHECK(at.get("/api/v1/gap") == after);
}

TEST_CASE("gap: a large vault is read as a job, and its answer is kept until the vault locks") {
  test::Folder folder;
  DeskOptions options = test::options_for(folder / "cases.mnv");
  options.read_at_once = 0;
  TestDesk at(std::move(options));
  at.create_vault();
  at.open_case("Anna");
  const Answer begun = at.client.get("/api/v1/gap");
  REQUIRE_MESSAGE(begun.status == 202, begun.body);
  const std::string job = json::parse(begun.body)["job"];
  json view;
  for (int i = 0; i < 5000 && view["state"] != "finished"; ++i) {
    view = at.get("/api/v1/jobs/" + job);
    REQUIRE(view["state"] != "failed");
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  CHECK(view["kind"] == "gap");
  CHECK(view["result"]["cases"] == 1);
  CHECK(view["result"]["valued"] == 0);  // Nobody recorded when or where.
  CHECK(at.get("/api/v1/gap") == view["result"]);

  REQUIRE(at.post("/api/v1/vault/lock", json::object()).status == 204);
  CHECK_FALSE(at.desk.gaps.kept({.reference = "un.palermo.2000", .savings = 1}));
  CHECK(at.client.get("/api/v1/gap").status == 423);
}

TEST_CASE_FIXTURE(Fixture, "gap: a law that does not exist is refused by name") {
  const std::string id = add_example("brick-factory");
  for (const std::string& path : {std::string("/api/v1/gap"), case_path(id, "/gap")}) {
    const json error = error_at(path + "?instrument=ru.uk.999", 422);
    CHECK(error["where"] == "instrument");
    CHECK(error["fills"] == json({"ru.uk.999"}));
    CHECK_FALSE(error["next"].get<std::string>().empty());
  }
}

}  // namespace manumit::desk
