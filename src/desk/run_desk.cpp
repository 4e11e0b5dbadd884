// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>
#include <signal.h>

#include <memory>
#include <string>
#include <utility>

#include "desk.h"
#include "idle_watch.h"
#include "open_page.h"
#include "routes.h"
#include "server.h"
#include "sleep_signs.h"
#include "workplace.h"

namespace manumit::desk {
namespace {

/// Holds the signals that end a program back, in this thread and all that it starts, until they
/// are waited for.
class HeldSignals {
 public:
  HeldSignals() {
    sigemptyset(&ending_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
      sigaddset(&ending_, signal);
    pthread_sigmask(SIG_BLOCK, &ending_, &before_);
  }
  ~HeldSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

  void wait() const {
    int signal = 0;
    sigwait(&ending_, &signal);
  }

 private:
  sigset_t ending_{};
  sigset_t before_{};
};

}  // namespace

Result<void> run_desk(DeskOptions options) {
  const HeldSignals signals;
  const std::uint16_t port = options.port;
  Workplace desk(std::move(options));
  const Server server = TRY(Server::start(port, site_of(desk)));
  desk.port = server.port();
  const IdleWatch watch(desk);
  const SleepSigns signs(
      {.told =
           [&desk](SleepRules::Sign sign, const std::function<void()>& let_it_sleep) {
             const bool must_lock = desk.heard(sign);
             // The keys are gone; what is still cleared away need not keep the machine awake.
             if (sign == SleepRules::Sign::about_to_sleep)
               let_it_sleep();
             if (must_lock)
               desk.lock();
           },
       .hears = [&desk](bool hears) { desk.hears_sleep = hears; }});
  const std::string address =
      "http://127.0.0.1:" + std::to_string(server.port()) + "/#token=" + desk.sessions.token();
  desk.options.log.event(log::Event::server_listening, {{log::Field::port, server.port()}});
  if (desk.options.ready)
    desk.options.ready(address);
  std::optional<OpenPage> page;
  if (desk.options.open_browser)
    page.emplace(address);
  signals.wait();
  // First the keys; then, in the order of leaving, the server and all that it holds.
  desk.lock();
  return {};
}

}  // namespace manumit::desk
