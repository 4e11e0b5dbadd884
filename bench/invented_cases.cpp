// SPDX-License-Identifier: Apache-2.0
#include "invented_cases.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/day.h"

namespace manumit::bench {
namespace {

using namespace casework;

// What ids are made from: who or what, in which case.
enum class What : std::uint64_t {
  case_file = 1,
  person,
  source,
  work,
  event,
  document,
  debt,
  step
};

/// Steele, Lea, Flood (2014), "Fast Splittable Pseudorandom Number Generators", OOPSLA, figure 17
/// with Stafford's mix 13: every number gives another, in no visible order.
std::uint64_t mixed(std::uint64_t number) {
  number += 0x9E3779B97F4A7C15U;
  number = (number ^ (number >> 30U)) * 0xBF58476D1CE4E5B9U;
  number = (number ^ (number >> 27U)) * 0x94D049BB133111EBU;
  return number ^ (number >> 31U);
}

RecordId id_of(What what, std::uint64_t number, std::uint64_t which = 0) {
  RecordId out;
  std::uint64_t left = mixed(number * 1'000'003 + which * 17 + static_cast<std::uint64_t>(what));
  std::uint64_t right = mixed(left ^ number);
  for (std::size_t i = 0; i < 8; ++i) {
    out.bytes[i] = static_cast<std::uint8_t>(left >> (8 * i));
    out.bytes[8 + i] = static_cast<std::uint8_t>(right >> (8 * i));
  }
  return out;
}

template <std::size_t N>
std::string_view one_of(const std::array<std::string_view, N>& words, std::uint64_t number) {
  return words[number % N];
}

constexpr std::array<std::string_view, 24> kCyrillicFirst = {
    "Гульнара", "Айжан",  "Фирӯза",    "Дилноза", "Марина", "Оксана", "Жамшид", "Бахром",
    "Алишер",   "Сергей", "Мухаммад",  "Тимур",   "Нурлан", "Ҷамшед", "Любовь", "Зарина",
    "Азамат",   "Рустам", "Екатерина", "Шахноза", "Юлия",   "Ғайрат", "Мадина", "Фёдор"};
constexpr std::array<std::string_view, 40> kCyrillicRoots = {
    "Карим",  "Худойберди", "Рахмон", "Юсуп",   "Щербак", "Ковал", "Абдулл",  "Иброҳим",
    "Қосим",  "Тошматов",   "Назар",  "Эргаш",  "Мирзо",  "Шарип", "Жумабек", "Асан",
    "Осмон",  "Байбол",     "Садык",  "Турсун", "Ҳамид",  "Ғафур", "Усмон",   "Исмоил",
    "Попов",  "Смирн",      "Кузнец", "Волк",   "Зай",    "Павл",  "Семён",   "Голуб",
    "Виногр", "Богдан",     "Воробь", "Фёдор",  "Михайл", "Беля",  "Тарас",   "Бел"};
constexpr std::array<std::string_view, 4> kCyrillicEndings = {"ова", "ов", "ева", "бекова"};
// Half of the Cyrillic names have a patronymic.
constexpr std::array<std::string_view, 12> kPatronymics = {
    "Каримовна", "Рустамович", "Сергеевна", "Алишеровна", "Нурланович", "Бахромовна",
    "Тимурович", "Азаматовна", "Ивановна",  "Фёдорович",  "Юсуфовна",   "Маратович"};
constexpr std::array<std::string_view, 16> kLatinFirst = {
    "Maria",  "John",   "Nguyễn Thị", "Fatou",  "Anh",   "Joseph", "Blessing", "Rosa",
    "Carlos", "Mehmet", "Gulnora",    "Oʻtkir", "Elena", "Ion",    "Sunita",   "Ram"};
constexpr std::array<std::string_view, 24> kLatinLast = {
    "Karimowa", "Okafor", "Hồng",    "Diallo", "Popescu", "Yılmaz",  "Thapa",  "Gurung",
    "Santos",   "Reyes",  "Mutombo", "Keita",  "Ceban",   "Kovács",  "Nowak",  "Xolmatov",
    "Oʻrinov",  "Ivanov", "Tamang",  "Mensah", "Adeyemi", "Ramirez", "Quispe", "Đặng"};
constexpr std::array<std::string_view, 16> kArabicFirst = {
    "محمد", "فاطمة", "أحمد", "خديجة", "عبد الله", "مريم", "علی",     "حسن",
    "زینب", "یوسف",  "سعيد", "نور",   "خالد",     "ليلى", "إبراهيم", "رضا"};
constexpr std::array<std::string_view, 16> kArabicLast = {
    "الزهراء", "بن سعيد", "الحسيني", "رضایی",  "كريموف", "النجار", "حيدری", "المصري",
    "بوعزة",   "العلوي",  "کریمی",   "القاضي", "شاه",    "الخطيب", "نوری",  "البكري"};
constexpr std::array<std::string_view, 16> kChineseLast = {
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林"};
constexpr std::array<std::string_view, 24> kChineseFirst = {
    "小明", "芳", "伟", "秀英", "娜", "敏",   "静", "丽", "强", "磊",   "洋",   "艳",
    "勇",   "军", "杰", "娟",   "涛", "志强", "霞", "平", "刚", "桂英", "玉兰", "晓红"};

constexpr std::array<std::string_view, 12> kWorkplaces = {
    "кирпичный завод у трассы",    "овощная база",    "швейный цех в подвале",     "ферма",
    "стройка торгового центра",    "рыбный порт",     "магазин в спальном районе", "мойка машин",
    "brick factory near the road", "sewing workshop", "farm beyond the river",     "building site"};
constexpr std::array<std::string_view, 12> kTowns = {
    "Махачкала", "Москва",  "Хасавюрт", "Волгоград", "Ташкент", "Бишкек",
    "Алматы",    "Душанбе", "Каспийск", "Тула",      "Казань",  "Ростов-на-Дону"};
constexpr std::array<std::string_view, 8> kTold = {
    "Обещали восемнадцать тысяч в месяц, жильё и билет домой через полгода.",
    "Паспорт забрали в первый день, сказали, что для регистрации.",
    "Работали с шести утра до одиннадцати вечера, без выходных.",
    "Сказали, что за дорогу и еду она должна и не уйдёт, пока не отдаст.",
    "The door of the room was locked at night and the windows had bars.",
    "He asked for his wages three times and was told to wait until the season ends.",
    "Хозяин говорил, что полиция его знает и вернёт их обратно.",
    "Позвонить домой разрешали раз в месяц, при бригадире."};
constexpr std::array<std::string_view, 8> kIndustries = {
    "C_Manufacturing",
    "F_Construction",
    "A_AgricultureForestryAndFishing",
    "G_WholesaleAndRetailTradeRepairOfMotorVehicles",
    "I_AccommodationAndFoodServiceActivities",
    "H_TransportationAndStorage",
    "C_Manufacturing",
    "F_Construction"};
constexpr std::array<std::string_view, 6> kCountries = {"UZ", "KG", "TJ", "KZ", "UA", "VN"};
constexpr std::array<std::string_view, 11> kIndicatorFacts = {
    "ilo.vulnerability", "ilo.deception",  "ilo.movement",  "ilo.isolation",
    "ilo.violence",      "ilo.threats",    "ilo.documents", "ilo.wages",
    "ilo.debt",          "ilo.conditions", "ilo.overtime"};

Day day_after(std::uint64_t number) {
  constexpr Day kFirst{16436};  // 2015-01-01
  return kFirst + static_cast<std::int32_t>(number % 3650);
}

Statement said(const RecordId& subject, std::string_view fact, Value value,
               AnswerState state = AnswerState::yes) {
  Statement out;
  out.subject = subject;
  out.fact = std::string(fact);
  out.answer = {state, std::move(value)};
  return out;
}

Statement answered(const RecordId& subject, std::string_view fact, std::uint64_t chance) {
  constexpr std::array kStates = {AnswerState::yes,     AnswerState::yes,
                                  AnswerState::no,      AnswerState::not_asked,
                                  AnswerState::refused, AnswerState::unclear};
  return said(subject, fact, std::monostate{}, kStates[chance % kStates.size()]);
}

std::vector<std::string> code(std::string_view one) {
  return {std::string(one)};
}

Money roubles(std::uint64_t amount) {
  return {static_cast<std::int64_t>(amount) * 100, Currency::of("RUB").value()};
}

/// The case whose filings are being invented.
struct Author {
  std::uint64_t number;
  std::uint64_t chance;
  RecordId case_id = id_of(What::case_file, number);
  RecordId person = id_of(What::person, number);
  RecordId source = id_of(What::source, number);

  [[nodiscard]] Filing blank() const {
    Filing out;
    out.case_id = case_id;
    return out;
  }
  void add(Filing& filing, Statement statement) const {
    statement.source = source;
    filing.statements.push_back(std::move(statement));
  }
  [[nodiscard]] RecordId open(Filing& filing, SubjectKind kind, What what,
                              std::uint64_t which) const {
    const RecordId id = id_of(what, number, which);
    filing.subjects.push_back({.id = id, .kind = kind, .role = {}, .identity = {}});
    return id;
  }
};

void add_person(const Author& author, Filing& filing, std::uint64_t which) {
  const RecordId person = id_of(What::person, author.number, which);
  const std::uint64_t chance = mixed(author.chance + which);
  filing.subjects.push_back(
      {.id = person, .kind = SubjectKind::person, .role = "affected", .identity = {}});
  author.add(filing, said(person, "person.name", invented_name(author.number, which)));
  author.add(filing, said(person, "person.birth_date",
                          exactly(Day{static_cast<std::int32_t>(chance % 12000)})));
  author.add(filing, said(person, "person.citizenship", code(one_of(kCountries, chance >> 7U))));
}

Filing opening(const Author& author, std::size_t people) {
  Filing out = author.blank();
  out.opens_case = true;
  Source source;
  source.id = author.source;
  source.kind = "interview";
  source.title = "Invented interview " + std::to_string(author.number + 1);
  source.date = exactly(day_after(author.chance));
  out.sources.push_back(std::move(source));
  author.add(out, said(author.case_id, "case.status",
                       code(author.chance % 4 == 0 ? "FollowUp" : "Active")));
  author.add(out, said(author.case_id, "signal.channel", code("telephone")));
  for (std::size_t which = 0; which < people; ++which)
    add_person(author, out, which);
  author.add(out, answered(author.person, "safety.safe_now", author.chance >> 3U));
  return out;
}

Filing work(const Author& author, std::uint64_t which) {
  Filing out = author.blank();
  const std::uint64_t chance = mixed(author.chance ^ which);
  const RecordId job = author.open(out, SubjectKind::work, What::work, which);
  Place place;
  place.country = "RU";
  place.city = std::string(one_of(kTowns, chance));
  author.add(out, said(job, "work.what", std::string(one_of(kWorkplaces, chance >> 9U))));
  author.add(out, said(job, "work.industry", code(one_of(kIndustries, chance >> 5U))));
  author.add(out, said(job, "work.place", std::move(place)));
  author.add(out, said(job, "work.start", exactly(day_after(chance))));
  author.add(out, said(job, "pay.promised", roubles(10'000 + chance % 30 * 1000)));
  author.add(out, said(job, "work.hours_per_day", std::int64_t{10} + static_cast<int>(chance % 7)));
  return out;
}

Filing event(const Author& author, std::uint64_t which) {
  Filing out = author.blank();
  const std::uint64_t chance = mixed(author.chance ^ (which * 31));
  const RecordId happened = author.open(out, SubjectKind::event, What::event, which);
  Statement told =
      said(happened, "event.what",
           std::string(one_of(kTold, chance)) + " " + std::string(one_of(kTold, chance >> 11U)));
  told.said_as = std::string(one_of(kTold, chance));
  author.add(out, std::move(told));
  author.add(out, said(happened, "event.kind", code("work")));
  author.add(out, said(happened, "event.date", exactly(day_after(chance >> 3U))));
  author.add(out, said(happened, "event.to", author.person));
  return out;
}

Filing indicators(const Author& author, std::uint64_t which) {
  Filing out = author.blank();
  for (std::size_t i = 0; i < 6; ++i) {
    const std::uint64_t chance = mixed(author.chance + which * 7 + i);
    author.add(out, answered(author.person, kIndicatorFacts[(which * 6 + i) % 11], chance));
  }
  return out;
}

Filing papers(const Author& author, std::uint64_t which) {
  Filing out = author.blank();
  const RecordId paper = author.open(out, SubjectKind::document, What::document, which);
  author.add(out, said(paper, "document.kind", code("passport")));
  author.add(out, said(paper, "document.holder", code("employer")));
  author.add(out, answered(paper, "document.taken", author.chance));
  author.add(out, said(paper, "document.note", std::string(kTold[1])));
  return out;
}

Filing debt(const Author& author, std::uint64_t which) {
  Filing out = author.blank();
  const RecordId line = author.open(out, SubjectKind::debt, What::debt, which);
  author.add(out, said(line, "debt.line", code("debt_claimed")));
  author.add(out, said(line, "debt.amount", roubles(5000 + author.chance % 40 * 500)));
  author.add(out, said(line, "debt.reason", std::string("дорога, еда и жильё")));
  author.add(out, answered(line, "debt.written", author.chance >> 2U));
  return out;
}

Filing next_step(const Author& author, std::uint64_t which) {
  Filing out = author.blank();
  const RecordId step = author.open(out, SubjectKind::step, What::step, which);
  author.add(out, said(step, "step.what", std::string("Позвонить и спросить о паспорте")));
  author.add(out, said(step, "step.due", exactly(day_after(author.chance + which * 30))));
  return out;
}

std::string joined(std::string_view first, std::string_view last) {
  return std::string(first) + " " + std::string(last);
}

std::string cyrillic_name(std::uint64_t chance) {
  std::string first(one_of(kCyrillicFirst, chance));
  if ((chance >> 50U) % 2 == 0)
    first = joined(first, one_of(kPatronymics, chance >> 40U));
  return joined(first, one_of(kCyrillicRoots, chance >> 20U)) +
         std::string(one_of(kCyrillicEndings, chance >> 30U));
}

}  // namespace

std::string invented_name(std::uint64_t number, std::uint64_t which) {
  const std::uint64_t chance = mixed(number * 4099 + which);
  const std::uint64_t other = chance >> 20U;
  switch ((number + which) % 10) {
    case 6:
    case 7:
      return joined(one_of(kLatinFirst, chance), one_of(kLatinLast, other));
    case 8:
      return joined(one_of(kArabicFirst, chance), one_of(kArabicLast, other));
    case 9:
      return std::string(one_of(kChineseLast, chance)) + std::string(one_of(kChineseFirst, other));
    default:
      return cyrillic_name(chance);
  }
}

std::vector<Filing> invented_case(std::uint64_t number, const CaseShape& shape) {
  using Kind = Filing (*)(const Author&, std::uint64_t);
  constexpr std::array<Kind, 6> kKinds = {work, event, indicators, papers, debt, next_step};
  const Author author{.number = number, .chance = mixed(number)};
  std::vector<Filing> out = {opening(author, shape.people)};
  const std::size_t opened = shape.people + 1;
  for (std::size_t which = 0; opened + which < shape.entries; ++which)
    out.push_back(kKinds[which % kKinds.size()](author, which));
  return out;
}

std::vector<Filing> invented_hub(std::size_t links) {
  constexpr std::uint64_t kHub = 1'000'000'000;
  constexpr std::size_t kAFiling = 40;
  const Author author{.number = kHub, .chance = mixed(kHub)};
  std::vector<Filing> out = {opening(author, 1)};
  for (std::size_t done = 0; done < links;) {
    Filing filing = author.blank();
    for (; filing.statements.size() < kAFiling && done < links; done += 4) {
      Filing one = event(author, done);
      std::move(one.subjects.begin(), one.subjects.end(), std::back_inserter(filing.subjects));
      std::move(one.statements.begin(), one.statements.end(),
                std::back_inserter(filing.statements));
    }
    out.push_back(std::move(filing));
  }
  return out;
}

RecordId hub_id() {
  constexpr std::uint64_t kHub = 1'000'000'000;
  return id_of(What::case_file, kHub);
}

}  // namespace manumit::bench
