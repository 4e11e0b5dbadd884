// SPDX-License-Identifier: Apache-2.0
#include "text/family_names.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace manumit::text {
namespace {

// The hundred or so commonest family names of China (Ministry of Public Security, yearly reports)
// in simplified characters, and the usual ones of two characters. Not checked one by one.
constexpr std::u32string_view kChinese =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程"
    U"苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝"
    U"龚邵万钱严覃武戴莫孔向汤习温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞"
    U"左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房"
    U"滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应";
constexpr std::array<std::u32string_view, 10> kChineseOfTwo = {
    U"欧阳", U"上官", U"司马", U"诸葛", U"东方", U"皇甫", U"尉迟", U"公孙", U"慕容", U"司徒"};

// Statistics Korea, census of 2015: the family names that most people have; all have one syllable.
// In the North 이 is 리, 임 림, 유 류, 노 로, 나 라, 양 량.
constexpr std::u32string_view kKorean =
    U"김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나진지엄채원"
    U"천"
    U"방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용리림로라량";
constexpr std::array<std::u32string_view, 5> kKoreanOfTwo = {U"남궁", U"황보", U"제갈", U"선우",
                                                             U"독고"};

constexpr std::size_t kMostOfGivenName = 2;

std::u32string jamo_of(std::u32string_view syllables) {
  return native_word(utf8_of(syllables)).letters;
}

std::vector<std::u32string> korean_names() {
  std::vector<std::u32string> names;
  for (const std::u32string_view name : kKoreanOfTwo)
    names.push_back(jamo_of(name));
  for (const char32_t& name : kKorean)
    names.push_back(jamo_of({&name, 1}));
  // The longer first: 남 is a part of 남궁, and 가 of 강.
  std::stable_sort(names.begin(), names.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return names;
}

bool begins_syllable(char32_t jamo) {
  return jamo >= 0x1100 && jamo <= 0x1112;
}

std::size_t syllables_in(std::u32string_view letters) {
  return static_cast<std::size_t>(std::count_if(letters.begin(), letters.end(), begins_syllable));
}

std::size_t chinese(std::u32string_view letters) {
  for (const std::u32string_view name : kChineseOfTwo) {
    const bool fits = letters.starts_with(name) && letters.size() > name.size();
    if (fits && letters.size() <= name.size() + kMostOfGivenName)
      return name.size();
  }
  const bool is_short = letters.size() >= 2 && letters.size() <= 1 + kMostOfGivenName;
  return is_short && kChinese.find(letters.front()) != kChinese.npos ? 1 : 0;
}

std::size_t korean(std::u32string_view letters) {
  static const std::vector<std::u32string> kNames = korean_names();
  for (const std::u32string& name : kNames) {
    if (!letters.starts_with(name) || letters.size() == name.size() ||
        !begins_syllable(letters[name.size()]))
      continue;
    const std::size_t given = syllables_in(letters.substr(name.size()));
    return given <= kMostOfGivenName ? name.size() : 0;
  }
  return 0;
}

}  // namespace

std::size_t letters_of_family_name(Script script, std::u32string_view letters) {
  if (script == Script::han)
    return chinese(letters);
  return script == Script::hangul ? korean(letters) : 0;
}

}  // namespace manumit::text
