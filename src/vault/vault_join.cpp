// SPDX-License-Identifier: Apache-2.0
#include <cctype>
#include <fstream>

#include "bundle.h"
#include "little_endian.h"
#include "schema.h"
#include "vault_inside.h"
#include "wishes.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kMostBytes = 8192;

std::filesystem::path asking_file_of(const std::filesystem::path& vault_file) {
  std::filesystem::path out = key_file_of(vault_file);
  out += "-asking";
  return out;
}

Result<void> write_private(const std::filesystem::path& file, ByteView bytes) {
  TRY(make_private_file(file));
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out.write(reinterpret_cast<const char*>(bytes.data()),
            static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (out && sync_file(file))
    return {};
  std::error_code trouble;
  std::filesystem::remove(file, trouble);
  return fail(Error::Kind::unavailable, "the file could not be written", file.filename().string(),
              "look whether the disk is full or was pulled out, and try again");
}

Result<Bytes> read_small(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    return fail(Error::Kind::not_found, "the file cannot be read", file.filename().string(),
                "look whether it is there and may be read");
  }
  Bytes out(kMostBytes);
  in.read(reinterpret_cast<char*>(out.data()), static_cast<std::streamsize>(out.size()));
  out.resize(static_cast<std::size_t>(in.gcount()));
  return out;
}

/// Letters and digits only, as somebody may write down what was read to them.
std::string bare(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    if (std::isalnum(static_cast<unsigned char>(letter)) != 0)
      out += static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  }
  return out;
}

std::string print_of(const PublicKey& receiving, const PublicKey& signing) {
  const Hash32 whole = hash32("mnv1-print", {receiving, signing});
  return in_groups(ByteView(whole).first(15));
}

Bytes signed_part(ByteView said) {
  const Hash32 hash = hash32("mnv1-joining", {said});
  Writer out(64);
  return out.text("mnv1-jin").raw(hash).take();
}

/// "MNVJ" | suite | receiving key | signing key | name | device | signature.
Bytes encode_request(const JoinRequest& request, ByteView signing) {
  Writer out;
  out.text("MNVJ").number(kSuite).raw(request.receiving).raw(request.signing);
  for (const std::string& name : {request.member_name, request.device_name})
    out.number(static_cast<std::uint16_t>(name.size())).text(name);
  const Signature sig = sign(signing, signed_part(out.view()));
  return out.raw(sig).take();
}

/// The secrets that were put aside when this computer asked, if the passphrase is theirs.
Result<MemberSecrets> secrets_asked_with(const std::filesystem::path& asking,
                                         const Passphrase& passphrase) {
  const Bytes body = TRY(read_small(asking));
  const auto slot = parse_slot(body);
  if (!slot) {
    return fail(Error::Kind::damaged, "the keys that this computer asked with are damaged",
                asking.filename().string(), "ask anew, and have the new request granted");
  }
  std::optional<MemberSecrets> secrets = TRY(open_slot(*slot, passphrase.reveal()));
  if (secrets)
    return std::move(*secrets);
  return fail(Error::Kind::not_allowed, "the passphrase is not the one that was chosen when asking",
              "", "check the keyboard layout and capital letters and try again");
}

/// A folder beside the vault to come, where its files are made; gone again at the end.
class Workshop {
 public:
  explicit Workshop(const std::filesystem::path& vault_file)
      : folder_(vault_file.string() + "-joining"), entries_(folder_ / vault_file.filename()) {
    clear();
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;
  ~Workshop() { clear(); }
  [[nodiscard]] const std::filesystem::path& entries() const { return entries_; }
  [[nodiscard]] Result<void> open() const {
    std::error_code trouble;
    if (std::filesystem::create_directory(folder_, trouble))
      std::filesystem::permissions(folder_, std::filesystem::perms::owner_all, trouble);
    if (!trouble)
      return {};
    return fail(Error::Kind::unavailable, "a new file cannot be made in this folder",
                entries_.filename().string(), "choose a folder that you may write to");
  }
  /// Keys first: entries without keys would look like a vault that lost them.
  [[nodiscard]] Result<void> move_out(const std::filesystem::path& vault_file) const {
    TRY(rename_anew(key_file_of(entries_), key_file_of(vault_file)));
    return rename_anew(entries_, vault_file);
  }

 private:
  void clear() const {
    std::error_code trouble;
    std::filesystem::remove_all(folder_, trouble);
  }
  std::filesystem::path folder_, entries_;
};

/// Both files, empty but for the slot.
Result<void> write_empty(const std::filesystem::path& file, const VaultId& vault,
                         const MemberSecrets& secrets, const Passphrase& passphrase,
                         const KdfCost& cost, const Surroundings& surroundings) {
  TRY(make_private_file(file));
  TRY(make_private_file(key_file_of(file)));
  const Slot slot = TRY(close_slot(vault, secrets, passphrase.reveal(), cost, surroundings));
  KeyFile keys = TRY(KeyFile::make(key_file_of(file), vault));
  TRY(keys.add_slot(slot));
  Database database = TRY(Database::open(file, Database::Mode::write));
  TRY(database.run("PRAGMA synchronous=EXTRA"));
  return write_schema(database, FileKind::entries, vault);
}

/// Fills the empty files from the bundle.
Result<void> fill(const std::filesystem::path& file, MemberSecrets secrets,
                  const std::filesystem::path& bundle, const Surroundings& surroundings,
                  const Progress& progress) {
  OpenVault vault;
  vault.surroundings = surroundings;
  TRY(take_files(vault, file));
  vault.secrets = std::move(secrets);
  vault.signer = signing_key(vault.secrets.signing_seed.view(), vault.signing.span());
  vault.me = author_of(vault.signer);
  own_marking(vault);
  TRY(take_into(vault, bundle, progress));
  if (vault.registry.standing(vault.me, UINT64_MAX) == Registry::Standing::admitted)
    return {};
  return fail(Error::Kind::not_allowed, "this bundle does not admit this computer", "",
              "ask the director to grant the request and to make a new bundle");
}

Result<KdfCost> cost_asked_with(const std::filesystem::path& asking) {
  const auto slot = parse_slot(TRY(read_small(asking)));
  return slot ? slot->cost : KdfCost{};
}

}  // namespace

bool is_fingerprint(std::string_view said, const JoinRequest& request) {
  return bare(said) == bare(request.fingerprint);
}

Result<JoinRequest> parse_join_request(ByteView bytes) {
  start_crypto();
  Reader in(bytes);
  JoinRequest out;
  const bool ours = in.literal("MNVJ") && in.number<std::uint16_t>() == kSuite;
  in.into(out.receiving);
  in.into(out.signing);
  for (std::string* name : {&out.member_name, &out.device_name}) {
    const ByteView words = in.raw(in.number<std::uint16_t>());
    name->assign(reinterpret_cast<const char*>(words.data()), words.size());
  }
  Signature sig{};
  in.into(sig);
  if (!ours || !in.at_end() ||
      !signed_by(out.signing, signed_part(bytes.first(bytes.size() - sig.size())), sig)) {
    return fail(Error::Kind::bad_input, "this is not a request to be let in, or it is damaged", "",
                "have it copied again, or let the person ask anew");
  }
  out.fingerprint = print_of(out.receiving, out.signing);
  return out;
}

Result<JoinRequest> read_join_request(const std::filesystem::path& file) {
  const Bytes bytes = TRY(read_small(file));
  Result<JoinRequest> request = parse_join_request(bytes);
  if (!request)
    request.error().where = file.filename().string();
  return request;
}

bool has_asked_to_join(const std::filesystem::path& vault_file) {
  std::error_code trouble;
  return std::filesystem::exists(asking_file_of(vault_file), trouble);
}

Result<JoinRequest> Vault::ask_to_join(const std::filesystem::path& vault_file,
                                       const std::filesystem::path& request_file,
                                       const Passphrase& passphrase, const Founder& names,
                                       KdfProfile profile, Surroundings surroundings) {
  start_crypto();
  TRY(check_wishes(vault_file, passphrase, names, profile, surroundings));
  const std::filesystem::path asking = asking_file_of(vault_file);
  MemberSecrets secrets;
  LockedBytes signing(64);
  surroundings.random(secrets.receiving.span());
  surroundings.random(secrets.signing_seed.span());
  JoinRequest out{.receiving = receiving_key(secrets.receiving.view()),
                  .signing = signing_key(secrets.signing_seed.view(), signing.span()),
                  .member_name = names.member_name,
                  .device_name = names.device_name,
                  .fingerprint = {}};
  secrets.member = vault::member_of(out.receiving);
  out.fingerprint = print_of(out.receiving, out.signing);
  const Slot slot =
      TRY(close_slot(VaultId{}, secrets, passphrase.reveal(), cost_of(profile), surroundings));
  TRY(write_private(asking, encode(slot)));
  const Result<void> written = write_private(request_file, encode_request(out, signing.view()));
  if (written)
    return out;
  std::error_code trouble;
  std::filesystem::remove(asking, trouble);
  return tl::unexpected(written.error());
}

Result<Vault> Vault::join(const std::filesystem::path& vault_file,
                          const std::filesystem::path& bundle_file, const Passphrase& passphrase,
                          Surroundings surroundings, const Progress& progress) {
  start_crypto();
  TRY(place_is_free(vault_file));
  const std::filesystem::path asking = asking_file_of(vault_file);
  MemberSecrets secrets = TRY(secrets_asked_with(asking, passphrase));
  SealedReader in = TRY(SealedReader::open(bundle_file));
  if (in.head().recipient != secrets.member || !in.unlock(secrets.receiving.view())) {
    return fail(Error::Kind::not_allowed, "this bundle was made for another member",
                bundle_file.filename().string(),
                "ask the director for the one that was made for this computer");
  }
  secrets.registry = TRY(read_front(in)).registry;
  const Workshop workshop(vault_file);
  TRY(workshop.open());
  TRY(write_empty(workshop.entries(), in.head().vault, secrets, passphrase,
                  TRY(cost_asked_with(asking)), surroundings));
  TRY(fill(workshop.entries(), std::move(secrets), bundle_file, surroundings, progress));
  TRY(workshop.move_out(vault_file));
  std::error_code trouble;
  std::filesystem::remove(asking, trouble);
  return open(vault_file, passphrase, std::move(surroundings));
}

}  // namespace manumit::vault
