// SPDX-License-Identifier: Apache-2.0
#include "casework/filing.h"

#include <doctest/doctest.h>

#include "invented_filings.h"

using namespace manumit;
using namespace manumit::casework;

namespace {

// The example of docs/formats/filing.md, written by hand.
constexpr const char* kExample =
    R"({"filing":1,"case":"a0000000000000000000000000000001","opens":true,)"
    R"("subjects":[{"id":"a0000000000000000000000000000002","kind":"person","role":"affected",)"
    R"("identity":"a0000000000000000000000000000003"}],)"
    R"("sources":[{"id":"a0000000000000000000000000000004","kind":"interview","title":"First talk",)"
    R"("date":{"date":"2026-03-02"}}],)"
    R"("statements":[{"about":"a0000000000000000000000000000002","fact":"means.deception",)"
    R"("answer":"yes","said":"\"a good job\nby the sea\"",)"
    R"("source":"a0000000000000000000000000000004","page":3,"line":12,"certainty":"likely",)"
    R"("when":{"date":"2015-03-01/2015-05-31~season","words":"spring 2015"},)"
    R"("replaces":["00112233445566778899aabbccddeeff:1"]}]})";

Filing example() {
  Filing out;
  out.case_id = invented::id(1);
  out.opens_case = true;
  Subject person{
      .id = invented::id(2), .kind = SubjectKind::person, .role = "affected", .identity = {}};
  person.identity.bytes = invented::id(3).bytes;
  out.subjects = {person};
  out.sources = {Source{.id = invented::id(4),
                        .kind = "interview",
                        .title = "First talk",
                        .author = {},
                        .date = *partial_date_from_iso("2026-03-02"),
                        .file_hash = {},
                        .address = {}}};
  out.sources[0].date->words = {};
  Statement statement = invented::said(invented::id(2), "means.deception", AnswerState::yes);
  statement.said_as = "\"a good job\nby the sea\"";
  statement.source = invented::id(4);
  statement.at = {.page = 3, .line = 12, .cell = {}};
  statement.certainty = Certainty::likely;
  statement.when = *parse_partial_date("spring 2015");
  statement.replaces = {"00112233445566778899aabbccddeeff:1"};
  out.statements = {statement};
  return out;
}

std::string with(const std::string& from, const std::string& to) {
  std::string text = kExample;
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string path_of_fault(const std::string& json) {
  const Result<Filing> read = decode(json);
  REQUIRE_FALSE(read);
  return read.error().where;
}

std::string value_json(const Value& value) {
  Filing filing;
  filing.case_id = invented::id(1);
  filing.statements = {invented::said(invented::id(1), "x", AnswerState::yes, value)};
  const std::string json = encode(filing);
  const std::size_t from = json.find("\"value\":") + 8;
  return json.substr(from, json.size() - from - 3);
}

}  // namespace

TEST_CASE("encode: writes the example of the format page") {
  CHECK(encode(example()) == kExample);
}

TEST_CASE("decode: reads the example of the format page") {
  const Result<Filing> read = decode(kExample);
  REQUIRE(read);
  CHECK(*read == example());
}

TEST_CASE("encode: each kind of value has one form") {
  CHECK(value_json(std::string("word")) == R"("word")");
  CHECK(value_json(std::vector<std::string>{"a", "b"}) == R"(["a","b"])");
  CHECK(value_json(std::int64_t{12}) == "12");
  CHECK(value_json(12.0) == "12.0");
  CHECK(value_json(0.1) == "0.1");
  CHECK(value_json(Money(1800050, *Currency::of("RUB"))) == R"({"money":"18000.50 RUB"})");
  CHECK(value_json(*partial_date_from_iso("2015-03-05")) == R"({"date":"2015-03-05"})");
  CHECK(value_json(Place{.country = "RU",
                         .region = {},
                         .city = "Kaspiysk",
                         .street = {},
                         .post_code = {},
                         .words = {}}) == R"({"place":{"country":"RU","city":"Kaspiysk"}})");
  CHECK(value_json(invented::id(7)) == R"({"record":"a0000000000000000000000000000007"})");
}

TEST_CASE("decode: names the place of the fault") {
  CHECK(path_of_fault(with("\"answer\":\"yes\"", "\"answer\":\"maybe\"")) ==
        "statements[0].answer");
  CHECK(path_of_fault(with("\"kind\":\"person\"", "\"kind\":\"ghost\"")) == "subjects[0].kind");
  CHECK(path_of_fault(with("2026-03-02", "2026-02-30")) == "sources[0].date");
  CHECK(path_of_fault(with("\"page\":3", "\"page\":03")) == "statements[0].page");
  CHECK(path_of_fault(with("a0000000000000000000000000000001",
                           "A0000000000000000000000000000001")) == "case");
}

TEST_CASE("decode: refuses blanks, other orders, doubled and unknown keys, empty options") {
  CHECK_FALSE(decode(with("\"opens\":true", "\"opens\": true")));
  CHECK_FALSE(decode(with("\"opens\":true", "\"opens\":false")));
  CHECK_FALSE(decode(with("\"opens\":true", "\"opens\":true,\"opens\":true")));
  CHECK_FALSE(decode(with("\"page\":3,\"line\":12", "\"line\":12,\"page\":3")));
  CHECK_FALSE(decode(with("\"role\":\"affected\"", "\"role\":\"\"")));
  CHECK_FALSE(decode(with("\"role\":", "\"part\":")));
  CHECK_FALSE(decode(with("likely", "certain")));
  CHECK_FALSE(decode(with("a good", "\\u0061 good")));
  CHECK_FALSE(decode(std::string(kExample) + " "));
  CHECK_FALSE(decode("{}"));
  CHECK_FALSE(decode(""));
}

TEST_CASE("decode: a broken letter is refused before anything is read") {
  CHECK_FALSE(decode(with("a good", "\xC3\x28 good")));
}

TEST_CASE("decode: a filing of a newer version is told apart from a damaged one") {
  const Result<Filing> read = decode(with("\"filing\":1", "\"filing\":3"));
  REQUIRE_FALSE(read);
  CHECK(read.error().kind == Error::Kind::unavailable);
  CHECK(read.error().what.find("newer") != std::string::npos);
}

TEST_CASE("decode: a fact that this vocabulary does not know yet survives") {
  const std::string json = with("means.deception", "means.of_next_year");
  const Result<Filing> read = decode(json);
  REQUIRE(read);
  CHECK(encode(*read) == json);
}

TEST_CASE("statement_id: the first half of the entry's hash and the number from one") {
  vault::EntryId entry;
  for (std::size_t i = 0; i < 32; ++i)
    entry.bytes[i] = static_cast<std::uint8_t>(i);
  CHECK(statement_id(entry, 0) == "000102030405060708090a0b0c0d0e0f:1");
  CHECK(statement_id(entry, 11) == "000102030405060708090a0b0c0d0e0f:12");
}

TEST_CASE("a filing with a file has the second version's form, one without has the first's") {
  Source source;
  source.id = bound_source_id(invented::id(1), std::string(64, 'b'), 2'100'000);
  source.kind = "letter";
  source.file_hash = std::string(64, 'b');
  KeptAs kept;
  kept.compartment.bytes = invented::id(6).bytes;
  kept.about = invented::id(2);
  kept.name = "passport.pdf";
  kept.size = 2'100'000;
  kept.media_type = "application/pdf";
  kept.pages = 41;
  source.kept = kept;
  Filing filing;
  filing.case_id = invented::id(1);
  filing.sources = {source};
  const std::string json = encode(filing);
  CHECK(json == R"({"filing":2,"case":"a0000000000000000000000000000001","sources":[{"id":")" +
                    source.id.hex() + R"(","kind":"letter","file":")" + std::string(64, 'b') +
                    R"(","kept":{"in":"a0000000000000000000000000000006",)"
                    R"("about":"a0000000000000000000000000000002","name":"passport.pdf",)"
                    R"("size":2100000,"media":"application/pdf","pages":41}}]})");
  CHECK(decode(json).value() == filing);
  CHECK(check_filing(filing, built_in_vocabulary()));
  std::string first = json;
  first.replace(first.find("\"filing\":2"), 10, "\"filing\":1");
  CHECK_FALSE(decode(first));
  CHECK_FALSE(decode(with("\"filing\":1", "\"filing\":2")));
}

TEST_CASE("a source that keeps a file names it as it is, or is refused") {
  const auto refused = [](const std::function<void(Source&)>& spoil) {
    Source source;
    source.file_hash = std::string(64, 'b');
    KeptAs kept;
    kept.compartment.bytes = invented::id(6).bytes;
    kept.name = "letter.pdf";
    kept.media_type = "application/pdf";
    source.kept = kept;
    source.id = bound_source_id(invented::id(1), source.file_hash, 0);
    spoil(source);
    Filing filing;
    filing.case_id = invented::id(1);
    filing.sources = {source};
    return !check_filing(filing, built_in_vocabulary());
  };
  CHECK_FALSE(refused([](Source&) {}));
  CHECK(refused([](Source& one) { one.id = invented::id(3); }));
  CHECK(refused([](Source& one) { one.file_hash = std::string(64, 'c'); }));
  CHECK(refused([](Source& one) { one.kept->size = 1; }));
  CHECK(refused([](Source& one) { one.kept->compartment = {}; }));
  CHECK(refused([](Source& one) { one.kept->media_type = "Text/HTML; charset=x"; }));
  CHECK(refused([](Source& one) { one.kept->media_type = ""; }));
  CHECK(refused([](Source& one) { one.kept->pages = 0; }));
  CHECK(refused([](Source& one) { one.kept->name = "../../letter.pdf"; }));
  CHECK(refused([](Source& one) {
    one.kept->name =
        "a\xE2\x80\xAE"
        "fdp.exe";
  }));
}
