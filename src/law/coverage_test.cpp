// SPDX-License-Identifier: Apache-2.0
#include "law/coverage.h"

#include <doctest/doctest.h>

#include "test_library.h"

namespace manumit::law {
namespace {

std::string part(const std::string& id, const std::string& dimension, const std::string& palermo,
                 const std::string& more = "") {
  return element_text(id, "\"f.a\"",
                      (palermo.empty() ? "" : "palermo = \"" + palermo + "\"\n") + more, dimension);
}

DefinitionFile palermo() {
  return file({.id = "un.palermo.2000", .version = "2003", .kind = "treaty"},
              part("sell", "act", "act.sell") + part("hide", "act", "act.hide") +
                  part("force", "means", "means.force") + part("work", "purpose", "purpose.work") +
                  part("young", "age", "child") + part("agreed", "consent", "consent") +
                  limb_text("whole", "any(act)"));
}

/// The row of a law with these elements, in signs: acts means purposes child consent bondage.
std::string row(const std::string& elements, const std::string& more = "") {
  const Library library = library_of(
      {palermo(), file({.id = "xx.law", .more = more}, elements + limb_text("whole", "x"))});
  std::string out;
  for (const CoverageRow& one : coverage(library)) {
    if (library.instruments()[one.instrument].id != "xx.law")
      continue;
    for (const Cell& cell : one.cells) {
      out += out.empty() ? "" : " ";
      for (const Mark mark : cell.marks)
        out += sign_of(mark);
    }
  }
  return out;
}

TEST_CASE("coverage: all parts are the same, some are narrower, none is absent") {
  CHECK(row(part("x", "act", "act.sell") + part("y", "act", "act.hide")) == "= ∅ ∅ ∅ ∅ ∅");
  CHECK(row(part("x", "act", "act.sell")) == "− ∅ ∅ ∅ ∅ ∅");
  CHECK(row(part("x", "means", "means.force") + part("b", "act", "debt_bondage")) == "∅ = ∅ ∅ ∅ =");
}

TEST_CASE("coverage: what only aggravates is said as such and not as an element") {
  CHECK(row(part("x", "act", "act.sell") + part("y", "act", "act.hide") +
            part("z", "aggravation", "means.force") + part("w", "aggravation", "child")) ==
        "= A ∅ A ∅ ∅");
  CHECK(row(part("x", "act", "act.sell") + part("y", "aggravation", "act.hide")) == "A ∅ ∅ ∅ ∅ ∅");
}

TEST_CASE("coverage: wider and narrower stand side by side, with the definition's words") {
  CHECK(row(part("x", "act", "act.sell", "wider = \"also lending\"") +
            part("y", "act", "act.hide", "narrower = \"only indoors\"")) == "−+ ∅ ∅ ∅ ∅ ∅");
  CHECK(row(part("x", "act", "", "wider = \"use of labour\"")) == "");
  const Library library =
      library_of({palermo(), file({.id = "xx.law"},
                                  part("x", "act", "act.sell") +
                                      part("lend", "act", "", "wider = \"also lending\"") +
                                      part("h", "act", "act.hide") + limb_text("whole", "x"))});
  const Cell cell = coverage(library)[1].cells[0];
  REQUIRE(cell.marks == std::vector<Mark>{Mark::wider});
  CHECK(cell.why[0].element == "lend");
  CHECK(cell.why[0].words == "also lending");
}

TEST_CASE("coverage: what was not checked is neither there nor absent") {
  CHECK(row(part("x", "act", "act.sell") + part("y", "act", "act.hide"),
            "palermo = { not_checked = [\"consent\", \"debt_bondage\"] }") == "= ∅ ∅ ∅ ? ?");
}

TEST_CASE("coverage: what is missing is named part by part") {
  const Library library = library_of(
      {palermo(), file({.id = "xx.law"}, part("x", "act", "act.sell") + limb_text("whole", "x"))});
  const Cell cell = coverage(library)[1].cells[0];
  REQUIRE(cell.why.size() == 1);
  CHECK(cell.why[0].mark == Mark::narrower);
  CHECK(cell.why[0].element == "act.hide");
}

}  // namespace
}  // namespace manumit::law
