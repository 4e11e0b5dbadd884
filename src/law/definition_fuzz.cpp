// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "law/assess.h"
#include "law/coverage.h"
#include "law/library.h"
#include "law/questions.h"

/// Any bytes either read as a definition or are refused with a place; what is read can be valued,
/// asked about and compared.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace manumit::law;  // A fuzz target, not a door.
  FactTable facts;
  facts.rows = {{"f.a", FactKind::yes_no, "person"},
                {"f.b", FactKind::yes_no, "person"},
                {"kind", FactKind::code, "deed", {"sale", "blow"}},
                {"means", FactKind::codes, "deed", {"rope", "fist"}},
                {"hours", FactKind::number, "work"},
                {"born", FactKind::other, "person"}};
  facts.age_fact = "born";
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  // The name must fit the instrument; what the file says first is taken for it.
  const std::size_t from = text.find('"');
  const std::size_t to = text.find('"', from == std::string::npos ? from : from + 1);
  const std::string id = to == std::string::npos ? "x" : text.substr(from + 1, to - from - 1);
  const auto library = Library::read({{id + ".toml", text}}, facts);
  if (!library) {
    MANUMIT_CHECK(!library.error().where.empty());
    return 0;
  }
  Evidence evidence;
  evidence.items = {{.fact = 0, .state = State::yes},
                    {.fact = 2, .state = State::yes, .codes = {0}}};
  MANUMIT_CHECK(assess(*library, evidence).size() == 1);
  static_cast<void>(shortest_questions(*library, 0, evidence));
  static_cast<void>(coverage(*library));
  return 0;
}
