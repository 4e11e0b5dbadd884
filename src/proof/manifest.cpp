// SPDX-License-Identifier: Apache-2.0
#include "proof/manifest.h"

#include <algorithm>

#include "base/json_write.h"
#include "json_taker.h"
#include "proof/dossier_form.h"

namespace manumit::proof {
namespace {

constexpr std::string_view kBeforeSignature = ",\"signature\":\"";
constexpr std::string_view kAfterSignature = "\"}\n";
constexpr std::size_t kSignatureDigits = 128;
constexpr std::size_t kTail = kBeforeSignature.size() + kSignatureDigits + kAfterSignature.size();
constexpr std::size_t kMostName = 80;

bool may_be_named(std::string_view name) {
  if (name == kIndexFile || name == kFactsFile || name == kProofsFile)
    return true;
  if (!name.starts_with(kAttached) || name.size() > kMostName)
    return false;
  const std::string_view rest = name.substr(kAttached.size());
  return !rest.empty() && rest.front() != '.' &&
         std::all_of(rest.begin(), rest.end(), [](char letter) {
           return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                  letter == '.';
         });
}

ListedFile take_file(JsonTaker& in, const JsonValue& value) {
  ListedFile out;
  out.name = in.text(value, "name");
  out.bytes = in.unsigned_number(value, "bytes");
  in.hex(value, "blake2b", out.hashes.blake2b);
  in.hex(value, "sha256", out.hashes.sha256);
  in.need(may_be_named(out.name));
  return out;
}

}  // namespace

std::string manifest_text(std::vector<ListedFile> files, const vault::DeviceKey& key,
                          const std::function<vault::DeviceSignature(ByteView)>& sign) {
  std::sort(files.begin(), files.end(),
            [](const ListedFile& a, const ListedFile& b) { return a.name < b.name; });
  JsonWriter json;
  json.open();
  json.field("manifest", kDossierVersion);
  json.objects("files", files, [&](const ListedFile& file) {
    json.field("name", file.name);
    json.field("bytes", file.bytes);
    json.field("blake2b", to_hex(file.hashes.blake2b));
    json.field("sha256", to_hex(file.hashes.sha256));
  });
  json.field("key", to_hex(key));
  json.close();
  std::string out(json.view());
  out.pop_back();
  const vault::DeviceSignature by = sign(bytes_of(out));
  out += kBeforeSignature;
  out += to_hex(by.signature);
  out += kAfterSignature;
  return out;
}

std::optional<Manifest> read_manifest(std::string_view text) {
  if (text.size() < kTail || text.size() > kMostManifestBytes || !text.ends_with(kAfterSignature))
    return std::nullopt;
  const std::string_view said = text.substr(0, text.size() - kTail);
  const std::string_view tail = text.substr(said.size());
  const auto signature = from_lower_hex(tail.substr(kBeforeSignature.size(), kSignatureDigits));
  const auto json = read_json(std::string(said) + "}", "");
  if (!tail.starts_with(kBeforeSignature) || !signature || !json)
    return std::nullopt;
  JsonTaker in;
  in.need(in.whole(*json, "manifest") == kDossierVersion);
  Manifest out;
  for (const JsonValue& value : in.list(*json, "files", kMostFiles)) {
    ListedFile file = take_file(in, value);
    in.need(out.files.empty() || out.files.back().name < file.name);
    out.files.push_back(std::move(file));
  }
  in.hex(*json, "key", out.key);
  if (!in.sound())
    return std::nullopt;
  vault::DeviceSignature by{.key = out.key};
  std::copy(signature->begin(), signature->end(), by.signature.begin());
  out.signed_by_key = vault::manifest_signed(bytes_of(said), by);
  return out;
}

}  // namespace manumit::proof
