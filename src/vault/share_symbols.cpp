// SPDX-License-Identifier: Apache-2.0
#include "share_symbols.h"

#include <algorithm>

#include "shamir.h"

namespace manumit::vault {
namespace {

constexpr std::uint8_t kForm = 1;
constexpr std::size_t kValueAt = kShareBytes - 32;

}  // namespace

ShareSymbols symbols_of(const Share& share) {
  ShareSymbols out;
  auto& symbols = out.reveal();
  symbols[0] = kForm;
  symbols[1] = share.set[0];
  symbols[2] = share.set[1];
  symbols[3] = static_cast<std::uint8_t>(share.index);
  symbols[4] = static_cast<std::uint8_t>(share.threshold);
  symbols[5] = static_cast<std::uint8_t>(share.total);
  std::copy(share.value.reveal().begin(), share.value.reveal().end(), symbols.begin() + kValueAt);
  const auto parity = parity_of(hashed_part(out));
  std::copy(parity.begin(), parity.end(), symbols.begin() + kShareBytes);
  return out;
}

Result<Share> share_of(const ShareSymbols& symbols) {
  const auto& from = symbols.reveal();
  if (from[0] != kForm) {
    return fail(Error::Kind::unavailable,
                "this share was made by a later version of the program than this one", "",
                "read it with the newer program");
  }
  Share out;
  out.set = {from[1], from[2]};
  out.index = from[3];
  out.threshold = from[4];
  out.total = from[5];
  const bool possible = out.index >= 1 && out.index <= out.total && out.total <= kMostShares &&
                        out.threshold >= kFewestShares && out.threshold <= out.total;
  if (!possible) {
    return fail(Error::Kind::bad_input, "these words are those of no share of a vault", "",
                "check that they are from the paper of a share, and compare each with it");
  }
  std::copy(from.begin() + kValueAt, from.begin() + kShareBytes, out.value.reveal().begin());
  return out;
}

std::optional<std::vector<MendedWord>> mend_share(ShareSymbols& symbols,
                                                  const std::vector<MendedWord>& faults) {
  std::vector<std::size_t> illegible;
  for (const MendedWord& fault : faults)
    illegible.push_back(fault.place - 1);
  const auto mended = mend(symbols.reveal(), illegible);
  if (!mended)
    return std::nullopt;
  std::vector<MendedWord> out;
  for (const std::size_t place : *mended) {
    const auto known = std::find(illegible.begin(), illegible.end(), place);
    out.push_back({static_cast<unsigned>(place + 1),
                   known == illegible.end()
                       ? MendedWord::Why::wrong
                       : faults[static_cast<std::size_t>(known - illegible.begin())].why});
  }
  return out;
}

}  // namespace manumit::vault
