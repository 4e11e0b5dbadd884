// SPDX-License-Identifier: Apache-2.0
#include "json_claims.h"

#include <array>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "base/bytes.h"
#include "base/encoding.h"
#include "casework/legal_evidence.h"
#include "exchange/gap_json.h"
#include "exchange/gap_words.h"
#include "json_measures.h"
#include "json_read.h"

namespace manumit::desk {
namespace {

constexpr std::size_t kFiguresShown = 100;

using gap::Claim;

constexpr std::size_t kLongestText = 500;
constexpr std::size_t kMostMeasures = 50;
constexpr double kLargest = 1e15;  // As of a figure.

constexpr std::array kKinds{gap::ClaimKind::value, gap::ClaimKind::change,
                            gap::ClaimKind::ratio, gap::ClaimKind::in_force,
                            gap::ClaimKind::steps, gap::ClaimKind::sources};
constexpr std::array kBounds{gap::Bound::exactly, gap::Bound::about, gap::Bound::at_least,
                             gap::Bound::at_most};
constexpr std::array kDirections{gap::Direction::not_said, gap::Direction::up,
                                 gap::Direction::down};
constexpr std::array kCountedAs{gap::Kind::not_recorded, gap::Kind::stock, gap::Kind::flow};

/// One of a few words; the first where none is given.
template <typename Names>
Result<typename Names::value_type> named(Members& members, const char* name, const Names& names) {
  const std::string word = TRY(members.text_or_empty(name));
  if (word.empty())
    return names.front();
  for (const auto each : names) {
    if (name_of(each) == word)
      return each;
  }
  return bad_shape(members.path_of(name));
}

Result<std::string> short_text(Members& members, const char* name) {
  std::string text = TRY(members.text_or_empty(name));
  if (text.size() > kLongestText)
    return bad_shape(members.path_of(name));
  return text;
}

Result<std::optional<double>> number(Members& members, const char* name) {
  const auto* member = members.find(name);
  if (member == nullptr)
    return std::nullopt;
  if (!member->is_number())
    return bad_shape(members.path_of(name));
  const double value = member->get<double>();
  if (!std::isfinite(value) || value < 0 || value > kLargest)
    return fail(Error::Kind::bad_input, "a number lies between 0 and a thousand million million",
                members.path_of(name));
  return value;
}

Result<gap::Period> time_in(Members& members, const char* name) {
  return gap::read_period(TRY(short_text(members, name)), members.path_of(name));
}

Result<gap::Meant> meant_in(Members& members) {
  gap::Meant meant;
  for (const nlohmann::json& one : *TRY(members.list("measures"))) {
    if (!one.is_string() || one.get_ref<const std::string&>().size() > kLongestText ||
        meant.measures.size() == kMostMeasures)
      return bad_shape(members.path_of("measures"));
    meant.measures.push_back(one.get_ref<const std::string&>());
  }
  meant.role = TRY(short_text(members, "role"));
  meant.place = TRY(short_text(members, "place"));
  meant.time = TRY(time_in(members, "time"));
  meant.vintage = TRY(short_text(members, "vintage"));
  meant.source_kind = TRY(short_text(members, "source_kind"));
  return meant;
}

Result<gap::Meant> other_in(Members& members) {
  const auto* member = members.find("other");
  if (member == nullptr)
    return gap::Meant{};
  Members other = TRY(Members::of(*member, members.path_of("other")));
  gap::Meant meant = TRY(meant_in(other));
  TRY(other.nothing_else());
  return meant;
}

Result<void> read_law(Members& members, Claim& claim) {
  claim.law = TRY(short_text(members, "law"));
  const std::string event = TRY(short_text(members, "event"));
  if (!event.empty())
    claim.event = event;
  if (const auto* holds = members.find("holds")) {
    if (!holds->is_boolean())
      return bad_shape(members.path_of("holds"));
    claim.holds = holds->get<bool>();
  }
  return {};
}

Result<Claim> claim_in(Members& members) {
  Claim claim;
  claim.kind = TRY(named(members, "kind", kKinds));
  claim.by = TRY(short_text(members, "by"));
  claim.meant = TRY(meant_in(members));
  claim.other = TRY(other_in(members));
  claim.value = TRY(number(members, "value"));
  claim.from = TRY(number(members, "from"));
  claim.from_time = TRY(time_in(members, "from_time"));
  claim.unit = TRY(short_text(members, "unit"));
  claim.population = TRY(short_text(members, "population"));
  claim.counted_as = TRY(named(members, "counted_as", kCountedAs));
  claim.bound = TRY(named(members, "bound", kBounds));
  claim.direction = TRY(named(members, "direction", kDirections));
  TRY(read_law(members, claim));
  claim.step = TRY(short_text(members, "step"));
  return claim;
}

/// A form shows what it lacks at the field itself.
Result<void> check_whole(const Claim& claim) {
  const std::string_view key = gap::lacks(claim);
  if (key.empty())
    return {};
  const std::string path = key == "measure"         ? "measures"
                           : key == "other.measure" ? "other.measures"
                                                    : std::string(key);
  return fail(Error::Kind::bad_input, "a claim of the kind {0} needs {1}", path, "",
              {std::string(name_of(claim.kind)), std::string(key)});
}

void write_meant(JsonWriter& json, const gap::Meant& meant) {
  json.field("measures", meant.measures);
  json.field("role", meant.role);
  json.field("place", meant.place);
  json.field("time", meant.time.words);
  json.field("vintage", meant.vintage);
  json.field("source_kind", meant.source_kind);
}

void write_number(JsonWriter& json, std::string_view name, const std::optional<double>& value) {
  json.key(name);
  value ? json.real(*value) : json.nothing();
}

void write_step(JsonWriter& json, const gap::Step& step, const exchange::EstimateWords& words) {
  json.field("date", step.date.words);
  json.field("authority", step.authority);
  json.field("kind", exchange::gap_name(step.kind, words));
  json.field_if("about", step.about);
  json.field_if("source", step.source);
}

/// The title of a law by the day that is meant; the id where the definitions do not have it.
std::string law_title(const std::string& id, std::string_view language) {
  const law::Library& library = casework::built_in_law();
  const auto versions = library.versions_of(id);
  return versions.empty() ? id
                          : std::string(library.instruments()[versions.back()].title.in(language));
}

void write_law_date(JsonWriter& json, const gap::LawDate& date,
                    const exchange::EstimateWords& words) {
  json.field("law", date.law);
  json.field("title", law_title(date.law, words.language));
  json.field("event", date.event);
  json.field("event_name", exchange::gap_name(date.event, words));
  json.field_if("place", date.place);
  json.field("from", to_iso(date.period.days->least));
  if (!date.open)
    json.field("to", to_iso(date.period.days->most));
  json.field_if("source", date.source);
}

/// What is told of one measure that figures are of.
struct MeasureChoice {
  std::size_t figures = 0;
  std::string population;
  std::set<std::string> units;
  std::set<std::string> places;
  std::set<std::string> periods;
};

std::map<std::string, MeasureChoice> measures_in(const gap::FigureTable& table) {
  std::map<std::string, MeasureChoice> all;
  for (const gap::Figure& figure : table.figures) {
    MeasureChoice& one = all[figure.measure];
    ++one.figures;
    if (one.population.empty())
      one.population = figure.population;
    one.units.insert(figure.unit);
    if (!figure.place.empty())
      one.places.insert(figure.place);
    if (!figure.period.words.empty())
      one.periods.insert(figure.period.words);
  }
  return all;
}

void write_texts(JsonWriter& json, std::string_view name, const std::set<std::string>& texts) {
  json.list(name, texts, [&](const std::string& one) { json.text(one); });
}

}  // namespace

Result<ClaimWish> read_claim_wish(std::string_view text) {
  const nlohmann::json parsed = TRY(parse_json(text));
  Members members = TRY(Members::of(parsed, ""));
  ClaimWish wish;
  wish.claim = TRY(claim_in(members));
  wish.language = TRY(members.text_or_empty("language"));
  TRY(members.nothing_else());
  TRY(check_whole(wish.claim));
  return wish;
}

Result<ClaimText> read_sentence_wish(std::string_view text) {
  const nlohmann::json parsed = TRY(parse_json(text));
  Members members = TRY(Members::of(parsed, ""));
  ClaimText wish;
  wish.text = TRY(members.text("sentence"));
  wish.language = TRY(members.text_or_empty("language"));
  TRY(members.nothing_else());
  return wish;
}

Result<ClaimText> read_claims_file_wish(std::string_view text) {
  const nlohmann::json parsed = TRY(parse_json(text));
  Members members = TRY(Members::of(parsed, ""));
  const Bytes bytes = TRY(from_base64(TRY(members.text("content"))));
  const std::string_view file(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  ClaimText wish;
  wish.text = TRY(to_utf8(file, Encoding::utf8));
  wish.file_name = TRY(short_text(members, "file_name"));
  wish.language = TRY(members.text_or_empty("language"));
  TRY(members.nothing_else());
  return wish;
}

void write_claim_form(JsonWriter& json, const Claim& claim) {
  json.field("kind", gap::name_of(claim.kind));
  json.field("by", claim.by);
  write_meant(json, claim.meant);
  json.key("other");
  json.open();
  write_meant(json, claim.other);
  json.close();
  write_number(json, "value", claim.value);
  write_number(json, "from", claim.from);
  json.field("from_time", claim.from_time.words);
  json.field("unit", claim.unit);
  json.field("population", claim.population);
  json.field("counted_as", gap::name_of(claim.counted_as));
  json.field("bound", gap::name_of(claim.bound));
  json.field("direction", gap::name_of(claim.direction));
  json.field("law", claim.law);
  json.field("event", claim.event);
  json.field("holds", claim.holds);
  json.field("step", claim.step);
}

void write_claim_answer(JsonWriter& json, const Claim& claim, const gap::ClaimEvidence& evidence,
                        const exchange::EstimateWords& words) {
  const gap::ClaimAnswer answer = gap::check_claim(claim, evidence);
  json.open();
  json.key("told");
  json.open();
  exchange::write_claim(json, claim, answer, evidence, &words);
  json.close();
  json.key("claim");
  json.open();
  write_claim_form(json, claim);
  json.close();
  // Nobody reads more of them, and a file of claims has many answers.
  std::vector<std::size_t> shown = answer.figures;
  shown.resize(std::min(shown.size(), kFiguresShown));
  json.field("figures_in_all", answer.figures.size());
  json.objects("figures", shown,
               [&](std::size_t i) { write_figure(json, evidence.table.figures[i], words); });
  json.objects("steps", answer.steps,
               [&](std::size_t i) { write_step(json, evidence.steps[i], words); });
  json.objects("laws", answer.laws,
               [&](std::size_t i) { write_law_date(json, evidence.laws[i], words); });
  json.close();
}

void write_claim_choices(JsonWriter& json, const gap::ClaimEvidence& evidence,
                         const exchange::EstimateWords& words) {
  json.open();
  json.field("in_vault", evidence.table.figures.size());
  write_places(json, places_of(evidence.table));
  json.objects("measures", measures_in(evidence.table), [&](const auto& named) {
    const auto& [name, one] = named;
    json.field("measure", name);
    json.field_if("population", words.sentence(one.population));
    json.field("figures", one.figures);
    write_texts(json, "units", one.units);
    write_texts(json, "places", one.places);
    write_texts(json, "periods", one.periods);
  });
  std::set<std::string> roles;
  for (const gap::MeasureMeaning& meaning : evidence.definitions.measures)
    roles.insert(meaning.roles.begin(), meaning.roles.end());
  write_texts(json, "roles", roles);
  std::set<std::string> source_kinds;
  for (const gap::Figure& figure : evidence.table.figures) {
    if (!figure.source_kind.empty())
      source_kinds.insert(figure.source_kind);
  }
  write_texts(json, "source_kinds", source_kinds);
  std::map<std::string, std::set<std::string>> laws;
  for (const gap::LawDate& date : evidence.laws)
    laws[date.law].insert(date.event);
  json.objects("laws", laws, [&](const auto& law) {
    json.field("law", law.first);
    json.field("title", law_title(law.first, words.language));
    write_texts(json, "events", law.second);
  });
  json.close();
}

}  // namespace manumit::desk
