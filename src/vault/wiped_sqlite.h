// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace manumit::vault {

/// From here on SQLite overwrites memory before it gives it back: the search index is a database in
/// memory, so what it lets go of is people's words. To be called before any database is opened.
void wipe_what_sqlite_frees();

}  // namespace manumit::vault
