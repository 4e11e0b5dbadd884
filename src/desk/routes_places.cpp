// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "casework/places_count.h"
#include "routes.h"
#include "whole_vault.h"

namespace manumit::desk::place_routes {
namespace {

void write_open(JsonWriter& json, std::string_view name, const casework::PlacesCount::Open& open) {
  json.key(name);
  json.open();
  json.field("several", open.several);
  json.field("none", open.none);
  json.field("not_recorded", open.not_recorded);
  json.close();
}

void write(JsonWriter& json, const casework::PlacesCount& count) {
  json.open();
  json.field("people", count.people);
  json.objects("countries", count.countries, [&](const casework::PlacesCount::Country& one) {
    json.field("code", one.code);
    json.field("from", one.from);
    json.field("at", one.at);
  });
  write_open(json, "from", count.from);
  write_open(json, "at", count.at);
  json.close();
}

Result<Secret<std::string>> reckon(const casework::Casebook& book, const Progress& progress) {
  const auto count = TRY(casework::places_count(book, progress));
  JsonWriter json;
  write(json, count);
  return json.take();
}

}  // namespace

Result<Response> of_vault(Call& call) {
  return of_whole_vault(call, {.kept = &Workplace::places, .asked = "places", .reckon = reckon});
}

}  // namespace manumit::desk::place_routes
