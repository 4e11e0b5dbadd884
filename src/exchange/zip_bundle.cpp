// SPDX-License-Identifier: Apache-2.0
#include "zip_bundle.h"

#include <zip.h>

#include <memory>

namespace manumit::exchange {

namespace {

// 1980-01-01 00:00, the first moment that a zip file can hold.
constexpr std::uint16_t kDosTime = 0;
constexpr std::uint16_t kDosDate = (0 << 9) | (1 << 5) | 1;

struct Release {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, Release>;

tl::unexpected<Error> no_memory() {
  return fail(Error::Kind::unavailable, "there is not enough memory to write the file");
}

Result<void> add(zip_t* archive, const BundledFile& file) {
  zip_source_t* const bytes = zip_source_buffer(archive, file.bytes.data(), file.bytes.size(), 0);
  const zip_int64_t index =
      bytes == nullptr ? -1 : zip_file_add(archive, file.name.c_str(), bytes, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(bytes);
    return no_memory();
  }
  const auto number = static_cast<zip_uint64_t>(index);
  zip_file_set_dostime(archive, number, kDosTime, kDosDate, 0);
  zip_file_set_external_attributes(archive, number, 0, ZIP_OPSYS_UNIX, 0100600U << 16);
  return {};
}

Result<Bytes> read_all(zip_source_t* source) {
  zip_stat_t about;
  zip_stat_init(&about);
  if (zip_source_stat(source, &about) != 0 || zip_source_open(source) != 0)
    return no_memory();
  Bytes out(static_cast<std::size_t>(about.size));
  const zip_int64_t got = zip_source_read(source, out.data(), out.size());
  zip_source_close(source);
  if (got < 0 || static_cast<std::size_t>(got) != out.size())
    return no_memory();
  return out;
}

}  // namespace

Result<Bytes> zip_bundle(const std::vector<BundledFile>& files) {
  zip_error_t error;
  zip_error_init(&error);
  const Source memory(zip_source_buffer_create(nullptr, 0, 0, &error));
  if (!memory)
    return no_memory();
  zip_source_keep(memory.get());  // The archive takes one hold of it, we keep the other.
  zip_t* const archive = zip_open_from_source(memory.get(), ZIP_TRUNCATE, &error);
  zip_error_fini(&error);
  if (archive == nullptr) {
    zip_source_free(memory.get());
    return no_memory();
  }
  for (const BundledFile& file : files) {
    if (auto added = add(archive, file); !added) {
      zip_discard(archive);
      return fail(std::move(added).error());
    }
  }
  if (zip_close(archive) != 0) {
    zip_discard(archive);
    return no_memory();
  }
  return read_all(memory.get());
}

}  // namespace manumit::exchange
