// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include "built_in.h"
#include "law/library.h"

namespace manumit::law {
namespace {

namespace fs = std::filesystem;

void sort_by_name(std::vector<DefinitionFile>& files) {
  std::sort(files.begin(), files.end(),
            [](const DefinitionFile& a, const DefinitionFile& b) { return a.name < b.name; });
}

}  // namespace

std::vector<DefinitionFile> built_in_definitions() {
  std::vector<DefinitionFile> out;
  for (const BuiltIn& file : built_in_files())
    out.push_back({std::string(file.name), std::string(file.text)});
  sort_by_name(out);
  return out;
}

Result<std::vector<DefinitionFile>> read_definition_folder(const fs::path& folder) {
  std::error_code failed;
  std::vector<DefinitionFile> out;
  fs::recursive_directory_iterator walk(folder, failed);
  for (; !failed && walk != fs::recursive_directory_iterator(); walk.increment(failed)) {
    const fs::path& path = walk->path();
    if (path.extension() != ".toml" || !walk->is_regular_file(failed))
      continue;
    std::ifstream in(path, std::ios::binary);
    DefinitionFile file{path.lexically_relative(folder).generic_string(),
                        {std::istreambuf_iterator<char>(in), {}}};
    if (!in.is_open() || in.bad())
      return fail(Error::Kind::unavailable, "this file of definitions cannot be read", file.name,
                  "check that you may read it");
    out.push_back(std::move(file));
  }
  if (failed)
    return fail(Error::Kind::not_found, "the folder of definitions cannot be read", {},
                "check its name and that you may read it");
  sort_by_name(out);
  return out;
}

}  // namespace manumit::law
