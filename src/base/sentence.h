// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace manumit {

/// A whole English sentence with {0}, {1} … and what fills them: the catalogue's key, like an
/// error's (docs/decisions/0002). Lower case start and no full stop: whoever prints it adds both.
/// A fill that is itself a key of the catalogue is said in the reader's language.
struct Sentence {
  std::string text;
  std::vector<std::string> fills;
};
[[nodiscard]] inline std::string in_english(const Sentence& sentence) {
  return filled(sentence.text, sentence.fills);
}

/// What an engine wants to be heard: the code that programs rely on, and a sentence for people.
struct Warning {
  std::string code;
  Sentence sentence;
};

}  // namespace manumit
