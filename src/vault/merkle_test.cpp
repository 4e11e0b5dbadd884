// SPDX-License-Identifier: Apache-2.0
#include "merkle.h"

#include <doctest/doctest.h>

#include "checkpoint.h"

namespace manumit::vault {
namespace {

std::vector<Hash32> some_leaves(std::size_t count) {
  std::vector<Hash32> out(count);
  for (std::size_t i = 0; i < count; ++i) {
    out[i].fill(static_cast<std::uint8_t>(i));
    out[i][0] = static_cast<std::uint8_t>(i >> 8);
  }
  return out;
}

Hash32 node(const Hash32& left, const Hash32& right) {
  return hash32("mnv1-node", {left, right});
}

TEST_CASE("tree_root: three, five and seven leaves as RFC 6962 section 2.1.3 draws them") {
  const auto d = some_leaves(7);
  const Hash32 g = node(d[0], d[1]), h = node(d[2], d[3]), i = node(d[4], d[5]);
  CHECK(tree_root(std::span(d).first(1)) == d[0]);
  CHECK(tree_root(std::span(d).first(3)) == node(g, d[2]));
  CHECK(tree_root(std::span(d).first(5)) == node(node(g, h), d[4]));
  CHECK(tree_root(d) == node(node(g, h), node(i, d[6])));
}

TEST_CASE("root_by_path: every leaf of every tree up to 70 leads to its root, and no other leaf") {
  int refused = 0;
  for (std::size_t count = 1; count <= 70; ++count) {
    const auto leaves = some_leaves(count);
    const Hash32 root = tree_root(leaves);
    for (std::size_t at = 0; at < count; ++at) {
      auto path = path_to_root(leaves, at);
      CHECK(root_by_path(leaves[at], at, count, path) == root);
      const std::size_t other = (at + 1) % count;
      if (other != at) {
        CHECK(root_by_path(leaves[other], at, count, path) != root);
        CHECK(root_by_path(leaves[at], other, count, path) != root);
      }
      path.push_back(root);
      refused += root_by_path(leaves[at], at, count, path) ? 0 : 1;
      CHECK_FALSE(root_by_path(leaves[at], count, count, path));
    }
  }
  CHECK(refused == 70 * 71 / 2);
}

TEST_CASE("a standing tree gives every beginning's root and every path as the plain one does") {
  const auto all = some_leaves(70);
  const StandingTree tree(all);
  CHECK(tree.root(0) == tree_root({}));
  for (std::size_t count = 1; count <= all.size(); ++count) {
    const auto leaves = std::span(all).first(count);
    REQUIRE(tree.root(count) == tree_root(leaves));
    for (std::size_t at = 0; at < count; ++at)
      REQUIRE(tree.path(at, count) == path_to_root(leaves, at));
  }
}

TEST_CASE("parse_checkpoint: reads what was written, and nothing else") {
  Checkpoint said{.vault = {}, .made_ms = 1'600'000'000'000, .chains = {}};
  said.vault.bytes.fill(7);
  for (const std::uint8_t author : {1, 2, 9}) {
    ChainEnd end{.head = {{}, author * 10ULL, {}}, .root = {}};
    end.head.author.bytes.fill(author);
    end.head.id.bytes.fill(author);
    end.root.fill(static_cast<std::uint8_t>(author + 1));
    said.chains.push_back(end);
  }
  const Bytes body = encode(said);
  CHECK(parse_checkpoint(body) == said);
  for (std::size_t length = 0; length < body.size(); ++length)
    CHECK_FALSE(parse_checkpoint(ByteView(body).first(length)));
  Bytes longer = body;
  longer.push_back(0);
  CHECK_FALSE(parse_checkpoint(longer));
  std::swap(said.chains[0], said.chains[1]);
  CHECK_FALSE(parse_checkpoint(encode(said)));
  std::swap(said.chains[0], said.chains[1]);
  said.chains[2].head.seq = 0;
  CHECK_FALSE(parse_checkpoint(encode(said)));
}

TEST_CASE("GrowingTree: has the root of the whole tree at every size") {
  std::vector<Hash32> leaves;
  GrowingTree tree;
  CHECK(tree.root() == tree_root({}));
  for (std::uint8_t i = 1; i <= 70; ++i) {
    leaves.push_back(hash32("mnv1-leaf", {ByteView(&i, 1)}));
    tree.add(leaves.back());
    CHECK(tree.root() == tree_root(leaves));
  }
}

}  // namespace
}  // namespace manumit::vault
