// SPDX-License-Identifier: Apache-2.0
#include "findings.h"

#include "base/bytes.h"
#include "base/day.h"

namespace manumit::vault {
namespace {

using What = Damage::What;

constexpr const char* kFetchIt =
    "every other entry is safe; keep this file, and fetch this entry from a backup or another copy";
constexpr std::uint64_t kWide = 256;  // rows; a wider gap is one finding

constexpr const char* kAskWhy =
    "do not write in this copy; keep it as evidence, and compare it with a backup or another copy";

struct Words {
  What what;
  const char* happened;
  const char* next;
};

constexpr Words kWords[] = {
    {What::row_checksum, "entry {0} ({1}) is damaged: its stored bytes are not those written",
     kFetchIt},
    {What::header, "entry {0} ({1}) is damaged: its header cannot be read", kFetchIt},
    {What::identity, "entry {0} ({1}) was changed: it does not carry the id of what it says",
     kFetchIt},
    {What::signature, "entry {0} ({1}) was not signed by the author it names", kAskWhy},
    {What::unknown_author, "entry {0} ({1}) comes from a device that was never admitted", kAskWhy},
    {What::chain, "entry {0} ({1}) does not follow on: what came before it was cut out or moved",
     kAskWhy},
    {What::ciphertext, "the contents of entry {0} ({1}) are damaged or missing", kFetchIt},
    {What::key, "entry {0} ({1}) cannot be opened: the key of its compartment is damaged",
     "every other compartment is safe; restore NAME.mnk from a backup of the same vault"},
    {What::plaintext, "entry {0} ({1}) opens, but what it says has not the right form",
     "every other entry is safe; a newer version of the program may be able to read it"},
    {What::rolled_back, "entry {0} ({1}) is where this copy ends too early", kAskWhy},
    {What::page, "entry {0} cannot be read: its place in the file is damaged", kFetchIt},
    {What::fork, "entry {0} ({1}) was written twice under one number: the device was copied",
     "keep both copies of the vault, and find out which computer wrote the other entry"},
};

Damage whole_file(What what, std::string happened, std::string next,
                  std::vector<std::string> fills = {}) {
  return {what, std::nullopt, std::nullopt,
          Error{Error::Kind::damaged, std::move(happened), "", std::move(next), std::move(fills)}};
}

}  // namespace

std::string short_id(const EntryId& id) {
  return to_hex(ByteView(id.bytes).first(4));
}

Damage finding(What what, std::uint64_t row, const std::optional<EntryId>& entry) {
  Error problem{
      Error::Kind::damaged, "", "", "", {std::to_string(row), entry ? short_id(*entry) : "?"}};
  for (const Words& words : kWords) {
    if (words.what != what)
      continue;
    problem.what = words.happened;
    problem.next = words.next;
  }
  return {what, row, entry, std::move(problem)};
}

Damage rolled_back(std::uint64_t missing) {
  return whole_file(What::rolled_back,
                    "this copy was rolled back: {0} entries are missing that were there before",
                    "the entries in this copy can be read; find the newer copy of the vault before "
                    "you write anything",
                    {std::to_string(missing)});
}

Damage entries_missing(std::uint64_t count) {
  return whole_file(What::chain,
                    "{0} entries are missing in the middle of this copy: they were lost or cut out",
                    "what is here can be read and written on; take a bundle from a computer that "
                    "has them, or salvage this copy together with a backup",
                    {std::to_string(count)});
}

Damage history_exchanged() {
  return whole_file(What::fork,
                    "entries that this computer had verified before are not those that stand there "
                    "now: somebody with a signing key wrote this history anew",
                    kAskWhy);
}

Damage anchors_broken(std::uint64_t count) {
  return whole_file(What::signature,
                    "{0} anchors in this copy are damaged or forged, and count for nothing",
                    "the entries are checked one by one all the same; a bundle from another "
                    "computer brings back the anchors that it has",
                    {std::to_string(count)});
}

Damage anchor_not_reached(std::uint64_t missing, std::int64_t noted_ms) {
  return whole_file(What::rolled_back,
                    "this copy was rolled back: {0} entries are missing that an anchor of {1} "
                    "vouches for",
                    "the entries in this copy can be read; find the newer copy of the vault before "
                    "you write anything",
                    {std::to_string(missing), to_iso(day_at(noted_ms))});
}

Damage anchor_exchanged(std::int64_t noted_ms) {
  return whole_file(What::fork,
                    "entries that an anchor of {0} vouches for are not those that stand there now: "
                    "somebody with a signing key wrote this history anew",
                    kAskWhy, {to_iso(day_at(noted_ms))});
}

Damage mark_lost() {
  return whole_file(What::rolled_back,
                    "the mark in NAME.mnk that tells how far this vault had got is missing or "
                    "damaged, so nobody can say whether entries were taken away at the end",
                    "compare the head hash with the one you noted last; the entries that are there "
                    "are checked all the same");
}

Damage tables_changed() {
  return whole_file(What::page,
                    "the tables or guards of the database are not those of the format: a program "
                    "other than this one changed the file",
                    "the entries are checked one by one all the same; do not write in this copy, "
                    "and compare it with a backup");
}

Damage outer_database_damaged() {
  return whole_file(What::page,
                    "the database around the entries is damaged in a place that holds no entry",
                    "make a backup of both files now; the entries that are not named here are "
                    "safe, and a copy from a backup is the better one to work in");
}

void note_unreadable_rows(std::vector<Damage>& findings, std::uint64_t from, std::uint64_t to) {
  if (to - from >= kWide) {
    findings.push_back(whole_file(What::page, "entries {0} to {1} cannot be read", kFetchIt,
                                  {std::to_string(from), std::to_string(to)}));
    findings.back().row = from;
    return;
  }
  for (std::uint64_t row = from; row <= to; ++row)
    findings.push_back(finding(What::page, row, std::nullopt));
}

void note_missing_rows(std::vector<Damage>& findings, std::uint64_t from, std::uint64_t to) {
  if (to - from >= kWide) {
    findings.push_back(whole_file(What::chain, "entries {0} to {1} are not in the file", kAskWhy,
                                  {std::to_string(from), std::to_string(to)}));
    findings.back().row = from;
    return;
  }
  for (std::uint64_t row = from; row <= to; ++row) {
    findings.push_back(whole_file(What::chain, "entry {0} was cut out of the file", kAskWhy,
                                  {std::to_string(row)}));
    findings.back().row = row;
  }
}

Damage author_row_damaged() {
  return whole_file(What::unknown_author,
                    "the list of devices in the file is damaged: a signing key does not fit its "
                    "name",
                    kAskWhy);
}

Damage keys_torn(std::uint64_t count) {
  return whole_file(What::key, "{0} keys in NAME.mnk are damaged",
                    "their compartments stay closed, all others are safe; restore NAME.mnk from a "
                    "backup of the same vault",
                    {std::to_string(count)});
}

Damage keys_missing(std::uint64_t count) {
  return whole_file(What::key, "{0} keys are missing in NAME.mnk",
                    "what they open stays closed, everything else is safe; restore a later backup "
                    "of NAME.mnk",
                    {std::to_string(count)});
}

Damage registry_unreadable(std::uint64_t row, const EntryId& entry) {
  Damage out = finding(What::plaintext, row, entry);
  out.problem.what =
      "entry {0} ({1}), one of the vault's own about members and devices, cannot be understood";
  return out;
}

Damage reads_differently(std::uint64_t row) {
  Damage out = whole_file(What::page,
                          "entry {0} was read twice and was not the same: the disk or the memory "
                          "of this computer is failing",
                          "make a backup to another disk now, verify it on another computer, and "
                          "work on there",
                          {std::to_string(row)});
  out.row = row;
  return out;
}

Damage entry_not_found(const EntryId& entry) {
  Damage out = whole_file(What::page, "an entry ({0}) that others name could not be found",
                          kFetchIt, {short_id(entry)});
  out.entry = entry;
  return out;
}

Error reads_back_otherwise(std::uint64_t row) {
  return {
      Error::Kind::damaged,
      "what was just written does not read back the same (entry {0}): the disk or the memory of "
      "this computer is failing",
      "",
      "write nothing more here; copy both files to another computer and verify them",
      {std::to_string(row)}};
}

Error keys_dropped() {
  return {Error::Kind::not_allowed, "the vault is locked", "", "unlock it with its passphrase"};
}

Error locked_while_saving() {
  return {Error::Kind::unavailable,
          "the vault was locked while this was being saved: it was written and not yet read back",
          "", "unlock the vault and look whether it is there before you do it again"};
}

Error stopped() {
  return {Error::Kind::unavailable, "stopped as you asked", "", "start it again at any time"};
}

Error only_for_reading() {
  return {Error::Kind::not_allowed,
          "nothing was saved: this copy is open for reading only, because damage was found in it",
          "", "verify the vault to see what is wrong, and go on in a sound copy"};
}

Error entries_lacking() {
  return {Error::Kind::not_allowed,
          "nothing was saved: entries are missing in this copy that were there before", "",
          "take a bundle from a computer that has them, and writing goes on; only if nobody has "
          "them any more, accept that they are lost"};
}

Error device_was_copied() {
  return {Error::Kind::not_allowed,
          "nothing was saved: this device was copied, and two entries stand under one number", "",
          "both are kept and can be read; ask a director to admit this computer anew, and find out "
          "which computer wrote the other entry"};
}

Error device_was_revoked() {
  return {Error::Kind::not_allowed, "nothing was saved: this device was revoked", "",
          "what it wrote before can be read; ask a director to admit this computer anew"};
}

Error device_not_admitted() {
  return {Error::Kind::not_allowed, "nothing was saved: this device is not admitted to the vault",
          "", "ask a director to admit it"};
}

}  // namespace manumit::vault
