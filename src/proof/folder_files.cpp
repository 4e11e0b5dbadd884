// SPDX-License-Identifier: Apache-2.0
#include "folder_files.h"

#include <algorithm>
#include <fstream>
#include <set>

#include "proof/dossier_form.h"

namespace manumit::proof {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = std::size_t{1} << 16;
constexpr std::size_t kMostSeen = 2 * kMostFiles;

bool is_plain_file(const fs::path& file) {
  std::error_code trouble;
  return fs::symlink_status(file, trouble).type() == fs::file_type::regular;
}

/// What lies in one folder, by name; false if it cannot be read or holds too much.
bool names_in(const fs::path& folder, std::string_view before, std::set<std::string>& names) {
  std::error_code trouble;
  for (fs::directory_iterator at(folder, trouble), end; !trouble && at != end;
       at.increment(trouble)) {
    names.insert(std::string(before) + at->path().filename().string());
    if (names.size() > kMostSeen)
      return false;
  }
  return !trouble;
}

/// Everything in the dossier's folder, one level of "files" included.
bool all_names(const fs::path& folder, std::set<std::string>& names) {
  if (!names_in(folder, "", names))
    return false;
  std::error_code trouble;
  const fs::path inner = folder / "files";
  if (fs::symlink_status(inner, trouble).type() != fs::file_type::directory)
    return true;
  names.erase("files");
  return names_in(inner, kAttached, names);
}

struct Reading {
  bool same = false;
  std::string text;
};

/// Hashes a file, keeping its text if that is asked for.
Reading read_listed(const fs::path& file, const ListedFile& listed, bool keep) {
  Reading out;
  std::error_code trouble;
  const bool sized = fs::file_size(file, trouble) == listed.bytes && !trouble;
  if (!sized && !keep)
    return out;
  std::ifstream in(file, std::ios::binary);
  vault::FileDigest digest;
  std::string piece(kPiece, '\0');
  while (in) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    const auto got = static_cast<std::size_t>(in.gcount());
    digest.add(bytes_of(std::string_view(piece).substr(0, got)));
    if (keep)
      out.text.append(piece, 0, got);
    if (out.text.size() > kMostTextBytes)
      return {};
  }
  out.same = sized && in.eof() && digest.finish() == listed.hashes;
  return out;
}

}  // namespace

FolderTexts compare_files(const fs::path& folder, const Manifest& manifest,
                          std::vector<Finding>& wrong) {
  std::set<std::string> here;
  if (!all_names(folder, here))
    wrong.push_back({"folder", {}});
  here.erase(std::string(kManifestFile));
  FolderTexts out;
  for (const ListedFile& listed : manifest.files) {
    here.erase(listed.name);
    const fs::path file = folder / listed.name;
    std::error_code trouble;
    if (!fs::exists(fs::symlink_status(file, trouble))) {
      wrong.push_back({"missing", {listed.name}});
      continue;
    }
    const bool facts = listed.name == kFactsFile;
    const bool proofs = listed.name == kProofsFile;
    Reading read;
    if (is_plain_file(file))
      read = read_listed(file, listed, facts || proofs);
    if (!read.same)
      wrong.push_back({"changed", {listed.name}});
    if (facts)
      out.facts = std::move(read.text);
    if (proofs)
      out.proofs = std::move(read.text);
  }
  for (const std::string& name : here)
    wrong.push_back({"added", {name}});
  return out;
}

std::optional<std::string> small_file(const fs::path& file, std::size_t at_most) {
  if (!is_plain_file(file))
    return std::nullopt;
  std::ifstream in(file, std::ios::binary);
  std::string out(at_most + 1, '\0');
  in.read(out.data(), static_cast<std::streamsize>(out.size()));
  out.resize(static_cast<std::size_t>(in.gcount()));
  if (!in.eof() || out.size() > at_most)
    return std::nullopt;
  return out;
}

}  // namespace manumit::proof
