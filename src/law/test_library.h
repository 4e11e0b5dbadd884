// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "law/assess.h"
#include "law/library.h"

namespace manumit::law {

// Facts and laws of an invented country, small enough to reckon by hand.

inline FactTable invented_facts() {
  FactTable out;
  for (const char* id : {"f.a", "f.b", "f.c", "f.d", "f.e", "f.f"})
    out.rows.push_back({id, FactKind::yes_no, "person"});
  out.rows.push_back({"job.kind", FactKind::code, "person", {"field", "house", "sea"}});
  out.rows.push_back({"deed.kind", FactKind::code, "deed", {"blow", "threat", "sale"}});
  out.rows.push_back({"deed.means", FactKind::codes, "deed", {"fist", "rope", "word"}});
  out.rows.push_back({"deed.seen", FactKind::yes_no, "deed"});
  out.rows.push_back({"hours", FactKind::number, "work"});
  out.rows.push_back({"owed", FactKind::money, "work"});
  out.rows.push_back({"note", FactKind::other, "person"});
  out.rows.push_back({"went.to", FactKind::country, "person"});
  out.rows.push_back({"born", FactKind::other, "person"});
  out.age_fact = "born";
  return out;
}

inline std::uint32_t fact(std::string_view id) {
  const std::optional<std::uint32_t> place = invented_facts().place_of(id);
  REQUIRE_MESSAGE(place.has_value(), std::string(id));
  return *place;
}

inline CodeNumber code(std::string_view of, std::string_view name) {
  const std::optional<CodeNumber> number = invented_facts().code_of(fact(of), name);
  REQUIRE_MESSAGE(number.has_value(), std::string(name));
  return *number;
}

inline Item said(std::string_view id, State state, std::uint32_t statement = 0,
                 std::uint32_t subject = 0) {
  return {.fact = fact(id), .subject = subject, .state = state, .statement = statement};
}
inline Item said_code(std::string_view id, std::initializer_list<std::string_view> codes,
                      std::uint32_t subject = 0, std::uint32_t statement = 0) {
  Item item = said(id, State::yes, statement, subject);
  for (const std::string_view one : codes)
    item.codes.push_back(code(id, one));
  return item;
}
inline Item said_number(std::string_view id, double number, std::uint32_t subject = 0) {
  Item item = said(id, State::yes, 0, subject);
  item.number = number;
  return item;
}

inline Day day(std::string_view iso) {
  const Result<Day> out = day_from_iso(iso);
  REQUIRE(out.has_value());
  return *out;
}
inline Interval<Day> days(std::string_view from, std::string_view to) {
  return {day(from), day(to)};
}

/// What a file says before its elements.
struct Head {
  std::string id = "xx.law";
  std::string version = "v2000";
  std::string kind = "criminal_code";
  std::string in_force = "{ from = 2000-01-01 }";
  std::string more = {};
};

inline std::string head_text(const Head& head) {
  return "instrument = \"" + head.id + "\"\nversion = \"" + head.version + "\"\nkind = \"" +
         head.kind + "\"\ntitle = { en = \"An invented law\" }\njurisdiction = \"XX\"\n" +
         "in_force = " + head.in_force + "\nconfidence = \"verified\"\nsource = \"nowhere\"\n" +
         "recheck = 2030-01-01\n" + head.more + "\n";
}

/// An element of dimension `dimension`; `more` are further lines.
inline std::string element_text(const std::string& id, const std::string& supports,
                                const std::string& more = "",
                                const std::string& dimension = "act") {
  return "[[element]]\nid = \"" + id + "\"\ndimension = \"" + dimension +
         "\"\narticle = \"1\"\ntext = { en = \"words\" }\nsupports = [" + supports + "]\n" + more +
         "\n";
}

inline std::string limb_text(const std::string& id, const std::string& logic) {
  return "[[limb]]\nid = \"" + id + "\"\ntitle = { en = \"words\" }\nlogic = \"" + logic + "\"\n";
}

inline DefinitionFile file(const Head& head, const std::string& body) {
  return {head.id + "." + head.version + ".toml", head_text(head) + body};
}

inline Library library_of(const std::vector<DefinitionFile>& files) {
  Result<Library> out = Library::read(files, invented_facts());
  if (!out)
    FAIL(in_english(out.error()));
  return std::move(*out);
}

/// One element per fact f.a … f.f: a yes supports it, a no contradicts it.
inline std::string six_elements() {
  std::string out;
  for (const std::string one : {"a", "b", "c", "d", "e", "f"})
    out += element_text(one, "\"f." + one + "\"", "contradicts = [\"not f." + one + "\"]");
  return out;
}
inline Library law_saying(const std::string& logic) {
  return library_of({file({}, six_elements() + limb_text("whole", logic))});
}

inline Verdict verdict(const Library& library, const Evidence& evidence,
                       std::size_t instrument = 0) {
  return assess(library, evidence)[instrument].verdict;
}

inline constexpr Verdict kSupported{Status::supported, Reason::none};
inline constexpr Verdict kContradicted{Status::contradicted, Reason::none};
inline constexpr Verdict kOpen{Status::unknown, Reason::open};
inline constexpr Verdict kContested{Status::unknown, Reason::contested};

}  // namespace manumit::law
