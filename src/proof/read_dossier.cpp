// SPDX-License-Identifier: Apache-2.0
#include "read_dossier.h"

#include "json_taker.h"

namespace manumit::proof {
namespace {

constexpr JsonLimits kLimits{.bytes = kMostTextBytes, .values = 8'000'000};
constexpr std::size_t kMostHeaderBytes = std::size_t{200} + 56 * 1024;
constexpr std::size_t kMostCheckpointBytes = std::size_t{34} + 88 * 10'000;
constexpr std::size_t kMostWitnessBytes = 1024;
constexpr std::size_t kMostAnchors = 10'000;
constexpr std::size_t kCaseDigits = 32;

bool is_case(std::string_view hex) {
  return hex.size() == kCaseDigits && from_lower_hex(hex).has_value();
}

bool is_why(std::string_view why) {
  return why == "before_parts" || why == "chain" || why == "not_here";
}

std::uint32_t small(JsonTaker& in, std::uint64_t number) {
  in.need(number <= UINT32_MAX);
  return static_cast<std::uint32_t>(number);
}

Item take_item(JsonTaker& in, const JsonValue& value, ItemKind kind, std::size_t n) {
  Item out;
  out.kind = kind;
  out.n = n;
  in.need(in.unsigned_number(value, "n") == n);
  in.hex(value, "entry", out.entry.bytes);
  out.leaf = small(in, in.unsigned_number(value, "leaf"));
  out.part = in.text(value, "part");
  out.recorded_ms = in.whole(value, "recorded");
  out.has_proof = in.yes_no(value, "proof");
  if (out.has_proof) {
    out.device = in.text(value, "device");
  } else {
    out.why = in.text(value, "why");
    in.need(is_why(out.why));
  }
  return out;
}

vault::DeviceSignature take_signature(JsonTaker& in, const JsonValue& value) {
  vault::DeviceSignature out;
  in.hex(value, "key", out.key);
  in.hex(value, "signature", out.signature);
  return out;
}

std::vector<vault::ProofHash> take_path(JsonTaker& in, const JsonValue& value,
                                        std::string_view key) {
  std::vector<vault::ProofHash> out;
  for (const JsonValue& step : in.list(value, key, vault::kMostSteps)) {
    in.need(step.kind == JsonValue::Kind::text);
    in.hex_text(step.text, out.emplace_back());
  }
  return out;
}

vault::LeafProof take_leaf(JsonTaker& in, const JsonValue& value, std::uint32_t leaf) {
  vault::LeafProof out;
  out.leaf = leaf;
  in.hex(value, "salt", out.salt);
  out.path = take_path(in, value, "path");
  return out;
}

/// Dossiers without anchors, and all that were made before there were any, have no such list.
std::span<const JsonValue> list_if_any(JsonTaker& in, const JsonValue& value, std::string_view key,
                                       std::size_t at_most) {
  return value.kind == JsonValue::Kind::object && value.find(key) != nullptr
             ? in.list(value, key, at_most)
             : std::span<const JsonValue>();
}

vault::ProvedAnchor take_anchor(JsonTaker& in, const JsonValue& value) {
  vault::ProvedAnchor out;
  out.checkpoint.body = in.hex_bytes(value, "body", kMostCheckpointBytes);
  out.checkpoint.by = take_signature(in, value);
  in.hex(value, "salt", out.salt);
  if (value.kind == JsonValue::Kind::object && value.find("witness") != nullptr) {
    out.countersignature = in.hex_bytes(value, "witness", kMostWitnessBytes);
    in.need(!out.countersignature.empty());
  }
  return out;
}

std::vector<vault::AnchoredAt> take_places(JsonTaker& in, const JsonValue& value,
                                           std::size_t anchors) {
  std::vector<vault::AnchoredAt> out;
  for (const JsonValue& place : list_if_any(in, value, "anchors", vault::kMostWitnesses + 1)) {
    const std::uint64_t anchor = in.unsigned_number(place, "anchor");
    in.need(anchor >= 1 && anchor <= anchors);
    in.need(std::none_of(out.begin(), out.end(),
                         [&](const auto& one) { return one.anchor + 1 == anchor; }));
    out.push_back(
        {.anchor = static_cast<std::size_t>(anchor - 1), .path = take_path(in, place, "path")});
  }
  return out;
}

void take_entry(JsonTaker& in, const JsonValue& value, GivenProofs& into) {
  vault::EntryProof out;
  out.header = in.hex_bytes(value, "header", kMostHeaderBytes);
  out.author = take_signature(in, value);
  out.leaves = small(in, in.unsigned_number(value, "leaves"));
  const std::uint64_t kind = in.unsigned_number(value, "kind");
  in.need(kind <= UINT16_MAX && out.leaves > 1);
  out.kind = static_cast<vault::EntryKind>(kind);
  out.written_ms = in.whole(value, "written");
  out.claim = take_leaf(in, in.object(value, "claim"), out.leaves - 1);
  out.to_chain = take_path(in, value, "chain");
  out.anchored = take_places(in, value, into.anchors.size());
  for (const JsonValue& part : in.list(value, "parts", kMostItems)) {
    const PartPlace place{into.entries.size(), out.parts.size()};
    in.need(into.places.emplace(in.text(part, "of"), place).second);
    out.parts.push_back(take_leaf(in, part, small(in, in.unsigned_number(part, "leaf"))));
  }
  in.need(!out.parts.empty());
  into.entries.push_back(std::move(out));
}

}  // namespace

std::string name_of(ItemKind kind, std::size_t n) {
  return std::string(form_of(kind).name) + " " + std::to_string(n);
}

std::optional<Dossier> read_dossier(std::string_view json) {
  const auto root = read_json(json, "", kLimits);
  if (!root)
    return std::nullopt;
  JsonTaker in;
  in.need(in.whole(*root, "dossier") == kDossierVersion);
  Dossier out;
  out.case_hex = in.text(*root, "case");
  in.need(is_case(out.case_hex));
  out.made_ms = in.whole(*root, "made");
  for (const ItemKind kind :
       {ItemKind::fact, ItemKind::source, ItemKind::subject, ItemKind::withdrawal}) {
    std::size_t n = 0;
    for (const JsonValue& value : in.list(*root, form_of(kind).list, kMostItems))
      out.items.push_back(take_item(in, value, kind, ++n));
  }
  if (!in.sound())
    return std::nullopt;
  return out;
}

std::optional<GivenProofs> read_proofs(std::string_view json) {
  const auto root = read_json(json, "", kLimits);
  if (!root)
    return std::nullopt;
  JsonTaker in;
  in.need(in.whole(*root, "proofs") == kDossierVersion);
  GivenProofs out;
  const JsonValue& checkpoint = in.object(*root, "checkpoint");
  out.checkpoint.body = in.hex_bytes(checkpoint, "body", kMostCheckpointBytes);
  out.checkpoint.by = take_signature(in, checkpoint);
  for (const JsonValue& anchor : list_if_any(in, *root, "anchors", kMostAnchors))
    out.anchors.push_back(take_anchor(in, anchor));
  for (const JsonValue& entry : in.list(*root, "entries", kMostItems))
    take_entry(in, entry, out);
  if (!in.sound())
    return std::nullopt;
  return out;
}

}  // namespace manumit::proof
