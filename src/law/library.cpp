// SPDX-License-Identifier: Apache-2.0
#include "law/library.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "compile.h"
#include "definition_file.h"
#include "program.h"
#include "reference.h"

namespace manumit::law {
namespace {

constexpr std::size_t kMostFiles = 1000;

struct Loaded {
  Definition definition;
  const DefinitionFile* file = nullptr;

  [[nodiscard]] const Instrument& law() const { return definition.instrument; }
  [[nodiscard]] Interval<Day> in_force() const {
    return {law().from.value_or(kFirstDay), law().to.value_or(kLastDay)};
  }
};

class Loader {
 public:
  explicit Loader(FactTable facts) {
    program_->leaves_of_fact.resize(facts.rows.size());
    program_->together_of_fact.resize(facts.rows.size());
    program_->facts = std::move(facts);
    for (std::uint32_t i = 0; i < program_->facts.rows.size(); ++i)
      program_->fact_by_id.emplace(program_->facts.rows[i].id, i);
  }

  void load(const std::vector<DefinitionFile>& files) {
    if (files.size() > kMostFiles) {
      faults_.push_back({.kind = Error::Kind::bad_input,
                         .what = "more than {0} files of definitions cannot be read",
                         .fills = {std::to_string(kMostFiles)}});
      return;
    }
    for (const DefinitionFile& file : files)
      if (std::optional<Definition> read = read_definition(file, faults_))
        loaded_.push_back({std::move(*read), &file});
    std::stable_sort(loaded_.begin(), loaded_.end(), [](const Loaded& a, const Loaded& b) {
      return std::pair(a.law().id, a.in_force().least) < std::pair(b.law().id, b.in_force().least);
    });
    for (const Loaded& one : loaded_)
      compile_definition(one.definition, one.file->text, *program_, faults_);
    check_versions();
    check_substitutes();
    check_palermo();
    if (faults_.empty())
      compile_questions(*program_);
    program_->node_by_key.clear();
  }

  [[nodiscard]] const std::vector<Error>& faults() const { return faults_; }
  std::unique_ptr<const Program> take() { return std::move(program_); }

 private:
  void fault(const Loaded& in, Spot at, std::string what, std::string next,
             std::vector<std::string> fills) {
    faults_.push_back({.kind = Error::Kind::bad_input,
                       .what = std::move(what),
                       .where = place_in(in.file->name, at),
                       .next = std::move(next),
                       .fills = std::move(fills)});
  }

  /// Versions of one instrument have names of their own, and no day in common.
  void check_versions() {
    for (std::size_t i = 0; i < loaded_.size(); ++i) {
      for (std::size_t j = i + 1; j < loaded_.size() && loaded_[j].law().id == loaded_[i].law().id;
           ++j) {
        if (loaded_[i].law().version == loaded_[j].law().version)
          fault(loaded_[j], {}, "the version {0} stands in {1} too",
                "give each file a version of its own",
                {loaded_[j].law().name(), loaded_[i].file->name});
        else if (overlap(loaded_[i].in_force(), loaded_[j].in_force()))
          fault(loaded_[j], loaded_[j].definition.in_force,
                "this version and {0} are in force on the same day",
                "let the earlier one end on the day before the later one begins",
                {loaded_[i].law().name()});
      }
    }
  }

  void check_substitutes() {
    std::set<std::string, std::less<>> known;
    for (const Loaded& one : loaded_)
      known.insert(one.law().id);
    for (const Loaded& one : loaded_)
      for (std::size_t i = 0; i < one.law().substitutes.size(); ++i)
        if (const std::string& id = one.law().substitutes[i]; known.count(id) == 0)
          fault(one, one.definition.substitutes[i], "no file defines the instrument {0}",
                "write its id without the version, or add its file", {id});
  }

  /// What an element says that it expresses must be something that Palermo has.
  void check_palermo() {
    std::set<std::string, std::less<>> known = {"child", "consent", "debt_bondage"};
    const std::size_t of_its_own = known.size();
    for (const Loaded& one : loaded_)
      if (one.law().id == kReference)
        for (const Element& element : one.law().elements)
          known.insert(element.palermo);
    if (known.size() == of_its_own)
      return;
    for (const Loaded& one : loaded_)
      for (std::size_t i = 0; i < one.law().elements.size(); ++i)
        if (const std::string& id = one.law().elements[i].palermo;
            !id.empty() && known.count(id) == 0)
          fault(one, one.definition.elements[i].palermo,
                "the Palermo Protocol has no element called {0}",
                "look it up in un.palermo.2000.toml", {id});
  }

  std::unique_ptr<Program> program_ = std::make_unique<Program>();
  std::vector<Loaded> loaded_;
  std::vector<Error> faults_;
};

}  // namespace

Result<Library> Library::read(const std::vector<DefinitionFile>& files, FactTable facts) {
  Loader loader(std::move(facts));
  loader.load(files);
  if (!loader.faults().empty())
    return fail(loader.faults().front());
  return Library(loader.take());
}

std::vector<Error> Library::faults(const std::vector<DefinitionFile>& files,
                                   const FactTable& facts) {
  Loader loader(facts);
  loader.load(files);
  return loader.faults();
}

const std::vector<Instrument>& Library::instruments() const {
  return program_->instruments;
}

std::vector<std::size_t> Library::versions_of(std::string_view id) const {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < program_->instruments.size(); ++i)
    if (program_->instruments[i].id == id)
      out.push_back(i);
  return out;
}

std::optional<std::size_t> Library::place_of(std::string_view id, std::string_view version) const {
  for (const std::size_t place : versions_of(id))
    if (program_->instruments[place].version == version)
      return place;
  return std::nullopt;
}

const FactTable& Library::facts() const {
  return program_->facts;
}

Library::Library(std::unique_ptr<const Program> program) : program_(std::move(program)) {}
Library::Library(Library&&) noexcept = default;
Library& Library::operator=(Library&&) noexcept = default;
Library::~Library() = default;

}  // namespace manumit::law
