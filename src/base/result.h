// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace manumit {

/// Why something could not be done, for the person who must act on it.
///
/// `what` and `next` are whole English sentences (lower case start, no full stop). They are also
/// the keys by which `i18n/*.json` finds the same sentence in another language, so what varies
/// is not glued in but stands as {0}, {1} … and is given in `fills`. Fills are numbers, cell
/// addresses, fact ids: never names or other personal data.
struct Error {
  enum class Kind {
    bad_input,
    not_found,
    not_allowed,
    damaged,
    unavailable,
    refused,  ///< The data cannot carry an answer: nothing is wrong, and a guess would be.
  };
  Kind kind = Kind::bad_input;
  std::string what;
  std::string where = {};  ///< "victims.csv, row 17, column birth_year", or empty.
  std::string next = {};   ///< What to try, or empty.
  std::vector<std::string> fills = {};
};

/// A value, or the reason why there is none. Will become `std::expected` by this one line.
template <typename T>
using Result = tl::expected<T, Error>;

/// The failure to return. `return fail(Error::Kind::bad_input, "the file is empty");`
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}
[[nodiscard]] inline tl::unexpected<Error> fail(Error::Kind kind, std::string what,
                                                std::string where = {}, std::string next = {},
                                                std::vector<std::string> fills = {}) {
  return fail(Error{kind, std::move(what), std::move(where), std::move(next), std::move(fills)});
}

/// A sentence with {0}, {1} … replaced by the fills. A fill that is missing leaves its mark.
[[nodiscard]] std::string filled(std::string_view sentence, const std::vector<std::string>& fills);

/// The whole error in English: "where: what; next", as the command line prints it.
[[nodiscard]] std::string in_english(const Error& error);

namespace detail {
template <typename T>
T take(Result<T>&& result) {
  return std::move(*result);
}
inline void take(Result<void>&&) {}
}  // namespace detail

}  // namespace manumit

#define MANUMIT_JOIN_(a, b) a##b
#define MANUMIT_JOIN(a, b) MANUMIT_JOIN_(a, b)
#define MANUMIT_TRY_(name, expression)                                    \
  __extension__({                                                         \
    auto name = (expression);                                             \
    if (!name)                                                            \
      return ::tl::unexpected<::manumit::Error>(std::move(name).error()); \
    ::manumit::detail::take(std::move(name));                             \
  })

/// The value of a `Result`, or leave the function with its error.
/// `const Day day = TRY(parse_day(text));`
#define TRY(...) MANUMIT_TRY_(MANUMIT_JOIN(try_result_, __COUNTER__), (__VA_ARGS__))
