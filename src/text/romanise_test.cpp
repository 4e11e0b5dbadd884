// SPDX-License-Identifier: Apache-2.0
#include "text/romanise.h"

#include <doctest/doctest.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <memory>
#include <string>
#include <vector>

using namespace manumit::text;

namespace {

/// ICU's own rules (from Unicode CLDR), as a second, independent witness.
std::string by_icu(const char* rules, std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> romaniser(
      icu::Transliterator::createInstance(rules, UTRANS_FORWARD, status));
  REQUIRE(U_SUCCESS(status));
  icu::UnicodeString units = icu::UnicodeString::fromUTF8(std::string(text));
  romaniser->transliterate(units);
  std::string out;
  units.toUTF8String(out);
  return out;
}

}  // namespace

TEST_CASE("romanise: Russian passports write names by ICAO Doc 9303") {
  const auto passport = [](std::string_view name) {
    return romanise(name, Scheme::russian_passport);
  };
  CHECK(passport("Юлия") == "Iuliia");
  CHECK(passport("Щербакова") == "Shcherbakova");
  CHECK(passport("Дмитрий") == "Dmitrii");
  CHECK(passport("Артём") == "Artem");
  CHECK(passport("Подъячев") == "Podieiachev");
  CHECK(passport("Игорь Хрущёв") == "Igor Khrushchev");
  CHECK(passport("Цой") == "Tsoi");
  CHECK(passport("Эльвира Жукова") == "Elvira Zhukova");
  CHECK(passport("ЮЛИЯ ЩУКА") == "IULIIA SHCHUKA");
}

TEST_CASE("romanise: every Russian letter as in the table of Doc 9303") {
  CHECK(romanise("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", Scheme::russian_passport) ==
        "abvgdeezhziiklmnoprstufkhtschshshchieyeiuia");
}

TEST_CASE("romanise: the examples of Resolution 55") {
  // Cabinet of Ministers of Ukraine, Resolution 55 (2010), column of examples.
  const auto ukrainian = [](std::string_view name) {
    return romanise(name, Scheme::ukrainian_2010);
  };
  CHECK(ukrainian("Алушта") == "Alushta");
  CHECK(ukrainian("Згорани") == "Zghorany");
  CHECK(ukrainian("Розгон") == "Rozghon");
  CHECK(ukrainian("Ґалаґан") == "Galagan");
  CHECK(ukrainian("Єнакієве") == "Yenakiieve");
  CHECK(ukrainian("Гаєвич") == "Haievych");
  CHECK(ukrainian("Їжакевич") == "Yizhakevych");
  CHECK(ukrainian("Кадиївка") == "Kadyivka");
  CHECK(ukrainian("Мар'їне") == "Mar'ine");  // The apostrophe is the caller's to drop.
  CHECK(ukrainian("Йосипівка") == "Yosypivka");
  CHECK(ukrainian("Стрий") == "Stryi");
  CHECK(ukrainian("Щербухи") == "Shcherbukhy");
  CHECK(ukrainian("Юрій") == "Yurii");
  CHECK(ukrainian("Корюківка") == "Koriukivka");
  CHECK(ukrainian("Яготин") == "Yahotyn");
  CHECK(ukrainian("Феодосія") == "Feodosiia");
}

TEST_CASE("romanise: Uzbek by the alphabet of 1995") {
  const auto uzbek = [](std::string_view name) { return romanise(name, Scheme::uzbek_1995); };
  CHECK(uzbek("Ғофур Ғулом") == "Gʻofur Gʻulom");
  CHECK(uzbek("Ўзбекистон") == "Oʻzbekiston");
  CHECK(uzbek("Хусайнов") == "Xusaynov");
  CHECK(uzbek("Ҳасан Қодиров") == "Hasan Qodirov");
  CHECK(uzbek("Елена") == "Yelena");
  CHECK(uzbek("Жамшид Чориев") == "Jamshid Choriyev");
  CHECK(uzbek("Конституция") == "Konstitutsiya");
  CHECK(uzbek("Цирк") == "Sirk");
}

TEST_CASE("romanise: BGN/PCGN as ICU has it, without the marks") {
  constexpr const char* kStrip = "; [‘’”·\\u02B9\\u02BA] Remove; NFD; [:Mn:] Remove; Latin-ASCII";
  const std::vector<std::string> russian = {"Юлия Щербакова",    "Елена Хрущева",
                                            "Дмитрий Алексеев",  "Объедков",
                                            "Цветаева Ярослава", "Жуков Эдуард"};
  for (const std::string& name : russian) {
    CAPTURE(name);
    CHECK(romanise(name, Scheme::russian_bgn) ==
          by_icu((std::string("Russian-Latin/BGN") + kStrip).c_str(), name));
  }
  const std::vector<std::string> kyrgyz = {"Жээнбеков", "Өмүрбек Чолпон", "Дөң Арык", "Кызыл Суу",
                                           "Асылбек Хакимов"};
  for (const std::string& name : kyrgyz) {
    CAPTURE(name);
    CHECK(romanise(name, Scheme::kyrgyz_bgn) ==
          by_icu((std::string("Kirghiz-Latin/BGN") + kStrip).c_str(), name));
  }
  const std::vector<std::string> kazakh = {"Қазыбек", "Нұрсұлтан",     "Әлия Сәтбаева",
                                           "Жангүл",  "Ғалым Өмірзақ", "Шыңғыс"};
  for (const std::string& name : kazakh) {
    CAPTURE(name);
    CHECK(romanise(name, Scheme::kazakh_bgn) ==
          by_icu((std::string("Kazakh-Latin/BGN") + kStrip).c_str(), name));
  }
}

TEST_CASE("romanise: the examples in the table of BGN/PCGN 1979 for Kyrgyz") {
  // "Romanization of Kyrgyz", checked by the PCGN in February 2022; its ü and ö without dots.
  const auto kyrgyz = [](std::string_view name) { return romanise(name, Scheme::kyrgyz_bgn); };
  CHECK(kyrgyz("Гүлчө") == "Gulcho");
  CHECK(kyrgyz("Дөң-Арык") == "Dong-Aryk");
  CHECK(kyrgyz("Жалал-Абад") == "Jalal-Abad");
  CHECK(kyrgyz("Кызыл-Суу") == "Kyzyl-Suu");
  CHECK(kyrgyz("Лейлек") == "Leylek");
  CHECK(kyrgyz("Чүй") == "Chuy");
}

TEST_CASE("romanise: Tajik by the table in the UNGEGN report") {
  CHECK(romanise("Ҷӯраев", Scheme::tajik_bgn) == "Juraev");
  CHECK(romanise("Ғафуров Ҳабибулло", Scheme::tajik_bgn) == "Ghafurov Habibullo");
  CHECK(romanise("Қурбонӣ Хуршед", Scheme::tajik_bgn) == "Qurboni Khurshed");
}

TEST_CASE("romanise: what is not Cyrillic stays as it is") {
  CHECK(romanise("Anna, 5 / 王", Scheme::russian_passport) == "Anna, 5 / 王");
  CHECK(romanise("a\xFFж", Scheme::russian_passport) == "a\xFFzh");
  CHECK(romanise("", Scheme::russian_passport) == "");
}

TEST_CASE("cyrillise: reads names back, the longest match first") {
  CHECK(cyrillise("Shcherbakova", Scheme::russian_passport) == "Щербакова");
  CHECK(cyrillise("Iuliia", Scheme::russian_passport) == "Юлия");
  CHECK(cyrillise("Dmitrii", Scheme::russian_passport) == "Дмитрий");
  CHECK(cyrillise("Said", Scheme::russian_passport) == "Саид");
  CHECK(cyrillise("Karimova", Scheme::russian_bgn) == "Каримова");
  CHECK(cyrillise("Yuliya", Scheme::russian_bgn) == "Юлия");
  CHECK(cyrillise("Gʻofur", Scheme::uzbek_1995) == "Ғофур");
  CHECK(cyrillise("Xusaynov", Scheme::uzbek_1995) == "Хусайнов");
  CHECK(cyrillise("a\xFF", Scheme::uzbek_1995) == "а\xFF");
}
