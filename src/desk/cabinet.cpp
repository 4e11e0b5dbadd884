// SPDX-License-Identifier: Apache-2.0
#include "cabinet.h"

#include <malloc.h>

#include <mutex>
#include <utility>

#include "passing_file.h"

namespace manumit::desk {
namespace {

const auto kProgramBegan = std::filesystem::file_time_type::clock::now();

}  // namespace

Error locked() {
  return {Error::Kind::not_allowed, "the vault is locked", "", "unlock it with its passphrase"};
}

Cabinet::State Cabinet::state() const {
  if (is_open_ && !locking_)
    return State::open;
  return opening_ ? State::opening : State::shut;
}

vault::Inspection Cabinet::look() const {
  if (state() == State::open)
    return {.condition = vault::Condition::intact, .problem = {}};
  return vault::inspect(file_);
}

Result<void> Cabinet::begin_opening() {
  if (is_open_)
    return fail(Error::Kind::not_allowed, "the vault is open already");
  if (opening_.exchange(true))
    return fail(Error::Kind::not_allowed, "the vault is being opened already");
  return {};
}

Result<void> Cabinet::create(const Passphrase& passphrase, const vault::Vault::Founder& founder,
                             vault::KdfProfile profile) {
  TRY(begin_opening());
  auto book = casework::Casebook::create(file_, passphrase, founder, profile, surroundings_);
  auto done = book ? put(std::move(*book)) : Result<void>(fail(std::move(book).error()));
  opening_ = false;
  return done;
}

Result<void> Cabinet::open(const Passphrase& passphrase, const Progress& progress) {
  auto book = casework::Casebook::open(file_, passphrase, surroundings_, progress);
  auto done = book ? put(std::move(*book)) : Result<void>(fail(std::move(book).error()));
  opening_ = false;
  return done;
}

Result<void> Cabinet::recover(std::span<const vault::Share> shares, const Passphrase& passphrase,
                              const vault::Vault::Founder& names, vault::KdfProfile profile,
                              const Progress& progress) {
  return put_over(vault::Vault::recover(file_, shares, passphrase, names, profile, surroundings_),
                  progress);
}

Result<void> Cabinet::join(const std::filesystem::path& bundle, const Passphrase& passphrase,
                           const Progress& progress) {
  return put_over(vault::Vault::join(file_, bundle, passphrase, surroundings_, progress), progress);
}

Result<void> Cabinet::put_over(Result<vault::Vault> vault, const Progress& progress) {
  auto done = [&]() -> Result<void> {
    if (!vault)
      return fail(std::move(vault).error());
    return put(TRY(casework::Casebook::over(std::move(*vault), surroundings_, progress)));
  }();
  opening_ = false;
  return done;
}

Result<void> Cabinet::renew() {
  const std::unique_lock lock(mutex_);
  if (locking_ || !book_)
    return fail(locked());
  auto fresh =
      casework::Casebook::afresh(std::move(*book_), [this](auto, auto) { return !locking_; });
  book_.reset();
  if (!fresh) {
    is_open_ = false;
    return fail(std::move(fresh).error());
  }
  book_.emplace(std::move(*fresh));
  return {};
}

Result<void> Cabinet::put(casework::Casebook book) {
  const std::unique_lock lock(mutex_);
  if (locking_)
    return fail(locked());
  book_.emplace(std::move(book));
  is_open_ = true;
  sweep_passing(file_, kProgramBegan);
  return {};
}

std::optional<Cabinet::Use> Cabinet::use() {
  if (locking_ || !is_open_)
    return std::nullopt;
  std::shared_lock lock(mutex_);
  if (locking_ || !book_)
    return std::nullopt;
  return Use(std::move(lock), *book_);
}

bool Cabinet::keys_are_gone() {
  const std::shared_lock lock(mutex_);
  return book_ && book_->vault().key_file_replaced();
}

void Cabinet::drop_keys() {
  const std::shared_lock lock(mutex_);
  if (book_)
    book_->office().drop_keys();
}

void Cabinet::lock() {
  locking_ = true;
  {
    const std::unique_lock lock(mutex_);
    book_.reset();
    is_open_ = false;
    locking_ = false;
  }
  // Freed pages go back to the kernel, which clears them before anyone sees them again.
  malloc_trim(0);
}

}  // namespace manumit::desk
