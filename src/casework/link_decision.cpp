// SPDX-License-Identifier: Apache-2.0
#include "casework/link_decision.h"

#include <algorithm>

#include "canonical_writer.h"
#include "json_cursor.h"

namespace manumit::casework {
namespace {

constexpr std::int64_t kDecisionVersion = 1;
constexpr std::array<std::string_view, 4> kVerdicts = {"", "same", "not_same", "cannot_tell"};
// An office is not larger, and no pair has been decided more often: a broken entry has.
constexpr std::uint32_t kMostPeople = 1000;
constexpr std::size_t kMostNamed = 1000;

constexpr std::string_view kScore = "score";
constexpr std::string_view kOthers = "others";

using Names = std::vector<vault::EntryId>;

void write_record(CanonicalWriter& out, std::string_view key, const RecordRef& record) {
  out.key(key);
  out.open('{');
  out.field("case", record.case_id.hex());
  out.field("subject", record.subject.hex());
  out.close('}');
}

void write_blind(CanonicalWriter& out, const LinkDecision& decision) {
  if (!decision.blind_to_score && !decision.blind_to_others)
    return;
  out.key("blind");
  out.open('[');
  for (const auto& [blind, name] :
       {std::pair(decision.blind_to_score, kScore), std::pair(decision.blind_to_others, kOthers)}) {
    if (!blind)
      continue;
    out.comma();
    out.text(name);
  }
  out.close(']');
}

void write_names(CanonicalWriter& out, std::string_view key, const Names& names) {
  if (names.empty())
    return;
  out.key(key);
  out.open('[');
  for (const vault::EntryId& name : names) {
    out.comma();
    out.text(to_hex(name.bytes));
  }
  out.close(']');
}

/// Reads one decision; `key_` is the last key seen, for the error.
class DecisionReader {
 public:
  explicit DecisionReader(std::string_view json) : in_(json) {}

  [[nodiscard]] Result<LinkDecision> read() {
    in_.open_object();
    in_.need_key(key_);
    const std::int64_t version = in_.whole();
    if (in_.ok() && version > kDecisionVersion)
      return fail(Error::Kind::unavailable,
                  "this was decided with a newer version of Manumit than this one",
                  std::string(key_), "nothing is lost; install the newer version to read it");
    if (version != kDecisionVersion)
      in_.fail();
    LinkDecision out;
    out.a = record("a");
    out.b = record("b");
    read_verdict(out);
    if (key("settles"))
      out.settles = names();
    if (key("takes_back"))
      out.takes_back = names();
    in_.close_object();
    if (!in_.ok() || !in_.at_end() || !check_decision(out))
      return fail(Error::Kind::bad_input, "this is not a link decision as Manumit writes it",
                  std::string(key_));
    return out;
  }

 private:
  [[nodiscard]] bool key(std::string_view name) {
    if (!in_.key(name))
      return false;
    key_ = name;
    return true;
  }

  [[nodiscard]] RecordRef record(std::string_view name) {
    if (!key(name))
      in_.fail();
    RecordRef out;
    in_.open_object();
    in_.need_key("case");
    out.case_id.bytes = in_.hex_bytes<16>();
    in_.need_key("subject");
    out.subject.bytes = in_.hex_bytes<16>();
    in_.close_object();
    return out;
  }

  void read_verdict(LinkDecision& out) {
    if (key("verdict")) {
      out.verdict = link_verdict_from(in_.plain_text());
      if (!out.verdict)
        in_.fail();
    }
    if (key("people")) {
      const std::int64_t people = in_.whole();
      if (people < 1 || people > kMostPeople)
        in_.fail();
      else
        out.people = static_cast<std::uint32_t>(people);
    }
    if (key("by_hand")) {
      in_.need("true");
      out.by_hand = true;
    }
    if (key("blind"))
      read_blind(out);
    if (key("run"))
      out.run = in_.hex_bytes<32>();
    if (key("words"))
      out.words = RecordId{in_.hex_bytes<16>()};
  }

  void read_blind(LinkDecision& out) {
    in_.need('[');
    const std::string_view first = in_.plain_text();
    out.blind_to_score = first == kScore;
    const bool two = out.blind_to_score && in_.take(',');
    out.blind_to_others = (two ? in_.plain_text() : first) == kOthers;
    if (out.blind_to_others != (two || !out.blind_to_score))
      in_.fail();
    in_.need(']');
  }

  [[nodiscard]] Names names() {
    Names out;
    in_.need('[');
    do {
      out.push_back(vault::EntryId{in_.hex_bytes<32>()});
    } while (in_.take(',') && in_.ok());
    in_.need(']');
    return out;
  }

  JsonCursor in_;
  std::string_view key_ = "link";
};

/// In ascending order, each once, and not too many.
Result<void> check_names(const Names& names) {
  if (names.size() > kMostNamed)
    return fail(Error::Kind::bad_input, "a decision can name {0} earlier ones at most", {}, {},
                {std::to_string(kMostNamed)});
  for (std::size_t i = 1; i < names.size(); ++i) {
    if (!(names[i - 1] < names[i]))
      return fail(Error::Kind::bad_input, "a decision names an earlier one twice, or out of order");
  }
  return {};
}

Result<void> check_records(const RecordRef& a, const RecordRef& b) {
  for (const RecordId& id : {a.subject, a.case_id, b.subject, b.case_id}) {
    if (id.is_zero())
      return fail(Error::Kind::bad_input, "a decision must name the case and the subject of both");
  }
  if (a.subject == b.subject)
    return fail(Error::Kind::bad_input, "these two are one record already");
  if (b.subject < a.subject)
    return fail(Error::Kind::bad_input, "the two records of a decision are out of order");
  return {};
}

}  // namespace

std::string_view name_of(LinkVerdict verdict) {
  return kVerdicts[static_cast<std::size_t>(verdict)];
}

std::optional<LinkVerdict> link_verdict_from(std::string_view name) {
  const auto at = std::find(kVerdicts.begin() + 1, kVerdicts.end(), name);
  if (at == kVerdicts.end())
    return std::nullopt;
  return static_cast<LinkVerdict>(at - kVerdicts.begin());
}

std::uint32_t people_to_agree(std::size_t members) {
  return members < 2 ? 1 : 2;
}

std::string encode(const LinkDecision& decision) {
  CanonicalWriter out;
  out.open('{');
  out.field("link", kDecisionVersion);
  write_record(out, "a", decision.a);
  write_record(out, "b", decision.b);
  if (decision.verdict)
    out.field("verdict", name_of(*decision.verdict));
  if (decision.people != 0)
    out.field("people", std::int64_t{decision.people});
  if (decision.by_hand) {
    out.key("by_hand");
    out.raw("true");
  }
  write_blind(out, decision);
  if (decision.run)
    out.field("run", to_hex(*decision.run));
  if (decision.words)
    out.field("words", decision.words->hex());
  write_names(out, "settles", decision.settles);
  write_names(out, "takes_back", decision.takes_back);
  out.close('}');
  return out.take();
}

Result<LinkDecision> decode_decision(std::string_view json) {
  return DecisionReader(json).read();
}

Result<void> check_decision(const LinkDecision& decision) {
  TRY(check_records(decision.a, decision.b));
  if (!decision.verdict && decision.takes_back.empty())
    return fail(Error::Kind::bad_input, "a decision says what the two are, or takes one back");
  const bool holds_at_once = decision.by_hand || !decision.settles.empty();
  if (!decision.verdict && (holds_at_once || decision.blind_to_score || decision.blind_to_others))
    return fail(Error::Kind::bad_input, "only a decision with a verdict can settle or be blind");
  const bool wants_people = decision.verdict && !holds_at_once;
  if (wants_people != (decision.people > 0) || decision.people > kMostPeople)
    return fail(Error::Kind::bad_input,
                "a word that others must share says how many people must say the same");
  if (decision.words && decision.words->is_zero())
    return fail(Error::Kind::bad_input, "the words of a decision need a name");
  TRY(check_names(decision.settles));
  return check_names(decision.takes_back);
}

}  // namespace manumit::casework
