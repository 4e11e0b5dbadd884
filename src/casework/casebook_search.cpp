// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "casebook_inside.h"
#include "findable.h"

namespace manumit::casework {
namespace {

/// Cases that were read to show an answer, each once.
class Shown {
 public:
  explicit Shown(const Casebook& casebook) : casebook_(casebook) {}

  [[nodiscard]] const Case* find(const RecordId& id) {
    auto at = cases_.find(id);
    if (at == cases_.end()) {
      Result<Case> read = casebook_.open_case(id);
      at = cases_.emplace(id, read ? std::optional(std::move(*read)) : std::nullopt).first;
    }
    return at->second ? &*at->second : nullptr;
  }

 private:
  const Casebook& casebook_;
  std::map<RecordId, std::optional<Case>> cases_;
};

}  // namespace

std::vector<Hit> Casebook::search(std::string_view words, std::size_t limit) const {
  Shown shown(*this);
  std::vector<Hit> out;
  for (Found& found : inside_->indexer.find(words, limit)) {
    Hit hit;
    {
      const std::shared_lock lock(inside_->state);
      const CaseState& in = inside_->cases[found.case_place];
      hit.case_id = in.row.id;
      hit.case_number = in.row.number;
      if (can_be_linked(found.kind))
        hit.also_in = inside_->also_in(in, found.subject);
    }
    hit.subject = found.subject;
    hit.kind = found.kind;
    hit.how = found.how;
    if (found.sort == Findable::Sort::name) {
      hit.title = found.name;
      hit.fact = built_in_vocabulary().facts()[found.fact].id;
      hit.excerpt = found.name;
    } else if (const Case* of = shown.find(hit.case_id)) {
      Excerpt excerpt = excerpt_of(*of, found.subject, words);
      hit.title = title_of(*of, found.subject);
      hit.fact = std::move(excerpt.fact);
      hit.excerpt = std::move(excerpt.words);
    }
    out.push_back(std::move(hit));
  }
  return out;
}

}  // namespace manumit::casework
