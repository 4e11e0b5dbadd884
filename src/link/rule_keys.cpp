// SPDX-License-Identifier: Apache-2.0
#include "rule_keys.h"

#include <algorithm>

#include "base/check.h"
#include "hashing.h"
#include "names.h"
#include "text/fold.h"
#include "text/sound_key.h"
#include "word_lists.h"

namespace manumit::link {
namespace {

constexpr std::size_t kMostKeys = 24;  // Of one value.

/// Never 0, which means no key.
std::uint64_t key_of(std::string_view text) {
  return hash_of(text) | 1U;
}

std::uint64_t joined(std::uint64_t a, std::uint64_t b) {
  return mixed(a, b) | 1U;
}

std::string_view nth_word(std::string_view text, std::uint32_t number) {
  const auto words = text::folded_words(text);
  return number <= words.size() ? words[number - 1] : std::string_view();
}

/// What of a text makes its single key; empty: none.
std::string_view single_cut(std::string_view text, const KeyPart& part) {
  switch (part.cut) {
    case Cut::value:
      return text;
    case Cut::first:
      return text.substr(0, part.number);
    case Cut::last:
      return text.size() <= part.number ? text : text.substr(text.size() - part.number);
    case Cut::word:
      return nth_word(text, part.number);
    case Cut::year:
      return text.size() >= 4 ? text.substr(0, 4) : std::string_view();
    case Cut::month:
      return text.size() >= 6 ? text.substr(0, 6) : std::string_view();
    default:
      return {};
  }
}

void add_sounds(std::string_view text, std::vector<std::uint64_t>& keys) {
  for (const std::string_view word : text::folded_words(text)) {
    for (const std::string& sound : text::sound_keys(word))
      keys.push_back(key_of(sound));
  }
}

void add_grams(std::string_view text, std::size_t letters, std::vector<std::uint64_t>& keys) {
  if (text.size() <= letters) {
    keys.push_back(key_of(text));
    return;
  }
  for (std::size_t at = 0; at + letters <= text.size(); ++at)
    keys.push_back(key_of(text.substr(at, letters)));
}

void add_words(const WordLists& lists, std::uint32_t value, const KeyPart& part,
               std::vector<std::uint64_t>& keys) {
  for (const std::uint32_t word : lists.of_value(value)) {
    if (part.cut == Cut::words || lists.records(word) <= part.number)
      keys.push_back(key_of(lists.text(word)));
  }
}

void add_name_keys(std::string_view text, NameKind kind, std::vector<std::uint64_t>& keys) {
  for (const std::string& key : name_keys(Name::of(text, kind)))
    keys.push_back(key_of(key));
}

/// Each once, in rising order, not too many.
void put_in_order(std::vector<std::uint64_t>& keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  if (keys.size() > kMostKeys)
    keys.resize(kMostKeys);
}

}  // namespace

FieldWanted field_of(const KeyPart& part, const RecordTable& table) {
  FieldWanted wanted;
  for (const std::string& name : part.columns) {
    const auto found = std::find_if(table.columns().begin(), table.columns().end(),
                                    [&](const Column& column) { return column.name == name; });
    MANUMIT_CHECK(found != table.columns().end());  // Settings are checked against the table.
    wanted.columns.push_back(static_cast<std::size_t>(found - table.columns().begin()));
    wanted.form = form_of(found->role);
  }
  if (part.columns.size() > 1)
    wanted.form = Form::words;
  if (part.cut == Cut::names)
    wanted.form = Form::written;
  return wanted;
}

PartKeys PartKeys::of(const Fields& fields, std::size_t field, const KeyPart& part, KeysBy by) {
  PartKeys keys;
  keys.part_ = part;
  keys.field_ = field;
  keys.many_ = has_many_keys(part);
  keys.is_whole_ = part.cut == Cut::value;
  keys.is_number_ = keys.is_whole_ && by == KeysBy::number;
  if (keys.is_number_)
    return keys;
  const bool by_words = part.cut == Cut::words || part.cut == Cut::rare;
  WordLists lists =
      by_words ? WordLists::of(fields.values(field), fields.counts(field)) : WordLists();
  keys.add_values(fields, lists);
  if (fields.is_open())
    keys.lists_ = std::move(lists);
  return keys;
}

/// The keys of the values that have none yet.
void PartKeys::add_values(const Fields& fields, const WordLists& lists) {
  const Values& values = fields.values(field_);
  if (!many_) {
    keys_.reserve(values.count() + 1);
    if (keys_.empty())
      keys_.push_back(0);
    for (auto id = static_cast<std::uint32_t>(keys_.size()); id <= values.count(); ++id) {
      const std::string_view text = single_cut(values[id], part_);
      keys_.push_back(text.empty() ? 0 : key_of(text));
    }
    return;
  }
  begins_.reserve(values.count() + 2);
  std::vector<std::uint64_t> some;
  for (auto id = static_cast<std::uint32_t>(begins_.size() - 1); id <= values.count(); ++id) {
    some.clear();
    if (part_.cut == Cut::words || part_.cut == Cut::rare)
      add_words(lists, id, part_, some);
    else if (part_.cut == Cut::sound)
      add_sounds(values[id], some);
    else if (part_.cut == Cut::grams)
      add_grams(values[id], part_.number, some);
    else
      add_name_keys(values[id], fields.table().kind(), some);
    put_in_order(some);
    keys_.insert(keys_.end(), some.begin(), some.end());
    begins_.push_back(static_cast<std::uint32_t>(keys_.size()));
  }
}

void PartKeys::take_in_values(const Fields& fields) {
  if (is_number_)
    return;
  if (part_.cut == Cut::words || part_.cut == Cut::rare)
    lists_.take_in(fields.values(field_));
  add_values(fields, lists_);
}

void RuleKeys::take_in_values(const Fields& fields) {
  for (PartKeys& part : parts_)
    part.take_in_values(fields);
}

RuleKeys RuleKeys::of(const Fields& fields, const RuleSetting& rule, KeysBy by) {
  RuleKeys keys;
  keys.many_part_ = rule.parts.size();
  for (const KeyPart& part : rule.parts) {
    const std::size_t field = fields.number_of(field_of(part, fields.table()));
    MANUMIT_CHECK(field < fields.count());
    keys.parts_.push_back(PartKeys::of(fields, field, part, by));
    if (keys.parts_.back().many()) {
      MANUMIT_CHECK(keys.many_part_ == rule.parts.size());  // At most one part has many keys.
      keys.many_part_ = keys.parts_.size() - 1;
    }
  }
  return keys;
}

bool RuleKeys::uses_column(const Fields& fields, std::size_t column) const {
  return std::any_of(parts_.begin(), parts_.end(), [&](const PartKeys& part) {
    const auto& columns = fields.wanted(part.field()).columns;
    return std::find(columns.begin(), columns.end(), column) != columns.end();
  });
}

std::uint64_t RuleKeys::single_parts(const Fields& fields, const RecordRow& record) const {
  std::uint64_t key = kNoPart;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (i == many_part_)
      continue;
    const std::uint64_t one = parts_[i].one(fields.id(record, parts_[i].field()));
    if (one == 0)
      return 0;
    key = joined(key, one);
  }
  return key;
}

std::uint64_t RuleKeys::key(const Fields& fields, const RecordRow& record) const {
  return single_parts(fields, record);
}

void RuleKeys::single_keys(const Fields& fields, std::size_t first,
                           std::span<std::uint64_t> keys) const {
  const std::size_t columns = fields.table().columns().size();
  std::fill(keys.begin(), keys.end(), kNoPart);
  for (const PartKeys& part : parts_) {
    RecordRow row = fields.row(first);
    for (std::uint64_t& key : keys) {
      const std::uint64_t one = part.one(fields.id(row, part.field()));
      key = one == 0 || key == 0 ? 0 : joined(key, one);
      row.values += columns;
      ++row.record;
    }
  }
}

void RuleKeys::keys(const Fields& fields, const RecordRow& record,
                    std::vector<std::uint64_t>& into) const {
  into.clear();
  const std::uint64_t single = single_parts(fields, record);
  if (single == 0)
    return;
  if (!many()) {
    into.push_back(single);
    return;
  }
  const PartKeys& part = parts_[many_part_];
  for (const std::uint64_t key : part.all(fields.id(record, part.field())))
    into.push_back(joined(single, key));
}

void RuleKeys::pass_over(std::vector<std::uint64_t> keys) {
  std::sort(keys.begin(), keys.end());
  passed_over_ = std::move(keys);
}

bool RuleKeys::counts(std::uint64_t key) const {
  return passed_over_.empty() || !std::binary_search(passed_over_.begin(), passed_over_.end(), key);
}

std::uint64_t RuleKeys::finding_key(const Fields& fields, const RecordRow& record) const {
  const std::uint64_t single = single_parts(fields, record);
  return counts(single) ? single : 0;
}

bool RuleKeys::single_parts_agree(const Fields& fields, const RecordRow& a,
                                  const RecordRow& b) const {
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const std::size_t field = parts_[i].field();
    if (i != many_part_ && !parts_[i].same(fields.id(a, field), fields.id(b, field)))
      return false;
  }
  return true;
}

bool RuleKeys::finds(const Fields& fields, const RecordRow& a, const RecordRow& b) const {
  if (!single_parts_agree(fields, a, b))
    return false;
  if (many())
    return shared_key(fields, a, b) != 0;
  return passed_over_.empty() || counts(single_parts(fields, a));
}

std::uint64_t RuleKeys::shared_key(const Fields& fields, const RecordRow& a,
                                   const RecordRow& b) const {
  if (!single_parts_agree(fields, a, b))
    return 0;
  const std::uint64_t single = single_parts(fields, a);
  if (!many())
    return counts(single) ? single : 0;
  const PartKeys& part = parts_[many_part_];
  const auto of_a = part.all(fields.id(a, part.field()));
  const auto of_b = part.all(fields.id(b, part.field()));
  std::uint64_t least = 0;
  for (std::size_t i = 0, k = 0; i < of_a.size() && k < of_b.size();) {
    if (of_a[i] == of_b[k]) {
      const std::uint64_t shared = joined(single, of_a[i]);
      if (counts(shared))
        least = least == 0 ? shared : std::min(least, shared);
    }
    of_a[i] < of_b[k] ? ++i : ++k;
  }
  return least;
}

}  // namespace manumit::link
