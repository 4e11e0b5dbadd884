// SPDX-License-Identifier: Apache-2.0
// Invented filings for the tests of this module. Not a door: nobody else can see it.
#pragma once

#include <rapidcheck.h>

#include <algorithm>

#include "casework/filing.h"
#include "casework/fold.h"

namespace manumit::casework::invented {

inline RecordId id(int number) {
  RecordId out;
  out.bytes[0] = 0xA0;
  out.bytes[14] = static_cast<std::uint8_t>(number / 256);
  out.bytes[15] = static_cast<std::uint8_t>(number % 256);
  return out;
}

inline vault::EntryId entry(int number) {
  vault::EntryId out;
  out.bytes[0] = static_cast<std::uint8_t>((number * 37) % 256);
  out.bytes[1] = static_cast<std::uint8_t>(number);
  out.bytes[31] = 1;
  return out;
}

inline Statement said(RecordId subject, std::string fact, AnswerState state, Value value = {}) {
  Statement out;
  out.subject = subject;
  out.fact = std::move(fact);
  out.answer = {state, std::move(value)};
  return out;
}

/// The value, or none.
template <typename T>
rc::Gen<std::optional<T>> maybe(rc::Gen<T> one) {
  return rc::gen::oneOf(
      rc::gen::just(std::optional<T>{}),
      rc::gen::map(std::move(one), [](T value) { return std::optional<T>(std::move(value)); }));
}

/// Texts with what breaks encoders: quotes, escapes, control characters, several scripts.
inline rc::Gen<std::string> text() {
  return rc::gen::map(
      rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
          "a", "Каримова", "\"", "\\", "\n", "\t", "\r", "\x01", "\x1f", "\x7f", "محمد", "王芳",
          "\xF0\x9F\x99\x82", "</script>", "=cmd()", " ", "\\u0041", "Kari’mova")),
      [](const std::vector<std::string>& parts) {
        std::string out;
        for (const std::string& part : parts)
          out += part;
        return out;
      });
}

inline rc::Gen<std::string> full_text() {
  return rc::gen::map(text(), [](std::string words) { return words + "."; });
}

inline rc::Gen<RecordId> any_id() {
  return rc::gen::map(rc::gen::inRange(1, 40), [](int number) { return id(number); });
}

inline rc::Gen<PartialDate> date() {
  return rc::gen::apply(
      [](int first, int length, int precision, bool ambiguous, std::string words) {
        PartialDate out{Day{first}, Day{first + length}};
        out.precision = length == 0 ? Precision::day : static_cast<Precision>(precision);
        out.ambiguous = ambiguous;
        out.words = std::move(words);
        return out;
      },
      rc::gen::inRange(-20000, 30000), rc::gen::inRange(0, 800), rc::gen::inRange(1, 12),
      rc::gen::arbitrary<bool>(), text());
}

inline rc::Gen<Place> place() {
  return rc::gen::build<Place>(
      rc::gen::set(&Place::country, rc::gen::element<std::string>("", "KZ")),
      rc::gen::set(&Place::city, text()), rc::gen::set(&Place::words, text()));
}

inline rc::Gen<Value> value() {
  return rc::gen::oneOf(
      rc::gen::just(Value{}), rc::gen::cast<Value>(text()),
      rc::gen::cast<Value>(rc::gen::container<std::vector<std::string>>(text())),
      rc::gen::cast<Value>(rc::gen::arbitrary<std::int64_t>()),
      rc::gen::cast<Value>(rc::gen::arbitrary<double>()),
      rc::gen::map(rc::gen::pair(rc::gen::arbitrary<std::int64_t>(),
                                 rc::gen::element<std::string>("RUB", "JPY", "KWD")),
                   [](const std::pair<std::int64_t, std::string>& sum) {
                     return Value{Money(sum.first, *Currency::of(sum.second))};
                   }),
      rc::gen::cast<Value>(date()), rc::gen::cast<Value>(place()), rc::gen::cast<Value>(any_id()));
}

inline rc::Gen<Statement> statement() {
  return rc::gen::apply(
      [](RecordId subject, std::string fact, int state, Value value, std::string said_as,
         std::optional<RecordId> source, std::optional<std::int64_t> page, int certainty,
         std::optional<PartialDate> when) {
        Statement out;
        out.subject = subject;
        out.fact = std::move(fact);
        out.answer = {static_cast<AnswerState>(state), std::move(value)};
        out.said_as = std::move(said_as);
        out.source = source;
        out.at.page = page;
        out.certainty = static_cast<Certainty>(certainty);
        out.when = std::move(when);
        return out;
      },
      any_id(),
      rc::gen::element<std::string>("means.deception", "ilo.debt", "person.name", "event.what",
                                    "not.yet.known"),
      rc::gen::inRange(1, 6), value(), text(), maybe(any_id()),
      maybe(rc::gen::arbitrary<std::int64_t>()), rc::gen::inRange(1, 4), maybe(date()));
}

inline rc::Gen<Subject> subject() {
  return rc::gen::apply(
      [](RecordId subject_id, int kind, std::string role, bool identity) {
        Subject out{.id = subject_id,
                    .kind = static_cast<SubjectKind>(kind),
                    .role = std::move(role),
                    .identity = {}};
        if (identity)
          out.identity.bytes = subject_id.bytes;
        return out;
      },
      any_id(), rc::gen::inRange(1, 12), text(), rc::gen::arbitrary<bool>());
}

inline rc::Gen<Source> source() {
  return rc::gen::apply(
      [](RecordId source_id, std::string title, std::string author,
         std::optional<PartialDate> when) {
        return Source{.id = source_id,
                      .kind = "interview",
                      .title = std::move(title),
                      .author = std::move(author),
                      .date = std::move(when),
                      .file_hash = {},
                      .address = {}};
      },
      any_id(), text(), text(), maybe(date()));
}

/// Now and then a source keeps a file, of few contents, so that one is attached again and again;
/// and now and then it claims to keep one that it is not bound to.
inline rc::Gen<Source> source_with_file() {
  return rc::gen::apply(
      [](Source out, int contents, int place, bool pages, bool about, bool bound) {
        out.file_hash = std::string(64, static_cast<char>('a' + contents));
        KeptAs kept;
        kept.name = out.title;
        kept.media_type = "application/pdf";
        kept.compartment.bytes = id(200 + place).bytes;
        kept.size = static_cast<std::uint64_t>(contents) * 1000;
        if (pages)
          kept.pages = contents + 1;
        if (about)
          kept.about = id(contents + 1);
        if (bound)
          out.id = bound_source_id(id(0), out.file_hash, kept.size);
        out.kept = std::move(kept);
        return out;
      },
      source(), rc::gen::inRange(0, 3), rc::gen::inRange(0, 3), rc::gen::arbitrary<bool>(),
      rc::gen::arbitrary<bool>(), rc::gen::arbitrary<bool>());
}

inline rc::Gen<Filing> filing() {
  return rc::gen::apply(
      [](bool opens, std::vector<Subject> subjects, std::vector<Source> sources,
         std::vector<Statement> statements) {
        return Filing{.case_id = id(0),
                      .opens_case = opens,
                      .subjects = std::move(subjects),
                      .sources = std::move(sources),
                      .statements = std::move(statements),
                      .withdrawals = {}};
      },
      rc::gen::arbitrary<bool>(), rc::gen::container<std::vector<Subject>>(subject()),
      rc::gen::container<std::vector<Source>>(rc::gen::oneOf(source(), source_with_file())),
      rc::gen::container<std::vector<Statement>>(statement()));
}

/// Filings of one case that correct and withdraw one another's statements.
inline rc::Gen<std::vector<Filed>> history() {
  return rc::gen::exec([] {
    const int count = *rc::gen::inRange(1, 7);
    std::vector<Filed> out;
    std::vector<std::string> ids;
    for (int number = 0; number < count; ++number) {
      Filed filed;
      filed.entry = entry(number);
      filed.by = number % 2 == 0 ? "A." : "B.";
      filed.recorded_ms = *rc::gen::inRange<std::int64_t>(0, 1000);
      filed.lamport = static_cast<std::uint64_t>(*rc::gen::inRange(1, 4));
      filed.filing = *filing();
      for (Statement& statement : filed.filing.statements)
        if (!ids.empty() && *rc::gen::inRange(0, 3) == 0)
          statement.replaces.push_back(*rc::gen::elementOf(ids));
      if (!ids.empty() && *rc::gen::inRange(0, 3) == 0)
        filed.filing.withdrawals.push_back({*rc::gen::elementOf(ids), "told by mistake"});
      for (std::size_t i = 0; i < filed.filing.statements.size(); ++i)
        ids.push_back(statement_id(filed.entry, i));
      out.push_back(std::move(filed));
    }
    return out;
  });
}

}  // namespace manumit::casework::invented
