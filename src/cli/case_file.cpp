// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/bytes.h"
#include "casework/casebook.h"
#include "chosen.h"
#include "commands.h"
#include "new_file.h"
#include "opening.h"
#include "terminal.h"

namespace manumit::cli {
namespace {

constexpr std::size_t kStep = std::size_t{4} << 20;

/// What the use log says of it.
Result<casework::Use> handed_out(const casework::RecordId& id, const casework::Source& source) {
  casework::Use out{.kind = casework::UseKind::exported, .case_id = id, .form = "file"};
  const Bytes hash = TRY(from_hex(source.file_hash));
  std::copy_n(hash.begin(), std::min<std::size_t>(hash.size(), 32), out.file.emplace().begin());
  return out;
}

Result<void> run(const Args& args, Console& console) {
  casework::Casebook book = TRY(open_cases(args, console));
  const casework::RecordId id = TRY(book.find_case(args.text("CASE")));
  const casework::Source source = TRY(file_in(TRY(book.open_case(id)), args.text("SOURCE")));
  NewFile out = TRY(NewFile::make(args.text("out")));
  // Nothing of it is written before every byte was held against the hash.
  const auto checked = [&] {
    ProgressBar bar("Checking");
    return book.open_file(id, source.id, bar.watch());
  };
  const vault::KeptFile file = TRY(checked());
  ProgressBar bar("Writing");
  const Progress watch = bar.watch();
  for (std::uint64_t at = 0; at < file.size; at += kStep) {
    const Secret<Bytes> part = TRY(book.vault().read_file(file, at, kStep));
    TRY(out.write(part.reveal()));
    if (watch && !watch(at, file.size))
      return fail(Error::Kind::unavailable, "stopped as you asked", "",
                  "start it again at any time");
  }
  TRY(book.note(TRY(handed_out(id, source))));
  TRY(out.finish());
  console.words << "Written: " << size_in_words(file.size) << ", BLAKE2b " << source.file_hash
                << "\nThe file is readable by whoever has it.\n";
  return {};
}

}  // namespace

const Command kCaseFile{
    .name = "case file",
    .summary = "Write one file of a case to the disk, as it was attached",
    .about =
        "Checks every byte against the hash first and then writes a new file, readable by its "
        "owner alone. `b2sum -l 256` prints the same hash.",
    .options = {{.name = "out",
                 .value = "FILE",
                 .summary = "Where to; - is standard output. A file that is there is not replaced",
                 .required = true},
                vault_option(),
                passphrase_option()},
    .positionals = {{"CASE", "Number or id of the case"},
                    {"SOURCE", "Number of the source, or how its id or the hash begins"}},
    .examples = {{"manumit case file 0142 3 --out letter.pdf", "Get the letter back"}},
    .run = run};

}  // namespace manumit::cli
