// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include "asked.h"
#include "json_figures.h"
#include "noted_file.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::figure_routes {
namespace {

constexpr std::size_t kMostRows = 2000;

/// A file of theirs that cannot be read is no fault of ours: never 500.
Result<FigureWish> wish_in(const Call& call) {
  return read_figure_wish(call.request.body.reveal());
}

}  // namespace

Result<Response> list(Call& call) {
  FigureQuery query;
  query.place = std::string(call.target.asked("place"));
  query.words = std::string(call.target.asked("words"));
  query.only_conflicts = call.target.asked("only") == "conflicts";
  query.offset = TRY(number_asked(call.target, "offset", 0));
  query.limit = std::min(TRY(number_asked(call.target, "limit", 200)), kMostRows);
  JsonWriter json;
  json.open();
  write_figures(json, figures_of(call.book()), query, call.book());
  json.close();
  return json_reply(json);
}

Result<Response> look(Call& call) {
  const FigureWish wish = TRY(wish_in(call));
  JsonWriter json;
  json.open();
  write_look(json, wish.table, figures_of(call.book()));
  json.close();
  return json_reply(json);
}

Result<Response> keep(Call& call) {
  FigureWish wish = TRY(wish_in(call));
  const std::size_t faulty = wish.table.faults.size();
  casework::FigureSheet sheet{.title = std::move(wish.title),
                              .figures = std::move(wish.table.figures),
                              .takes_out = std::move(wish.replaces),
                              .puts_back = {}};
  const casework::NewFigures kept = TRY(call.book().keep_figures(std::move(sheet)));
  JsonWriter json;
  json.open();
  json.field("ids", kept.ids);
  json.field("kept_before", kept.kept_before);
  json.field("faulty", faulty);
  json.close();
  return json_reply(json, 201);
}

Result<Response> change(Call& call) {
  auto sheet = TRY(read_figure_change(call.request.body.reveal()));
  static_cast<void>(TRY(call.book().keep_figures(std::move(sheet))));
  return done();
}

Result<Response> file(Call& call) {
  std::string text = gap::write_figures(call.book().figures()->table);
  return noted_file(call, {"figures_csv", "figures.csv", "text/csv; charset=utf-8"},
                    std::move(text));
}

}  // namespace manumit::desk::figure_routes
