// SPDX-License-Identifier: Apache-2.0
#include "estimates.h"

#include <algorithm>
#include <utility>

#include "base/json_write.h"
#include "exchange/estimate_json.h"

namespace manumit::desk {
namespace {

// Some hundred kilobytes each: as many as a person compares in one sitting.
constexpr std::size_t kMostKept = 12;

Secret<std::string> json_text(const estimate::Answer& answer) {
  JsonWriter json;
  json.open();
  exchange::write_estimate(json, answer);
  json.close();
  return json.take();
}

}  // namespace

const Estimates::Entry* Estimates::entry(std::string_view record) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& one) {
    return one.record.record_hash == record;
  });
  return found == entries_.end() ? nullptr : &*found;
}

void Estimates::keep(const std::string& file, const estimate::Answer& answer) {
  Entry made{.record = answer.record,
             .file = Secret<std::string>(std::string(file)),
             .json = json_text(answer),
             .kept = Secret<std::string>(exchange::kept_estimate(answer))};
  const std::lock_guard lock(mutex_);
  std::erase_if(entries_, [&](const Entry& one) {
    return one.record.record_hash == answer.record.record_hash;
  });
  if (entries_.size() == kMostKept)
    entries_.pop_front();
  entries_.push_back(std::move(made));
}

std::optional<std::string> Estimates::json_of(std::string_view record) const {
  const std::lock_guard lock(mutex_);
  const Entry* found = entry(record);
  if (found == nullptr)
    return std::nullopt;
  return found->json.reveal();
}

std::optional<std::string> Estimates::json_of(std::string_view record, const std::string& file,
                                              const estimate::About& about) {
  std::optional<Named> kept = find(record);
  if (!kept)
    return std::nullopt;
  if (kept->file != file || kept->answer.about != about) {
    kept->answer.about = about;
    keep(file, kept->answer);
  }
  return json_of(record);
}

std::optional<Estimates::Named> Estimates::find(std::string_view record) const {
  const std::lock_guard lock(mutex_);
  const Entry* found = entry(record);
  if (found == nullptr)
    return std::nullopt;
  auto answer = exchange::read_kept_estimate(found->kept.reveal(), found->record, {});
  if (!answer)
    return std::nullopt;
  return Named{found->file.reveal(), std::move(*answer)};
}

std::optional<std::string> Estimates::begun(std::string_view wished) const {
  const std::lock_guard lock(mutex_);
  if (job_.empty() || begun_ != wished)
    return std::nullopt;
  return job_;
}

void Estimates::begin(std::string wished, std::string job) {
  const std::lock_guard lock(mutex_);
  begun_ = std::move(wished);
  job_ = std::move(job);
}

void Estimates::forget_all() {
  const std::lock_guard lock(mutex_);
  entries_.clear();
  job_.clear();
}

}  // namespace manumit::desk
