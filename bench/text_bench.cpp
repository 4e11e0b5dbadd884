// SPDX-License-Identifier: Apache-2.0
// Folding and search terms of names in several scripts, and the plain way beside them: what ICU's
// general rules take for the same letters.
#include <benchmark/benchmark.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>
#include <string_view>

#include "text/fold.h"
#include "text/misspelling.h"
#include "text/search_terms.h"

namespace manumit::bench {
namespace {

// Invented people.
constexpr std::array<std::string_view, 4> kLatin = {"Gulnara Karimova", "Jamshid Xudoyberdiyev",
                                                    "Mehmet Yılmaz", "Nguyễn Thị Hồng"};
constexpr std::array<std::string_view, 4> kCyrillic = {"Гульнара Каримова", "Жамшид Худойбердиев",
                                                       "Айжан Қасымбекова", "Фёдор Щербаков"};
constexpr std::array<std::string_view, 4> kArabic = {"محمد عبد الله", "فاطمة الزهراء", "علی رضایی",
                                                     "خالد بن سعيد"};
constexpr std::array<std::string_view, 4> kChinese = {"王小明", "李娜", "佐々木一郎", "김철수"};

using Names = std::array<std::string_view, 4>;

template <typename Work>
void over(benchmark::State& state, const Names& names, Work work) {
  std::size_t i = 0;
  for (auto round : state) {
    static_cast<void>(round);
    benchmark::DoNotOptimize(work(names[i++ % names.size()]));
  }
  state.SetItemsProcessed(state.iterations());
}

void fold_name(benchmark::State& state, const Names& names) {
  over(state, names, [](std::string_view name) { return text::fold(name); });
}
BENCHMARK_CAPTURE(fold_name, latin, kLatin);
BENCHMARK_CAPTURE(fold_name, cyrillic, kCyrillic);
BENCHMARK_CAPTURE(fold_name, arabic, kArabic);
BENCHMARK_CAPTURE(fold_name, chinese, kChinese);

void fold_by_icu(benchmark::State& state, const Names& names) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> rules(icu::Transliterator::createInstance(
      "NFKC; Any-Latin; NFD; [:Mn:] Remove; Latin-ASCII; Lower", UTRANS_FORWARD, status));
  if (U_FAILURE(status)) {
    state.SkipWithError("ICU's tables are not installed");
    return;
  }
  over(state, names, [&rules](std::string_view name) {
    icu::UnicodeString text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
    rules->transliterate(text);
    std::string out;
    return text.toUTF8String(out);
  });
}
BENCHMARK_CAPTURE(fold_by_icu, latin, kLatin);
BENCHMARK_CAPTURE(fold_by_icu, cyrillic, kCyrillic);
BENCHMARK_CAPTURE(fold_by_icu, arabic, kArabic);
BENCHMARK_CAPTURE(fold_by_icu, chinese, kChinese);

void search_terms(benchmark::State& state, const Names& names) {
  over(state, names, [](std::string_view name) { return text::search_terms(name); });
}
BENCHMARK_CAPTURE(search_terms, latin, kLatin);
BENCHMARK_CAPTURE(search_terms, cyrillic, kCyrillic);
BENCHMARK_CAPTURE(search_terms, arabic, kArabic);
BENCHMARK_CAPTURE(search_terms, chinese, kChinese);

void edit_distance(benchmark::State& state) {
  for (auto round : state) {
    static_cast<void>(round);
    benchmark::DoNotOptimize(text::edit_distance("khudoyberdiev", "xudoiberdiyev", 2));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(edit_distance);

}  // namespace
}  // namespace manumit::bench
