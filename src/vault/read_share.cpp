// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "share_code.h"
#include "share_words.h"

namespace manumit::vault {
namespace {

constexpr std::size_t kLongestText = 16 * 1024;

std::string places_of(const std::vector<MendedWord>& faults) {
  std::string out;
  for (const MendedWord& fault : faults)
    out += (out.empty() ? "" : ", ") + std::to_string(fault.place);
  return out;
}

Result<ReadShare> beyond_mending(const std::vector<MendedWord>& faults) {
  if (faults.size() > kMendable) {
    return fail(Error::Kind::bad_input,
                "words {0} cannot be read or are not in the list, and only {1} can be missing", "",
                "look at these again on the paper; the first four letters of a word are enough",
                {places_of(faults), std::to_string(kMendable)});
  }
  return fail(Error::Kind::bad_input, "more of this share is wrong than can be mended", "",
              "compare each word with the paper; its QR code holds the same share");
}

Result<ReadShare> mended(ShareSymbols symbols, const std::vector<MendedWord>& faults) {
  auto repairs = mend_share(symbols, faults);
  if (!repairs)
    return beyond_mending(faults);
  return ReadShare{TRY(share_of(symbols)), std::move(*repairs)};
}

/// Those words with one more, which cannot be read, at `place` from 0; or without the one there.
ShareSymbols with_gap(ByteView words, std::size_t place) {
  ShareSymbols out;
  std::copy(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(place),
            out.reveal().begin());
  std::copy(words.begin() + static_cast<std::ptrdiff_t>(place), words.end(),
            out.reveal().begin() + static_cast<std::ptrdiff_t>(place) + 1);
  return out;
}
ShareSymbols without_word(ByteView words, std::size_t place) {
  ShareSymbols out;
  std::copy(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(place),
            out.reveal().begin());
  std::copy(words.begin() + static_cast<std::ptrdiff_t>(place) + 1, words.end(),
            out.reveal().begin() + static_cast<std::ptrdiff_t>(place));
  return out;
}

/// One word was left out, or one stands twice: whichever place makes all others right. Only where
/// nothing else is wrong, since both at once would be guessing.
std::optional<ReadShare> with_the_count_mended(ByteView words) {
  using Why = MendedWord::Why;
  const bool short_of_one = words.size() + 1 == kShareSymbols;
  if (!short_of_one && words.size() != kShareSymbols + 1)
    return std::nullopt;
  for (std::size_t place = 0; place < std::max(words.size(), kShareSymbols); ++place) {
    const MendedWord change{static_cast<unsigned>(place + 1),
                            short_of_one ? Why::left_out : Why::doubled};
    ShareSymbols symbols = short_of_one ? with_gap(words, place) : without_word(words, place);
    const auto repairs =
        mend_share(symbols, short_of_one ? std::vector{change} : std::vector<MendedWord>{});
    if (!repairs || repairs->size() != (short_of_one ? 1U : 0U))
      continue;
    Result<Share> share = share_of(symbols);
    if (share)
      return ReadShare{std::move(*share), {change}};
  }
  return std::nullopt;
}

Result<ReadShare> from_words(std::string_view text) {
  const TypedWords typed = TRY(read_words(text));
  const ByteView words = typed.symbols.reveal();
  if (words.size() == kShareSymbols) {
    ShareSymbols symbols;
    std::copy(words.begin(), words.end(), symbols.reveal().begin());
    return mended(std::move(symbols), typed.faults);
  }
  if (typed.faults.empty()) {
    std::optional<ReadShare> share = with_the_count_mended(words);
    if (share)
      return std::move(*share);
  }
  return fail(Error::Kind::bad_input, "a share has {0} words, and {1} stand here", "",
              "compare them with the paper, line by line: some were left out or stand twice",
              {std::to_string(kShareSymbols), std::to_string(words.size())});
}

}  // namespace

std::string set_name(const Share& share) {
  std::string out = to_hex(share.set);
  std::transform(out.begin(), out.end(), out.begin(), [](char digit) {
    return digit >= 'a' ? static_cast<char>(digit - 'a' + 'A') : digit;
  });
  return out;
}

RecoveryShare to_print(const Share& share) {
  const ShareSymbols symbols = symbols_of(share);
  return {.index = share.index,
          .words_en = in_words(symbols, WordLanguage::english),
          .words_ru = in_words(symbols, WordLanguage::russian),
          .code = in_code(symbols),
          .line = {"set {0}, share {1} of {2}, any {3} open the vault",
                   {set_name(share), std::to_string(share.index), std::to_string(share.total),
                    std::to_string(share.threshold)}}};
}

Sentence sentence_of(const MendedWord& mended) {
  const std::string place = std::to_string(mended.place);
  switch (mended.why) {
    case MendedWord::Why::illegible:
      return {"word {0} could not be read and was mended", {place}};
    case MendedWord::Why::unknown:
      return {"word {0} is not in the list and was mended", {place}};
    case MendedWord::Why::wrong:
      return {"word {0} cannot be the one on the paper and was mended", {place}};
    case MendedWord::Why::left_out:
      return {"word {0} was left out and was put in", {place}};
    case MendedWord::Why::doubled:
      return {"word {0} is one too many and was taken out", {place}};
  }
  return {};
}

Result<ReadShare> read_share(std::string_view text) {
  if (text.size() > kLongestText) {
    return fail(Error::Kind::bad_input, "this text is too long to be one share", "",
                "give the {0} words of one share at a time", {std::to_string(kShareSymbols)});
  }
  if (!is_code(text))
    return from_words(text);
  TypedCode typed = TRY(read_code(text));
  return mended(std::move(typed.symbols), typed.faults);
}

}  // namespace manumit::vault
