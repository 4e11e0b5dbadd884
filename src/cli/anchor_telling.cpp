// SPDX-License-Identifier: Apache-2.0
#include "anchor_telling.h"

#include "office.h"
#include "printable.h"
#include "telling.h"

namespace manumit::cli {
namespace {

using What = vault::LineAnswer::What;

void write_witnesses(JsonWriter& json, const std::vector<vault::Witness>& witnesses) {
  json.key("witnesses");
  json.open_list();
  for (const vault::Witness& witness : witnesses) {
    json.open();
    json.field("name", witness.name);
    json.field("fingerprint", witness.fingerprint);
    json.field("at", time_in_utc(witness.at_ms));
    json.close();
  }
  json.close_list();
}

void tell_missing(const vault::LineAnswer& answer, std::ostream& out) {
  for (const vault::Behind& behind : answer.missing) {
    out << "  missing: " << behind.entries << " entries by "
        << (behind.member.empty() ? "an unknown device" : printable(behind.member)) << '\n';
  }
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
      << (anchor.member.empty() ? "an unknown device" : printable(anchor.member));
  if (!anchor.device.empty())
    out << " (" << printable(anchor.device) << ")";
  out << '\n';
  for (const vault::Witness& witness : anchor.witnesses) {
    out << "    witnessed by " << printable(witness.name) << ", " << day_of(witness.at_ms)
        << ", fingerprint " << witness.fingerprint << '\n';
  }
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
  json.key("missing");
  json.open_list();
  for (const vault::Behind& behind : answer.missing) {
    json.open();
    if (!behind.member.empty())
      json.field("member", behind.member);
    json.field("entries", behind.entries);
    json.close();
  }
  json.close_list();
  write_witnesses(json, answer.witnesses);
  json.close();
}

void tell_answer(const vault::LineAnswer& answer, std::ostream& out) {
  const std::string day = day_of(answer.made_ms);
  const std::uint64_t since =
      answer.here > answer.line_entries ? answer.here - answer.line_entries : 0;
  switch (answer.what) {
    case What::held:
      out << "anchor held: this copy contains all that the line of " << day << " vouches for ("
          << answer.line_entries << " entries); " << since << " were written since\n";
      return;
    case What::rolled_back:
      out << "anchor not reached: this copy was rolled back; entries that the line of " << day
          << " vouches for are missing\n";
      tell_missing(answer, out);
      return;
    case What::rewritten:
      out << "anchor broken: other entries stand where the line of " << day
          << " knew some; somebody with a signing key wrote this history anew. Keep this copy as "
             "evidence and compare it with another\n";
      return;
    case What::older:
      out << "anchor not reached: the line counts " << answer.line_entries
          << " entries, this copy has " << answer.here << ": at least "
          << answer.line_entries - answer.here
          << " are missing here, if it is a line of this vault. Look for the newer copy, and take "
             "the bundles of the others\n";
      return;
    case What::unknown:
      out << "anchor unknown: no such line was noted in this copy. Either it is of another vault, "
             "or "
             "of another computer whose bundle did not come yet; or this copy was rolled back and "
             "written on. Take a bundle from each of the others and ask again; if it stays "
             "unknown, "
             "compare this copy with a backup of that day\n";
      return;
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
