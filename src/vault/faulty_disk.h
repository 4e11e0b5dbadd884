// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sqlite3.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"

namespace manumit::vault::testing {

/// A disk that loses its power at a chosen call. Between SQLite and the real files, it remembers
/// what every file held when it was last synced and each write since; when the power goes, any of
/// those writes may be there, be missing, or be there in part, whatever their order was. A file
/// that was made and not synced may be missing; one that was deleted without a sync may be back.
/// Or it takes nothing more from a chosen call on, as when the system has made it read-only or it
/// is full, and what is there can still be read. Or a bit turns on the way to it, and nothing says
/// so.
///
/// One at a time: it is SQLite's default while it lives.
class FaultyDisk {
 public:
  FaultyDisk() {
    real() = sqlite3_vfs_find("unix");
    MANUMIT_CHECK(real() != nullptr);
    vfs_ = *real();
    vfs_.pNext = nullptr;
    vfs_.zName = "faulty-disk";
    vfs_.szOsFile = static_cast<int>(sizeof(File)) + real()->szOsFile;
    vfs_.pAppData = real()->pAppData;
    vfs_.xOpen = open;
    vfs_.xDelete = remove;
    MANUMIT_CHECK(sqlite3_vfs_register(&vfs_, 1) == SQLITE_OK);
    disk() = this;
  }
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;
  ~FaultyDisk() {
    sqlite3_vfs_unregister(&vfs_);
    disk() = nullptr;
  }

  /// The power goes at the n-th write, sync, cut or deletion from here; 0 for never.
  void fail_at(std::uint64_t call) {
    arm(call, 0);
    files_.clear();
  }
  /// From the n-th of them on each is answered by this code of SQLite's, and no file can be made.
  /// Files may be open.
  void refuse_from(std::uint64_t call, int code) { arm(call, code); }
  /// Which bit of a write turns, if any: of what is written to which file and where, over what.
  using Turn = std::function<std::optional<std::size_t>(
      const std::string& path, std::int64_t at, std::string_view before, std::string_view now)>;
  void turn_bits(Turn turn) { turn_ = std::move(turn); }
  /// It takes writes again.
  void heal() {
    MANUMIT_CHECK(refusal_ != 0);
    arm(0, 0);
  }
  [[nodiscard]] bool dead() const { return dead_; }
  [[nodiscard]] std::uint64_t calls() const { return calls_; }

  /// What the files hold when the power is back. Every connection must be closed.
  void settle(std::mt19937& dice) {
    for (auto& [path, known] : files_) {
      std::string now = known.synced;
      bool there = known.was_synced || dice() % 2 == 0;
      for (const Change& change : known.since)
        apply(change, now, dice);
      if (known.deleted)
        there = there && dice() % 2 == 0;
      std::filesystem::remove(path);
      if (!there)
        continue;
      std::ofstream out(path, std::ios::binary | std::ios::trunc);
      out.write(now.data(), static_cast<std::streamsize>(now.size()));
    }
    files_.clear();
    dead_ = armed_ = false;
  }

 private:
  struct Change {
    std::size_t at = 0;
    std::string bytes;
    bool cuts = false;  ///< to the length `at`
  };
  struct Known {
    std::string path;
    std::string synced;  ///< what is sure to be there
    bool was_synced = false;
    std::vector<Change> since;
    bool deleted = false;
  };
  struct File {
    sqlite3_file base;
    Known* known;
    sqlite3_file* real;
  };

  static FaultyDisk*& disk() {
    static FaultyDisk* the_one = nullptr;
    return the_one;
  }
  static sqlite3_vfs*& real() {
    static sqlite3_vfs* unix_vfs = nullptr;
    return unix_vfs;
  }
  static sqlite3_file* real_of(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real; }
  static Known& known_of(sqlite3_file* file) { return *reinterpret_cast<File*>(file)->known; }

  void arm(std::uint64_t call, int refusal) {
    refusal_ = refusal;
    left_ = call;
    armed_ = call > 0;
    dead_ = false;
    calls_ = 0;
  }

  /// True if the power is gone, or goes now.
  bool gone() {
    if (dead_)
      return true;
    ++calls_;
    if (armed_ && --left_ == 0)
      dead_ = true;
    return dead_;
  }

  /// How it answers when `gone`.
  static int answer(int at_power_loss) {
    return disk()->refusal_ != 0 ? disk()->refusal_ : at_power_loss;
  }

  static void apply(const Change& change, std::string& now, std::mt19937& dice) {
    constexpr std::size_t kSector = 512;
    const auto fate = dice() % 3;
    if (fate == 0)
      return;
    if (change.cuts) {
      now.resize(change.at);
      return;
    }
    std::size_t length = change.bytes.size();
    if (fate == 1 && length > kSector)
      length = dice() % (length / kSector) * kSector;
    if (now.size() < change.at + length)
      now.resize(change.at + length);
    std::memcpy(now.data() + change.at, change.bytes.data(), length);
  }

  /// What reaches the disk of it.
  std::string on_the_way(sqlite3_file* file, std::string now, std::int64_t at) {
    if (!turn_)
      return now;
    std::string before(now.size(), '\0');
    real_of(file)->pMethods->xRead(real_of(file), before.data(), static_cast<int>(now.size()), at);
    if (const auto bit = turn_(known_of(file).path, at, before, now))
      now[*bit / 8] = static_cast<char>(now[*bit / 8] ^ (1 << (*bit % 8)));
    return now;
  }

  static int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
    // The call at which the power goes may have got through, or a part of it.
    const bool before = disk()->dead_;
    const bool gone = disk()->gone();
    if (!before && !(gone && disk()->refusal_ != 0))
      known_of(file).since.push_back(
          {static_cast<std::size_t>(at),
           std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(count))});
    if (gone)
      return answer(SQLITE_IOERR_WRITE);
    const std::string there = disk()->on_the_way(
        file, std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(count)), at);
    return real_of(file)->pMethods->xWrite(real_of(file), there.data(), count, at);
  }
  static int cut(sqlite3_file* file, sqlite3_int64 size) {
    if (disk()->gone())
      return answer(SQLITE_IOERR_TRUNCATE);
    known_of(file).since.push_back({static_cast<std::size_t>(size), {}, true});
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
  }
  static int sync(sqlite3_file* file, int) {
    if (disk()->gone())
      return answer(SQLITE_IOERR_FSYNC);
    Known& known = known_of(file);
    for (const Change& change : known.since) {
      if (change.cuts) {
        known.synced.resize(change.at);
        continue;
      }
      if (known.synced.size() < change.at + change.bytes.size())
        known.synced.resize(change.at + change.bytes.size());
      std::memcpy(known.synced.data() + change.at, change.bytes.data(), change.bytes.size());
    }
    known.since.clear();
    known.was_synced = true;
    return SQLITE_OK;
  }
  static int close(sqlite3_file* file) { return real_of(file)->pMethods->xClose(real_of(file)); }

  static int open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out) {
    auto* mine = reinterpret_cast<File*>(file);
    mine->base.pMethods = nullptr;
    mine->real = reinterpret_cast<sqlite3_file*>(mine + 1);
    const bool fresh = path == nullptr || disk()->files_.count(path) == 0;
    std::string before;
    bool there = false;
    if (path != nullptr && fresh) {
      std::ifstream in(path, std::ios::binary);
      there = in.good();
      before.assign(std::istreambuf_iterator<char>(in), {});
    }
    if (disk()->dead_ && disk()->refusal_ != 0 && path != nullptr && !there && fresh &&
        (flags & SQLITE_OPEN_CREATE) != 0)
      return SQLITE_CANTOPEN;
    const int opened = real()->xOpen(real(), path, mine->real, flags, out);
    if (opened != SQLITE_OK)
      return opened;
    mine->known = &disk()->files_[path == nullptr ? "" : path];
    if (fresh) {
      mine->known->synced = before;
      mine->known->was_synced = there;
    }
    if (mine->known->deleted)
      *mine->known = {};
    mine->known->path = path == nullptr ? "" : path;
    mine->base.pMethods = &methods_over(mine->real->pMethods);
    return SQLITE_OK;
  }
  static int remove(sqlite3_vfs*, const char* path, int sync_folder) {
    if (disk()->gone())
      return answer(SQLITE_IOERR_DELETE);
    const auto known = disk()->files_.find(path);
    if (known != disk()->files_.end()) {
      known->second.deleted = true;
      if (sync_folder != 0)
        known->second = {
            .path = {}, .synced = {}, .was_synced = false, .since = {}, .deleted = true};
    }
    return real()->xDelete(real(), path, sync_folder);
  }

  /// The real file's own methods for everything that does not write.
  static const sqlite3_io_methods& methods_over(const sqlite3_io_methods* real_methods) {
    static sqlite3_io_methods methods;
    methods = {};
    methods.iVersion = real_methods->iVersion;
    methods.xClose = close;
    methods.xWrite = write;
    methods.xTruncate = cut;
    methods.xSync = sync;
    methods.xRead = [](sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
      return real_of(f)->pMethods->xRead(real_of(f), to, n, at);
    };
    methods.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
      return real_of(f)->pMethods->xFileSize(real_of(f), size);
    };
    methods.xLock = [](sqlite3_file* f, int kind) {
      return real_of(f)->pMethods->xLock(real_of(f), kind);
    };
    methods.xUnlock = [](sqlite3_file* f, int kind) {
      return real_of(f)->pMethods->xUnlock(real_of(f), kind);
    };
    methods.xCheckReservedLock = [](sqlite3_file* f, int* held) {
      return real_of(f)->pMethods->xCheckReservedLock(real_of(f), held);
    };
    methods.xFileControl = [](sqlite3_file* f, int op, void* arg) {
      return real_of(f)->pMethods->xFileControl(real_of(f), op, arg);
    };
    methods.xSectorSize = [](sqlite3_file* f) {
      return real_of(f)->pMethods->xSectorSize(real_of(f));
    };
    methods.xDeviceCharacteristics = [](sqlite3_file* f) {
      return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
    };
    methods.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** to) {
      return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, to);
    };
    methods.xShmLock = [](sqlite3_file* f, int offset, int n, int how) {
      return real_of(f)->pMethods->xShmLock(real_of(f), offset, n, how);
    };
    methods.xShmBarrier = [](sqlite3_file* f) { real_of(f)->pMethods->xShmBarrier(real_of(f)); };
    methods.xShmUnmap = [](sqlite3_file* f, int gone_too) {
      return real_of(f)->pMethods->xShmUnmap(real_of(f), gone_too);
    };
    methods.xFetch = nullptr;
    methods.xUnfetch = nullptr;
    methods.iVersion = 2;
    return methods;
  }

  sqlite3_vfs vfs_{};
  Turn turn_;
  std::map<std::string, Known> files_;
  std::uint64_t left_ = 0;
  std::uint64_t calls_ = 0;
  int refusal_ = 0;
  bool armed_ = false;
  bool dead_ = false;
};

}  // namespace manumit::vault::testing
