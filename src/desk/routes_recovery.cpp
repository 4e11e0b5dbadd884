// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "flat_json.h"
#include "json_link.h"
#include "opening.h"
#include "qr.h"
#include "reply.h"
#include "routes.h"
#include "vault/passphrase_strength.h"

namespace manumit::desk::recovery_routes {
namespace {

constexpr std::size_t kMostPapers = 16;
constexpr std::array<FlatField, kMostPapers> kPapers{{{"paper_1", false},
                                                      {"paper_2", false},
                                                      {"paper_3", false},
                                                      {"paper_4", false},
                                                      {"paper_5", false},
                                                      {"paper_6", false},
                                                      {"paper_7", false},
                                                      {"paper_8", false},
                                                      {"paper_9", false},
                                                      {"paper_10", false},
                                                      {"paper_11", false},
                                                      {"paper_12", false},
                                                      {"paper_13", false},
                                                      {"paper_14", false},
                                                      {"paper_15", false},
                                                      {"paper_16", false}}};

/// Those that were brought. One that cannot be read is named by its place.
Result<std::vector<vault::Share>> papers_in(std::span<const Secret<std::string>> texts) {
  std::vector<vault::Share> out;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].reveal().empty())
      continue;
    Result<vault::ReadShare> read = vault::read_share(texts[i].reveal());
    if (!read) {
      read.error().where = "paper_" + std::to_string(i + 1);
      return fail(std::move(read).error());
    }
    out.push_back(std::move(read->share));
  }
  return out;
}

Result<unsigned> number_in(const std::string& text, std::string_view where) {
  if (!text.empty() && text.size() <= 2 &&
      text.find_first_not_of("0123456789") == std::string::npos)
    return static_cast<unsigned>(std::stoul(text));
  return fail(Error::Kind::bad_input, "this must be a number from 2 to 16", std::string(where));
}

Result<void> write_paper(JsonWriter& json, const vault::Share& share) {
  const vault::RecoveryShare paper = vault::to_print(share);
  const std::string qr = TRY(qr_svg(paper.code.reveal()));
  json.open();
  json.field("index", paper.index);
  json.key("line");
  write(json, paper.line);
  json.field("words_en", paper.words_en.reveal());
  json.field("words_ru", paper.words_ru.reveal());
  json.field("code", paper.code.reveal());
  json.field("qr", qr);
  json.close();
  return {};
}

}  // namespace

Result<Response> state(Call& call) {
  const auto set = TRY(call.book().vault().recovery_set());
  JsonWriter json;
  json.open();
  json.key("set");
  if (set) {
    json.open();
    json.field("name", set->name);
    json.field("need", set->threshold);
    json.field("of", set->total);
    json.field("made_ms", set->made_ms);
    json.key("drilled_ms");
    set->drilled_ms ? json.whole(*set->drilled_ms) : json.nothing();
    json.close();
  } else {
    json.nothing();
  }
  json.close();
  return json_reply(json);
}

Result<Response> make(Call& call) {
  constexpr std::array kFields{FlatField{"need"}, FlatField{"of"}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const unsigned need = TRY(number_in(texts[0].reveal(), "need"));
  const unsigned of = TRY(number_in(texts[1].reveal(), "of"));
  const std::vector<vault::Share> shares = TRY(call.book().office().issue_shares(need, of));
  JsonWriter json;
  json.open();
  json.field("set", vault::set_name(shares.front()));
  json.field("need", need);
  json.field("of", of);
  json.key("papers");
  json.open_list();
  for (const vault::Share& share : shares)
    TRY(write_paper(json, share));
  json.close_list();
  json.close();
  return json_reply(json);
}

Result<Response> go_without(Call& call) {
  constexpr std::array kFields{FlatField{"wish"}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  // The page has the sentence typed; this is so that no call made by mistake decides it.
  if (texts[0].reveal() != "without_papers") {
    return fail(Error::Kind::bad_input, "nothing was written down: the wish is not spelled out",
                "wish");
  }
  TRY(call.book().office().go_without_shares());
  return done();
}

Result<Response> read(Call& call) {
  constexpr std::array kFields{FlatField{"text"}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const vault::ReadShare found = TRY(vault::read_share(texts[0].reveal()));
  JsonWriter json;
  json.open();
  json.field("set", vault::set_name(found.share));
  json.field("index", found.share.index);
  json.field("need", found.share.threshold);
  json.field("of", found.share.total);
  json.list("mended", found.mended,
            [&](const vault::MendedWord& word) { write(json, vault::sentence_of(word)); });
  json.close();
  return json_reply(json);
}

Result<Response> drill(Call& call) {
  const auto texts = TRY(read_flat(call.request.body.reveal(), kPapers));
  const std::vector<vault::Share> shares = TRY(papers_in(texts));
  TRY(call.book().office().drill_shares(shares));
  return done();
}

Result<Response> recover(Call& call) {
  std::array<FlatField, kMostPapers + 4> fields;
  std::copy(kPapers.begin(), kPapers.end(), fields.begin());
  fields[kMostPapers] = {"passphrase"};
  fields[kMostPapers + 1] = {"member"};
  fields[kMostPapers + 2] = {"device"};
  fields[kMostPapers + 3] = {"profile"};
  auto texts = TRY(read_flat(call.request.body.reveal(), fields));
  // Shared, as a job must be copyable and what opens a vault must not be.
  struct Brought {
    std::vector<vault::Share> shares;
    Passphrase passphrase;
    vault::Vault::Founder names;
  };
  auto brought = std::make_shared<Brought>();
  brought->shares = TRY(papers_in(std::span(texts).first(kMostPapers)));
  TRY(vault::check_passphrase(texts[kMostPapers].reveal()));
  brought->passphrase = std::move(texts[kMostPapers]);
  brought->names = {texts[kMostPapers + 1].reveal(), texts[kMostPapers + 2].reveal()};
  Workplace& desk = call.desk;
  const vault::KdfProfile profile =
      TRY(profile_asked(texts[kMostPapers + 3].reveal(), desk.options));
  return opening_begun(call, [&desk, brought, profile](const Progress& progress) {
    Result<void> opened = desk.cabinet.recover(brought->shares, brought->passphrase, brought->names,
                                               profile, progress);
    *brought = {};
    return opened;
  });
}

}  // namespace manumit::desk::recovery_routes
