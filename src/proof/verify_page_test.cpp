// SPDX-License-Identifier: Apache-2.0
#include "verify_page.h"

#include <doctest/doctest.h>

using namespace manumit::proof;

namespace {

bool says(const std::string& page, const std::string& words) {
  return page.find(words) != std::string::npos;
}

DossierReport sound() {
  DossierReport out;
  out.signer = "ABCD-EFGH";
  out.files = 3;
  out.items = {{.kind = "fact",
                .n = 1,
                .proved = true,
                .why = "",
                .device = "ABCD-EFGH",
                .recorded_ms = 1'600'000'000'000,
                .part = "{\"filing\":1}"}};
  return out;
}

}  // namespace

TEST_CASE("every finding and every reason has words in both languages") {
  for (const char* language : {"en", "ru_RU.UTF-8"}) {
    const VerifyWords words(language);
    for (const char* key : {"whole",        "partly",        "broken",       "changed",
                            "missing",      "added",         "form",         "signature",
                            "signer",       "checkpoint",    "folder",       "unnamed",
                            "fact",         "source",        "subject",      "withdrawal",
                            "why.case",     "why.kind",      "why.no_proof", "why.checkpoint",
                            "why.header",   "why.signature", "why.chain",    "why.claim",
                            "why.entry",    "why.part",      "why.device",   "none.before_parts",
                            "none.chain",   "none.not_here", "by",           "made",
                            "recorded_by",  "counts",        "words",        "not",
                            "not.true",     "not.device",    "not.when",     "not.whole",
                            "not.readable", "not.program",   "file",         "file_unproved",
                            "before",       "line",          "unwitnessed",  "not.when_before",
                            "anchor",       "why.noted",     "why.vault",    "why.witness",
                            "why.line",     "why.own",       "why.covers"})
      CHECK_MESSAGE(words.of(key) != key, language << " " << key);
  }
  CHECK(VerifyWords("en").of("no such word") == "no such word");
  CHECK(VerifyWords("ru").of("fact", {"3"}) == "факт 3");
}

TEST_CASE("the page always says what is not proved, also of what holds") {
  for (const bool broken : {false, true}) {
    DossierReport report = sound();
    if (broken)
      report.wrong = {{"changed", {"index.html"}}, {"fact", {"1", "part"}}};
    const std::string page = page_of(report, VerifyWords("en"), false);
    CHECK(says(page, "What this does not prove"));
    CHECK(says(page, "That what was said is true"));
    CHECK(says(page, "Made and signed by the device ABCD-EFGH"));
    CHECK(says(page, "index.html was changed") == broken);
    CHECK(says(page, "as it was made") != broken);
  }
}

TEST_CASE("a fact without a proof is never counted among the proved") {
  DossierReport report = sound();
  report.items.push_back({.kind = "fact",
                          .n = 2,
                          .proved = false,
                          .why = "before_parts",
                          .device = "",
                          .recorded_ms = 0,
                          .part = ""});
  const std::string page = page_of(report, VerifyWords("en"), false);
  CHECK(says(page, "Proved are 1 of its 2 facts"));
  CHECK(says(page, "fact 2: no proof"));
}

TEST_CASE("a hostile name or text does not steer a terminal") {
  DossierReport report = sound();
  report.wrong = {{"added", {"a\x1b[2Jb\xE2\x80\xAE"}}};
  report.items[0].part = "\x1b]0;x\x07";
  const std::string page = page_of(report, VerifyWords("en"), true);
  CHECK_FALSE(says(page, "\x1b"));
  CHECK_FALSE(says(page, "\xE2\x80\xAE"));
}

TEST_CASE(
    "by when facts were there is said with whose word it is, and of the rest that nobody says") {
  DossierReport report = sound();
  CHECK(says(page_of(report, VerifyWords("en"), false), "nobody outside witnesses it here"));
  report.anchors = {{.n = 1,
                     .holds = true,
                     .line = "MNV1 5 WE9Z",
                     .noted_ms = 1'600'000'000'000,
                     .witness = "Sister\x1b[2J House",
                     .fingerprint = "Y5TB-XS1B",
                     .at_ms = 1'600'086'400'000}};
  report.items[0].anchors = {1};
  const std::string page = page_of(report, VerifyWords("en"), false);
  CHECK(says(page, "Recorded before 2020-09-14 12:26 UTC, by the word of Sister"));
  CHECK(says(page, "device Y5TB-XS1B: 1 facts"));
  CHECK(says(page, "MNV1 5 WE9Z"));
  CHECK(says(page, "Since when it was there"));
  CHECK_FALSE(says(page, "\x1b"));
  report.items.push_back(report.items[0]);
  report.items[1].n = 2;
  report.items[1].anchors.clear();
  const std::string mixed = page_of(report, VerifyWords("en"), false);
  CHECK(says(mixed, "Facts of which nobody outside says by when they were there: 1"));
  CHECK(says(mixed, "nobody outside witnesses it here"));
  // A line without a witness tells who holds it on paper, and no more.
  report.items.pop_back();
  report.anchors[0].witness = report.anchors[0].fingerprint = "";
  const std::string paper = page_of(report, VerifyWords("en"), false);
  CHECK(says(paper, "dated paper"));
  CHECK(says(paper, "nobody outside witnesses it here"));
  // What does not hold vouches for nothing.
  report.anchors = {SeenAnchor{}};
  report.anchors[0].n = 1;
  report.items[0].anchors.clear();
  CHECK_FALSE(says(page_of(report, VerifyWords("en"), false), "MNV1"));
}

TEST_CASE("a file whose source brings no proof is told from one that is proved") {
  DossierReport report = sound();
  report.attached = {{.name = "files/1.pdf", .source = 2, .proved = true},
                     {.name = "files/2", .source = 1, .proved = false},
                     {.name = "files/3", .source = 0, .proved = false}};
  const std::string page = page_of(report, VerifyWords("en"), false);
  CHECK(says(page, "files/1.pdf: unchanged, the file that source 2 names\n"));
  CHECK(
      says(page, "files/2: unchanged, the file that source 1 names; that source brings no proof"));
  CHECK_FALSE(says(page, "files/3"));
}

TEST_CASE("a file that was changed or is gone is not called unchanged") {
  for (const char* code : {"changed", "missing"}) {
    DossierReport report = sound();
    report.attached = {{.name = "files/1.pdf", .source = 2, .proved = true},
                       {.name = "files/2", .source = 1, .proved = true}};
    report.wrong = {{code, {"files/1.pdf"}}, {"checkpoint", {}}};
    const std::string page = page_of(report, VerifyWords("en"), false);
    CHECK_FALSE(says(page, "files/1.pdf: unchanged"));
    CHECK(says(page, "files/2: unchanged"));
  }
}
