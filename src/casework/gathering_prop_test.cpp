// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <random>

#include "gathering.h"
#include "invented_filings.h"

using namespace manumit;
using namespace manumit::casework;

namespace {

Gleaned gleaned(const Filed& filed) {
  vault::Entry entry;
  entry.id = filed.entry;
  entry.lamport = filed.lamport;
  entry.written_ms = filed.recorded_ms;
  entry.body = encode(filed.filing);
  const Result<Gleaned> read = glean(entry);
  RC_ASSERT(read.has_value());
  return *read;
}

bool same(const RowStatement& a, const RowStatement& b) {
  return a.subject == b.subject && a.fact == b.fact && a.state == b.state && a.text == b.text;
}

}  // namespace

TEST_CASE("gather: the list of cases says what the folded case says") {
  CHECK(rc::check([] {
    const std::vector<Filed> filings = *invented::history();
    std::vector<Gleaned> parts;
    for (const Filed& filed : filings)
      parts.push_back(gleaned(filed));
    std::mt19937 chance(*rc::gen::arbitrary<std::uint32_t>());
    std::shuffle(parts.begin(), parts.end(), chance);
    const CaseParts gathered = gather(std::move(parts));
    const RowParts& quick = gathered.row;
    const Case folded = fold(filings);
    const RowParts whole = parts_of(folded);
    std::vector<KeptIn> kept;
    for (const Attached& one : folded.attached)
      note_kept(kept, {one.source, one.compartment, one.about.value_or(RecordId{})});
    RC_ASSERT(gathered.kept == kept);
    RC_ASSERT(quick.id == whole.id);
    RC_ASSERT(quick.touched_ms == whole.touched_ms);
    RC_ASSERT(quick.statements == whole.statements);
    RC_ASSERT(quick.subjects == whole.subjects);
    RC_ASSERT(std::equal(quick.live.begin(), quick.live.end(), whole.live.begin(), whole.live.end(),
                         same));
  }));
}
