// SPDX-License-Identifier: Apache-2.0
#include "link/shards.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>

#include "base/bytes.h"
#include "base/parallel.h"
#include "commands.h"
#include "link_options.h"
#include "link_work.h"
#include "new_file.h"
#include "opening.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

namespace fs = std::filesystem;

fs::path plan_file(const Args& args) {
  return fs::path(args.text("plan")) / "plan.toml";
}

fs::path shard_file(const Args& args, std::size_t number) {
  return fs::path(args.text("plan")) / ("shard-" + std::to_string(number) + ".pairs");
}

/// A file that appears whole or not at all, in the place of what stood there.
Result<void> put(const fs::path& path, std::string_view text) {
  const std::string mine = path.string() + "." + std::to_string(getpid());
  NewFile file = TRY(NewFile::make(mine));
  TRY(file.write(bytes_of(text)));
  TRY(file.finish());
  std::error_code failed;
  fs::rename(mine, path, failed);
  if (failed)
    return fail(Error::Kind::unavailable, "the file cannot be written", path.string(),
                "choose a folder that you may write to");
  return {};
}

Result<link::ShardPlan> told_plan(const Args& args) {
  const std::string path = plan_file(args).string();
  return link::read_plan(TRY(read_whole_file(path)), path);
}

/// A folder for this person alone, and no plan in it yet.
Result<void> make_folder(const Args& args) {
  const fs::path folder = args.text("plan");
  std::error_code failed;
  if (fs::create_directory(folder, failed))
    fs::permissions(folder, fs::perms::owner_all, failed);
  if (!fs::is_directory(folder))
    return fail(Error::Kind::unavailable, "the folder cannot be made", folder.string(),
                "choose a folder that you may write to");
  if (fs::exists(plan_file(args)))
    return fail(Error::Kind::not_allowed, "there is a file of that name already",
                plan_file(args).string(), "nothing was changed; choose another name");
  return {};
}

Result<void> run_plan(const Args& args, Console& console) {
  TRY(make_folder(args));
  const LinkInput input = TRY(link_input(args, TRY(told_settings(args))));
  link::PlanOptions options{.shards = static_cast<std::uint32_t>(args.number("shards", 1)),
                            .pairs_from = kept_from(args, input.settings)};
  if (args.has("floor"))
    options.floor = number_of_bits(args.text("floor"));
  const link::ShardPlan plan = TRY(link::plan_shards(input.read.table, input.settings, options));
  TRY(put(plan_file(args), written(plan)));
  console.words << filled(console.catalogue.sentence(
                              "the plan is made: run manumit link shard with each number from 1 to "
                              "{0} and the same lists, then manumit link merge"),
                          {std::to_string(plan.shards)})
                << '\n';
  return {};
}

/// The result of a shard, if it has come back whole.
std::optional<std::string> result_of(const Args& args, const link::ShardPlan& plan,
                                     std::uint32_t number) {
  const fs::path path = shard_file(args, number);
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return std::nullopt;
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  const auto whose = link::look_at_shard(bytes, path.string());
  if (!whose || whose->plan != plan.id || whose->number != number)
    return std::nullopt;
  return bytes;
}

Result<void> run_shard(const Args& args, Console& console) {
  const link::ShardPlan plan = TRY(told_plan(args));
  const auto told = whole_number(args.text("NUMBER"), {.least = 1, .most = plan.shards});
  if (!told)
    return fail(Error::Kind::bad_input, "the shards of this plan are numbered from 1 to {0}", {},
                {}, {std::to_string(plan.shards)});
  const auto number = static_cast<std::uint32_t>(*told);
  if (result_of(args, plan, number)) {
    console.words << filled(console.catalogue.sentence("shard {0} has come back already"),
                            {std::to_string(number)})
                  << '\n';
    return {};
  }
  const LinkInput input = TRY(link_input(args, plan.settings));
  ProgressBar bar("Linking");
  return put(shard_file(args, number),
             TRY(link::score_shard(input.read.table, plan, number, threads_of(args), bar.watch())));
}

Result<void> run_merge(const Args& args, Console& console) {
  const link::ShardPlan plan = TRY(told_plan(args));
  const LinkInput input = TRY(link_input(args, plan.settings));
  std::map<std::uint32_t, std::string> results;
  for (std::uint32_t number = 1; number <= plan.shards; ++number) {
    if (auto result = result_of(args, plan, number))
      results[number] = std::move(*result);
  }
  return link_and_tell(
      args, input, console, [&](const link::LinkOptions& options, const Progress&) {
        return link::merge_shards(input.read.table, plan, results, threads_of(args), options);
      });
}

std::vector<Option> some_options(const std::vector<std::string_view>& names,
                                 std::vector<Option> more) {
  for (Option& option : link_options()) {
    if (std::find(names.begin(), names.end(), option.name) != names.end())
      more.push_back(std::move(option));
  }
  return more;
}

Option plan_option() {
  return {.name = "plan",
          .value = "FOLDER",
          .summary = "The folder of the plan and of what the shards found",
          .required = true};
}

Positional lists() {
  return {"FILE", "A list, a CSV file with headings", true, true};
}

}  // namespace

const Command kLinkPlan{
    .name = "link plan",
    .summary = "Part a linking into shards that run one by one, anywhere",
    .about =
        "Learns the weights and writes a plan into a folder: settings, weights, and how the pairs "
        "are parted; no name and no cell. Each shard then reads the same lists, scores its part, "
        "and may run on another machine, at another time, twice if need be. The merge is what "
        "`manumit link` gives, to the last digit (docs/formats/link-shards.md).",
    .options = some_options(
        {"settings", "deduplicated", "ignore", "truth", "kind", "at-least", "draws", "threads"},
        {plan_option(),
         {.name = "shards",
          .value = "N",
          .summary = "How many parts",
          .required = true,
          .range = Range{.least = 1, .most = link::kMostShards}},
         {.name = "floor",
          .value = "BITS",
          .summary = "Keep pairs of at least so much evidence, when a merge "
                     "asks for it",
          .check = check_weight}}),
    .positionals = {lists()},
    .examples = {{"manumit link plan people.csv --shards 16 --plan work",
                  "Sixteen parts, to be run by `manumit link shard`"}},
    .run = run_plan};

const Command kLinkShard{
    .name = "link shard",
    .summary = "Score one part of the pairs of a plan",
    .about =
        "Reads the plan and the lists, scores the pairs of one part and puts the result into "
        "the folder. What has come back already is not done again; a result that was cut "
        "short is.",
    .options = some_options({"truth", "threads"}, {plan_option()}),
    .positionals = {{"NUMBER", "Which part, from 1", true}, lists()},
    .examples = {{"manumit link shard 3 people.csv --plan work", "The third part"}},
    .run = run_shard};

const Command kLinkMerge{
    .name = "link merge",
    .summary = "Join what the shards of a plan found",
    .about =
        "Sees that every shard has come back whole, and says and writes what `manumit link` "
        "would have.",
    .options = some_options({"settings-out", "truth", "out", "pairs", "at-least", "decisions",
                             "overlap", "draws", "explain", "threads", "json"},
                            {plan_option()}),
    .positionals = {lists()},
    .examples = {{"manumit link merge people.csv --plan work --out clusters.csv",
                  "Who is who, from all parts"}},
    .run = run_merge};

}  // namespace manumit::cli
