// SPDX-License-Identifier: Apache-2.0
#include "name_organisation.h"

#include <algorithm>
#include <functional>

namespace manumit::link {
namespace {

// Judgements, as all weights of parts are (name_evidence.cpp): most companies have limited
// liability, so that it agrees says little; a firm changes its form now and then.
constexpr double kFormAgrees = 1;
constexpr double kFormDiffers = -4;
// What an agreement counts after another one, of what it counts alone.
constexpr double kAfterAnother = 0.7;
constexpr double kNumberAgrees = 4;
constexpr double kNumberDiffers = -10;
constexpr double kNumberMissing = -3;

template <typename T>
bool share_one(const std::vector<T>& a, const std::vector<T>& b) {
  return std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end();
}

}  // namespace

std::vector<Evidence> organisation_evidence(const PreparedName& a, const PreparedName& b) {
  std::vector<Evidence> found;
  if (!a.legal_forms.empty() && !b.legal_forms.empty()) {
    found.push_back(share_one(a.legal_forms, b.legal_forms)
                        ? Evidence{kFormAgrees, Because::legal_form_agrees}
                        : Evidence{kFormDiffers, Because::legal_form_differs});
  }
  if (a.numbers.empty() && b.numbers.empty())
    return found;
  if (a.numbers.empty() || b.numbers.empty()) {
    found.push_back({kNumberMissing, Because::only_one_side});
  } else {
    found.push_back(share_one(a.numbers, b.numbers)
                        ? Evidence{kNumberAgrees, Because::number_agrees}
                        : Evidence{kNumberDiffers, Because::number_differs});
  }
  return found;
}

double bits_of_words(const Alignment& alignment) {
  std::vector<double> agreements;
  double bits = 0;
  for (const AlignedPart& part : alignment.parts) {
    if (part.evidence.bits > 0) {
      agreements.push_back(part.evidence.bits);
    } else {
      bits += part.evidence.bits;
    }
  }
  std::sort(agreements.begin(), agreements.end(), std::greater<>());
  double weight = 1;
  for (const double each : agreements) {
    bits += weight * each;
    weight *= kAfterAnother;
  }
  return bits;
}

}  // namespace manumit::link
