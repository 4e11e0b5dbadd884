// SPDX-License-Identifier: Apache-2.0
#include "json_estimate.h"

#include <algorithm>
#include <array>
#include <utility>

#include "json_error.h"
#include "json_read.h"

namespace manumit::desk {
namespace {

// More resamples than anybody waits for.
constexpr std::uint64_t kMostResamples = 20'000;
// The largest whole number that a page can write exactly.
constexpr std::uint64_t kMostExact = std::uint64_t{1} << 53;
// An overlap of more histories than can be seen at once is drawn as far as it can be seen.
constexpr std::size_t kHistoriesShown = 40;

Result<std::vector<std::string>> texts_in(const nlohmann::json& list, const std::string& path) {
  if (!list.is_array())
    return bad_shape(path);
  std::vector<std::string> texts;
  for (const nlohmann::json& text : list) {
    if (!text.is_string())
      return bad_shape(path);
    texts.push_back(text.get_ref<const std::string&>());
  }
  return texts;
}

Result<std::uint64_t> whole_in(const nlohmann::json& json, std::uint64_t least, std::uint64_t most,
                               const std::string& path) {
  if (!json.is_number_unsigned() || json.get<std::uint64_t>() < least ||
      json.get<std::uint64_t>() > most)
    return bad_shape(path);
  return json.get<std::uint64_t>();
}

Result<estimate::Told> told_in(Members& members, const char* name) {
  using estimate::Told;
  const std::string word = TRY(members.text_or_empty(name));
  for (const Told told : {Told::not_told, Told::yes, Told::no}) {
    if (word == name_of(told) || (word.empty() && told == Told::not_told))
      return told;
  }
  return bad_shape(members.path_of(name));
}

Result<void> read_settings(Members& members, estimate::Settings& settings) {
  settings.lists_differ = TRY(told_in(members, "lists_differ"));
  settings.referrals = TRY(told_in(members, "referrals"));
  settings.open_population = TRY(told_in(members, "open_population"));
  if (const auto* resamples = members.find("bootstrap"))
    settings.bootstrap =
        static_cast<std::uint32_t>(TRY(whole_in(*resamples, 0, kMostResamples, "bootstrap")));
  if (const auto* seed = members.find("seed"))
    settings.seed = TRY(whole_in(*seed, 0, kMostExact, "seed"));
  for (const nlohmann::json& people : *TRY(members.list("population")))
    settings.population.push_back(TRY(whole_in(people, 1, estimate::kMostPeople, "population")));
  return {};
}

/// A line of a method note, and no essay.
Result<std::string> line_in(Members& members, const char* name) {
  constexpr std::size_t kLongestLine = 1000;
  std::string line = TRY(members.text_or_empty(name));
  if (line.size() > kLongestLine)
    return bad_shape(members.path_of(name));
  return line;
}

Result<estimate::About> read_about(Members& members) {
  estimate::About about;
  about.title = TRY(line_in(members, "title"));
  about.place = TRY(line_in(members, "place"));
  about.period = TRY(line_in(members, "period"));
  about.source = TRY(line_in(members, "source"));
  return about;
}

Result<void> read_source(Members& members, EstimateWish& wish) {
  const std::string grouping = TRY(members.text_or_empty("vault"));
  const std::string content = TRY(members.text_or_empty("content"));
  wish.file_name = TRY(members.text_or_empty("file_name"));
  if (grouping.empty()) {
    if (members.find("content") == nullptr)
      return bad_shape("content");
    wish.file = Secret<Bytes>(TRY(from_base64(content)));
    return {};
  }
  wish.vault = casework::listed_by_from(grouping);
  if (!wish.vault || !content.empty())
    return bad_shape("vault");
  return {};
}

class ListsJson {
 public:
  explicit ListsJson(JsonWriter& json) : json_(json) {}

  void write_columns(const estimate::ListColumns& columns) {
    static constexpr std::array<std::string_view, 3> kKinds{"list", "count", "values"};
    json_.field("rows", columns.rows);
    json_.list("columns", columns.columns, [&](const estimate::ListColumn& column) {
      json_.open();
      json_.field("name", column.name);
      json_.field("kind", kKinds[static_cast<std::size_t>(column.kind)]);
      json_.field("values", column.values);
      json_.field("more_values", column.more_values);
      json_.close();
    });
  }

  void write_lists(const estimate::Lists& lists) {
    const estimate::ListTable& table = lists.table;
    json_.open();
    json_.field("people", table.people());
    json_.field("seen_once", table.seen_times(1));
    json_.field("table_hash", table.hash());
    json_.key("lists");
    json_.open_list();
    for (int i = 0; i < table.lists(); ++i)
      write_list(table, i);
    json_.close_list();
    write_overlap(table);
    json_.field("split_by", lists.columns);
    json_.list("strata", lists.strata, [&](const estimate::Stratum& stratum) {
      json_.open();
      json_.field("values", stratum.values);
      json_.field("people", stratum.table.people());
      json_.close();
    });
    json_.close();
  }

  void write_vault(const casework::PersonLists& vault) {
    json_.open();
    json_.field("affected", vault.affected);
    json_.field("on_no_list", vault.on_no_list);
    json_.list("left_out", vault.left_out, [&](const casework::PersonLists::LeftOut& one) {
      json_.open();
      json_.field("list", one.list);
      json_.field("people", one.people);
      json_.close();
    });
    json_.close();
  }

 private:
  static estimate::History bit(int list) { return estimate::History{1} << list; }

  void write_list(const estimate::ListTable& table, int at) {
    json_.open();
    json_.field("name", table.names()[static_cast<std::size_t>(at)]);
    json_.field("people", table.on_all(bit(at)));
    json_.field("only_here", table.counts()[bit(at)]);
    json_.close();
  }

  void write_overlap(const estimate::ListTable& table) {
    std::vector<estimate::History> held;
    const auto counts = table.counts();
    for (estimate::History history = 1; history < counts.size(); ++history) {
      if (counts[history] > 0)
        held.push_back(history);
    }
    std::stable_sort(held.begin(), held.end(),
                     [&](auto a, auto b) { return counts[a] > counts[b]; });
    json_.field("histories_in_all", held.size());
    held.resize(std::min(held.size(), kHistoriesShown));
    json_.list("histories", held, [&](estimate::History history) {
      json_.open();
      json_.key("history");
      json_.open_list();
      for (int i = 0; i < table.lists(); ++i) {
        if ((history & bit(i)) != 0)
          json_.text(table.names()[static_cast<std::size_t>(i)]);
      }
      json_.close_list();
      json_.field("people", counts[history]);
      json_.close();
    });
  }

  JsonWriter& json_;
};

}  // namespace

Result<EstimateWish> read_estimate_wish(std::string_view json) {
  const nlohmann::json parsed = TRY(parse_json(json));
  Members members = TRY(Members::of(parsed, ""));
  EstimateWish wish;
  TRY(read_source(members, wish));
  wish.strata = TRY(texts_in(*TRY(members.list("strata")), "strata"));
  wish.drop = TRY(texts_in(*TRY(members.list("drop")), "drop"));
  for (const nlohmann::json& merged : *TRY(members.list("merge")))
    wish.merge.push_back(TRY(texts_in(merged, "merge")));
  TRY(read_settings(members, wish.settings));
  wish.about = TRY(read_about(members));
  TRY(members.nothing_else());
  return wish;
}

void write_lists_read(JsonWriter& json, const ListsRead& read) {
  ListsJson writer(json);
  json.open();
  writer.write_columns(read.columns);
  json.key("problem");
  if (read.problem)
    write(json, *read.problem);
  else
    json.nothing();
  json.key("read");
  if (read.lists)
    writer.write_lists(*read.lists);
  else
    json.nothing();
  json.key("vault");
  if (read.vault)
    writer.write_vault(*read.vault);
  else
    json.nothing();
  json.close();
}

}  // namespace manumit::desk
