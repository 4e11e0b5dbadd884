// SPDX-License-Identifier: Apache-2.0
#include "text/search_terms.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace manumit::text;

namespace {

bool has(const std::vector<std::string>& list, const std::string& term) {
  return std::find(list.begin(), list.end(), term) != list.end();
}

bool has_any(const std::vector<std::string>& list, const std::vector<std::string>& terms) {
  return std::any_of(terms.begin(), terms.end(), [&](const auto& term) { return has(list, term); });
}

/// As the door of this module says that a text answers a query.
bool finds(std::string_view query, std::string_view text) {
  const SearchTerms terms = search_terms(text);
  const auto words = query_terms(query);
  if (words.empty())
    return false;
  return std::all_of(words.begin(), words.end(), [&terms](const QueryWord& each) {
    const bool begins = std::any_of(terms.words.begin(), terms.words.end(),
                                    [&](const auto& word) { return word.starts_with(each.word); });
    const bool paired = !each.pairs.empty() &&
                        std::all_of(each.pairs.begin(), each.pairs.end(),
                                    [&](const auto& pair) { return has(terms.pairs, pair); });
    return begins || paired || has_any(terms.sounds, each.sounds) ||
           has_any(terms.skeletons, each.skeletons);
  });
}

}  // namespace

TEST_CASE("search_terms: a name is found by its other spellings") {
  CHECK(finds("karimowa", "Каримова Гульнара"));
  CHECK(finds("гульнара каримова", "Karimova, Gulnora"));
  CHECK(finds("Khuseinov", "Хусейнов"));
  CHECK(finds("kirpich 5", "кирпичный завод № 5"));
  CHECK(finds("кирп", "kirpichnyi zavod"));
  CHECK_FALSE(finds("karimowa", "Рахимова Гульнара"));
  CHECK_FALSE(finds("karimova petrova", "Каримова Гульнара"));
}

TEST_CASE("search_terms: Arabic script is found by Latin and Cyrillic spellings and back") {
  CHECK(finds("Mohamed", "محمد علي"));
  CHECK(finds("Мухаммад", "محمد"));
  CHECK(finds("محمد", "Muhammad Ali"));
  CHECK(finds("محمد", "Мухаммад"));
  CHECK(finds("احمد", "أحمد، محمد"));
  CHECK(finds("محمد", "أحمد، محمد"));
  CHECK_FALSE(finds("Khaled", "محمد علي"));
}

TEST_CASE("search_terms: two Latin words do not meet by their skeletons alone") {
  // Both have the skeleton krmf or krm, but they do not sound alike.
  CHECK_FALSE(finds("koramay", "Karimova"));
}

TEST_CASE("search_terms: Chinese is found by pairs and by pinyin, together or apart") {
  CHECK(finds("小明", "王小明"));
  CHECK(finds("王小明", "受害人王小明在工厂"));
  CHECK(finds("Wang Xiaoming", "王小明"));
  CHECK(finds("wangxiaoming", "王小明"));
  CHECK(finds("王", "王小明"));
  CHECK_FALSE(finds("小王", "王小明"));
  CHECK(has(search_terms("王小明").pairs, "王小"));
  CHECK(finds("김철", "김철수"));
}

TEST_CASE("search_terms: every term is letters and digits alone, once") {
  const SearchTerms terms =
      search_terms("Gʻofur oʻgʻli — O'Brien, (+998) 90-123; أحمد، 王小明 a a a");
  for (const auto* list : {&terms.words, &terms.sounds, &terms.skeletons, &terms.pairs}) {
    for (const std::string& term : *list) {
      CHECK(term.find_first_of(" '-,;()+") == std::string::npos);
      CHECK(std::count(list->begin(), list->end(), term) == 1);
    }
  }
  CHECK(has(terms.words, "obrien"));
  CHECK(has(terms.words, "998"));
}

TEST_CASE("query_terms: figures and short words are not heard, only read") {
  const auto query = query_terms("Ли 5 Каримова");
  REQUIRE(query.size() == 3);
  CHECK(query[0].word == "li");
  CHECK(query[0].sounds.empty());
  CHECK(query[1].sounds.empty());
  CHECK_FALSE(query[2].sounds.empty());
  CHECK(query_terms("").empty());
  CHECK(query_terms(" - ").empty());
}
