// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <thread>

#include "sleep_rules.h"

namespace manumit::desk {

/// Listens to what logind tells over D-Bus: sleep that is near, a screen lock, a lid. Sleep waits,
/// for some seconds at most, until `told` has returned. Where there is no bus or no logind it says
/// so and looks again now and then. Ends with its life.
class SleepSigns {
 public:
  struct Listener {
    /// One sign. Called on a thread of this object's own.
    std::function<void(SleepRules::Sign sign, const std::function<void()>& let_it_sleep)> told;
    /// Whether there is anybody to listen to.
    std::function<void(bool hears)> hears;
  };
  /// The system's bus where it always is, whatever the environment says: an address given there
  /// could lead out of this computer. Tests give one of their own.
  explicit SleepSigns(Listener listener,
                      std::string address = "unix:path=/run/dbus/system_bus_socket");

 private:
  std::jthread thread_;
};

}  // namespace manumit::desk
