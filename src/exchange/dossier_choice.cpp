// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "casework/fold.h"
#include "casework/vocabulary.h"
#include "dossier_parts.h"

namespace manumit::exchange::dossier {
namespace {

using casework::Case;
using casework::Fact;
using casework::Filed;
using casework::RecordId;
using casework::Told;

const Fact* fact_of(const Told& told) {
  return casework::built_in_vocabulary().find(told.said.fact);
}

bool is_identity(const Told& told) {
  const Fact* fact = fact_of(told);
  // A fact that this version does not know may be somebody's name.
  return fact == nullptr || fact->identity;
}

bool could_cost_a_life(const Told& told) {
  const Fact* fact = fact_of(told);
  return fact == nullptr || fact->sensitivity == casework::Sensitivity::life_critical;
}

/// Which statements go out.
class Choice {
 public:
  Choice(const Case& folded, const DossierWish& wish) : folded_(folded), wish_(wish) {}

  Result<std::set<std::string>> ids() {
    if (wish_.facts.empty()) {
      choose_all();
    } else {
      for (const std::string& id : wish_.facts)
        TRY(choose_one(id));
      TRY(with_corrections());
    }
    if (ids_.empty()) {
      return fail(Error::Kind::bad_input, "no fact was chosen, so there is nothing to prove", "",
                  "choose facts by their ids: `manumit case show CASE --history` lists them");
    }
    return std::move(ids_);
  }
  [[nodiscard]] std::size_t held_back() const { return held_back_; }

 private:
  void choose_all() {
    for (const Told& told : folded_.statements) {
      if (!told.live || (wish_.without_identity && is_identity(told)))
        continue;
      if (could_cost_a_life(told))
        ++held_back_;
      else
        ids_.insert(told.id);
    }
  }

  Result<void> choose_one(const std::string& id) {
    const auto told = std::find_if(folded_.statements.begin(), folded_.statements.end(),
                                   [&](const Told& one) { return one.id == id; });
    if (told == folded_.statements.end()) {
      return fail(Error::Kind::not_found, "there is no statement {0} in this case", "",
                  "choose facts by their ids: `manumit case show CASE --history` lists them", {id});
    }
    if (wish_.without_identity && is_identity(*told)) {
      return fail(Error::Kind::bad_input,
                  "statement {0} says who somebody is, which was to be left out", "",
                  "leave it out, or allow identities", {id});
    }
    ids_.insert(id);
    return {};
  }

  /// Whoever reads what was corrected later must be able to read the correction.
  Result<void> with_corrections() const {
    for (const Told& told : folded_.statements) {
      for (const std::string& earlier : told.said.replaces) {
        if (ids_.contains(earlier) && !ids_.contains(told.id)) {
          return fail(Error::Kind::bad_input, "statement {0} was corrected by {1}", "",
                      "choose both, or neither: one alone would mislead", {earlier, told.id});
        }
      }
    }
    return {};
  }

  const Case& folded_;
  const DossierWish& wish_;
  std::set<std::string> ids_;
  std::size_t held_back_ = 0;
};

/// Lays the chosen parts of the filings out as items and wishes.
class Layout {
 public:
  Layout(const std::vector<Filed>& filings, const std::set<std::string>& ids)
      : filings_(filings), ids_(ids) {}

  void lay_out(Chosen& out) {
    for (const Filed& filed : filings_)
      note_needed(filed);
    for (const Filed& filed : filings_)
      add_facts(filed, out);
    add_last(out, ItemKind::source, &casework::Filing::sources);
    add_last(out, ItemKind::subject, &casework::Filing::subjects);
    for (const Filed& filed : filings_)
      add_withdrawals(filed, out);
  }

 private:
  void note_needed(const Filed& filed) {
    for (std::size_t i = 0; i < filed.filing.statements.size(); ++i) {
      const casework::Statement& said = filed.filing.statements[i];
      if (!ids_.contains(casework::statement_id(filed.entry, i)))
        continue;
      needed_.insert(said.subject);
      if (said.source)
        needed_.insert(*said.source);
      if (const auto* record = std::get_if<RecordId>(&said.answer.value))
        needed_.insert(*record);
    }
  }

  void add(Chosen& out, ItemKind kind, const Filed& filed, std::size_t part, std::string id) {
    const std::size_t n = ++counts_[static_cast<std::size_t>(kind)];
    const auto [at, fresh] = wish_of_.emplace(filed.entry, out.wishes.size());
    if (fresh)
      out.wishes.push_back({filed.entry, casework::parts_of(filed.filing), {}});
    vault::ProofWish& wish = out.wishes[at->second];
    wish.chosen.push_back(static_cast<std::uint32_t>(part));
    out.items.push_back({.kind = kind,
                         .n = n,
                         .entry = filed.entry,
                         .leaf = static_cast<std::uint32_t>(part + 1),
                         .part = wish.parts[part],
                         .recorded_ms = filed.recorded_ms,
                         .id = std::move(id),
                         .wish = at->second});
  }

  void add_facts(const Filed& filed, Chosen& out) {
    for (std::size_t i = 0; i < filed.filing.statements.size(); ++i) {
      std::string id = casework::statement_id(filed.entry, i);
      if (ids_.contains(id))
        add(out, ItemKind::fact, filed, i, std::move(id));
    }
  }

  static std::size_t first_part(const casework::Filing& filing, ItemKind kind) {
    std::size_t out = filing.statements.size();
    if (kind != ItemKind::source)
      out += filing.sources.size();
    if (kind == ItemKind::withdrawal)
      out += filing.subjects.size();
    return out;
  }

  /// Words about a source that were put right without naming its file prove nothing of the file.
  static bool stands(const casework::Source& one, const Case& folded) {
    const casework::Source* known = folded.source(one.id);
    return known == nullptr || known->file_hash == one.file_hash;
  }
  static bool stands(const casework::Subject&, const Case&) { return true; }
  static void note_words(const casework::Source& one, Chosen& out) { out.sources.push_back(one); }
  static void note_words(const casework::Subject&, Chosen&) {}

  /// Of sources and subjects the last words hold; of a source with a file the last that name it.
  template <typename T>
  void add_last(Chosen& out, ItemKind kind, std::vector<T> casework::Filing::*list) {
    std::map<RecordId, std::pair<const Filed*, std::size_t>> last;
    std::vector<RecordId> order;
    for (const Filed& filed : filings_) {
      const std::vector<T>& all = filed.filing.*list;
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (!needed_.contains(all[i].id) || !stands(all[i], out.shown))
          continue;
        if (last.insert_or_assign(all[i].id, std::pair(&filed, i)).second)
          order.push_back(all[i].id);
      }
    }
    for (const RecordId& id : order) {
      const auto& [filed, i] = last.at(id);
      add(out, kind, *filed, first_part(filed->filing, kind) + i, id.hex());
      note_words((filed->filing.*list)[i], out);
    }
  }

  void add_withdrawals(const Filed& filed, Chosen& out) {
    const auto& all = filed.filing.withdrawals;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (ids_.contains(all[i].statement))
        add(out, ItemKind::withdrawal, filed, first_part(filed.filing, ItemKind::withdrawal) + i,
            all[i].statement);
    }
  }

  const std::vector<Filed>& filings_;
  const std::set<std::string>& ids_;
  std::set<RecordId> needed_;  ///< subjects and sources of what was chosen
  std::map<vault::EntryId, std::size_t> wish_of_;
  std::array<std::size_t, proof::kItemForms.size()> counts_{};
};

/// A source goes out in its very words, and what its file is called often says whose it is.
Result<void> name_nobody(const Chosen& out) {
  const std::vector<casework::Source>& all = out.shown.sources;
  for (const casework::Source& source : out.sources) {
    if (!source.kept || (source.kept->name.empty() && !source.kept->about))
      continue;
    std::string citing;
    for (const Told& told : out.shown.statements) {
      if (told.said.source == source.id)
        citing += (citing.empty() ? "" : ", ") + told.id;
    }
    const auto at = std::find_if(all.begin(), all.end(),
                                 [&](const casework::Source& one) { return one.id == source.id; });
    return fail(Error::Kind::bad_input,
                "source {0} says what its file is called or whose it is, which was to be left out",
                "", "leave out the facts that cite it ({1}), or allow identities",
                {std::to_string(std::distance(all.begin(), at) + 1), citing});
  }
  return {};
}

}  // namespace

std::size_t Chosen::count(ItemKind kind) const {
  return static_cast<std::size_t>(std::count_if(
      items.begin(), items.end(), [&](const Item& item) { return item.kind == kind; }));
}

std::size_t Chosen::fact_number(const std::string& id) const {
  for (const Item& item : items) {
    if (item.kind == ItemKind::fact && item.id == id)
      return item.n;
  }
  return 0;
}

std::size_t Chosen::source_number(const RecordId& id) const {
  for (const Item& item : items) {
    if (item.kind == ItemKind::source && item.id == id.hex())
      return item.n;
  }
  return 0;
}

Result<Chosen> choose(const casework::Casebook& casebook, const DossierWish& wish) {
  std::vector<Filed> filings = TRY(casebook.filings_of(wish.case_id));
  std::sort(filings.begin(), filings.end(), [](const Filed& a, const Filed& b) {
    return std::pair(a.lamport, a.entry) < std::pair(b.lamport, b.entry);
  });
  Chosen out;
  out.shown = casework::fold(filings);
  out.shown.id = wish.case_id;
  Choice choice(out.shown, wish);
  const std::set<std::string> ids = TRY(choice.ids());
  out.held_back = choice.held_back();
  Layout(filings, ids).lay_out(out);
  std::erase_if(out.shown.statements, [&](const Told& told) { return !ids.contains(told.id); });
  if (wish.without_identity)
    TRY(name_nobody(out));
  return out;
}

}  // namespace manumit::exchange::dossier
