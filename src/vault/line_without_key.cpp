// SPDX-License-Identifier: Apache-2.0
#include "anchors.h"
#include "look.h"
#include "rows.h"
#include "vault/anchor.h"

namespace manumit::vault {

Result<LineAnswer> check_line_without_key(const std::filesystem::path& vault_file,
                                          std::string_view line) {
  const AnchorLine wanted = TRY(read_anchor_line(line));
  Inspection seen = inspect(vault_file);
  if (seen.condition != Condition::intact && seen.condition != Condition::keys_absent &&
      seen.condition != Condition::keys_damaged)
    return fail(std::move(seen.problem));
  const Database database = TRY(open_to_look(vault_file));
  const VaultId vault = read_preamble(database, FileKind::entries).vault;
  const AuthorList list = read_authors(database);
  Chains chains;
  RowStream rows = TRY(RowStream::over(database, false, 0));
  for (auto block = TRY(rows.next()); !block.empty(); block = TRY(rows.next())) {
    for (const StoredRow& stored : block) {
      // Each id is the hash over its header and so over all before it: a line that fits vouches for
      // them better than signatures could.
      const RowFinding row = check_row(stored, vault, list.authors, {.signature = false});
      if (row.is_link())
        static_cast<void>(chains.follow(*row.id, *row.header));
      else
        chains.excuse();
    }
  }
  return judge_line(wanted, read_states(database, vault, list.authors).states, chains).answer;
}

}  // namespace manumit::vault
