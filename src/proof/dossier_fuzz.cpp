// SPDX-License-Identifier: Apache-2.0
//
// What anybody may put into a dossier's folder: the first byte says which of its three texts the
// rest of the input is. None may crash the readers, or the check that follows.
#include <unistd.h>

#include <fstream>

#include "proof/check_dossier.h"
#include "proof/dossier_form.h"
#include "proof/manifest.h"
#include "read_dossier.h"
#include "verify_page.h"

using namespace manumit;
using namespace manumit::proof;

namespace {

void put(const std::filesystem::path& file, std::string_view text) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
}

/// A folder whose list of files is signed by whoever made it, so that the check goes on to the end.
struct Folder {
  std::filesystem::path path;
  Folder() {
    const auto above = access("/dev/shm", W_OK) == 0 ? std::filesystem::path("/dev/shm")
                                                     : std::filesystem::temp_directory_path();
    path = above / ("manumit-fuzz-dossier-" + std::to_string(getpid()));
    std::filesystem::create_directories(path);
    put(path / kIndexFile, "");
    put(path / kFactsFile, R"({"dossier":1,"case":"00000000000000000000000000000000","made":0,)"
                           R"("facts":[],"sources":[],"subjects":[],"withdrawals":[]})");
    put(path / kProofsFile, "{}");
    std::vector<ListedFile> files;
    for (const std::string_view name : {kIndexFile, kFactsFile, kProofsFile})
      files.push_back({std::string(name), 0, {}});
    put(path / kManifestFile,
        manifest_text(files, {}, [](ByteView) { return vault::DeviceSignature{}; }));
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const Folder folder;
  if (size == 0)
    return 0;
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  if (bytes[0] % 3 == 0) {
    static_cast<void>(read_manifest(text));
    return 0;
  }
  put(folder.path / (bytes[0] % 3 == 1 ? kFactsFile : kProofsFile), text);
  const DossierReport report = check_dossier(folder.path);
  static_cast<void>(json_of(report));
  static_cast<void>(page_of(report, VerifyWords("ru"), true));
  return 0;
}
