// SPDX-License-Identifier: Apache-2.0
#include "vault/harden.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>
#include <string>

#include "place.h"
#include "wiped_sqlite.h"

namespace manumit::vault {
namespace {

/// Swap in compressed memory, or below dm-crypt at any depth.
bool is_encrypted(const std::filesystem::path& device, int depth = 0) {
  if (device.filename().string().rfind("zram", 0) == 0)
    return true;
  std::ifstream note(device / "dm" / "uuid");
  std::string uuid;
  if (note >> uuid && uuid.rfind("CRYPT-", 0) == 0)
    return true;
  std::error_code trouble;
  for (const auto& below : std::filesystem::directory_iterator(device / "slaves", trouble)) {
    const auto next = std::filesystem::canonical(below.path(), trouble);
    if (depth < 8 && is_encrypted(next, depth + 1))
      return true;
  }
  return false;
}

}  // namespace

void harden_process() {
  wipe_what_sqlite_frees();
  constexpr rlimit kNoCore{0, 0};
  setrlimit(RLIMIT_CORE, &kNoCore);
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  umask(0077);
}

std::optional<Error> swap_warning() {
  std::ifstream swaps("/proc/swaps");
  std::string line;
  std::getline(swaps, line);  // column names
  while (std::getline(swaps, line)) {
    std::istringstream columns(line);
    std::string place;
    if (!(columns >> place))
      continue;
    const std::filesystem::path device = block_device_of(place);
    if (!device.empty() && is_encrypted(device))
      continue;
    return Error{Error::Kind::unavailable,
                 "this computer may write memory to a swap that is not encrypted", "",
                 "encrypt the swap or the whole disk, or switch swap off while you work "
                 "(sudo swapoff -a)"};
  }
  return std::nullopt;
}

}  // namespace manumit::vault
