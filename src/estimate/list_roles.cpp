// SPDX-License-Identifier: Apache-2.0
#include "list_roles.h"

#include <algorithm>
#include <map>

namespace manumit::estimate {
namespace {

enum class Role : std::uint8_t { list, stratum, ignored, draw, dropped, merged, count };

/// Gives every heading one role, as the options name them.
class Naming {
 public:
  Naming(const std::vector<std::string>& headings, const std::string& file, std::uint64_t line)
      : headings_(headings), file_(file), line_(line), roles_(headings.size(), Role::list) {}

  [[nodiscard]] Result<std::size_t> give(const std::string& name, Role role) {
    const auto found = std::find(headings_.begin(), headings_.end(), name);
    if (found == headings_.end()) {
      return fail(Error::Kind::bad_input, "there is no column of this name", place_of(name),
                  "look at the headings in the first row");
    }
    const auto column = static_cast<std::size_t>(found - headings_.begin());
    if (roles_[column] != Role::list) {
      return fail(Error::Kind::bad_input, "a column can be used for one thing only", place_of(name),
                  "name it once among what is dropped, merged, split by or ignored");
    }
    roles_[column] = role;
    return column;
  }

  [[nodiscard]] Result<std::vector<std::size_t>> give_all(const std::vector<std::string>& names,
                                                          Role role) {
    std::vector<std::size_t> columns;
    for (const std::string& name : names)
      columns.push_back(TRY(give(name, role)));
    return columns;
  }

  /// The column that is called "count", in small letters or capitals, unless it was named before.
  [[nodiscard]] Result<std::optional<std::size_t>> find_count() {
    std::optional<std::size_t> count;
    for (std::size_t column = 0; column < headings_.size(); ++column) {
      if (!says(headings_[column], "count") || roles_[column] != Role::list)
        continue;
      if (count) {
        return fail(Error::Kind::bad_input, "there are two columns of counts",
                    place_of(headings_[column]), "ignore one of them");
      }
      count = column;
      roles_[column] = Role::count;
    }
    return count;
  }

  [[nodiscard]] Role role(std::size_t column) const { return roles_[column]; }
  [[nodiscard]] std::string place_of(const std::string& name) const {
    return cell_place(file_, line_, name);
  }

 private:
  const std::vector<std::string>& headings_;
  const std::string& file_;
  std::uint64_t line_;
  std::vector<Role> roles_;
};

/// For each column that is made one with others, the first column of its group.
using Groups = std::map<std::size_t, std::size_t>;

Result<Groups> groups_of(const std::vector<std::vector<std::string>>& merge, Naming& naming) {
  Groups groups;
  for (const std::vector<std::string>& group : merge) {
    if (group.size() < 2) {
      return fail(Error::Kind::bad_input, "it takes two lists to make one of them", {},
                  "name two lists or more, such as A+B");
    }
    const std::vector<std::size_t> columns = TRY(naming.give_all(group, Role::merged));
    for (const std::size_t column : columns)
      groups[column] = columns.front();
  }
  return groups;
}

std::string joined_name(const std::vector<std::vector<std::string>>& merge,
                        const std::string& first) {
  std::string name;
  for (const std::vector<std::string>& group : merge) {
    if (group.front() != first)
      continue;
    for (const std::string& list : group)
      name += (name.empty() ? "" : "+") + list;
  }
  return name;
}

/// Numbers the lists that are kept, a group at the place of the list it names first.
void number_lists(ListRoles& roles, const Naming& naming, const Groups& groups,
                  const ListFileOptions& options) {
  std::map<std::size_t, int> bits;  // Of a list, or of the first list of a group.
  for (std::size_t column = 0; column < roles.headings.size(); ++column) {
    const auto group = groups.find(column);
    const bool first = group != groups.end() && group->second == column;
    if (naming.role(column) != Role::list && !first)
      continue;
    bits[column] = static_cast<int>(roles.names.size());
    roles.names.push_back(first ? joined_name(options.merge, roles.headings[column])
                                : roles.headings[column]);
  }
  for (std::size_t column = 0; column < roles.headings.size(); ++column) {
    if (const auto group = groups.find(column); group != groups.end())
      roles.lists.push_back({column, bits.at(group->second)});
    else if (naming.role(column) == Role::list)
      roles.lists.push_back({column, bits.at(column)});
    else if (naming.role(column) == Role::dropped)
      roles.lists.push_back({column, std::nullopt});
  }
}

}  // namespace

Result<ListRoles> roles_of(const CsvRow& row, const ListFileOptions& options) {
  ListRoles roles;
  roles.headings = TRY(read_headings(row, options.name));
  Naming naming(roles.headings, options.name, row.line);
  roles.strata = TRY(naming.give_all(options.strata, Role::stratum));
  TRY(naming.give_all(options.ignore, Role::ignored));
  if (!options.draw_column.empty())
    roles.draw = TRY(naming.give(options.draw_column, Role::draw));
  roles.count = TRY(naming.find_count());
  TRY(naming.give_all(options.drop, Role::dropped));
  const Groups groups = TRY(groups_of(options.merge, naming));
  number_lists(roles, naming, groups, options);
  return roles;
}

}  // namespace manumit::estimate
