// SPDX-License-Identifier: Apache-2.0
#include "wiped_sqlite.h"

#include <sqlite3.h>
#include <string.h>  // explicit_bzero

#include <algorithm>
#include <cstring>

namespace manumit::vault {
namespace {

/// SQLite's own allocator, which the wiping one stands before.
const sqlite3_mem_methods& plain_memory() {
  static const sqlite3_mem_methods methods = [] {
    sqlite3_mem_methods out{};
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &out);
    return out;
  }();
  return methods;
}

void wiping_free(void* memory) {
  if (memory != nullptr)
    explicit_bzero(memory, static_cast<std::size_t>(plain_memory().xSize(memory)));
  plain_memory().xFree(memory);
}

// The plain one may move the block and leave the old bytes where they were.
void* wiping_realloc(void* memory, int bytes) {
  void* moved = plain_memory().xMalloc(bytes);
  if (moved == nullptr || memory == nullptr)
    return moved;
  std::memcpy(moved, memory,
              static_cast<std::size_t>(std::min(bytes, plain_memory().xSize(memory))));
  wiping_free(memory);
  return moved;
}

}  // namespace

void wipe_what_sqlite_frees() {
  sqlite3_mem_methods methods = plain_memory();
  methods.xFree = wiping_free;
  methods.xRealloc = wiping_realloc;
  sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}

}  // namespace manumit::vault
