// SPDX-License-Identifier: Apache-2.0
#include "link/link.h"

#include "commands.h"
#include "link_options.h"
#include "link_work.h"

namespace manumit::cli {
namespace {

Result<void> run(const Args& args, Console& console) {
  const LinkInput input = TRY(link_input(args, TRY(told_settings(args))));
  return link_and_tell(args, input, console,
                       [&](const link::LinkOptions& options, const Progress& progress) {
                         return link::link(input.read.table, input.settings, options, progress);
                       });
}

}  // namespace

const Command kLink{
    .name = "link",
    .summary = "Find which records of one list or several speak of the same person or organisation",
    .about =
        "Reads CSV files with headings, learns from the records themselves how far each agreement "
        "and each difference speaks for one person, compares the pairs that rules find, and says "
        "who is who: with weights in bits, intervals, and what was passed over. Names may be in "
        "any "
        "order, and dates in any hand. Without --settings it does what the columns suggest and "
        "prints that. Nothing is decided: a person looks at what is doubtful "
        "(docs/linking.md, docs/formats/link.md). No vault is needed.",
    .options = link_options(),
    .positionals = {{"FILE", "A list, a CSV file with headings", true, true}},
    .examples = {{"manumit link shelter.csv hotline.csv --overlap overlap.csv",
                  "Who is on both lists, and the table for `manumit estimate overlap.csv`"},
                 {"manumit link people.csv --out clusters.csv --pairs pairs.csv --at-least -5",
                  "The same person twice on one list, with the doubtful pairs too"},
                 {"manumit link a.csv b.csv --explain a.csv:2,b.csv:17",
                  "Why two rows are thought to be one person, or not"},
                 {"manumit link a.csv b.csv --decisions pairs.csv",
                  "With what people decided, in a column decision beside the pairs"}},
    .run = run};

}  // namespace manumit::cli
