// SPDX-License-Identifier: Apache-2.0
#include "casework/all_evidence.h"

#include <atomic>
#include <utility>

#include "base/parallel.h"
#include "casework/legal_evidence.h"
#include "every_case.h"

namespace manumit::casework {
namespace {

AllEvidence evidence_in(const Case& of, const CaseRow& row) {
  AllEvidence out;
  for (const RecordId& person : affected_people(of)) {
    out.people.push_back({row.id, row.number, person});
    out.evidence.push_back(evidence_of(of, person).evidence);
  }
  return out;
}

}  // namespace

Result<AllEvidence> evidence_of_all(const Casebook& book, const Progress& progress) {
  const std::vector<CaseRow> rows = every_case(book);
  std::atomic<std::uint64_t> done = 0;
  auto cases = TRY(parallel_map<AllEvidence>(
      rows.size(), machine_threads(), [&](std::size_t i) -> Result<AllEvidence> {
        if (progress && !progress(done++, rows.size()))
          return fail(Error::Kind::unavailable, "the comparison was stopped before its end");
        return evidence_in(TRY(book.open_case(rows[i].id)), rows[i]);
      }));
  AllEvidence out;
  for (AllEvidence& one : cases) {
    out.people.insert(out.people.end(), std::make_move_iterator(one.people.begin()),
                      std::make_move_iterator(one.people.end()));
    out.evidence.insert(out.evidence.end(), std::make_move_iterator(one.evidence.begin()),
                        std::make_move_iterator(one.evidence.end()));
  }
  return out;
}

}  // namespace manumit::casework
