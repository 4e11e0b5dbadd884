// SPDX-License-Identifier: Apache-2.0
#include "routes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "assets.h"
#include "guard.h"
#include "reply.h"

namespace manumit::desk {
namespace {

constexpr std::size_t kSmallBody = 16'384;
// A sheet holds 8 MiB, and base64 a third more.
constexpr std::size_t kFigureBytes = std::size_t{12} << 20;

constexpr Route kRoutes[] = {
    {Method::get, "/api/v1/state", Needs::session, session_routes::state, 0, true},
    {Method::post, "/api/v1/session", Needs::token, session_routes::begin, kSmallBody},
    {Method::post, "/api/v1/passphrase/strength", Needs::session, vault_routes::strength,
     kSmallBody},
    {Method::post, "/api/v1/vault/create", Needs::session, vault_routes::create, kSmallBody},
    {Method::post, "/api/v1/vault/unlock", Needs::session, vault_routes::unlock, kSmallBody},
    {Method::post, "/api/v1/vault/lock", Needs::session, vault_routes::lock, kSmallBody},
    {Method::post, "/api/v1/vault/panic", Needs::session, vault_routes::panic, kSmallBody},
    {Method::get, "/api/v1/vault", Needs::open_vault, vault_routes::info},
    {Method::post, "/api/v1/vault/verify", Needs::open_vault, vault_routes::verify, kSmallBody},
    {Method::post, "/api/v1/vault/ask", Needs::session, bundle_routes::ask, kSmallBody},
    {Method::post, "/api/v1/vault/join", Needs::session, bundle_routes::join, kImportBytes},
    {Method::post, "/api/v1/vault/bundles", Needs::open_vault, bundle_routes::make, kSmallBody},
    {Method::post, "/api/v1/vault/arriving", Needs::session, bundle_routes::begin_arriving,
     kSmallBody},
    {Method::post, "/api/v1/vault/arriving/{upload}/part", Needs::session, bundle_routes::part,
     kPartBytes},
    {Method::post, "/api/v1/vault/merge", Needs::open_vault, bundle_routes::merge, kImportBytes},
    {Method::post, "/api/v1/vault/travel", Needs::open_vault, travel_routes::begin, kBodyBytes},
    {Method::post, "/api/v1/vault/members/look", Needs::open_vault, member_routes::look,
     kSmallBody},
    {Method::post, "/api/v1/vault/members/admit", Needs::open_vault, member_routes::admit,
     kSmallBody},
    {Method::post, "/api/v1/vault/members/{member}/dismiss", Needs::open_vault,
     member_routes::dismiss, kSmallBody},
    {Method::post, "/api/v1/vault/members/{member}/role", Needs::open_vault,
     member_routes::change_role, kSmallBody},
    {Method::get, "/api/v1/vault/log", Needs::open_vault, log_routes::show},
    {Method::post, "/api/v1/printed", Needs::open_vault, log_routes::printed, kSmallBody},
    {Method::get, "/api/v1/vault/papers", Needs::open_vault, recovery_routes::state},
    {Method::post, "/api/v1/vault/papers", Needs::open_vault, recovery_routes::make, kSmallBody},
    {Method::post, "/api/v1/vault/papers/without", Needs::open_vault, recovery_routes::go_without,
     kSmallBody},
    {Method::post, "/api/v1/vault/papers/read", Needs::session, recovery_routes::read, kSmallBody},
    {Method::post, "/api/v1/vault/papers/drill", Needs::open_vault, recovery_routes::drill,
     kSmallBody},
    {Method::post, "/api/v1/vault/recover", Needs::session, recovery_routes::recover, kSmallBody},
    {Method::get, "/api/v1/vault/backups", Needs::open_vault, backup_routes::state},
    {Method::post, "/api/v1/vault/backups", Needs::open_vault, backup_routes::make, kSmallBody},
    {Method::post, "/api/v1/vault/backups/drill", Needs::open_vault, backup_routes::drill,
     kSmallBody},
    {Method::post, "/api/v1/vault/backups/prune", Needs::open_vault, backup_routes::prune,
     kSmallBody},
    {Method::post, "/api/v1/vault/scrub", Needs::open_vault, backup_routes::scrub, kSmallBody},
    {Method::get, "/api/v1/vault/anchors", Needs::open_vault, anchor_routes::list},
    {Method::post, "/api/v1/vault/anchors", Needs::open_vault, anchor_routes::note, kSmallBody},
    {Method::post, "/api/v1/vault/anchors/check", Needs::open_vault, anchor_routes::check,
     kSmallBody},
    {Method::post, "/api/v1/vault/anchors/witnessed", Needs::open_vault,
     anchor_routes::take_witness, kSmallBody},
    {Method::post, "/api/v1/vault/witness", Needs::open_vault, anchor_routes::witness, kSmallBody},
    {Method::get, "/api/v1/jobs/{job}", Needs::session, job_routes::look, 0, true},
    {Method::post, "/api/v1/jobs/{job}/stop", Needs::session, job_routes::stop, kSmallBody},
    {Method::get, "/api/v1/jobs/{job}/file", Needs::open_vault, job_routes::file},
    {Method::get, "/api/v1/catalogue", Needs::session, find_routes::catalogue},
    {Method::get, "/api/v1/today", Needs::open_vault, find_routes::today},
    {Method::get, "/api/v1/search", Needs::open_vault, find_routes::search},
    {Method::get, "/api/v1/cases", Needs::open_vault, case_routes::list},
    {Method::post, "/api/v1/cases", Needs::open_vault, case_routes::create, kBodyBytes},
    {Method::get, "/api/v1/cases/{case}", Needs::open_vault, case_routes::show},
    {Method::post, "/api/v1/cases/{case}/file", Needs::open_vault, case_routes::file, kBodyBytes},
    {Method::post, "/api/v1/cases/{case}/files", Needs::open_vault, file_routes::begin, kSmallBody},
    {Method::get, "/api/v1/cases/{case}/files/{source}", Needs::open_vault, file_routes::show},
    {Method::post, "/api/v1/uploads/{upload}/part", Needs::open_vault, file_routes::part,
     kPartBytes},
    {Method::post, "/api/v1/uploads/{upload}/finish", Needs::open_vault, file_routes::finish,
     kSmallBody},
    {Method::post, "/api/v1/uploads/{upload}/stop", Needs::open_vault, file_routes::stop,
     kSmallBody},
    {Method::get, "/api/v1/cases/{case}/shared", Needs::open_vault, member_routes::shared},
    {Method::post, "/api/v1/cases/{case}/shared", Needs::open_vault, member_routes::share,
     kSmallBody},
    {Method::post, "/api/v1/cases/{case}/erase", Needs::open_vault, erase_routes::begin,
     kSmallBody},
    {Method::post, "/api/v1/cases/{case}/dossier", Needs::open_vault, dossier_routes::begin,
     kBodyBytes},
    {Method::get, "/api/v1/cases/{case}/assess", Needs::open_vault, law_routes::assess},
    {Method::get, "/api/v1/cases/{case}/gap", Needs::open_vault, gap_routes::of_case},
    {Method::get, "/api/v1/cases/{case}/authorities", Needs::open_vault, authority_routes::of_case},
    {Method::get, "/api/v1/cases/{case}/ledger", Needs::open_vault, money_routes::ledger},
    {Method::get, "/api/v1/gap", Needs::open_vault, gap_routes::of_vault},
    {Method::get, "/api/v1/authorities", Needs::open_vault, authority_routes::of_vault},
    {Method::get, "/api/v1/places", Needs::open_vault, place_routes::of_vault},
    {Method::get, "/api/v1/figures", Needs::open_vault, figure_routes::list},
    {Method::post, "/api/v1/figures", Needs::open_vault, figure_routes::keep, kFigureBytes},
    {Method::post, "/api/v1/figures/look", Needs::open_vault, figure_routes::look, kFigureBytes},
    {Method::post, "/api/v1/figures/change", Needs::open_vault, figure_routes::change,
     kFigureBytes},
    {Method::get, "/api/v1/figures/file", Needs::open_vault, figure_routes::file},
    {Method::get, "/api/v1/measures", Needs::open_vault, measure_routes::show},
    {Method::get, "/api/v1/measures/report", Needs::open_vault, measure_routes::report},
    {Method::get, "/api/v1/claims", Needs::open_vault, claim_routes::choices},
    {Method::post, "/api/v1/claims/read", Needs::open_vault, claim_routes::read, kSmallBody},
    {Method::post, "/api/v1/claims", Needs::open_vault, claim_routes::check, kBodyBytes},
    {Method::post, "/api/v1/claims/file", Needs::open_vault, claim_routes::check_file, kBodyBytes},
    {Method::post, "/api/v1/estimate/look", Needs::open_vault, estimate_routes::look, kImportBytes},
    {Method::post, "/api/v1/estimate", Needs::open_vault, estimate_routes::begin, kImportBytes},
    {Method::get, "/api/v1/estimate/{record}", Needs::open_vault, estimate_routes::show},
    {Method::get, "/api/v1/estimate/{record}/note", Needs::open_vault, estimate_routes::note},
    {Method::get, "/api/v1/links/lists", Needs::open_vault, link_routes::lists},
    {Method::post, "/api/v1/links/runs", Needs::open_vault, link_routes::begin, kBodyBytes},
    {Method::get, "/api/v1/links/runs/{run}", Needs::open_vault, link_routes::show},
    {Method::get, "/api/v1/links/runs/{run}/pairs", Needs::open_vault, link_routes::pairs},
    {Method::get, "/api/v1/links/runs/{run}/pair", Needs::open_vault, link_routes::pair},
    {Method::get, "/api/v1/links/runs/{run}/clusters", Needs::open_vault, link_routes::clusters},
    {Method::get, "/api/v1/links/runs/{run}/queue", Needs::open_vault, link_routes::queue},
    {Method::post, "/api/v1/links/decisions", Needs::open_vault, link_routes::decide, kBodyBytes},
    {Method::get, "/api/v1/links/groups", Needs::open_vault, link_routes::groups},
    {Method::get, "/api/v1/law", Needs::session, law_routes::laws},
    {Method::post, "/api/v1/import/plan", Needs::open_vault, import_routes::plan, kImportBytes},
    {Method::post, "/api/v1/import/{plan}/address", Needs::open_vault, import_routes::address,
     kSmallBody},
    {Method::post, "/api/v1/import/{plan}/store", Needs::open_vault, import_routes::store,
     kSmallBody},
    {Method::post, "/api/v1/export", Needs::open_vault, export_routes::begin, kBodyBytes},
};

std::string_view next_part(std::string_view& path) {
  path.remove_prefix(1);
  const std::string_view part = path.substr(0, path.find('/'));
  path.remove_prefix(part.size());
  return part;
}

/// What stands for the pattern's {…} parts, or nothing when the path is another.
std::optional<std::vector<std::string>> matched(std::string_view pattern, std::string_view path) {
  std::vector<std::string> ids;
  while (!pattern.empty() && !path.empty()) {
    const std::string_view wanted = next_part(pattern);
    const std::string_view part = next_part(path);
    if (wanted.starts_with('{') && !part.empty())
      ids.emplace_back(part);
    else if (wanted != part)
      return std::nullopt;
  }
  if (!pattern.empty() || !path.empty())
    return std::nullopt;
  return ids;
}

struct Match {
  const Route* route = nullptr;
  std::vector<std::string> ids;
  bool path_exists = false;
};

Match find_route(const Target& target, std::optional<Method> method) {
  Match match;
  for (const Route& route : kRoutes) {
    auto ids = matched(route.path, target.path);
    if (!ids)
      continue;
    match.path_exists = true;
    if (route.method == method) {
      match.route = &route;
      match.ids = std::move(*ids);
      return match;
    }
  }
  return match;
}

Response refuse_method(std::string allowed) {
  Response response = refusal(
      405, {Error::Kind::bad_input, "this address does not take that kind of request", "", ""});
  response.headers.push_back({"Allow", std::move(allowed)});
  return response;
}

/// 401 or 423, or nothing when the caller may go on.
std::optional<Response> missing_right(const Route& route, const std::string& cookie,
                                      const Workplace& desk) {
  if (route.needs == Needs::token)
    return std::nullopt;
  const bool is_open = desk.cabinet.state() == Cabinet::State::open;
  const bool known = desk.sessions.holds(cookie) || (!is_open && desk.sessions.may_unlock(cookie));
  if (!known) {
    return refusal(401, {Error::Kind::not_allowed, "this window's session has ended", "",
                         "open the desk by the address that the program printed"});
  }
  if (route.needs == Needs::open_vault && !is_open)
    return refusal(423, locked());
  return std::nullopt;
}

std::optional<Response> bad_body(const RequestHead& head, const Route& route) {
  if (route.method == Method::post && !is_json(head.content_type)) {
    return refusal(415, {Error::Kind::bad_input, "the desk takes JSON only", "", ""});
  }
  if (head.content_length.value_or(0) > route.body_limit) {
    return refusal(413, {Error::Kind::bad_input,
                         "the request is too large",
                         "",
                         "send at most {0} bytes",
                         {std::to_string(route.body_limit)}});
  }
  return std::nullopt;
}

std::variant<Response, BodyLimit> admit_data(Workplace& desk, const RequestHead& head,
                                             const Target& target) {
  const Match match = find_route(target, head.method);
  if (!match.path_exists)
    return refusal(404, {Error::Kind::not_found, "there is nothing at this address", "", ""});
  if (match.route == nullptr) {
    const bool takes_get = find_route(target, Method::get).route != nullptr;
    const bool takes_post = find_route(target, Method::post).route != nullptr;
    return refuse_method(takes_get && takes_post ? "GET, POST" : takes_get ? "GET" : "POST");
  }
  if (auto refused = missing_right(*match.route, cookie_of(head, desk), desk))
    return std::move(*refused);
  if (auto refused = bad_body(head, *match.route))
    return std::move(*refused);
  return BodyLimit{match.route->body_limit};
}

std::variant<Response, BodyLimit> admit(Workplace& desk, const RequestHead& head) {
  const auto target = parse_target(head.target);
  if (head.malformed || !target) {
    return refusal(400, {Error::Kind::bad_input, "this address cannot be read", "", ""});
  }
  const bool for_data = target->path == "/api" || target->path.starts_with("/api/");
  if (const auto error = intruder(head, desk.port, for_data))
    return refusal(403, *error);
  if (for_data)
    return admit_data(desk, head, *target);
  if (head.method != Method::get && head.method != Method::head)
    return refuse_method("GET, HEAD");
  return page_at(target->path);
}

Response answer(Workplace& desk, Request& request) {
  const auto target = parse_target(request.head.target);
  if (!target)
    return refusal(status_of(target.error()), target.error());
  Match match = find_route(*target, request.head.method);
  if (match.route == nullptr)
    return refusal(404, {Error::Kind::not_found, "there is nothing at this address", "", ""});
  Call call{.desk = desk,
            .request = request,
            .target = *target,
            .ids = std::move(match.ids),
            .cookie = cookie_of(request.head, desk)};
  // Asked again: the vault may have been locked while the body came.
  if (auto refused = missing_right(*match.route, call.cookie, desk))
    return std::move(*refused);
  std::optional<Cabinet::Use> use;
  if (match.route->needs == Needs::open_vault) {
    use = desk.cabinet.use();
    if (!use)
      return refusal(423, locked());
    call.casebook = &use->book();
  }
  if (match.route->needs != Needs::token && !match.route->by_itself)
    desk.person_was_here();
  auto response = match.route->handler(call);
  return response ? std::move(*response) : refusal(status_of(response.error()), response.error());
}

void finish(const Workplace& desk, Response& response) {
  add_safety_headers(response);
  const auto event =
      response.status < 400 ? log::Event::request_served : log::Event::request_refused;
  desk.options.log.event(event, {{log::Field::status, response.status}});
}

}  // namespace

std::span<const Route> routes() {
  return kRoutes;
}

Site site_of(Workplace& desk) {
  return {.admit =
              [&desk](const RequestHead& head) {
                // Nobody is shown anything by a vault that stayed open while the machine slept.
                desk.lock_if_slept();
                auto decision = admit(desk, head);
                if (auto* response = std::get_if<Response>(&decision))
                  finish(desk, *response);
                return decision;
              },
          .answer =
              [&desk](Request& request) {
                Response response = answer(desk, request);
                finish(desk, response);
                return response;
              }};
}

}  // namespace manumit::desk
