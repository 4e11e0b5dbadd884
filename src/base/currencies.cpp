// SPDX-License-Identifier: Apache-2.0
#include "currencies.h"

#include <array>

namespace manumit {
namespace {

constexpr auto kRows = std::to_array<CurrencyRow>({
    {"AED", 2}, {"AFN", 2}, {"ALL", 2}, {"AMD", 2}, {"ARS", 2}, {"AUD", 2}, {"AZN", 2}, {"BAM", 2},
    {"BDT", 2}, {"BGN", 2}, {"BHD", 3}, {"BIF", 0}, {"BOB", 2}, {"BRL", 2}, {"BYN", 2}, {"BYR", 0},
    {"CAD", 2}, {"CHF", 2}, {"CLP", 0}, {"CNY", 2}, {"COP", 2}, {"CRC", 2}, {"CUP", 2}, {"CZK", 2},
    {"DJF", 0}, {"DKK", 2}, {"DOP", 2}, {"DZD", 2}, {"EGP", 2}, {"ERN", 2}, {"ETB", 2}, {"EUR", 2},
    {"GBP", 2}, {"GEL", 2}, {"GHS", 2}, {"GMD", 2}, {"GNF", 0}, {"GTQ", 2}, {"HKD", 2}, {"HNL", 2},
    {"HTG", 2}, {"HUF", 2}, {"IDR", 2}, {"ILS", 2}, {"INR", 2}, {"IQD", 3}, {"IRR", 2}, {"ISK", 0},
    {"JOD", 3}, {"JPY", 0}, {"KES", 2}, {"KGS", 2}, {"KHR", 2}, {"KMF", 0}, {"KPW", 2}, {"KRW", 0},
    {"KWD", 3}, {"KZT", 2}, {"LAK", 2}, {"LBP", 2}, {"LKR", 2}, {"LYD", 3}, {"MAD", 2}, {"MDL", 2},
    {"MGA", 2}, {"MKD", 2}, {"MMK", 2}, {"MNT", 2}, {"MRU", 2}, {"MXN", 2}, {"MYR", 2}, {"NGN", 2},
    {"NIO", 2}, {"NOK", 2}, {"NPR", 2}, {"NZD", 2}, {"OMR", 3}, {"PEN", 2}, {"PHP", 2}, {"PKR", 2},
    {"PLN", 2}, {"PYG", 0}, {"QAR", 2}, {"RON", 2}, {"RSD", 2}, {"RUB", 2}, {"RUR", 2}, {"RWF", 0},
    {"SAR", 2}, {"SDG", 2}, {"SEK", 2}, {"SGD", 2}, {"SOS", 2}, {"SSP", 2}, {"SYP", 2}, {"THB", 2},
    {"TJS", 2}, {"TMT", 2}, {"TND", 3}, {"TRY", 2}, {"TWD", 2}, {"TZS", 2}, {"UAH", 2}, {"UGX", 0},
    {"USD", 2}, {"UZS", 2}, {"VES", 2}, {"VND", 0}, {"XAF", 0}, {"XOF", 0}, {"YER", 2}, {"ZAR", 2},
    {"ZMW", 2},
});

constexpr std::string_view kDollars = "AUD CAD HKD NZD SGD TWD MXN ARS CLP COP";

constexpr auto kSigns = std::to_array<CurrencySign>({
    {"₽", "RUB", ""},
    {"р", "RUB", "RUR BYN BYR"},
    {"р.", "RUB", "RUR BYN BYR"},
    {"руб", "RUB", "RUR BYN BYR"},
    {"руб.", "RUB", "RUR BYN BYR"},
    {"рубль", "RUB", "RUR BYN BYR"},
    {"рубля", "RUB", "RUR BYN BYR"},
    {"рублей", "RUB", "RUR BYN BYR"},
    {"rub.", "RUB", ""},
    {"roubles", "RUB", "RUR BYN BYR"},
    {"rubles", "RUB", "RUR BYN BYR"},
    {"$", "USD", kDollars},
    {"us$", "USD", ""},
    {"доллар", "USD", kDollars},
    {"доллара", "USD", kDollars},
    {"долларов", "USD", kDollars},
    {"долл.", "USD", kDollars},
    {"dollars", "USD", kDollars},
    {"€", "EUR", ""},
    {"евро", "EUR", ""},
    {"euro", "EUR", ""},
    {"euros", "EUR", ""},
    {"£", "GBP", "EGP LBP SYP"},
    {"₴", "UAH", ""},
    {"грн", "UAH", ""},
    {"грн.", "UAH", ""},
    {"гривен", "UAH", ""},
    {"₸", "KZT", ""},
    {"тенге", "KZT", ""},
    {"tenge", "KZT", ""},
    {"сум", "UZS", ""},
    {"сумов", "UZS", ""},
    {"so'm", "UZS", ""},
    {"сом", "KGS", ""},
    {"сомов", "KGS", ""},
    {"som", "", "KGS UZS"},
    {"сомони", "TJS", ""},
    {"somoni", "TJS", ""},
    {"₼", "AZN", ""},
    {"֏", "AMD", ""},
    {"драм", "AMD", ""},
    {"₾", "GEL", ""},
    {"лари", "GEL", ""},
    {"лей", "MDL", "RON"},
    {"дирхам", "AED", "MAD"},
    {"дирхамов", "AED", "MAD"},
    {"dirham", "", "AED MAD"},
    {"dirhams", "", "AED MAD"},
    {"¥", "", "CNY JPY"},
    {"元", "CNY", "TWD HKD"},
    {"юань", "CNY", ""},
    {"юаней", "CNY", ""},
    {"yuan", "CNY", ""},
    {"円", "JPY", ""},
    {"yen", "JPY", ""},
    {"₫", "VND", ""},
    {"đ", "VND", ""},
    {"донгов", "VND", ""},
    {"dong", "VND", ""},
    {"₩", "KRW", "KPW"},
    {"₹", "INR", ""},
    {"rs", "", "INR PKR NPR LKR"},
    {"rs.", "", "INR PKR NPR LKR"},
    {"rupees", "", "INR PKR NPR LKR"},
    {"₱", "PHP", ""},
    {"฿", "THB", ""},
    {"baht", "THB", ""},
    {"₺", "TRY", ""},
    {"₪", "ILS", ""},
    {"₦", "NGN", ""},
    {"zł", "PLN", ""},
    {"kr", "", "SEK NOK DKK ISK"},
});

}  // namespace

std::span<const CurrencyRow> currency_rows() {
  return kRows;
}
std::span<const CurrencySign> currency_signs() {
  return kSigns;
}

}  // namespace manumit
