// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/json_write.h"
#include "base/secret.h"
#include "casework/person_lists.h"
#include "estimate/answer.h"
#include "estimate/list_columns.h"
#include "estimate/list_table.h"
#include "estimate/settings.h"

namespace manumit::desk {

/// What a page wants estimated, and how: a file of lists that it sends, or the vault's own lists.
struct EstimateWish {
  std::string file_name;
  Secret<Bytes> file;
  std::optional<casework::ListedBy> vault;  ///< Set: the file is not.
  std::vector<std::string> strata;
  std::vector<std::string> drop;
  std::vector<std::vector<std::string>> merge;
  estimate::Settings settings;
  estimate::About about;  ///< As the person said it.
};

/// Reads {"file_name","content"} or {"vault"}, with "strata", "drop", "merge", the settings and
/// what the lists are of.
[[nodiscard]] Result<EstimateWish> read_estimate_wish(std::string_view json);

/// What was read of a wish, before anything is reckoned.
struct ListsRead {
  estimate::ListColumns columns;
  std::optional<estimate::Lists> lists;
  std::optional<Error> problem;  ///< Why there are no lists; the columns can be told all the same.
  std::optional<casework::PersonLists> vault;
};
void write_lists_read(JsonWriter& json, const ListsRead& read);

}  // namespace manumit::desk
