// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace manumit::exchange {

/// Walks through one XML part of a table file, piece by piece, in the memory of its text alone.
///
/// A tree of a sheet takes sixteen times the sheet's size, which a hostile file would use; here
/// nothing grows but the list of open elements (at most 64). DOCTYPE and every entity beyond the
/// five of XML are refused: table files need neither, and attacks live there.
class XmlReader {
 public:
  enum class Event : std::uint8_t { open, close, text, end };

  /// `part` is the name by which errors call it. The text must be UTF-8.
  XmlReader(std::string xml, std::string part);

  [[nodiscard]] Result<Event> next();

  /// Of the element that opened or closed, without its namespace prefix.
  [[nodiscard]] std::string_view name() const;
  /// What stood between the marks, with entities resolved. One text may come in several pieces.
  [[nodiscard]] const std::string& text() const { return text_; }
  /// An attribute of the element that has just opened, by its name without prefix.
  [[nodiscard]] Result<std::optional<std::string>> attribute(std::string_view local_name) const;
  /// How many elements are open.
  [[nodiscard]] std::size_t depth() const { return open_.size(); }

 private:
  struct Piece {
    std::size_t from = 0;
    std::size_t to = 0;
  };
  [[nodiscard]] std::string_view view(Piece piece) const;
  [[nodiscard]] tl::unexpected<Error> broken() const;
  [[nodiscard]] Result<void> read_text(std::size_t until);
  [[nodiscard]] Result<bool> skip_remark();
  [[nodiscard]] Result<Event> read_tag();
  [[nodiscard]] Result<Event> close_tag(Piece inside);
  [[nodiscard]] Result<void> decode(Piece raw, std::string& out) const;
  [[nodiscard]] Result<void> decode_entity(std::string_view entity, std::string& out) const;

  std::string xml_;
  std::string part_;
  std::size_t at_ = 0;
  std::vector<Piece> open_;  ///< Full names of the open elements.
  Piece name_;
  Piece attributes_;
  bool closes_itself_ = false;
  std::string text_;
};

}  // namespace manumit::exchange
