// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/secret.h"
#include "base/surroundings.h"
#include "vault/condition.h"
#include "vault/entry.h"
#include "vault/verdict.h"

namespace manumit::vault {

/// How dear one guess at the passphrase is made. A fixed choice, never tuned to a fast machine.
enum class KdfProfile {
  standard,      ///< Argon2id, 3 passes over 256 MiB: about a second
  old_computer,  ///< Argon2id, 3 passes over 128 MiB: about half a second
  for_tests,     ///< 1 pass over 8 MiB; only under the clock of vault/vault_for_tests.h
};

struct Member {
  MemberId id;
  std::string name;         ///< as the member wrote it at creation; lives inside the vault only
  std::string fingerprint;  ///< of the member's public keys, in groups to read aloud
};
struct Device {
  AuthorId author;
  MemberId member;  ///< whose it is
  std::string name;
  std::string fingerprint;
  std::uint64_t entries = 0;
  bool this_one = false;
};

/// What the vault page shows.
struct Summary {
  VaultId id;
  std::vector<Member> members;
  std::vector<Device> devices;
  std::uint64_t entries = 0;
  std::uint64_t compartments = 0;
  std::uint64_t bytes = 0;  ///< both files
  std::string head_hash;    ///< hexadecimal
  std::string anchor_line;  ///< at most 80 characters, readable over the telephone
};

/// An open vault: append-only, signed, encrypted, and the keys in locked memory.
///
/// One process, one writer: a second one is refused with a sentence. Reading is safe from several
/// threads at once, writing from one at a time (the vault locks inside). Destroying it locks the
/// vault and wipes every key. Format: docs/formats/mnv1.md.
class Vault {
 public:
  struct Founder {
    std::string member_name;
    std::string device_name;
  };
  /// Makes NAME.mnv and NAME.mnk, readable by this user only. Refuses to touch files that are
  /// there, network shares, and a passphrase under 8 characters (the desk asks for more).
  [[nodiscard]] static Result<Vault> create(const std::filesystem::path& vault_file,
                                            const Passphrase& passphrase, const Founder& founder,
                                            KdfProfile profile, Surroundings surroundings);

  /// "Wrong passphrase" (Kind::not_allowed) is said only when both files are otherwise in order;
  /// every other trouble is Kind::damaged or unavailable with its own sentence. Costs the
  /// deliberate second of the key derivation, then reads headers only: about 0.3 s for 100,000
  /// entries. Damaged entries do not keep it from opening: `found_at_opening` lists them.
  [[nodiscard]] static Result<Vault> open(const std::filesystem::path& vault_file,
                                          const Passphrase& passphrase, Surroundings surroundings);

  Vault(Vault&&) noexcept;
  Vault& operator=(Vault&&) noexcept;
  ~Vault();

  /// A new compartment with a key of its own, already durable in NAME.mnk. An unused one harms
  /// nothing. Many at once cost one transaction.
  [[nodiscard]] Result<std::vector<Compartment>> new_compartments(std::size_t count);

  /// Writes all drafts in one transaction, in order, then reads each back, decrypts and compares.
  /// Only when that holds are the ids returned: then, and not before, say "saved". On any failure
  /// nothing of it is stored, except when the read-back itself finds that the disk or the memory
  /// is failing: then the vault takes no more and says so. With sync: about 2 ms for one, 100,000
  /// in seconds.
  [[nodiscard]] Result<std::vector<EntryId>> append(std::span<const Draft> drafts,
                                                    const Progress& progress = {});

  /// The compartments that hold entries, in the order of their first entry; the one with the
  /// vault's own entries left out.
  [[nodiscard]] std::vector<Compartment> compartments() const;
  /// Whether this member holds the key.
  [[nodiscard]] bool can_open(const Compartment& compartment) const;
  /// A compartment's entries in the fold's order (heads, then lamport, author, sequence).
  /// A damaged entry is an error that names it; `read_sound` skips and reports it instead.
  [[nodiscard]] Result<std::vector<Entry>> read(const Compartment& compartment) const;
  struct SoundEntries {
    std::vector<Entry> entries;
    std::vector<Damage> damages;
  };
  [[nodiscard]] Result<SoundEntries> read_sound(const Compartment& compartment) const {
    return read_newest(compartment, SIZE_MAX);
  }
  /// The same, of the last so many in that order.
  [[nodiscard]] Result<SoundEntries> read_newest(const Compartment& compartment,
                                                 std::size_t count) const;

  /// Everything in file order, the vault's own entries too, decrypted by up to `threads` threads,
  /// handed over one by one in order. For exports and first loads; memory stays bounded by a few
  /// thousand entries.
  [[nodiscard]] Result<std::vector<Damage>> for_each(
      unsigned threads, const std::function<Result<void>(Entry&&)>& visit,
      const Progress& progress = {}) const;
  /// How many entries at most lie between a `make` and its `take`.
  static constexpr std::size_t kInHand = 1024;
  /// The same, for a visitor that has work to do for each entry: `make` gets a place below kInHand
  /// and the entry, on all those threads at once and each time another place. `take` is then called
  /// for the same places on the calling thread, one by one in file order.
  [[nodiscard]] Result<std::vector<Damage>> for_each_made(
      unsigned threads, const std::function<void(std::size_t place, Entry&&)>& make,
      const std::function<Result<void>(std::size_t place)>& take,
      const Progress& progress = {}) const;

  /// What was wrong when it was opened; empty for a sound vault. Opening looks at headers and keys
  /// only: `verify` looks at everything.
  [[nodiscard]] const std::vector<Damage>& found_at_opening() const;
  /// Whether nothing more can be written here: the end of the history is missing or damaged, so
  /// that writing on would make a fork, or a foreign program changed the tables.
  [[nodiscard]] bool read_only() const;

  [[nodiscard]] Summary summary() const;
  /// Name of the member whose device wrote, for "recorded by"; empty if unknown.
  [[nodiscard]] std::string member_of(const AuthorId& author) const;
  /// Which member's device wrote: two devices of one member are one person. Zero if unknown.
  [[nodiscard]] MemberId member_id_of(const AuthorId& author) const;
  /// The member who opened the vault.
  [[nodiscard]] MemberId me() const;
  [[nodiscard]] std::uint64_t entry_count() const;

  /// Keyless checks, then every ciphertext opened. About 10 s for 100,000 entries.
  [[nodiscard]] Result<Verdict> verify(unsigned threads, const Progress& progress) const;

 private:
  struct Inside;
  explicit Vault(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace manumit::vault
