// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/parallel.h"
#include "base/spent_stack.h"
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

void Indexer::stop() {
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
    if (const Result<void> indexed = index(batch); !indexed)
      give_up(indexed.error());
    wipe_spent_stack();
    lock.lock();
    busy_ = false;
    changed_.notify_all();
  }
}

Result<void> Indexer::index(const std::vector<std::uint32_t>& batch) {
  using Prepared = std::optional<std::vector<Ready>>;
  const auto prepared = TRY(parallel_map<Prepared>(
      batch.size(), machine_threads(), [&](std::size_t i) -> Result<Prepared> {
        Result<std::vector<Findable>> read = read_(batch[i]);
        if (!read) {
          note(read.error());
          return Prepared{};
        }
        std::vector<Ready> out;
        for (Findable& one : *read)
          out.push_back(ready(std::move(one)));
        return Prepared(std::move(out));
      }));
  const std::lock_guard lock(reading_);
  if (!index_)
    return {};
  TRY(index_->begin());
  for (std::size_t i = 0; i < batch.size(); ++i)
    if (prepared[i])  // a case that could not be read now is still found as it was
      TRY(index_->put(batch[i], *prepared[i]));
  return index_->commit();
}

void Indexer::note(const Error& why) const {
  const std::lock_guard lock(noting_);
  if (failed_)
    return;
  trouble_ = why;
  failed_ = true;
}

/// Half an index would find some of what is there and say nothing of the rest.
void Indexer::give_up(const Error& why) const {
  note(why);
  const std::lock_guard lock(reading_);
  index_.reset();
}

const Error* Indexer::trouble() const {
  return failed_ ? &trouble_ : nullptr;
}

void Indexer::wait_until_done() const {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return leaving_ || (waiting_.empty() && !busy_); });
}

std::vector<Found> Indexer::find(std::string_view words, std::size_t limit) const {
  wait_until_done();
  std::unique_lock lock(reading_);
  if (!index_)
    return {};
  Result<std::vector<Found>> found = index_->find(words, limit);
  lock.unlock();
  if (found)
    return std::move(*found);
  give_up(found.error());
  return {};
}

SearchIndex::Size Indexer::size() const {
  wait_until_done();
  const std::lock_guard lock(reading_);
  return index_ ? index_->size() : SearchIndex::Size{};
}

}  // namespace manumit::casework
