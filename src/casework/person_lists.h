// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/surroundings.h"
#include "casework/casebook.h"

namespace manumit::casework {

/// What makes a list of people out of the sources of a vault.
enum class ListedBy : std::uint8_t {
  imported_file,  ///< Each imported file, called by its title.
  source_kind,    ///< Interviews, calls, judgments …, called by the code of the kind.
  author,         ///< Who said or wrote it.
};
/// "source_kind", as the pages write it.
[[nodiscard]] std::string_view name_of(ListedBy by);
[[nodiscard]] std::optional<ListedBy> listed_by_from(std::string_view name);

/// The columns by which people can be told apart, named `sex`, `age_group` and `form`.
inline constexpr std::array<std::string_view, 3> kPersonColumns{"sex", "age_group", "form"};
/// Where nothing usable is recorded, and where what is recorded disagrees.
inline constexpr std::string_view kNotRecorded = "not_recorded";
inline constexpr std::string_view kContradicted = "contradicted";
/// More than one form of exploitation.
inline constexpr std::string_view kSeveral = "several";

/// On which lists every affected person of a vault stands, and what is recorded of each.
struct PersonLists {
  struct Person {
    std::uint32_t history = 0;                              ///< Bit j: on `lists[j]`. Never 0.
    std::array<std::string, kPersonColumns.size()> values;  ///< By `kPersonColumns`.
  };
  /// Lists that are not counted, because there are more than a table can have.
  struct LeftOut {
    std::string list;
    std::uint64_t people = 0;
  };
  std::vector<std::string> lists;  ///< By how many they hold, the largest first.
  std::vector<Person> people;      ///< Everyone who is on a list, once.
  std::uint64_t affected = 0;      ///< All affected people of the vault, each once.
  std::uint64_t on_no_list = 0;    ///< Of them: nothing recorded of them comes from a list.
  std::vector<LeftOut> left_out;
};

/// Reads every case once, on all cores, as `evidence_of_all` does. At most `most_lists` lists, the
/// largest; a person on none of those is on no list.
///
/// A person is on a list if something recorded about that very person, and not taken back, comes
/// from it, whatever was answered: a paper on a workshop names nobody who worked there. Someone
/// whose id stands in several cases counts once, and so does whoever was entered several times and
/// linked (`Casebook::links`): on the lists of all those records, with what is recorded in any.
/// Whom nobody linked counts as often as they were entered. Sex and form are what is recorded as
/// yes; the age group is what everything recorded of the age at the time of the facts allows.
/// Nothing is guessed: no usable answer is `not_recorded`, answers that disagree are
/// `contradicted`.
[[nodiscard]] Result<PersonLists> person_lists(const Casebook& book, ListedBy by,
                                               std::size_t most_lists,
                                               const Progress& progress = {});

/// The same as a file of capture histories: a 0/1 column for each list, the three columns, `count`.
/// Nobody can be found in it. Names are such as a heading can be: without control letters, short,
/// and with a mark behind them where another column has the same.
[[nodiscard]] std::string as_csv(const PersonLists& lists);

}  // namespace manumit::casework
