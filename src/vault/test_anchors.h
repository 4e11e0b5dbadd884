// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain_ends.h"
#include "test_office.h"

namespace manumit::vault::testing {

/// An insider with the closed file and the SQLite shell: the guards go away and come back.
inline void past_the_guards(const std::filesystem::path& file, const std::string& sql) {
  auto database = Database::open(file, Database::Mode::write);
  REQUIRE(database);
  std::string guards;
  for (const SchemaPart& part : schema_of(FileKind::entries)) {
    if (part.sql.rfind("CREATE TRIGGER", 0) != 0)
      continue;
    guards += std::string(part.sql) + ";";
    REQUIRE(database->run("DROP TRIGGER " + std::string(part.name)));
  }
  const auto done = database->run(sql);
  REQUIRE_MESSAGE(done.has_value(), (done ? "" : in_english(done.error())));
  REQUIRE(database->run(guards));
}

inline std::size_t findings_with(const Verdict& verdict, const std::string& words) {
  std::size_t count = 0;
  for (const Damage& damage : verdict.damages)
    count += damage.problem.what.find(words) != std::string::npos ? 1U : 0U;
  return count;
}

inline Anchor must_note(Vault& vault) {
  auto noted = vault.note_state();
  REQUIRE_MESSAGE(noted.has_value(), (noted ? "" : in_english(noted.error())));
  return std::move(*noted);
}

inline LineAnswer must_check(const Vault& vault, const std::string& line) {
  auto answer = vault.check_line(line);
  REQUIRE_MESSAGE(answer.has_value(), (answer ? "" : in_english(answer.error())));
  return std::move(*answer);
}

inline Bytes file_bytes(const std::filesystem::path& file) {
  const std::string all = contents(file);
  return {all.begin(), all.end()};
}

/// A checkpoint as this device would sign it, whatever it says, with a salt of zeros.
inline CheckpointRow sign_anything(const OpenVault& vault, const Checkpoint& said) {
  CheckpointRow out;
  out.body = encode(said);
  out.author = vault.me;
  out.sig = sign(vault.signing.view(), checkpoint_message(out.body));
  out.kind = static_cast<std::uint8_t>(AnchorKind::paper);
  out.anchor.resize(kSaltBytes);
  return out;
}

inline void put_row(const std::filesystem::path& file, const CheckpointRow& row) {
  auto database = Database::open(file, Database::Mode::write);
  REQUIRE(database);
  REQUIRE(insert(*database, row));
}

}  // namespace manumit::vault::testing
