// SPDX-License-Identifier: Apache-2.0
#include "compile.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "expression.h"

namespace manumit::law {
namespace {

/// Takes over leaves and nodes, each kept once.
class Interner {
 public:
  explicit Interner(Program& program) : program_(program) {}

  std::uint32_t leaf(const Leaf& leaf) {
    const auto [at, fresh] = program_.leaf_by_words.emplace(
        leaf.words, static_cast<std::uint32_t>(program_.leaves.size()));
    if (!fresh)
      return at->second;
    program_.leaves.push_back(leaf);
    if (leaf.kind == Leaf::Kind::age)
      program_.age_leaves.push_back(at->second);
    else if (leaf.kind == Leaf::Kind::together)
      program_.together_of_fact[leaf.fact].push_back(at->second);
    else
      program_.leaves_of_fact[leaf.fact].push_back(at->second);
    return at->second;
  }

  std::uint32_t node(Node node, std::uint32_t only_here = 0) {
    std::string key(1, static_cast<char>('0' + static_cast<int>(node.op)));
    for (const std::uint32_t number : {node.leaf, static_cast<std::uint32_t>(node.over), only_here})
      key += ' ' + std::to_string(number);
    for (const std::uint32_t part : node.parts)
      key += ' ' + std::to_string(part);
    const auto [at, fresh] = program_.node_by_key.emplace(
        std::move(key), static_cast<std::uint32_t>(program_.nodes.size()));
    if (fresh)
      program_.nodes.push_back(std::move(node));
    return at->second;
  }

  std::uint32_t gathered(Node::Op op, std::vector<std::uint32_t> parts) {
    if (parts.size() == 1 && op != Node::Op::negate)
      return parts[0];
    return node({.op = op, .parts = std::move(parts)});
  }

 private:
  Program& program_;
};

class DefinitionCompiler {
 public:
  DefinitionCompiler(const Definition& definition, std::string_view file_text, Program& program,
                     std::vector<Error>& faults)
      : in_(definition),
        file_text_(file_text),
        program_(program),
        faults_(faults),
        interner_(program),
        limb_nodes_(definition.limbs.size()),
        limbs_(definition.limbs.size(), LimbState::fresh) {}

  void compile() {
    program_.instruments.push_back(in_.instrument);
    program_.compiled.emplace_back();
    for (std::size_t i = 0; i < in_.elements.size(); ++i)
      compile_element(i);
    for (std::size_t i = 0; i < in_.limbs.size(); ++i)
      static_cast<void>(limb(i, in_.limbs[i].logic, 0));
    for (const MaybeLogic& node : limb_nodes_)
      program_.compiled.back().limbs.push_back(node.value_or(LogicNode{}));
    for (const std::string& place : in_.instrument.places)
      program_.compiled.back().places.push_back(country_number(place));
  }

 private:
  using Nodes = std::vector<std::uint32_t>;
  using MaybeLogic = std::optional<LogicNode>;
  enum class LimbState : std::uint8_t { fresh, under_way, done };

  void fault(Spot value_at, std::size_t offset, Error error) {
    error.where = place_in(in_.instrument.file, spot_inside(file_text_, value_at, offset));
    faults_.push_back(std::move(error));
  }
  void fault(Spot value_at, std::size_t offset, std::string what, std::string next,
             std::vector<std::string> fills) {
    fault(value_at, offset,
          Error{.kind = Error::Kind::bad_input,
                .what = std::move(what),
                .next = std::move(next),
                .fills = std::move(fills)});
  }

  // ---- elements: cues over facts -----------------------------------------------------------

  void compile_element(std::size_t place) {
    const Element& element = in_.instrument.elements[place];
    const ElementSpots& spots = in_.elements[place];
    facts_.clear();
    const std::vector<LogicNode> supports =
        compile_cues(element.supports, spots.supports, Over::some);
    Nodes ask = asked(element, spots);
    const std::vector<LogicNode> contradicts =
        compile_cues(element.contradicts, spots.contradicts, Over::all);
    Element& out = program_.instruments.back().elements[place];
    out.ask.clear();
    for (const std::uint32_t fact : ask)
      out.ask.push_back(program_.facts.rows[fact].id);
    for (const std::uint32_t fact : facts_)
      out.facts.push_back(program_.facts.rows[fact].id);
    // An element is one of its instrument, even where another has the same cues.
    const std::size_t own = program_.instruments.size() * 1000 + place;
    Compiled& compiled = program_.compiled.back();
    const LogicNode side_for = any_of(supports);
    const LogicNode side_against = any_of(contradicts);
    Node node{.op = Node::Op::element,
              .parts = {side_for.raw, side_against.raw, side_for.decided, side_against.decided}};
    compiled.elements.push_back(interner_.node(std::move(node), static_cast<std::uint32_t>(own)));
    compiled.ask.push_back(std::move(ask));
  }

  /// The facts named to be asked about, or those that can support the element.
  Nodes asked(const Element& element, const ElementSpots& spots) {
    if (element.ask.empty())
      return facts_;
    Nodes out;
    for (std::size_t i = 0; i < element.ask.size(); ++i) {
      const std::optional<std::uint32_t> fact = program_.fact_called(element.ask[i]);
      if (fact)
        out.push_back(*fact);
      else
        fault(spots.ask[i], 0, "there is no fact called {0}",
              "look up its id in definitions/vocabulary.toml", {element.ask[i]});
    }
    return out;
  }

  std::vector<LogicNode> compile_cues(const std::vector<std::string>& texts,
                                      const std::vector<Spot>& spots, Over over) {
    std::vector<LogicNode> out;
    for (std::size_t i = 0; i < texts.size(); ++i)
      if (const MaybeLogic cue = compile_cue(texts[i], spots[i], over))
        out.push_back(*cue);
    return out;
  }

  MaybeLogic compile_cue(const std::string& text, Spot at, Over over) {
    const auto parsed = parse_expression(text, Dialect::cue);
    if (!parsed) {
      fault(at, parsed.error().at, parsed.error().error);
      return std::nullopt;
    }
    return cue(*parsed, at, over);
  }

  static Over turned(Over over) { return over == Over::some ? Over::all : Over::some; }

  /// What supports must hold of some record, so what it denies (by `not`, or behind `unless`) must
  /// be missing of some, that is not hold of all; and the other way round for what contradicts.
  MaybeLogic cue(const Expression& in, Spot at, Over over) {
    if (in.op == Expression::Op::tests)
      return tests(in, at, over);
    std::vector<LogicNode> parts;
    for (const Expression& part : in.parts) {
      const bool denied =
          in.op == Expression::Op::negate || (in.op == Expression::Op::unless && !parts.empty());
      const MaybeLogic one = cue(part, at, denied ? turned(over) : over);
      if (!one)
        return std::nullopt;
      parts.push_back(*one);
      // An exception that is contested hides nothing, here as in the logic.
      if (in.op == Expression::Op::unless && parts.size() > 1)
        parts.back().raw = parts.back().decided;
    }
    return gathered(op_of(in.op), parts);
  }

  /// All cues of one side of an element. Where a test and its denial stand side by side, it does
  /// not matter who is right of two people who differ on it.
  LogicNode any_of(const std::vector<LogicNode>& cues) {
    LogicNode out = gathered(Node::Op::disj, cues);
    Nodes sure = {out.decided};
    for (const LogicNode& one : cues)
      for (const LogicNode& other : cues)
        if (denies(other.raw, one.raw))
          sure.push_back(interner_.gathered(Node::Op::conj, {one.raw, other.raw}));
    out.decided = interner_.gathered(Node::Op::disj, std::move(sure));
    return out;
  }

  /// Whether one node is the `not` of the other's leaf.
  [[nodiscard]] bool denies(std::uint32_t number, std::uint32_t of) const {
    const Node& node = program_.nodes[number];
    const Node& leaf = program_.nodes[of];
    if (node.op != Node::Op::negate || leaf.op != Node::Op::leaf)
      return false;
    const Node& inner = program_.nodes[node.parts[0]];
    return inner.op == Node::Op::leaf && inner.leaf == leaf.leaf;
  }

  static Node::Op op_of(Expression::Op op) {
    switch (op) {
      case Expression::Op::conj:
      case Expression::Op::all:
        return Node::Op::conj;
      case Expression::Op::negate:
        return Node::Op::negate;
      case Expression::Op::unless:
        return Node::Op::unless;
      default:
        return Node::Op::disj;
    }
  }

  std::optional<Meant> meant(const Test& test, Spot at) {
    const std::optional<std::uint32_t> fact = program_.fact_called(test.fact);
    if (!fact) {
      fault(at, test.at, "there is no fact called {0}",
            "look up its id in definitions/vocabulary.toml", {test.fact});
      return std::nullopt;
    }
    auto leaf = leaf_of(test, program_.facts, *fact);
    if (!leaf) {
      fault(at, leaf.error().at, leaf.error().error);
      return std::nullopt;
    }
    if (std::find(facts_.begin(), facts_.end(), *fact) == facts_.end())
      facts_.push_back(*fact);
    return std::move(*leaf);
  }

  MaybeLogic tests(const Expression& in, Spot at, Over over) {
    const std::optional<Meant> first = meant(in.tests[0], at);
    if (!first)
      return std::nullopt;
    const std::uint32_t head = interner_.leaf(first->leaf);
    if (in.tests.size() == 1)
      return leaf_node(head, first->negated, over);
    if (in.tests[0].fact == "age") {
      fault(at, in.tests[0].at, "an age cannot stand beside with", "join them by and", {});
      return std::nullopt;
    }
    Leaf together{.kind = Leaf::Kind::together, .fact = first->leaf.fact, .head = head};
    together.words = first->leaf.words;
    for (std::size_t i = 1; i < in.tests.size(); ++i) {
      const std::optional<Meant> with = meant(in.tests[i], at);
      if (!with || !same_subject(*first, *with, in.tests[i], at))
        return std::nullopt;
      const bool negated = with->negated != in.tests[i].negated;
      together.with.push_back({interner_.leaf(with->leaf), negated});
      together.words += (negated ? " with not " : " with ") + with->leaf.words;
    }
    return leaf_node(interner_.leaf(together), first->negated, over);
  }

  bool same_subject(const Meant& first, const Meant& with, const Test& test, Spot at) {
    const std::string& one = program_.facts.rows[first.leaf.fact].about;
    const std::string& other = program_.facts.rows[with.leaf.fact].about;
    if (one == other)
      return true;
    fault(at, test.at, "with joins facts of one subject, but {0} is about {1} and not about {2}",
          "join them by and", {test.fact, other, one});
    return false;
  }

  LogicNode leaf_node(std::uint32_t leaf, bool negated, Over over) {
    const std::uint32_t raw =
        interner_.node({.op = Node::Op::leaf, .leaf = leaf, .over = negated ? turned(over) : over});
    const LogicNode out = as_decided(raw);
    return negated ? gathered(Node::Op::negate, {out}) : out;
  }

  // ---- limbs: logic over elements ----------------------------------------------------------

  /// `from` and `offset`: where it was named, for the fault of a circle.
  MaybeLogic limb(std::size_t place, Spot from, std::size_t offset) {
    if (limbs_[place] == LimbState::done)
      return limb_nodes_[place];
    const Limb& one = in_.instrument.limbs[place];
    if (limbs_[place] == LimbState::under_way) {
      fault(from, offset, "the limb {0} stands on itself",
            "take one of the limbs out of the circle", {one.id});
      return std::nullopt;
    }
    limbs_[place] = LimbState::under_way;
    const Spot at = in_.limbs[place].logic;
    const auto parsed = parse_expression(one.logic, Dialect::logic);
    if (!parsed)
      fault(at, parsed.error().at, parsed.error().error);
    else
      limb_nodes_[place] = logic(*parsed, at);
    limbs_[place] = LimbState::done;
    return limb_nodes_[place];
  }

  /// A leaf or an element, as the logic takes it and as it is.
  LogicNode as_decided(std::uint32_t node) {
    return {interner_.node({.op = Node::Op::decided, .parts = {node}}), node};
  }

  LogicNode gathered(Node::Op op, const std::vector<LogicNode>& parts) {
    Nodes decided;
    Nodes raw;
    for (const LogicNode& part : parts) {
      decided.push_back(part.decided);
      raw.push_back(part.raw);
    }
    return {interner_.gathered(op, std::move(decided)), interner_.gathered(op, std::move(raw))};
  }

  MaybeLogic logic(const Expression& in, Spot at) {
    if (in.op == Expression::Op::name)
      return named(in.name, at, in.at);
    std::vector<LogicNode> parts;
    if (in.op == Expression::Op::any || in.op == Expression::Op::all) {
      for (const Expression::Choice& choice : in.choices)
        if (!chosen(choice, at, parts))
          return std::nullopt;
    }
    for (const Expression& part : in.parts) {
      const MaybeLogic one = logic(part, at);
      if (!one)
        return std::nullopt;
      parts.push_back(*one);
    }
    return gathered(op_of(in.op), parts);
  }

  MaybeLogic named(const std::string& name, Spot at, std::size_t offset) {
    const Instrument& law = in_.instrument;
    for (std::size_t i = 0; i < law.elements.size(); ++i)
      if (law.elements[i].id == name)
        return as_decided(program_.compiled.back().elements[i]);
    for (std::size_t i = 0; i < law.limbs.size(); ++i)
      if (law.limbs[i].id == name)
        return limb(i, at, offset);
    fault(at, offset, "there is no element and no limb called {0}",
          "correct its spelling, or write any({0}) if it is a tag", {name});
    return std::nullopt;
  }

  /// Adds the elements (or the limb) that a choice in any() or all() means.
  bool chosen(const Expression::Choice& choice, Spot at, std::vector<LogicNode>& parts) {
    const Instrument& law = in_.instrument;
    const std::size_t before = parts.size();
    for (std::size_t i = 0; i < law.elements.size(); ++i) {
      const Element& element = law.elements[i];
      const bool is_it = choice.tags.size() == 1 && element.id == choice.tags[0];
      const bool bears_all =
          std::all_of(choice.tags.begin(), choice.tags.end(), [&](const std::string& tag) {
            return std::find(element.tags.begin(), element.tags.end(), tag) != element.tags.end();
          });
      if (is_it || bears_all)
        parts.push_back(as_decided(program_.compiled.back().elements[i]));
    }
    if (parts.size() == before && choice.tags.size() == 1)
      for (std::size_t i = 0; i < law.limbs.size(); ++i)
        if (law.limbs[i].id == choice.tags[0]) {
          const MaybeLogic node = limb(i, at, choice.at);
          if (!node)
            return false;
          parts.push_back(*node);
        }
    if (parts.size() != before)
      return true;
    std::string words = choice.tags[0];
    for (std::size_t i = 1; i < choice.tags.size(); ++i)
      words += " & " + choice.tags[i];
    fault(at, choice.at, "no element has the id or the tag {0}",
          "correct its spelling, or give an element that tag", {words});
    return false;
  }

  const Definition& in_;
  std::string_view file_text_;
  Program& program_;
  std::vector<Error>& faults_;
  Interner interner_;
  std::vector<MaybeLogic> limb_nodes_;
  std::vector<LimbState> limbs_;
  Nodes facts_;  ///< of the element at hand, in the order in which its cues name them
};

}  // namespace

void compile_definition(const Definition& definition, std::string_view file_text, Program& program,
                        std::vector<Error>& faults) {
  DefinitionCompiler(definition, file_text, program, faults).compile();
}

std::uint16_t country_number(std::string_view code) {
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (code.size() != 2 || !letter(code[0]) || !letter(code[1]))
    return 0;
  return static_cast<std::uint16_t>((code[0] - 'A') * 26 + (code[1] - 'A') + 1);
}

}  // namespace manumit::law
