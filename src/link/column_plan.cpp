// SPDX-License-Identifier: Apache-2.0
#include "column_plan.h"

#include <algorithm>
#include <optional>

#include "text/fold.h"

namespace manumit::link {
namespace {

bool has_heading(const ListReading& list, const std::string& name) {
  const auto& headings = list.headings();
  return std::find(headings.begin(), headings.end(), name) != headings.end();
}

/// A name that a person gave must stand on a list; the column of truth on each of them.
Result<void> check_names(const std::vector<ListReading>& lists, const ReadOptions& options) {
  std::vector<std::string> told = options.ignore;
  for (const ColumnRole& each : options.roles)
    told.push_back(each.name);
  for (const std::string& name : told) {
    if (std::none_of(lists.begin(), lists.end(),
                     [&](const ListReading& list) { return has_heading(list, name); })) {
      return fail(Error::Kind::bad_input, "there is no column of this name",
                  cell_place(lists.front().name(), 1, name),
                  "look at the headings in the first row");
    }
  }
  for (const ListReading& list : lists) {
    if (!options.truth.empty() && !has_heading(list, options.truth)) {
      return fail(Error::Kind::bad_input, "there is no column of this name",
                  cell_place(list.name(), 1, options.truth),
                  "look at the headings in the first row");
    }
  }
  return {};
}

std::vector<Role> roles_of(const ListReading& list, const ReadOptions& options) {
  const std::vector<std::string>& headings = list.headings();
  // What is left out or judged by must not help a guess about the others.
  std::vector<ColumnLook> looks = list.look();
  std::vector<std::optional<Role>> told(headings.size());
  for (std::size_t i = 0; i < headings.size(); ++i) {
    for (const ColumnRole& each : options.roles) {
      if (each.name == headings[i])
        told[i] = each.role;
    }
    if (std::find(options.ignore.begin(), options.ignore.end(), headings[i]) !=
        options.ignore.end())
      told[i] = Role::ignored;
    if (headings[i] == options.truth)
      told[i] = Role::truth;
    if (told[i])
      looks[i] = {.heading = {}, .cells = {}};
  }
  std::vector<Role> roles = guess_roles(looks);
  // A list has one column of numbers of its own: who told which has told of the others too.
  const bool id_is_told = std::find(told.begin(), told.end(), Role::id) != told.end();
  for (std::size_t i = 0; i < headings.size(); ++i) {
    if (id_is_told && roles[i] == Role::id)
      roles[i] = Role::other;
    roles[i] = told[i].value_or(roles[i]);
  }
  return roles;
}

/// Puts the columns of one list after the other into one table.
class Planning {
 public:
  explicit Planning(const ReadOptions& options) : options_(options) {}

  void add(ListReading& list) {
    const std::vector<Role> roles = roles_of(list, options_);
    std::vector<bool> taken(plan_.columns.size());
    list.places.assign(roles.size(), {});
    for (std::size_t i = 0; i < roles.size(); ++i) {
      remember(list.headings()[i], roles[i]);
      place_by_itself(list, i, roles[i]);
      if (!is_compared(list.headings()[i], roles[i]))
        continue;
      if (const auto same = with_heading(list.headings()[i]); same && *same < taken.size())
        give(list, i, *same, taken);
    }
    for (std::size_t i = 0; i < roles.size(); ++i) {
      if (list.places[i].kind != ColumnPlace::Kind::nowhere ||
          !is_compared(list.headings()[i], roles[i]))
        continue;
      const auto same = only_with_role(roles, roles[i], taken);
      if (same)
        give(list, i, *same, taken);
      else
        add_column(list, i, roles[i]);
    }
  }

  [[nodiscard]] ColumnPlan take() { return std::move(plan_); }

 private:
  void remember(const std::string& heading, Role role) {
    for (const ColumnRole& known : plan_.roles) {
      if (known.name == heading)
        return;
    }
    plan_.roles.push_back({heading, role});
  }

  void place_by_itself(ListReading& list, std::size_t i, Role role) {
    if (role == Role::id)
      list.places[i].kind = ColumnPlace::Kind::id;
    if (role == Role::truth)
      list.places[i].kind = ColumnPlace::Kind::truth;
    plan_.has_ids = plan_.has_ids || role == Role::id;
    plan_.has_truth = plan_.has_truth || role == Role::truth;
  }

  /// A column of which nothing is known is compared only if a person named it.
  [[nodiscard]] bool is_compared(const std::string& heading, Role role) const {
    if (role == Role::id || role == Role::truth || role == Role::ignored)
      return false;
    return role != Role::other ||
           std::any_of(options_.roles.begin(), options_.roles.end(),
                       [&](const ColumnRole& each) { return each.name == heading; });
  }

  [[nodiscard]] std::optional<std::size_t> with_heading(const std::string& heading) const {
    const std::string folded = text::fold(heading);
    for (std::size_t column = 0; column < plan_.columns.size(); ++column) {
      if (text::fold(plan_.columns[column].name) == folded)
        return column;
    }
    return std::nullopt;
  }

  /// The column of a role, if the list has one of it and the table has one of it.
  [[nodiscard]] std::optional<std::size_t> only_with_role(const std::vector<Role>& roles, Role role,
                                                          const std::vector<bool>& taken) const {
    if (std::count(roles.begin(), roles.end(), role) != 1)
      return std::nullopt;
    std::optional<std::size_t> found;
    for (std::size_t column = 0; column < taken.size(); ++column) {
      if (plan_.columns[column].role != role)
        continue;
      if (found || taken[column])
        return std::nullopt;
      found = column;
    }
    return found;
  }

  static void give(ListReading& list, std::size_t i, std::size_t column, std::vector<bool>& taken) {
    if (taken[column])
      return;
    taken[column] = true;
    list.places[i] = {ColumnPlace::Kind::column, column};
  }

  void add_column(ListReading& list, std::size_t i, Role role) {
    list.places[i] = {ColumnPlace::Kind::column, plan_.columns.size()};
    plan_.columns.push_back({list.headings()[i], role});
  }

  const ReadOptions& options_;
  ColumnPlan plan_;
};

}  // namespace

Result<ColumnPlan> plan_columns(std::vector<ListReading>& lists, const ReadOptions& options) {
  TRY(check_names(lists, options));
  Planning planning(options);
  for (ListReading& list : lists)
    planning.add(list);
  ColumnPlan plan = planning.take();
  std::vector<Role> roles;
  for (const ColumnRole& column : plan.columns)
    roles.push_back(column.role);
  plan.kind = options.kind.value_or(guess_kind(roles));
  if (plan.columns.empty()) {
    return fail(Error::Kind::bad_input, "no column of the lists can be compared",
                cell_place(lists.front().name(), 1, {}),
                "say in the settings what the columns hold: a name, a date of birth, a telephone");
  }
  return plan;
}

}  // namespace manumit::link
