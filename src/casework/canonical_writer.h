// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "filing_json.h"

namespace manumit::casework {

/// Writes canonical JSON (docs/formats/filing.md §1): no blanks, and the keys in the order in which
/// they are named.
class CanonicalWriter {
 public:
  void open(char bracket) {
    out_ += bracket;
    first_ = true;
  }
  void close(char bracket) {
    out_ += bracket;
    first_ = false;
  }
  void comma() {
    if (!first_)
      out_ += ',';
    first_ = false;
  }
  void key(std::string_view name) {
    comma();
    out_ += '"';
    out_ += name;
    out_ += "\":";
  }
  void raw(std::string_view text) { out_ += text; }
  void text(std::string_view words) { append_json_text(out_, words); }
  void field(std::string_view name, std::string_view words) {
    key(name);
    text(words);
  }
  void field_unless_empty(std::string_view name, std::string_view words) {
    if (!words.empty())
      field(name, words);
  }
  void field(std::string_view name, std::int64_t number) {
    key(name);
    out_ += std::to_string(number);
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_;
  bool first_ = true;
};

}  // namespace manumit::casework
