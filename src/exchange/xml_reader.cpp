// SPDX-License-Identifier: Apache-2.0
#include "xml_reader.h"

#include <algorithm>
#include <charconv>

namespace manumit::exchange {

namespace {

constexpr std::size_t kDeepest = 64;  // A sheet goes eight deep.

bool is_space(char letter) {
  return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

void append_utf8(char32_t letter, std::string& out) {
  const auto byte = [&out](char32_t bits) { out += static_cast<char>(bits); };
  if (letter < 0x80) {
    byte(letter);
  } else if (letter < 0x800) {
    byte(0xC0 | (letter >> 6));
    byte(0x80 | (letter & 0x3F));
  } else if (letter < 0x10000) {
    byte(0xE0 | (letter >> 12));
    byte(0x80 | ((letter >> 6) & 0x3F));
    byte(0x80 | (letter & 0x3F));
  } else {
    byte(0xF0 | (letter >> 18));
    byte(0x80 | ((letter >> 12) & 0x3F));
    byte(0x80 | ((letter >> 6) & 0x3F));
    byte(0x80 | (letter & 0x3F));
  }
}

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

XmlReader::XmlReader(std::string xml, std::string part)
    : xml_(std::move(xml)), part_(std::move(part)) {
  if (xml_.starts_with("\xEF\xBB\xBF"))
    at_ = 3;
}

std::string_view XmlReader::view(Piece piece) const {
  return std::string_view(xml_).substr(piece.from, piece.to - piece.from);
}

std::string_view XmlReader::name() const {
  return without_prefix(view(name_));
}

tl::unexpected<Error> XmlReader::broken() const {
  return fail(Error::Kind::damaged, "a part of the table file is broken", part_,
              "open it in the program it came from, save it anew and try again");
}

Result<XmlReader::Event> XmlReader::next() {
  if (closes_itself_) {
    closes_itself_ = false;
    open_.pop_back();
    return Event::close;
  }
  while (at_ < xml_.size()) {
    if (xml_[at_] != '<') {
      TRY(read_text(std::min(xml_.find('<', at_), xml_.size())));
      if (!open_.empty())
        return Event::text;
      continue;
    }
    if (xml_.compare(at_, 9, "<![CDATA[") == 0) {
      const std::size_t until = xml_.find("]]>", at_);
      if (until == std::string::npos || open_.empty())
        return broken();
      text_ = xml_.substr(at_ + 9, until - at_ - 9);
      at_ = until + 3;
      return Event::text;
    }
    if (!TRY(skip_remark()))
      return read_tag();
  }
  return open_.empty() ? Result<Event>(Event::end) : broken();
}

// Outside the root element only spaces may stand.
Result<void> XmlReader::read_text(std::size_t until) {
  const Piece raw{at_, until};
  at_ = until;
  text_.clear();
  TRY(decode(raw, text_));
  if (open_.empty() && !std::all_of(text_.begin(), text_.end(), is_space))
    return broken();
  return {};
}

// Comments and processing instructions say nothing to us. True if one was skipped.
Result<bool> XmlReader::skip_remark() {
  std::string_view end;
  if (xml_.compare(at_, 4, "<!--") == 0)
    end = "-->";
  else if (xml_.compare(at_, 2, "<?") == 0)
    end = "?>";
  else if (xml_.compare(at_, 2, "<!") == 0)
    return fail(Error::Kind::bad_input,
                "the file declares XML entities of its own, which table files never need and "
                "attacks use",
                part_, "ask the sender for a file saved by a spreadsheet program");
  else
    return false;
  const std::size_t until = xml_.find(end, at_ + 2);
  if (until == std::string::npos)
    return broken();
  at_ = until + end.size();
  return true;
}

Result<XmlReader::Event> XmlReader::read_tag() {
  // The tag ends at the first '>' that is not inside a quoted attribute.
  std::size_t end = at_ + 1;
  char quote = 0;
  for (; end < xml_.size() && (quote != 0 || xml_[end] != '>'); ++end) {
    const char letter = xml_[end];
    if (letter == '<')
      return broken();
    if (quote == 0 && (letter == '"' || letter == '\''))
      quote = letter;
    else if (letter == quote)
      quote = 0;
  }
  if (end >= xml_.size())
    return broken();
  Piece inside{at_ + 1, end};
  at_ = end + 1;
  if (inside.from < inside.to && xml_[inside.from] == '/')
    return close_tag({inside.from + 1, inside.to});
  closes_itself_ = inside.from < inside.to && xml_[inside.to - 1] == '/';
  if (closes_itself_)
    --inside.to;
  name_ = {inside.from, inside.from};
  while (name_.to < inside.to && !is_space(xml_[name_.to]))
    ++name_.to;
  attributes_ = {name_.to, inside.to};
  if (name_.from == name_.to || open_.size() >= kDeepest)
    return broken();
  open_.push_back(name_);
  return Event::open;
}

Result<XmlReader::Event> XmlReader::close_tag(Piece inside) {
  while (inside.to > inside.from && is_space(xml_[inside.to - 1]))
    --inside.to;
  if (open_.empty() || view(open_.back()) != view(inside))
    return broken();
  name_ = inside;
  open_.pop_back();
  return Event::close;
}

Result<std::optional<std::string>> XmlReader::attribute(std::string_view local_name) const {
  const std::string_view all = view(attributes_);
  std::size_t at = 0;
  while (true) {
    while (at < all.size() && is_space(all[at]))
      ++at;
    if (at >= all.size())
      return std::nullopt;
    const std::size_t equals = all.find('=', at);
    if (equals == std::string_view::npos)
      return broken();
    std::string_view name = all.substr(at, equals - at);
    while (!name.empty() && is_space(name.back()))
      name.remove_suffix(1);
    std::size_t open = equals + 1;
    while (open < all.size() && is_space(all[open]))
      ++open;
    if (open >= all.size() || (all[open] != '"' && all[open] != '\''))
      return broken();
    const std::size_t close = all.find(all[open], open + 1);
    if (close == std::string_view::npos)
      return broken();
    if (without_prefix(name) == local_name) {
      std::string value;
      TRY(decode({attributes_.from + open + 1, attributes_.from + close}, value));
      return value;
    }
    at = close + 1;
  }
}

Result<void> XmlReader::decode(Piece raw, std::string& out) const {
  std::string_view rest = view(raw);
  while (!rest.empty()) {
    const std::size_t mark = rest.find('&');
    out += rest.substr(0, mark);
    if (mark == std::string_view::npos)
      break;
    const std::size_t end = rest.find(';', mark);
    if (end == std::string_view::npos || end - mark > 12)
      return broken();
    TRY(decode_entity(rest.substr(mark + 1, end - mark - 1), out));
    rest.remove_prefix(end + 1);
  }
  return {};
}

Result<void> XmlReader::decode_entity(std::string_view entity, std::string& out) const {
  constexpr std::pair<std::string_view, char> kNamed[] = {
      {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  for (const auto& [name, letter] : kNamed) {
    if (entity == name) {
      out += letter;
      return {};
    }
  }
  if (!entity.starts_with('#'))
    return broken();
  entity.remove_prefix(1);
  const bool hexadecimal = entity.starts_with('x') || entity.starts_with('X');
  if (hexadecimal)
    entity.remove_prefix(1);
  std::uint32_t number = 0;
  const char* const end = entity.data() + entity.size();
  const auto [stop, error] = std::from_chars(entity.data(), end, number, hexadecimal ? 16 : 10);
  const bool is_surrogate = number >= 0xD800 && number < 0xE000;
  if (error != std::errc{} || stop != end || number == 0 || is_surrogate || number > 0x10FFFF)
    return broken();
  append_utf8(number, out);
  return {};
}

}  // namespace manumit::exchange
