// SPDX-License-Identifier: Apache-2.0
// When the machine sleeps, or its lid is shut, or its screen is locked, the keys go.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <systemd/sd-bus.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstring>

#include "idle_watch.h"
#include "sleep_rules.h"
#include "sleep_signs.h"
#include "test_desk.h"

namespace manumit::desk {
namespace {

using namespace std::chrono_literals;
using Sign = SleepRules::Sign;
using test::TestDesk;

TEST_CASE("SleepRules: sleep that is near and a locked screen ask for locking, waking does not") {
  SleepRules rules;
  CHECK(rules.asks_to_lock(Sign::about_to_sleep));
  CHECK(rules.asks_to_lock(Sign::about_to_sleep));
  CHECK(rules.asks_to_lock(Sign::session_locked));
  CHECK_FALSE(rules.asks_to_lock(Sign::session_unlocked));
  CHECK_FALSE(rules.asks_to_lock(Sign::awake));
}

TEST_CASE("SleepRules: a lid asks for it when it is shut, and not while it stays shut") {
  SleepRules rules;
  // Shut from the beginning: beside an outer screen.
  CHECK_FALSE(rules.asks_to_lock(Sign::lid_shut));
  CHECK_FALSE(rules.asks_to_lock(Sign::lid_shut));
  CHECK_FALSE(rules.asks_to_lock(Sign::lid_open));
  CHECK(rules.asks_to_lock(Sign::lid_shut));
  CHECK_FALSE(rules.asks_to_lock(Sign::lid_shut));
}

TEST_CASE("SleepRules: clocks that drift mean nothing, a second of sleep does, even in pieces") {
  SleepRules rules;
  CHECK_FALSE(rules.slept(86'400'000));
  CHECK_FALSE(rules.slept(86'400'003));
  CHECK(rules.slept(86'401'000));
  CHECK_FALSE(rules.slept(86'401'000));
  CHECK_FALSE(rules.slept(86'401'600));
  CHECK(rules.slept(86'402'100));
}

TEST_CASE("SleepRules: this machine's clocks can be read, and it is awake") {
  const std::int64_t before = slept_by_the_clocks();
  CHECK(before >= -1);
  CHECK(slept_by_the_clocks() - before < 1000);
}

struct Fixture {
  Fixture() { at.create_vault(); }
  test::Folder folder;
  std::atomic<std::int64_t> slept = 5000;
  TestDesk at{[this] {
    DeskOptions options = test::options_for(folder / "cases.mnv");
    options.slept_ms = [this] { return slept.load(); };
    return options;
  }()};
};

TEST_CASE_FIXTURE(Fixture, "sleep: after it nobody is shown anything, whatever was told before") {
  at.open_case("Anna");
  CHECK(at.client.get("/api/v1/cases").status == 200);
  slept += 60'000;
  CHECK(at.client.get("/api/v1/cases").status == 423);
  CHECK(at.desk.cabinet.state() == Cabinet::State::shut);
}

TEST_CASE_FIXTURE(Fixture, "sleep: the watch notices it by itself") {
  const IdleWatch watch(at.desk);
  slept += 60'000;
  for (int i = 0; i < 500 && at.desk.cabinet.state() == Cabinet::State::open; ++i)
    std::this_thread::sleep_for(10ms);
  CHECK(at.desk.cabinet.state() == Cabinet::State::shut);
}

TEST_CASE_FIXTURE(Fixture,
                  "sleep: the keys are gone when the sign was heard, before a job has ended") {
  std::atomic<bool> begun = false;
  std::atomic<bool> may_end = false;
  const auto job = at.desk.jobs.start(JobKind::verify, [&](const Progress&) -> Result<JobResult> {
    const auto use = at.desk.cabinet.use();
    begun = true;
    while (!may_end)
      std::this_thread::sleep_for(1ms);
    const auto refused = use->book().vault().make_bundle("/nowhere.mnb", {});
    CHECK_FALSE(refused);
    CHECK(refused.error().what == "the vault is locked");
    return JobResult{};
  });
  REQUIRE(job);
  while (!begun)
    std::this_thread::yield();
  CHECK_FALSE(at.desk.heard(Sign::awake));
  CHECK(at.desk.heard(Sign::about_to_sleep));
  CHECK(at.client.get("/api/v1/cases").status == 423);
  may_end = true;
  at.desk.lock();
  CHECK_FALSE(at.desk.cabinet.use());
  REQUIRE(at.job("/api/v1/vault/unlock", {{"passphrase", test::kPassphrase}})["state"] ==
          "finished");
}

/// A bus of our own, if this machine has the program for it.
class PrivateBus {
 public:
  PrivateBus() {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, ends[1], 3);
    std::string program = "dbus-daemon", kind = "--session", stay = "--nofork",
                print = "--print-address=3";
    char* words[] = {program.data(), kind.data(), stay.data(), print.data(), nullptr};
    const bool started = posix_spawnp(&child_, "dbus-daemon", &files, nullptr, words, environ) == 0;
    posix_spawn_file_actions_destroy(&files);
    close(ends[1]);
    if (started) {
      char letter = 0;
      while (read(ends[0], &letter, 1) == 1 && letter != '\n')
        address_ += letter;
    } else {
      child_ = -1;
    }
    close(ends[0]);
  }
  PrivateBus(const PrivateBus&) = delete;
  PrivateBus& operator=(const PrivateBus&) = delete;
  ~PrivateBus() { end(); }
  void end() {
    if (child_ <= 0)
      return;
    kill(child_, SIGTERM);
    waitpid(child_, nullptr, 0);
    child_ = -1;
  }
  [[nodiscard]] const std::string& address() const { return address_; }

 private:
  pid_t child_ = -1;
  std::string address_;
};

/// As much of logind as the desk speaks to.
class InventedLogind {
 public:
  explicit InventedLogind(const std::string& address) {
    REQUIRE(sd_bus_new(&bus_) >= 0);
    REQUIRE(sd_bus_set_address(bus_, address.c_str()) >= 0);
    REQUIRE(sd_bus_set_bus_client(bus_, 1) >= 0);
    REQUIRE(sd_bus_start(bus_) >= 0);
    static const sd_bus_vtable kManager[] = {
        SD_BUS_VTABLE_START(0),
        SD_BUS_METHOD("Inhibit", "ssss", "h", inhibit, SD_BUS_VTABLE_UNPRIVILEGED),
        SD_BUS_PROPERTY("LidClosed", "b", lid, 0, 0), SD_BUS_VTABLE_END};
    REQUIRE(sd_bus_add_object_vtable(bus_, nullptr, kPath, kInterface, kManager, this) >= 0);
    REQUIRE(sd_bus_request_name(bus_, "org.freedesktop.login1", 0) >= 0);
    thread_ = std::jthread([this](const std::stop_token& stop) {
      while (!stop.stop_requested()) {
        say_what_is_asked();
        while (sd_bus_process(bus_, nullptr) > 0) {
        }
        sd_bus_wait(bus_, 5'000);
      }
    });
  }
  InventedLogind(const InventedLogind&) = delete;
  InventedLogind& operator=(const InventedLogind&) = delete;
  ~InventedLogind() {
    thread_.request_stop();
    thread_.join();
    sd_bus_flush_close_unref(bus_);
    if (held_ >= 0)
      close(held_);
  }

  std::atomic<bool> lid_is_shut = false;
  std::atomic<int> inhibited = 0;
  enum class Say { nothing, sleep, wake, lock, hint };
  std::atomic<Say> say = Say::nothing;

  /// Whether the desk has let go of its wish to be waited for.
  bool may_sleep() {
    char byte = 0;
    return read(held_, &byte, 1) == 0;
  }

 private:
  static constexpr const char* kPath = "/org/freedesktop/login1";
  static constexpr const char* kInterface = "org.freedesktop.login1.Manager";
  static constexpr const char* kSessionPath = "/org/freedesktop/login1/session/_31";

  static int inhibit(sd_bus_message* call, void* self, sd_bus_error*) {
    auto& here = *static_cast<InventedLogind*>(self);
    const char *what = nullptr, *who = nullptr, *why = nullptr, *mode = nullptr;
    if (sd_bus_message_read(call, "ssss", &what, &who, &why, &mode) < 0 ||
        std::strcmp(what, "sleep") != 0 || std::strcmp(mode, "delay") != 0)
      return -EINVAL;
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
      return -errno;
    if (here.held_ >= 0)
      close(here.held_);
    here.held_ = ends[0];
    ++here.inhibited;
    const int code = sd_bus_reply_method_return(call, "h", ends[1]);
    close(ends[1]);
    return code;
  }
  static int lid(sd_bus*, const char*, const char*, const char*, sd_bus_message* reply, void* self,
                 sd_bus_error*) {
    return sd_bus_message_append(reply, "b",
                                 static_cast<InventedLogind*>(self)->lid_is_shut ? 1 : 0);
  }
  void say_what_is_asked() {
    const Say now = say.exchange(Say::nothing);
    if (now == Say::sleep || now == Say::wake)
      sd_bus_emit_signal(bus_, kPath, kInterface, "PrepareForSleep", "b", now == Say::sleep);
    if (now == Say::lock)
      sd_bus_emit_signal(bus_, kSessionPath, "org.freedesktop.login1.Session", "Lock", "");
    if (now == Say::hint)
      sd_bus_emit_signal(bus_, kSessionPath, "org.freedesktop.DBus.Properties", "PropertiesChanged",
                         "sa{sv}as", "org.freedesktop.login1.Session", 2, "IdleHint", "b", 1,
                         "LockedHint", "b", 1, 0);
  }

  sd_bus* bus_ = nullptr;
  std::atomic<int> held_ = -1;
  std::jthread thread_;
};

/// What was told, to wait for.
class Told {
 public:
  void note(Sign sign) {
    const std::lock_guard lock(mutex_);
    ++counts_[static_cast<std::size_t>(sign)];
    more_.notify_all();
  }
  [[nodiscard]] bool came(Sign sign, int times = 1) {
    std::unique_lock lock(mutex_);
    return more_.wait_for(lock, 10s,
                          [&] { return counts_[static_cast<std::size_t>(sign)] >= times; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable more_;
  std::array<int, 6> counts_{};
};

bool soon(const std::function<bool()>& what) {
  for (int i = 0; i < 1000 && !what(); ++i)
    std::this_thread::sleep_for(10ms);
  return what();
}

TEST_CASE("SleepSigns: hears logind on a bus, and lets it sleep only when the keys are gone") {
  const PrivateBus bus;
  if (bus.address().empty()) {
    MESSAGE("no dbus-daemon on this machine: not tested");
    return;
  }
  InventedLogind logind(bus.address());
  Told told;
  std::atomic<bool> hears = false;
  std::atomic<bool> held_back = false;
  const SleepSigns signs({.told =
                              [&](Sign sign, const std::function<void()>& let_it_sleep) {
                                if (sign == Sign::about_to_sleep) {
                                  std::this_thread::sleep_for(50ms);
                                  held_back = !logind.may_sleep();
                                  let_it_sleep();
                                }
                                told.note(sign);
                              },
                          .hears = [&](bool now) { hears = now; }},
                         bus.address());
  REQUIRE(soon([&] { return hears.load(); }));
  CHECK(logind.inhibited == 1);
  CHECK_FALSE(logind.may_sleep());
  CHECK(told.came(Sign::lid_open));

  logind.say = InventedLogind::Say::sleep;
  CHECK(told.came(Sign::about_to_sleep));
  CHECK(held_back);
  CHECK(soon([&] { return logind.may_sleep(); }));
  logind.say = InventedLogind::Say::wake;
  CHECK(told.came(Sign::awake));
  CHECK(soon([&] { return logind.inhibited == 2; }));
  CHECK_FALSE(logind.may_sleep());

  logind.say = InventedLogind::Say::lock;
  CHECK(told.came(Sign::session_locked));
  logind.say = InventedLogind::Say::hint;
  CHECK(told.came(Sign::session_locked, 2));
  logind.lid_is_shut = true;
  CHECK(told.came(Sign::lid_shut));
}

TEST_CASE("SleepSigns: where there is no bus, or it goes away, it says that it hears nothing") {
  std::atomic<int> deaf = 0;
  const SleepSigns::Listener listener{.told = [](Sign, const std::function<void()>&) {},
                                      .hears = [&](bool now) { deaf += now ? 0 : 1; }};
  {
    const SleepSigns nobody(listener, "unix:path=/nowhere/at/all");
    CHECK(soon([&] { return deaf > 0; }));
  }
  PrivateBus bus;
  if (bus.address().empty())
    return;
  // A bus without logind.
  deaf = 0;
  const SleepSigns signs(listener, bus.address());
  CHECK(soon([&] { return deaf > 0; }));
}

}  // namespace
}  // namespace manumit::desk
