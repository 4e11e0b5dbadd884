// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <random>
#include <set>

#include "invented_links.h"

using namespace manumit;
using namespace manumit::casework;

namespace {

std::vector<Decided> shuffled(std::vector<Decided> decisions) {
  std::mt19937 chance(*rc::gen::arbitrary<std::uint32_t>());
  std::shuffle(decisions.begin(), decisions.end(), chance);
  return decisions;
}

/// All that people see of the pairs that somebody's word counts on.
using Seen = std::map<std::pair<RecordId, RecordId>,
                      std::tuple<Standing, std::optional<LinkVerdict>, bool, bool>>;
Seen seen(const Links& links) {
  Seen out;
  for (const LinkPair& pair : links.pairs())
    if (pair.standing != Standing::open)
      out[{pair.a, pair.b}] = {pair.standing, pair.verdict, pair.disputed, pair.parted};
  return out;
}

/// Who belongs together, and what speaks against it.
std::set<std::pair<std::set<RecordRef>, std::size_t>> together(const Links& links) {
  std::set<std::pair<std::set<RecordRef>, std::size_t>> out;
  for (const LinkGroup& group : links.groups())
    out.emplace(std::set<RecordRef>(group.members.begin(), group.members.end()),
                group.against.size());
  return out;
}

bool same_state(const Links& a, const Links& b) {
  return seen(a) == seen(b) && together(a) == together(b);
}

/// A later entry of the first member.
Decided later(const std::vector<Decided>& after, LinkDecision said) {
  Decided out;
  out.entry = invented::entry(200 + static_cast<int>(after.size()));
  out.by = invented::member(1);
  out.lamport = 1000 + after.size();
  out.said = std::move(said);
  return out;
}

Decided taking_back(const std::vector<Decided>& after, const Decided& what) {
  LinkDecision said;
  said.a = what.said.a;
  said.b = what.said.b;
  said.takes_back = {what.entry};
  return later(after, said);
}

/// A history as a dump has it, and what the program makes of it: one line for the independent
/// reader.
std::string for_the_reader(const Links& links) {
  std::string out = "{\"entries\":[";
  for (const Decided& one : links.decisions())
    out += std::string(out.back() == '[' ? "" : ",") + "{\"entry\":\"" + to_hex(one.entry.bytes) +
           "\",\"member\":\"" + to_hex(one.by.bytes) +
           "\",\"lamport\":" + std::to_string(one.lamport) + ",\"link\":" + encode(one.said) + "}";
  out += "],\"pairs\":[";
  for (const LinkPair& pair : links.pairs())
    out += std::string(out.back() == '[' ? "" : ",") + "[\"" + pair.a.hex() + "\",\"" +
           pair.b.hex() + "\",\"" + std::string(name_of(pair.standing)) + "\",\"" +
           std::string(pair.verdict ? name_of(*pair.verdict) : "") + "\"," +
           (pair.disputed ? "true" : "false") + "," + (pair.parted ? "true" : "false") + "]";
  out += "],\"groups\":[";
  for (const LinkGroup& group : links.groups()) {
    out += std::string(out.back() == '[' ? "" : ",") + "[" + std::to_string(group.against.size());
    for (const RecordRef& member : group.members)
      out += ",\"" + member.subject.hex() + "\"";
    out += "]";
  }
  return out + "]}\n";
}

}  // namespace

TEST_CASE("links: writes the histories that the independent reader is tested on") {
  std::string lines;
  CHECK(rc::check([&] {
    const std::vector<Decided> decisions = *invented::decisions();
    for (const Decided& one : decisions)
      RC_ASSERT(check_decision(one.said).has_value());
    lines += for_the_reader(Links(shuffled(decisions)));
  }));
  CHECK(std::count(lines.begin(), lines.end(), '\n') >= 100);
  if (const char* path = std::getenv("MANUMIT_LINKS"))
    std::ofstream(path, std::ios::binary) << lines;
}

TEST_CASE("links: any order of the same decisions, and each twice, gives the same links") {
  CHECK(rc::check([] {
    const std::vector<Decided> decisions = *invented::decisions();
    std::vector<Decided> twice = decisions;
    twice.insert(twice.end(), decisions.begin(), decisions.end());
    const Links links(decisions);
    RC_ASSERT(links == Links(shuffled(decisions)));
    RC_ASSERT(links == Links(shuffled(twice)));
    RC_ASSERT(group_history(links) == group_history(Links(shuffled(decisions))));
  }));
}

TEST_CASE("links: taking back any decision gives what would be without it") {
  CHECK(rc::check([] {
    std::vector<Decided> decisions = *invented::decisions();
    RC_PRE(!decisions.empty());
    const std::size_t which = *rc::gen::inRange<std::size_t>(0, decisions.size());
    const Decided gone = decisions[which];
    // Later words that name it would be about nothing without it, so there are none.
    for (Decided& other : decisions) {
      std::erase(other.said.settles, gone.entry);
      std::erase(other.said.takes_back, gone.entry);
    }
    std::vector<Decided> without = decisions;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(which));
    decisions.push_back(taking_back(decisions, gone));
    RC_ASSERT(same_state(Links(shuffled(decisions)), Links(without)));
  }));
}

TEST_CASE("links: a taking back that is taken back itself changes nothing, however often") {
  CHECK(rc::check([] {
    std::vector<Decided> decisions = *invented::decisions();
    RC_PRE(!decisions.empty());
    const Links before(decisions);
    const Decided what = *rc::gen::elementOf(decisions);
    for (int round = *rc::gen::inRange(1, 4); round > 0; --round) {
      decisions.push_back(taking_back(decisions, what));
      decisions.push_back(taking_back(decisions, decisions.back()));
    }
    RC_ASSERT(same_state(Links(shuffled(decisions)), before));
    RC_ASSERT(before.groups() == Links(decisions).groups());
  }));
}

TEST_CASE("links: groups are what can be reached by pairs that hold as the same") {
  CHECK(rc::check([] {
    const Links links(*invented::decisions());
    std::map<RecordId, std::set<RecordId>> bonds;
    for (const LinkPair& pair : links.pairs()) {
      if (pair.same()) {
        bonds[pair.a].insert(pair.b);
        bonds[pair.b].insert(pair.a);
      }
    }
    std::size_t in_groups = 0;
    for (const auto& [subject, others] : bonds) {
      std::set<RecordId> reached{subject};
      for (std::size_t size = 0; size != reached.size();) {
        size = reached.size();
        const std::set<RecordId> so_far = reached;
        for (const RecordId& one : so_far)
          reached.insert(bonds[one].begin(), bonds[one].end());
      }
      const LinkGroup* group = links.group_of(subject);
      RC_ASSERT(group != nullptr);
      std::set<RecordId> members;
      for (const RecordRef& one : group->members)
        members.insert(one.subject);
      RC_ASSERT(members == reached);
      RC_ASSERT(group->members.front().subject == group->id);
      std::set<std::uint32_t> against;
      for (std::uint32_t at = 0; at < links.pairs().size(); ++at)
        if (links.pairs()[at].parted && members.count(links.pairs()[at].a) != 0 &&
            members.count(links.pairs()[at].b) != 0)
          against.insert(at);
      RC_ASSERT(against == std::set<std::uint32_t>(group->against.begin(), group->against.end()));
      in_groups += group->id == subject ? group->members.size() : 0;
    }
    RC_ASSERT(in_groups == bonds.size());  // each record of these stands in one case
  }));
}

TEST_CASE("bonds_of: when they are taken back the record stands alone and other pairs as before") {
  CHECK(rc::check([] {
    std::vector<Decided> decisions = *invented::decisions();
    const Links before(decisions);
    RC_PRE(!before.groups().empty());
    const RecordId subject = (*rc::gen::elementOf(before.groups()[0].members)).subject;
    for (const std::uint32_t place : before.bonds_of(subject))
      decisions.push_back(taking_back(decisions, before.decisions()[place]));
    const Links after(decisions);
    RC_ASSERT(!after.group_of(subject));
    Seen then = seen(before);
    Seen now = seen(after);
    const auto touches = [&](const auto& one) {
      return one.first.first == subject || one.first.second == subject;
    };
    std::erase_if(then, touches);
    std::erase_if(now, touches);
    RC_ASSERT(then == now);
  }));
}

TEST_CASE("group_history: its merges and splits one after another end at the groups there are") {
  CHECK(rc::check([] {
    const Links links(*invented::decisions());
    std::map<RecordId, std::uint32_t> pieces;
    for (const GroupChange& change : group_history(links)) {
      RC_ASSERT(change.before.size() + change.after.size() == 3U);
      for (const GroupPiece& piece : change.before) {
        RC_ASSERT((piece.subjects == 1 ? pieces.count(piece.id) == 0
                                       : pieces.at(piece.id) == piece.subjects));
        pieces.erase(piece.id);
      }
      for (const GroupPiece& piece : change.after)
        if (piece.subjects > 1)
          pieces[piece.id] = piece.subjects;
    }
    std::map<RecordId, std::uint32_t> now;
    for (const LinkGroup& group : links.groups())
      now[group.id] = static_cast<std::uint32_t>(group.members.size());
    RC_ASSERT(pieces == now);
  }));
}
