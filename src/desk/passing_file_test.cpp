// SPDX-License-Identifier: Apache-2.0
#include "passing_file.h"

#include <doctest/doctest.h>

#include <chrono>
#include <fstream>

#include "test_desk.h"

using namespace manumit;
using namespace manumit::desk;
using namespace manumit::desk::test;

TEST_CASE("sweep_passing: what a killed desk left goes, and nothing else") {
  const Folder folder;
  const std::filesystem::path vault = folder / "cases.mnv";
  const auto make = [&](const char* name) { std::ofstream(folder / name) << "x"; };
  const auto is_there = [&](const char* name) { return std::filesystem::exists(folder / name); };
  for (const char* name :
       {"cases.mnv", "cases.mnv-passing-0123456789abcdef", "cases.mnv-passing-0123456789ABCDEF",
        "cases.mnv-passing-0123", "other.mnv-passing-0123456789abcdef",
        "cases.mnv-passing-0123456789abcdef.pdf"})
    make(name);
  const auto now = std::filesystem::file_time_type::clock::now();
  sweep_passing(vault, now - std::chrono::hours(1));
  CHECK(is_there("cases.mnv-passing-0123456789abcdef"));  // Written since: it is in use.
  sweep_passing(vault, now + std::chrono::hours(1));
  CHECK_FALSE(is_there("cases.mnv-passing-0123456789abcdef"));
  for (const char* name :
       {"cases.mnv", "cases.mnv-passing-0123456789ABCDEF", "cases.mnv-passing-0123",
        "other.mnv-passing-0123456789abcdef", "cases.mnv-passing-0123456789abcdef.pdf"})
    CHECK(is_there(name));
}
