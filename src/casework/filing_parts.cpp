// SPDX-License-Identifier: Apache-2.0
#include "casework/filing.h"

namespace manumit::casework {
namespace {

template <typename T>
void add_each(std::vector<std::string>& parts, const RecordId& case_id, const std::vector<T>& all,
              std::vector<T> Filing::*list) {
  for (const T& one : all) {
    Filing alone;
    alone.case_id = case_id;
    (alone.*list).push_back(one);
    parts.push_back(encode(alone));
  }
}

}  // namespace

std::vector<std::string> parts_of(const Filing& filing) {
  std::vector<std::string> out;
  out.reserve(filing.statements.size() + filing.sources.size() + filing.subjects.size() +
              filing.withdrawals.size());
  add_each(out, filing.case_id, filing.statements, &Filing::statements);
  add_each(out, filing.case_id, filing.sources, &Filing::sources);
  add_each(out, filing.case_id, filing.subjects, &Filing::subjects);
  add_each(out, filing.case_id, filing.withdrawals, &Filing::withdrawals);
  return out;
}

}  // namespace manumit::casework
