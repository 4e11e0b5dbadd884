// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "proof/manifest.h"

namespace manumit::exchange::dossier {

/// Hands the bytes of a file over piece by piece, from its first to its last.
using TakePiece = std::function<Result<void>(ByteView)>;
using Pieces = std::function<Result<void>(const TakePiece&)>;

/// A folder that is made under a working name and has its own only when it is whole. What is not
/// finished is taken away again.
class NewFolder {
 public:
  /// Refuses if something of that name is there.
  [[nodiscard]] static Result<NewFolder> make(const std::filesystem::path& folder);
  NewFolder(NewFolder&& other) noexcept;
  NewFolder& operator=(NewFolder&&) = delete;
  ~NewFolder();

  [[nodiscard]] Result<void> write(const std::string& name, std::string_view text);
  /// A copy of a file, whose hash must be this one still.
  [[nodiscard]] Result<void> copy(const std::string& name, const Pieces& from,
                                  const std::string& hash);
  [[nodiscard]] const std::vector<proof::ListedFile>& listed() const { return listed_; }
  [[nodiscard]] const std::filesystem::path& working() const { return working_; }
  /// Gives it its name, unless something of that name came to be meanwhile.
  [[nodiscard]] Result<void> finish();

 private:
  NewFolder(std::filesystem::path folder, std::filesystem::path working)
      : folder_(std::move(folder)), working_(std::move(working)) {}
  std::filesystem::path folder_, working_;
  std::vector<proof::ListedFile> listed_;
};

[[nodiscard]] Result<void> read_pieces(const std::filesystem::path& file, const TakePiece& take);
/// BLAKE2b-256 of a file, in hexadecimal.
[[nodiscard]] Result<std::string> hash_of_file(const std::filesystem::path& file);

}  // namespace manumit::exchange::dossier
