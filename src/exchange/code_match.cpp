// SPDX-License-Identifier: Apache-2.0
#include "code_match.h"

#include <algorithm>
#include <unordered_map>

namespace manumit::exchange {

namespace {

// The standard's longest label has sixteen words.
constexpr std::size_t kMostPiecesInALabel = 20;

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos)
    return {};
  return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

// Letters and digits, lower case. Letters beyond ASCII stay, no-break spaces do not.
std::string key_of(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char letter = text[at];
    if (text.substr(at, 2) == "\xC2\xA0")
      ++at;
    else if (letter >= 'A' && letter <= 'Z')
      out += static_cast<char>(letter - 'A' + 'a');
    else if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
             static_cast<unsigned char>(letter) >= 0x80)
      out += letter;
  }
  return out;
}

// The workbook's own lists write "Follow up" for the standard's "Follow Up".
bool same_but_for_case(std::string_view a, std::string_view b) {
  const auto lower = [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char one, char other) { return lower(one) == lower(other); });
}

/// A list by the letters and digits of its codes and labels, reckoned once for a cell.
class Keys {
 public:
  explicit Keys(const casework::CodeList& list) {
    for (const casework::Code& code : list.codes) {
      for (const std::string* text : {&code.htcds, &code.label, &code.id}) {
        if (!text->empty())
          by_key_.emplace(key_of(*text), &code);
      }
    }
  }

  [[nodiscard]] std::optional<CodeMatch> match(std::string_view written) const {
    const auto found = by_key_.find(key_of(written));
    if (found == by_key_.end())
      return std::nullopt;
    const casework::Code& code = *found->second;
    if (written == code.htcds || written == code.id)
      return CodeMatch{&code, MetAs::code};
    return CodeMatch{&code, same_but_for_case(written, code.label) ? MetAs::label : MetAs::loosely};
  }

 private:
  std::unordered_map<std::string, const casework::Code*> by_key_;
};

struct Splitter {
  const Keys keys;
  ManyCodes out = {};

  void add(const CodeMatch& match) {
    const bool is_new = std::none_of(out.known.begin(), out.known.end(),
                                     [&](const CodeMatch& one) { return one.code == match.code; });
    if (is_new)
      out.known.push_back(match);
  }

  // The longest run of pieces that is a code or label, from each place on. Neighbouring unknown
  // pieces stay one text when blanks part them: words belong together.
  void split(std::string_view text, std::string_view separators) {
    std::vector<std::string_view> pieces;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
      pieces.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    bool joins_unknown = false;
    for (std::size_t at = 0; at < pieces.size();) {
      const std::size_t used = take_longest(pieces, at);
      if (used == 0 && !trimmed(pieces[at]).empty()) {
        if (joins_unknown && separators == " ")
          out.unknown.back() += " " + std::string(pieces[at]);
        else
          out.unknown.emplace_back(trimmed(pieces[at]));
        joins_unknown = true;
      } else if (used > 0) {
        joins_unknown = false;
      }
      at += std::max<std::size_t>(used, 1);
    }
  }

  // How many pieces from `at` on make a known code; 0 if none.
  std::size_t take_longest(const std::vector<std::string_view>& pieces, std::size_t at) {
    std::size_t most = std::min(pieces.size() - at, kMostPiecesInALabel);
    for (; most > 0; --most) {
      const char* const from = pieces[at].data();
      const std::string_view& last = pieces[at + most - 1];
      const std::string_view whole(from,
                                   static_cast<std::size_t>(last.data() + last.size() - from));
      if (const auto match = keys.match(trimmed(whole))) {
        add(*match);
        return most;
      }
    }
    return 0;
  }
};

}  // namespace

std::optional<CodeMatch> match_code(const casework::CodeList& list, std::string_view written) {
  return Keys(list).match(written);
}

ManyCodes match_codes(const casework::CodeList& list, std::string_view written, Parted parted) {
  Splitter splitter{Keys(list)};
  if (const auto whole = splitter.keys.match(written)) {
    splitter.add(*whole);
    return splitter.out;
  }
  if (written.find(';') != std::string_view::npos)
    splitter.split(written, ";");
  else if (written.find('\n') != std::string_view::npos)
    splitter.split(written, "\r\n");
  else if (parted == Parted::by_blank)
    splitter.split(written, " ");
  else
    splitter.split(written, ",");
  return splitter.out;
}

}  // namespace manumit::exchange
