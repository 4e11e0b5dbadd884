// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "command.h"

namespace manumit::cli {

extern const Command kDesk;
extern const Command kVaultCreate;
extern const Command kVaultInfo;
extern const Command kVaultVerify;
extern const Command kVaultLog;
extern const Command kVaultMembers;
extern const Command kVaultAsk;
extern const Command kVaultJoin;
extern const Command kVaultAdmit;
extern const Command kVaultDismiss;
extern const Command kVaultRole;
extern const Command kVaultShare;
extern const Command kVaultBundle;
extern const Command kVaultMerge;
extern const Command kVaultShares;
extern const Command kVaultRecover;
extern const Command kVaultDrill;
extern const Command kVaultErase;
extern const Command kVaultPanic;
extern const Command kVaultTravel;
extern const Command kVaultBackup;
extern const Command kVaultRehearse;
extern const Command kVaultRestore;
extern const Command kVaultScrub;
extern const Command kVaultSalvage;
extern const Command kVaultAnchor;
extern const Command kVaultWitness;
extern const Command kCaseList;
extern const Command kCaseShow;
extern const Command kCaseImport;
extern const Command kCaseExport;
extern const Command kCaseAttach;
extern const Command kCaseFiles;
extern const Command kCaseFile;
extern const Command kCaseSteps;
extern const Command kDossier;
extern const Command kAssess;
extern const Command kDebt;
extern const Command kEstimate;
extern const Command kGap;
extern const Command kClaim;
extern const Command kLink;
extern const Command kLinkPlan;
extern const Command kLinkShard;
extern const Command kLinkMerge;
extern const Command kNames;

}  // namespace manumit::cli
