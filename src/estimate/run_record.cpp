// SPDX-License-Identifier: Apache-2.0
#include "estimate.h"
#include "sha256.h"

namespace manumit::estimate {
namespace {

/// The table's hash; with strata or draws of the linkage, the hash of all of theirs, so that lists
/// which split or link their people otherwise have another record.
std::string hash_of(const Lists& lists) {
  if (lists.columns.empty() && lists.draws.empty())
    return lists.table.hash();
  std::string text = "table " + lists.table.hash() + "\n";
  for (const std::string& column : lists.columns)
    text += "column " + sha256_hex(column) + "\n";
  for (const Stratum& stratum : lists.strata) {
    text += "stratum";
    for (const std::string& value : stratum.values)
      text += " " + sha256_hex(value);
    text += " " + stratum.table.hash() + "\n";
  }
  for (const ListTable& draw : lists.draws)
    text += "draw " + draw.hash() + "\n";
  return sha256_hex(text);
}

}  // namespace

RunRecord record_of(const Lists& lists, const Settings& settings) {
  RunRecord record;
  record.table_hash = hash_of(lists);
  record.options = written(settings);
  record.version = MANUMIT_VERSION;
  record.seed = settings.seed;
  record.record_hash = sha256_hex(record.table_hash + "\n" + record.options + "\n" +
                                  record.version + "\n" + std::to_string(record.seed) + "\n");
  return record;
}

}  // namespace manumit::estimate
