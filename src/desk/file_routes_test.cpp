// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "base/bytes.h"
#include "test_desk.h"

namespace manumit::desk {
namespace {

using test::Answer;
using test::Folder;
using test::TestDesk;

const std::string kLetter = "%PDF-1.4\n2 0 obj\n<< /Type /Pages /Count 7 >>\nendobj\n";

nlohmann::json words(const std::string& name, const std::string& about = {}) {
  nlohmann::json out = {{"name", name}, {"title", ""}, {"kind", "letter"}};
  if (!about.empty())
    out["about"] = about;
  return out;
}

std::string begin(TestDesk& desk, const std::string& id, const nlohmann::json& said) {
  const Answer begun = desk.post("/api/v1/cases/" + id + "/files", said);
  REQUIRE_MESSAGE(begun.status == 201, begun.body);
  return nlohmann::json::parse(begun.body)["upload"];
}

Answer send(TestDesk& desk, const std::string& upload, std::size_t at, std::string_view bytes) {
  return desk.post("/api/v1/uploads/" + upload + "/part",
                   {{"at", std::to_string(at)}, {"content", to_base64(bytes_of(bytes))}});
}

nlohmann::json attach(TestDesk& desk, const std::string& id, const std::string& name,
                      const std::string& bytes, std::size_t step = 4U << 20) {
  const std::string upload = begin(desk, id, words(name));
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    const Answer sent = send(desk, upload, at, std::string_view(bytes).substr(at, step));
    REQUIRE_MESSAGE(sent.status == 200, sent.body);
  }
  const Answer done = desk.post("/api/v1/uploads/" + upload + "/finish", nlohmann::json::object());
  REQUIRE_MESSAGE(done.status == 201, done.body);
  return nlohmann::json::parse(done.body);
}

std::string address_of(const std::string& id, const nlohmann::json& done) {
  return "/api/v1/cases/" + id + "/files/" + std::string(done["source"]["id"]);
}

}  // namespace

TEST_CASE("a file is attached part by part and comes back as it was, to be shown and not run") {
  const Folder folder;
  TestDesk desk(folder / "a.mnv");
  desk.create_vault();
  const std::string id = desk.open_case("Zuhra");
  const nlohmann::json done = attach(desk, id, "письмо 1.pdf", kLetter, 20);
  CHECK(done["before"] == false);
  CHECK(done["source"]["kept"] == nlohmann::json{{"name", "письмо 1.pdf"},
                                                 {"size", kLetter.size()},
                                                 {"media_type", "application/pdf"},
                                                 {"pages", 7},
                                                 {"about", nullptr}});
  const Answer got = desk.client.get(address_of(id, done));
  CHECK(got.status == 200);
  CHECK(got.body == kLetter);
  CHECK(got.header("Content-Type") == "application/pdf");
  CHECK(got.header("X-Content-Type-Options") == "nosniff");
  CHECK(got.header("Cache-Control") == "no-store");
  CHECK(got.header("Content-Security-Policy").find("script-src") == std::string::npos);
  CHECK(got.header("Content-Security-Policy").find("default-src 'none'") == 0);
  CHECK(got.header("Content-Disposition") ==
        "inline; filename=\"_____________1.pdf\"; "
        "filename*=UTF-8''%D0%BF%D0%B8%D1%81%D1%8C%D0%BC%D0%BE%201.pdf");
  const Answer saved = desk.client.get(address_of(id, done) + "?save=1");
  CHECK(saved.header("Content-Disposition").find("attachment;") == 0);
  const nlohmann::json shown = desk.get("/api/v1/cases/" + id);
  CHECK(shown["sources"].size() == 1);
  CHECK(shown["attached"][0]["by"] == "Test Member");
  CHECK(attach(desk, id, "again.pdf", kLetter)["before"] == true);
}

TEST_CASE("markup that calls itself a picture is saved as text and never shown") {
  const Folder folder;
  TestDesk desk(folder / "a.mnv");
  desk.create_vault();
  const std::string id = desk.open_case("Zuhra");
  const auto done = attach(desk, id, "photo.png", "<html><script>alert(1)</script></html>");
  const Answer got = desk.client.get(address_of(id, done));
  CHECK(got.header("Content-Type") == "text/plain");
  CHECK(got.header("Content-Disposition").find("attachment;") == 0);
  CHECK(got.header("Content-Security-Policy").find("sandbox") != std::string::npos);
}

TEST_CASE("a file larger than what is held at a time streams whole") {
  const Folder folder;
  TestDesk desk(folder / "a.mnv");
  desk.create_vault();
  const std::string id = desk.open_case("Zuhra");
  std::string film = "\x89PNG\r\n\x1A\n";
  while (film.size() < (9U << 20))
    film += std::to_string(film.size()) + " frames;";
  const auto done = attach(desk, id, "film", film);
  const Answer got = desk.client.get(address_of(id, done));
  CHECK(got.status == 200);
  CHECK(got.header("Content-Length") == std::to_string(film.size()));
  CHECK(got.body == film);
}

TEST_CASE("a part out of turn or twice lets go of the file, and a stopped one is in no case") {
  const Folder folder;
  TestDesk desk(folder / "a.mnv");
  desk.create_vault();
  const std::string id = desk.open_case("Zuhra");
  std::string upload = begin(desk, id, words("a"));
  CHECK(send(desk, upload, 0, "one").status == 200);
  CHECK(send(desk, upload, 0, "one").status == 404);
  CHECK(send(desk, upload, 3, "two").status == 404);
  upload = begin(desk, id, words("b"));
  CHECK(desk.post("/api/v1/uploads/" + upload + "/stop", nlohmann::json::object()).status == 204);
  CHECK(desk.post("/api/v1/uploads/" + upload + "/finish", nlohmann::json::object()).status == 404);
  CHECK(desk.get("/api/v1/cases/" + id)["sources"].empty());
  CHECK(desk.post("/api/v1/uploads/" + std::string(32, 'a') + "/part",
                  {{"at", "0"}, {"content", "!"}})
            .status == 422);
}

TEST_CASE("what is wrong with a file is said before it is sent") {
  const Folder folder;
  TestDesk desk(folder / "a.mnv");
  desk.create_vault();
  const std::string id = desk.open_case("Zuhra");
  nlohmann::json wrong = words("a");
  wrong["kind"] = "no such kind";
  CHECK(desk.post("/api/v1/cases/" + id + "/files", wrong).status == 422);
  CHECK(desk.post("/api/v1/cases/" + id + "/files", words("a", std::string(32, 'b'))).status ==
        422);
  CHECK(desk.post("/api/v1/cases/" + std::string(32, 'b') + "/files", words("a")).status == 404);
  CHECK(desk.client.get("/api/v1/cases/" + id + "/files/" + std::string(32, 'b')).status == 404);
}

TEST_CASE("a file is out of reach once the vault is locked, one on its way too") {
  const Folder folder;
  TestDesk desk(folder / "a.mnv");
  desk.create_vault();
  const std::string id = desk.open_case("Zuhra");
  const auto done = attach(desk, id, "letter.pdf", kLetter);
  const std::string upload = begin(desk, id, words("b"));
  CHECK(send(desk, upload, 0, "one").status == 200);
  CHECK(desk.post("/api/v1/vault/lock", nlohmann::json::object()).status == 204);
  const Answer got = desk.client.get(address_of(id, done));
  CHECK((got.status == 401 || got.status == 423));
  CHECK(got.body.find("PDF") == std::string::npos);
  CHECK(desk.job("/api/v1/vault/unlock", {{"passphrase", test::kPassphrase}})["state"] ==
        "finished");
  CHECK(desk.client.get(address_of(id, done)).body == kLetter);
  CHECK(send(desk, upload, 3, "two").status == 404);
}

}  // namespace manumit::desk
