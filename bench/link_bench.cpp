// SPDX-License-Identifier: Apache-2.0
// How fast pairs are scored, beside the stripped kernel of the same loop: the glance at all pairs
// of a block, with no rules, no floor to keep edges by and no second look; on one thread and on
// two. Then how long one new record takes against all that were linked.
//
//   manumit_bench_link PEOPLE.csv RULES.toml
//
// PEOPLE.csv as link_people.py writes it. Prints one line of JSON for each measurement.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "blocks.h"
#include "compare_all.h"
#include "engine.h"
#include "lane_bounds.h"
#include "learning.h"
#include "linking.h"
#include "measure.h"
#include "newcomers.h"
#include "record_file.h"
#include "scorer.h"
#include "settings.h"

namespace manumit::bench {
namespace {

using namespace manumit::link;

constexpr int kRuns = 5;
constexpr std::size_t kArrivals = 2000;

std::string text_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

RecordTable table_of(const std::string& people, const Settings& settings) {
  std::vector<RecordFile> files;
  files.push_back({"people.csv", source_of(people), false});
  return must(read_records(std::move(files), {.roles = settings.columns, .threads = 2})).table;
}

/// The kernel: what `BlockScorer` does first with each row of a block, and nothing else.
class Kernel {
 public:
  Kernel(const Scorer& scorer, const Blocks& blocks, std::uint32_t most_in_block)
      : scorer_(scorer), tables_(bound_tables(scorer)), lanes_(scorer.count()) {
    for (const Block& block : blocks.blocks()) {
      if (block.size() <= most_in_block)
        blocks_.push_back(blocks.records(block));
    }
  }

  std::uint64_t run(float enough) {
    static const AddBounds kAdd = add_bounds();
    std::uint64_t above = 0;
    for (const std::span<const Keyed> block : blocks_) {
      lay_out(block);
      for (std::size_t row = 0; row + 1 < block.size(); ++row) {
        std::fill(bounds_.begin() + static_cast<std::ptrdiff_t>(row) + 1, bounds_.end(),
                  scorer_.most_of_ties());
        for (std::size_t i = 0; i < lanes_.size(); ++i)
          kAdd(lanes_[i], tables_[i], row, row + 1, bounds_.data());
        for (std::size_t j = row + 1; j < block.size(); ++j)
          above += bounds_[j] >= enough ? 1 : 0;
      }
    }
    return above;
  }

 private:
  void lay_out(std::span<const Keyed> block) {
    bounds_.resize(block.size());
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
      const Comparator& comparator = scorer_.comparators()[i];
      const std::vector<PackedText>& texts = comparator.packed_values();
      Lane& lane = lanes_[i];
      lane.resize(block.size(), !texts.empty());
      for (std::size_t j = 0; j < block.size(); ++j) {
        const std::uint32_t id = scorer_.fields().id(block[j].record, comparator.field());
        lane.id[j] = id;
        lane.same[j] = scorer_.same(i, id);
        if (texts.empty()) {
          lane.most[j] = id == 0 ? 0 : scorer_.most(i, id, id);
          continue;
        }
        lane.once[j] = texts[id].once;
        lane.twice[j] = texts[id].twice;
        lane.more[j] = texts[id].more;
        lane.size[j] = texts[id].size;
        lane.first_four[j] = texts[id].first_four;
      }
    }
  }

  const Scorer& scorer_;
  std::vector<BoundTable> tables_;
  std::vector<std::span<const Keyed>> blocks_;
  std::vector<Lane> lanes_;
  std::vector<float> bounds_;
};

void score_pairs(const RecordTable& table, const Settings& told) {
  // All pairs of one postcode: the largest rule of the loose ones.
  Settings settings = told;
  settings.rules = {{.parts = {must(key_part_of("postcode"))}}};
  settings.threads = 2;
  Engine engine = make_engine(table, settings);
  const Lesson lesson = learn_weights(engine, settings);
  const Scorer scorer = Scorer::of(engine.fields, engine.comparators, lesson.model);
  const double floor =
      counted_from(settings.clusters.at_least, log2_odds(lesson.model.prior.share), false);
  const Blocks blocks = Blocks::of(engine.fields, engine.rules[0], 2);
  Kernel kernel(scorer, blocks, settings.most_in_block);
  std::vector<Taken> bare;
  std::vector<Taken> one;
  std::vector<Taken> two;
  std::uint64_t pairs = 0;
  std::uint64_t above = 0;
  for (int run = 0; run < kRuns; ++run) {
    bare.push_back(timed([&] { above = kernel.run(static_cast<float>(floor)); }));
    for (const unsigned threads : {1U, 2U}) {
      settings.threads = threads;
      const ScoreRule score = scoring(engine, scorer, settings, {});
      (threads == 1 ? one : two).push_back(timed([&] {
        pairs = must(score(0, blocks, floor)).compared;
      }));
    }
  }
  tell("link: pairs scored, stripped kernel", pairs, bare);
  tell("link: pairs scored, one thread", pairs, one);
  tell("link: pairs scored, two threads", pairs, two);
  std::fprintf(stderr, "%llu pairs are worth a second look\n",
               static_cast<unsigned long long>(above));
}

/// Somebody from the list, with a slip of the pen and perhaps nothing in one cell.
std::vector<std::string> with_a_slip(const RecordTable& table, std::mt19937_64& random) {
  std::vector<std::string> texts;
  const std::size_t record = random() % table.size();
  const std::size_t where = random() % table.columns().size();
  for (std::size_t column = 0; column < table.columns().size(); ++column) {
    std::string text(table.text(record, column));
    if (column == where && text.size() > 3)
      std::swap(text[text.size() / 2], text[text.size() / 2 - 1]);
    if (random() % 10 == 0)
      text.clear();
    texts.push_back(std::move(text));
  }
  return texts;
}

void take_in_newcomers(RecordTable table, const Settings& told) {
  Settings settings = told;
  settings.threads = 2;
  const Linkage linkage = must(manumit::link::link(table, settings));
  std::mt19937_64 random(5);
  std::vector<std::vector<std::string>> arrivals;
  for (std::size_t i = 0; i < kArrivals; ++i)
    arrivals.push_back(with_a_slip(table, random));
  const std::size_t before = table.size();
  Newcomers newcomers = must(Newcomers::of(std::move(table), settings, linkage));
  std::vector<Taken> each;
  std::size_t joined = 0;
  for (const std::vector<std::string>& texts : arrivals)
    each.push_back(timed([&] { joined += newcomers.add(texts).joined.empty() ? 0 : 1; }));
  tell("link: one new record", before, each);
  std::fprintf(stderr, "%zu of %zu newcomers joined a group\n", joined, kArrivals);
}

int run(const char* people_path, const char* rules_path) {
  const std::string people = text_of(people_path);
  const Settings settings = must(read_settings(text_of(rules_path), rules_path));
  RecordTable table = table_of(people, settings);
  score_pairs(table, settings);
  take_in_newcomers(std::move(table), settings);
  return 0;
}

}  // namespace
}  // namespace manumit::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "manumit_bench_link PEOPLE.csv RULES.toml\n");
    return 2;
  }
  return manumit::bench::run(argv[1], argv[2]);
}
