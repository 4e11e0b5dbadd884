// SPDX-License-Identifier: Apache-2.0
#include "scrub.h"

#include <set>
#include <utility>

#include "base/day.h"
#include "test_office.h"

using namespace manumit;
using namespace manumit::vault;
using namespace manumit::vault::testing;

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::size_t kNotes = 200;

/// A vault of 202 entries, and where in its file the header of each lies.
struct Sample {
  Folder folder;
  std::filesystem::path file = folder / "a.mnv";
  Compartment notes;
  Sample() {
    Vault vault = new_vault(file);
    notes = vault.new_compartments(1).value().front();
    std::vector<Draft> drafts;
    for (std::size_t i = 0; i < kNotes; ++i)
      drafts.push_back({notes, EntryKind::filing, "note " + std::to_string(i)});
    REQUIRE(vault.append(drafts));
  }
  /// Inverts a byte of the cipher text of the row with this header.
  void damage(std::uint64_t n) const {
    std::string header;
    {
      auto database = Database::open(file, Database::Mode::untouched);
      auto row = database->prepare("SELECT header FROM entry WHERE n=?1");
      REQUIRE(row->bind(1, static_cast<std::int64_t>(n)).step().value());
      const ByteView bytes = row->blob(0);
      header.assign(bytes.begin(), bytes.end());
    }
    std::string bytes = contents(file);
    const std::size_t at = bytes.find(header);
    REQUIRE(at != std::string::npos);
    const std::size_t sealed = at + header.size() + 64 + 16 + 100;
    bytes[sealed] = static_cast<char>(bytes[sealed] ^ 0xFF);
    std::fstream out(file, std::ios::binary | std::ios::in | std::ios::out);
    out.seekp(static_cast<std::streamoff>(sealed));
    out.put(bytes[sealed]);
  }
};

Scrubbed on_day(OpenVault& vault, std::int32_t day) {
  const auto scrubbed = scrub_rows(vault, day, {}, [] {});
  REQUIRE_MESSAGE(scrubbed.has_value(), (scrubbed ? "" : in_english(scrubbed.error())));
  return *scrubbed;
}

}  // namespace

TEST_CASE("in thirty days every row is looked at once, whatever day one begins on") {
  const Sample sample;
  const auto inside = open_inside(sample.file, test_surroundings(5));
  for (const std::int32_t first : {0, 18'518, -31}) {
    std::uint64_t rows = 0;
    for (std::int32_t day = first; day < first + 30; ++day) {
      const Scrubbed scrubbed = on_day(*inside, day);
      CHECK(scrubbed.rows >= 6);  // 202 rows: six or seven a day
      CHECK(scrubbed.rows <= 7);
      CHECK(scrubbed.sound == scrubbed.rows);
      CHECK(scrubbed.damages.empty());
      CHECK(scrubbed.day == day);
      rows += scrubbed.rows;
    }
    CHECK(rows == kNotes + 2);
  }
}

TEST_CASE("a damaged entry is found on its day and on no other") {
  const Sample sample;
  sample.damage(100);
  const auto inside = open_inside(sample.file, test_surroundings(5));
  std::set<std::int32_t> days;
  for (std::int32_t day = 30'000; day < 30'030; ++day) {
    const Scrubbed scrubbed = on_day(*inside, day);
    if (scrubbed.damages.empty())
      continue;
    days.insert(day);
    REQUIRE(scrubbed.damages.size() == 1);
    CHECK(scrubbed.damages[0].row == 100);
    CHECK(scrubbed.damages[0].what == Damage::What::ciphertext);
    CHECK(scrubbed.sound == scrubbed.rows - 1);
  }
  CHECK(days == std::set<std::int32_t>{30'010});
}

TEST_CASE("two readings that differ are called a failing computer, and not a damaged entry") {
  const Sample sample;
  const auto inside = open_inside(sample.file, test_surroundings(5));
  const auto scrubbed = scrub_rows(*inside, 30'010, {}, [&] { sample.damage(100); });
  REQUIRE_MESSAGE(scrubbed.has_value(), (scrubbed ? "" : in_english(scrubbed.error())));
  REQUIRE(scrubbed->damages.size() == 1);
  CHECK(scrubbed->damages[0].row == 100);
  CHECK(scrubbed->damages[0].problem.what ==
        "entry {0} was read twice and was not the same: the disk or the memory of this computer is "
        "failing");
  // From then on both readings agree, and it is damage.
  const Scrubbed again = on_day(*inside, 30'010);
  REQUIRE(again.damages.size() == 1);
  CHECK(again.damages[0].what == Damage::What::ciphertext);
}

TEST_CASE("the day is the clock's, and an erased entry is in order") {
  const Folder folder;
  const auto file = folder / "a.mnv";
  {
    Vault vault = new_vault(file);
    const Compartment gone = write_notes(vault, 30);
    REQUIRE(vault.erase({&gone, 1}, "asked for it"));
  }
  for (int day = 0; day < 30; ++day) {
    Surroundings then = test_surroundings(40);
    then.now_ms = TestClock{1'600'000'000'000 + day * kDayMs};
    auto vault = Vault::open(file, passphrase(), then);
    REQUIRE(vault);
    const auto scrubbed = vault->scrub();
    REQUIRE(scrubbed);
    CHECK(scrubbed->day == day_at(1'600'000'000'000).number + day);
    CHECK(scrubbed->damages.empty());
    CHECK(scrubbed->rows >= 1);
    if (day == 0)
      CHECK_FALSE(open_again(file));  // its locks hold
  }
}

TEST_CASE("the parts of days on which nobody looked are made up for, and all thirty at most") {
  CHECK(days_to_scrub(std::nullopt, Day{500}) == 1);
  CHECK(days_to_scrub(Day{499}, Day{500}) == 1);
  CHECK(days_to_scrub(Day{500}, Day{500}) == 1);
  CHECK(days_to_scrub(Day{490}, Day{500}) == 10);
  CHECK(days_to_scrub(Day{10}, Day{500}) == 30);
  CHECK(days_to_scrub(Day{501}, Day{500}) == 1);  // a clock that was put back
  const Sample sample;
  std::uint64_t rows = 0;
  for (const int day : {0, 4, 5, 80}) {
    Surroundings then = test_surroundings(50 + static_cast<std::uint64_t>(day));
    then.now_ms = TestClock{1'600'000'000'000 + day * kDayMs};
    auto vault = Vault::open(sample.file, passphrase(), then);
    REQUIRE(vault);
    CHECK(vault->backups().scrub_due);
    std::uint64_t last_said = 0;
    const auto scrubbed = vault->scrub([&](std::uint64_t done, std::uint64_t total) {
      CHECK(done >= std::exchange(last_said, done));
      CHECK(done <= total);
      return true;
    });
    REQUIRE(scrubbed);
    CHECK(scrubbed->noted);
    CHECK_FALSE(vault->backups().scrub_due);
    CHECK(scrubbed->days == (day == 0 ? 1U : day == 4 ? 4U : day == 5 ? 1U : 30U));
    rows = scrubbed->rows;
  }
  CHECK(rows == kNotes + 2 + 3);  // after so long all of it, with the three lines that note it
}

TEST_CASE("a part with damage in it is not noted, so that it is looked at and told again") {
  const Sample sample;
  for (std::uint64_t row = 90; row < 120; ++row)
    sample.damage(row);
  Vault vault = must_open(sample.file);
  for (int i = 0; i < 2; ++i) {
    const auto scrubbed = vault.scrub();
    REQUIRE(scrubbed);
    CHECK(scrubbed->damages.size() == 1);
    CHECK_FALSE(scrubbed->noted);
    CHECK(vault.backups().scrub_due);
  }
}

TEST_CASE("a scrub that is stopped says so") {
  const Sample sample;
  Vault vault = must_open(sample.file);
  const auto stopped = vault.scrub([](std::uint64_t, std::uint64_t) { return false; });
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().what == "stopped as you asked");
}
