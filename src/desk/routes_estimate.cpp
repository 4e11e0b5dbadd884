// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "asked.h"
#include "base/day.h"
#include "base/encoding.h"
#include "base/parallel.h"
#include "estimate/estimate.h"
#include "estimate/list_file.h"
#include "exchange/estimate_note.h"
#include "guard.h"
#include "json_estimate.h"
#include "reply.h"
#include "routes.h"

namespace manumit::desk::estimate_routes {
namespace {

constexpr std::size_t kGuessedFrom = std::size_t{1} << 16;
// Some hundred thousand people a row each: read within the blink of an eye.
constexpr std::size_t kReadAtOnce = 4'000'000;

Result<std::string> text_of(const EstimateWish& wish) {
  const Bytes& bytes = wish.file.reveal();
  const std::string_view file(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  return to_utf8(file, guess_encoding(file.substr(0, kGuessedFrom)).encoding);
}

/// As errors call what was read.
std::string name_of(const EstimateWish& wish) {
  return wish.vault ? "the vault" : wish.file_name;
}

/// Columns that nobody named as anything stay out: a person's number, a town, a remark.
estimate::ListFileOptions options_of(const EstimateWish& wish, const estimate::ListColumns& found) {
  using Kind = estimate::ListColumn::Kind;
  const auto is_in = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  estimate::ListFileOptions options{
      .name = name_of(wish), .strata = wish.strata, .drop = wish.drop, .merge = wish.merge};
  for (const estimate::ListColumn& column : found.columns) {
    if (column.kind == Kind::values && !is_in(wish.strata, column.name))
      options.ignore.push_back(column.name);
  }
  return options;
}

/// Too many groups to reckon, or none of them has a name for its people.
std::optional<Error> bad_split(const EstimateWish& wish, const estimate::ListColumns& found) {
  for (const estimate::ListColumn& column : found.columns) {
    const bool chosen =
        std::find(wish.strata.begin(), wish.strata.end(), column.name) != wish.strata.end();
    if (chosen && column.more_values)
      return Error{Error::Kind::bad_input,
                   "this column has more than {0} different values, too many to split people by",
                   column.name,
                   "choose a column with few values, such as sex or age group",
                   {std::to_string(estimate::kMostGroups)}};
  }
  return std::nullopt;
}

/// A rate of such a group would be nonsense.
std::optional<Error> bad_population(const EstimateWish& wish, const estimate::Lists& lists) {
  const std::vector<std::uint64_t>& population = wish.settings.population;
  for (std::size_t i = 0; i < std::min(population.size(), lists.strata.size()); ++i) {
    if (population[i] < lists.strata[i].table.people())
      return Error{Error::Kind::bad_input, "more people of this group were seen than it has",
                   "population " + std::to_string(i + 1)};
  }
  return std::nullopt;
}

/// A file of yes and no, or of names, has no column that could be a list.
std::optional<Error> no_lists(const estimate::ListColumns& found, const std::string& name) {
  using Kind = estimate::ListColumn::Kind;
  const bool any = std::any_of(found.columns.begin(), found.columns.end(),
                               [](const auto& column) { return column.kind == Kind::list; });
  if (any || found.rows == 0)
    return std::nullopt;
  return Error{
      Error::Kind::bad_input, "no column of this file is a list of 0 and 1", name,
      "write 1 where the person is on the list and 0 where not, in a column for each list"};
}

Result<ListsRead> read_text(const EstimateWish& wish, std::string_view text) {
  ListsRead read;
  read.columns = TRY(estimate::columns_of(source_of(text), name_of(wish)));
  read.problem = bad_split(wish, read.columns);
  if (!read.problem)
    read.problem = no_lists(read.columns, name_of(wish));
  if (read.problem)
    return read;
  auto lists = estimate::read_lists(source_of(text), options_of(wish, read.columns));
  read.problem = lists ? bad_population(wish, *lists) : std::optional(lists.error());
  if (!read.problem)
    read.lists = std::move(*lists);
  return read;
}

/// The vault's lists go the way of a file, so that both are read by one rule.
Result<ListsRead> read_vault(const EstimateWish& wish, const casework::Casebook& book,
                             const Progress& progress) {
  auto people = TRY(casework::person_lists(book, *wish.vault, estimate::kMostLists, progress));
  ListsRead read;
  if (people.lists.empty()) {
    read.problem = Error{Error::Kind::refused, "nobody in the vault stands on a list of this kind",
                         "", "record where each statement comes from, or group by something else"};
  } else {
    const Secret<std::string> text(casework::as_csv(people));
    read = TRY(read_text(wish, text.reveal()));
  }
  read.vault = std::move(people);
  return read;
}

Result<ListsRead> read_wish(Workplace& desk, const EstimateWish& wish, const Progress& progress) {
  if (!wish.vault) {
    const Secret<std::string> text(TRY(text_of(wish)));
    return read_text(wish, text.reveal());
  }
  const auto use = desk.cabinet.use();
  if (!use)
    return fail(locked());
  return read_vault(wish, use->book(), progress);
}

/// How an answer is to be made, and of what: the lists themselves aside.
struct Task {
  std::string file;
  estimate::Settings settings;
  estimate::About about;
};
Task task_of(const EstimateWish& wish) {
  return {wish.file_name, wish.settings, wish.about};
}

Result<JobResult> reckon(Workplace& desk, const Task& task, const estimate::Lists& lists,
                         const Progress& progress) {
  estimate::Answer answer = TRY(estimate::estimate(lists, task.settings, progress));
  answer.about = task.about;
  desk.estimates.keep(task.file, answer);
  return JobResult{.json = desk.estimates.json_of(answer.record.record_hash).value_or("null")};
}

/// Reads and reckons, or finds that just this was reckoned before.
Result<JobResult> read_and_reckon(Workplace& desk, const EstimateWish& wish,
                                  const Progress& progress) {
  const ListsRead read = TRY(read_wish(desk, wish, progress));
  if (!read.lists)
    return fail(*read.problem);
  const std::string record = estimate::record_of(*read.lists, wish.settings).record_hash;
  if (auto kept = desk.estimates.json_of(record, wish.file_name, wish.about))
    return JobResult{.json = std::move(*kept)};
  return reckon(desk, task_of(wish), *read.lists, progress);
}

/// A person should not look at a page that does nothing while this is read.
bool takes_long(const Call& call, const EstimateWish& wish) {
  if (wish.vault)
    return call.book().case_count() > call.desk.options.read_at_once;
  return wish.file.reveal().size() > kReadAtOnce;
}

Response as_json(std::string json) {
  return {.status = 200, .media_type = kJsonType, .body = Secret<std::string>(std::move(json))};
}

/// A damaged file of theirs is no fault of ours: never 500.
Response refused_file(const Error& error) {
  return refusal(422, error);
}

std::string looked_at(const ListsRead& read) {
  JsonWriter json;
  write_lists_read(json, read);
  return std::string(json.view());
}

/// The job that is at it already, or a new one.
Result<Response> as_job(Workplace& desk, const EstimateWish& wish, estimate::Lists&& read,
                        const std::string& record) {
  // Nothing of what a person wrote outlives the lock.
  const estimate::About& about = wish.about;
  const std::size_t said = std::hash<std::string>{}(about.title + '\n' + about.place + '\n' +
                                                    about.period + '\n' + about.source);
  const std::string wished = record + '/' + std::to_string(said);
  if (const auto begun = desk.estimates.begun(wished)) {
    const auto view = desk.jobs.look(*begun);
    if (view && view->state == JobState::running)
      return job_begun(*begun);
  }
  // Shared, as a job must be copyable and the lists may be large.
  const auto lists = std::make_shared<const estimate::Lists>(std::move(read));
  const std::string job = TRY(desk.jobs.start(
      JobKind::estimate, [&desk, lists, task = task_of(wish)](const Progress& progress) {
        return reckon(desk, task, *lists, progress);
      }));
  desk.estimates.begin(wished, job);
  return job_begun(job);
}

tl::unexpected<Error> not_kept() {
  return fail(Error::Kind::not_found, "this estimate is not kept here any more", "",
              "reckon it again: the same lists and settings give the same answer");
}

}  // namespace

Result<Response> look(Call& call) {
  // Shared, as a job must be copyable and the file may be large.
  const auto wish =
      std::make_shared<EstimateWish>(TRY(read_estimate_wish(call.request.body.reveal())));
  Workplace& desk = call.desk;
  if (takes_long(call, *wish)) {
    return job_begun(TRY(desk.jobs.start(
        JobKind::estimate, [&desk, wish](const Progress& progress) -> Result<JobResult> {
          return JobResult{.json = looked_at(TRY(read_wish(desk, *wish, progress)))};
        })));
  }
  const auto read = read_wish(desk, *wish, {});
  if (!read)
    return refused_file(read.error());
  return as_json(looked_at(*read));
}

Result<Response> begin(Call& call) {
  const auto wish =
      std::make_shared<EstimateWish>(TRY(read_estimate_wish(call.request.body.reveal())));
  wish->settings.threads = machine_threads();
  Workplace& desk = call.desk;
  if (takes_long(call, *wish)) {
    return job_begun(
        TRY(desk.jobs.start(JobKind::estimate, [&desk, wish](const Progress& progress) {
          return read_and_reckon(desk, *wish, progress);
        })));
  }
  auto read = read_wish(desk, *wish, {});
  if (!read || !read->lists)
    return refused_file(read ? *read->problem : read.error());
  const std::string record = estimate::record_of(*read->lists, wish->settings).record_hash;
  if (auto kept = desk.estimates.json_of(record, wish->file_name, wish->about))
    return as_json(std::move(*kept));
  return as_job(desk, *wish, std::move(*read->lists), record);
}

Result<Response> show(Call& call) {
  auto kept = call.desk.estimates.json_of(call.ids[0]);
  if (!kept)
    return not_kept();
  return as_json(std::move(*kept));
}

Result<Response> note(Call& call) {
  const DeskOptions& options = call.desk.options;
  const auto kept = call.desk.estimates.find(call.ids[0]);
  if (!kept)
    return not_kept();
  const exchange::NoteAbout about{.file = kept->file,
                                  .made = to_iso(day_at(options.surroundings.now_ms()))};
  Response response{.status = 200,
                    .media_type = "text/html; charset=utf-8",
                    .body = Secret<std::string>(exchange::estimate_note(
                        kept->answer, about, options.words(language_asked(call.target))))};
  response.headers.push_back({"Content-Disposition", "attachment; filename=\"method-note.html\""});
  return response;
}

}  // namespace manumit::desk::estimate_routes
