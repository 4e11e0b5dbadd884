// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

#include "base/bytes.h"
#include "casework/travel.h"
#include "flat_json.h"
#include "reply.h"
#include "routes.h"
#include "vault/passphrase_strength.h"

namespace manumit::desk::travel_routes {
namespace {

/// Ids with a blank between.
Result<std::vector<casework::RecordId>> cases_in(std::string_view text) {
  std::vector<casework::RecordId> out;
  while (!text.empty()) {
    const std::string_view one = text.substr(0, text.find(' '));
    out.push_back(TRY(casework::RecordId::from(one)));
    text.remove_prefix(std::min(text.size(), one.size() + 1));
  }
  return out;
}

Result<std::filesystem::path> place_in(const std::string& text) {
  std::filesystem::path file = text;
  if (file.is_absolute() && file.extension() == ".mnv" && file == file.lexically_normal())
    return file;
  return fail(Error::Kind::bad_input, "this is not a place for a travel copy", "file",
              "write the whole way to it, from / on, with a name that ends in .mnv");
}

Result<JobResult> make(Workplace& desk, const casework::TravelWish& wish,
                       const Passphrase& passphrase, const Progress& progress) {
  const auto use = desk.cabinet.use();
  if (!use)
    return fail(locked());
  const casework::TravelCopy made = TRY(casework::make_travel_copy(
      use->book(), wish, passphrase, desk.options.surroundings, progress));
  JsonWriter json;
  json.open();
  json.field("member", to_hex(made.member.bytes));
  json.field("name", wish.member_name);
  json.field("fingerprint", made.fingerprint);
  json.field("cases", made.cases);
  json.field("entries", made.entries);
  json.field("file_name", wish.file.filename().string());
  json.close();
  return JobResult{.json = std::string(json.view())};
}

}  // namespace

Result<Response> begin(Call& call) {
  constexpr std::array kFields{FlatField{"cases"},  FlatField{"file"},   FlatField{"passphrase"},
                               FlatField{"member"}, FlatField{"device"}, FlatField{"profile"}};
  auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  TRY(casework::may_make_travel_copy(call.book().vault()));
  auto passphrase = std::make_shared<Passphrase>(std::move(texts[2]));
  TRY(vault::check_passphrase(passphrase->reveal()));
  Workplace& desk = call.desk;
  const casework::TravelWish wish{.file = TRY(place_in(texts[1].reveal())),
                                  .cases = TRY(cases_in(texts[0].reveal())),
                                  .member_name = texts[3].reveal(),
                                  .device_name = texts[4].reveal(),
                                  .profile = TRY(profile_asked(texts[5].reveal(), desk.options))};
  const std::string job =
      TRY(desk.jobs.start(JobKind::travel, [&desk, wish, passphrase](const Progress& progress) {
        auto made = make(desk, wish, *passphrase, progress);
        *passphrase = Passphrase();
        return made;
      }));
  return job_begun(job);
}

}  // namespace manumit::desk::travel_routes
