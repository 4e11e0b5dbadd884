// SPDX-License-Identifier: Apache-2.0
#include "share_files.h"

#include "base/secret.h"
#include "opening.h"
#include "printable.h"

namespace manumit::cli {

Result<std::vector<vault::Share>> shares_in_files(const Args& args, Console& console) {
  std::vector<vault::Share> out;
  for (const std::string& file : args.texts("share")) {
    const Secret<std::string> text(TRY(read_whole_file(file)));
    Result<vault::ReadShare> read = vault::read_share(text.reveal());
    if (!read) {
      Error problem = std::move(read.error());
      problem.where = file;
      return fail(std::move(problem));
    }
    for (const vault::MendedWord& word : read->mended) {
      console.words << "manumit: " << printable(file) << ": "
                    << console.catalogue.of(vault::sentence_of(word)) << '\n';
    }
    out.push_back(std::move(read->share));
  }
  return out;
}

Option share_option() {
  Option out{"share", "FILE", "A file with one share, in words or as the line of its code", true};
  out.many = true;
  return out;
}

}  // namespace manumit::cli
