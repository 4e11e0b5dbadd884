// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/surroundings.h"
#include "estimate/answer.h"
#include "estimate/list_table.h"
#include "estimate/settings.h"

namespace manumit::estimate {

/// How many there are in all, seen and unseen: every family of method on the same lists, where they
/// disagree, what each assumes; and a refusal where the lists carry no answer.
///
/// A refusal is an answer (`Summary::refused`), not an error: its lower bounds and diagnostics are
/// there. Errors are settings that make no sense (a model over lists that are not there) and a
/// stop asked for through `progress`. The same table, settings and seed give the same bytes with
/// any number of threads.
[[nodiscard]] Result<Answer> estimate(const Lists& lists, const Settings& settings,
                                      const Progress& progress = {});

/// The run record alone, without reckoning anything: the key under which a result is kept.
[[nodiscard]] RunRecord record_of(const Lists& lists, const Settings& settings);

}  // namespace manumit::estimate
