// SPDX-License-Identifier: Apache-2.0
#include "entries.h"

namespace manumit::debt {
namespace {

Telling by_evidence(const Line& line, Currency currency) {
  if (line.evidenced)
    return {*line.evidenced};
  const Money none(0, currency);
  if (line.kind == Kind::fine)
    return {said(none), "a fine gives nobody anything"};
  if (line.kind == Kind::interest)
    return {said(none), "no paper shows that the worker agreed to interest"};
  const Side side = side_of(line.kind);
  if (side == Side::charge && line.market)
    return {*line.market, "what it costs elsewhere"};
  if (!line.claimed)
    return {};
  if (side == Side::charge || side == Side::payment)
    return {{none, line.claimed->high}, "only the employer says so"};
  return {*line.claimed};
}

}  // namespace

Telling told_by(const Line& line, Teller teller, Currency currency) {
  if (teller == Teller::claimed)
    return {line.claimed.value_or(line.evidenced.value_or(Said{}))};
  return by_evidence(line, currency);
}

}  // namespace manumit::debt
