// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http.h"
#include "jobs.h"
#include "vault/vault.h"
#include "workplace.h"

namespace manumit::desk {

/// A bundle for that member as a file to save: the result has `name` (the member's), `entries`,
/// `keys`, `left_out`, `bytes` and `file_name`. An analyst is given the circumstances of all cases
/// first. `had` and `their_last` say what was left out (vault/merge.h). The file lies beside the
/// vault, sealed as it is and under no name, until it was fetched or the vault is locked.
[[nodiscard]] Result<JobResult> bundle_for(
    Workplace& desk, casework::Casebook& book, const vault::MemberId& member,
    const Progress& progress, vault::BundleReach reach = vault::BundleReach::everything);

/// The same as a job that has begun.
[[nodiscard]] Result<Response> bundle_begun(
    Workplace& desk, const vault::MemberId& member,
    vault::BundleReach reach = vault::BundleReach::everything);

/// The member as the list has them.
[[nodiscard]] Result<vault::Member> member_called(const vault::Vault& vault,
                                                  const vault::MemberId& id);

/// From 32 hexadecimal digits. Whether there is such a member is seen when it is used.
[[nodiscard]] Result<vault::MemberId> member_id_of(std::string_view hex);

}  // namespace manumit::desk
