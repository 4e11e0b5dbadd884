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
#include "vault/anchor.h"
#include "vault/attachment.h"
#include "vault/backup.h"
#include "vault/condition.h"
#include "vault/entry.h"
#include "vault/members.h"
#include "vault/merge.h"
#include "vault/proof.h"
#include "vault/recovery.h"
#include "vault/verdict.h"

namespace manumit::vault {

/// How dear one guess at the passphrase is made. A fixed choice, never tuned to a fast machine.
enum class KdfProfile {
  standard,      ///< Argon2id, 3 passes over 256 MiB: about a second
  old_computer,  ///< Argon2id, 3 passes over 128 MiB: about half a second
  for_tests,     ///< 1 pass over 8 MiB; only under the clock of vault/vault_for_tests.h
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
};

/// What an erasure did.
struct Erasure {
  std::vector<EntryId> orders;  ///< one entry for each compartment
  std::uint64_t entries = 0;    ///< whose contents are gone
  std::int64_t at_ms = 0;
  /// When the last copy of the keys that was made before is to be destroyed: until then whoever has
  /// it can open what was erased. 0 if there is none.
  std::int64_t last_key_backup_until_ms = 0;
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
  /// there, network shares, and a passphrase that is easy to guess (vault/passphrase_strength.h).
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
  /// nothing. Four thousand at once cost one transaction.
  [[nodiscard]] Result<std::vector<Compartment>> new_compartments(std::size_t count);

  /// The same for one file alone. Whoever holds its key can tell it from others without opening
  /// anything, nobody else can; what goes through all entries passes over it unread.
  [[nodiscard]] Result<Compartment> new_file_compartment();
  /// Whether it is one, as far as this member can know.
  [[nodiscard]] bool is_file(const Compartment& compartment) const;
  /// The files whose key is here, finished or broken off, in the order of their first piece.
  [[nodiscard]] std::vector<FilePlace> files() const;
  /// Finds the pieces of a file and reads every one: only a file that is whole and has this very
  /// hash is given. Pieces that are missing, damaged or sealed are said in numbers. One piece in
  /// memory; about 2 s for 500 MB.
  [[nodiscard]] Result<KeptFile> check_file(const Compartment& compartment, const FileFacts& facts,
                                            const Progress& progress = {}) const;
  /// So many bytes of it from `from` on, fewer at its end; each piece is proved anew.
  [[nodiscard]] Result<Secret<Bytes>> read_file(const KeptFile& file, std::uint64_t from,
                                                std::size_t count) const;

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
  /// A damaged entry is an error that names it; `read_sound` skips and reports it instead. Entries
  /// under keys that this member does not hold are left out; if there are no others it is an error.
  [[nodiscard]] Result<std::vector<Entry>> read(const Compartment& compartment) const;
  struct SoundEntries {
    std::vector<Entry> entries;
    std::vector<Damage> damages;
    std::size_t sealed = 0;  ///< under a later key than any that this member holds
  };
  [[nodiscard]] Result<SoundEntries> read_sound(const Compartment& compartment) const {
    return read_newest(compartment, SIZE_MAX);
  }
  /// The same, of the last so many in that order.
  [[nodiscard]] Result<SoundEntries> read_newest(const Compartment& compartment,
                                                 std::size_t count) const;

  /// Everything but files in file order, the vault's own entries too, decrypted by up to `threads`
  /// threads, handed over one by one in order. For exports and first loads; memory stays bounded by
  /// a few thousand entries.
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
  /// The device that this copy of the vault writes by.
  [[nodiscard]] AuthorId this_device() const;
  /// The member who opened the vault.
  [[nodiscard]] MemberId me() const;
  [[nodiscard]] std::uint64_t entry_count() const;

  /// Admits the person who asked, with keys of their own for this computer. `again`: another record
  /// of the same person, who then may open what they could before; as an analyst they open what is
  /// shared with this record and nothing else. Directors only, as the next two.
  [[nodiscard]] Result<MemberId> admit(const JoinRequest& request, Role role,
                                       const std::optional<MemberId>& again = {});
  /// From here on. Refused where somebody would have to forget keys, those of all or those of
  /// identities: they are dismissed, and admitted anew.
  [[nodiscard]] Result<void> set_role(const MemberId& member, Role role, const std::string& reason);
  /// Revokes the member's device after the last entry of it that is here: what it writes later is
  /// kept and not shown, and it is given no key any more.
  [[nodiscard]] Result<void> dismiss(const MemberId& member, const std::string& reason);
  /// Opens compartments to a member; whoever can open them may share them.
  [[nodiscard]] Result<void> share(const MemberId& member,
                                   std::span<const Compartment> compartments);
  /// Whether the member may open it by their role, by having opened it, or by a share.
  [[nodiscard]] bool entitled(const MemberId& member, const Compartment& compartment) const;

  /// Destroys the keys and the contents of compartments for good, with an entry that says on what
  /// ground; chains and signatures still hold. Directors and leads only. What was done when a crash
  /// comes between is finished at the next opening.
  [[nodiscard]] Result<Erasure> erase(std::span<const Compartment> compartments,
                                      const std::string& ground);

  /// A new set of `total` shares, any `threshold` of which open the vault when every passphrase is
  /// lost; those of the set before open nothing more. Directors only.
  [[nodiscard]] Result<std::vector<Share>> issue_shares(unsigned threshold, unsigned total);
  /// Opens the vault by shares, and lets whoever brings them in as a director under a new
  /// passphrase. The record whose passphrase is lost stays until it is dismissed.
  [[nodiscard]] static Result<Vault> recover(const std::filesystem::path& vault_file,
                                             std::span<const Share> shares,
                                             const Passphrase& passphrase, const Founder& names,
                                             KdfProfile profile, Surroundings surroundings);
  /// The set that opens this copy of the vault; nothing if there is none. Waits for a writer.
  [[nodiscard]] Result<std::optional<RecoverySet>> recovery_set() const;
  /// Whether this member, a director, is still to decide on shares: none were ever issued, on no
  /// computer of the vault, and no director wrote down that it goes without.
  [[nodiscard]] bool shares_undecided() const;
  /// Writes that down. Shares can be issued later all the same. Directors only.
  [[nodiscard]] Result<void> go_without_shares();
  /// Whether these shares would open this copy of the vault: the drill. Changes nothing but a line
  /// in the registry that says when it was held.
  [[nodiscard]] Result<void> drill_shares(std::span<const Share> shares);

  /// Copies the vault into NAME-DATE.mnv and, if asked, its keys into NAME-DATE.mnk, under their
  /// names only when they were read back and checked: every row as by `check_without_key`, every
  /// wrapped key. Saving goes on meanwhile (but not on a removable disk) and is not in the copy. A
  /// full disk, a stick that is pulled out and a stop leave nothing that looks like a backup. About
  /// 10 s for 100,000 entries, and the time of the stick.
  [[nodiscard]] Result<BackupMade> back_up(const BackupWish& wish, const Progress& progress = {});
  /// Overwrites and removes, in this folder, the copies of this vault's keys whose day has come.
  /// Goes by the date in their names, the vault's id inside, and how long the vault was told to
  /// keep the keys of that day (35 days if it was not told). Touches nothing else.
  [[nodiscard]] Result<KeyBackupsPruned> prune_key_backups(const std::filesystem::path& folder);

  /// When it was last backed up and tried, by whom, and whether it is time again.
  [[nodiscard]] BackupsKnown backups() const;

  /// Whether this backup would bring the vault back: opens it by its passphrase without touching
  /// it, verifies it like `verify`, and tells what was written since. If it is sound the vault
  /// notes that a drill was held. Two key derivations' time and that of `verify`.
  [[nodiscard]] Result<BackupDrill> drill_backup(const BackupFiles& files,
                                                 const Passphrase& passphrase,
                                                 const Progress& progress = {});
  /// Makes the vault again from the two parts of a backup, in a new place and from a passphrase of
  /// that day. Keys that are older than the entries: what was erased in between is erased again at
  /// this opening. Keys that are newer: it is open for reading only, and `lacking` says what the
  /// entries lack. Where others work in the vault too, take a bundle from them before writing: what
  /// this device wrote after the backup would otherwise stand twice under one number.
  [[nodiscard]] static Result<Vault> restore(const BackupFiles& from,
                                             const std::filesystem::path& vault_file,
                                             const Passphrase& passphrase,
                                             Surroundings surroundings,
                                             const Progress& progress = {});
  /// What this computer knew before and does not find in the file: it was rolled back, or restored
  /// from a copy older than its keys. Until a bundle brings it back the vault is read only.
  [[nodiscard]] std::vector<Behind> lacking() const;
  /// Gives that up for lost, with a line in the registry, and lets writing go on. Wrong if anybody
  /// still has those entries: then this device's own would stand twice under one number.
  [[nodiscard]] Result<void> accept_loss();

  /// Notes how far the vault has got, signed by this device: the line of it, kept elsewhere, shows
  /// later whether anything was cut off, put back or exchanged. Nothing of the vault's contents is
  /// in it. Read back before it is given out. About 0.3 s for 100,000 entries.
  [[nodiscard]] Result<Anchor> note_state();
  /// All states that were noted on a computer of this vault and are known here, the newest first.
  /// What a revoked device noted after its last number that counts is left out.
  [[nodiscard]] std::vector<Anchor> anchors() const;
  /// What this copy has to say to a line that somebody reads aloud. A line with a wrong letter is
  /// an error. The same time.
  [[nodiscard]] Result<LineAnswer> check_line(std::string_view line) const;
  /// Takes what a witness signed (NAME.mnw): it must fit a line that was noted here, and come from
  /// outside. The same once more changes nothing.
  [[nodiscard]] Result<Anchor> take_witness(ByteView file);

  /// Writes down a line of another vault, and signs that it was here. `as` is how the witness is
  /// named in the file; empty: as this member is. The same line once more gives the same file.
  [[nodiscard]] Result<WitnessMade> witness(std::string_view line, const std::string& of,
                                            const std::string& as);
  /// All lines of others that were written down here, the newest first.
  [[nodiscard]] std::vector<Witnessed> witnessed() const;

  /// Writes all sound entries, and the keys that the member may hold, into a new file sealed for
  /// them. About 100 MB for 100,000 entries; streams.
  /// `reach` can leave out what the receiver's computer has by its own signed word: what it knew
  /// when it wrote the last entry of it that is here. Everything goes to one that wrote none yet,
  /// or was copied.
  [[nodiscard]] Result<BundleMade> make_bundle(const std::filesystem::path& file,
                                               const MemberId& recipient,
                                               const Progress& progress = {},
                                               BundleReach reach = BundleReach::everything) const;
  /// Takes such a file in: set union, in any order, any number of times. All or nothing: a bundle
  /// that is damaged, cut short, of another vault, for another member or not from an admitted
  /// device changes nothing. Whatever was folded from the vault before must be folded anew.
  [[nodiscard]] Result<MergeReport> take_bundle(const std::filesystem::path& file,
                                                const Progress& progress = {});

  /// Makes keys for this computer under the passphrase (NAME.mnk-asking beside the vault to come)
  /// and writes the request that a director admits.
  [[nodiscard]] static Result<JoinRequest> ask_to_join(const std::filesystem::path& vault_file,
                                                       const std::filesystem::path& request_file,
                                                       const Passphrase& passphrase,
                                                       const Founder& names, KdfProfile profile,
                                                       Surroundings surroundings);
  /// Makes this computer's copy of the vault from the first bundle after that.
  [[nodiscard]] static Result<Vault> join(const std::filesystem::path& vault_file,
                                          const std::filesystem::path& bundle_file,
                                          const Passphrase& passphrase, Surroundings surroundings,
                                          const Progress& progress = {});

  /// What lets an outsider check chosen parts of entries without a key and without the other parts:
  /// a proof for each wish, in the same order, up to one checkpoint that this device signs. An
  /// entry that carries none, or whose chain has a hole, gets the reason instead. Of the noted
  /// states that cover an entry, of each witness the earliest goes along, and the earliest line
  /// there is. Reads every header once: about 0.3 s for 100,000 entries.
  [[nodiscard]] Result<Proofs> prove(std::span<const ProofWish> wishes) const;
  /// This device's signature under the list of a dossier's files, by `manifest_signed` of proof.h.
  [[nodiscard]] DeviceSignature sign_manifest(ByteView manifest) const;

  /// A thirtieth of that each day, so that in a month every entry was looked at: today's rows and
  /// those of the days since this device last did so, each read twice and opened. Readings that
  /// differ are told apart from damage: then it is the computer that fails. About 1 s a day for
  /// 100,000 entries.
  [[nodiscard]] Result<Scrubbed> scrub(const Progress& progress = {});

  /// Keyless checks, then every ciphertext opened. About 10 s for 100,000 entries.
  [[nodiscard]] Result<Verdict> verify(unsigned threads, const Progress& progress) const;

  /// Zeroes every key in memory, those of a backup that is being tried too, from any thread and
  /// whatever else is under way: that ends at its next step, as it would by a crash, and from then
  /// on everything here is refused. Waits at most for one such step, which is a few milliseconds,
  /// or for the disk to take what is being saved.
  void drop_keys();
  /// Whether another program put a new NAME.mnk in the place of the one that is open here: then
  /// somebody destroyed the keys of this computer (vault/panic.h). Costs one look at the folder.
  [[nodiscard]] bool key_file_replaced() const;

 private:
  struct Inside;
  explicit Vault(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace manumit::vault
