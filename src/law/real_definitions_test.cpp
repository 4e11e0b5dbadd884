// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "law/assess.h"
#include "law/library.h"
#include "test_vocabulary.h"

namespace manumit::law {
namespace {

TEST_CASE("definitions/law: every file reads, and names only facts and codes that exist") {
  const auto files = read_definition_folder(MANUMIT_SOURCE_DIR "/definitions/law");
  REQUIRE(files.has_value());
  for (const Error& fault : Library::faults(*files, real_facts()))
    FAIL_CHECK(in_english(fault));
}

TEST_CASE("definitions/law: what is built into the program is what lies in the folder") {
  const auto files = read_definition_folder(MANUMIT_SOURCE_DIR "/definitions/law");
  REQUIRE(files.has_value());
  const std::vector<DefinitionFile> built_in = built_in_definitions();
  CHECK(built_in.size() == files->size());
  for (const DefinitionFile& file : *files) {
    const std::string name = file.name.substr(file.name.rfind('/') + 1);
    const auto at = std::find_if(built_in.begin(), built_in.end(),
                                 [&](const DefinitionFile& one) { return one.name == name; });
    REQUIRE_MESSAGE(at != built_in.end(), name);
    CHECK_MESSAGE(at->text == file.text, name);
  }
}

}  // namespace
}  // namespace manumit::law
