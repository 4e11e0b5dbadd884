// SPDX-License-Identifier: Apache-2.0
#include "link/names.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace manumit::link;

namespace {

Name person(std::string_view written) {
  return Name::of(written, NameKind::person);
}
Name firm(std::string_view written) {
  return Name::of(written, NameKind::organisation);
}

double bits(std::string_view a, std::string_view b) {
  const auto found = name_bits(person(a), person(b));
  REQUIRE(found);
  return *found;
}
double firm_bits(std::string_view a, std::string_view b) {
  const auto found = name_bits(firm(a), firm(b));
  REQUIRE(found);
  return *found;
}

/// Whether some part is explained so.
bool says(const std::optional<NameMatch>& match, std::string_view reason) {
  REQUIRE(match);
  return std::any_of(match->parts.begin(), match->parts.end(),
                     [reason](const NamePart& part) { return part.reason == reason; });
}

// The middle of the score: from here on the evidence outweighs what a chance meeting would give.
constexpr double kSame = 10;

}  // namespace

TEST_CASE("compare_names: the order of the parts does not matter") {
  const double straight = bits("Zuhra Karimova", "Каримова Зухра");
  CHECK(straight == doctest::Approx(bits("Zuhra Karimova", "Зухра Каримова")));
  CHECK(straight == doctest::Approx(bits("KARIMOVA, Zuhra", "Зухра Каримова")));
  CHECK(straight > kSame);
}

TEST_CASE("compare_names: a missing name is no evidence") {
  CHECK_FALSE(compare_names(person(""), person("Zuhra Karimova")));
  CHECK_FALSE(compare_names(person("Zuhra Karimova"), person(" -- ")));
  CHECK_FALSE(name_bits(person(""), person("")));
  CHECK_FALSE(name_bits(person("12345"), person("Zuhra Karimova")));
  CHECK_FALSE(name_bits(person("\xFF\xFE"), person("Zuhra Karimova")));
  CHECK_FALSE(person("?").usable());
  CHECK_FALSE(firm("").usable());
}

TEST_CASE("compare_names: one name in two scripts is one name") {
  CHECK(bits("Юлдуз Ғофурова", "Yulduz Gafurova") > kSame);
  CHECK(bits("Умида Хўжаева", "Umida Khojaeva") > kSame);
  CHECK(bits("محمد کریمی نژاد", "Mohammad Karimi Nejad") > kSame);
  CHECK(bits("ليلى الخطيب", "Layla al-Khatib") > kSame);
  CHECK(bits("박지은", "Park Ji-eun") > kSame);
  CHECK(bits("王美玲", "Wang Meiling") > kSame);
  CHECK(bits("Айгүл Жумабекова", "Aigul Djumabekova") > kSame);
}

TEST_CASE("compare_names: strangers are strangers in any script") {
  CHECK(bits("Юлдуз Гафурова", "Anna Smirnova") < 0);
  CHECK(bits("محمد کریمی نژاد", "Layla al-Khatib") < 0);
  CHECK(bits("박지은", "Lee Sang-woo") < 0);
  CHECK(bits("Zuhra Karimova", "Nilufar Saidova") < 0);
}

TEST_CASE("compare_names: a rare name weighs more than a common one") {
  CHECK(bits("Zuhra Karimova", "Zuhra Karimova") > bits("Ivan Ivanov", "Ivan Ivanov"));
  CHECK(bits("Mohammed Ali", "Mohammed Ali") < bits("Zulfiya Yoqubjonova", "Zulfiya Yoqubjonova"));
}

TEST_CASE("compare_names: a missing patronymic costs little, a contradicting one a lot") {
  const double full = bits("Анвар Рустамович Рахимов", "Anvar Rustamovich Rakhimov");
  const double missing = bits("Анвар Рустамович Рахимов", "Anvar Rakhimov");
  const double other = bits("Анвар Рустамович Рахимов", "Anvar Bakhtiyorovich Rakhimov");
  CHECK(full > missing);
  CHECK(missing > kSame);
  CHECK(missing - other > 10);
  CHECK(says(
      compare_names(person("Анвар Рустамович Рахимов"), person("Anvar Bakhtiyorovich Rakhimov")),
      "the patronymic names another father"));
}

TEST_CASE("compare_names: patronymics of several languages name one father") {
  const auto match =
      compare_names(person("Rustam Karim oʻgʻli Yoqubov"), person("Рустам Каримович Якубов"));
  CHECK(says(match, "the patronymic names the same father"));
  CHECK(match->bits > kSame);
  // Brother and sister have one father.
  CHECK(says(compare_names(person("Rustam Karimovich Yakubov"), person("Rustam Karimovna Yakubov")),
             "one patronymic is a man's, the other a woman's"));
}

TEST_CASE("compare_names: a woman's family name is her father's with another ending") {
  const auto match = compare_names(person("Dilnoza Rahimova"), person("Dilnoza Rahimov"));
  CHECK(says(match, "one family name, with a man's and a woman's ending"));
  CHECK(match->bits < bits("Dilnoza Rahimova", "Dilnoza Rahimova"));
  CHECK(match->bits > 0);
}

TEST_CASE("compare_names: short forms lead to the names they stand for, and not to others") {
  CHECK(says(compare_names(person("Саша Воронова"), person("Aleksandra Voronova")),
             "a short form of the other"));
  CHECK(bits("Саша Воронова", "Aleksandra Voronova") > kSame);
  CHECK(bits("Саша Воронова", "Yelena Voronova") < kSame);
}

TEST_CASE("compare_names: initials fit or contradict") {
  CHECK(bits("А. Ташматова", "Aziza Tashmatova") > kSame);
  CHECK(bits("А. Ташматова", "Nargiza Tashmatova") < bits("Ташматова", "Nargiza Tashmatova"));
  CHECK(bits("JC Moreau", "Jean-Claude Moreau") > kSame);
}

TEST_CASE("compare_names: titles and articles say nothing of who it is") {
  const double bare = bits("Isa Tarif", "Isa Tarif");
  CHECK(bits("Shaikh Isa bin Tarif", "Isa Tarif") == doctest::Approx(bare).epsilon(0.05));
  CHECK(bits("Dr. Isa Tarif", "Haji Isa Tarif") < bare + 1);
}

TEST_CASE("compare_names: words written together or apart are the same") {
  CHECK(bits("AnvarRakhimov", "Anvar Rakhimov") > kSame);
  CHECK(bits("Park Jieun", "Park Ji-eun") > kSame);
}

TEST_CASE("compare_names: forms of neighbouring languages are one name") {
  CHECK(bits("Аляксандр Ткачонак", "Aleksandr Tkachonak") > kSame);
  CHECK(bits("Олена Ткаченко", "Elena Tkachenko") > kSame);
}

TEST_CASE("compare_names: look-alike letters of another script are put right and flagged") {
  const std::string mixed = "Зyxpa Кapимoвa";  // y, x, p, a, o are Latin.
  CHECK(person(mixed).mixes_scripts());
  CHECK_FALSE(person("Зухра Каримова").mixes_scripts());
  CHECK(bits(mixed, "Зухра Каримова") == doctest::Approx(bits("Зухра Каримова", "Зухра Каримова")));
}

TEST_CASE("compare_names: a cell with aliases is as good as its best name") {
  CHECK(bits("Samira Koda a.k.a. Zuhra Karimova", "Зухра Каримова") ==
        doctest::Approx(bits("Zuhra Karimova", "Зухра Каримова")));
}

TEST_CASE("compare_names: the parts add up to the whole") {
  for (const auto& [a, b] : {std::pair{"Анвар Рустамович Рахимов", "Rakhimov A. R."},
                             std::pair{"Abdurrahman Qodirov", "Abd al-Rahman Qodirov"},
                             std::pair{"Zuhra Karimova", "Anna Smirnova-Vogel"}}) {
    const auto match = compare_names(person(a), person(b));
    REQUIRE(match);
    double sum = 0;
    for (const NamePart& part : match->parts)
      sum += part.bits;
    CHECK(sum == doctest::Approx(match->bits));
    CHECK(match->bits == *name_bits(person(a), person(b)));
    CHECK(match->score > 0);
    CHECK(match->score < 1);
  }
}

TEST_CASE("compare_names: a legal form may be left out, but not be another one") {
  const double same = firm_bits("ООО «Ромашка-Сервис»", "Romashka-Servis LLC");
  CHECK(same > kSame);
  CHECK(firm_bits("Ромашка-Сервис", "Romashka-Servis LLC") > kSame);
  CHECK(firm_bits("ООО «Ромашка-Сервис»", "АНО «Ромашка-Сервис»") < same - 3);
}

TEST_CASE("compare_names: the number of a works is part of its name") {
  CHECK(firm_bits("Кирпич-5", "Kirpich 5") > firm_bits("Кирпич-5", "Kirpich 7") + 10);
  CHECK(says(compare_names(firm("Brigade Forty-Four"), firm("Brigade 44")), "the number agrees"));
  CHECK(says(compare_names(firm("Кирпичный завод № 5"), firm("Кирпичный завод № 7")),
             "the number is another one"));
}

TEST_CASE("compare_names: words of organisations are known in several languages") {
  CHECK(says(compare_names(firm("Северный кирпичный завод Лавка"), firm("Northern Brick Plant")),
             "one name, written by other rules"));
}

TEST_CASE("compare_names: an acronym stands for its words") {
  CHECK(says(compare_names(firm("NBP"), firm("Northern Brick Plant")),
             "the first letters of the other's words"));
}

TEST_CASE("compare_names: what fills a column by mistake is neither slow nor certain") {
  std::string sentence;
  for (int i = 0; i < 2000; ++i)
    sentence += "word" + std::to_string(i % 97) + (i % 3 == 0 ? "-" : " ");
  const Name long_name = person(sentence);
  static_cast<void>(name_bits(long_name, long_name));
  const Name one_letter = person(std::string(10'000, 'a'));
  static_cast<void>(name_bits(one_letter, one_letter));
  CHECK(name_keys(long_name).size() < 100);
}

TEST_CASE("name_keys: spellings of one name share a key, and an unusable name has none") {
  const auto share = [](std::string_view a, std::string_view b) {
    const auto of_a = name_keys(person(a));
    const auto of_b = name_keys(person(b));
    return std::find_first_of(of_a.begin(), of_a.end(), of_b.begin(), of_b.end()) != of_a.end();
  };
  CHECK(share("Каримова", "Karimowa"));
  CHECK(share("محمد", "Mohammed"));
  CHECK_FALSE(share("Каримова", "Smirnova"));
  CHECK(name_keys(person("")).empty());
}
