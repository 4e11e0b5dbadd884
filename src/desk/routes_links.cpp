// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "asked.h"
#include "exchange/link_review.h"
#include "json_link.h"
#include "json_link_wish.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::link_routes {
namespace {

constexpr std::size_t kUsualPairs = 50;
constexpr std::size_t kMostPairs = 500;
// A person looks at them one by one; what teaches most may be another after each answer.
constexpr std::size_t kQueued = 20;

Result<std::string> lists_json(Workplace& desk, const casework::Casebook& book,
                               casework::LinkedKind kind, const Progress& progress) {
  LinkListsRead read{.kind = kind,
                     .records = TRY(casework::link_records(book, {.kind = kind}, progress)),
                     .profile = {}};
  read.profile = profile_of(TRY(exchange::table_of(read.records)));
  const LinkRuns::Run kept = desk.link_runs.newest(kind);
  JsonWriter json;
  write_link_lists(json, read, kept == nullptr ? std::string_view() : kept->id);
  return std::string(json.view());
}

Response as_json(std::string json) {
  return {.status = 200, .media_type = kJsonType, .body = Secret<std::string>(std::move(json))};
}

std::string run_json(const casework::Casebook& book, const exchange::VaultLinkage& run) {
  JsonWriter json;
  write_link_run(json, run, exchange::review_of(run, *book.links(), book.vault().me()),
                 book.savings() != run.savings);
  return std::string(json.view());
}

Result<JobResult> compare(Workplace& desk, const casework::LinkRecordsWanted& wanted,
                          const Progress& progress) {
  const auto use = desk.cabinet.use();
  if (!use)
    return fail(locked());
  LinkRuns::Run run =
      TRY(exchange::link_vault(use->book(), wanted, [&](std::uint64_t done, std::uint64_t of) {
        return !desk.cabinet.is_locking() && progress(done, of);
      }));
  desk.link_runs.keep(run);
  return JobResult{.json = run_json(use->book(), *run)};
}

Result<exchange::PairsShown> shown_asked(const Target& target) {
  using exchange::PairsShown;
  const std::string_view asked = target.asked("show");
  if (asked == "linked")
    return PairsShown::linked;
  if (asked == "doubtful")
    return PairsShown::doubtful;
  if (asked.empty() || asked == "all")
    return PairsShown::all;
  return fail(Error::Kind::bad_input, "this address cannot be read", "show");
}

/// The row of the subject under that name of the query.
Result<std::uint32_t> row_asked(const Call& call, const exchange::VaultLinkage& run,
                                const char* name) {
  const auto subject = casework::RecordId::from(call.target.asked(name));
  const auto row = subject ? run.row(*subject) : std::nullopt;
  if (!row)
    return fail(Error::Kind::not_found, "this record is not among those that were compared", name);
  return *row;
}

LinkRuns::Subjects subjects_of(const exchange::VaultLinkage& run, const link::RecordPair& rows) {
  const auto& all = run.records.rows;
  return {all[rows.a].record.subject, all[rows.b].record.subject};
}

/// Whoever has seen what a pair weighs and what people said of it judges no more blindly.
void note_shown(Call& call, const exchange::VaultLinkage& run, const link::RecordPair& rows,
                const casework::Links& links) {
  call.desk.link_runs.note_weight_shown(subjects_of(run, rows));
  call.desk.link_runs.note_words_shown(subjects_of(run, rows), links, call.book().vault().me());
}

/// A pair with its weight and what people came to.
void write_pair(JsonWriter& json, Call& call, const exchange::VaultLinkage& run,
                const casework::Links& links, const exchange::ReviewedPair& pair) {
  note_shown(call, run, pair.rows, links);
  RecordsJson records(json, call.book(), run.records);
  json.open();
  records.record("a", pair.rows.a);
  records.record("b", pair.rows.b);
  write_weight(json, pair.weight);
  write_standing(json, pair.decided);
  json.close();
}

void write_cluster(JsonWriter& json, Call& call, const exchange::VaultLinkage& run,
                   const casework::Links& links, const exchange::ProposedCluster& cluster) {
  const auto place = [&](std::uint32_t row) {
    return std::lower_bound(cluster.rows.begin(), cluster.rows.end(), row) - cluster.rows.begin();
  };
  RecordsJson records(json, call.book(), run.records);
  json.open();
  json.key("members");
  json.open_list();
  for (const std::uint32_t row : cluster.rows)
    records.record(row);
  json.close_list();
  json.key("edges");
  json.open_list();
  for (const exchange::ReviewedPair& pair : cluster.edges) {
    note_shown(call, run, pair.rows, links);
    json.open();
    json.field("a", place(pair.rows.a));
    json.field("b", place(pair.rows.b));
    write_weight(json, pair.weight);
    write_standing(json, pair.decided);
    json.close();
  }
  json.close_list();
  json.close();
}

/// The words of those who differ, so that a third person can settle it.
void write_words(JsonWriter& json, Call& call, const casework::Links& links,
                 const casework::LinkPair& pair) {
  const std::vector<casework::Opinion> words = links.opinions(pair);
  json.key("words");
  json.open_list();
  for (const casework::ShownDecision& one : decisions_on(call.book(), pair)) {
    const bool counts = std::any_of(words.begin(), words.end(), [&](const auto& word) {
      return links.decisions()[word.decision].entry == one.what.entry;
    });
    if (counts)
      write_decision(json, one, call.book().vault().me());
  }
  json.close_list();
}

}  // namespace

Result<Response> lists(Call& call) {
  const casework::LinkedKind kind = TRY(kind_asked(call.target));
  Workplace& desk = call.desk;
  if (call.book().case_count() <= desk.options.read_at_once)
    return as_json(TRY(lists_json(desk, call.book(), kind, {})));
  return job_begun(TRY(
      desk.jobs.start(JobKind::link, [&desk, kind](const Progress& progress) -> Result<JobResult> {
        const auto use = desk.cabinet.use();
        if (!use)
          return fail(locked());
        return JobResult{.json = TRY(lists_json(desk, use->book(), kind, progress))};
      })));
}

Result<Response> begin(Call& call) {
  const casework::LinkRecordsWanted wanted = TRY(read_link_wish(call.request.body.reveal()));
  Workplace& desk = call.desk;
  if (const auto begun = desk.link_runs.begun(wanted)) {
    const auto view = desk.jobs.look(*begun);
    if (view && view->state == JobState::running)
      return job_begun(*begun);
  }
  const std::string job =
      TRY(desk.jobs.start(JobKind::link, [&desk, wanted](const Progress& progress) {
        return compare(desk, wanted, progress);
      }));
  desk.link_runs.begin(wanted, job);
  return job_begun(job);
}

Result<Response> show(Call& call) {
  const LinkRuns::Run run = TRY(call.desk.link_runs.find(call.ids[0]));
  return as_json(run_json(call.book(), *run));
}

Result<Response> pairs(Call& call) {
  const LinkRuns::Run run = TRY(call.desk.link_runs.find(call.ids[0]));
  const std::size_t offset = TRY(number_asked(call.target, "offset", 0));
  const std::size_t limit =
      std::min(TRY(number_asked(call.target, "limit", kUsualPairs)), kMostPairs);
  const auto links = call.book().links();
  const auto all = exchange::pairs_of(*run, *links, TRY(shown_asked(call.target)));
  JsonWriter json;
  json.open();
  json.field("total", all.size());
  json.key("pairs");
  json.open_list();
  for (std::size_t i = offset; i < all.size() && i - offset < limit; ++i)
    write_pair(json, call, *run, *links, all[i]);
  json.close_list();
  json.close();
  return json_reply(json);
}

Result<Response> pair(Call& call) {
  const LinkRuns::Run run = TRY(call.desk.link_runs.find(call.ids[0]));
  const link::RecordPair rows{TRY(row_asked(call, *run, "a")), TRY(row_asked(call, *run, "b"))};
  if (rows.a == rows.b)
    return fail(Error::Kind::bad_input, "a record is not compared with itself", "b");
  const auto links = call.book().links();
  note_shown(call, *run, rows, *links);
  JsonWriter json;
  write_explained_pair(json, call.book(), *run, rows, *links);
  return json_reply(json);
}

Result<Response> clusters(Call& call) {
  const LinkRuns::Run run = TRY(call.desk.link_runs.find(call.ids[0]));
  const std::size_t offset = TRY(number_asked(call.target, "offset", 0));
  const std::size_t limit =
      std::min(TRY(number_asked(call.target, "limit", kUsualPairs)), kMostPairs);
  const auto links = call.book().links();
  const auto found = exchange::clusters_of(*run, *links, offset, limit);
  JsonWriter json;
  json.open();
  json.field("total", found.total);
  RecordsJson(json, call.book(), run->records).columns();
  json.key("clusters");
  json.open_list();
  for (const exchange::ProposedCluster& cluster : found.shown)
    write_cluster(json, call, *run, *links, cluster);
  json.close_list();
  json.close();
  return json_reply(json);
}

Result<Response> queue(Call& call) {
  const LinkRuns::Run run = TRY(call.desk.link_runs.find(call.ids[0]));
  const std::size_t skip = TRY(number_asked(call.target, "skip", 0));
  const bool adjudicate = call.target.asked("adjudicate") == "1";
  const auto links = call.book().links();
  const auto waiting = adjudicate ? exchange::disagreed_in(*run, *links)
                                  : exchange::waiting_for(*run, *links, call.book().vault().me());
  JsonWriter json;
  json.open();
  json.field("left", waiting.size());
  json.key("pairs");
  json.open_list();
  for (std::size_t i = skip; i < waiting.size() && i - skip < kQueued; ++i) {
    json.open();
    write_blind_pair(json, call.book(), *run, waiting[i].rows);
    if (adjudicate) {
      call.desk.link_runs.note_words_shown(subjects_of(*run, waiting[i].rows), *links,
                                           call.book().vault().me());
      write_words(json, call, *links, *waiting[i].decided);
    }
    json.close();
  }
  json.close_list();
  json.close();
  return json_reply(json);
}

}  // namespace manumit::desk::link_routes
