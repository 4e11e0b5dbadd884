// SPDX-License-Identifier: Apache-2.0
#include "debt/account_file.h"

#include <algorithm>

#include "toml_reading.h"

namespace manumit::debt {
namespace {

constexpr int kPercentDecimals = 4;
constexpr int kHourDecimals = 2;
constexpr std::int64_t kMinutesInHour = 60;
constexpr std::int64_t kHourParts = 100;

class AccountReader {
 public:
  AccountReader(std::string_view file, Currency currency)
      : toml_(file), read_{Account{.currency = currency, .from = {}}, {}} {}

  Result<AccountFile> read(const toml::table& root) {
    TRY(toml_.only(
        root, {"format", "country", "currency", "from", "to", "title", "note", "debt", "charge",
               "fine", "wage", "payment", "interest", "hours", "told", "minimum", "norm"}));
    Account& account = read_.account;
    read_.country = TRY(toml_.text_or(root, "country", ""));
    account.from = TRY(toml_.day(root, "from"));
    account.to = TRY(toml_.day_if(root, "to"));
    TRY(each(root, "debt", &AccountReader::read_debt));
    TRY(each(root, "charge", &AccountReader::read_charge));
    TRY(each(root, "fine", &AccountReader::read_fine));
    TRY(each(root, "wage", &AccountReader::read_wage));
    TRY(each(root, "payment", &AccountReader::read_payment));
    TRY(each(root, "hours", &AccountReader::read_hours));
    TRY(each(root, "told", &AccountReader::read_told));
    TRY(each(root, "minimum", &AccountReader::read_minimum));
    TRY(each(root, "norm", &AccountReader::read_norm));
    if (const toml::node* interest = root.get("interest"))
      TRY(read_interest(*interest));
    return std::move(read_);
  }

 private:
  Result<void> each(const toml::table& root, std::string_view key,
                    Result<void> (AccountReader::*reader)(const toml::table&)) {
    for (const toml::table* table : TRY(toml_.tables(root, key)))
      TRY((this->*reader)(*table));
    return {};
  }

  Result<Certainty> certainty(const toml::table& table) {
    const std::string name = TRY(toml_.text_or(table, "certainty", "certain"));
    if (const std::optional<Certainty> found = certainty_from(name))
      return *found;
    return toml_.refuse(*table.get("certainty"), "certainty is certain, likely or doubtful");
  }

  /// An amount, or a range: { low = 5000, high = 8000 }; either end may be left out.
  Result<std::optional<Said>> amount(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr)
      return std::optional<Said>();
    const Currency currency = read_.account.currency;
    const toml::table* range = node->as_table();
    if (range == nullptr)
      return std::optional<Said>(said(TRY(toml_.money(*node, currency))));
    TRY(toml_.only(*range, {"low", "high"}));
    Said ends;
    if (const toml::node* low = range->get("low"))
      ends.low = TRY(toml_.money(*low, currency));
    if (const toml::node* high = range->get("high"))
      ends.high = TRY(toml_.money(*high, currency));
    return std::optional<Said>(ends);
  }

  /// What all lines of money have in common.
  Result<Line> line(const toml::table& table, Kind kind) {
    Line line;
    line.kind = kind;
    line.where = toml_.line_of(table);
    line.title = TRY(toml_.text_or(table, "title", ""));
    line.source = TRY(toml_.text_or(table, "source", ""));
    line.certainty = TRY(certainty(table));
    line.claimed = TRY(amount(table, "claimed"));
    line.evidenced = TRY(amount(table, "evidenced"));
    if (const std::optional<Said> both = TRY(amount(table, "amount"))) {
      if (line.claimed || line.evidenced)
        return toml_.refuse(*table.get("amount"),
                            "amount stands for both what is claimed and what is evidenced",
                            "leave it out, or leave out the other two");
      line.claimed = line.evidenced = both;
    }
    return line;
  }

  Result<Kind> kind(const toml::table& table, std::string_view otherwise, Side side) {
    const std::string name = TRY(toml_.text_or(table, "kind", otherwise));
    const std::optional<Kind> found = kind_from(name);
    if (!found || side_of(*found) != side)
      return toml_.refuse(table.contains("kind") ? *table.get("kind") : table,
                          "a line of this part cannot be of the kind {0}",
                          "docs/formats/debt-input.md lists the kinds", {name});
    return *found;
  }

  /// One day (`on`), or from, to and how often.
  Result<void> read_when(const toml::table& table, Line& line, std::string_view usual_per) {
    if (table.contains("on")) {
      if (table.contains("from") || table.contains("to") || table.contains("per"))
        return toml_.refuse(*table.get("on"),
                            "a line has either a day, or a first day and how often it repeats");
      line.from = TRY(toml_.day(table, "on"));
      return {};
    }
    const std::optional<Day> from = TRY(toml_.day_if(table, "from"));
    line.from = from.value_or(read_.account.from);
    line.to = TRY(toml_.day_if(table, "to"));
    const std::string name = TRY(toml_.text_or(table, "per", usual_per));
    const std::optional<Per> per = per_from(name);
    if (!per || *per == Per::once)
      return toml_.refuse(table.contains("per") ? *table.get("per") : table,
                          "a line repeats per month, week, day or hour",
                          "give it `per`, or `on` and a single day");
    line.per = *per;
    return {};
  }

  Result<void> read_debt(const toml::table& table) {
    TRY(toml_.only(table, {"kind", "on", "title", "source", "certainty", "amount", "claimed",
                           "evidenced", "ground"}));
    const Kind which = TRY(kind(table, "debt_claimed", Side::charge));
    Line read = TRY(line(table, which));
    const std::optional<Day> on = TRY(toml_.day_if(table, "on"));
    read.from = on.value_or(read_.account.from);
    read.ground = TRY(toml_.text_or(table, "ground", ""));
    read_.account.lines.push_back(std::move(read));
    return {};
  }

  Result<void> read_charge(const toml::table& table) {
    TRY(toml_.only(table, {"kind", "on", "from", "to", "per", "title", "source", "certainty",
                           "claimed", "evidenced", "market", "requested_in_writing", "ground"}));
    const Kind which = TRY(kind(table, "other_charge", Side::charge));
    Line read = TRY(line(table, which));
    TRY(read_when(table, read, "month"));
    read.market = TRY(amount(table, "market"));
    read.requested_in_writing = TRY(toml_.yes_or(table, "requested_in_writing", false));
    read.ground = TRY(toml_.text_or(table, "ground", ""));
    read_.account.lines.push_back(std::move(read));
    return {};
  }

  Result<void> read_fine(const toml::table& table) {
    TRY(toml_.only(table, {"on", "from", "to", "per", "title", "source", "certainty", "claimed",
                           "evidenced", "ground"}));
    Line read = TRY(line(table, Kind::fine));
    TRY(read_when(table, read, "month"));
    read.ground = TRY(toml_.text_or(table, "ground", ""));
    read_.account.lines.push_back(std::move(read));
    return {};
  }

  Result<void> read_wage(const toml::table& table) {
    TRY(toml_.only(table, {"on", "from", "to", "per", "title", "source", "certainty", "amount",
                           "claimed", "evidenced"}));
    Line read = TRY(line(table, Kind::wage));
    TRY(read_when(table, read, "month"));
    read_.account.lines.push_back(std::move(read));
    return {};
  }

  Result<void> read_payment(const toml::table& table) {
    TRY(toml_.only(table, {"kind", "on", "from", "to", "per", "title", "source", "certainty",
                           "amount", "claimed", "evidenced", "requested_in_writing"}));
    const std::string name = TRY(toml_.text_or(table, "kind", "wage_payment"));
    const bool back = name == "repayment" || name == "ransom";
    const Kind which = TRY(kind(table, "wage_payment", back ? Side::handed_back : Side::payment));
    Line read = TRY(line(table, which));
    TRY(read_when(table, read, "month"));
    read.requested_in_writing = TRY(toml_.yes_or(table, "requested_in_writing", false));
    read_.account.lines.push_back(std::move(read));
    return {};
  }

  /// A number or a range of numbers, in hundredths or smaller.
  Result<Interval<std::int64_t>> range(const toml::table& table, std::string_view key,
                                       int decimals) {
    const toml::node* node = table.get(key);
    if (node == nullptr)
      return toml_.refuse(table, "the key {0} is missing", {}, {std::string(key)});
    const toml::table* ends = node->as_table();
    if (ends == nullptr) {
      const std::int64_t value = TRY(toml_.decimal(*node, decimals));
      return Interval<std::int64_t>{value, value};
    }
    TRY(toml_.only(*ends, {"low", "high"}));
    const toml::node* low = ends->get("low");
    const toml::node* high = ends->get("high");
    if (low == nullptr || high == nullptr)
      return toml_.refuse(*node, "a range has a low and a high end");
    const std::int64_t least = TRY(toml_.decimal(*low, decimals));
    const std::int64_t most = TRY(toml_.decimal(*high, decimals));
    return Interval<std::int64_t>{least, most};
  }

  /// Hours, in minutes.
  Result<Interval<int>> minutes(const toml::table& table, std::string_view key) {
    constexpr std::int64_t kMost = 100'000;  // Far more than a day has; checked with the account.
    const Interval<std::int64_t> hours = TRY(range(table, key, kHourDecimals));
    if (hours.least > kMost || hours.most > kMost)
      return toml_.refuse(*table.get(key), "a day has from 0 to 24 hours");
    return Interval<int>{static_cast<int>(hours.least * kMinutesInHour / kHourParts),
                         static_cast<int>(hours.most * kMinutesInHour / kHourParts)};
  }

  Result<void> read_hours(const toml::table& table) {
    TRY(toml_.only(
        table, {"from", "to", "per_day", "days_per_week", "night_per_day", "source", "certainty"}));
    Hours hours;
    const std::optional<Day> begins = TRY(toml_.day_if(table, "from"));
    hours.from = begins.value_or(read_.account.from);
    hours.to = TRY(toml_.day_if(table, "to"));
    hours.minutes_per_day = TRY(minutes(table, "per_day"));
    hours.source = TRY(toml_.text_or(table, "source", ""));
    hours.certainty = TRY(certainty(table));
    hours.where = toml_.line_of(table);
    if (table.contains("days_per_week")) {
      constexpr std::int64_t kMost = 1000;
      const Interval<std::int64_t> days = TRY(range(table, "days_per_week", 0));
      hours.days_per_week = {static_cast<int>(std::min(days.least, kMost)),
                             static_cast<int>(std::min(days.most, kMost))};
    }
    if (table.contains("night_per_day"))
      hours.night_minutes_per_day = TRY(minutes(table, "night_per_day"));
    read_.account.hours.push_back(std::move(hours));
    return {};
  }

  Result<void> read_told(const toml::table& table) {
    TRY(toml_.only(table, {"on", "owes", "owes_more_than", "source", "certainty"}));
    const bool more_than = table.contains("owes_more_than");
    if (more_than == table.contains("owes"))
      return toml_.refuse(table, "the key {0} is missing", {}, {"owes"});
    Told told;
    told.on = TRY(toml_.day(table, "on"));
    told.owes = *TRY(amount(table, more_than ? "owes_more_than" : "owes"));
    told.more_than = more_than;
    told.source = TRY(toml_.text_or(table, "source", ""));
    told.certainty = TRY(certainty(table));
    told.where = toml_.line_of(table);
    read_.account.told.push_back(std::move(told));
    return {};
  }

  Result<void> read_minimum(const toml::table& table) {
    TRY(toml_.only(table, {"from", "to", "per_month", "source"}));
    const toml::node* per_month = table.get("per_month");
    if (per_month == nullptr)
      return toml_.refuse(table, "the key {0} is missing", {}, {"per_month"});
    const Money amount = TRY(toml_.money(*per_month, read_.account.currency));
    OwnMinimum minimum{.from = {}, .per_month = amount};
    minimum.from = TRY(toml_.day(table, "from"));
    minimum.to = TRY(toml_.day_if(table, "to"));
    minimum.source = TRY(toml_.text(table, "source"));
    minimum.where = toml_.line_of(table);
    read_.account.minimums.push_back(std::move(minimum));
    return {};
  }

  Result<void> read_norm(const toml::table& table) {
    TRY(toml_.only(table, {"month", "working_days", "short_days", "source"}));
    const std::string month = TRY(toml_.text(table, "month"));
    const Result<Day> first = day_from_iso(month + "-01");
    if (!first)
      return toml_.refuse(*table.get("month"), "a month is written as \"2015-06\"");
    const CalendarDate date = calendar_date(*first);
    OwnNorm norm;
    norm.year = date.year;
    norm.month = date.month;
    norm.working_days = static_cast<int>(TRY(toml_.whole(table, "working_days", 1, 31)));
    if (table.contains("short_days"))
      norm.short_days = static_cast<int>(TRY(toml_.whole(table, "short_days", 0, 31)));
    norm.source = TRY(toml_.text(table, "source"));
    norm.where = toml_.line_of(table);
    read_.account.norms.push_back(std::move(norm));
    return {};
  }

  Result<Interest::Per> interest_per(const toml::table& table) {
    const std::string name = TRY(toml_.text(table, "per"));
    if (name == "day")
      return Interest::Per::day;
    if (name == "week")
      return Interest::Per::week;
    if (name == "month")
      return Interest::Per::month;
    if (name == "year")
      return Interest::Per::year;
    return toml_.refuse(*table.get("per"), "interest is per day, week, month or year");
  }

  Result<void> read_interest(const toml::node& node) {
    const toml::table* table = node.as_table();
    if (table == nullptr)
      return toml_.refuse(node, "there is one interest, written [interest]");
    TRY(toml_.only(*table, {"percent", "per", "compound", "agreed", "source", "certainty"}));
    Interest interest;
    interest.percent = TRY(range(*table, "percent", kPercentDecimals));
    interest.per = TRY(interest_per(*table));
    interest.compound = TRY(toml_.yes_or(*table, "compound", true));
    interest.agreed = TRY(toml_.yes_or(*table, "agreed", false));
    interest.source = TRY(toml_.text_or(*table, "source", ""));
    interest.certainty = TRY(certainty(*table));
    interest.where = toml_.line_of(*table);
    read_.account.interest = std::move(interest);
    return {};
  }

  TomlReading toml_;
  AccountFile read_;
};

}  // namespace

Result<AccountFile> read_account(std::string_view text, std::string_view file_name) {
  const toml::table root = TRY(toml_of(text, file_name));
  const TomlReading reading(file_name);
  TRY(reading.head(root));
  const std::string code = TRY(reading.text(root, "currency"));
  const Result<Currency> currency = Currency::of(code);
  if (!currency)
    return reading.refuse(*root.get("currency"), "this currency code is not known",
                          "use a code of ISO 4217 such as RUB or USD");
  return AccountReader(file_name, *currency).read(root);
}

}  // namespace manumit::debt
