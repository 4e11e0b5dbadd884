// SPDX-License-Identifier: Apache-2.0
#include "name_alignment.h"

#include <algorithm>
#include <optional>
#include <span>

#include "name_assignment.h"
#include "name_word.h"

namespace manumit::link {
namespace {

// From here on a pair is believed to be of one name: such parts are not taken apart to try others.
constexpr double kGood = 5;
// A pair that agrees this well is worth the search for joins beside it.
constexpr double kFits = 3.5;
// A join must fit this well, or any two short words would make up a third.
constexpr double kJoinFits = 4;
// A word written apart is a small irregularity of its own.
constexpr double kApart = -1;
// Each letter of an acronym is one of some ten that words begin with; but short ones are shared by
// many.
constexpr double kAcronymLetter = 3.3;
constexpr double kAcronymAtAll = -2;
constexpr std::size_t kMostJoins = 2;
constexpr std::size_t kMostJoined = 3;
// Latin forms that differ in length by more are not one word.
constexpr std::size_t kLengthsApart = 3;

using Places = std::vector<std::size_t>;

/// The evidence of every two words, reckoned once.
class Evidences {
 public:
  Evidences(const NameTokens& a, const NameTokens& b) : columns_(b.size()) {
    all_.reserve(a.size() * b.size());
    for (const NameToken& of_a : a) {
      for (const NameToken& of_b : b)
        all_.push_back(evidence_of(of_a, of_b));
    }
  }
  [[nodiscard]] const Evidence& of(std::size_t i, std::size_t j) const {
    return all_[i * columns_ + j];
  }

 private:
  std::size_t columns_;
  std::vector<Evidence> all_;
};

/// The words that need a counterpart: names, and an article or title that is the other side's name.
Places major_places(const NameTokens& tokens, const NameTokens& others,
                    const auto& evidence_between) {
  Places places;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    bool major = !tokens[i].minor;
    for (std::size_t j = 0; !major && j < others.size(); ++j)
      major = !others[j].minor && evidence_between(i, j).bits > kGood;
    if (major)
      places.push_back(i);
  }
  return places;
}

/// Words of one side that stand next to each other, and the one word of the other side that they
/// may be.
struct Join {
  Places apart;
  std::size_t whole = 0;
  bool apart_in_a = true;
  double bits = 0;
  Because because = Because::written_apart;
};

class Aligner {
 public:
  Aligner(const NameTokens& a, const NameTokens& b) : a_(a), b_(b), evidences_(a, b) {
    left_ = major_places(a, b, [&](std::size_t i, std::size_t j) { return evidences_.of(i, j); });
    right_ = major_places(b, a, [&](std::size_t j, std::size_t i) { return evidences_.of(i, j); });
  }

  Alignment run() {
    assign();
    for (std::size_t i = 0; i < kMostJoins && joining_may_help() && join_best(); ++i) {
    }
    return collected();
  }

 private:
  /// Sets the words that are in no join against each other and says what all adds up to.
  double assign() {
    std::vector<double> values;
    values.reserve(left_.size() * right_.size());
    const bool left_is_shorter = left_.size() <= right_.size();
    for (const std::size_t i : left_) {
      for (const std::size_t j : right_) {
        // Who is left alone is decided by what is lost with it.
        const double missed = (left_is_shorter ? b_[j] : a_[i]).missing_bits;
        values.push_back(evidences_.of(i, j).bits - missed);
      }
    }
    partners_ = best_assignment(values, left_.size(), right_.size());
    bits_ = 0;
    for (const Join& join : joins_)
      bits_ += join.bits;
    std::vector<bool> taken(b_.size());
    for (std::size_t i = 0; i < left_.size(); ++i) {
      if (partners_[i] == kAlone) {
        bits_ += a_[left_[i]].missing_bits;
      } else {
        bits_ += evidences_.of(left_[i], right_[partners_[i]]).bits;
        taken[right_[partners_[i]]] = true;
      }
    }
    for (const std::size_t j : right_) {
      if (!taken[j])
        bits_ += b_[j].missing_bits;
    }
    return bits_;
  }

  /// Trying joins costs much more than all else, and strangers' names are the rule: some part must
  /// agree already, or there must be but one.
  [[nodiscard]] bool joining_may_help() const {
    if (a_.size() + b_.size() < 3)
      return false;
    const bool few = left_.size() <= 1 || right_.size() <= 1;
    if (few || !joins_.empty() || has_free_spacing(a_) || has_free_spacing(b_))
      return true;
    for (std::size_t i = 0; i < left_.size(); ++i) {
      if (partners_[i] != kAlone && evidences_.of(left_[i], right_[partners_[i]]).bits > kFits)
        return true;
    }
    return false;
  }

  [[nodiscard]] static bool has_free_spacing(const NameTokens& tokens) {
    return std::any_of(tokens.begin(), tokens.end(),
                       [](const NameToken& token) { return token.free_spacing; });
  }

  bool join_best() {
    std::vector<Join> found;
    find_joins(a_, left_, b_, right_, true, found);
    find_joins(b_, right_, a_, left_, false, found);
    find_acronyms(a_, left_, b_, right_, true, found);
    find_acronyms(b_, right_, a_, left_, false, found);
    const double before = bits_;
    const Places left = left_;
    const Places right = right_;
    std::optional<Join> best;
    double most = before;
    for (const Join& join : found) {
      take(join);
      if (assign() > most) {
        most = bits_;
        best = join;
      }
      joins_.pop_back();
      left_ = left;
      right_ = right;
    }
    if (best)
      take(*best);
    assign();
    return best.has_value();
  }

  void take(const Join& join) {
    Places& apart = join.apart_in_a ? left_ : right_;
    Places& whole = join.apart_in_a ? right_ : left_;
    std::erase_if(apart, [&](std::size_t place) {
      return std::find(join.apart.begin(), join.apart.end(), place) != join.apart.end();
    });
    std::erase(whole, join.whole);
    joins_.push_back(join);
  }

  [[nodiscard]] bool is_free(const Places& majors, std::size_t place) const {
    return std::find(majors.begin(), majors.end(), place) != majors.end();
  }
  [[nodiscard]] bool is_joined(std::size_t place, bool in_a) const {
    return std::any_of(joins_.begin(), joins_.end(), [&](const Join& join) {
      return join.apart_in_a == in_a
                 ? std::find(join.apart.begin(), join.apart.end(), place) != join.apart.end()
                 : join.whole == place;
    });
  }

  void find_joins(const NameTokens& apart, const Places& majors, const NameTokens& whole,
                  const Places& whole_majors, bool in_a, std::vector<Join>& found) const {
    for (std::size_t first = 0; first + 1 < apart.size(); ++first) {
      Places places = {first};
      Word word = apart[first].word;
      for (std::size_t next = first + 1; next < apart.size() && places.size() < kMostJoined;
           ++next) {
        const bool one_script = apart[first].word.spelled.script == apart[next].word.spelled.script;
        const bool may_be = may_be_joined(apart[first]) && may_be_joined(apart[next]);
        if (!one_script || !may_be || is_joined(first, in_a) || is_joined(next, in_a))
          break;
        places.push_back(next);
        word = joined(word, apart[next].word);
        const bool has_major = std::any_of(places.begin(), places.end(), [&](std::size_t place) {
          return is_free(majors, place);
        });
        for (const std::size_t j : whole_majors) {
          const auto bits =
              has_major && may_be_joined(whole[j]) ? join_bits(word, whole[j].word) : std::nullopt;
          if (bits)
            found.push_back({places, j, in_a, *bits, Because::written_apart});
        }
      }
    }
  }

  /// Words of the one side whose first letters are a word of the other.
  void find_acronyms(const NameTokens& apart, const Places& majors, const NameTokens& whole,
                     const Places& whole_majors, bool in_a, std::vector<Join>& found) const {
    for (const std::size_t j : whole_majors) {
      if (!whole[j].may_be_acronym)
        continue;
      for (std::size_t first = 0; first + 1 < apart.size(); ++first) {
        const Places places = words_for_acronym(apart, majors, first, whole[j].word.latin);
        if (places.size() == whole[j].word.latin.size())
          found.push_back({places, j, in_a,
                           kAcronymLetter * static_cast<double>(places.size()) + kAcronymAtAll,
                           Because::acronym});
      }
    }
  }

  /// The words from `first` on that begin with the letters, as far as they go on doing so.
  [[nodiscard]] Places words_for_acronym(const NameTokens& tokens, const Places& majors,
                                         std::size_t first, const std::string& letters) const {
    Places places;
    for (std::size_t i = first; i < tokens.size() && places.size() < letters.size(); ++i) {
      const std::string& latin = tokens[i].word.latin;
      if (!is_free(majors, i) || latin.empty() || latin.front() != letters[places.size()])
        break;
      places.push_back(i);
    }
    return places;
  }

  /// Whether a word can be a piece of one: patronymics and titles stand for themselves.
  [[nodiscard]] static bool may_be_joined(const NameToken& token) {
    return token.kind == text::PartKind::plain || token.kind == text::PartKind::particle;
  }

  [[nodiscard]] static std::optional<double> join_bits(const Word& word, const Word& whole) {
    const bool same_script = word.spelled.script == whole.spelled.script;
    const std::size_t longer = std::max(word.latin.size(), whole.latin.size());
    const std::size_t shorter = std::min(word.latin.size(), whole.latin.size());
    if (same_script && (longer - shorter > kLengthsApart))
      return std::nullopt;
    const std::optional<double> bits = word_bits(word, whole);
    if (!bits || *bits + kApart < kJoinFits)
      return std::nullopt;
    return *bits + kApart;
  }

  [[nodiscard]] Alignment collected() const {
    Alignment out;
    for (const Join& join : joins_) {
      const Evidence evidence{join.bits, join.because};
      out.parts.push_back(join.apart_in_a ? AlignedPart{join.apart, {join.whole}, evidence}
                                          : AlignedPart{{join.whole}, join.apart, evidence});
    }
    std::vector<bool> taken(b_.size());
    for (std::size_t i = 0; i < left_.size(); ++i) {
      if (partners_[i] == kAlone) {
        out.parts.push_back({{left_[i]}, {}, alone(a_[left_[i]])});
        continue;
      }
      const std::size_t j = right_[partners_[i]];
      taken[j] = true;
      out.parts.push_back({{left_[i]}, {j}, evidences_.of(left_[i], j)});
    }
    for (const std::size_t j : right_) {
      if (!taken[j])
        out.parts.push_back({{}, {j}, alone(b_[j])});
    }
    add_minor(out);
    for (const AlignedPart& part : out.parts)
      out.bits += part.evidence.bits;
    return out;
  }

  [[nodiscard]] static Evidence alone(const NameToken& token) {
    return {token.missing_bits, Because::only_one_side};
  }

  /// Titles and articles that both sides have.
  void add_minor(Alignment& out) const {
    std::vector<bool> taken(b_.size());
    for (std::size_t i = 0; i < a_.size(); ++i) {
      if (is_free(left_, i) || is_joined(i, true) || !a_[i].minor)
        continue;
      for (std::size_t j = 0; j < b_.size(); ++j) {
        const bool fits = !taken[j] && b_[j].minor && !is_free(right_, j) && !is_joined(j, false) &&
                          evidences_.of(i, j).bits > 0;
        if (!fits)
          continue;
        taken[j] = true;
        out.parts.push_back({{i}, {j}, evidences_.of(i, j)});
        break;
      }
    }
  }

  const NameTokens& a_;
  const NameTokens& b_;
  Evidences evidences_;
  Places left_;   ///< Words of a that need a counterpart and are in no join.
  Places right_;  ///< Likewise of b.
  std::vector<Join> joins_;
  std::vector<std::size_t> partners_;
  double bits_ = 0;
};

}  // namespace

Alignment align(const NameTokens& a, const NameTokens& b) {
  return Aligner(a, b).run();
}

}  // namespace manumit::link
