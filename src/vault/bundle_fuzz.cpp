// SPDX-License-Identifier: Apache-2.0
//
// What an admitted member with a program of their own can do, signed and sealed as it must be and
// then taken in: the contents of a sound bundle with stretches of them overwritten, or its entries
// with lies in their headers and rightly signed. The first byte says which. The rest is a list of
// changes: one byte for the length, two for the place, then the bytes; or one for the entry, one
// for the field, eight for the value. The same bytes are also read as a request to join.
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "hostile_bundle.h"
#include "open_vault.h"
#include "vault/vault.h"
#include "vault/vault_for_tests.h"

using namespace manumit;
using namespace manumit::vault;

namespace {

Passphrase words() {
  return Passphrase(std::string("four invented fuzzing words"));
}

template <typename T>
T must(Result<T>&& result) {
  MANUMIT_CHECK(result.has_value());
  return std::move(*result);
}

/// A director's vault and a lead's, both closed, and a bundle from one to the other.
struct Base {
  std::filesystem::path folder;
  std::filesystem::path lead;
  std::optional<LockedBytes> signing;
  PublicKey recipient{};
  std::unique_ptr<testing::HostileBundle> bundle;

  Base() {
    start_crypto();
    signing.emplace(64);
    const auto above = access("/dev/shm", W_OK) == 0 ? std::filesystem::path("/dev/shm")
                                                     : std::filesystem::temp_directory_path();
    folder = above / ("manumit-fuzz-bundle-" + std::to_string(getpid()));
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    const auto director = folder / "director.mnv";
    lead = folder / "lead.mnv";
    const auto sound = folder / "sound.mnb";
    {
      Vault vault = must(Vault::create(director, words(), {"m", "d"}, KdfProfile::for_tests,
                                       test_surroundings(1)));
      const JoinRequest request =
          must(Vault::ask_to_join(lead, folder / "lead.mnj", words(), {"l", "d"},
                                  KdfProfile::for_tests, test_surroundings(2)));
      const MemberId member = must(vault.admit(request, Role::lead));
      static_cast<void>(must(vault.make_bundle(folder / "first.mnb", member)));
      recipient = request.receiving;
      const auto notes = must(vault.new_compartments(2));
      for (std::size_t i = 0; i < 6; ++i) {
        const Draft draft{notes[i % 2], EntryKind::filing, "note"};
        static_cast<void>(must(vault.append({&draft, 1})));
      }
      static_cast<void>(must(vault.erase({&notes[1], 1}, "fuzzing")));
      static_cast<void>(must(vault.make_bundle(sound, member)));
    }
    static_cast<void>(must(Vault::join(lead, folder / "first.mnb", words(), test_surroundings(3))));
    take_secrets(director, sound);
  }
  Base(const Base&) = delete;
  Base& operator=(const Base&) = delete;
  ~Base() { std::filesystem::remove_all(folder); }

  void take_secrets(const std::filesystem::path& director, const std::filesystem::path& sound) {
    const MemberSecrets theirs = secrets_of(director);
    static_cast<void>(signing_key(theirs.signing_seed.view(), signing->span()));
    bundle = std::make_unique<testing::HostileBundle>(sound, secrets_of(lead).receiving.view());
  }
  static MemberSecrets secrets_of(const std::filesystem::path& file) {
    OpenVault inside;
    MANUMIT_CHECK(take_files(inside, file).has_value());
    inside.read_only = true;
    const auto slots = must(inside.key_file.slots());
    const auto slot = parse_slot(slots.front());
    MANUMIT_CHECK(slot.has_value());
    auto secrets = must(open_slot(*slot, words().reveal()));
    MANUMIT_CHECK(secrets.has_value());
    return std::move(*secrets);
  }
};

Bytes changed(const Bytes& sound, ByteView changes) {
  Bytes out = sound;
  while (changes.size() > 3 && !out.empty()) {
    const std::size_t at = (changes[1] + std::size_t{256} * changes[2]) % out.size();
    const std::size_t length = std::min(
        {static_cast<std::size_t>(changes[0] & 0x3F) + 1, changes.size() - 3, out.size() - at});
    std::copy_n(changes.begin() + 3, length, out.begin() + static_cast<std::ptrdiff_t>(at));
    if ((changes[0] & 0x80) != 0)
      out.resize(at + length);
    changes = changes.subspan(3 + length);
  }
  return out;
}

std::vector<BundledEntry> with_lies(std::vector<BundledEntry> entries, ByteView lies) {
  constexpr std::size_t kLie = 10;
  for (; lies.size() >= kLie && !entries.empty(); lies = lies.subspan(kLie)) {
    std::uint64_t value = 0;
    for (std::size_t i = 2; i < kLie; ++i)
      value = value << 8 | lies[i];
    testing::lie(entries[lies[0] % entries.size()].header, lies[1], value);
  }
  return entries;
}

void write_hostile(Base& base, const std::filesystem::path& file, ByteView input) {
  testing::HostileBundle& bundle = *base.bundle;
  const ByteView signing = base.signing->view();
  const ByteView changes = input.empty() ? input : input.subspan(1);
  if (input.empty() || input[0] % 2 == 0) {
    bundle.write(file, changed(bundle.contents(), changes), signing, base.recipient,
                 test_surroundings(4));
    return;
  }
  std::vector<BundledEntry> entries = with_lies(bundle.entries(), changes);
  testing::HostileBundle::sign_anew(entries, signing, bundle.signer());
  bundle.write(file, entries, signing, base.recipient, test_surroundings(4));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Base base;
  const auto file = base.folder / "copy.mnv";
  constexpr auto kOver = std::filesystem::copy_options::overwrite_existing;
  std::filesystem::copy_file(base.lead, file, kOver);
  std::filesystem::copy_file(key_file_of(base.lead), key_file_of(file), kOver);
  const auto hostile = base.folder / "hostile.mnb";
  write_hostile(base, hostile, {data, size});
  {
    Vault vault = must(Vault::open(file, words(), test_surroundings(5)));
    const std::uint64_t before = vault.entry_count();
    const auto taken = vault.take_bundle(hostile);
    MANUMIT_CHECK(taken ? vault.entry_count() >= before : vault.entry_count() == before);
    for (const Damage& damage : must(vault.verify(1, {})).damages)
      MANUMIT_CHECK(!damage.problem.next.empty());
  }
  const auto request = base.folder / "request.mnj";
  {
    std::ofstream out(request, std::ios::binary | std::ios::trunc);
    out.write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  }
  static_cast<void>(read_join_request(request));
  return 0;
}
