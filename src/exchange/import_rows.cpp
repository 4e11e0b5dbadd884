// SPDX-License-Identifier: Apache-2.0
#include "import_rows.h"

#include <algorithm>

#include "countries.h"
#include "text/fold.h"

namespace manumit::exchange {

using casework::Answer;
using casework::AnswerState;
using casework::FactKind;
using casework::RecordId;
using casework::SubjectKind;
using Weight = CellProblem::Weight;

namespace {

// The vocabulary's facts for the name of a stub, and for words that no field holds.
constexpr std::string_view kOrganisationName = "organisation.name";
constexpr std::string_view kPersonName = "person.name";
constexpr std::string_view kComment = "case.comment";

// What a person or organisation that a field looks up is in the case.
std::string_view role_of(const HtcdsField& field) {
  constexpr std::pair<std::string_view, std::string_view> kRoles[] = {
      {"cas_ReferringOrganisation", "referring"},
      {"cas_ReferredOrganisation", "referred"},
      {"cas_ReferringPrimaryCaseWorker", "case_worker"},
      {"cas_ReferredPrimaryCaseWorker", "case_worker"},
      {"vic_LocationOfRecruitment", "recruitment_site"},
      {"vic_LocationOfExploitation", "exploitation_site"},
  };
  for (const auto& [name, role] : kRoles) {
    if (name == field.name)
      return role;
  }
  return "other";
}

bool is_name(const HtcdsField& field) {
  return field.name == "prs_FirstName" || field.name == "prs_MiddleName" ||
         field.name == "prs_SecondName";
}

std::string beginning(const std::string& text) {
  constexpr std::size_t kLetters = 200;
  std::size_t at = 0;
  for (std::size_t letters = 0; at < text.size() && letters < kLetters; ++letters) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
      ++at;
  }
  return text.substr(0, at);
}

class RowReader {
 public:
  RowReader(const RowContext& context, std::size_t row) : context_(context), row_(row) {
    out_.preview.row = row + 1;
    out_.filing.case_id = context.new_id();
    out_.filing.opens_case = true;
    out_.filing.sources.push_back(context.source);
    affected_ = subject(SubjectKind::person, "affected", "affected");
  }

  void take(const ImportColumn& column, const Cell& cell) {
    column_ = &column;
    cell_ = cell_name(row_, column.index);
    if (!is_readable(cell))
      return;
    const CleanText clean = clean_text(cell.text);
    if (clean.text.empty())
      return;
    remark_on_letters(clean);
    if (cell.kind == Cell::Kind::fault || cell.value == Cell::Kind::fault)
      take_fault(clean.text);
    else if (column.use == ImportColumn::Use::field)
      take_field(cell, clean.text);
    else if (column.use == ImportColumn::Use::code_flag)
      take_flag(clean.text);
    else
      take_words(clean.text);
  }

  ReadRow finish() {
    file_places();
    for (casework::Statement& statement : out_.filing.statements) {
      if (const auto fits = check_statement(statement, context_.vocabulary); !fits)
        refuse(statement, fits.error());
    }
    out_.preview.facts = out_.filing.statements.size();
    out_.preview.title = out_.name;
    if (out_.name.empty() && !out_.filing.statements.empty())
      out_.preview.title = beginning(out_.filing.statements.front().said_as);
    return std::move(out_);
  }

 private:
  // --- what a person should see -------------------------------------------------------------

  void problem(Weight weight, Error error) {
    out_.preview.good = out_.preview.good && weight != Weight::bad;
    out_.problems.push_back(
        {weight, cell_, column_->heading, beginning(said_as_), std::move(error)});
  }
  void problem(Weight weight, const char* what, const char* next,
               std::vector<std::string> fills = {}) {
    problem(weight, Error{Error::Kind::bad_input, what, {}, next, std::move(fills)});
  }

  void refuse(const casework::Statement& statement, const Error& error) {
    out_.preview.good = false;
    out_.problems.push_back(
        {Weight::bad, statement.at.cell, {}, beginning(statement.said_as), error});
  }

  bool is_readable(const Cell& cell) {
    said_as_ = cell.text;
    if (cell.kind == Cell::Kind::empty)
      return false;
    if (cell.value == Cell::Kind::too_long) {
      problem(Weight::bad, "this cell is longer than a cell can be",
              "shorten it, or keep the text in a paper of the case");
      return false;
    }
    if (cell.kind == Cell::Kind::formula) {
      if (cell.text.empty()) {
        problem(Weight::unmapped, "a formula without a result stands here", "nothing was taken");
        return false;
      }
      problem(Weight::note, "a formula stands here", "its last result was taken");
    }
    return true;
  }

  void remark_on_letters(const CleanText& clean) {
    if (clean.had_invisible)
      problem(Weight::note, "this cell holds invisible letters that change how it is read",
              "they were left out; the words as they stood show them");
    if (clean.had_blanks)
      problem(Weight::note, "blanks stand before or behind the text", "they were left out");
    const bool mixed = column_->field != nullptr && is_name(*column_->field) &&
                       !text::find_mixed_words(clean.text).empty();
    if (mixed)
      problem(Weight::note, "a word of this name mixes letters of two alphabets",
              "it was kept as it stands; a search finds it in both");
  }

  // --- what is filed --------------------------------------------------------------------------

  RecordId subject(SubjectKind kind, std::string_view role, const std::string& key) {
    const auto found = subjects_.find(key);
    if (found != subjects_.end())
      return found->second;
    const RecordId id = context_.new_id();
    out_.filing.subjects.push_back({id, kind, std::string(role), {}});
    subjects_.emplace(key, id);
    return id;
  }

  RecordId subject_of(const casework::Fact& fact) {
    switch (fact.about) {
      case SubjectKind::case_file:
        return out_.filing.case_id;
      case SubjectKind::person:
        return column_->field != nullptr && column_->field->section == Section::perpetrator
                   ? subject(SubjectKind::person, "perpetrator", "perpetrator")
                   : affected_;
      case SubjectKind::organisation:
        return subject(SubjectKind::organisation, "other", "organisation");
      default:
        return subject(fact.about, "", "kind " + std::to_string(static_cast<int>(fact.about)));
    }
  }

  void file(RecordId about, const std::string& fact, Answer answer, std::string said_as) {
    casework::Statement statement;
    statement.subject = about;
    statement.fact = fact;
    statement.answer = std::move(answer);
    statement.said_as = std::move(said_as);
    statement.source = context_.source.id;
    statement.at.cell = cell_;
    out_.filing.statements.push_back(std::move(statement));
  }

  void file_words(const casework::Fact& fact, const std::string& words) {
    file(subject_of(fact), fact.id, {AnswerState::unclear, {}}, words);
  }

  // --- cells ------------------------------------------------------------------------------------

  void take_fault(const std::string& text) {
    problem(Weight::unmapped, "the cell holds a fault of the spreadsheet, not a value",
            "it is kept word for word");
    const Meaning* meaning =
        column_->field == nullptr ? nullptr : context_.meanings.of(column_->field->name);
    if (meaning != nullptr && meaning->fact != nullptr && meaning->part == PlacePart::none &&
        meaning->fact->kind != FactKind::text && meaning->fact->kind != FactKind::long_text)
      file_words(*meaning->fact, said_as_);
    else
      take_words(text);
  }

  void take_words(const std::string& text) {
    const std::string before = column_->heading.empty() ? "" : column_->heading + ": ";
    file(out_.filing.case_id, std::string(kComment), {AnswerState::yes, before + text}, said_as_);
  }

  void take_field(const Cell& cell, const std::string& text) {
    const Meaning* meaning = context_.meanings.of(column_->field->name);
    if (meaning == nullptr) {
      problem(Weight::unmapped, "this field of the standard has no counterpart here",
              "it is kept word for word");
      take_words(text);
    } else if (meaning->part != PlacePart::none) {
      take_place_part(*meaning, text);
    } else if (!meaning->by_code.empty()) {
      take_codes_as_facts(*meaning, text);
    } else if (meaning->fact->kind == FactKind::organisation ||
               meaning->fact->kind == FactKind::person) {
      take_lookup(*meaning->fact, text);
    } else if (meaning->fact->kind == FactKind::code && meaning->fact->about == SubjectKind::work) {
      take_works(*meaning, text);
    } else {
      take_value(*meaning, cell, text);
    }
    note_identity(cell, text);
  }

  [[nodiscard]] ReadingContext reading() const {
    ReadingContext out;
    out.parted =
        context_.artefact == Artefact::htcds_xlsform ? Parted::by_blank : Parted::by_semicolon;
    // The workbook's own lists hold labels and country names; for gender alone they hold codes.
    if (context_.artefact == Artefact::htcds_excel)
      out.listed = column_->field->name == "prs_Gender" ? MetAs::code : MetAs::label;
    return out;
  }

  void take_value(const Meaning& meaning, const Cell& cell, const std::string& text) {
    Reading read = read_value(*meaning.fact, meaning.codes, cell, text, reading());
    for (Reading::Remark& remark : read.remarks)
      problem(remark.weight, std::move(remark.problem));
    const bool in_part = read.answer.has_value();
    if (read.answer)
      file(subject_of(*meaning.fact), meaning.fact->id, std::move(*read.answer), said_as_);
    for (const std::string& piece : read.unread)
      file_words(*meaning.fact, in_part || read.unread.size() > 1 ? piece : said_as_);
  }

  void take_codes_as_facts(const Meaning& meaning, const std::string& text) {
    const auto fact_of = [&meaning](std::string_view code) -> const casework::Fact* {
      for (const auto& [one, fact] : meaning.by_code) {
        if (one == code)
          return fact;
      }
      return nullptr;
    };
    const ManyCodes found = match_codes(*meaning.codes, text, reading().parted);
    for (const CodeMatch& match : found.known) {
      if (auto remark = remark_on_code(match, reading()))
        problem(remark->weight, std::move(remark->problem));
      if (const casework::Fact* fact = fact_of(match.code->htcds))
        file(subject_of(*fact), fact->id, {AnswerState::yes, {}}, said_as_);
    }
    for (const std::string& piece : found.unknown) {
      Reading::Remark remark = remark_on_unknown_code();
      problem(remark.weight, std::move(remark.problem));
      if (const casework::Fact* other = fact_of("Other"))
        file_words(*other, piece);
    }
  }

  // The survey form allows several industries where the standard allows one: each was a job.
  void take_works(const Meaning& meaning, const std::string& text) {
    const ManyCodes found = match_codes(*meaning.codes, text, reading().parted);
    for (const CodeMatch& match : found.known) {
      if (auto remark = remark_on_code(match, reading()))
        problem(remark->weight, std::move(remark->problem));
      const RecordId work = subject(SubjectKind::work, "", "work " + match.code->id);
      file(work, meaning.fact->id, {AnswerState::yes, std::vector<std::string>{match.code->id}},
           said_as_);
    }
    for (const std::string& piece : found.unknown) {
      Reading::Remark remark = remark_on_unknown_code();
      problem(remark.weight, std::move(remark.problem));
      const RecordId work = subject(SubjectKind::work, "", "work " + piece);
      file(work, meaning.fact->id, {AnswerState::unclear, {}}, piece);
    }
    if (found.known.size() > 1)
      problem(Weight::note, "several industries stand where the standard has one",
              "each is kept as a job of its own");
  }

  // A name that the standard looks up elsewhere: a stub with that name, to be linked later.
  void take_lookup(const casework::Fact& fact, const std::string& text) {
    const bool is_person = fact.kind == FactKind::person;
    const std::string key = (is_person ? "p " : "o ") + text::fold(text);
    const bool is_new = !subjects_.contains(key);
    const RecordId stub = subject(is_person ? SubjectKind::person : SubjectKind::organisation,
                                  role_of(*column_->field), key);
    if (is_new)
      file(stub, std::string(is_person ? kPersonName : kOrganisationName), {AnswerState::yes, text},
           said_as_);
    file(subject_of(fact), fact.id, {AnswerState::yes, stub}, said_as_);
  }

  void take_flag(const std::string& text) {
    const bool chosen = text == "1" || text == "TRUE" || text == "True" || text == "true";
    const Meaning* meaning = context_.meanings.of(column_->field->name);
    if (!chosen || meaning == nullptr)
      return;  // Not chosen is not "no".
    Cell cell;
    cell.text = column_->code;
    cell.kind = cell.value = Cell::Kind::text;
    take_field(cell, column_->code);
  }

  // --- places -----------------------------------------------------------------------------------

  struct PlaceSoFar {
    RecordId about;
    casework::Place place;
    std::string said_as;
    std::string first_cell;
    std::string last_cell;
  };

  void take_place_part(const Meaning& meaning, const std::string& text) {
    PlaceSoFar& so_far = places_[meaning.fact->id];
    so_far.about = subject_of(*meaning.fact);
    so_far.said_as += (so_far.said_as.empty() ? "" : " | ") + said_as_;
    so_far.first_cell = so_far.first_cell.empty() ? cell_ : so_far.first_cell;
    so_far.last_cell = cell_;
    casework::Place& place = so_far.place;
    switch (meaning.part) {
      case PlacePart::country:
        take_country(place, text);
        break;
      case PlacePart::region:
        place.region = text;
        break;
      case PlacePart::city:
        place.city = text;
        break;
      case PlacePart::street:
        place.street = text;
        break;
      default:
        place.post_code = text;
    }
  }

  void take_country(casework::Place& place, const std::string& text) {
    if (const auto code = country_code(text)) {
      place.country = std::string(*code);
      return;
    }
    place.words = text;
    problem(Weight::unmapped, "no country of this name is known", "it is kept word for word");
  }

  void file_places() {
    for (auto& [fact, so_far] : places_) {
      cell_ = so_far.first_cell;
      if (so_far.last_cell != so_far.first_cell)
        cell_ += ":" + so_far.last_cell;
      file(so_far.about, fact, {AnswerState::yes, std::move(so_far.place)},
           std::move(so_far.said_as));
    }
  }

  // --- by what a person is known again --------------------------------------------------------

  void note_identity(const Cell& cell, const std::string& text) {
    const HtcdsField& field = *column_->field;
    if (is_name(field)) {
      out_.name += (out_.name.empty() ? "" : " ") + text;
      if (out_.name_cell.empty()) {
        out_.name_cell = cell_;
        out_.name_heading = column_->heading;
      }
    } else if (field.name == "prs_Birthdate" && cell.value == Cell::Kind::date) {
      out_.born = cell.day;
    } else if (field.name == "prs_Birthdate") {
      const auto date = parse_partial_date(text);
      if (date && date->first == date->last)
        out_.born = date->first;
    } else if (field.name == "prs_MobilePhone" || field.name == "prs_HomePhone") {
      std::copy_if(text.begin(), text.end(), std::back_inserter(out_.phone),
                   [](char letter) { return letter >= '0' && letter <= '9'; });
    }
  }

  const RowContext& context_;
  std::size_t row_;
  ReadRow out_;
  RecordId affected_;
  std::map<std::string, RecordId> subjects_;
  std::map<std::string, PlaceSoFar> places_;
  const ImportColumn* column_ = nullptr;
  std::string cell_;
  std::string said_as_;
};

}  // namespace

ReadRow read_row(const RowContext& context, const ImportTable& table, const Sheet& sheet,
                 std::size_t row) {
  RowReader reader(context, row);
  for (const ImportColumn& column : table.columns) {
    if (column.use != ImportColumn::Use::leave_out)
      reader.take(column, sheet.at(row, column.index));
  }
  return reader.finish();
}

bool holds_something(const ImportTable& table, const Sheet& sheet, std::size_t row) {
  const auto is_left_out = [](const ImportColumn& column) {
    return column.use == ImportColumn::Use::leave_out && column.field == nullptr;
  };
  return std::any_of(table.columns.begin(), table.columns.end(), [&](const ImportColumn& column) {
    const Cell& cell = sheet.at(row, column.index);
    return !is_left_out(column) &&
           (cell.kind == Cell::Kind::formula || !without_outer_blanks(cell.text).empty());
  });
}

}  // namespace manumit::exchange
