// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "casebook_inside.h"
#include "media_type.h"
#include "shown_text.h"

namespace manumit::casework {
namespace {

Result<vault::FileFacts> facts_of(const Source& source) {
  vault::FileFacts out{.size = source.kept->size, .hash = {}};
  const Bytes hash = TRY(from_hex(source.file_hash));
  std::copy_n(hash.begin(), std::min(hash.size(), out.hash.size()), out.hash.begin());
  return out;
}

tl::unexpected<Error> no_such_file() {
  return fail(Error::Kind::not_found, "this case keeps no such file", {},
              "look at the files of the case");
}

}  // namespace

struct Attaching::State {
  FileToAttach file;
  vault::FileWriter writer;
  MediaWatch seen = {};
};
Attaching::Attaching(std::unique_ptr<State> state) : state_(std::move(state)) {}
Attaching::Attaching(Attaching&&) noexcept = default;
Attaching& Attaching::operator=(Attaching&&) noexcept = default;
Attaching::~Attaching() = default;

std::uint64_t Attaching::size() const {
  return state_->writer.size();
}

Result<Attaching> Casebook::begin_file(FileToAttach file) {
  // What is wrong with the words is better said before two thousand pieces than after.
  Source tried;
  tried.id = new_id();
  tried.kind = file.kind;
  tried.title = file.title;
  tried.author = file.author;
  tried.date = file.date;
  Filing trial;
  trial.case_id = file.case_id;
  trial.sources.push_back(std::move(tried));
  TRY(check_filing(trial, built_in_vocabulary()));
  TRY(check_shown(file.name, kLineBytes, "source"));
  {
    const std::shared_lock lock(inside_->state);
    const CaseState* one = inside_->find(file.case_id);
    if (one == nullptr)
      return fail(Error::Kind::not_found, "there is no such case in this vault", {},
                  "look for it by a name or a place");
    const KnownSubject* person = file.about ? one->subject(*file.about) : nullptr;
    if (file.about && (person == nullptr || person->kind != SubjectKind::person))
      return fail(Error::Kind::bad_input, "a file is attached to somebody who is not in its case",
                  "source", "choose a person of the case");
  }
  // A name is kept as a name: where the file lay is nobody's concern.
  file.name = file.name.substr(file.name.find_last_of("/\\") + 1);
  vault::FileWriter writer = TRY(vault::FileWriter::begin(inside_->vault));
  return Attaching(std::make_unique<Attaching::State>(
      Attaching::State{.file = std::move(file), .writer = std::move(writer)}));
}

Result<void> Casebook::put_file(Attaching& file, ByteView bytes) {
  TRY(file.state_->writer.put(inside_->vault, bytes));
  file.state_->seen.see(bytes);
  return {};
}

Result<AttachedFile> Casebook::finish_file(Attaching file) {
  Attaching::State& now = *file.state_;
  const vault::FileFacts facts = TRY(now.writer.finish(inside_->vault));
  FileToAttach& said = now.file;
  AttachedFile out;
  Source& source = out.source;
  source.file_hash = to_hex(facts.hash);
  source.id = bound_source_id(said.case_id, source.file_hash, facts.size);
  source.kind = said.kind;
  source.title = std::move(said.title);
  source.author = std::move(said.author);
  source.date = said.date;
  source.kept = KeptAs{.compartment = now.writer.compartment(),
                       .about = said.about,
                       .name = std::move(said.name),
                       .size = facts.size,
                       .media_type = now.seen.type(),
                       .pages = now.seen.pages()};
  // The same file once more is another place of the same source, so that erasing finds both.
  const auto known = TRY(kept_before(said.case_id, facts));
  if (known) {
    source = *known;
    source.kept->compartment = now.writer.compartment();
  }
  Filing filing;
  filing.case_id = said.case_id;
  filing.sources.push_back(source);
  static_cast<void>(TRY(this->file({std::move(filing)})));
  if (known)
    return AttachedFile{*known, true};
  return out;
}

std::vector<vault::Compartment> Casebook::Inside::places_of_file(const RecordId& id,
                                                                 const RecordId& source) const {
  const std::shared_lock lock(state);
  std::vector<vault::Compartment> out;
  if (const CaseState* one = find(id)) {
    for (const KeptIn& kept : one->kept)
      if (kept.source == source)
        out.push_back(kept.compartment);
  }
  return out;
}

Result<vault::KeptFile> Casebook::open_file(const RecordId& id, const RecordId& source,
                                            const Progress& progress) const {
  const Case of = TRY(open_case(id));
  const Source* known = of.source(source);
  if (known == nullptr || !known->kept)
    return no_such_file();
  const vault::FileFacts facts = TRY(facts_of(*known));
  Result<vault::KeptFile> found = no_such_file();
  for (const vault::Compartment& place : inside_->places_of_file(id, source)) {
    found = inside_->vault.check_file(place, facts, progress);
    if (found)
      break;
  }
  return found;
}

Result<std::optional<Source>> Casebook::kept_before(const RecordId& id,
                                                    const vault::FileFacts& facts) const {
  const Case of = TRY(open_case(id));
  const Source* known = of.source(bound_source_id(id, to_hex(facts.hash), facts.size));
  // One whose pieces are lost or not here yet is attached once more, and is whole again.
  const bool whole = known != nullptr && known->kept && open_file(id, known->id);
  return whole ? std::optional(*known) : std::nullopt;
}

StrayFiles Casebook::stray_files() const {
  std::set<vault::Compartment> named;
  {
    const std::shared_lock lock(inside_->state);
    for (const CaseState& one : inside_->cases)
      for (const KeptIn& kept : one.kept)
        named.insert(kept.compartment);
  }
  StrayFiles out;
  for (const vault::FilePlace& place : inside_->vault.files()) {
    if (named.count(place.compartment) != 0)
      continue;
    ++out.files;
    out.pieces += place.pieces;
  }
  return out;
}

}  // namespace manumit::casework
