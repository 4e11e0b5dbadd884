// SPDX-License-Identifier: Apache-2.0
#include "text/sound_key.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "text/fold.h"

using namespace manumit::text;

namespace {

bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&b](const std::string& each) {
    return std::find(b.begin(), b.end(), each) != b.end();
  });
}

bool sound_alike(std::string_view a, std::string_view b) {
  return share_one(sound_keys(fold(a)), sound_keys(fold(b)));
}

/// One word, as written in Arabic script or folded otherwise.
bool share_skeleton(std::string_view arabic, std::string_view latin) {
  return share_one(consonant_skeletons(arabic), consonant_skeletons(fold(latin)));
}

}  // namespace

TEST_CASE("sound_keys: the spellings of one name meet") {
  const std::vector<std::vector<std::string>> names = {
      {"Каримова", "Karimova", "Karimowa", "Kərimova", "Carimova", "Qarimova"},
      {"Хусейнов", "Husejnov", "Khuseinov", "Huseynov", "Xusaynov", "Hüseynov", "Гусейнов"},
      {"Юлия", "Yuliya", "Julia", "Iuliia", "Julija", "Yulia"},
      {"Дмитрий", "Dmitry", "Dmitrii", "Dmitrij", "Dmitriy", "Dmytro"},
      {"Щербакова", "Shcherbakova", "Scherbakowa", "Schtscherbakowa", "Ščerbakova"},
      {"Абдуллаев", "Abdullayev", "Abdulloyev", "Abdullaew", "Abdullajev"},
      {"Джамшид", "Jamshid", "Djamshid", "Жамшид", "Ҷамшед", "Dzhamshid"},
      {"Сергей", "Sergei", "Sergey", "Sergej"},
      {"Елена", "Yelena", "Elena", "Jelena"},
      {"Ольга", "Olga", "Olha"},
      {"Мухаммад", "Muhammad", "Mohamed", "Магомед"},
      {"Алишер", "Alisher", "Əlişer"},
      {"Абдулла", "Abdullah", "Abdulloh", "Абдуллах"},
      {"Саид", "Said", "Sayed", "Saeed", "Соид"},
      {"Ходжаев", "Xo'jayev", "Khojaev", "Hodzaev"},
      {"Александр", "Alexander", "Aleksandr"},
  };
  for (const auto& spellings : names) {
    for (const std::string& other : spellings) {
      CAPTURE(spellings.front());
      CAPTURE(other);
      CHECK(sound_alike(spellings.front(), other));
    }
  }
}

TEST_CASE("sound_keys: different names stay apart") {
  CHECK_FALSE(sound_alike("Каримова", "Рахимова"));
  CHECK_FALSE(sound_alike("Юлия", "Юрий"));
  CHECK_FALSE(sound_alike("Мария", "Марина"));
  CHECK_FALSE(sound_alike("Мария", "Мира"));
  CHECK_FALSE(sound_alike("Дмитрий", "Дамир"));
  CHECK_FALSE(sound_alike("Алишер", "Алия"));
  CHECK_FALSE(sound_alike("Иванов", "Петров"));
}

TEST_CASE("sound_keys: at most four, and none without letters") {
  CHECK(sound_keys("").empty());
  CHECK(sound_keys("2019").empty());
  CHECK(sound_keys("xchxchxchxchxch").size() <= 4);
  CHECK(sound_keys("karimova") == std::vector<std::string>{"krmv"});
}

TEST_CASE("consonant_skeletons: Latin and Arabic spellings meet") {
  CHECK(share_skeleton("محمد", "Muhammad"));
  CHECK(share_skeleton("محمد", "Mohamed"));
  CHECK(share_skeleton("محمد", "Мухаммад"));
  CHECK(share_skeleton("مُحَمَّد", "Mohammed"));
  CHECK(share_skeleton("فاطمة", "Fatima"));
  CHECK(share_skeleton("فاطمه", "Fatimah"));
  CHECK(share_skeleton("الحسن", "Hassan"));
  CHECK(share_skeleton("الحسن", "Alhassan"));
  CHECK(share_skeleton("عبدالرحمن", "Abdurrahman"));
  CHECK(share_skeleton("عبدالرحمن", "Abdulrahman"));
  CHECK(share_skeleton("عبدالكريم", "Abdulkarim"));
  CHECK(share_skeleton("رشيد", "Rachid"));
  CHECK(share_skeleton("عثمان", "Osman"));
  CHECK(share_skeleton("عثمان", "Othman"));
  CHECK(share_skeleton("فتحي", "Fathi"));
  CHECK(share_skeleton("قاسم", "Qasim"));
  CHECK(share_skeleton("جمال", "Gamal"));
  CHECK(share_skeleton("خالد", "Khaled"));
  CHECK(share_skeleton("أحمد", "Ahmed"));
  CHECK(share_skeleton("پرویز", "Parviz"));
  CHECK(share_skeleton("\uFEE3\uFEA4\uFEE4\uFEAA", "Muhammad"));  // Presentation forms.
}

TEST_CASE("consonant_skeletons: alef, hamza, tatweel and vowel signs change nothing") {
  CHECK(consonant_skeletons("أحمد") == consonant_skeletons("احمد"));
  CHECK(consonant_skeletons("آدم") == consonant_skeletons("ادم"));
  CHECK(consonant_skeletons("محـــمد") == consonant_skeletons("محمد"));
  CHECK(consonant_skeletons("علي").empty());  // One consonant says nothing.
  CHECK_FALSE(share_skeleton("محمد", "Mahmud Karim"));
  CHECK_FALSE(share_skeleton("خالد", "Waleed"));
}
