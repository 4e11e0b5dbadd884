// SPDX-License-Identifier: Apache-2.0
// Cases in a vault: import, opening, search and one large case, beside the plain way.
//
//   manumit_bench_casework FOLDER CASES
//
// Leaves two vaults in FOLDER for run.py: cases.mnv (CASES cases of ten entries) and people.mnv
// (ten people in each case, and the case with many links). Prints one line of JSON for each
// measurement.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "bare.h"
#include "base/check.h"
#include "casework/casebook.h"
#include "casework/story.h"
#include "invented_cases.h"
#include "measure.h"
#include "text/fold.h"
#include "vault/vault_for_tests.h"

namespace manumit::bench {
namespace {

using casework::Casebook;

constexpr int kImports = 3;
constexpr int kRuns = 5;
constexpr int kSearches = 15;
constexpr std::size_t kPeopleInACase = 10;
constexpr std::size_t kLinks = 10'000;
constexpr std::size_t kSealedBytes = 976;

// As a case worker would type them: rightly, transliterated, misspelt, begun, of another script.
// The last but one stands in the case of many links alone, in hundreds of its events.
constexpr std::array<std::string_view, 15> kQueries = {
    "Зарина Каримова", "karimowa", "Khudoiberdiev",   "xudoyberdiyev bahrom", "Щербакова",
    "scherbakov",      "محمد",     "mohamed",         "fatima alzahra",       "王小明",
    "wang xiaoming",   "kari",     "кирпичный завод", "разрешали бригадире",  "qqqzzz"};

// What run.py types at the real desk.
constexpr const char* kPassphrase = "a passphrase for measuring";

Passphrase passphrase() {
  return Passphrase(std::string(kPassphrase));
}

Casebook make(const std::filesystem::path& file) {
  std::filesystem::remove(file);
  std::filesystem::path keys = file;
  std::filesystem::remove(keys.replace_extension(".mnk"));
  return must(Casebook::create(file, passphrase(), {"Invented Member", "Invented Device"},
                               vault::KdfProfile::for_tests, vault::test_surroundings(1)));
}

Casebook open(const std::filesystem::path& file) {
  return must(Casebook::open(file, passphrase(), vault::test_surroundings(2)));
}

std::vector<casework::Filing> many_cases(std::size_t cases, const CaseShape& shape) {
  std::vector<casework::Filing> out;
  for (std::size_t number = 0; number < cases; ++number) {
    for (casework::Filing& filing : invented_case(number, shape))
      out.push_back(std::move(filing));
  }
  return out;
}

/// Checked, split, encrypted, signed, stored, read back, folded and indexed: the whole way.
void measure_import(const std::filesystem::path& folder, std::size_t cases) {
  std::vector<Taken> ours;
  std::vector<Taken> theirs;
  std::uint64_t entries = 0;
  for (int run = 0; run < kImports; ++run) {
    Casebook book = make(folder / "cases.mnv");
    std::vector<casework::Filing> filings = many_cases(cases, {});
    ours.push_back(timed([&] { static_cast<void>(must(book.file(std::move(filings)))); }));
    entries = book.vault().entry_count();
    const std::filesystem::path bare_file = folder / "bare.sqlite";
    std::filesystem::remove(bare_file);
    BareTable bare(bare_file);
    theirs.push_back(timed([&] {
      bare.begin();
      for (std::uint64_t i = 0; i < entries; ++i)
        bare.insert(kSealedBytes);
      bare.commit();
    }));
  }
  std::filesystem::remove(folder / "bare.sqlite");
  tell("cases: import", entries, ours);
  tell("cases: import, bare SQLite", entries, theirs);
}

void measure_filing(const std::filesystem::path& folder) {
  constexpr std::size_t kFilings = 200;
  Casebook book = open(folder / "cases.mnv");
  BareTable bare(folder / "bare.sqlite");
  std::vector<Taken> ours;
  std::vector<Taken> theirs;
  for (int run = 0; run < kRuns; ++run) {
    std::vector<casework::Filing> filings;
    for (std::size_t i = 0; i < kFilings; ++i)
      filings.push_back(invented_case(i).at(2 + static_cast<std::size_t>(run)));
    ours.push_back(timed([&] {
      for (casework::Filing& filing : filings)
        static_cast<void>(must(book.file({std::move(filing)})));
    }));
    theirs.push_back(timed([&] {
      for (std::size_t i = 0; i < kFilings; ++i)
        bare.insert(kSealedBytes);
    }));
  }
  tell("cases: file one", kFilings, ours);
  tell("cases: file one, bare SQLite", kFilings, theirs);
  std::filesystem::remove(folder / "bare.sqlite");
}

void measure_opening(const std::filesystem::path& folder, unsigned threads) {
  std::vector<Taken> ours;
  std::vector<Taken> theirs;
  std::vector<Taken> keys;
  std::uint64_t entries = 0;
  std::optional<BareCrypto> bare;
  for (int run = 0; run < kRuns; ++run) {
    std::optional<Casebook> book;
    ours.push_back(timed([&] { book = open(folder / "cases.mnv"); }));
    entries = book->vault().entry_count();
    book.reset();
    if (!bare)
      bare.emplace(entries, kSealedBytes);
    theirs.push_back(timed([&] { MANUMIT_CHECK(bare->open_all(threads)); }));
    keys.push_back(timed([] { derive_bare_key(); }));
  }
  tell("cases: open", entries, ours);
  tell("cases: open, bare libsodium", entries, theirs);
  tell("key derivation of these vaults", 1, keys);
}

/// The first person of each case, in the order of the filings.
std::vector<casework::RecordRef> first_people(const std::vector<casework::Filing>& filings) {
  std::vector<casework::RecordRef> out;
  for (const casework::Filing& filing : filings) {
    const auto person = std::find_if(
        filing.subjects.begin(), filing.subjects.end(),
        [](const auto& subject) { return subject.kind == casework::SubjectKind::person; });
    if (person != filing.subjects.end() && (out.empty() || out.back().case_id != filing.case_id))
      out.push_back({person->id, filing.case_id});
  }
  return out;
}

casework::NewDecision same(const casework::RecordRef& a, const casework::RecordRef& b) {
  casework::NewDecision out;
  out.said.a = a;
  out.said.b = b;
  out.said.verdict = casework::LinkVerdict::same;
  out.said.by_hand = true;
  return out;
}

/// As many entries as above, a fifth of them link decisions that bind people by eights.
void measure_decisions(const std::filesystem::path& folder, std::size_t cases) {
  constexpr std::size_t kGroup = 8;
  constexpr int kByHand = 50;
  std::vector<casework::Filing> filings = many_cases(cases * 4 / 5, {});
  const std::vector<casework::RecordRef> people = first_people(filings);
  std::vector<casework::NewDecision> decisions;
  for (std::size_t step = 1; decisions.size() < cases * 2; ++step) {
    for (std::size_t i = 0; i + step < people.size() && decisions.size() < cases * 2; ++i) {
      if (i / kGroup == (i + step) / kGroup)
        decisions.push_back(same(people[i], people[i + step]));
    }
    MANUMIT_CHECK(step < kGroup);
  }
  {
    Casebook book = make(folder / "decided.mnv");
    static_cast<void>(must(book.file(std::move(filings))));
    static_cast<void>(must(book.decide(std::move(decisions))));
  }
  std::vector<Taken> opening;
  std::vector<Taken> deciding;
  std::uint64_t entries = 0;
  for (int run = 0; run < kRuns; ++run) {
    std::optional<Casebook> book;
    opening.push_back(timed([&] { book = open(folder / "decided.mnv"); }));
    entries = book->vault().entry_count();
    MANUMIT_CHECK(book->links()->groups().size() == people.size() / kGroup);
    static_cast<void>(book->search("nobody"));  // the index is filled before the next is timed
    deciding.push_back(timed([&] {
      for (std::size_t i = 0; i < kByHand; ++i) {
        const auto entry = must(book->decide({same(people[i], people[people.size() - 1 - i])}));
        casework::NewDecision back = same(people[i], people[people.size() - 1 - i]);
        back.said.verdict.reset();
        back.said.by_hand = false;
        back.said.takes_back = entry;
        static_cast<void>(must(book->decide({back})));
      }
    }));
  }
  tell("links: open", entries, opening);
  tell("links: decide", 2 * kByHand, deciding);
}

/// Names folded beforehand, one look at each for each query: what one would write without an index.
std::size_t plain_scan(const std::vector<std::string>& folded_names, std::string_view query) {
  const std::string folded = text::fold(query);
  const auto words = text::folded_words(folded);
  return static_cast<std::size_t>(
      std::count_if(folded_names.begin(), folded_names.end(), [&words](const std::string& name) {
        return std::all_of(words.begin(), words.end(), [&name](std::string_view word) {
          return name.find(word) != std::string::npos;
        });
      }));
}

void measure_search(const Casebook& book, std::size_t cases) {
  std::vector<std::string> folded;
  for (std::size_t number = 0; number < cases; ++number) {
    for (std::size_t which = 0; which < kPeopleInACase; ++which)
      folded.push_back(text::fold(invented_name(number, which)));
  }
  for (const std::string_view query : kQueries) {
    std::vector<Taken> ours;
    std::vector<Taken> theirs;
    std::size_t hits = 0;
    std::size_t scanned = 0;
    for (int run = 0; run < kSearches; ++run) {
      ours.push_back(timed([&] { hits = book.search(query).size(); }));
      theirs.push_back(timed([&] { scanned += plain_scan(folded, query); }));
    }
    MANUMIT_CHECK(scanned <= folded.size() * kSearches);
    const std::string name = "search " + std::string(query);
    tell(name, hits, ours);
    tell(name + ", plain scan", folded.size(), theirs);
  }
}

void measure_links(const Casebook& book) {
  std::vector<std::string> texts;
  for (const casework::Filing& filing : invented_hub(kLinks))
    texts.push_back(casework::encode(filing));
  std::vector<Taken> ours;
  std::vector<Taken> theirs;
  for (int run = 0; run < kSearches; ++run) {
    ours.push_back(timed([&] {
      const casework::Case hub = must(book.open_case(hub_id()));
      MANUMIT_CHECK(!casework::story_by_date(hub).empty());
    }));
    theirs.push_back(timed([&] {
      for (const std::string& text : texts)
        static_cast<void>(must(casework::decode(text)));
    }));
  }
  tell("a case of many links", kLinks, ours);
  tell("a case of many links, decoding alone", kLinks, theirs);
}

void measure_people(const std::filesystem::path& folder, std::size_t cases) {
  Casebook book = make(folder / "people.mnv");
  std::vector<casework::Filing> filings =
      many_cases(cases, {.people = kPeopleInACase, .entries = kPeopleInACase + 2});
  for (casework::Filing& filing : invented_hub(kLinks))
    filings.push_back(std::move(filing));
  static_cast<void>(must(book.file(std::move(filings))));
  // The index is filled in the background; the first search waits for it.
  tell("search: first, while the index is being filled", 1,
       {timed([&] { static_cast<void>(book.search("karimowa")); })});
  measure_search(book, cases);
  measure_links(book);
  std::printf("{\"what\": \"hub\", \"id\": \"%s\"}\n", hub_id().hex().c_str());
}

}  // namespace
}  // namespace manumit::bench

int main(int argc, char** argv) {
  using namespace manumit::bench;
  constexpr unsigned kThreads = 2;
  if (argc != 3) {
    std::fprintf(stderr, "Usage: manumit_bench_casework FOLDER CASES\n");
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  const std::size_t cases = std::strtoul(argv[2], nullptr, 10);
  measure_import(folder, cases);
  measure_opening(folder, kThreads);
  measure_decisions(folder, cases);
  measure_people(folder, cases);
  measure_filing(folder);
  return 0;
}
