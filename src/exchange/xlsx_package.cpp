// SPDX-License-Identifier: Apache-2.0
#include "xlsx_package.h"

#include <zip.h>

#include <algorithm>

#include "base/encoding.h"
#include "xml_reader.h"

namespace manumit::exchange {

namespace {

// Deflate reaches 1,032 to one; sheets of real tables stay below 60. Small parts are let through.
constexpr std::size_t kMostUnpackedPerPacked = 200;
constexpr std::size_t kAlwaysAllowed = std::size_t{1} << 20;

std::string lower_case(std::string_view name) {
  std::string out(name);
  std::transform(out.begin(), out.end(), out.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return out;
}

// A part's name must stay inside the file that holds it. We never unpack to disk; a name that
// tries to climb out was made to attack someone who does.
bool climbs_out(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos ||
      name.find(':') != std::string_view::npos)
    return true;
  while (!name.empty()) {
    const std::size_t slash = name.find('/');
    if (name.substr(0, slash) == "..")
      return true;
    name.remove_prefix(slash == std::string_view::npos ? name.size() : slash + 1);
  }
  return false;
}

tl::unexpected<Error> damaged_archive() {
  return fail(Error::Kind::damaged, "the table file is incomplete or damaged", {},
              "copy it again from where it came from; nothing of it was stored");
}

tl::unexpected<Error> too_large_unpacked() {
  return fail(Error::Kind::bad_input, "the table file would unpack to far more than a table needs",
              {}, "do not open it; ask the sender what it is. Nothing of it was unpacked");
}

}  // namespace

void Package::Close::operator()(zip* archive) const {
  zip_discard(archive);
}

Result<Package> Package::open(ByteView file, const WorkbookLimits& limits) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const source = zip_source_buffer_create(file.data(), file.size(), 0, &error);
  if (source == nullptr)
    return damaged_archive();
  zip_t* const archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  zip_error_fini(&error);
  if (archive == nullptr) {
    zip_source_free(source);
    return damaged_archive();
  }
  Package package;
  package.archive_.reset(archive);
  TRY(package.list_parts(file.size(), limits));
  return package;
}

Result<void> Package::list_parts(std::size_t packed_bytes, const WorkbookLimits& limits) {
  const auto count = static_cast<std::size_t>(zip_get_num_entries(archive_.get(), 0));
  if (count > limits.parts)
    return too_large_unpacked();
  std::size_t all = 0;
  for (std::size_t index = 0; index < count; ++index) {
    zip_stat_t about;
    zip_stat_init(&about);
    if (zip_stat_index(archive_.get(), index, 0, &about) != 0 ||
        (about.valid & (ZIP_STAT_NAME | ZIP_STAT_SIZE)) != (ZIP_STAT_NAME | ZIP_STAT_SIZE))
      return damaged_archive();
    const std::string name = lower_case(about.name);
    if (climbs_out(name))
      return fail(Error::Kind::bad_input,
                  "the table file holds a part whose name points outside of it", {},
                  "do not open it; ask the sender what it is. Nothing of it was unpacked");
    if (about.size > limits.unpacked_bytes - all)
      return too_large_unpacked();
    all += static_cast<std::size_t>(about.size);
    if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE)
      return fail(Error::Kind::not_allowed, "the table file is locked with a password", {},
                  "open it in the program it came from and save it without the password");
    if (!parts_.emplace(name, Part{index, static_cast<std::size_t>(about.size)}).second)
      return damaged_archive();
  }
  if (all > kAlwaysAllowed && all / kMostUnpackedPerPacked > packed_bytes)
    return too_large_unpacked();
  return {};
}

bool Package::has(std::string_view part) const {
  return parts_.contains(lower_case(part));
}

Result<std::string> Package::read(std::string_view part) const {
  const auto found = parts_.find(lower_case(part));
  if (found == parts_.end())
    return fail(Error::Kind::damaged, "a part of the table file is missing", std::string(part),
                "open it in the program it came from, save it anew and try again");
  zip_file_t* const file = zip_fopen_index(archive_.get(), found->second.index, 0);
  if (file == nullptr)
    return damaged_archive();
  std::string out;
  std::vector<char> piece(std::size_t{1} << 16);
  zip_int64_t got = 0;
  // Grown piece by piece: a size that an entry only claims takes no memory.
  while ((got = zip_fread(file, piece.data(), piece.size())) > 0 &&
         out.size() <= found->second.bytes)
    out.append(piece.data(), static_cast<std::size_t>(got));
  const bool checksum_holds = zip_fclose(file) == 0;
  if (got < 0 || !checksum_holds || out.size() != found->second.bytes)
    return damaged_archive();
  return out;
}

Result<std::string> Package::read_xml(std::string_view part) const {
  std::string bytes = TRY(read(part));
  if (bytes.starts_with("\xFF\xFE"))
    return to_utf8(bytes, Encoding::utf16_le);
  if (bytes.starts_with("\xFE\xFF"))
    return to_utf8(bytes, Encoding::utf16_be);
  if (first_bad_utf8(bytes))
    return fail(Error::Kind::damaged, "a part of the table file is not readable text",
                std::string(part),
                "open it in the program it came from, save it anew and try again");
  return bytes;
}

namespace {

// "xl/workbook.xml" and "worksheets/sheet1.xml" give "xl/worksheets/sheet1.xml".
std::string resolved(std::string_view part, std::string_view target) {
  std::string path;
  if (target.starts_with('/')) {
    target.remove_prefix(1);
  } else {
    const std::size_t slash = part.rfind('/');
    path = slash == std::string_view::npos ? "" : std::string(part.substr(0, slash));
  }
  while (!target.empty()) {
    const std::size_t slash = target.find('/');
    const std::string_view step = target.substr(0, slash);
    if (step == "..") {
      const std::size_t last = path.rfind('/');
      path.resize(last == std::string::npos ? 0 : last);
    } else if (!step.empty() && step != ".") {
      path += path.empty() ? "" : "/";
      path += step;
    }
    target.remove_prefix(slash == std::string_view::npos ? target.size() : slash + 1);
  }
  return path;
}

}  // namespace

Result<std::vector<Relation>> relations_of(const Package& package, std::string_view part) {
  const std::size_t slash = part.rfind('/');
  const std::size_t name_at = slash == std::string_view::npos ? 0 : slash + 1;
  const std::string rels =
      std::string(part.substr(0, name_at)) + "_rels/" + std::string(part.substr(name_at)) + ".rels";
  std::vector<Relation> out;
  if (!package.has(rels))
    return out;
  XmlReader xml(TRY(package.read_xml(rels)), rels);
  for (auto event = TRY(xml.next()); event != XmlReader::Event::end; event = TRY(xml.next())) {
    if (event != XmlReader::Event::open || xml.name() != "Relationship")
      continue;
    if (TRY(xml.attribute("TargetMode")).value_or("") == "External")
      continue;
    std::string type = TRY(xml.attribute("Type")).value_or("");
    type.erase(0, type.rfind('/') + 1);
    out.push_back({TRY(xml.attribute("Id")).value_or(""), std::move(type),
                   resolved(part, TRY(xml.attribute("Target")).value_or(""))});
  }
  return out;
}

}  // namespace manumit::exchange
