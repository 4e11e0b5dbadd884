// SPDX-License-Identifier: Apache-2.0
#include "json_link_wish.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/bytes.h"
#include "json_link.h"
#include "json_read.h"

namespace manumit::desk {
namespace {

Result<std::set<std::string>> texts_in(Members& members, const char* name) {
  std::set<std::string> texts;
  for (const nlohmann::json& text : *TRY(members.list(name))) {
    if (!text.is_string())
      return bad_shape(members.path_of(name));
    texts.insert(text.get_ref<const std::string&>());
  }
  return texts;
}

Result<casework::RecordRef> record_in(Members& members, const char* name) {
  const nlohmann::json* found = members.find(name);
  const std::string path = members.path_of(name);
  if (found == nullptr)
    return bad_shape(path);
  Members record = TRY(Members::of(*found, path));
  const auto subject = casework::RecordId::from(TRY(record.text("subject")));
  const auto case_id = casework::RecordId::from(TRY(record.text("case")));
  TRY(record.nothing_else());
  if (!subject || !case_id)
    return bad_shape(path);
  return casework::RecordRef{*subject, *case_id};
}

Result<std::vector<vault::EntryId>> entries_in(Members& members, const char* name) {
  std::vector<vault::EntryId> entries;
  for (const std::string& text : TRY(texts_in(members, name))) {
    const auto bytes = from_hex(text);
    vault::EntryId entry;
    if (!bytes || bytes->size() != entry.bytes.size())
      return bad_shape(members.path_of(name));
    std::copy(bytes->begin(), bytes->end(), entry.bytes.begin());
    entries.push_back(entry);
  }
  return entries;
}

Result<casework::NewDecision> decision_in(const nlohmann::json& json, const std::string& path) {
  Members members = TRY(Members::of(json, path));
  casework::NewDecision out;
  out.said.a = TRY(record_in(members, "a"));
  out.said.b = TRY(record_in(members, "b"));
  const std::string verdict = TRY(members.text_or_empty("verdict"));
  out.said.verdict = casework::link_verdict_from(verdict);
  if (!verdict.empty() && !out.said.verdict)
    return bad_shape(members.path_of("verdict"));
  out.reason = TRY(members.text_or_empty("reason"));
  out.said.by_hand = TRY(members.yes_no_or_false("by_hand"));
  out.said.blind_to_score = TRY(members.yes_no_or_false("blind_to_score"));
  out.said.blind_to_others = TRY(members.yes_no_or_false("blind_to_others"));
  out.said.settles = TRY(entries_in(members, "settles"));
  out.said.takes_back = TRY(entries_in(members, "takes_back"));
  TRY(members.nothing_else());
  return out;
}

}  // namespace

Result<casework::LinkedKind> kind_asked(const Target& target) {
  const auto kind = linked_kind_from(target.asked("kind"));
  if (!kind)
    return fail(Error::Kind::bad_input, "either people or organisations are compared", "kind");
  return *kind;
}

Result<casework::LinkRecordsWanted> read_link_wish(std::string_view json) {
  const nlohmann::json parsed = TRY(parse_json(json));
  Members members = TRY(Members::of(parsed, ""));
  const auto kind = linked_kind_from(TRY(members.text("kind")));
  if (!kind)
    return bad_shape("kind");
  casework::LinkRecordsWanted wanted{.kind = *kind,
                                     .roles = TRY(texts_in(members, "roles")),
                                     .deduplicated = TRY(texts_in(members, "deduplicated"))};
  TRY(members.nothing_else());
  return wanted;
}

Result<DecisionsWish> read_decisions(std::string_view json) {
  const nlohmann::json parsed = TRY(parse_json(json));
  Members members = TRY(Members::of(parsed, ""));
  DecisionsWish wish{.run = TRY(members.text_or_empty("run")), .decisions = {}};
  const nlohmann::json& pairs = *TRY(members.list("pairs"));
  TRY(members.nothing_else());
  if (pairs.empty())
    return bad_shape("pairs");
  for (std::size_t i = 0; i < pairs.size(); ++i)
    wish.decisions.push_back(TRY(decision_in(pairs[i], "pairs[" + std::to_string(i) + "]")));
  return wish;
}

}  // namespace manumit::desk
