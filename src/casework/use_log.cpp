// SPDX-License-Identifier: Apache-2.0
#include "casework/use_log.h"

#include <algorithm>

#include "base/bytes.h"
#include "canonical_writer.h"
#include "json_cursor.h"

namespace manumit::casework {
namespace {

constexpr std::int64_t kUseVersion = 1;
constexpr std::array<std::string_view, 5> kKinds = {"", "looked", "printed", "exported",
                                                    "bundle_made"};
constexpr std::size_t kFormBytes = 40;
// More than any vault holds.
constexpr std::int64_t kMostCounted = 4'294'967'295;

tl::unexpected<Error> not_a_use(std::string_view where) {
  return fail(Error::Kind::bad_input, "this is not a line of the use log as Manumit writes it",
              std::string(where));
}

/// Reads one use; `key_` is the last key seen, for the error.
class UseReader {
 public:
  explicit UseReader(std::string_view json) : in_(json) {}

  [[nodiscard]] Result<Use> read() {
    in_.open_object();
    in_.need_key(key_);
    const std::int64_t version = in_.whole();
    if (in_.ok() && version > kUseVersion)
      return fail(Error::Kind::unavailable,
                  "this was noted by a newer version of Manumit than this one", std::string(key_),
                  "nothing is lost; install the newer version to read it");
    Use out;
    in_.need_key("kind");
    const auto kind = use_kind_from(in_.plain_text());
    if (version != kUseVersion || !kind)
      return not_a_use(key_);
    out.kind = *kind;
    if (key("case"))
      out.case_id = RecordId{in_.hex_bytes<16>()};
    out.cases = count("cases");
    out.statements = count("statements");
    if (key("form"))
      out.form = std::string(in_.plain_text());
    if (key("member"))
      out.member = vault::MemberId{in_.hex_bytes<16>()};
    if (key("file"))
      out.file = in_.hex_bytes<32>();
    in_.close_object();
    if (!in_.ok() || !in_.at_end() || !check_use(out))
      return not_a_use(key_);
    return out;
  }

 private:
  [[nodiscard]] bool key(std::string_view name) {
    if (!in_.key(name))
      return false;
    key_ = name;
    return true;
  }
  /// Never written as 0.
  [[nodiscard]] std::uint64_t count(std::string_view name) {
    if (!key(name))
      return 0;
    const std::int64_t said = in_.whole();
    if (said < 1 || said > kMostCounted)
      in_.fail();
    return static_cast<std::uint64_t>(std::max<std::int64_t>(said, 0));
  }

  JsonCursor in_;
  std::string_view key_ = "use";
};

void write_count(CanonicalWriter& out, std::string_view name, std::uint64_t count) {
  if (count != 0)
    out.field(name, static_cast<std::int64_t>(count));
}

}  // namespace

std::string_view name_of(UseKind kind) {
  return kKinds[static_cast<std::size_t>(kind)];
}

std::optional<UseKind> use_kind_from(std::string_view name) {
  const auto at = std::find(kKinds.begin() + 1, kKinds.end(), name);
  if (at == kKinds.end())
    return std::nullopt;
  return static_cast<UseKind>(at - kKinds.begin());
}

std::string encode(const Use& use) {
  CanonicalWriter out;
  out.open('{');
  out.field("use", kUseVersion);
  out.field("kind", name_of(use.kind));
  if (use.case_id)
    out.field("case", use.case_id->hex());
  write_count(out, "cases", use.cases);
  write_count(out, "statements", use.statements);
  out.field_unless_empty("form", use.form);
  if (use.member)
    out.field("member", to_hex(use.member->bytes));
  if (use.file)
    out.field("file", to_hex(*use.file));
  out.close('}');
  return out.take();
}

Result<Use> decode_use(std::string_view json) {
  return UseReader(json).read();
}

Result<void> check_use(const Use& use) {
  const bool of_a_case = use.kind == UseKind::looked;
  const bool of_a_bundle = use.kind == UseKind::bundle_made;
  const bool plain_form = std::all_of(use.form.begin(), use.form.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || letter == '_' || (letter >= '0' && letter <= '9');
  });
  if ((of_a_case && !use.case_id) || (use.case_id && use.case_id->is_zero()) ||
      of_a_bundle != use.member.has_value() ||
      (use.kind == UseKind::exported) == use.form.empty() || use.form.size() > kFormBytes ||
      !plain_form)
    return not_a_use("kind");
  for (const std::uint64_t count : {use.cases, use.statements}) {
    if (count > static_cast<std::uint64_t>(kMostCounted))
      return not_a_use("kind");
  }
  return {};
}

}  // namespace manumit::casework
