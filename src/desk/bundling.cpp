// SPDX-License-Identifier: Apache-2.0
#include "bundling.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "base/bytes.h"
#include "base/json_write.h"
#include "passing_file.h"
#include "reply.h"

namespace manumit::desk {
namespace {

constexpr const char* kBundleType = "application/octet-stream";

tl::unexpected<Error> no_such_member() {
  return fail(Error::Kind::not_found, "there is no such member", "",
              "look at the list of members and choose one of it");
}

/// Tells bundles apart on a stick, and holds no name.
std::string file_name_for(const vault::Member& member) {
  return "for-" + member.fingerprint.substr(0, member.fingerprint.find('-')) + ".mnb";
}

}  // namespace

Result<vault::MemberId> member_id_of(std::string_view hex) {
  const auto bytes = from_hex(hex);
  vault::MemberId out;
  if (!bytes || bytes->size() != out.bytes.size())
    return no_such_member();
  std::copy(bytes->begin(), bytes->end(), out.bytes.begin());
  return out;
}

Result<vault::Member> member_called(const vault::Vault& vault, const vault::MemberId& id) {
  for (vault::Member& member : vault.summary().members) {
    if (member.id == id)
      return std::move(member);
  }
  return no_such_member();
}

Result<JobResult> bundle_for(Workplace& desk, casework::Casebook& book, const vault::MemberId& id,
                             const Progress& progress, vault::BundleReach reach) {
  const vault::Member member = TRY(member_called(book.vault(), id));
  if (member.role == vault::Role::analyst && !book.vault().read_only())
    static_cast<void>(TRY(book.share_circumstances(id)));
  // Before it is made, so that it is in it and both computers come to the same.
  TRY(book.note({.kind = casework::UseKind::bundle_made, .member = id}));
  const PassingFile passing(desk.cabinet.file(), desk.options.surroundings);
  const vault::BundleMade made = TRY(book.vault().make_bundle(passing.path(), id, progress, reach));
  const auto sealed = std::make_shared<const NamelessFile>(TRY(passing.take_name()));
  const auto read = [sealed](std::uint64_t from, std::size_t count) {
    return sealed->read_at(from, count);
  };
  JobFile file{file_name_for(member), kBundleType, {}, BodyStream{made.bytes, read}};
  JsonWriter json;
  json.open();
  json.field("name", member.name);
  json.field("entries", made.entries);
  json.field("keys", made.keys);
  json.field("left_out", made.left_out);
  json.field("had", made.had);
  json.field("their_last", made.their_last);
  json.field("bytes", made.bytes);
  json.field("file_name", file.name);
  json.close();
  return JobResult{.json = std::string(json.view()), .file = std::move(file)};
}

Result<Response> bundle_begun(Workplace& desk, const vault::MemberId& member,
                              vault::BundleReach reach) {
  const std::string job = TRY(desk.jobs.start(
      JobKind::bundle, [&desk, member, reach](const Progress& progress) -> Result<JobResult> {
        const auto use = desk.cabinet.use();
        if (!use)
          return fail(locked());
        return bundle_for(desk, use->book(), member, progress, reach);
      }));
  return job_begun(job);
}

}  // namespace manumit::desk
