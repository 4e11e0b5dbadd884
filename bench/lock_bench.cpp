// SPDX-License-Identifier: Apache-2.0
// How long it takes from the wish to lock until no key is in memory, and until nothing is, while
// the desk is busy; beside waiting for the work to end first.
//
//   manumit_bench_lock FOLDER CASES
//
// Prints one line of JSON for each measurement.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "base/check.h"
#include "invented_cases.h"
#include "measure.h"
#include "vault/vault_for_tests.h"
#include "workplace.h"

namespace manumit::bench {
namespace {

using desk::Cabinet;
using desk::JobKind;
using desk::JobResult;
using desk::Workplace;

constexpr int kRuns = 3;
// Long enough for the work to be in its middle, whatever it begins with.
constexpr std::chrono::milliseconds kUnderWay{400};

Passphrase passphrase() {
  return Passphrase(std::string("a passphrase for measuring"));
}

std::vector<casework::Filing> many_cases(std::size_t from, std::size_t count) {
  std::vector<casework::Filing> out;
  for (std::size_t number = from; number < from + count; ++number) {
    for (casework::Filing& filing : invented_case(number, {}))
      out.push_back(std::move(filing));
  }
  return out;
}

using Busy = std::function<void(casework::Casebook&, const Progress&)>;

/// What a person may have begun; each goes on for as long as it is let.
struct Work {
  const char* name;
  Busy run;
};

std::vector<Work> works(const std::filesystem::path& folder, std::size_t cases) {
  return {
      {"nothing", {}},
      {"verifying",
       [](casework::Casebook& book, const Progress& progress) {
         static_cast<void>(book.vault().verify(2, progress));
       }},
      {"a bundle",
       [folder](casework::Casebook& book, const Progress& progress) {
         const auto file = folder / "bench.mnb";
         std::filesystem::remove(file);
         static_cast<void>(book.vault().make_bundle(file, book.vault().me(), progress));
       }},
      {"an import",
       [cases](casework::Casebook& book, const Progress& progress) {
         static_cast<void>(book.file(many_cases(cases, cases), progress));
       }},
      {"an erasure",
       [](casework::Casebook& book, const Progress&) {
         const auto rows = book.cases({}).rows;
         static_cast<void>(book.erase_case(rows.front().id, "asked for"));
       }},
      {"work that heeds nothing",
       [](casework::Casebook&, const Progress&) {
         std::this_thread::sleep_for(std::chrono::seconds(2));
       }},
  };
}

struct Locked {
  std::vector<Taken> keys;
  std::vector<Taken> all;
};

/// Opens, begins the work, and locks in the middle of it.
void lock_once(Workplace& desk, const Work& work, bool keys_first, Locked& out) {
  must(desk.cabinet.begin_opening());
  must(desk.cabinet.open(passphrase(), {}));
  if (work.run) {
    static_cast<void>(
        must(desk.jobs.start(JobKind::verify, [&](const Progress& progress) -> Result<JobResult> {
          if (const auto use = desk.cabinet.use())
            work.run(use->book(), progress);
          return JobResult{.json = "{}"};
        })));
    std::this_thread::sleep_for(kUnderWay);
  }
  Taken keys;
  const Taken all = timed([&] {
    if (keys_first) {
      keys = timed([&] { desk.drop_keys(); });
      desk.lock();
    } else {
      desk.cabinet.begin_locking();
      desk.jobs.forget_all();
      desk.cabinet.lock();
    }
  });
  MANUMIT_CHECK(desk.cabinet.state() == Cabinet::State::shut);
  out.keys.push_back(keys_first ? keys : all);
  out.all.push_back(all);
}

void measure(const std::filesystem::path& folder, std::size_t cases) {
  const std::filesystem::path file = folder / "lock.mnv";
  for (const auto& left : {file, vault::key_file_of(file)})
    std::filesystem::remove(left);
  std::uint64_t entries = 0;
  {
    auto book =
        must(casework::Casebook::create(file, passphrase(), {"Invented Member", "Device"},
                                        vault::KdfProfile::for_tests, vault::test_surroundings(1)));
    static_cast<void>(must(book.file(many_cases(0, cases))));
    entries = book.vault().entry_count();
  }
  desk::DeskOptions options;
  options.vault_file = file;
  options.surroundings = vault::test_surroundings(2);
  Workplace desk(std::move(options));
  for (const Work& work : works(folder, cases)) {
    Locked now;
    Locked waiting;
    for (int run = 0; run < kRuns; ++run) {
      lock_once(desk, work, true, now);
      lock_once(desk, work, false, waiting);
    }
    const std::string name = std::string("lock during ") + work.name;
    tell(name + ": no key left", entries, now.keys);
    tell(name + ": nothing left", entries, now.all);
    tell(name + ": no key left, waiting for the work", entries, waiting.keys);
  }
  for (const auto& left : {file, vault::key_file_of(file), folder / "bench.mnb"})
    std::filesystem::remove(left);
}

}  // namespace
}  // namespace manumit::bench

int main(int count, char** words) {
  if (count != 3) {
    std::fprintf(stderr, "usage: manumit_bench_lock FOLDER CASES\n");
    return 2;
  }
  manumit::bench::measure(words[1], static_cast<std::size_t>(std::atoll(words[2])));
  return 0;
}
