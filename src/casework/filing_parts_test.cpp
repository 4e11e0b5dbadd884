// SPDX-License-Identifier: Apache-2.0
#include "invented_casebook.h"

using namespace manumit;
using namespace manumit::casework;
using namespace manumit::casework::invented;

TEST_CASE("the parts of a filing are its pieces, each a filing of its own, statements first") {
  Filing whole = opened(id(1), id(2),
                        {text(id(2), "person.name", "Invented \"Persona\""),
                         text(id(2), "person.occupation", "bricklayer")});
  whole.sources.resize(1);
  whole.sources[0].id = id(3);
  whole.withdrawals = {{"00:1", "a slip"}};
  const std::vector<std::string> parts = parts_of(whole);
  REQUIRE(parts.size() == 5);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Filing alone = decode(parts[i]).value();
    CHECK(alone.case_id == whole.case_id);
    CHECK_FALSE(alone.opens_case);
    CHECK(alone.statements.size() == (i < 2 ? 1 : 0));
    CHECK(alone.sources.size() == (i == 2 ? 1 : 0));
    CHECK(alone.subjects.size() == (i == 3 ? 1 : 0));
    CHECK(alone.withdrawals.size() == (i == 4 ? 1 : 0));
    CHECK(encode(alone) == parts[i]);
  }
  CHECK(decode(parts[1]).value().statements[0] == whole.statements[1]);
}

TEST_CASE("what is filed can be proved piece by piece under the ids that filing gives") {
  Desk desk;
  const auto ids = desk.must_file({opened(
      id(1), id(2),
      {text(id(2), "person.name", "Persona"), text(id(2), "recruitment.promise", "by the sea")})});
  const std::vector<Filed> filings = desk.book().filings_of(id(1)).value();
  CHECK(filings.size() == 2);  // what happened, and who it was
  std::size_t found = 0;
  for (const Filed& filed : filings) {
    const auto proofs = desk.book().vault().prove(
        std::vector<vault::ProofWish>{{filed.entry, parts_of(filed.filing), {0}}});
    REQUIRE(proofs);
    REQUIRE(proofs->entries[0].proof);
    for (std::size_t i = 0; i < filed.filing.statements.size(); ++i)
      found += std::count(ids.begin(), ids.end(), statement_id(filed.entry, i)) > 0 ? 1U : 0U;
  }
  CHECK(found == ids.size());
}
