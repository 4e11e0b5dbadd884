// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"

namespace manumit::cli {

extern const Command kDesk;
extern const Command kVaultCreate;
extern const Command kVaultInfo;
extern const Command kVaultVerify;
extern const Command kCaseList;
extern const Command kCaseShow;
extern const Command kCaseImport;
extern const Command kCaseExport;
extern const Command kAssess;
extern const Command kDebt;
extern const Command kEstimate;
extern const Command kLink;
extern const Command kLinkPlan;
extern const Command kLinkShard;
extern const Command kLinkMerge;
extern const Command kNames;

}  // namespace manumit::cli
