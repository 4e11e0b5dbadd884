// SPDX-License-Identifier: Apache-2.0
#include <string_view>

#include "casework/places_count.h"
#include "exchange/countries.h"
#include "routes.h"
#include "vault_gap.h"
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

/// Of which places there are published figures in the vault, and how many: figures, not people.
void write_figures(JsonWriter& json, const casework::Figures& figures) {
  json.objects("figures", places_of(figures.table), [&](const PlaceFigures& one) {
    json.field("place", one.place);
    json.field("code", exchange::country_code(one.place).value_or(std::string_view()));
    json.field("figures", one.figures);
  });
}

void write(JsonWriter& json, const casework::PlacesCount& count, const casework::Figures& figures) {
  json.open();
  json.field("people", count.people);
  json.objects("countries", count.countries, [&](const casework::PlacesCount::Country& one) {
    json.field("code", one.code);
    json.field("from", one.from);
    json.field("at", one.at);
  });
  write_open(json, "from", count.from);
  write_open(json, "at", count.at);
  write_figures(json, figures);
  json.close();
}

Result<Secret<std::string>> reckon(const casework::Casebook& book, const Progress& progress) {
  const auto count = TRY(casework::places_count(book, progress));
  JsonWriter json;
  write(json, count, *book.figures());
  return json.take();
}

}  // namespace

Result<Response> of_vault(Call& call) {
  return of_whole_vault(call, {.kept = &Workplace::places, .asked = "places", .reckon = reckon});
}

}  // namespace manumit::desk::place_routes
