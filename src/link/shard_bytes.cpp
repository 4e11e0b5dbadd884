// SPDX-License-Identifier: Apache-2.0
#include "shard_bytes.h"

#include <array>
#include <bit>
#include <cstring>
#include <optional>

#include "hashing.h"

namespace manumit::link {
namespace {

constexpr std::string_view kMark = "MNLS0001";
constexpr std::size_t kDigits = 16;
constexpr std::size_t kEdgeBytes = 12;
constexpr std::size_t kSumBytes = 8;

/// The least significant byte first, on every machine.
template <typename Number>
void put(std::string& bytes, Number number) {
  for (std::size_t i = 0; i < sizeof(Number); ++i)
    bytes += static_cast<char>(static_cast<unsigned char>(number >> (8 * i)));
}

class Reading {
 public:
  explicit Reading(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] std::size_t left() const { return bytes_.size(); }
  [[nodiscard]] std::string_view text(std::size_t size) {
    const std::string_view text = bytes_.substr(0, size);
    bytes_.remove_prefix(text.size());
    return text;
  }
  /// There must be as many bytes left.
  template <typename Number>
  [[nodiscard]] Number number() {
    Number number = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i)
      number |= static_cast<Number>(static_cast<Number>(static_cast<unsigned char>(bytes_[i]))
                                    << (8 * i));
    bytes_.remove_prefix(sizeof(Number));
    return number;
  }

 private:
  std::string_view bytes_;
};

std::optional<ScoredPairs> read_rule(Reading& reading) {
  if (reading.left() < 16)
    return std::nullopt;
  ScoredPairs rule{.edges = {}, .compared = reading.number<std::uint64_t>()};
  const auto edges = reading.number<std::uint64_t>();
  if (edges > reading.left() / kEdgeBytes)
    return std::nullopt;
  rule.edges.reserve(edges);
  for (std::uint64_t i = 0; i < edges; ++i) {
    const auto a = reading.number<std::uint32_t>();
    const auto b = reading.number<std::uint32_t>();
    rule.edges.push_back({a, b, std::bit_cast<float>(reading.number<std::uint32_t>())});
  }
  return rule;
}

std::optional<ReadShard> read(std::string_view bytes) {
  if (bytes.size() < kMark.size() + kDigits + 8 + kSumBytes)
    return std::nullopt;
  const std::string_view body = bytes.substr(0, bytes.size() - kSumBytes);
  Reading sum(bytes.substr(body.size()));
  if (sum.number<std::uint64_t>() != hash_of(body))
    return std::nullopt;
  Reading reading(body);
  if (reading.text(kMark.size()) != kMark)
    return std::nullopt;
  ReadShard shard;
  shard.whose.plan = reading.text(kDigits);
  shard.whose.number = reading.number<std::uint32_t>();
  const auto rules = reading.number<std::uint32_t>();
  for (std::uint32_t i = 0; i < rules; ++i) {
    auto rule = read_rule(reading);
    if (!rule)
      return std::nullopt;
    shard.rules.push_back(std::move(*rule));
  }
  if (reading.left() > 0)
    return std::nullopt;
  return shard;
}

}  // namespace

std::string in_hex(std::uint64_t number) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  for (std::size_t i = kDigits; i-- > 0;)
    text += kHex[number >> (4 * i) & 15];
  return text;
}

std::string bytes_of_shard(const ShardResult& whose, const std::vector<ScoredPairs>& rules) {
  std::string bytes(kMark);
  bytes += whose.plan;
  put(bytes, whose.number);
  put(bytes, static_cast<std::uint32_t>(rules.size()));
  for (const ScoredPairs& rule : rules) {
    put(bytes, rule.compared);
    put(bytes, static_cast<std::uint64_t>(rule.edges.size()));
    for (const Edge& edge : rule.edges) {
      put(bytes, edge.a);
      put(bytes, edge.b);
      put(bytes, std::bit_cast<std::uint32_t>(edge.evidence));
    }
  }
  put(bytes, hash_of(bytes));
  return bytes;
}

Result<ReadShard> read_shard(std::string_view bytes, std::string_view file) {
  auto shard = read(bytes);
  if (!shard)
    return fail(Error::Kind::bad_input, "this is no whole result of a shard", std::string(file),
                "run the shard again");
  return std::move(*shard);
}

}  // namespace manumit::link
