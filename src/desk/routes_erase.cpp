// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "asked.h"
#include "base/bytes.h"
#include "flat_json.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::erase_routes {
namespace {

/// What is to be gone, and on what ground.
struct Wish {
  casework::RecordId case_id;
  std::optional<casework::RecordId> person;
  std::string ground;
  std::string number;
};

std::string receipt(const Wish& wish, const vault::Erasure& done) {
  JsonWriter json;
  json.open();
  json.field("number", wish.number);
  json.field("one_person", wish.person.has_value());
  json.field("ground", wish.ground);
  json.field("entries", done.entries);
  json.field("at_ms", done.at_ms);
  json.field("key_backups_until_ms", done.last_key_backup_until_ms);
  json.list("orders", done.orders,
            [&](const vault::EntryId& order) { json.text(to_hex(order.bytes)); });
  json.close();
  return std::string(json.view());
}

Result<JobResult> erase(Workplace& desk, const Wish& wish) {
  Result<vault::Erasure> done = fail(locked());
  if (const auto use = desk.cabinet.use()) {
    done = wish.person ? use->book().erase_person(wish.case_id, *wish.person, wish.ground)
                       : use->book().erase_case(wish.case_id, wish.ground);
  }
  if (!done)
    return fail(std::move(done).error());
  TRY(desk.cabinet.renew());
  // What was reckoned from the cases as they were may hold the words that are to be gone.
  desk.plans.forget_all();
  desk.forget_reckoned();
  return JobResult{.json = receipt(wish, *done)};
}

}  // namespace

Result<Response> begin(Call& call) {
  constexpr std::array kFields{FlatField{"ground"}, FlatField{"number"},
                               FlatField{"person", false}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  Wish wish{TRY(case_asked(call)), std::nullopt, texts[0].reveal(), texts[1].reveal()};
  const auto row = call.book().row(wish.case_id);
  if (!row)
    return fail(Error::Kind::not_found, "there is no such case in this vault");
  if (wish.ground.find_first_not_of(" \t\r\n") == std::string::npos) {
    return fail(Error::Kind::bad_input, "nothing was erased: the ground is missing", "ground",
                "say on what ground: it is kept, and read by whoever asks later");
  }
  if (wish.number != row->number) {
    return fail(Error::Kind::bad_input,
                "nothing was erased: the number is not the one of this case", "number",
                "type the number as it stands at the top of the case");
  }
  if (!texts[2].reveal().empty())
    wish.person = TRY(casework::RecordId::from(texts[2].reveal()));
  Workplace& desk = call.desk;
  const std::string job = TRY(desk.jobs.start(
      JobKind::erase, [&desk, wish](const Progress&) { return erase(desk, wish); }));
  return job_begun(job);
}

}  // namespace manumit::desk::erase_routes
