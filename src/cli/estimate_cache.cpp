// SPDX-License-Identifier: Apache-2.0
#include "estimate_cache.h"

#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "base/bytes.h"
#include "exchange/estimate_json.h"
#include "new_file.h"
#include "opening.h"
#include "printable.h"

namespace manumit::cli {
namespace {

std::filesystem::path place_of(const std::string& folder, const std::string& record_hash) {
  return std::filesystem::path(folder) / (record_hash + ".estimate");
}

}  // namespace

std::optional<estimate::Answer> find_kept(const std::string& folder,
                                          const estimate::RunRecord& record, Console& console) {
  const std::filesystem::path place = place_of(folder, record.record_hash);
  std::error_code trouble;
  if (!std::filesystem::exists(place, trouble))
    return std::nullopt;
  const Result<std::string> text = read_whole_file(place.string());
  const Result<estimate::Answer> answer =
      text ? exchange::read_kept_estimate(*text, record, place.string())
           : Result<estimate::Answer>(fail(text.error()));
  if (answer)
    return *answer;
  console.words << "manumit: " << printable(console.catalogue.of(answer.error())) << '\n';
  return std::nullopt;
}

Result<void> make_folder(const std::string& folder) {
  std::error_code trouble;
  std::filesystem::create_directories(folder, trouble);
  if (!trouble && std::filesystem::is_directory(folder, trouble))
    return {};
  return fail(Error::Kind::unavailable, "the folder cannot be made", folder,
              "choose a folder that you may write to");
}

Result<void> keep(const std::string& folder, const estimate::Answer& answer) {
  std::error_code trouble;
  const std::filesystem::path place = place_of(folder, answer.record.record_hash);
  const std::filesystem::path unfinished = place.string() + "." + std::to_string(::getpid());
  NewFile file = TRY(NewFile::make(unfinished.string()));
  TRY(file.write(bytes_of(exchange::kept_estimate(answer))));
  TRY(file.finish());
  std::filesystem::rename(unfinished, place, trouble);
  if (trouble) {
    std::filesystem::remove(unfinished, trouble);
    return fail(Error::Kind::unavailable, "the file cannot be written", place.string(),
                "choose a folder that you may write to");
  }
  return {};
}

}  // namespace manumit::cli
