// SPDX-License-Identifier: Apache-2.0
#include "command.h"

#include <charconv>
#include <limits>

#include "base/check.h"
#include "commands.h"

namespace manumit::cli {

std::string Args::text(std::string_view name, std::string_view otherwise) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::string(otherwise) : found->second.back();
}

std::vector<std::string> Args::texts(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

std::size_t Args::number(std::string_view name, std::size_t otherwise) const {
  const auto found = values_.find(name);
  if (found == values_.end())
    return otherwise;
  const auto number = whole_number(found->second.back(),
                                   {.least = 0, .most = std::numeric_limits<std::size_t>::max()});
  MANUMIT_CHECK(number.has_value());  // The parser let nothing else through.
  return *number;
}

std::optional<std::size_t> whole_number(std::string_view text, Range range) {
  std::size_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end || number < range.least || number > range.most)
    return std::nullopt;
  return number;
}

const std::vector<const Command*>& all_commands() {
  static const std::vector<const Command*> kAll = {
      &kDesk,          &kVaultCreate,  &kVaultInfo,  &kVaultVerify,  &kVaultMembers,
      &kVaultAsk,      &kVaultJoin,    &kVaultAdmit, &kVaultDismiss, &kVaultRole,
      &kVaultShare,    &kVaultBundle,  &kVaultMerge, &kVaultShares,  &kVaultRecover,
      &kVaultDrill,    &kVaultErase,   &kVaultPanic, &kVaultTravel,  &kVaultBackup,
      &kVaultRehearse, &kVaultRestore, &kVaultScrub, &kVaultSalvage, &kVaultAnchor,
      &kVaultWitness,  &kVaultLog,     &kCaseList,   &kCaseShow,     &kCaseImport,
      &kCaseExport,    &kCaseAttach,   &kCaseFiles,  &kCaseFile,     &kCaseSteps,
      &kDossier,       &kAssess,       &kDebt,       &kEstimate,     &kGap,
      &kClaim,         &kLink,         &kLinkPlan,   &kLinkShard,    &kLinkMerge,
      &kNames};
  return kAll;
}

}  // namespace manumit::cli
