// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "law/questions.h"
#include "marking.h"
#include "program.h"
#include "reading.h"
#include "scope.h"

namespace manumit::law {
namespace {

constexpr std::size_t kLanes = 32;  // Two answers to each question: sixty-four readings at once.

/// The answer that would be recorded for yes or no to a leaf; nothing if there is none.
const AnswerOption* answer_to(const Program& program, std::uint32_t leaf, bool yes) {
  const std::uint32_t wanted = stands(yes ? said_for(leaf) : said_against(leaf));
  const AnswerOption* out = nullptr;
  for (const AnswerOption& option : program.options) {
    const bool makes =
        std::find(option.makes.begin(), option.makes.end(), wanted) != option.makes.end();
    if (makes && (out == nullptr ||
                  option.items.size() + option.ages.size() < out->items.size() + out->ages.size()))
      out = &option;
  }
  return out;
}

class Ranker {
 public:
  Ranker(const Program& program, const Evidence& evidence, std::span<const Settling> settlings)
      : program_(program),
        settlings_(settlings),
        now_(read_case(program, evidence)),
        places_(place_numbers(evidence)),
        evidence_(evidence) {}

  std::vector<RankedQuestion> rank() {
    for (const Settling& one : settlings_) {
      gather(one, one.to_support);
      gather(one, one.to_contradict);
    }
    for (std::size_t from = 0; from < ranked_.size(); from += kLanes)
      value(from, std::min(kLanes, ranked_.size() - from));
    std::stable_sort(ranked_.begin(), ranked_.end(),
                     [](const RankedQuestion& a, const RankedQuestion& b) {
                       return std::pair(a.settles.size(), a.helps.size()) >
                              std::pair(b.settles.size(), b.helps.size());
                     });
    return std::move(ranked_);
  }

 private:
  void gather(const Settling& from, const std::vector<Question>& questions) {
    for (const Question& question : questions) {
      const auto [at, fresh] = place_of_.emplace(question.about, ranked_.size());
      if (fresh)
        ranked_.push_back({.question = question, .settles = {}, .helps = {}});
      std::vector<std::size_t>& helps = ranked_[at->second].helps;
      if (helps.empty() || helps.back() != from.instrument)
        helps.push_back(from.instrument);
    }
  }

  static std::uint64_t& word_of(std::vector<LeafBits>& leaves, std::uint32_t bit) {
    LeafBits& bits = leaves[leaf_of_bit(bit)];
    Pair& pair = bit % 4 < 2 ? bits.said : bits.unopposed;
    return bit_speaks_for(bit) ? pair.speaks_for : pair.against;
  }

  static void suppose(std::vector<LeafBits>& leaves, const AnswerOption* option, std::size_t lane) {
    if (option == nullptr)
      return;
    for (const std::uint32_t literal : option->makes)
      word_of(leaves, literal / 2) |= std::uint64_t{1} << lane;
  }

  void value(std::size_t from, std::size_t count) {
    std::vector<LeafBits> leaves = now_.leaves;  // Lane 0, all statements, in every lane.
    const auto spread = [](Pair& pair) {
      pair.speaks_for = has(pair, Side::speaks_for) ? ~std::uint64_t{0} : 0;
      pair.against = has(pair, Side::against) ? ~std::uint64_t{0} : 0;
    };
    for (LeafBits& bits : leaves) {
      spread(bits.said);
      spread(bits.unopposed);
    }
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint32_t leaf = program_.leaf_by_words.at(ranked_[from + i].question.about);
      suppose(leaves, answer_to(program_, leaf, true), 2 * i);
      suppose(leaves, answer_to(program_, leaf, false), 2 * i + 1);
    }
    std::vector<Pair> nodes;
    value_nodes(program_, leaves, nodes);
    for (std::size_t i = 0; i < count; ++i) {
      std::vector<std::size_t> by_yes = settled(nodes, static_cast<unsigned>(2 * i));
      std::vector<std::size_t> by_no = settled(nodes, static_cast<unsigned>(2 * i + 1));
      RankedQuestion& one = ranked_[from + i];
      const bool yes =
          by_yes.size() != by_no.size() ? by_yes.size() > by_no.size() : one.question.answer;
      if (!by_yes.empty() || !by_no.empty())
        one.question.answer = yes;
      one.settles = std::move(yes ? by_yes : by_no);
    }
  }

  [[nodiscard]] std::vector<std::size_t> settled(const std::vector<Pair>& nodes,
                                                 unsigned lane) const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < program_.compiled.size(); ++i) {
      const LogicNode whole = program_.compiled[i].whole();
      if (verdict_of(now_.nodes, whole).status == Status::unknown &&
          verdict_of(nodes, whole, lane).status != Status::unknown &&
          scope_of(program_, i, evidence_, places_).outside == Reason::none)
        out.push_back(i);
    }
    return out;
  }

  const Program& program_;
  std::span<const Settling> settlings_;
  Reading now_;
  std::vector<std::uint16_t> places_;
  const Evidence& evidence_;
  std::map<std::string, std::size_t, std::less<>> place_of_;
  std::vector<RankedQuestion> ranked_;
};

}  // namespace

std::vector<RankedQuestion> rank_questions(const Library& library, const Evidence& evidence,
                                           std::span<const Settling> settlings) {
  return Ranker(library.program(), evidence, settlings).rank();
}

}  // namespace manumit::law
