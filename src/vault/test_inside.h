// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "open_vault.h"
#include "test_vault.h"

namespace manumit::vault::testing {

/// The inside of a vault, opened with the tests' passphrase.
inline std::unique_ptr<OpenVault> open_inside(const std::filesystem::path& file,
                                              Surroundings surroundings) {
  auto inside = std::make_unique<OpenVault>();
  inside->surroundings = std::move(surroundings);
  REQUIRE(take_files(*inside, file));
  const auto slots = inside->key_file.slots();
  REQUIRE(slots);
  REQUIRE_FALSE(slots->empty());
  const auto slot = parse_slot(slots->front());
  REQUIRE(slot);
  auto secrets = open_slot(*slot, passphrase().reveal());
  REQUIRE(secrets);
  REQUIRE(secrets->has_value());
  inside->secrets = std::move(**secrets);
  const auto unlocked = unlock(*inside);
  REQUIRE_MESSAGE(unlocked.has_value(), (unlocked ? "" : in_english(unlocked.error())));
  return inside;
}

/// Erases a compartment as the format lays down, in a vault that nobody has open: the entry that
/// orders it, the key destroyed, the cipher text blanked.
inline void erase_compartment(const std::filesystem::path& file, const Compartment& compartment,
                              Surroundings surroundings) {
  EntryId order;
  {
    const auto inside = open_inside(file, std::move(surroundings));
    const Draft draft{inside->secrets.registry, EntryKind::erase,
                      encode(Erase{compartment, "she asked for it"})};
    const auto written = append_any(*inside, {&draft, 1}, {});
    REQUIRE(written);
    order = written->front();
  }
  const std::string tag = "x'" + to_hex(compartment.bytes) + "'";
  auto keys = Database::open(key_file_of(file), Database::Mode::write);
  REQUIRE(keys->run("DELETE FROM casekey WHERE tag=" + tag));
  auto entries = Database::open(file, Database::Mode::write);
  REQUIRE(entries->run("INSERT INTO erasure VALUES(" + tag + ", x'" + to_hex(order.bytes) + "')"));
  REQUIRE(entries->run("UPDATE entry SET ct=NULL WHERE substr(header, -112, 16)=" + tag));
}

}  // namespace manumit::vault::testing
