// SPDX-License-Identifier: Apache-2.0
#include "guess_rules.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <unordered_map>

#include "fields.h"
#include "link.h"
#include "rule_keys.h"
#include "text/fold.h"

namespace manumit::link {
namespace {

// Up to so many records, every pair is compared: no rule can lose one.
constexpr std::size_t kEveryPairRecords = 2000;
// Pairs in all: so many for each record, and of them at most so large a share for one rule.
constexpr double kPairsEach = 200;
constexpr double kShareOfOne = 0.25;
constexpr double kShareOfSeveral = 0.06;
// Keys of one list hang together, so two of them find more pairs than if they did not.
constexpr double kTogether = 4;
constexpr std::size_t kMostRules = 24;
constexpr std::uint32_t kRareRecords = 100;

/// Something that a rule can ask for.
struct Key {
  KeyPart part;
  std::vector<std::string> columns;  ///< That it looks at: keys of one column do not add up.
  double pairs = 0;                  ///< That share it.
  double present = 0;                ///< Share of the records that have it.
  std::size_t order = 0;
  bool alone = false;  ///< Makes a rule by itself.
};

/// The keys that columns of a role are good for, the strictest first.
std::vector<KeyPart> parts_of(const Column& column) {
  const std::vector<std::string> name = {column.name};
  switch (column.role) {
    case Role::given_name:
    case Role::patronymic:
      return {{name, Cut::value, 0}, {name, Cut::first, 3}};
    case Role::family_name:
      return {{name, Cut::value, 0}, {name, Cut::sound, 0}, {name, Cut::first, 4}};
    case Role::full_name:
    case Role::organisation:
      return {{name, Cut::value, 0}, {name, Cut::rare, kRareRecords}};
    case Role::street_address:
      return {{name, Cut::value, 0}, {name, Cut::rare, kRareRecords}};
    case Role::birth_date:
      return {{name, Cut::value, 0}, {name, Cut::year, 0}};
    case Role::postcode:
      return {{name, Cut::value, 0}, {name, Cut::word, 1}};
    case Role::phone:
      return {{name, Cut::value, 0}, {name, Cut::last, 7}};
    case Role::place:
    case Role::occupation:
    case Role::document:
    case Role::tax_number:
    case Role::email:
    case Role::age:
    case Role::country:
      return {{name, Cut::value, 0}};
    default:
      return {};
  }
}

/// Given and family name as one set of words: whoever wrote them the other way round is found too.
std::optional<KeyPart> words_of_names(const RecordTable& table) {
  KeyPart part{.columns = {}, .cut = Cut::rare, .number = kRareRecords};
  for (const Column& column : table.columns()) {
    if (column.role == Role::full_name)
      return std::nullopt;
    if (column.role == Role::given_name || column.role == Role::family_name)
      part.columns.push_back(column.name);
  }
  return part.columns.size() == 2 ? std::optional(part) : std::nullopt;
}

/// Whether settings can name it: a heading with a plus in it would be read as two columns.
bool can_be_written(const KeyPart& part) {
  const auto read = key_part_of(written(part));
  return read && *read == part;
}

std::vector<KeyPart> all_parts(const RecordTable& table) {
  std::vector<KeyPart> parts;
  for (const Column& column : table.columns()) {
    for (KeyPart& part : parts_of(column)) {
      if (can_be_written(part))
        parts.push_back(std::move(part));
    }
  }
  if (auto words = words_of_names(table); words && can_be_written(*words))
    parts.push_back(std::move(*words));
  return parts;
}

/// How many pairs share a key, and how many records have one.
Key counted(const Fields& fields, const KeyPart& part, std::size_t order) {
  Key key{.part = part, .columns = part.columns, .order = order};
  const std::size_t field = fields.number_of(field_of(part, fields.table()));
  const PartKeys keys = PartKeys::of(fields, field, part, KeysBy::text);
  const std::vector<std::uint32_t>& counts = fields.counts(field);
  std::unordered_map<std::uint64_t, std::uint64_t> records;
  double present = 0;
  for (std::uint32_t value = 1; value < counts.size(); ++value) {
    if (!keys.many()) {
      if (const std::uint64_t one = keys.one(value)) {
        records[one] += counts[value];
        present += counts[value];
      }
      continue;
    }
    for (const std::uint64_t each : keys.all(value))
      records[each] += counts[value];
    present += keys.all(value).empty() ? 0 : counts[value];
  }
  for (const auto& [each, count] : records)
    key.pairs += static_cast<double>(count) * (static_cast<double>(count) - 1) / 2;
  key.present = present / std::max(1.0, static_cast<double>(fields.records()));
  return key;
}

bool share_a_column(const Key& a, const Key& b) {
  return std::any_of(a.columns.begin(), a.columns.end(), [&](const std::string& name) {
    return std::find(b.columns.begin(), b.columns.end(), name) != b.columns.end();
  });
}

/// Chooses among keys.
class Choosing {
 public:
  Choosing(std::vector<Key> keys, double all_pairs, double budget)
      : keys_(std::move(keys)), all_pairs_(all_pairs), budget_(budget) {}

  std::vector<RuleSetting> rules() {
    choose_alone();
    choose_together(2);
    choose_together(3);
    std::stable_sort(chosen_.begin(), chosen_.end(),
                     [](const Chosen& a, const Chosen& b) { return a.many < b.many; });
    std::vector<RuleSetting> rules;
    for (Chosen& each : chosen_)
      rules.push_back(std::move(each.rule));
    return rules;
  }

  /// Two or three rules on columns of their own, the ones that let in the fewest strangers: single
  /// values where they are rare enough, else two together.
  std::vector<RuleSetting> training() {
    constexpr std::size_t kRules = 3;
    std::vector<RuleSetting> rules;
    std::vector<const Key*> used;
    for (const std::size_t size : {1U, 2U}) {
      for (const Candidate& each : worth_learning_from(size)) {
        if (rules.size() == kRules || overlaps(each, used))
          continue;
        rules.push_back(rule_of(each));
        used.insert(used.end(), each.keys.begin(), each.keys.end());
      }
    }
    return rules;
  }

 private:
  struct Candidate {
    std::vector<const Key*> keys;
    double pairs = 0;
    double present = 1;
  };
  struct Chosen {
    RuleSetting rule;
    bool many = false;
  };

  /// Sets of whole values that a record shares with few others, the most telling first.
  [[nodiscard]] std::vector<Candidate> worth_learning_from(std::size_t size) const {
    constexpr double kMostStrangers = 30;
    const double records = std::max(1.0, std::sqrt(2 * all_pairs_));
    std::vector<Candidate> sets = sets_of(size);
    std::erase_if(sets, [&](const Candidate& each) {
      return each.pairs == 0 || each.pairs > kMostStrangers * records ||
             std::any_of(each.keys.begin(), each.keys.end(),
                         [](const Key* key) { return key->part.cut != Cut::value; });
    });
    const auto worth = [&](const Candidate& each) {
      return each.present * each.present / (1 + each.pairs / records);
    };
    std::stable_sort(sets.begin(), sets.end(),
                     [&](const Candidate& a, const Candidate& b) { return worth(a) > worth(b); });
    return sets;
  }

  static RuleSetting rule_of(const Candidate& candidate) {
    RuleSetting rule;
    for (const Key* key : candidate.keys)
      rule.parts.push_back(key->part);
    return rule;
  }

  static bool overlaps(const Candidate& candidate, const std::vector<const Key*>& used) {
    return std::any_of(candidate.keys.begin(), candidate.keys.end(), [&](const Key* key) {
      return std::any_of(used.begin(), used.end(),
                         [&](const Key* other) { return share_a_column(*key, *other); });
    });
  }

  void choose(const Candidate& candidate) {
    const bool many = std::any_of(candidate.keys.begin(), candidate.keys.end(),
                                  [](const Key* key) { return has_many_keys(key->part); });
    spent_ += candidate.pairs;
    chosen_.push_back({rule_of(candidate), many});
  }

  void choose_alone() {
    std::vector<Key*> order;
    for (Key& key : keys_)
      order.push_back(&key);
    std::stable_sort(order.begin(), order.end(),
                     [](const Key* a, const Key* b) { return a->pairs < b->pairs; });
    for (Key* key : order) {
      key->alone =
          key->pairs > 0 && key->pairs <= kShareOfOne * budget_ && spent_ + key->pairs <= budget_;
      if (key->alone)
        choose({{key}, key->pairs, key->present});
    }
  }

  /// All sets of so many keys of different columns of which none is a rule by itself, and at most
  /// one has many keys for a record; the ones with fewest pairs first.
  [[nodiscard]] std::vector<Candidate> sets_of(std::size_t size) const {
    std::vector<Candidate> sets = {{}};
    for (std::size_t step = 0; step < size; ++step) {
      std::vector<Candidate> larger;
      for (const Candidate& set : sets) {
        for (const Key& key : keys_) {
          if (!set.keys.empty() && key.order <= set.keys.back()->order)
            continue;
          Candidate next = set;
          if (overlaps({{&key}, 0, 1}, set.keys))
            continue;
          next.keys.push_back(&key);
          next.pairs = step == 0 ? key.pairs : set.pairs * key.pairs / all_pairs_ * kTogether;
          next.present = set.present * key.present;
          larger.push_back(std::move(next));
        }
      }
      sets = std::move(larger);
    }
    std::stable_sort(sets.begin(), sets.end(),
                     [](const Candidate& a, const Candidate& b) { return a.pairs < b.pairs; });
    return sets;
  }

  /// A set that holds a rule already finds nothing new.
  [[nodiscard]] bool is_new(const Candidate& candidate) const {
    if (std::any_of(candidate.keys.begin(), candidate.keys.end(),
                    [](const Key* key) { return key->alone; }))
      return false;
    const RuleSetting rule = rule_of(candidate);
    return std::none_of(chosen_.begin(), chosen_.end(), [&](const Chosen& other) {
      return std::all_of(
          other.rule.parts.begin(), other.rule.parts.end(), [&](const KeyPart& part) {
            return std::find(rule.parts.begin(), rule.parts.end(), part) != rule.parts.end();
          });
    });
  }

  void choose_together(std::size_t size) {
    std::vector<Candidate> sets = sets_of(size);
    // What is wide finds most that others have missed: from the widest that the budget allows.
    std::reverse(sets.begin(), sets.end());
    for (const Candidate& set : sets) {
      if (chosen_.size() >= kMostRules)
        return;
      const auto many = std::count_if(set.keys.begin(), set.keys.end(),
                                      [](const Key* key) { return has_many_keys(key->part); });
      if (set.pairs <= kShareOfSeveral * budget_ && spent_ + set.pairs <= budget_ && many <= 1 &&
          set.present > 0.05 && is_new(set))
        choose(set);
    }
  }

  std::vector<Key> keys_;
  double all_pairs_;
  double budget_;
  double spent_ = 0;
  std::vector<Chosen> chosen_;
};

}  // namespace

GuessedRules guess_rules(const RecordTable& table, unsigned threads) {
  if (table.size() <= kEveryPairRecords)
    return {.rules = {{}}, .training = {{}}};
  const std::vector<KeyPart> parts = all_parts(table);
  std::vector<FieldWanted> wanted;
  for (const KeyPart& part : parts) {
    const FieldWanted field = field_of(part, table);
    if (std::find(wanted.begin(), wanted.end(), field) == wanted.end())
      wanted.push_back(field);
  }
  const Fields fields = Fields::of(table, wanted, threads);
  std::vector<Key> keys;
  for (std::size_t i = 0; i < parts.size(); ++i)
    keys.push_back(counted(fields, parts[i], i));
  Choosing choosing(std::move(keys), pairs_in(table),
                    kPairsEach * static_cast<double>(table.size()));
  GuessedRules guessed;
  guessed.rules = choosing.rules();
  guessed.training = choosing.training();
  if (guessed.rules.empty() && !parts.empty())
    guessed.rules.push_back({{parts.front()}});
  if (guessed.rules.empty())
    guessed.rules.emplace_back();  // Nothing to go by: pair by pair, as far as that goes.
  return guessed;
}

}  // namespace manumit::link
