// SPDX-License-Identifier: Apache-2.0
#include "goal.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace manumit::law {
namespace {

constexpr std::uint32_t kNever = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t kMostGroups = 16;
constexpr std::uint32_t kOneMore = 64;  // A step more weighs more than all dislikes together.
constexpr std::size_t kMostVisits = 4000;

class Search {
 public:
  Search(const GoalTree& goal, const std::vector<std::uint8_t>& state, std::span<const Step> steps)
      : goal_(goal),
        state_(state),
        steps_(steps),
        allowed_(steps.size(), 1),
        bounds_(goal.nodes.size()) {
    index_steps();
    gather_groups();
  }

  std::optional<Found> run() {
    bound_all();
    const std::uint32_t least = bounds_.back();
    if (least == kNever)
      return std::nullopt;
    for (std::uint32_t size = least; size <= kMostGroups && !best_ && !given_up_; ++size) {
      best_cost_ = (size + 1) * kOneMore;
      visit(0);
    }
    if (best_) {
      std::sort(best_->steps.begin(), best_->steps.end());
      best_->shortest = !given_up_;
    }
    return best_;
  }

 private:
  struct Bits {
    std::vector<std::uint64_t> words;
    std::size_t per_node = 0;
    [[nodiscard]] std::uint64_t* of(std::size_t node) { return words.data() + node * per_node; }
  };

  [[nodiscard]] bool is_true(std::uint32_t literal) const {
    return (state_[literal / 2] != 0) == (literal % 2 != 0);
  }

  /// For each literal the steps that make it true; groups renumbered from zero.
  void index_steps() {
    by_literal_.resize(2 * state_.size());
    std::vector<std::pair<std::uint32_t, std::uint32_t>> groups;
    for (const Step& step : steps_)
      groups.emplace_back(step.group, 0U);
    std::sort(groups.begin(), groups.end());
    groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
    group_of_.reserve(steps_.size());
    for (std::uint32_t i = 0; i < steps_.size(); ++i) {
      const auto at = std::lower_bound(groups.begin(), groups.end(),
                                       std::pair<std::uint32_t, std::uint32_t>(steps_[i].group, 0));
      group_of_.push_back(static_cast<std::uint32_t>(at - groups.begin()));
      for (const std::uint32_t literal : steps_[i].makes)
        by_literal_[literal].push_back(i);
    }
    used_.assign(groups.size(), 0);
  }

  /// For each node the groups that any of its literals could need.
  void gather_groups() {
    groups_.per_node = used_.size() / 64 + 1;
    groups_.words.assign(goal_.nodes.size() * groups_.per_node, 0);
    for (std::size_t i = 0; i < goal_.nodes.size(); ++i) {
      const GoalNode& node = goal_.nodes[i];
      if (node.op == GoalNode::Op::literal)
        for (const std::uint32_t step : by_literal_[node.literal])
          groups_.of(i)[group_of_[step] / 64] |= std::uint64_t{1} << (group_of_[step] % 64);
      for (const std::uint32_t part : node.parts)
        for (std::size_t word = 0; word < groups_.per_node; ++word)
          groups_.of(i)[word] |= groups_.of(part)[word];
    }
  }

  /// Steps of a used group are out, unless both only add.
  [[nodiscard]] bool open(std::uint32_t step) const {
    const std::uint32_t used = used_[group_of_[step]];
    return allowed_[step] != 0 && (used == 0 || (used == 2 && steps_[step].adds));
  }
  [[nodiscard]] std::uint32_t cost_of(std::uint32_t step) const {
    return (used_[group_of_[step]] == 0 ? kOneMore : 0) + steps_[step].dislike;
  }

  // A bound of zero may still be unreached (a further code costs nothing), so that is kept apart.
  void bound_all() {
    met_.resize(goal_.nodes.size());
    for (std::size_t i = 0; i < goal_.nodes.size(); ++i)
      bound(i);
  }

  void bound(std::size_t at) {
    const GoalNode& node = goal_.nodes[at];
    switch (node.op) {
      case GoalNode::Op::literal:
        met_[at] = is_true(node.literal);
        bounds_[at] = met_[at] ? 0 : kNever;
        if (!met_[at])
          for (const std::uint32_t step : by_literal_[node.literal])
            if (open(step))
              bounds_[at] = std::min(bounds_[at], cost_of(step) / kOneMore);
        return;
      case GoalNode::Op::one:
        met_[at] = false;
        bounds_[at] = kNever;
        for (const std::uint32_t part : node.parts) {
          met_[at] = met_[at] || met_[part];
          bounds_[at] = std::min(bounds_[at], bounds_[part]);
        }
        return;
      case GoalNode::Op::all:
        bound_together(at);
        return;
    }
  }

  /// The dearest part; or the sum of parts that share no group, if that is more.
  void bound_together(std::size_t at) {
    met_[at] = true;
    std::uint32_t dearest = 0;
    std::uint32_t sum = 0;
    taken_.assign(groups_.per_node, 0);
    for (const std::uint32_t part : goal_.nodes[at].parts) {
      met_[at] = met_[at] && met_[part];
      dearest = std::max(dearest, bounds_[part]);
      if (bounds_[part] == 0 || bounds_[part] == kNever)
        continue;
      bool apart = true;
      for (std::size_t word = 0; word < groups_.per_node; ++word)
        apart = apart && (taken_[word] & groups_.of(part)[word]) == 0;
      if (!apart)
        continue;
      sum += bounds_[part];
      for (std::size_t word = 0; word < groups_.per_node; ++word)
        taken_[word] |= groups_.of(part)[word];
    }
    bounds_[at] = std::max(dearest, sum);
  }

  /// Steps that make one false literal true in a part of the goal that must become true. The
  /// smallest part of an "all" is taken, as fewest steps can serve it.
  void candidates(std::size_t at, std::vector<std::uint32_t>& out) {
    if (met_[at] || bounds_[at] == kNever)
      return;
    const GoalNode& node = goal_.nodes[at];
    if (node.op == GoalNode::Op::literal) {
      for (const std::uint32_t step : by_literal_[node.literal])
        if (open(step))
          out.push_back(step);
    } else if (node.op == GoalNode::Op::one) {
      for (const std::uint32_t part : node.parts)
        candidates(part, out);
    } else {
      std::vector<std::uint32_t> fewest;
      bool any = false;
      for (const std::uint32_t part : node.parts) {
        if (met_[part])
          continue;
        std::vector<std::uint32_t> here;
        candidates(part, here);
        sort_out(here);
        if (!any || here.size() < fewest.size())
          fewest = std::move(here);
        any = true;
      }
      out.insert(out.end(), fewest.begin(), fewest.end());
    }
  }

  static void sort_out(std::vector<std::uint32_t>& steps) {
    std::sort(steps.begin(), steps.end());
    steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
  }

  void visit(std::uint32_t cost) {
    if (++visits_ > kMostVisits) {
      given_up_ = true;
      return;
    }
    bound_all();
    if (met_.back()) {
      if (cost < best_cost_) {
        best_cost_ = cost;
        best_ = Found{.steps = chosen_};
      }
      return;
    }
    if (bounds_.back() == kNever || cost + kOneMore * bounds_.back() >= best_cost_)
      return;
    std::vector<std::uint32_t> ways;
    candidates(goal_.nodes.size() - 1, ways);
    sort_out(ways);
    std::size_t tried = 0;
    for (; tried < ways.size() && !given_up_; ++tried) {
      take(ways[tried], cost);
      allowed_[ways[tried]] = 0;  // Every set that holds it has been seen.
    }
    for (std::size_t i = 0; i < tried; ++i)
      allowed_[ways[i]] = 1;
  }

  void take(std::uint32_t step, std::uint32_t cost) {
    const std::uint32_t more = cost_of(step);
    if (cost + more >= best_cost_)
      return;
    const std::uint32_t group = group_of_[step];
    const std::uint32_t before = used_[group];
    std::vector<std::uint32_t> changed;
    for (const std::uint32_t literal : steps_[step].makes)
      if (!is_true(literal)) {
        state_[literal / 2] ^= 1U;
        changed.push_back(literal / 2);
      }
    used_[group] = steps_[step].adds ? 2 : 1;
    chosen_.push_back(step);
    visit(cost + more);
    chosen_.pop_back();
    used_[group] = before;
    for (const std::uint32_t bit : changed)
      state_[bit] ^= 1U;
  }

  const GoalTree& goal_;
  std::vector<std::uint8_t> state_;
  std::span<const Step> steps_;
  std::vector<std::uint8_t> allowed_;
  std::vector<std::vector<std::uint32_t>> by_literal_;
  std::vector<std::uint32_t> group_of_;
  std::vector<std::uint32_t> used_;  ///< by group: 0 free, 1 taken, 2 taken by steps that add
  Bits groups_;
  std::vector<std::uint32_t> bounds_;
  std::vector<std::uint8_t> met_;
  std::vector<std::uint64_t> taken_;
  std::vector<std::uint32_t> chosen_;
  std::optional<Found> best_;
  std::uint32_t best_cost_ = 0;
  std::size_t visits_ = 0;
  bool given_up_ = false;
};

}  // namespace

std::optional<Found> fewest_steps(const GoalTree& goal, const std::vector<std::uint8_t>& state,
                                  std::span<const Step> steps) {
  return Search(goal, state, steps).run();
}

}  // namespace manumit::law
