// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "law/evidence.h"
#include "law/instrument.h"

namespace manumit::law {

class Program;  // The logic of all instruments, compiled; private to this module.

/// One file of definitions/law, or one like it.
struct DefinitionFile {
  std::string name;  ///< "ru.uk.127_1.v2011.toml"; shown in errors
  std::string text;
};

/// The definitions this program was built with, sorted by name.
[[nodiscard]] std::vector<DefinitionFile> built_in_definitions();

/// Every .toml file in a folder and the folders in it, sorted by name.
[[nodiscard]] Result<std::vector<DefinitionFile>> read_definition_folder(
    const std::filesystem::path& folder);

/// Definitions of law, read, checked against each other and against the facts there are, and
/// compiled. Immutable; may be used by several threads at once.
class Library {
 public:
  /// Refuses, with file, line, column and what to do: a fact, code, element, limb or tag that does
  /// not exist, limbs in a circle, a missing article, two versions of one instrument in force on
  /// one day, an end before its beginning, an id twice, a key that means nothing, and so on
  /// (docs/formats/law-definition.md). Returns the first fault; `faults` returns them all.
  [[nodiscard]] static Result<Library> read(const std::vector<DefinitionFile>& files,
                                            FactTable facts);
  [[nodiscard]] static std::vector<Error> faults(const std::vector<DefinitionFile>& files,
                                                 const FactTable& facts);

  /// Sorted by id, then by the day they came into force.
  [[nodiscard]] const std::vector<Instrument>& instruments() const;
  /// Places in `instruments()` of all versions of that id; empty if there is none.
  [[nodiscard]] std::vector<std::size_t> versions_of(std::string_view id) const;
  /// The place in `instruments()` of that version.
  [[nodiscard]] std::optional<std::size_t> place_of(std::string_view id,
                                                    std::string_view version) const;
  [[nodiscard]] const FactTable& facts() const;

  [[nodiscard]] const Program& program() const { return *program_; }

  Library(Library&&) noexcept;
  Library& operator=(Library&&) noexcept;
  ~Library();

 private:
  explicit Library(std::unique_ptr<const Program> program);
  std::unique_ptr<const Program> program_;
};

}  // namespace manumit::law
