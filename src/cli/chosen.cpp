// SPDX-License-Identifier: Apache-2.0
#include "chosen.h"

#include "command.h"

namespace manumit::cli {
namespace {

constexpr std::size_t kFewestLetters = 4;

bool begins(const std::string& whole, const std::string& wanted) {
  return wanted.size() >= kFewestLetters && whole.rfind(wanted, 0) == 0;
}

}  // namespace

Result<casework::RecordId> person_in(const casework::Case& of, const std::string& wanted) {
  std::vector<casework::RecordId> found;
  for (const casework::Subject* person : of.of_kind(casework::SubjectKind::person)) {
    if (begins(person->id.hex(), wanted))
      found.push_back(person->id);
  }
  if (found.size() == 1)
    return found.front();
  return fail(Error::Kind::not_found, "no one person of this case has an id that begins so", wanted,
              "take the id from `manumit case show`, as many letters as are needed");
}

Result<casework::Source> file_in(const casework::Case& of, const std::string& wanted) {
  std::vector<casework::Source> found;
  for (std::size_t i = 0; i < of.sources.size(); ++i) {
    const casework::Source& source = of.sources[i];
    if (source.kept && (std::to_string(i + 1) == wanted || begins(source.id.hex(), wanted) ||
                        begins(source.file_hash, wanted)))
      found.push_back(source);
  }
  if (found.size() == 1)
    return found.front();
  return fail(Error::Kind::not_found, "no one file of this case is called so", wanted,
              "take the number from `manumit case files`");
}

std::string size_in_words(std::uint64_t bytes) {
  constexpr std::uint64_t kKibi = 1024;
  if (bytes < kKibi * kKibi)
    return std::to_string((bytes + kKibi - 1) / kKibi) + " KiB";
  return std::to_string(bytes / (kKibi * kKibi)) + " MiB";
}

}  // namespace manumit::cli
