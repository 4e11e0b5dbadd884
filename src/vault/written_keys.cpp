// SPDX-License-Identifier: Apache-2.0
#include "written_keys.h"

#include <algorithm>
#include <tuple>

#include "key_file.h"
#include "place.h"
#include "schema.h"

namespace manumit::vault {
namespace {

using Place = std::tuple<Compartment, std::uint32_t, Recipient>;

Place place_of(const WrappedKey& row) {
  return {row.compartment, row.epoch, row.recipient};
}

bool is_of(const std::filesystem::path& file, const VaultId& vault) {
  const auto database = Database::open(file, Database::Mode::untouched);
  if (!database)
    return false;
  const Preamble preamble = read_preamble(*database, FileKind::keys);
  return preamble.state == Preamble::State::sound && preamble.vault == vault &&
         check_schema(*database, FileKind::keys) == SchemaState::exact;
}

bool same_keys(const KeyFile::Keys& there, std::span<const WrappedKey> wanted) {
  const auto found = by_place(there.rows);
  const auto written = by_place(wanted);
  return there.torn.empty() && there.unreadable == 0 &&
         std::equal(found.begin(), found.end(), written.begin(), written.end(),
                    [](const WrappedKey* a, const WrappedKey* b) { return same_row(*a, *b); });
}

}  // namespace

std::vector<const WrappedKey*> by_place(std::span<const WrappedKey> rows) {
  std::vector<const WrappedKey*> out;
  out.reserve(rows.size());
  for (const WrappedKey& row : rows)
    out.push_back(&row);
  std::stable_sort(out.begin(), out.end(), [](const WrappedKey* a, const WrappedKey* b) {
    return place_of(*a) < place_of(*b);
  });
  std::reverse(out.begin(), out.end());
  const auto same_place = [](const WrappedKey* a, const WrappedKey* b) {
    return place_of(*a) == place_of(*b);
  };
  out.erase(std::unique(out.begin(), out.end(), same_place), out.end());
  return out;
}

bool same_row(const WrappedKey& a, const WrappedKey& b) {
  return place_of(a) == place_of(b) && a.ephemeral == b.ephemeral && a.nonce == b.nonce &&
         a.wrapped == b.wrapped;
}

bool lies_as_written(const std::filesystem::path& file, const VaultId& vault,
                     const KeysToWrite& wanted) {
  if (!sync_file(file))
    return false;
  forget_cached(file);
  if (!is_of(file, vault))
    return false;
  const auto written = KeyFile::look(file, vault);
  if (!written)
    return false;
  const auto keys = written->keys();
  const auto slots = written->slots();
  const auto mark = written->mark();
  return keys && slots && mark && same_keys(*keys, wanted.rows) && *mark == wanted.mark &&
         std::equal(slots->begin(), slots->end(), wanted.slots.begin(), wanted.slots.end());
}

}  // namespace manumit::vault
