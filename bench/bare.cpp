// SPDX-License-Identifier: Apache-2.0
#include "bare.h"

#include <sodium.h>
#include <sqlite3.h>

#include <array>
#include <atomic>
#include <cstring>

#include "base/check.h"
#include "base/parallel.h"

namespace manumit::bench {
namespace {

constexpr std::size_t kMessageBytes = 40;  // "mnv1-sig" and an id.
constexpr std::size_t kPiece = 64;

void run(sqlite3* database, const char* sql) {
  MANUMIT_CHECK(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
}

/// A message that is another one for each number.
std::array<std::uint8_t, kMessageBytes> message(std::size_t number) {
  std::array<std::uint8_t, kMessageBytes> out{};
  std::memcpy(out.data(), &number, sizeof number);
  return out;
}

std::array<std::uint8_t, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES> nonce(std::size_t number) {
  std::array<std::uint8_t, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES> out{};
  std::memcpy(out.data(), &number, sizeof number);
  return out;
}

bool for_all(std::size_t count, unsigned threads, const std::function<bool(std::size_t)>& holds) {
  std::atomic<bool> all = true;
  const auto piece = [&](std::size_t number) -> Result<void> {
    for (std::size_t i = number * kPiece; i < std::min(count, (number + 1) * kPiece); ++i) {
      if (!holds(i))
        all = false;
    }
    return {};
  };
  return parallel_for((count + kPiece - 1) / kPiece, threads, piece).has_value() && all;
}

}  // namespace

struct BareTable::Inside {
  sqlite3* database = nullptr;
  sqlite3_stmt* insertion = nullptr;
  sqlite3_int64 row = 0;
  Bytes header = Bytes(200), signature = Bytes(64), checksum = Bytes(16), sealed;
};

BareTable::BareTable(const std::filesystem::path& file) : inside_(std::make_unique<Inside>()) {
  MANUMIT_CHECK(sqlite3_open(file.c_str(), &inside_->database) == SQLITE_OK);
  run(inside_->database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
  run(inside_->database,
      "CREATE TABLE entry(n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, header BLOB NOT NULL, "
      "sig BLOB NOT NULL, crc BLOB NOT NULL, ct BLOB) STRICT");
  MANUMIT_CHECK(sqlite3_prepare_v2(inside_->database, "INSERT INTO entry VALUES(?,?,?,?,?,?)", -1,
                                   &inside_->insertion, nullptr) == SQLITE_OK);
}

BareTable::~BareTable() {
  sqlite3_finalize(inside_->insertion);
  sqlite3_close(inside_->database);
}

void BareTable::insert(std::size_t sealed_bytes) {
  std::array<std::uint8_t, 32> id{};
  randombytes_buf(id.data(), id.size());
  inside_->sealed.resize(sealed_bytes);
  sqlite3_stmt* row = inside_->insertion;
  sqlite3_bind_int64(row, 1, ++inside_->row);
  int column = 1;
  for (const ByteView bytes :
       {ByteView(id), ByteView(inside_->header), ByteView(inside_->signature),
        ByteView(inside_->checksum), ByteView(inside_->sealed)}) {
    sqlite3_bind_blob64(row, ++column, bytes.data(), bytes.size(), SQLITE_STATIC);
  }
  MANUMIT_CHECK(sqlite3_step(row) == SQLITE_DONE);
  sqlite3_reset(row);
}

void BareTable::begin() {
  run(inside_->database, "BEGIN IMMEDIATE");
}
void BareTable::commit() {
  run(inside_->database, "COMMIT");
}

BareCrypto::BareCrypto(std::size_t count, std::size_t sealed_bytes)
    : public_key_(crypto_sign_PUBLICKEYBYTES), key_(crypto_aead_xchacha20poly1305_ietf_KEYBYTES) {
  MANUMIT_CHECK(sodium_init() >= 0);
  Bytes secret(crypto_sign_SECRETKEYBYTES);
  crypto_sign_keypair(public_key_.data(), secret.data());
  randombytes_buf(key_.data(), key_.size());
  const Bytes plain(sealed_bytes - crypto_aead_xchacha20poly1305_ietf_ABYTES);
  for (std::size_t i = 0; i < count; ++i) {
    Bytes& signature = signatures_.emplace_back(crypto_sign_BYTES);
    const auto said = message(i);
    crypto_sign_detached(signature.data(), nullptr, said.data(), said.size(), secret.data());
    Bytes& sealed = sealed_.emplace_back(sealed_bytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, plain.data(), plain.size(),
                                               nullptr, 0, nullptr, nonce(i).data(), key_.data());
  }
}

bool BareCrypto::verify_all(unsigned threads) const {
  return for_all(signatures_.size(), threads, [this](std::size_t i) {
    const auto said = message(i);
    return crypto_sign_verify_detached(signatures_[i].data(), said.data(), said.size(),
                                       public_key_.data()) == 0;
  });
}

bool BareCrypto::open_all(unsigned threads) const {
  return for_all(sealed_.size(), threads, [this](std::size_t i) {
    std::array<std::uint8_t, 32> hash{};
    crypto_generichash(hash.data(), hash.size(), sealed_[i].data(), sealed_[i].size(), nullptr, 0);
    Bytes plain(sealed_[i].size() - crypto_aead_xchacha20poly1305_ietf_ABYTES);
    return crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr,
                                                      sealed_[i].data(), sealed_[i].size(), nullptr,
                                                      0, nonce(i).data(), key_.data()) == 0;
  });
}

void derive_bare_key() {
  constexpr std::string_view kPassphrase = "a passphrase for measuring";
  const std::array<std::uint8_t, crypto_pwhash_SALTBYTES> salt{};
  std::array<std::uint8_t, 32> key{};
  MANUMIT_CHECK(sodium_init() >= 0);
  MANUMIT_CHECK(crypto_pwhash(key.data(), key.size(), kPassphrase.data(), kPassphrase.size(),
                              salt.data(), 1, std::size_t{8} << 20,
                              crypto_pwhash_ALG_ARGON2ID13) == 0);
}

}  // namespace manumit::bench
