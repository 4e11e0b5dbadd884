// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "asked.h"
#include "base/bytes.h"
#include "json_link.h"
#include "json_link_wish.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::link_routes {
namespace {

constexpr std::size_t kUsual = 200;
constexpr std::size_t kMost = 500;

/// What people decided of one kind of records, as a page shows it.
class GroupsJson {
 public:
  GroupsJson(JsonWriter& json, Call& call, const casework::Links& links,
             const casework::LinkRecords& records, LinkRuns::Run run)
      : json_(json),
        call_(call),
        links_(links),
        records_(json, call.book(), records),
        run_(std::move(run)) {
    for (std::uint32_t row = 0; row < records.rows.size(); ++row)
      rows_.emplace(records.rows[row].record.subject, row);
  }

  void write(std::size_t offset, std::size_t limit) {
    std::vector<const casework::LinkGroup*> groups;
    for (const casework::LinkGroup& group : links_.groups()) {
      if (rows_.count(group.id) != 0)
        groups.push_back(&group);
    }
    for (const casework::LinkPair& pair : links_.pairs()) {
      const casework::LinkGroup* group = links_.group_of(pair.a);
      if (group != nullptr && group == links_.group_of(pair.b))
        pairs_of_[group].push_back(&pair);
    }
    json_.open();
    records_.columns();
    records_.lists();
    json_.field("total", groups.size());
    json_.key("groups");
    json_.open_list();
    for (std::size_t i = offset; i < groups.size() && i - offset < limit; ++i)
      write_group(*groups[i]);
    json_.close_list();
    write_history(limit);
    json_.close();
  }

 private:
  /// A subject that stands in several cases is one record.
  [[nodiscard]] std::vector<casework::RecordId> members_of(const casework::LinkGroup& group) const {
    std::vector<casework::RecordId> members;
    for (const casework::RecordRef& member : group.members) {
      const bool known = std::find(members.begin(), members.end(), member.subject) != members.end();
      if (!known && rows_.count(member.subject) != 0)
        members.push_back(member.subject);
    }
    return members;
  }

  void write_group(const casework::LinkGroup& group) {
    const std::vector<casework::RecordId> members = members_of(group);
    std::map<casework::RecordId, std::size_t> places;
    for (std::size_t i = 0; i < members.size(); ++i)
      places.emplace(members[i], i);
    json_.open();
    json_.field("id", group.id.hex());
    json_.key("members");
    json_.open_list();
    for (const casework::RecordId& member : members)
      records_.record(rows_.at(member));
    json_.close_list();
    json_.key("pairs");
    json_.open_list();
    for (const casework::LinkPair* pair : pairs_of_[&group]) {
      if (places.count(pair->a) != 0 && places.count(pair->b) != 0)
        write_pair(*pair, places.at(pair->a), places.at(pair->b));
    }
    json_.close_list();
    write_against(group, places);
    json_.key("bonds");
    json_.open_list();
    for (const casework::RecordId& member : members)
      write_bonds(member);
    json_.close_list();
    json_.close();
  }

  /// Whoever has looked at a group has seen what others say of it.
  void write_pair(const casework::LinkPair& pair, std::size_t a, std::size_t b) {
    call_.desk.link_runs.note_words_shown({pair.a, pair.b}, links_, call_.book().vault().me());
    json_.open();
    json_.field("a", a);
    json_.field("b", b);
    write_standing(json_, &pair);
    json_.field("disputed", pair.disputed);
    json_.key("weight");
    const auto row_a = run_ == nullptr ? std::nullopt : run_->row(pair.a);
    const auto row_b = run_ == nullptr ? std::nullopt : run_->row(pair.b);
    if (row_a && row_b) {
      call_.desk.link_runs.note_weight_shown({pair.a, pair.b});
      json_.real(run_->explainer->explain(*row_a, *row_b).weight);
    } else {
      json_.nothing();
    }
    json_.close();
  }

  void write_against(const casework::LinkGroup& group,
                     const std::map<casework::RecordId, std::size_t>& places) {
    json_.key("against");
    json_.open_list();
    for (const std::uint32_t place : group.against) {
      const casework::LinkPair& pair = links_.pairs()[place];
      if (places.count(pair.a) == 0 || places.count(pair.b) == 0)
        continue;
      json_.open();
      json_.field("a", places.at(pair.a));
      json_.field("b", places.at(pair.b));
      json_.close();
    }
    json_.close_list();
  }

  /// What must be taken back to take this record out, each with its pair.
  void write_bonds(const casework::RecordId& member) {
    json_.open_list();
    for (const std::uint32_t place : links_.bonds_of(member)) {
      const casework::Decided& one = links_.decisions()[place];
      json_.open();
      json_.field("entry", to_hex(one.entry.bytes));
      json_.key("a");
      desk::write(json_, one.said.a);
      json_.key("b");
      desk::write(json_, one.said.b);
      json_.close();
    }
    json_.close_list();
  }

  void write_pieces(std::string_view name, const std::vector<casework::GroupPiece>& pieces) {
    json_.key(name);
    json_.open_list();
    for (const casework::GroupPiece& piece : pieces) {
      json_.open();
      json_.field("id", piece.id.hex());
      json_.field("subjects", piece.subjects);
      json_.key("record");
      if (const auto at = rows_.find(piece.id); at != rows_.end())
        records_.record(at->second);
      else
        json_.nothing();
      json_.close();
    }
    json_.close_list();
  }

  /// The newest first.
  void write_history(std::size_t limit) {
    std::vector<casework::GroupChange> history = casework::group_history(links_);
    std::erase_if(history, [&](const casework::GroupChange& change) {
      return rows_.count(change.before.front().id) == 0;
    });
    json_.field("history_total", history.size());
    json_.key("history");
    json_.open_list();
    for (std::size_t i = history.size(); i-- > 0 && history.size() - i <= limit;)
      write_change(history[i]);
    json_.close_list();
  }

  /// Whoever reads who joined or parted two records has seen that person's word on them.
  void write_change(const casework::GroupChange& change) {
    const casework::Decided& one = links_.decisions()[change.decision];
    call_.desk.link_runs.note_words_shown({one.said.a.subject, one.said.b.subject}, links_,
                                          call_.book().vault().me());
    json_.open();
    json_.field("entry", to_hex(one.entry.bytes));
    json_.field("by", call_.book().vault().member_of(one.author));
    json_.field("when", one.recorded_ms);
    write_pieces("before", change.before);
    write_pieces("after", change.after);
    json_.close();
  }

  JsonWriter& json_;
  Call& call_;
  const casework::Links& links_;
  RecordsJson records_;
  LinkRuns::Run run_;
  std::map<casework::RecordId, std::uint32_t> rows_;  ///< by subject
  std::map<const casework::LinkGroup*, std::vector<const casework::LinkPair*>> pairs_of_;
};

}  // namespace

Result<Response> groups(Call& call) {
  const casework::LinkedKind kind = TRY(kind_asked(call.target));
  const std::size_t offset = TRY(number_asked(call.target, "offset", 0));
  const std::size_t limit = std::min(TRY(number_asked(call.target, "limit", kUsual)), kMost);
  const auto links = call.book().links();
  casework::LinkRecordsWanted wanted{.kind = kind};
  for (const casework::Decided& one : links->decisions()) {
    wanted.cases.insert(one.said.a.case_id);
    wanted.cases.insert(one.said.b.case_id);
  }
  casework::LinkRecords records;
  if (!wanted.cases.empty())
    records = TRY(casework::link_records(call.book(), wanted));
  JsonWriter json;
  GroupsJson(json, call, *links, records, call.desk.link_runs.newest(kind)).write(offset, limit);
  return json_reply(json);
}

}  // namespace manumit::desk::link_routes
