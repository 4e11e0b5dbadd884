// SPDX-License-Identifier: Apache-2.0
#include "sleep_signs.h"

#include <systemd/sd-bus.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <memory>
#include <utility>

namespace manumit::desk {
namespace {

// org.freedesktop.login1(5).
constexpr const char* kLogind = "org.freedesktop.login1";
constexpr const char* kManagerPath = "/org/freedesktop/login1";
constexpr const char* kManager = "org.freedesktop.login1.Manager";

// The lid is a property that logind does not tell of by itself, so it is looked at.
constexpr std::uint64_t kBetweenLooksUs = 250'000;
constexpr std::chrono::milliseconds kPauseStep{100};
constexpr int kPauseSteps = 300;

struct CloseBus {
  void operator()(sd_bus* bus) const { sd_bus_flush_close_unref(bus); }
};
struct FreeMessage {
  void operator()(sd_bus_message* message) const { sd_bus_message_unref(message); }
};
using Bus = std::unique_ptr<sd_bus, CloseBus>;
using Message = std::unique_ptr<sd_bus_message, FreeMessage>;

Bus connect(const std::string& address) {
  sd_bus* raw = nullptr;
  if (sd_bus_new(&raw) < 0)
    return nullptr;
  Bus bus(raw);
  const bool ready = sd_bus_set_address(raw, address.c_str()) >= 0 &&
                     sd_bus_set_bus_client(raw, 1) >= 0 && sd_bus_start(raw) >= 0;
  return ready ? std::move(bus) : nullptr;
}

Message reply_of(int code, sd_bus_message* raw) {
  Message reply(raw);
  return code < 0 ? nullptr : std::move(reply);
}

/// One connection, as long as it holds.
class Connection {
 public:
  Connection(Bus bus, const SleepSigns::Listener& listener)
      : bus_(std::move(bus)), listener_(listener) {}
  ~Connection() { let_it_sleep(); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// False if nobody answers there.
  bool begin() {
    if (!listens_to("type='signal',sender='org.freedesktop.login1',interface='org.freedesktop."
                    "login1.Manager',member='PrepareForSleep'",
                    on_sleep) ||
        !listens_to("type='signal',sender='org.freedesktop.login1',interface='org.freedesktop."
                    "login1.Session',member='Lock'",
                    on_lock) ||
        !listens_to("type='signal',sender='org.freedesktop.login1',interface='org.freedesktop."
                    "DBus.Properties',member='PropertiesChanged',arg0='org.freedesktop.login1."
                    "Session'",
                    on_session_changed))
      return false;
    find_session();
    return hold_sleep_back() && look_at_lid();
  }

  void listen(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      const int done = sd_bus_process(bus_.get(), nullptr);
      if (done < 0)
        return;
      if (done > 0)
        continue;
      if (sd_bus_wait(bus_.get(), kBetweenLooksUs) < 0 || !look_at_lid())
        return;
    }
  }

 private:
  bool listens_to(const char* match, sd_bus_message_handler_t handler) {
    return sd_bus_add_match(bus_.get(), nullptr, match, handler, this) >= 0;
  }

  void tell(SleepRules::Sign sign) {
    listener_.told(sign, [this] { let_it_sleep(); });
  }

  void let_it_sleep() {
    if (inhibitor_ >= 0)
      ::close(std::exchange(inhibitor_, -1));
  }

  /// A delay: logind waits with sleeping until the handle is closed, but not for ever.
  bool hold_sleep_back() {
    if (inhibitor_ >= 0)
      return true;
    sd_bus_message* raw = nullptr;
    const int code = sd_bus_call_method(bus_.get(), kLogind, kManagerPath, kManager, "Inhibit",
                                        nullptr, &raw, "ssss", "sleep", "Manumit",
                                        "Wipes the keys of the vault first", "delay");
    const Message reply = reply_of(code, raw);
    int handle = -1;
    if (!reply || sd_bus_message_read(reply.get(), "h", &handle) < 0)
      return false;
    inhibitor_ = ::dup(handle);
    return inhibitor_ >= 0;
  }

  bool look_at_lid() {
    int shut = 0;
    if (sd_bus_get_property_trivial(bus_.get(), kLogind, kManagerPath, kManager, "LidClosed",
                                    nullptr, 'b', &shut) < 0)
      return false;
    tell(shut != 0 ? SleepRules::Sign::lid_shut : SleepRules::Sign::lid_open);
    return true;
  }

  /// Started outside of any session, the desk heeds the locks of all.
  void find_session() {
    sd_bus_message* raw = nullptr;
    const int code =
        sd_bus_call_method(bus_.get(), kLogind, kManagerPath, kManager, "GetSessionByPID", nullptr,
                           &raw, "u", static_cast<std::uint32_t>(::getpid()));
    const Message reply = reply_of(code, raw);
    const char* path = nullptr;
    if (reply && sd_bus_message_read(reply.get(), "o", &path) >= 0)
      session_ = path;
  }

  [[nodiscard]] bool is_ours(sd_bus_message* message) const {
    const char* path = sd_bus_message_get_path(message);
    return session_.empty() || (path != nullptr && session_ == path);
  }

  static int on_sleep(sd_bus_message* message, void* self, sd_bus_error*) {
    auto& here = *static_cast<Connection*>(self);
    int begins = 0;
    if (sd_bus_message_read(message, "b", &begins) < 0)
      return 0;
    if (begins != 0) {
      here.tell(SleepRules::Sign::about_to_sleep);
      here.let_it_sleep();
    } else {
      here.tell(SleepRules::Sign::awake);
      static_cast<void>(here.hold_sleep_back());
    }
    return 0;
  }

  static int on_lock(sd_bus_message* message, void* self, sd_bus_error*) {
    auto& here = *static_cast<Connection*>(self);
    if (here.is_ours(message))
      here.tell(SleepRules::Sign::session_locked);
    return 0;
  }

  /// Screen locks that begin by themselves say so by LockedHint.
  static int on_session_changed(sd_bus_message* message, void* self, sd_bus_error*) {
    auto& here = *static_cast<Connection*>(self);
    const char* interface = nullptr;
    if (!here.is_ours(message) || sd_bus_message_read(message, "s", &interface) < 0 ||
        sd_bus_message_enter_container(message, 'a', "{sv}") < 0)
      return 0;
    while (sd_bus_message_enter_container(message, 'e', "sv") > 0) {
      const char* name = nullptr;
      if (sd_bus_message_read(message, "s", &name) < 0)
        return 0;
      int locked = 0;
      if (std::strcmp(name, "LockedHint") == 0) {
        if (sd_bus_message_read(message, "v", "b", &locked) < 0)
          return 0;
        here.tell(locked != 0 ? SleepRules::Sign::session_locked
                              : SleepRules::Sign::session_unlocked);
      } else if (sd_bus_message_skip(message, "v") < 0) {
        return 0;
      }
      if (sd_bus_message_exit_container(message) < 0)
        return 0;
    }
    return 0;
  }

  Bus bus_;
  const SleepSigns::Listener& listener_;
  std::string session_;
  int inhibitor_ = -1;
};

void pause(const std::stop_token& stop) {
  for (int i = 0; i < kPauseSteps && !stop.stop_requested(); ++i)
    std::this_thread::sleep_for(kPauseStep);
}

void run(const std::stop_token& stop, const SleepSigns::Listener& listener,
         const std::string& address) {
  while (!stop.stop_requested()) {
    if (Bus bus = connect(address)) {
      Connection connection(std::move(bus), listener);
      if (connection.begin()) {
        listener.hears(true);
        connection.listen(stop);
      }
    }
    listener.hears(false);
    pause(stop);
  }
}

}  // namespace

SleepSigns::SleepSigns(Listener listener, std::string address)
    : thread_([listener = std::move(listener), address = std::move(address)](
                  const std::stop_token& stop) { run(stop, listener, address); }) {}

}  // namespace manumit::desk
