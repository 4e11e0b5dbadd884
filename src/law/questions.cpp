// SPDX-License-Identifier: Apache-2.0
#include "law/questions.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "goal.h"
#include "program.h"
#include "reading.h"
#include "scope.h"

namespace manumit::law {
namespace {

/// What is open in one case.
struct OpenCase {
  const Program& program;
  Reading reading;
  std::vector<std::optional<Absence>> absences;
  std::vector<std::uint8_t> state;  ///< the leaves' bits (goal.h)

  OpenCase(const Program& of, const Evidence& evidence)
      : program(of), reading(read_case(of, evidence)), absences(law::absences(of, evidence)) {
    state.reserve(4 * reading.leaves.size());
    for (const LeafBits& bits : reading.leaves)
      for (const Pair& pair : {bits.said, bits.unopposed}) {
        state.push_back(has(pair, Side::speaks_for));
        state.push_back(has(pair, Side::against));
      }
  }

  [[nodiscard]] bool nothing_said_of(std::uint32_t leaf) const {
    return state[said_for(leaf)] == 0 && state[said_against(leaf)] == 0;
  }

  /// Whether somebody could still give that answer.
  [[nodiscard]] bool could_say(const AnswerOption& option) const {
    const std::size_t facts = program.facts.rows.size();
    if (!option.ages.empty())
      return absences[option.fact] && !denies_what_stands(option);
    if (option.group >= facts)
      return nothing_said_of(option.leaf);
    if (absences[option.fact])
      return true;
    // Further codes of a fact that may have several.
    return option.adds && std::all_of(option.makes.begin(), option.makes.end(), [&](auto literal) {
             return nothing_said_of(leaf_of_bit(literal / 2));
           });
  }

  [[nodiscard]] bool denies_what_stands(const AnswerOption& option) const {
    return std::any_of(option.makes.begin(), option.makes.end(),
                       [&](std::uint32_t literal) { return state[(literal / 2) ^ 1U] != 0; });
  }

  [[nodiscard]] std::uint32_t dislike(const AnswerOption& option) const {
    const std::optional<Absence>& why = absences[option.fact];
    return !why || *why == Absence::refused || *why == Absence::unclear ? 1 : 0;
  }

  [[nodiscard]] Question question(std::uint32_t fact, std::uint32_t leaf, bool answer) const {
    Question out{.fact = fact, .about = program.leaves[leaf].words, .answer = answer};
    out.why = absences[fact].value_or(Absence::not_recorded);
    return out;
  }
};

/// The open answers of one instrument, as steps.
struct Steps {
  std::vector<std::uint32_t> options;
  std::vector<Step> steps;
};

Steps open_steps(const OpenCase& open, const Compiled& compiled) {
  Steps out;
  for (const std::uint32_t number : compiled.options) {
    const AnswerOption& option = open.program.options[number];
    if (!open.could_say(option))
      continue;
    out.options.push_back(number);
    out.steps.push_back({option.group, option.adds, open.dislike(option), option.makes});
  }
  return out;
}

std::set<std::uint32_t> literals_of(const GoalTree& goal) {
  std::set<std::uint32_t> out;
  for (const GoalNode& node : goal.nodes)
    if (node.op == GoalNode::Op::literal)
      out.insert(node.literal);
  return out;
}

/// What an answer is an answer to: the leaf it moves towards the goal, a yes before a no.
Question worded(const OpenCase& open, const GoalTree& goal, const AnswerOption& option) {
  if (option.group >= open.program.facts.rows.size() && option.ages.empty())
    return open.question(option.fact, option.leaf, option.side == Side::speaks_for);
  const std::set<std::uint32_t> wanted = literals_of(goal);
  std::optional<Question> out;
  for (const std::uint32_t literal : option.makes) {
    const std::uint32_t bit = literal / 2;
    const bool yes = bit_speaks_for(bit);
    if (wanted.count(literal) == 0 || open.state[bit] != 0)
      continue;
    if (!out || (yes && !out->answer))
      out = open.question(option.fact, leaf_of_bit(bit), yes);
  }
  const std::uint32_t first = option.makes.front() / 2;
  return out.value_or(open.question(option.fact, leaf_of_bit(first), bit_speaks_for(first)));
}

std::vector<Question> set_for(const OpenCase& open, const GoalTree& goal, const Steps& steps,
                              bool& reachable, bool& shortest) {
  std::vector<Question> out;
  const std::optional<Found> found = fewest_steps(goal, open.state, steps.steps);
  reachable = found.has_value();
  if (!found)
    return out;
  shortest = shortest && found->shortest;
  for (const std::uint32_t step : found->steps)
    out.push_back(worded(open, goal, open.program.options[steps.options[step]]));
  return out;
}

/// Where contested evidence makes a difference, down to the elements; each node once.
void find_conflict(const OpenCase& open, LogicNode at, std::set<std::uint32_t>& seen,
                   std::set<std::uint32_t>& facts) {
  const std::vector<Pair>& nodes = open.reading.nodes;
  const auto same = [&](Side side) {
    return has(nodes[at.decided], side) == has(nodes[at.raw], side);
  };
  if ((same(Side::speaks_for) && same(Side::against)) || !seen.insert(at.raw).second)
    return;
  const Node& node = open.program.nodes[at.raw];
  if (node.op != Node::Op::element) {
    const Node& decided = open.program.nodes[at.decided];
    for (std::size_t i = 0; i < node.parts.size(); ++i)
      find_conflict(open, {decided.parts[i], node.parts[i]}, seen, facts);
    return;
  }
  std::vector<std::pair<std::uint32_t, Side>> leaves;
  carried_by(open.program, nodes, at.raw, Side::speaks_for, leaves);
  carried_by(open.program, nodes, at.raw, Side::against, leaves);
  for (const auto& [leaf, side] : leaves)
    facts.insert(open.program.leaves[leaf].fact);
}

}  // namespace

Settling shortest_questions(const Library& library, std::size_t instrument,
                            const Evidence& evidence) {
  const Program& program = library.program();
  const Compiled& compiled = program.compiled[instrument];
  Settling out{.instrument = instrument};
  const Scope scope = scope_of(program, instrument, evidence, place_numbers(evidence));
  if (scope.outside != Reason::none)
    return out;
  const OpenCase open(program, evidence);
  const Verdict verdict = verdict_of(open.reading.nodes, compiled.whole());
  if (verdict.status != Status::unknown)
    return out;
  const Steps steps = open_steps(open, compiled);
  out.to_support = set_for(open, compiled.support, steps, out.can_support, out.shortest);
  out.to_contradict = set_for(open, compiled.contradict, steps, out.can_contradict, out.shortest);
  if (verdict.reason == Reason::contested) {
    std::set<std::uint32_t> seen;
    std::set<std::uint32_t> facts;
    find_conflict(open, compiled.whole(), seen, facts);
    out.in_conflict.assign(facts.begin(), facts.end());
  }
  return out;
}

}  // namespace manumit::law
