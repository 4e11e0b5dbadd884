// SPDX-License-Identifier: Apache-2.0
// What somebody could still answer to each fact that a definition names, and which bits that would
// set: found by marking the answer as if it had been recorded.
#include <algorithm>
#include <set>
#include <utility>

#include "compile.h"
#include "goal_builder.h"
#include "marking.h"

namespace manumit::law {
namespace {

class OptionMaker {
 public:
  explicit OptionMaker(Program& program) : program_(program), marker_(program) {}

  void make() {
    const std::size_t facts = program_.facts.rows.size();
    for (std::uint32_t fact = 0; fact < facts; ++fact)
      of_fact(fact);
    std::uint32_t group = static_cast<std::uint32_t>(facts);
    for (std::uint32_t leaf = 0; leaf < program_.leaves.size(); ++leaf)
      if (program_.leaves[leaf].kind == Leaf::Kind::together)
        of_together(leaf, group++);
    of_age(group++);
    program_.groups = group;
  }

 private:
  void add(AnswerOption option) {
    Evidence supposed;
    supposed.items = option.items;
    supposed.ages = option.ages;
    std::vector<LeafBits> marked(program_.leaves.size());
    marker_.mark(supposed, 1, marked);
    const auto make = [&](std::uint64_t lanes, std::uint32_t bit) {
      if (lanes != 0)
        option.makes.push_back(stands(bit));
    };
    for (std::uint32_t leaf = 0; leaf < marked.size(); ++leaf) {
      make(marked[leaf].said.speaks_for, said_for(leaf));
      make(marked[leaf].said.against, said_against(leaf));
      make(marked[leaf].unopposed.speaks_for, unopposed_for(leaf));
      make(marked[leaf].unopposed.against, unopposed_against(leaf));
    }
    if (!option.makes.empty())
      program_.options.push_back(std::move(option));
  }

  void add_single(std::uint32_t fact, Item item, bool adds = false) {
    item.fact = fact;
    add({.group = fact, .adds = adds, .fact = fact, .items = {std::move(item)}});
  }

  void of_fact(std::uint32_t fact) {
    const std::vector<std::uint32_t>& leaves = program_.leaves_of_fact[fact];
    if (leaves.empty())
      return;
    const FactKind kind = program_.facts.rows[fact].kind;
    const bool several = kind == FactKind::codes || kind == FactKind::countries;
    bool codes = false;
    std::vector<double> limits;
    for (const std::uint32_t number : leaves) {
      const Leaf& leaf = program_.leaves[number];
      if (leaf.kind == Leaf::Kind::code) {
        add_single(fact, {.state = State::yes, .codes = {leaf.code}}, several);
        codes = true;
      } else if (leaf.kind == Leaf::Kind::number) {
        limits.push_back(leaf.number);
      }
    }
    if (codes && !several)
      add_single(fact, {.state = State::yes, .codes = {kNoSuchCode}});
    for (const double number : between(std::move(limits)))
      add_single(fact, {.state = State::yes, .number = number});
    if (kind == FactKind::yes_no || kind == FactKind::other)
      add_single(fact, {.state = State::yes});
    add_single(fact, {.state = State::no});
  }

  /// One number in each stretch that the limits leave, and the limits themselves.
  static std::vector<double> between(std::vector<double> limits) {
    std::sort(limits.begin(), limits.end());
    std::vector<double> out;
    for (std::size_t i = 0; i < limits.size(); ++i) {
      out.push_back(i == 0 ? limits[i] - 1 : (limits[i - 1] + limits[i]) / 2);
      out.push_back(limits[i]);
    }
    if (!limits.empty())
      out.push_back(limits.back() + 1);
    return out;
  }

  /// An answer that makes one test hold, or speak against.
  [[nodiscard]] Item answer(const Leaf& leaf, bool holds) const {
    const FactKind kind = program_.facts.rows[leaf.fact].kind;
    Item item{.fact = leaf.fact, .state = State::yes};
    const bool one_of_list = kind == FactKind::code || kind == FactKind::country;
    if (leaf.kind == Leaf::Kind::number) {
      for (const double number : {leaf.number - 1, leaf.number, leaf.number + 1}) {
        item.number = number;
        if (said_by(leaf, kind, item).speaks_for == holds)
          return item;
      }
    } else if (leaf.kind == Leaf::Kind::code) {
      item.codes = {holds ? leaf.code : kNoSuchCode};
      if (!holds && !one_of_list)
        item.state = State::no;
    } else {
      item.codes = {kNoSuchCode};
      item.number = 1;
      item.state = holds ? State::yes : State::no;
    }
    return item;
  }

  void of_together(std::uint32_t number, std::uint32_t group) {
    const Leaf leaf = program_.leaves[number];
    for (const bool holds : {true, false}) {
      AnswerOption option{.group = group, .fact = leaf.fact, .leaf = number};
      option.side = holds ? Side::speaks_for : Side::against;
      Item head = answer(program_.leaves[leaf.head], holds);
      if (!holds && program_.leaves[leaf.head].kind != Leaf::Kind::number)
        head = {.fact = leaf.fact, .state = State::no};
      option.items.push_back(std::move(head));
      for (const Leaf::Qualifier& with : leaf.with)
        option.items.push_back(answer(program_.leaves[with.leaf], !with.negated));
      add(std::move(option));
    }
  }

  void of_age(std::uint32_t group) {
    const std::optional<std::uint32_t> fact = program_.fact_called("age");
    std::set<int> years;
    for (const std::uint32_t leaf : program_.age_leaves)
      for (const int away : {-1, 0, 1})
        years.insert(std::max(0, static_cast<int>(program_.leaves[leaf].number) + away));
    if (fact)
      for (const int one : years)
        add({.group = group, .fact = *fact, .ages = {{.years = {one, one}}}});
  }

  Program& program_;
  Marker marker_;
};

/// The literals that a goal waits for.
void note_literals(const GoalTree& goal, std::set<std::uint32_t>& literals) {
  for (const GoalNode& node : goal.nodes)
    if (node.op == GoalNode::Op::literal)
      literals.insert(node.literal);
}

/// The answers that matter to an instrument: to the facts it would ask first, then the others.
std::vector<std::uint32_t> options_for(const Program& program, const Compiled& compiled) {
  std::set<std::uint32_t> literals;
  note_literals(compiled.support, literals);
  note_literals(compiled.contradict, literals);
  std::vector<std::size_t> rank(program.facts.rows.size(), program.facts.rows.size());
  std::size_t next = 0;
  for (const std::vector<std::uint32_t>& facts : compiled.ask)
    for (const std::uint32_t fact : facts)
      rank[fact] = std::min(rank[fact], next++);
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < program.options.size(); ++i) {
    const std::vector<std::uint32_t>& makes = program.options[i].makes;
    if (std::any_of(makes.begin(), makes.end(),
                    [&](std::uint32_t literal) { return literals.count(literal) != 0; }))
      out.push_back(i);
  }
  std::stable_sort(out.begin(), out.end(), [&](std::uint32_t a, std::uint32_t b) {
    return rank[program.options[a].fact] < rank[program.options[b].fact];
  });
  return out;
}

}  // namespace

void compile_questions(Program& program) {
  OptionMaker(program).make();
  for (Compiled& one : program.compiled) {
    one.support = goal_that(program, one, true, GoalDepth::leaves);
    one.contradict = goal_that(program, one, false, GoalDepth::leaves);
    one.support_by_elements = goal_that(program, one, true, GoalDepth::elements);
    one.options = options_for(program, one);
  }
}

}  // namespace manumit::law
