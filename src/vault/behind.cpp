// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "open_vault.h"

namespace manumit::vault {
namespace {

std::string name_of(const OpenVault& vault, const AuthorId& author) {
  const auto device = vault.registry.devices().find(author);
  if (device == vault.registry.devices().end())
    return {};
  const auto member = vault.registry.members().find(device->second.member);
  return member == vault.registry.members().end() ? std::string{} : member->second.name;
}

}  // namespace

std::vector<Behind> beyond(const OpenVault& names, std::span<const Head> known,
                           std::span<const Head> have) {
  std::vector<Behind> out;
  for (const Head& head : known) {
    const auto there = std::find_if(have.begin(), have.end(),
                                    [&](const Head& one) { return one.author == head.author; });
    const std::uint64_t seq = there == have.end() ? 0 : there->seq;
    if (seq < head.seq)
      out.push_back({head.author, name_of(names, head.author), head.seq - seq});
  }
  return out;
}

}  // namespace manumit::vault
