// SPDX-License-Identifier: Apache-2.0
#include "open_page.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <string>

namespace manumit::desk {
namespace {

/// Writes the page that leads to the address, for this user's eyes only; its path, or empty.
std::filesystem::path write_signpost(std::string_view address) {
  const char* folder = std::getenv("XDG_RUNTIME_DIR");
  struct stat about {};
  if (folder == nullptr || stat(folder, &about) != 0 || about.st_uid != getuid() ||
      (about.st_mode & 077) != 0)
    return {};
  std::string name = std::string(folder) + "/manumit-XXXXXX.html";
  const int file = mkostemps(name.data(), 5, O_CLOEXEC);  // made with mode 0600
  if (file < 0)
    return {};
  const std::string page =
      "<!doctype html><meta charset=\"utf-8\"><title>Manumit</title>"
      "<meta http-equiv=\"refresh\" content=\"0;url=" +
      std::string(address) + "\">";
  const bool written = write(file, page.data(), page.size()) == static_cast<ssize_t>(page.size());
  close(file);
  if (!written) {
    unlink(name.c_str());
    return {};
  }
  return name;
}

/// Starts the system's opener, without waiting for it and with its output out of our way.
void start_opener(const std::filesystem::path& page) {
  std::string program = "xdg-open";
  std::string argument = page.string();
  std::array<char*, 3> arguments{program.data(), argument.data(), nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  // The desk waits for signals with them blocked; the browser should not inherit that, nor hear
  // the Ctrl-C that is meant for the desk.
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  pid_t child = 0;
  posix_spawnp(&child, program.c_str(), &actions, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
}

}  // namespace

OpenPage::OpenPage(std::string_view address) : file_(write_signpost(address)) {
  if (!file_.empty())
    start_opener(file_);
}

OpenPage::~OpenPage() {
  if (!file_.empty())
    unlink(file_.c_str());
}

}  // namespace manumit::desk
