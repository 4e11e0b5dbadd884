// SPDX-License-Identifier: Apache-2.0
#include "media_type.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/encoding.h"

namespace manumit::casework {
namespace {

constexpr std::size_t kHead = 64U << 10U;
// The longest list of children that is expected between a page tree's type and its count.
constexpr std::size_t kTail = 32U << 10U;
constexpr std::int64_t kMostPages = 1'000'000;

struct Mark {
  std::size_t at;
  std::string_view bytes;
  std::string_view type;
};

using namespace std::string_view_literals;

// The first bytes of each format, by its own specification: ISO 32000-1 §7.5.2, PNG §5.2, JFIF,
// TIFF 6.0 §2, GIF89a §17, RIFF, ISO/IEC 14496-12 §4.3, RFC 3533, MS-CFB §2.2, RTF 1.9.
constexpr std::array kMarks = {
    Mark{0, "%PDF-"sv, "application/pdf"sv},
    Mark{0, "\x89PNG\r\n\x1A\n"sv, "image/png"sv},
    Mark{0, "\xFF\xD8\xFF"sv, "image/jpeg"sv},
    Mark{0, "II*\0"sv, "image/tiff"sv},
    Mark{0, "MM\0*"sv, "image/tiff"sv},
    Mark{0, "GIF87a"sv, "image/gif"sv},
    Mark{0, "GIF89a"sv, "image/gif"sv},
    Mark{8, "WEBP"sv, "image/webp"sv},
    Mark{8, "WAVE"sv, "audio/wav"sv},
    Mark{4, "ftypheic"sv, "image/heic"sv},
    Mark{4, "ftypM4A "sv, "audio/mp4"sv},
    Mark{4, "ftypqt  "sv, "video/quicktime"sv},
    Mark{4, "ftyp"sv, "video/mp4"sv},
    Mark{0, "OggS"sv, "audio/ogg"sv},
    Mark{0, "ID3"sv, "audio/mpeg"sv},
    Mark{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "application/x-ole-storage"sv},
    Mark{0, "{\\rtf"sv, "application/rtf"sv},
};

struct Ending {
  std::string_view type;
  std::string_view ending;
};
constexpr std::array kEndings = {
    Ending{"application/pdf", ".pdf"},
    Ending{"image/png", ".png"},
    Ending{"image/jpeg", ".jpg"},
    Ending{"image/tiff", ".tif"},
    Ending{"image/gif", ".gif"},
    Ending{"image/webp", ".webp"},
    Ending{"image/heic", ".heic"},
    Ending{"audio/wav", ".wav"},
    Ending{"audio/mp4", ".m4a"},
    Ending{"audio/ogg", ".ogg"},
    Ending{"audio/mpeg", ".mp3"},
    Ending{"video/mp4", ".mp4"},
    Ending{"video/quicktime", ".mov"},
    Ending{"application/rtf", ".rtf"},
    Ending{"application/zip", ".zip"},
    Ending{"text/plain", ".txt"},
    Ending{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"},
    Ending{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"},
    Ending{"application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx"},
    Ending{"application/vnd.oasis.opendocument.text", ".odt"},
    Ending{"application/vnd.oasis.opendocument.spreadsheet", ".ods"},
};

bool holds(std::string_view bytes, std::string_view words) {
  return bytes.find(words) != std::string_view::npos;
}

/// Office files are archives: the names of the parts inside tell which.
std::string_view type_of_archive(std::string_view head, std::string_view tail) {
  for (const std::string_view part : {head, tail}) {
    if (holds(part, "word/document.xml"))
      return kEndings[16].type;
    if (holds(part, "xl/workbook.xml"))
      return kEndings[17].type;
    if (holds(part, "ppt/presentation.xml"))
      return kEndings[18].type;
  }
  for (const std::size_t open_document : {std::size_t{19}, std::size_t{20}})
    if (head.substr(30, 8) == "mimetype" &&
        holds(head.substr(38, 60), kEndings[open_document].type))
      return kEndings[open_document].type;
  return "application/zip";
}

/// A text has no control characters but those of lines and tabs. A letter may be cut at the end.
bool is_text(std::string_view head) {
  if (const auto bad = first_bad_utf8(head); bad && head.size() - *bad > 3)
    return false;
  return !head.empty() && std::none_of(head.begin(), head.end(), [](char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return (byte < 0x20 && letter != '\n' && letter != '\r' && letter != '\t') || byte == 0x7F;
  });
}

/// The number behind "/Count" in this object of a PDF.
std::int64_t count_in(std::string_view object) {
  const std::size_t at = object.find("/Count");
  if (at == std::string_view::npos)
    return 0;
  std::string_view rest = object.substr(at + 6);
  while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\r' || rest.front() == '\n'))
    rest.remove_prefix(1);
  std::int64_t count = 0;
  std::from_chars(rest.data(), rest.data() + std::min<std::size_t>(rest.size(), 8), count);
  return count;
}

}  // namespace

void MediaWatch::see(ByteView bytes) {
  const std::string_view now(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (head_.size() < kHead)
    head_ += now.substr(0, kHead - head_.size());
  std::string both = std::move(tail_);
  both += now;
  if (head_.compare(0, 5, "%PDF-") == 0)
    count_pages(both);
  const std::size_t kept = std::min(both.size(), kTail);
  tail_ = both.substr(both.size() - kept);
}

/// The tree of pages has a count at its root, which is the largest.
void MediaWatch::count_pages(std::string_view bytes) {
  constexpr std::string_view kPages = "/Pages";
  for (std::size_t at = bytes.find(kPages); at != std::string_view::npos;
       at = bytes.find(kPages, at + kPages.size())) {
    const std::string_view before = bytes.substr(at < 8 ? 0 : at - 8, at < 8 ? at : 8);
    if (!holds(before, "/Type"))
      continue;
    const std::size_t begin = bytes.rfind(" obj", at);
    const std::size_t end = bytes.find("endobj", at);
    if (begin == std::string_view::npos)
      continue;
    const std::int64_t count = count_in(bytes.substr(begin, std::min(end, bytes.size()) - begin));
    if (count <= kMostPages)
      pages_ = std::max(pages_, count);
  }
}

std::string MediaWatch::type() const {
  const std::string_view head = head_;
  for (const Mark& mark : kMarks) {
    if (head.size() >= mark.at && head.substr(mark.at, mark.bytes.size()) == mark.bytes)
      return std::string(mark.type);
  }
  if (head.substr(0, 4) == "PK\x03\x04")
    return std::string(type_of_archive(head, tail_));
  return is_text(head) ? "text/plain" : "application/octet-stream";
}

std::optional<std::int64_t> MediaWatch::pages() const {
  return pages_ > 0 ? std::optional(pages_) : std::nullopt;
}

std::string_view ending_of(std::string_view media_type) {
  const auto known = std::find_if(kEndings.begin(), kEndings.end(),
                                  [&](const Ending& one) { return one.type == media_type; });
  return known == kEndings.end() ? std::string_view() : known->ending;
}

}  // namespace manumit::casework
