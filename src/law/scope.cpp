// SPDX-License-Identifier: Apache-2.0
#include "scope.h"

#include <algorithm>

namespace manumit::law {
namespace {

Covers covers_of(const Instrument& law, const std::optional<Interval<Day>>& facts_at) {
  if (!facts_at)
    return Covers::unknown;
  const Interval<Day> in_force{law.from.value_or(kFirstDay), law.to.value_or(kLastDay)};
  if (!overlap(in_force, *facts_at))
    return Covers::none;
  if (!law.from)
    return Covers::unknown;  // It did not end before the facts; whether it had begun, nobody wrote.
  const bool whole = in_force.contains(facts_at->least) && in_force.contains(facts_at->most);
  return whole ? Covers::whole : Covers::part;
}

InPlace in_place_of(const Compiled& compiled, const std::vector<std::uint16_t>& places) {
  if (compiled.places.empty())
    return InPlace::yes;
  if (places.empty())
    return InPlace::unknown;
  const bool shared = std::any_of(places.begin(), places.end(), [&](std::uint16_t place) {
    return std::find(compiled.places.begin(), compiled.places.end(), place) !=
           compiled.places.end();
  });
  return shared ? InPlace::yes : InPlace::no;
}

/// How one country was bound while it happened, by all the times it was a party.
Binding bound_by(const std::vector<const Party*>& times, const Interval<Day>& facts_at) {
  bool part = false;
  bool unrecorded = false;
  for (const Party* one : times) {
    const Interval<Day> days{one->from.value_or(kFirstDay), one->to.value_or(kLastDay)};
    if (!overlap(days, facts_at))
      continue;
    if (!one->from)
      unrecorded = true;  // A party, but nobody wrote since when.
    else if (days.contains(facts_at.least) && days.contains(facts_at.most))
      return Binding::yes;
    else
      part = true;
  }
  if (unrecorded)
    return Binding::not_recorded;
  return part ? Binding::part : Binding::no;
}

/// Facts wholly after the last day for which a court has jurisdiction.
bool beyond_jurisdiction(const std::vector<const Party*>& times, const Interval<Day>& facts_at) {
  return !times.empty() && std::all_of(times.begin(), times.end(), [&](const Party* one) {
    return one->ends_jurisdiction && one->to && facts_at.least > *one->to;
  });
}

/// The best that holds for any of the countries: one that was bound is enough to look there.
void read_parties(const Instrument& law, const Evidence& evidence, Scope& scope) {
  scope.binding = Binding::not_recorded;
  if (!evidence.facts_at)
    return;
  bool all_beyond = !evidence.places.empty();
  for (const std::string& place : evidence.places) {
    std::vector<const Party*> times;
    for (const Party& party : law.parties)
      if (party.country == place)
        times.push_back(&party);
    all_beyond = all_beyond && beyond_jurisdiction(times, *evidence.facts_at);
    if (times.empty())
      continue;
    const Binding bound = bound_by(times, *evidence.facts_at);
    if (scope.binding == Binding::not_recorded || bound < scope.binding)
      scope.binding = bound;
  }
  if (all_beyond)
    scope.outside = Reason::outside_jurisdiction;
}

bool has_parties(const Instrument& law) {
  return law.places.empty() && (law.kind == Kind::treaty || law.kind == Kind::directive ||
                                law.kind == Kind::case_law || !law.parties.empty());
}

}  // namespace

std::vector<std::uint16_t> place_numbers(const Evidence& evidence) {
  std::vector<std::uint16_t> out;
  for (const std::string& place : evidence.places)
    out.push_back(country_number(place));
  return out;
}

Scope scope_of(const Program& program, std::size_t instrument, const Evidence& evidence,
               const std::vector<std::uint16_t>& places) {
  const Instrument& law = program.instruments[instrument];
  Scope out;
  out.covers = covers_of(law, evidence.facts_at);
  out.in_place = in_place_of(program.compiled[instrument], places);
  if (has_parties(law))
    read_parties(law, evidence, out);
  if (out.in_place == InPlace::no)
    out.outside = Reason::other_place;
  else if (out.covers == Covers::none)
    out.outside = Reason::not_in_force;
  return out;
}

}  // namespace manumit::law
