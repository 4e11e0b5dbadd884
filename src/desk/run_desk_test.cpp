// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <string>

#include "desk.h"
#include "open_page.h"
#include "test_desk.h"

namespace manumit::desk {
namespace {

/// The desk in a process of its own, as the command line runs it.
class DeskProcess {
 public:
  explicit DeskProcess(const std::filesystem::path& file) {
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    process_ = fork();
    REQUIRE(process_ >= 0);
    if (process_ == 0) {
      DeskOptions options = test::options_for(file);
      options.ready = [&](std::string_view told) {
        const std::string line = std::string(told) + "\n";
        static_cast<void>(!write(ends[1], line.data(), line.size()));
      };
      const auto done = run_desk(std::move(options));
      _exit(done ? 0 : 1);
    }
    close(ends[1]);
    char letter = 0;
    while (read(ends[0], &letter, 1) == 1 && letter != '\n')
      address.push_back(letter);
    close(ends[0]);
  }

  /// Sends the signal and gives the exit code, or -1 if it was killed.
  int end_by(int signal) {
    kill(process_, signal);
    int status = 0;
    waitpid(process_, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  [[nodiscard]] std::uint16_t port() const {
    std::uint16_t port = 0;
    const std::size_t colon = address.rfind(':');
    std::from_chars(address.data() + colon + 1, address.data() + address.size(), port);
    return port;
  }
  [[nodiscard]] std::string token() const { return address.substr(address.find("#token=") + 7); }

  std::string address;

 private:
  pid_t process_ = 0;
};

}  // namespace

TEST_CASE("run_desk: prints an address that lets in, and ends in order on each signal") {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    test::Folder folder;
    const auto start = std::chrono::steady_clock::now();
    DeskProcess desk(folder / "cases.mnv");
    REQUIRE(desk.address.starts_with("http://127.0.0.1:"));
    test::Client client(desk.port());
    CHECK(client.get("/").status != 0);
    // The budget from start to log-in page is 0.3 s for the finished program; this build is slower.
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));
    CHECK(client.begin_session(desk.token()).status == 204);
    const test::Answer made = client.post(
        "/api/v1/vault/create",
        R"({"passphrase":"nine patient herons upstream","member":"M","device":"D","profile":"standard"})");
    CHECK(made.status == 204);
    CHECK(desk.end_by(signal) == 0);
    // Locked and closed in order: the vault opens again elsewhere.
    test::TestDesk again(folder / "cases.mnv");
    CHECK(again.job("/api/v1/vault/unlock", {{"passphrase", test::kPassphrase}})["state"] ==
          "finished");
  }
}

TEST_CASE("OpenPage: leaves a signpost for this user's eyes only, and takes it away") {
  test::Folder folder;
  const std::string runtime = (folder / "").string();
  REQUIRE(chmod(runtime.c_str(), 0700) == 0);
  setenv("XDG_RUNTIME_DIR", runtime.c_str(), 1);
  const std::string path = getenv("PATH") == nullptr ? "" : getenv("PATH");
  setenv("PATH", "/nonexistent", 1);
  std::filesystem::path signpost;
  {
    const OpenPage page("http://127.0.0.1:1/#token=x");
    signpost = page.file();
    REQUIRE_FALSE(signpost.empty());
    const auto may = std::filesystem::status(signpost).permissions();
    CHECK((may & (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
          std::filesystem::perms::none);
  }
  CHECK_FALSE(std::filesystem::exists(signpost));
  chmod(runtime.c_str(), 0755);
  CHECK(OpenPage("http://127.0.0.1:1/").file().empty());
  unsetenv("XDG_RUNTIME_DIR");
  CHECK(OpenPage("http://127.0.0.1:1/").file().empty());
  setenv("PATH", path.c_str(), 1);
}

}  // namespace manumit::desk
