// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/json_write.h"
#include "base/sentence.h"
#include "casework/casebook.h"
#include "casework/link_records.h"
#include "exchange/link_review.h"
#include "exchange/vault_linkage.h"
#include "link/profile.h"

namespace manumit::desk {

// How comparisons of records look to the pages; docs/formats/desk-json.md and docs/openapi.yaml
// describe it.

[[nodiscard]] std::string_view name_of(casework::LinkedKind kind);
[[nodiscard]] std::optional<casework::LinkedKind> linked_kind_from(std::string_view name);

/// {"text","what","fills"}.
void write(JsonWriter& json, const Sentence& sentence);
void write(JsonWriter& json, const casework::RecordRef& record);

/// Writes records by their rows.
class RecordsJson {
 public:
  RecordsJson(JsonWriter& json, const casework::Casebook& book,
              const casework::LinkRecords& records)
      : json_(json), book_(book), records_(records) {}
  void record(std::string_view name, std::uint32_t row);
  /// Without a name: as a member of a list.
  void record(std::uint32_t row);
  void columns();
  void lists();

 private:
  JsonWriter& json_;
  const casework::Casebook& book_;
  const casework::LinkRecords& records_;
};

/// What a comparison would read, before anything is compared.
struct LinkListsRead {
  casework::LinkedKind kind = casework::LinkedKind::people;
  casework::LinkRecords records;
  std::vector<link::ColumnProfile> profile;
};
/// With the id of the comparison that is kept, or none.
void write_link_lists(JsonWriter& json, const LinkListsRead& read, std::string_view kept);

void write_link_run(JsonWriter& json, const exchange::VaultLinkage& run,
                    const exchange::ReviewState& review, bool is_stale);

/// "weight", "probability", "standing" and "verdict": members of an object that is open.
void write_standing(JsonWriter& json, const casework::LinkPair* pair);
void write_weight(JsonWriter& json, double weight);

/// Two records side by side with what each part says, and what people said.
void write_explained_pair(JsonWriter& json, const casework::Casebook& book,
                          const exchange::VaultLinkage& run, const link::RecordPair& rows,
                          const casework::Links& links);

/// Two records without a word of how alike they are, or of what anybody said.
void write_blind_pair(JsonWriter& json, const casework::Casebook& book,
                      const exchange::VaultLinkage& run, const link::RecordPair& rows);

/// Everything that was said of a pair, the oldest first.
[[nodiscard]] std::vector<casework::ShownDecision> decisions_on(const casework::Casebook& book,
                                                                const casework::LinkPair& pair);
void write_decision(JsonWriter& json, const casework::ShownDecision& one,
                    const vault::MemberId& me);

}  // namespace manumit::desk
