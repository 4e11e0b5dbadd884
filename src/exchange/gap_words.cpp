// SPDX-License-Identifier: Apache-2.0
#include "gap_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/result.h"
#include "gap/plain.h"

namespace manumit::exchange {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
constexpr std::size_t kGroup = 3;
constexpr std::size_t kDigitsLeftTogether = 4;

using Name = std::pair<std::string_view, std::string_view>;

constexpr std::array kNames{
    Name{"estimated", "estimated"},
    Name{"identified", "identified"},
    Name{"reported", "reported"},
    Name{"investigated", "investigated"},
    Name{"prosecuted", "prosecuted"},
    Name{"convicted", "convicted"},
    Name{"sentence_served", "sent to prison"},
    Name{"remedy", "had a remedy"},
    Name{"identified_labour", "identified, labour"},
    Name{"prosecuted_labour", "prosecuted, labour"},
    Name{"convicted_labour", "convicted, labour"},
    Name{"stock", "a stock"},
    Name{"flow", "a flow"},
    Name{"source_kind", "the kind of source"},
    Name{"vintage", "the later edition"},
    Name{"confidence", "how the number was come by"},
    Name{"none", "no rule decides"},
    Name{"persons", "persons"},
    Name{"cases", "cases"},
    Name{"cases or persons", "cases or persons"},
    Name{"charged_as_lesser", "charged as something lesser"},
    Name{"lesser_for_each_named", "by the study's factor"},
    Name{"neighbour_articles", "neighbouring articles"},
    Name{"complaint", "complaints"},
    Name{"refusal", "refusals"},
    Name{"reversal", "reversals"},
    Name{"opening", "cases opened"},
    Name{"charge", "charges"},
    Name{"judgment", "judgments"},
    Name{"years_to_judgment", "years from complaint to judgment"},
    Name{"years_to_judgment_least", "the same, the shortest"},
    Name{"years_to_judgment_most", "the same, the longest"},
    Name{"published", "stages with a figure"},
    Name{"supported", "supported"},
    Name{"not_shown", "not shown"},
    Name{"contradicted", "contradicted"},
    Name{"no_source", "no source"},
    Name{"adopted", "adopted"},
    Name{"ratified", "ratified"},
    Name{"in_force", "in force"},
};

constexpr std::array kTitles{
    Name{"G1", "Estimated for each one identified"},
    Name{"G2", "Convictions for every 100 identified"},
    Name{"G3", "Share of labour among prosecutions"},
    Name{"G4", "Charged as something lesser"},
    Name{"G5", "Convicted under neighbouring articles for each one under these"},
    Name{"G6", "Suspended sentences"},
    Name{"G7", "Refusals for each complaint"},
    Name{"G8", "Wages awarded of those owed"},
    Name{"G9", "Trend: the last third of the years against the first"},
    Name{"G10", "Stages with published figures"},
    Name{"G11", "Elements that the law has"},
    Name{"G12", "Acts against people who help"},
};

template <typename Names>
std::string looked_up(const Names& names, std::string_view name) {
  const auto found =
      std::find_if(names.begin(), names.end(), [&](const Name& one) { return one.first == name; });
  return std::string(found == names.end() ? name : found->second);
}

/// "-132333.5" with blanks between the thousands and the language's mark; any other text stays.
std::string number_in(const std::string& text, const EstimateWords& words) {
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string whole = text.substr(0, point);
  const std::string rest = text.substr(std::min(point + 1, text.size()));
  const auto digits = [](const std::string& part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string::npos;
  };
  if (!digits(whole) || (point < text.size() && !digits(rest)))
    return text;
  std::string out;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i > 0 && whole.size() > kDigitsLeftTogether && (whole.size() - i) % kGroup == 0)
      out += kNoBreakSpace;
    out += whole[i];
  }
  return point < text.size() ? out + with_mark("." + rest, words) : out;
}

/// "≥ 794000 persons (2018)": each word on its own.
std::string fill_in(const std::string& fill, const EstimateWords& words) {
  if (const std::string name = gap_name(fill, words); name != fill)
    return name;
  std::string out;
  for (std::size_t at = 0; at < fill.size();) {
    const std::size_t end = std::min(fill.find(' ', at), fill.size());
    out +=
        (at == 0 ? "" : std::string(kNoBreakSpace)) + number_in(fill.substr(at, end - at), words);
    at = end + 1;
  }
  return out;
}

}  // namespace

std::string told(std::string_view english, const EstimateWords& words) {
  return with_capital(words.sentence(std::string(english)));
}

std::string told(const Sentence& sentence, const EstimateWords& words) {
  std::vector<std::string> fills;
  fills.reserve(sentence.fills.size());
  for (const std::string& fill : sentence.fills)
    fills.push_back(fill_in(fill, words));
  return with_capital(filled(words.sentence(sentence.text), fills));
}

std::string gap_name(std::string_view name, const EstimateWords& words) {
  return words.sentence(looked_up(kNames, name));
}

std::string measure_title(std::string_view id, const EstimateWords& words) {
  return words.sentence(looked_up(kTitles, id));
}

std::string gap_figure(double value, const EstimateWords& words) {
  return number_in(gap::plain_short(value), words);
}

std::string gap_figure(double value, int decimals, const EstimateWords& words) {
  return number_in(gap::plain(value, decimals), words);
}

std::string gap_range(const std::optional<Interval<double>>& range, int decimals,
                      const EstimateWords& words) {
  if (!range)
    return "";
  return gap_figure(range->least, decimals, words) + " – " +
         gap_figure(range->most, decimals, words);
}

std::string gap_range(const std::optional<Interval<double>>& range, const EstimateWords& words) {
  if (!range)
    return "";
  return gap_figure(range->least, words) + " – " + gap_figure(range->most, words);
}

}  // namespace manumit::exchange
