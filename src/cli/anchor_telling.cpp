// SPDX-License-Identifier: Apache-2.0
#include "anchor_telling.h"

#include <algorithm>

#include "office.h"
#include "printable.h"
#include "telling.h"

namespace manumit::cli {
namespace {

using What = vault::LineAnswer::What;

void write_witness(JsonWriter& json, const vault::Witness& witness) {
  json.open();
  json.field("name", witness.name);
  json.field("fingerprint", witness.fingerprint);
  json.field("at", time_in_utc(witness.at_ms));
  json.close();
}

void write_witnesses(JsonWriter& json, const std::vector<vault::Witness>& witnesses) {
  json.list("witnesses", witnesses, [&](const vault::Witness& one) { write_witness(json, one); });
}

void write_missing(JsonWriter& json, const vault::Behind& behind) {
  json.open();
  if (!behind.member.empty())
    json.field("member", behind.member);
  json.field("entries", behind.entries);
  json.close();
}

std::string named(const std::string& member) {
  return member.empty() ? "an unknown device" : printable(member);
}

void tell_witness(const vault::Witness& witness, std::ostream& out) {
  out << "    witnessed by " << printable(witness.name) << ", " << day_of(witness.at_ms)
      << ", fingerprint " << witness.fingerprint << '\n';
}

void tell_held(const vault::LineAnswer& answer, std::ostream& out) {
  const std::uint64_t since = answer.here - std::min(answer.here, answer.line_entries);
  out << "anchor held: this copy contains all that the line of " << day_of(answer.made_ms)
      << " vouches for (" << answer.line_entries << " entries); " << since
      << " were written since\n";
}

void tell_rolled_back(const vault::LineAnswer& answer, std::ostream& out) {
  out << "anchor not reached: this copy was rolled back; entries that the line of "
      << day_of(answer.made_ms) << " vouches for are missing\n";
  for (const vault::Behind& behind : answer.missing)
    out << "  missing: " << behind.entries << " entries by " << named(behind.member) << '\n';
}

void tell_rewritten(const vault::LineAnswer& answer, std::ostream& out) {
  out << "anchor broken: other entries stand where the line of " << day_of(answer.made_ms)
      << " knew some; somebody with a signing key wrote this history anew. Keep this copy as "
         "evidence and compare it with another\n";
}

void tell_older(const vault::LineAnswer& answer, std::ostream& out) {
  out << "anchor not reached: the line counts " << answer.line_entries << " entries, this copy has "
      << answer.here << ": at least " << answer.line_entries - answer.here
      << " are missing here, if it is a line of this vault. Look for the newer copy, and take the "
         "bundles of the others\n";
}

void tell_unknown(std::ostream& out) {
  out << "anchor unknown: no such line was noted in this copy. Either it is of another vault, or "
         "of another computer whose bundle did not come yet; or this copy was rolled back and "
         "written on. Take a bundle from each of the others and ask again; if it stays unknown, "
         "compare this copy with a backup of that day\n";
}

}  // namespace

void write_anchor(JsonWriter& json, const vault::Anchor& anchor) {
  json.open();
  json.field("line", anchor.line);
  json.field("entries", anchor.entries);
  json.field("noted", time_in_utc(anchor.made_ms));
  if (!anchor.member.empty())
    json.field("member", anchor.member);
  if (!anchor.device.empty())
    json.field("device", anchor.device);
  write_witnesses(json, anchor.witnesses);
  json.close();
}

void tell_anchor(const vault::Anchor& anchor, std::ostream& out) {
  out << anchor.line << '\n'
      << "    " << time_in_utc(anchor.made_ms) << " UTC, " << anchor.entries << " entries, by "
      << named(anchor.member);
  if (!anchor.device.empty())
    out << " (" << printable(anchor.device) << ")";
  out << '\n';
  for (const vault::Witness& witness : anchor.witnesses)
    tell_witness(witness, out);
}

std::string_view name_of(What what) {
  switch (what) {
    case What::held:
      return "held";
    case What::rolled_back:
      return "rolled_back";
    case What::rewritten:
      return "rewritten";
    case What::older:
      return "older";
    case What::unknown:
      return "unknown";
  }
  return "unknown";
}

void write_answer(JsonWriter& json, const vault::LineAnswer& answer) {
  json.open();
  json.field("answer", name_of(answer.what));
  json.field("line_entries", answer.line_entries);
  json.field("entries_here", answer.here);
  if (answer.made_ms != 0)
    json.field("noted", time_in_utc(answer.made_ms));
  json.list("missing", answer.missing, [&](const vault::Behind& one) { write_missing(json, one); });
  write_witnesses(json, answer.witnesses);
  json.close();
}

void tell_answer(const vault::LineAnswer& answer, std::ostream& out) {
  switch (answer.what) {
    case What::held:
      return tell_held(answer, out);
    case What::rolled_back:
      return tell_rolled_back(answer, out);
    case What::rewritten:
      return tell_rewritten(answer, out);
    case What::older:
      return tell_older(answer, out);
    case What::unknown:
      return tell_unknown(out);
  }
}

void tell_end(const vault::Verdict& verdict, std::ostream& out) {
  if (verdict.anchors == 0) {
    out << "whether entries were cut off at the end cannot be known: no anchor was noted in this "
           "copy (`manumit vault anchor` notes one)\n";
    return;
  }
  out << "complete up to the anchor of " << day_of(verdict.anchored_ms) << " (" << verdict.anchored
      << " entries; " << verdict.anchors << (verdict.anchors == 1 ? " anchor" : " anchors");
  if (verdict.witnessed > 0)
    out << ", " << verdict.witnessed << " witnessed";
  out << "); whether entries were cut off after it cannot be known from this computer alone\n";
}

}  // namespace manumit::cli
