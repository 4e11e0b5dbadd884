// SPDX-License-Identifier: Apache-2.0
#include "media_type.h"

#include <doctest/doctest.h>

using namespace manumit;
using namespace manumit::casework;
using namespace std::string_literals;

namespace {

MediaWatch seen(const std::string& bytes, std::size_t step = 64) {
  MediaWatch out;
  for (std::size_t at = 0; at < bytes.size(); at += step)
    out.see(bytes_of(std::string_view(bytes).substr(at, step)));
  return out;
}

std::string type_of(const std::string& bytes) {
  return seen(bytes).type();
}

}  // namespace

TEST_CASE("what a file is shows in its first bytes, whatever it is called") {
  CHECK(type_of("%PDF-1.7\n") == "application/pdf");
  CHECK(type_of("\x89PNG\r\n\x1A\n") == "image/png");
  CHECK(type_of("\xFF\xD8\xFF\xE0") == "image/jpeg");
  CHECK(type_of("II*\0rest"s) == "image/tiff");
  CHECK(type_of("MM\0*rest"s) == "image/tiff");
  CHECK(type_of("\0\0\0\x20"s + "ftypisom") == "video/mp4");
  CHECK(type_of("RIFF\1\2\3\4WAVE") == "audio/wav");
  CHECK(type_of("MZ\x90\0\3"s) == "application/octet-stream");
  CHECK(type_of("") == "application/octet-stream");
}

TEST_CASE("an office file is known by the parts inside it") {
  const std::string archive = "PK\x03\x04"s + std::string(26, '\0') + "[Content_Types].xml";
  CHECK(type_of(archive) == "application/zip");
  CHECK(type_of(archive + "word/document.xml") ==
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  CHECK(type_of(archive + std::string(200'000, 'x') + "xl/workbook.xml") ==
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  CHECK(type_of("PK\x03\x04"s + std::string(26, '\0') +
                "mimetypeapplication/vnd.oasis.opendocument.textPK") ==
        "application/vnd.oasis.opendocument.text");
}

TEST_CASE("a text is a text in any script, and what holds other bytes is none") {
  CHECK(type_of("She said: two months.\r\n\tNo pay.") == "text/plain");
  CHECK(type_of("Кирпичный завод") == "text/plain");
  CHECK(type_of("a\x01z") == "application/octet-stream");
  CHECK(type_of("\xFF\xFEh\0i\0"s) == "application/octet-stream");
  // Markup is not told apart: it is a text, and is never opened as a page.
  CHECK(type_of("<html><script>alert(1)</script>") == "text/plain");
}

TEST_CASE("the pages of a PDF are what its tree's root counts, wherever the parts are cut") {
  const std::string pdf =
      "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
      "2 0 obj\n<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 41 >>\nendobj\n"
      "3 0 obj\n<</Count 20/Type/Pages/Parent 2 0 R>>\nendobj\n"
      "5 0 obj\n<< /Type /Page /Parent 3 0 R >>\nendobj\n";
  for (const std::size_t step : {1, 7, 64, 4096})
    CHECK(seen(pdf, step).pages() == 41);
  CHECK_FALSE(seen("%PDF-1.5\n1 0 obj\n<< /Type /ObjStm /N 9 >>\nendobj\n").pages());
  CHECK_FALSE(seen("a text on /Type /Pages /Count 3").pages());
  CHECK_FALSE(seen("%PDF-1.4\n1 0 obj\n<< /Type /Pages /Count -5 >>\nendobj\n").pages());
  CHECK_FALSE(seen("%PDF-1.4\n1 0 obj\n<< /Type /Pages /Count 99999999999999 >>\nendobj").pages());
}
