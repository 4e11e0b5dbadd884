// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_write.h"
#include "http.h"
#include "server.h"
#include "workplace.h"

namespace manumit::desk {

/// One request for data, as its handler sees it: everything around it has been checked.
struct Call {
  Workplace& desk;
  Request& request;
  const Target& target;
  std::vector<std::string> ids = {};       ///< what stood for {…} in the path
  std::string cookie = {};                 ///< the session's
  casework::Casebook* casebook = nullptr;  ///< set for routes that need an open vault
  [[nodiscard]] casework::Casebook& book() const { return *casebook; }
};

using Handler = Result<Response> (*)(Call&);

/// What a caller must have shown before the handler is reached.
enum class Needs : std::uint8_t {
  token,       ///< nothing yet: the body brings the token
  session,     ///< a session, also while the vault is locked
  open_vault,  ///< a session of this unlocking, and an open vault
};

/// One address of the desk's interface; docs/openapi.yaml names exactly these.
struct Route {
  Method method = Method::get;
  std::string_view path;  ///< "/api/v1/cases/{case}"
  Needs needs = Needs::open_vault;
  Handler handler = nullptr;
  std::size_t body_limit = 0;
  /// Asked by the page on its own, so it is no sign of a person.
  bool by_itself = false;
};

inline constexpr std::size_t kBodyBytes = 2'000'000;
inline constexpr std::size_t kImportBytes = 90'000'000;
/// 4 MiB in Base64, and what stands around them.
inline constexpr std::size_t kPartBytes = 5'600'000;

[[nodiscard]] std::span<const Route> routes();

/// "standard" or "old_computer", unless the desk was started for tests.
[[nodiscard]] Result<vault::KdfProfile> profile_asked(std::string_view name,
                                                      const DeskOptions& options);

/// The desk as the server sees it: guards, routes and pages. `desk` must outlive the server.
[[nodiscard]] Site site_of(Workplace& desk);

// The handlers, by the file that holds them.
namespace session_routes {
Result<Response> state(Call&);
Result<Response> begin(Call&);
}  // namespace session_routes
namespace vault_routes {
Result<Response> create(Call&);
Result<Response> strength(Call&);
Result<Response> unlock(Call&);
Result<Response> lock(Call&);
Result<Response> panic(Call&);
Result<Response> info(Call&);
Result<Response> verify(Call&);
}  // namespace vault_routes
namespace member_routes {
/// The members and their computers, into GET /api/v1/vault.
void write_people(JsonWriter& json, const vault::Summary& summary);
Result<Response> look(Call&);
Result<Response> admit(Call&);
Result<Response> dismiss(Call&);
Result<Response> change_role(Call&);
Result<Response> shared(Call&);
Result<Response> share(Call&);
}  // namespace member_routes
namespace bundle_routes {
Result<Response> make(Call&);
Result<Response> begin_arriving(Call&);
Result<Response> part(Call&);
Result<Response> merge(Call&);
Result<Response> ask(Call&);
Result<Response> join(Call&);
}  // namespace bundle_routes
namespace log_routes {
Result<Response> show(Call&);
Result<Response> printed(Call&);
}  // namespace log_routes
namespace recovery_routes {
Result<Response> state(Call&);
Result<Response> make(Call&);
Result<Response> go_without(Call&);
Result<Response> read(Call&);
Result<Response> drill(Call&);
Result<Response> recover(Call&);
}  // namespace recovery_routes
namespace travel_routes {
Result<Response> begin(Call&);
}  // namespace travel_routes
namespace backup_routes {
Result<Response> state(Call&);
Result<Response> make(Call&);
Result<Response> prune(Call&);
Result<Response> drill(Call&);
Result<Response> scrub(Call&);
}  // namespace backup_routes
namespace anchor_routes {
Result<Response> list(Call&);
Result<Response> note(Call&);
Result<Response> check(Call&);
Result<Response> take_witness(Call&);
Result<Response> witness(Call&);
}  // namespace anchor_routes
namespace erase_routes {
Result<Response> begin(Call&);
}  // namespace erase_routes
namespace dossier_routes {
Result<Response> begin(Call&);
}  // namespace dossier_routes
namespace job_routes {
Result<Response> look(Call&);
Result<Response> stop(Call&);
Result<Response> file(Call&);
}  // namespace job_routes
namespace case_routes {
Result<Response> list(Call&);
Result<Response> create(Call&);
Result<Response> show(Call&);
Result<Response> file(Call&);
}  // namespace case_routes
namespace file_routes {
Result<Response> begin(Call&);
Result<Response> part(Call&);
Result<Response> finish(Call&);
Result<Response> stop(Call&);
Result<Response> show(Call&);
}  // namespace file_routes
namespace law_routes {
Result<Response> laws(Call&);
Result<Response> assess(Call&);
}  // namespace law_routes
namespace authority_routes {
Result<Response> of_vault(Call&);
Result<Response> of_case(Call&);
}  // namespace authority_routes
namespace figure_routes {
Result<Response> list(Call&);
Result<Response> look(Call&);
Result<Response> keep(Call&);
Result<Response> change(Call&);
Result<Response> file(Call&);
}  // namespace figure_routes
namespace money_routes {
Result<Response> ledger(Call&);
}  // namespace money_routes
namespace gap_routes {
Result<Response> of_vault(Call&);
Result<Response> of_case(Call&);
}  // namespace gap_routes
namespace place_routes {
Result<Response> of_vault(Call&);
}  // namespace place_routes
namespace measure_routes {
Result<Response> show(Call&);
Result<Response> report(Call&);
}  // namespace measure_routes
namespace claim_routes {
Result<Response> choices(Call&);
Result<Response> read(Call&);
Result<Response> check(Call&);
Result<Response> check_file(Call&);
}  // namespace claim_routes
namespace estimate_routes {
Result<Response> look(Call&);
Result<Response> begin(Call&);
Result<Response> show(Call&);
Result<Response> note(Call&);
}  // namespace estimate_routes
namespace link_routes {
Result<Response> lists(Call&);
Result<Response> begin(Call&);
Result<Response> show(Call&);
Result<Response> pairs(Call&);
Result<Response> pair(Call&);
Result<Response> clusters(Call&);
Result<Response> queue(Call&);
Result<Response> decide(Call&);
Result<Response> groups(Call&);
}  // namespace link_routes
namespace find_routes {
Result<Response> catalogue(Call&);
Result<Response> today(Call&);
Result<Response> search(Call&);
}  // namespace find_routes
namespace import_routes {
Result<Response> plan(Call&);
Result<Response> address(Call&);
Result<Response> store(Call&);
}  // namespace import_routes
namespace export_routes {
Result<Response> begin(Call&);
}  // namespace export_routes

}  // namespace manumit::desk
