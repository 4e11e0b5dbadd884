// SPDX-License-Identifier: Apache-2.0
// Whatever a browser or another program sends as address or body: it is read or refused, never
// more. The first byte says which reader takes the rest.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "base/json_write.h"
#include "casework/vocabulary.h"
#include "flat_json.h"
#include "http.h"
#include "json_claims.h"
#include "json_export.h"
#include "json_filing.h"
#include "json_link_wish.h"
#include "json_read.h"
#include "vault/passphrase_strength.h"

namespace {

using namespace manumit;
using namespace manumit::desk;

casework::RecordId numbered(std::uint8_t number) {
  casework::RecordId id;
  id.bytes.fill(number);
  return id;
}

void read_filing_body(std::string_view text) {
  std::uint8_t next = 1;
  const auto filing = read_filing(text, numbered(0xFF), casework::built_in_vocabulary(),
                                  [&] { return numbered(next++); });
  MANUMIT_CHECK(!filing || filing->case_id == numbered(0xFF));
}

void read_flat_body(std::string text) {
  constexpr std::array kFields{FlatField{"passphrase"}, FlatField{"member", false}};
  const std::size_t sent = text.size();
  const auto texts = read_flat(text, kFields);
  if (!texts)
    return;
  MANUMIT_CHECK((*texts)[0].reveal().size() <= sent);
  static_cast<void>(vault::passphrase_strength((*texts)[0].reveal()));
}

/// What we write is what another parser reads.
void write_text(std::string_view text) {
  JsonWriter json;
  json.text(text);
  const auto back = parse_json(json.view());
  MANUMIT_CHECK(back && back->is_string());
}

void read_link_bodies(std::string_view text) {
  static_cast<void>(read_link_wish(text));
  const auto wish = read_decisions(text);
  MANUMIT_CHECK(!wish || !wish->decisions.empty());
}

/// A claim that was read has an answer.
void read_claim_bodies(std::string_view text) {
  static_cast<void>(read_sentence_wish(text));
  static_cast<void>(read_claims_file_wish(text));
  const auto wish = read_claim_wish(text);
  if (!wish)
    return;
  gap::FigureTable table;
  table.figures.push_back({.measure = "gsi.prevalence", .value = 794000, .unit = "persons"});
  const gap::ClaimEvidence evidence{.table = table, .definitions = gap::built_in_definitions()};
  MANUMIT_CHECK(!gap::check_claim(wish->claim, evidence).because.text.empty());
}

void read_target(std::string_view text) {
  const auto target = parse_target(text);
  if (!target)
    return;
  MANUMIT_CHECK(target->path.starts_with('/'));
  MANUMIT_CHECK(target->path.find('\0') == std::string::npos);
  MANUMIT_CHECK(target->path.find("/../") == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0)
    return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 6) {
    case 0:
      read_filing_body(rest);
      break;
    case 1:
      read_flat_body(std::string(rest));
      break;
    case 2:
      static_cast<void>(read_export_request(rest));
      read_claim_bodies(rest);
      break;
    case 3:
      read_target(rest);
      break;
    case 5:
      read_link_bodies(rest);
      break;
    default:
      write_text(rest);
  }
  return 0;
}
