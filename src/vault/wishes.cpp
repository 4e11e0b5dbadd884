// SPDX-License-Identifier: Apache-2.0
#include "wishes.h"

#include "place.h"
#include "vault/passphrase_strength.h"
#include "vault/vault_for_tests.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kLongestName = 800;

}  // namespace

KdfCost cost_of(KdfProfile profile) {
  switch (profile) {
    case KdfProfile::standard:
      return {3, std::uint64_t{256} << 20};
    case KdfProfile::old_computer:
      return {3, std::uint64_t{128} << 20};
    case KdfProfile::for_tests:
      return kCheapest;
  }
  return {3, std::uint64_t{256} << 20};
}

Result<void> check_names(const Passphrase& passphrase, const Vault::Founder& founder,
                         KdfProfile profile, const Surroundings& surroundings) {
  if (profile == KdfProfile::for_tests && surroundings.now_ms.target<TestClock>() == nullptr) {
    return fail(Error::Kind::not_allowed, "a vault as weak as those of the tests is not made", "",
                "choose the standard strength, or the one for old computers");
  }
  TRY(check_passphrase(passphrase.reveal()));
  if (founder.member_name.size() > kLongestName || founder.device_name.size() > kLongestName)
    return fail(Error::Kind::bad_input, "the name is too long", "", "use a shorter one");
  return {};
}

Result<void> check_wishes(const std::filesystem::path& file, const Passphrase& passphrase,
                          const Vault::Founder& founder, KdfProfile profile,
                          const Surroundings& surroundings) {
  TRY(check_names(passphrase, founder, profile, surroundings));
  return place_is_free(file);
}

Result<void> place_is_free(const std::filesystem::path& file) {
  if (key_file_of(file) == file) {
    return fail(Error::Kind::bad_input, "the name ends in .mnk, which is for the keys", "",
                "let it end in .mnv");
  }
  TRY(disk_of(file.parent_path()));
  for (const auto& taken : {file, key_file_of(file)}) {
    std::error_code trouble;
    if (!std::filesystem::exists(std::filesystem::symlink_status(taken, trouble)))
      continue;
    return fail(Error::Kind::not_allowed, "there is a file of this name already",
                taken.filename().string(), "choose another name; nothing was changed");
  }
  return {};
}

}  // namespace manumit::vault
