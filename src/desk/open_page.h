// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

namespace manumit::desk {

/// Shows an address in the system's browser, and cleans up when it ends.
///
/// An address on a command line can be read by every user of the machine, and this one holds the
/// token. So the browser is given a file that only this user can read, in the folder that the
/// system keeps in memory for the session (XDG_RUNTIME_DIR), and the file sends it on. Without that
/// folder, or without xdg-open, nothing is opened: the address was printed anyway.
class OpenPage {
 public:
  explicit OpenPage(std::string_view address);
  ~OpenPage();
  OpenPage(const OpenPage&) = delete;
  OpenPage& operator=(const OpenPage&) = delete;

  /// The file that sends the browser on; empty when there is none.
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path file_;
};

}  // namespace manumit::desk
