// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <utility>

#include "casebook_inside.h"
#include "link_words.h"
#include "shown_text.h"

namespace manumit::casework {
namespace {

using vault::Compartment;
using vault::Draft;
using vault::EntryKind;
using FindCase = std::function<const CaseState*(const RecordId&)>;

/// Checks decisions and makes them ready for the vault. Writes nothing.
class Deciding {
 public:
  Deciding(FindCase find_case, const vault::Vault& vault, const Surroundings& surroundings,
           const Links& links)
      : find_case_(std::move(find_case)),
        vault_(vault),
        surroundings_(surroundings),
        links_(links),
        members_(vault.summary().members.size()) {}

  /// Brings each into its one form and fills in what the caller left to us.
  [[nodiscard]] Result<void> check(std::vector<NewDecision>& decisions);
  /// Of the decisions, then of the halves of their words.
  [[nodiscard]] std::vector<Draft> drafts(const std::vector<NewDecision>& decisions,
                                          const Compartment& where) const;

 private:
  struct Halves {
    Compartment a, b;  ///< where the words of a decision lie
  };
  void bring_into_form(LinkDecision& said) const;
  [[nodiscard]] Result<void> check_one(NewDecision& decision);
  [[nodiscard]] Result<const KnownSubject*> subject_of(const RecordRef& record) const;
  [[nodiscard]] Result<void> check_named(const LinkDecision& said) const;
  [[nodiscard]] Result<void> check_own_word(const LinkDecision& said) const;
  [[nodiscard]] Result<Halves> place_words(NewDecision& decision) const;
  [[nodiscard]] Result<Compartment> place_of_words(const RecordRef& record) const;
  [[nodiscard]] std::vector<const Decided*> earlier(const LinkDecision& said) const;

  FindCase find_case_;
  const vault::Vault& vault_;
  const Surroundings& surroundings_;
  const Links& links_;
  std::size_t members_;
  std::set<std::pair<RecordId, RecordId>> pairs_;
  std::vector<Halves> halves_;  ///< of each decision, in their order
};

void Deciding::bring_into_form(LinkDecision& said) const {
  if (said.b.subject < said.a.subject)
    std::swap(said.a, said.b);
  std::sort(said.settles.begin(), said.settles.end());
  std::sort(said.takes_back.begin(), said.takes_back.end());
  if (said.verdict && said.people == 0 && !said.by_hand && said.settles.empty())
    said.people = people_to_agree(members_);
}

Result<const KnownSubject*> Deciding::subject_of(const RecordRef& record) const {
  const CaseState* const known = find_case_(record.case_id);
  if (known == nullptr)
    return fail(Error::Kind::not_found, "there is no such case in this vault", {},
                "look for it by a name or a place");
  const KnownSubject* const subject = known->subject(record.subject);
  if (subject == nullptr)
    return fail(Error::Kind::not_found, "a decision is about somebody who is not in that case");
  return subject;
}

std::vector<const Decided*> Deciding::earlier(const LinkDecision& said) const {
  std::vector<const Decided*> out;
  if (const LinkPair* const pair = links_.pair(said.a.subject, said.b.subject)) {
    for (const std::uint32_t place : links_.decisions_of(*pair))
      out.push_back(&links_.decisions()[place]);
  }
  return out;
}

Result<void> Deciding::check_named(const LinkDecision& said) const {
  const std::vector<const Decided*> all = earlier(said);
  for (const auto* names : {&said.settles, &said.takes_back}) {
    for (const vault::EntryId& name : *names) {
      const auto at = std::find_if(all.begin(), all.end(),
                                   [&](const Decided* one) { return one->entry == name; });
      if (at == all.end())
        return fail(Error::Kind::not_found, "nobody made that decision about these two");
      if (!(*at)->live)
        return fail(Error::Kind::bad_input, "that decision was taken back already", {},
                    "look at the two again before you decide");
      const bool judge_of_oneself =
          names == &said.settles && !said.by_hand && (*at)->by == vault_.me() && members_ > 2;
      if (judge_of_oneself)
        return fail(Error::Kind::not_allowed, "whoever settles must not be one of those who differ",
                    {}, "ask a third person");
    }
  }
  return {};
}

/// Two people who look at a pair without seeing each other's word are two only if nobody is both.
Result<void> Deciding::check_own_word(const LinkDecision& said) const {
  const LinkPair* const pair = links_.pair(said.a.subject, said.b.subject);
  if (pair == nullptr || said.people == 0)
    return {};
  for (const Opinion& one : links_.opinions(*pair)) {
    const vault::EntryId& entry = links_.decisions()[one.decision].entry;
    const bool taken_back =
        std::binary_search(said.takes_back.begin(), said.takes_back.end(), entry);
    if (one.by == vault_.me() && !taken_back)
      return fail(Error::Kind::bad_input, "you have said already what these two are", {},
                  "take that back first");
  }
  return {};
}

/// A person's words lie with the person's identity, an organisation's with its case.
Result<Compartment> Deciding::place_of_words(const RecordRef& record) const {
  const CaseState& in = *find_case_(record.case_id);
  const Compartment identity = in.subject(record.subject)->identity;
  if (identity == Compartment{} && in.homeless)
    return fail(Error::Kind::unavailable,
                "the entry that opened the case is damaged, so that the reason has no place", {},
                "decide without a reason");
  const Compartment where = identity == Compartment{} ? in.compartments.front() : identity;
  if (!vault_.can_open(where))
    return fail(Error::Kind::not_allowed, "this person's identity is sealed for this member", {},
                "ask a member who holds the key");
  return where;
}

Result<Deciding::Halves> Deciding::place_words(NewDecision& decision) const {
  decision.said.words = std::nullopt;
  if (decision.reason.empty())
    return Halves{};
  TRY(check_shown(decision.reason, kLineBytes, "reason"));
  RecordId words;
  do {
    surroundings_.random(words.bytes);
  } while (words.is_zero());
  decision.said.words = words;
  return Halves{TRY(place_of_words(decision.said.a)), TRY(place_of_words(decision.said.b))};
}

Result<void> Deciding::check_one(NewDecision& decision) {
  LinkDecision& said = decision.said;
  bring_into_form(said);
  const KnownSubject* const a = TRY(subject_of(said.a));
  const KnownSubject* const b = TRY(subject_of(said.b));
  if (a->kind != b->kind || !can_be_linked(a->kind))
    return fail(Error::Kind::bad_input, "only two people, or two organisations, can be the same");
  if (!pairs_.emplace(said.a.subject, said.b.subject).second)
    return fail(Error::Kind::bad_input, "the same two are decided on twice at once");
  TRY(check_named(said));
  TRY(check_own_word(said));
  halves_.push_back(TRY(place_words(decision)));
  return check_decision(said);
}

Result<void> Deciding::check(std::vector<NewDecision>& decisions) {
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    Result<void> checked = check_one(decisions[i]);
    if (!checked) {
      Error error = std::move(checked).error();
      error.where = "decision " + std::to_string(i + 1) +
                    (error.where.empty() ? std::string() : ", " + error.where);
      return fail(std::move(error));
    }
  }
  return {};
}

std::vector<Draft> Deciding::drafts(const std::vector<NewDecision>& decisions,
                                    const Compartment& where) const {
  std::vector<Draft> out;
  for (const NewDecision& one : decisions)
    out.push_back({where, EntryKind::link_decision, encode(one.said)});
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    if (!decisions[i].said.words)
      continue;
    const auto [a, b] = split_words(*decisions[i].said.words, decisions[i].reason, surroundings_);
    out.push_back({halves_[i].a, EntryKind::link_words, encode(a)});
    out.push_back({halves_[i].b, EntryKind::link_words, encode(b)});
  }
  return out;
}

}  // namespace

Result<std::vector<vault::EntryId>> Casebook::decide(std::vector<NewDecision> decisions,
                                                     const Progress& progress) {
  if (decisions.empty())
    return std::vector<vault::EntryId>{};
  Inside& in = *inside_;
  const std::lock_guard one_at_a_time(in.filing);
  // Nobody else writes while this holds `filing`, so what is there may be read without a lock.
  Deciding deciding([&in](const RecordId& id) { return in.find(id); }, in.vault, in.surroundings,
                    *in.links);
  TRY(deciding.check(decisions));
  const Compartment where = TRY(in.place_for(in.link_places));
  std::vector<vault::EntryId> entries =
      TRY(in.vault.append(deciding.drafts(decisions, where), progress));
  entries.resize(decisions.size());
  TRY(in.take_decisions(where, decisions.size()));
  return entries;
}

/// What was written last, as the vault holds it.
Result<void> Casebook::Inside::take_decisions(const Compartment& where, std::size_t count) {
  std::vector<Decided> all = links->decisions();
  const auto read = vault.read_newest(where, count);
  const std::size_t known = all.size();
  for (const vault::Entry& entry : read ? read->entries : std::vector<vault::Entry>{}) {
    if (Result<Decided> one = decided(vault, entry))
      all.push_back(std::move(*one));
  }
  const std::unique_lock lock(state);
  link_places.insert(where);
  ++savings;
  if (all.size() != known + count)
    return fail(Error::Kind::unavailable, "the decisions are saved, but cannot be shown just now",
                {}, "close the vault and open it again");
  links = std::make_shared<Links>(std::move(all));
  return {};
}

}  // namespace manumit::casework
