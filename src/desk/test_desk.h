// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <utility>

#include "routes.h"
#include "server.h"
#include "test_client.h"
#include "vault/vault_for_tests.h"
#include "workplace.h"

namespace manumit::desk::test {

inline constexpr const char* kPassphrase = "nine patient herons upstream";

/// A folder that is gone at the end.
class Folder {
 public:
  Folder() {
    // In memory where there is such a folder: every journey syncs many times.
    const std::filesystem::path memory = "/dev/shm";
    const auto above =
        access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
    std::string name = (above / "manumit-desk-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() {
    std::error_code trouble;
    std::filesystem::remove_all(path_, trouble);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::filesystem::path operator/(const char* name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

inline DeskOptions options_for(const std::filesystem::path& file) {
  DeskOptions options;
  options.vault_file = file;
  options.kdf_profile = vault::KdfProfile::for_tests;
  options.surroundings = vault::test_surroundings(7);
  return options;
}

/// The real desk on a real vault file, and a client that has brought the token.
class TestDesk {
 public:
  explicit TestDesk(const std::filesystem::path& file) : TestDesk(options_for(file)) {}
  explicit TestDesk(DeskOptions options)
      : desk(std::move(options)), server_(start(desk)), client(desk.port) {
    REQUIRE(client.begin_session(desk.sessions.token()).status == 204);
  }

  /// Makes the vault through the page's own route.
  void create_vault() {
    const Answer made = post("/api/v1/vault/create", {{"passphrase", kPassphrase},
                                                      {"member", "Test Member"},
                                                      {"device", "Test Device"},
                                                      {"profile", "standard"}});
    REQUIRE_MESSAGE(made.status == 204, made.body);
  }

  Answer post(std::string_view path, const nlohmann::json& body) {
    Answer answer = client.post(path, body.dump());
    client.keep_cookie(answer);
    return answer;
  }
  nlohmann::json get(std::string_view path) {
    const Answer answer = client.get(path);
    REQUIRE_MESSAGE(answer.status == 200, answer.body);
    return nlohmann::json::parse(answer.body);
  }
  /// Begins long work and waits for its end.
  nlohmann::json job(std::string_view path, const nlohmann::json& body) {
    const Answer begun = post(path, body);
    REQUIRE_MESSAGE(begun.status == 202, begun.body);
    const std::string id = nlohmann::json::parse(begun.body)["job"];
    for (int i = 0; i < 20'000; ++i) {
      nlohmann::json view = get("/api/v1/jobs/" + id);
      if (view["state"] != "running")
        return view;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    FAIL("the work did not end");
    return {};
  }
  /// Opens a case with one affected person; its id.
  std::string open_case(const std::string& name) {
    const Answer made = post("/api/v1/cases", intake(name));
    REQUIRE_MESSAGE(made.status == 201, made.body);
    return nlohmann::json::parse(made.body)["id"];
  }
  static nlohmann::json intake(const std::string& name) {
    return {{"subjects", {{{"id", "$1"}, {"kind", "person"}, {"role", "affected"}}}},
            {"statements", {text_statement("$1", "person.name", name)}}};
  }
  static nlohmann::json text_statement(const std::string& subject, const std::string& fact,
                                       const std::string& text) {
    return {{"subject", subject},
            {"fact", fact},
            {"answer", {{"state", "yes"}, {"value", text}}},
            {"said_as", text},
            {"certainty", "certain"}};
  }

  Workplace desk;

 private:
  static Server start(Workplace& desk) {
    auto server = Server::start(0, site_of(desk));
    REQUIRE(server);
    desk.port = server->port();
    return std::move(*server);
  }
  Server server_;

 public:
  Client client;
};

}  // namespace manumit::desk::test
