// SPDX-License-Identifier: Apache-2.0
#include "base/json_write.h"
#include "dossier_parts.h"

namespace manumit::exchange::dossier {
namespace {

std::string_view name_of(vault::NoProof why) {
  switch (why) {
    case vault::NoProof::before_parts:
      return "before_parts";
    case vault::NoProof::chain:
      return "chain";
    case vault::NoProof::not_here:
    case vault::NoProof::none:
      break;
  }
  return "not_here";
}

void write_item(JsonWriter& json, const Item& item, const vault::Proved& proved) {
  json.field("n", item.n);
  json.field("entry", to_hex(item.entry.bytes));
  json.field("leaf", item.leaf);
  json.field("part", item.part);
  json.field("recorded", item.recorded_ms);
  json.field("proof", proved.proof.has_value());
  if (proved.proof)
    json.field("device", vault::print_of_device(proved.proof->author.key));
  else
    json.field("why", name_of(proved.why));
}

void write_path(JsonWriter& json, std::string_view key, const std::vector<vault::ProofHash>& path) {
  json.list(key, path, [&](const vault::ProofHash& step) { json.text(to_hex(step)); });
}

void write_leaf(JsonWriter& json, const vault::LeafProof& leaf) {
  json.field("salt", to_hex(leaf.salt));
  write_path(json, "path", leaf.path);
}

void write_signature(JsonWriter& json, const vault::DeviceSignature& by) {
  json.field("key", to_hex(by.key));
  json.field("signature", to_hex(by.signature));
}

/// The items of an entry in the order in which its parts were asked for.
std::vector<std::string> names_of(const Chosen& chosen, std::size_t wish) {
  std::vector<std::string> out;
  for (const Item& item : chosen.items) {
    if (item.wish == wish)
      out.push_back(std::string(proof::form_of(item.kind).name) + " " + std::to_string(item.n));
  }
  return out;
}

void write_entry(JsonWriter& json, const vault::EntryProof& proof,
                 const std::vector<std::string>& names) {
  json.open();
  json.field("header", to_hex(proof.header));
  write_signature(json, proof.author);
  json.field("leaves", proof.leaves);
  json.field("kind", static_cast<unsigned>(proof.kind));
  json.field("written", proof.written_ms);
  json.key("claim");
  json.open();
  write_leaf(json, proof.claim);
  json.close();
  write_path(json, "chain", proof.to_chain);
  if (!proof.anchored.empty()) {
    json.objects("anchors", proof.anchored, [&](const vault::AnchoredAt& place) {
      json.field("anchor", place.anchor + 1);
      write_path(json, "path", place.path);
    });
  }
  json.key("parts");
  json.open_list();
  for (std::size_t i = 0; i < proof.parts.size(); ++i) {
    json.open();
    json.field("of", names[i]);
    json.field("leaf", proof.parts[i].leaf);
    write_leaf(json, proof.parts[i]);
    json.close();
  }
  json.close_list();
  json.close();
}

void write_anchor(JsonWriter& json, const vault::ProvedAnchor& anchor) {
  json.field("body", to_hex(anchor.checkpoint.body));
  write_signature(json, anchor.checkpoint.by);
  json.field("salt", to_hex(anchor.salt));
  if (!anchor.countersignature.empty())
    json.field("witness", to_hex(anchor.countersignature));
}

}  // namespace

std::string facts_json(const Chosen& chosen, const vault::Proofs& proofs, const DossierWords& words,
                       const About& about) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.field("dossier", proof::kDossierVersion);
  json.field("case", chosen.shown.id.hex());
  json.field("language", words.language);
  json.field("made", about.made_ms);
  for (const ItemKind kind :
       {ItemKind::fact, ItemKind::source, ItemKind::subject, ItemKind::withdrawal}) {
    json.key(proof::form_of(kind).list);
    json.open_list();
    for (const Item& item : chosen.items) {
      if (item.kind != kind)
        continue;
      json.open();
      write_item(json, item, proofs.entries[item.wish]);
      json.close();
    }
    json.close_list();
  }
  json.close();
  return std::string(json.view());
}

std::string proofs_json(const Chosen& chosen, const vault::Proofs& proofs) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.field("proofs", proof::kDossierVersion);
  json.key("checkpoint");
  json.open();
  json.field("body", to_hex(proofs.checkpoint.body));
  write_signature(json, proofs.checkpoint.by);
  json.close();
  if (!proofs.anchors.empty()) {
    json.objects("anchors", proofs.anchors,
                 [&](const vault::ProvedAnchor& anchor) { write_anchor(json, anchor); });
  }
  json.key("entries");
  json.open_list();
  for (std::size_t i = 0; i < proofs.entries.size(); ++i) {
    if (proofs.entries[i].proof)
      write_entry(json, *proofs.entries[i].proof, names_of(chosen, i));
  }
  json.close_list();
  json.close();
  return std::string(json.view());
}

}  // namespace manumit::exchange::dossier
