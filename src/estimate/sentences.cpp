// SPDX-License-Identifier: Apache-2.0
#include "answer.h"
#include "methods.h"

namespace manumit::estimate {

std::string in_english(const Sentence& sentence) {
  return filled(sentence.text, sentence.fills);
}

Error stopped() {
  return {.kind = Error::Kind::unavailable, .what = "the estimate was stopped before its end"};
}

}  // namespace manumit::estimate
