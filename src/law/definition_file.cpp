// SPDX-License-Identifier: Apache-2.0
#include "definition_file.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>
#include <utility>

#include "expression.h"

namespace manumit::law {
namespace {

constexpr std::size_t kMostElements = 200;
constexpr std::size_t kMostLimbs = 60;    // A limb may stand on another: this bounds the depth.
constexpr std::size_t kMostFaults = 100;  // A wrong file repeats itself; more help nobody.
constexpr std::array<std::string_view, 6> kChecked = {"acts",  "means",   "purposes",
                                                      "child", "consent", "debt_bondage"};

using Keys = std::initializer_list<std::string_view>;

/// Takes values out of a table and notes what is wrong with them.
class Taker {
 public:
  Taker(std::string_view file, std::vector<Error>& faults) : file_(file), faults_(faults) {}

  void fault(Spot at, std::string what, std::string next = {},
             std::vector<std::string> fills = {}) {
    if (faults_.size() < kMostFaults)
      faults_.push_back({.kind = Error::Kind::bad_input,
                         .what = std::move(what),
                         .where = place_in(file_, at),
                         .next = std::move(next),
                         .fills = std::move(fills)});
  }

  void only(const Value& table, Keys keys) {
    for (const Value& value : table.table)
      if (std::find(keys.begin(), keys.end(), value.key) == keys.end())
        fault(value.at, "the key {0} means nothing here", "correct its spelling or take it out",
              {value.key});
  }

  /// A text; empty if it is left out.
  std::string text(const Value& table, std::string_view key, bool needed) {
    const Value* value = found(table, key, needed);
    if (value == nullptr)
      return {};
    if (value->kind != Value::Kind::text || value->text.empty()) {
      fault(value->at, "the key {0} needs words in quotation marks", {}, {std::string(key)});
      return {};
    }
    return value->text;
  }

  std::string id(const Value& table, std::string_view key) {
    std::string out = text(table, key, true);
    if (!out.empty() && !is_id(out))
      fault(table.find(key)->at, "an id is made of small letters, digits, _ and points: {0}", {},
            {out});
    return out;
  }

  bool yes(const Value& table, std::string_view key) {
    const Value* value = found(table, key, false);
    if (value != nullptr && value->kind != Value::Kind::yes_no)
      fault(value->at, "the key {0} must be true or false", {}, {std::string(key)});
    return value != nullptr && value->yes;
  }

  std::optional<Day> day(const Value& table, std::string_view key, bool needed) {
    const Value* value = found(table, key, needed);
    if (value == nullptr)
      return std::nullopt;
    if (value->kind != Value::Kind::day) {
      fault(value->at, "the key {0} needs a date such as 2011-12-08, without quotation marks", {},
            {std::string(key)});
      return std::nullopt;
    }
    return value->day;
  }

  std::vector<std::string> texts(const Value& table, std::string_view key,
                                 std::vector<Spot>* spots = nullptr) {
    std::vector<std::string> out;
    for (const Value& one : list(table, key)) {
      if (one.kind != Value::Kind::text || one.text.empty()) {
        fault(one.at, "the list {0} holds texts in quotation marks alone", {}, {std::string(key)});
        continue;
      }
      out.push_back(one.text);
      if (spots != nullptr)
        spots->push_back(one.at);
    }
    return out;
  }

  /// The tables written as [[key]].
  std::vector<Value> tables(const Value& root, std::string_view key) {
    std::vector<Value> out;
    for (const Value& one : list(root, key)) {
      if (one.kind == Value::Kind::table)
        out.push_back(one);
      else
        fault(one.at, "{0} must be written as [[{0}]]", {}, {std::string(key)});
    }
    return out;
  }

  /// { en = "…", ru = "…" }
  Words words(const Value& table, std::string_view key, bool needed) {
    Words out;
    const Value* value = found(table, key, needed);
    if (value == nullptr)
      return out;
    const Value* english = value->find("en");
    if (value->kind != Value::Kind::table || english == nullptr ||
        english->kind != Value::Kind::text || english->text.empty()) {
      fault(value->at, "the key {0} needs words by language, English among them",
            "write them in braces, one language after another, as the other files do",
            {std::string(key)});
      return out;
    }
    for (const Value& said : value->table) {
      if (said.kind != Value::Kind::text)
        fault(said.at, "the key {0} needs words in quotation marks", {}, {said.key});
      else
        out.by_language.emplace_back(said.key, said.text);
    }
    return out;
  }

  template <typename T>
  T one_of(const Value& table, std::string_view key, std::optional<T> (*from)(std::string_view),
           std::string what) {
    const std::string name = text(table, key, true);
    const std::optional<T> value = from(name);
    if (!value && !name.empty())
      fault(table.find(key)->at, std::move(what), "docs/formats/law-definition.md lists them",
            {name});
    return value.value_or(T{});
  }

  const Value* found(const Value& table, std::string_view key, bool needed) {
    const Value* value = table.find(key);
    if (value == nullptr && needed)
      fault(table.at, "the key {0} is missing", {}, {std::string(key)});
    return value;
  }

 private:
  const std::vector<Value>& list(const Value& table, std::string_view key) {
    static const std::vector<Value> kNone;
    const Value* value = table.find(key);
    if (value == nullptr)
      return kNone;
    if (value->kind != Value::Kind::list)
      fault(value->at, "the key {0} needs a list in square brackets", {}, {std::string(key)});
    return value->list;
  }

  std::string_view file_;
  std::vector<Error>& faults_;
};

bool is_country(std::string_view code) {
  return code.size() == 2 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// from and to of a table; an end before its beginning is a fault.
void read_span(Taker& taker, const Value& table, std::optional<Day>& from, std::optional<Day>& to) {
  from = taker.day(table, "from", false);
  to = taker.day(table, "to", false);
  if (from && to && *to < *from)
    taker.fault(table.find("to")->at, "the last day, {0}, is before the first, {1}",
                "put them in their order", {to_iso(*to), to_iso(*from)});
}

Confidence read_confidence(Taker& taker, const Value& table, std::string_view key) {
  return taker.one_of<Confidence>(table, key, confidence_from,
                                  "there is no degree of confidence called {0}");
}

void read_head(Taker& taker, const Value& root, Definition& out) {
  Instrument& law = out.instrument;
  law.id = taker.id(root, "instrument");
  law.version = taker.id(root, "version");
  law.kind =
      taker.one_of<Kind>(root, "kind", kind_from, "there is no kind of instrument called {0}");
  law.title = taker.words(root, "title", true);
  law.jurisdiction = taker.text(root, "jurisdiction", true);
  law.source = taker.text(root, "source", true);
  law.recheck = taker.day(root, "recheck", true).value_or(Day{});
  law.note = taker.words(root, "note", false);
  law.confidence = read_confidence(taker, root, "confidence");
  law.unverified = taker.text(root, "unverified", law.confidence != Confidence::verified);
  law.substitutes = taker.texts(root, "substitutes", &out.substitutes);
  std::vector<Spot> spots;
  law.places = taker.texts(root, "places", &spots);
  for (std::size_t i = 0; i < law.places.size(); ++i)
    if (!is_country(law.places[i]))
      taker.fault(spots[i], "a country is written with two capital letters, not as {0}", {},
                  {law.places[i]});
  const Value* in_force = taker.found(root, "in_force", true);
  if (in_force == nullptr)
    return;
  out.in_force = in_force->at;
  taker.only(*in_force, {"from", "to"});
  read_span(taker, *in_force, law.from, law.to);
}

void read_palermo(Taker& taker, const Value& root, Instrument& law) {
  const Value* palermo = root.find("palermo");
  if (palermo == nullptr)
    return;
  taker.only(*palermo, {"not_checked"});
  std::vector<Spot> spots;
  law.palermo_not_checked = taker.texts(*palermo, "not_checked", &spots);
  for (std::size_t i = 0; i < spots.size(); ++i) {
    const std::string& name = law.palermo_not_checked[i];
    if (std::find(kChecked.begin(), kChecked.end(), name) == kChecked.end())
      taker.fault(spots[i], "nothing that is compared with Palermo is called {0}",
                  "write acts, means, purposes, child, consent or debt_bondage", {name});
  }
}

Party read_party(Taker& taker, const Value& table, Confidence usual) {
  taker.only(table, {"country", "from", "to", "after", "confidence"});
  Party party;
  party.country = taker.text(table, "country", true);
  if (!party.country.empty() && !is_country(party.country))
    taker.fault(table.find("country")->at,
                "a country is written with two capital letters, not as {0}", {}, {party.country});
  read_span(taker, table, party.from, party.to);
  const std::string after = taker.text(table, "after", false);
  if (!after.empty() && after != "not_applicable" && after != "yardstick")
    taker.fault(table.find("after")->at, "after a party leaves, nothing called {0} can hold",
                "write not_applicable or yardstick", {after});
  party.ends_jurisdiction = after == "not_applicable";
  party.confidence =
      table.find("confidence") == nullptr ? usual : read_confidence(taker, table, "confidence");
  return party;
}

void read_parties(Taker& taker, const Value& root, Instrument& law) {
  for (const Value& table : taker.tables(root, "party")) {
    const Party party = read_party(taker, table, law.confidence);
    const Interval<Day> days{party.from.value_or(kFirstDay), party.to.value_or(kLastDay)};
    for (const Party& other : law.parties)
      if (other.country == party.country &&
          overlap(days, {other.from.value_or(kFirstDay), other.to.value_or(kLastDay)}))
        taker.fault(table.at, "the country {0} is a party twice at the same time",
                    "let one end before the other begins", {party.country});
    law.parties.push_back(party);
  }
}

void read_tags(Taker& taker, const Value& table, Element& element) {
  std::vector<Spot> spots;
  element.tags = taker.texts(table, "tags", &spots);
  for (std::size_t i = 0; i < spots.size(); ++i)
    if (!is_id(element.tags[i]))
      taker.fault(spots[i], "an id is made of small letters, digits, _ and points: {0}", {},
                  {element.tags[i]});
  const std::string dimension(name_of(element.dimension));
  if (std::find(element.tags.begin(), element.tags.end(), dimension) == element.tags.end())
    element.tags.push_back(dimension);
}

void read_element(Taker& taker, const Value& table, Definition& out) {
  taker.only(table, {"id", "dimension", "tags", "article", "text", "supports", "contradicts", "ask",
                     "palermo", "wider", "narrower"});
  Element element;
  ElementSpots spots;
  spots.at = table.at;
  element.id = taker.id(table, "id");
  element.dimension = taker.one_of<Dimension>(table, "dimension", dimension_from,
                                              "there is no dimension called {0}");
  read_tags(taker, table, element);
  element.article = taker.text(table, "article", true);
  element.text = taker.words(table, "text", true);
  element.supports = taker.texts(table, "supports", &spots.supports);
  element.contradicts = taker.texts(table, "contradicts", &spots.contradicts);
  element.ask = taker.texts(table, "ask", &spots.ask);
  element.palermo = taker.text(table, "palermo", false);
  if (const Value* palermo = table.find("palermo"))
    spots.palermo = palermo->at;
  element.wider = taker.text(table, "wider", false);
  element.narrower = taker.text(table, "narrower", false);
  out.instrument.elements.push_back(std::move(element));
  out.elements.push_back(std::move(spots));
}

void read_limb(Taker& taker, const Value& table, Definition& out) {
  taker.only(table, {"id", "title", "hidden", "logic"});
  Limb limb;
  limb.id = taker.id(table, "id");
  limb.hidden = taker.yes(table, "hidden");
  limb.title = taker.words(table, "title", !limb.hidden);
  limb.logic = taker.text(table, "logic", true);
  const Value* logic = table.find("logic");
  out.limbs.push_back({table.at, logic == nullptr ? table.at : logic->at});
  out.instrument.limbs.push_back(std::move(limb));
}

/// Elements, limbs and tags share one set of names, so that a logic cannot be read in two ways.
void check_names(Taker& taker, const Definition& in) {
  std::set<std::string, std::less<>> tags;
  for (const Element& element : in.instrument.elements)
    tags.insert(element.tags.begin(), element.tags.end());
  std::set<std::string, std::less<>> seen;
  const auto check = [&](const std::string& id, Spot at) {
    if (!id.empty() && !seen.insert(id).second)
      taker.fault(at, "the id {0} stands twice", "give each element and limb its own", {id});
    if (tags.count(id) != 0)
      taker.fault(at, "the id {0} is also a tag or a dimension", "give it another name", {id});
  };
  for (std::size_t i = 0; i < in.elements.size(); ++i)
    check(in.instrument.elements[i].id, in.elements[i].at);
  for (std::size_t i = 0; i < in.limbs.size(); ++i)
    check(in.instrument.limbs[i].id, in.limbs[i].at);
}

void check_file_name(Taker& taker, const Instrument& law) {
  const std::size_t slash = law.file.rfind('/');
  std::string stem = law.file.substr(slash == std::string::npos ? 0 : slash + 1);
  if (stem.size() > 5 && stem.compare(stem.size() - 5, 5, ".toml") == 0)
    stem.resize(stem.size() - 5);
  if (!law.id.empty() && stem != law.id && stem != law.name())
    taker.fault({}, "a file of definitions is named after its instrument",
                "name it {0}.toml or {1}.toml", {law.id, law.name()});
}

void check_limbs(Taker& taker, const Definition& out) {
  const std::vector<Limb>& limbs = out.instrument.limbs;
  if (std::none_of(limbs.begin(), limbs.end(), [](const Limb& l) { return l.id == "whole"; }))
    taker.fault({}, "the limb whole is missing, which says when the instrument is met",
                "add a limb with the id whole at the end");
  else if (limbs.back().id != "whole")
    taker.fault(out.limbs.back().at, "the limb whole must be the last", "move it to the end");
}

}  // namespace

std::optional<Definition> read_definition(const DefinitionFile& file, std::vector<Error>& faults) {
  const std::size_t before = faults.size();
  const Result<Value> root = read_toml(file.text, file.name);
  if (!root) {
    faults.push_back(root.error());
    return std::nullopt;
  }
  Taker taker(file.name, faults);
  Definition out;
  out.instrument.file = file.name;
  taker.only(*root, {"instrument", "version", "kind", "title", "jurisdiction", "places", "in_force",
                     "confidence", "unverified", "source", "recheck", "note", "palermo",
                     "substitutes", "party", "element", "limb"});
  read_head(taker, *root, out);
  read_palermo(taker, *root, out.instrument);
  read_parties(taker, *root, out.instrument);
  for (const Value& table : taker.tables(*root, "element"))
    read_element(taker, table, out);
  for (const Value& table : taker.tables(*root, "limb"))
    read_limb(taker, table, out);
  if (out.elements.empty() || out.elements.size() > kMostElements || out.limbs.size() > kMostLimbs)
    taker.fault({}, "an instrument has 1 to {0} elements and at most {1} limbs", {},
                {std::to_string(kMostElements), std::to_string(kMostLimbs)});
  check_names(taker, out);
  check_limbs(taker, out);
  check_file_name(taker, out.instrument);
  if (faults.size() != before)
    return std::nullopt;
  return out;
}

}  // namespace manumit::law
