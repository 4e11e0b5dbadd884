// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/parallel.h"
#include "casebook_inside.h"

namespace manumit::casework {
namespace {

constexpr std::size_t kBatch = 256;

}  // namespace

Result<void> Indexer::start(ReadCase read) {
  read_ = std::move(read);
  index_ = std::make_unique<SearchIndex>(TRY(SearchIndex::in_memory()));
  worker_ = std::thread([this] { work(); });
  return {};
}

Indexer::~Indexer() {
  {
    const std::lock_guard lock(mutex_);
    leaving_ = true;
  }
  changed_.notify_all();
  if (worker_.joinable())
    worker_.join();
}

void Indexer::renew(const std::vector<std::uint32_t>& case_places) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.insert(waiting_.end(), case_places.begin(), case_places.end());
  }
  changed_.notify_all();
}

void Indexer::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return leaving_ || !waiting_.empty(); });
    if (leaving_)
      return;
    const std::size_t count = std::min(kBatch, waiting_.size());
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
    const std::vector<std::uint32_t> batch(waiting_.begin(), end);
    waiting_.erase(waiting_.begin(), end);
    busy_ = true;
    lock.unlock();
    const bool indexed = index(batch).has_value();
    lock.lock();
    busy_ = false;
    // Without memory for an index a search finds nothing; the list of cases still works.
    if (!indexed)
      waiting_.clear();
    changed_.notify_all();
  }
}

Result<void> Indexer::index(const std::vector<std::uint32_t>& batch) {
  const auto prepared = TRY(parallel_map<std::vector<Ready>>(
      batch.size(), machine_threads(), [&](std::size_t i) -> Result<std::vector<Ready>> {
        std::vector<Ready> out;
        for (Findable& one : read_(batch[i]))
          out.push_back(ready(std::move(one)));
        return out;
      }));
  const std::lock_guard lock(reading_);
  TRY(index_->begin());
  for (std::size_t i = 0; i < batch.size(); ++i)
    TRY(index_->put(batch[i], prepared[i]));
  return index_->commit();
}

std::vector<Found> Indexer::find(std::string_view words, std::size_t limit) const {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return leaving_ || (waiting_.empty() && !busy_); });
  }
  const std::lock_guard lock(reading_);
  return index_->find(words, limit);
}

}  // namespace manumit::casework
