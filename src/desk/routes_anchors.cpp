// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "flat_json.h"
#include "names.h"
#include "qr.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::anchor_routes {
namespace {

// So many are shown; the command line lists all.
constexpr std::size_t kMostShown = 100;
constexpr const char* kWitnessName = "witness.mnw";

void write(JsonWriter& json, const vault::Witness& witness) {
  json.open();
  json.field("name", witness.name);
  json.field("fingerprint", witness.fingerprint);
  json.field("at_ms", witness.at_ms);
  json.close();
}

void write(JsonWriter& json, const std::vector<vault::Witness>& witnesses) {
  json.list("witnesses", witnesses, [&](const vault::Witness& one) { write(json, one); });
}

void write(JsonWriter& json, const vault::Anchor& anchor) {
  json.open();
  json.field("line", anchor.line);
  json.field("entries", anchor.entries);
  json.field("made_ms", anchor.made_ms);
  json.field("member", anchor.member);
  json.field("device", anchor.device);
  write(json, anchor.witnesses);
  json.close();
}

void write(JsonWriter& json, const vault::Witnessed& one) {
  json.open();
  json.field("line", one.line);
  json.field("of", one.of);
  json.field("at_ms", one.at_ms);
  json.close();
}

void write(JsonWriter& json, const vault::Behind& behind) {
  json.open();
  json.field("member", behind.member);
  json.field("entries", behind.entries);
  json.close();
}

template <typename All>
All newest(All all) {
  all.resize(std::min(all.size(), kMostShown));
  return all;
}

}  // namespace

Result<Response> list(Call& call) {
  const std::vector<vault::Anchor> anchors = call.book().vault().anchors();
  const std::vector<vault::Witnessed> kept = call.book().vault().witnessed();
  JsonWriter json;
  json.open();
  json.field("all", static_cast<std::uint64_t>(anchors.size()));
  json.list("anchors", newest(anchors), [&](const vault::Anchor& one) { write(json, one); });
  json.list("witnessed", newest(kept), [&](const vault::Witnessed& one) { write(json, one); });
  json.close();
  return json_reply(json);
}

Result<Response> note(Call& call) {
  TRY(read_flat(call.request.body.reveal(), {}));
  const vault::Anchor anchor = TRY(call.book().office().note_state());
  const std::string qr = TRY(qr_svg(anchor.line));
  JsonWriter json;
  json.open();
  json.key("anchor");
  write(json, anchor);
  json.field("qr", qr);
  json.close();
  return json_reply(json);
}

Result<Response> check(Call& call) {
  constexpr std::array kFields{FlatField{"line"}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const vault::LineAnswer answer = TRY(call.book().vault().check_line(texts[0].reveal()));
  JsonWriter json;
  json.open();
  json.field("answer", kLineAnswers.of(answer.what));
  json.field("line_entries", answer.line_entries);
  json.field("entries", answer.here);
  json.field("made_ms", answer.made_ms);
  json.list("missing", answer.missing, [&](const vault::Behind& one) { write(json, one); });
  write(json, answer.witnesses);
  json.close();
  return json_reply(json);
}

Result<Response> take_witness(Call& call) {
  constexpr std::array kFields{FlatField{"content"}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const Bytes file = TRY(from_base64(texts[0].reveal()));
  const vault::Anchor anchor = TRY(call.book().office().take_witness(file));
  JsonWriter json;
  write(json, anchor);
  return json_reply(json);
}

Result<Response> witness(Call& call) {
  constexpr std::array kFields{FlatField{"line"}, FlatField{"of"}, FlatField{"as"}};
  const auto texts = TRY(read_flat(call.request.body.reveal(), kFields));
  const vault::WitnessMade made =
      TRY(call.book().office().witness(texts[0].reveal(), texts[1].reveal(), texts[2].reveal()));
  JsonWriter json;
  json.open();
  json.key("said");
  write(json, made.said);
  json.key("before");
  if (made.before)
    write(json, *made.before);
  else
    json.nothing();
  json.field("fewer", made.fewer);
  json.field("file_name", kWitnessName);
  json.field("content", to_base64(made.file));
  json.close();
  return json_reply(json);
}

}  // namespace manumit::desk::anchor_routes
