// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "casework/vocabulary.h"
#include "dossier_parts.h"
#include "estimate_note_html.h"

namespace manumit::exchange::dossier {
namespace {

using casework::Statement;
using casework::Told;
using note::escaped;
using note::tag;

/// A4, with the number of each page and of all; grey only where it is no text.
constexpr std::string_view kStyles = R"css(
@page { size: A4; margin: 16mm 15mm 18mm; @bottom-right { content: counter(page) " / " counter(pages);
  font: 8pt sans-serif; color: #63635e; } }
* { box-sizing: border-box; }
html { color-scheme: light; }
body { margin: 0 auto; padding: 24px; max-width: 900px; background: #fff; color: #21201c; overflow-wrap: anywhere;
  font: 14px/1.45 "Inter", "Noto Sans", "Segoe UI", "Liberation Sans", Arial, sans-serif; }
h1 { font-size: 22px; margin: 0 0 6px; } h2 { font-size: 16px; margin: 28px 0 6px; break-after: avoid; }
h3 { font-size: 14px; margin: 18px 0 4px; break-after: avoid; }
p { margin: 0 0 6px; } .soft { color: #63635e; font-size: 12px; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; } thead { display: table-header-group; }
th, td { text-align: start; vertical-align: top; padding: 5px 10px 5px 0; border-bottom: 1px solid #dad9d6; }
th { color: #63635e; font-size: 12px; font-weight: 500; } tr { break-inside: avoid; }
td.n, th:nth-child(1) { white-space: nowrap; font-variant-numeric: tabular-nums; width: 3.2em; }
th:nth-child(2) { width: 30%; } th:nth-child(4) { width: 25%; }
.said { display: block; color: #21201c; } .said::before { content: open-quote; } .said::after { content: close-quote; }
.mark { display: block; border-inline-start: 3px solid #953ea3; padding-inline-start: 8px; margin-top: 3px; font-size: 12px; }
.ended { text-decoration: line-through; }
code { font: 12px/1.4 "DejaVu Sans Mono", Consolas, monospace; } li { margin-bottom: 4px; }
.method { break-before: page; }
@media print { body { padding: 0; max-width: none; font-size: 9.5pt; } .soft, th, code, .mark { font-size: 8pt; }
  h1 { font-size: 15pt; } h2 { font-size: 12pt; } h3 { font-size: 10pt; } }
)css";

std::string with(std::string text, const std::string& fill) {
  return filled(text, {fill});
}

class Page {
 public:
  Page(const Chosen& chosen, const std::vector<AttachedFile>& files, const DossierWords& words,
       const About& about)
      : chosen_(chosen), files_(files), words_(words), about_(about) {}

  std::string html() {
    std::string body = tag("h1", word("dossier.title")) + tag("p", word("dossier.lead")) + made() +
                       facts() + sources() + attached() + noted() + method();
    const std::string head =
        "<meta charset=\"utf-8\">" + tag("title", word("dossier.title")) + tag("style", kStyles);
    return "<!doctype html>\n" +
           tag("html", "lang=\"" + escaped(words_.language) + "\"",
               tag("head", head) + tag("body", body)) +
           "\n";
  }

 private:
  [[nodiscard]] std::string word(const std::string& id) const { return escaped(words_.of(id)); }
  [[nodiscard]] std::string word(const std::string& id, const std::string& fill) const {
    return escaped(with(words_.of(id), fill));
  }

  [[nodiscard]] std::string made() const {
    return tag("p", "class=\"soft\"",
               word("dossier.made", time_in_words(about_.made_ms)) + "<br>" +
                   word("dossier.device") + " " + tag("code", escaped(about_.device)));
  }

  [[nodiscard]] const Told* told_of(const Item& item) const {
    const auto& all = chosen_.shown.statements;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Told& one) { return one.id == item.id; });
    return found == all.end() ? nullptr : &*found;
  }

  /// The facts under whom or what they are about, in the order in which each comes first.
  [[nodiscard]] std::string facts() const {
    std::string out = tag("h2", word("dossier.facts"));
    std::vector<casework::RecordId> subjects;
    for (const Item& item : chosen_.items) {
      const Told* told = item.kind == ItemKind::fact ? told_of(item) : nullptr;
      if (told != nullptr &&
          std::find(subjects.begin(), subjects.end(), told->said.subject) == subjects.end())
        subjects.push_back(told->said.subject);
    }
    for (const casework::RecordId& subject : subjects) {
      out += tag("h3", escaped(subject_in_words(subject, chosen_.shown, words_)));
      out += tag("table", fact_head() + tag("tbody", facts_about(subject)));
    }
    return out;
  }

  [[nodiscard]] std::string fact_head() const {
    std::string cells;
    for (const char* id : {"dossier.n", "dossier.fact", "dossier.answer", "dossier.from"})
      cells += tag("th", "scope=\"col\"", word(id));
    return tag("thead", tag("tr", cells));
  }

  [[nodiscard]] std::string facts_about(const casework::RecordId& subject) const {
    std::string out;
    for (const Item& item : chosen_.items) {
      const Told* told = item.kind == ItemKind::fact ? told_of(item) : nullptr;
      if (told == nullptr || told->said.subject != subject)
        continue;
      out += tag("tr", tag("td", "class=\"n\"", std::to_string(item.n)) +
                           tag("td", escaped(label(told->said))) +
                           tag("td", answer(*told) + marks(item, *told)) +
                           tag("td", origin(item, told->said)));
    }
    return out;
  }

  [[nodiscard]] std::string label(const Statement& said) const {
    const std::string id = "fact." + said.fact;
    const std::string found = words_.of(id);
    return found == id ? said.fact : found;
  }

  [[nodiscard]] std::string answer(const Told& told) const {
    const std::string value = answer_in_words(told.said, chosen_.shown, words_);
    std::string out = tag("span", told.live ? "" : "class=\"ended\"", escaped(value));
    if (told.said.certainty != casework::Certainty::certain)
      out +=
          " (" +
          escaped(code_in_words("certainty", std::string(name_of(told.said.certainty)), words_)) +
          ")";
    if (told.said.when)
      out += " · " + escaped(casework::in_words(casework::Value(*told.said.when)));
    if (!told.said.said_as.empty() && told.said.said_as != value)
      out += tag("span", "class=\"said\"", escaped(told.said.said_as));
    return out;
  }

  /// What became of a statement, and what it corrects.
  [[nodiscard]] std::string marks(const Item& item, const Told& told) const {
    std::string out;
    const auto mark = [&](const std::string& text) { out += tag("span", "class=\"mark\"", text); };
    if (!told.replaced_by.empty())
      mark(word("dossier.corrected_by", std::to_string(chosen_.fact_number(told.replaced_by))));
    for (const Item& other : chosen_.items) {
      if (other.kind == ItemKind::withdrawal && other.id == told.id)
        mark(word("dossier.withdrawn", told.withdrawn_reason));
    }
    for (const std::string& earlier : told.said.replaces) {
      const std::size_t number = chosen_.fact_number(earlier);
      mark(number == 0 ? word("dossier.corrects_other")
                       : word("dossier.corrects", std::to_string(number)));
    }
    if (item.why != vault::NoProof::none)
      mark(word(item.why == vault::NoProof::before_parts ? "verify.none.before_parts"
                : item.why == vault::NoProof::chain      ? "verify.none.chain"
                                                         : "verify.none.not_here"));
    return out;
  }

  [[nodiscard]] std::string origin(const Item& item, const Statement& said) const {
    std::string out;
    const auto add = [&](const std::string& text) { out += (out.empty() ? "" : ", ") + text; };
    if (said.source)
      add(word("dossier.source_n", std::to_string(chosen_.source_number(*said.source))));
    if (said.at.page)
      add(word("dossier.page", std::to_string(*said.at.page)));
    if (said.at.line)
      add(word("dossier.line", std::to_string(*said.at.line)));
    if (!said.at.cell.empty())
      add(word("dossier.cell", said.at.cell));
    return out +
           tag("div", "class=\"soft\"", word("dossier.recorded", time_in_words(item.recorded_ms)));
  }

  [[nodiscard]] std::string sources() const {
    std::string rows;
    for (const Item& item : chosen_.items) {
      if (item.kind != ItemKind::source)
        continue;
      rows += tag("tr", tag("td", "class=\"n\"", std::to_string(item.n)) +
                            tag("td", source_in_words(chosen_.sources[item.n - 1])));
    }
    if (rows.empty())
      return tag("h2", word("dossier.sources")) + tag("p", word("dossier.no_sources"));
    return tag("h2", word("dossier.sources")) + tag("table", tag("tbody", rows));
  }

  [[nodiscard]] std::string source_in_words(const casework::Source& source) const {
    std::string out = escaped(code_in_words("source_kind", source.kind, words_));
    for (const std::string& piece :
         {source.title, source.author,
          source.date ? casework::in_words(casework::Value(*source.date)) : std::string(),
          source.address}) {
      if (!piece.empty())
        out += (out.empty() ? "" : " · ") + escaped(piece);
    }
    if (source.kept && !source.kept->name.empty())
      out += "<br>" + tag("code", escaped(source.kept->name));
    if (!source.file_hash.empty())
      out += "<br>" + tag("code", "BLAKE2b-256 " + escaped(source.file_hash));
    return out;
  }

  [[nodiscard]] std::string attached() const {
    if (files_.empty())
      return "";
    std::string rows;
    for (const AttachedFile& file : files_)
      rows += tag("tr", tag("td", tag("code", escaped(file.name))) +
                            tag("td", tag("code", escaped(file.hash))));
    return tag("h2", word("dossier.files")) + tag("table", tag("tbody", rows));
  }

  /// Who outside says by when which facts were there, and which lines could show it.
  [[nodiscard]] std::string noted() const {
    std::string rows;
    for (std::size_t i = 0; i < about_.anchors.size(); ++i) {
      const std::string covered = facts_in(i);
      if (covered.empty())
        continue;
      const vault::SeenAnchor& anchor = about_.anchors[i];
      std::string text;
      if (anchor.witness) {
        text = escaped(filled(words_.of("dossier.before"),
                              {time_in_words(anchor.witness->at_ms), anchor.witness->name})) +
               "<br>" + word("dossier.device") + " " +
               tag("code", escaped(anchor.witness->fingerprint));
      } else {
        text = word("dossier.line_noted", time_in_words(anchor.state.made_ms));
      }
      text += "<br>" + tag("code", escaped(anchor.line));
      rows += tag("tr", tag("td", text) + tag("td", word("dossier.facts_n", covered)));
    }
    return rows.empty() ? ""
                        : tag("h2", word("dossier.when")) + tag("table", tag("tbody", rows)) +
                              tag("p", "class=\"soft\"", word("dossier.when_what"));
  }

  [[nodiscard]] std::string facts_in(std::size_t anchor) const {
    std::string out;
    for (const Item& item : chosen_.items) {
      if (item.kind == ItemKind::fact &&
          std::find(item.anchors.begin(), item.anchors.end(), anchor) != item.anchors.end())
        out += (out.empty() ? "" : ", ") + std::to_string(item.n);
    }
    return out;
  }

  /// Whether somebody outside vouches for every fact that is proved.
  [[nodiscard]] bool all_witnessed() const {
    bool any = false;
    for (const Item& item : chosen_.items) {
      if (item.kind != ItemKind::fact || item.why != vault::NoProof::none)
        continue;
      any = true;
      if (std::none_of(item.anchors.begin(), item.anchors.end(), [&](std::size_t anchor) {
            return about_.anchors[anchor].witness.has_value();
          }))
        return false;
    }
    return any;
  }

  [[nodiscard]] std::string method() const {
    std::string out = tag("h2", word("dossier.method"));
    for (const char* id : {"dossier.method.signed", "dossier.method.chosen",
                           "dossier.method.proofs", "dossier.method.check"})
      out += tag("p", word(id));
    out += tag("h2", word("verify.not"));
    std::string items;
    for (const char* id : {"verify.not.true", "verify.not.device",
                           all_witnessed() ? "verify.not.when_before" : "verify.not.when",
                           "verify.not.whole", "verify.not.readable", "verify.not.program"})
      items += tag("li", word(id));
    return tag("section", "class=\"method\"", out + tag("ul", items));
  }

  const Chosen& chosen_;
  const std::vector<AttachedFile>& files_;
  const DossierWords& words_;
  const About& about_;
};

}  // namespace

std::string page(const Chosen& chosen, const std::vector<AttachedFile>& files,
                 const DossierWords& words, const About& about) {
  return Page(chosen, files, words, about).html();
}

}  // namespace manumit::exchange::dossier
