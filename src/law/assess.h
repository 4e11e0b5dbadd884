// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "law/evidence.h"
#include "law/library.h"

namespace manumit::law {

/// What the evidence says of an element, a limb or a whole instrument. Never a score, and never
/// that somebody is guilty.
enum class Status : std::uint8_t { supported, contradicted, unknown, not_applicable };

/// Why it is unknown or not applicable; `none` for the other two.
enum class Reason : std::uint8_t {
  none,
  open,       ///< nothing recorded decides it yet
  contested,  ///< statements stand against each other; of a limb: and that matters to it
  not_in_force,
  other_place,
  outside_jurisdiction,
};

/// How much of the time of the facts a version was in force for.
enum class Covers : std::uint8_t { whole, part, none, unknown };

/// Whether it bound the country where it happened, when it happened. `not_recorded` also means that
/// the definition names no date, or that place or time of the facts are not known. An instrument
/// that does not bind is still valued, as a yardstick.
enum class Binding : std::uint8_t { yes, part, no, not_recorded, not_applicable };

/// Whether the law of that place applies: `unknown` if no place is recorded.
enum class InPlace : std::uint8_t { yes, no, unknown };

struct Verdict {
  Status status = Status::unknown;
  Reason reason = Reason::open;
  friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// One statement that speaks for or against an element.
struct Use {
  std::uint32_t statement = 0;
  std::uint32_t fact = 0;
  State state = State::yes;
  bool speaks_for = true;
  Certainty certainty = Certainty::certain;
  friend bool operator==(const Use&, const Use&) = default;
};

/// Why a fact is missing.
enum class Absence : std::uint8_t { not_recorded, not_asked, refused, unclear };

struct Missing {
  std::uint32_t fact = 0;
  Absence why = Absence::not_recorded;
  friend bool operator==(const Missing&, const Missing&) = default;
};

/// In the order of `Instrument::elements`.
struct ElementFinding {
  Verdict verdict;
  std::vector<Use> uses;         ///< for first, then against; by statement
  std::vector<Missing> missing;  ///< facts that nobody has answered, best first
};

/// What one version of one instrument says of the case.
struct Finding {
  std::size_t instrument = 0;  ///< place in `Library::instruments()`
  Verdict verdict;
  Covers covers = Covers::unknown;
  InPlace in_place = InPlace::yes;
  Binding binding = Binding::not_applicable;
  /// Would not be supported (or contradicted) without statements that are only likely or doubtful.
  bool rests_on_uncertain = false;
  std::vector<Verdict> limbs;            ///< in the order of `Instrument::limbs`
  std::vector<ElementFinding> elements;  ///< valued even where the instrument does not apply
};

/// Values every version of every instrument. A case of some dozens of statements takes well under a
/// millisecond.
///
/// The truth of an element is a pair, evidence for and evidence against (Belnap 1977, "A useful
/// four-valued logic"): a no is not the absence of a yes, and two witnesses who differ leave it
/// contested, unless a cue that nobody disputes carries it. Limbs have Kleene's three values (1952,
/// "Introduction to Metamathematics", section 64, the strong tables): what is contested counts as
/// unknown there, so that an open question beside it decides nothing.
/// docs/decisions/0031-contested-elements-decide-nothing.md, and for several records of one kind
/// 0032-disputed-cues-and-several-records.md
[[nodiscard]] std::vector<Finding> assess(const Library& library, const Evidence& evidence);

/// The same for one version alone.
[[nodiscard]] Finding assess_one(const Library& library, std::size_t instrument,
                                 const Evidence& evidence);

/// The verdicts alone, for a whole vault: row i, column j is case i under instrument j. Sixty-four
/// cases at a time; equal to `assess` case by case.
class Verdicts {
 public:
  Verdicts(std::size_t cases, std::size_t instruments);
  [[nodiscard]] Verdict at(std::size_t case_place, std::size_t instrument) const;
  void set(std::size_t case_place, std::size_t instrument, Verdict verdict);

 private:
  std::size_t instruments_;
  std::vector<Verdict> verdicts_;
};
[[nodiscard]] Verdicts verdicts(const Library& library, std::span<const Evidence> cases);

/// "supported", as the command line and the desk write it; so below. No reason is "".
[[nodiscard]] std::string_view name_of(Status status);
[[nodiscard]] std::string_view name_of(Reason reason);
[[nodiscard]] std::string_view name_of(Covers covers);
[[nodiscard]] std::string_view name_of(Binding binding);
[[nodiscard]] std::string_view name_of(InPlace in_place);
[[nodiscard]] std::string_view name_of(Absence absence);

}  // namespace manumit::law
