// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "exchange/export.h"
#include "htcds_values.h"

namespace manumit::exchange {

using Sink = std::function<Result<void>(ByteView)>;

/// Folds the requested cases one after another and hands each over, with its values ready; adds
/// what was said and unsaid to the report.
[[nodiscard]] Result<void> for_each_case(
    const ExportRequest& request, const casework::Casebook& casebook, ValueStyle style,
    const Progress& progress, ExportReport& report,
    const std::function<void(const casework::Case&, CaseValues&)>& visit);

[[nodiscard]] Result<ExportReport> export_csv(const ExportRequest& request,
                                              const casework::Casebook& casebook, const Sink& sink,
                                              const Progress& progress);
[[nodiscard]] Result<ExportReport> export_excel(const ExportRequest& request,
                                                const casework::Casebook& casebook,
                                                const Sink& sink, const Progress& progress);
[[nodiscard]] Result<ExportReport> export_dump(const ExportRequest& request,
                                               const casework::Casebook& casebook, const Sink& sink,
                                               const Progress& progress);

/// The requested cases; all, in the order of their numbers, if none is named.
[[nodiscard]] std::vector<casework::RecordId> requested_cases(const ExportRequest& request,
                                                              const casework::Casebook& casebook);

/// "2026-11-23": the day on which the newest of the exported was touched, so that the same cases
/// give the same name.
[[nodiscard]] std::string day_of_newest(std::int64_t newest_ms);

}  // namespace manumit::exchange
