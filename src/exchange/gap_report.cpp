// SPDX-License-Identifier: Apache-2.0
#include "gap_report.h"

#include <algorithm>

#include "estimate_note_html.h"
#include "gap_drawing.h"
#include "gap_lead.h"
#include "gap_sources.h"
#include "gap_words.h"

namespace manumit::exchange {
namespace {

using gap::Figure;
using gap::GapReport;
using note::escaped;
using note::row;
using note::tag;

constexpr std::size_t kMostCharts = 16;
constexpr double kPercent = 100;

class Page {
 public:
  Page(const GapReport& report, const EstimateWords& words)
      : report_(report), table_(report.table), words_(words), sources_(report, words) {}

  std::string html() const {
    const std::string title = word("What was done about it") + ": " + escaped(report_.place);
    std::string out = "<!DOCTYPE html>\n<!-- SPDX-License-Identifier: Apache-2.0 -->\n";
    out += "<html lang=\"" + escaped(words_.language) + "\">\n<head>\n<meta charset=\"utf-8\">\n";
    // Should this page ever be served, nothing in it may ask for anything.
    out +=
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    out += tag("title", title) + "\n<style>" + std::string(note::styles()) +
           std::string(gap_page::drawing_styles()) + "</style>\n</head>\n<body>\n";
    out += tag("header", tag("h1", title) + tag("span", escaped(table_.file))) + "\n";
    out += "<div role=\"main\">\n" + lead() + funnels() + charts() + measures() + conflicts();
    out += scorecard() + unknown() + faults() + method() + sources();
    return out + "</div>\n</body>\n</html>\n";
  }

 private:
  // --- words ---

  std::string word(std::string_view english) const { return escaped(told(english, words_)); }
  std::string small_word(const std::string& english) const {
    return escaped(words_.sentence(english));
  }
  std::string sentence(const Sentence& of) const { return escaped(told(of, words_)) + "."; }
  std::string name(std::string_view code) const { return escaped(gap_name(code, words_)); }
  std::string figure(double value) const { return escaped(gap_figure(value, words_)); }
  std::string range(const std::optional<Interval<double>>& of) const {
    return escaped(gap_range(of, words_));
  }
  std::string why(std::string_view english) const {
    return tag("p", "class=\"why\"", word(english) + ".") + "\n";
  }
  std::string section(std::string_view title, const std::string& inside) const {
    return tag("section", "\n" + tag("h2", word(title)) + "\n" + inside) + "\n";
  }
  std::string list(const std::vector<Sentence>& sentences) const {
    std::string items;
    for (const Sentence& one : sentences)
      items += tag("li", sentence(one)) + "\n";
    return items.empty() ? "" : tag("ul", "class=\"small\"", items) + "\n";
  }
  std::string heading(std::initializer_list<std::string_view> names) const {
    std::string cells;
    for (const std::string_view one : names)
      cells += tag("th", one.empty() ? "" : word(one));
    return tag("tr", cells) + "\n";
  }
  std::string table(const std::string& rows) const {
    return tag("div", "class=\"scroll\"", tag("table", "class=\"lines small\"", "\n" + rows)) +
           "\n";
  }

  // --- sources ---

  /// "[1, 4]"
  std::string cited(const std::vector<std::size_t>& figures) const {
    std::string out;
    for (const std::size_t number : sources_.numbers_of(figures))
      out += (out.empty() ? "" : ", ") + std::to_string(number);
    return out.empty() ? "" : "[" + out + "]";
  }

  std::string sources() const {
    std::string items;
    for (const std::string& source : sources_.in_order())
      items += tag("li", escaped(source)) + "\n";
    return section("Sources",
                   why("A number in square brackets names the source; what follows the dot "
                       "is the edition") +
                       tag("ol", "class=\"small\"", items));
  }

  // --- what is known first ---

  std::string lead() const {
    const std::vector<GapSaid> said = gap_lead(report_, words_);
    constexpr std::size_t kLarge = 1;
    std::string out;
    for (std::size_t i = 0; i < said.size(); ++i)
      out += tag("p", i < kLarge ? "class=\"lead\"" : "class=\"next\"",
                 sentence(said[i].says) + " " + cited(said[i].figures)) +
             "\n";
    if (out.empty())
      out = tag("p", "class=\"lead refused\"",
                word("none of the measures can be computed from these figures") + ".");
    return tag("section", "\n" + out) + "\n";
  }

  // --- the funnel ---

  std::string funnels() const {
    std::string out;
    for (const gap::Funnel* funnel : {&report_.funnel, &report_.labour}) {
      const bool any = std::any_of(funnel->stages.begin(), funnel->stages.end(),
                                   [](const gap::Stage& one) { return one.value.has_value(); });
      if (!any)
        continue;
      out += tag("h3", (funnel->of == "labour" ? word("labour alone") + ", " : "") +
                           escaped(funnel->period)) +
             tag("div", "class=\"figure\"", gap_page::funnel_drawing(*funnel, words_)) +
             funnel_table(*funnel) + list(funnel->cautions);
    }
    if (out.empty())
      return "";
    return section("From the estimate to the remedy",
                   why("each step to the right is ten times as many. A stage without a figure is "
                       "missing and not zero") +
                       out);
  }

  std::string funnel_table(const gap::Funnel& funnel) const {
    std::string rows = heading({"stage", "period", "figure", "95 % interval", "counts",
                                "for every 100 identified", "estimated for each one", "source"});
    for (const gap::Stage& stage : funnel.stages) {
      std::string value = stage.value         ? escaped(gap_figure(*stage.value, 0, words_))
                          : stage.interval    ? std::string()
                          : stage.said_absent ? small_word("said not to be published")
                                              : small_word("no figure in the file");
      rows += row({name(stage.name), escaped(stage.period), value, range(stage.interval),
                   name(stage.unit),
                   stage.per_hundred_identified
                       ? escaped(gap_figure(*stage.per_hundred_identified, 1, words_))
                       : "",
                   stage.estimated_for_each ? figure(*stage.estimated_for_each) : "",
                   cited(stage.figures)});
    }
    return table(rows);
  }

  // --- the years ---

  std::string charts() const {
    std::string out;
    std::size_t drawn = 0;
    for (const gap::Series& series : report_.series) {
      if (is_drawn(series) && drawn++ < kMostCharts)
        out += chart(series);
    }
    if (out.empty())
      return "";
    return section(
        "Over the years",
        why("upright lines are intervals of 95 %: as published, or exact for counts below "
            "100. A dashed line marks where something else is counted from then on; no "
            "line goes across. Editions with methods of their own are points") +
            out);
  }

  std::string chart(const gap::Series& series) const {
    std::string out =
        tag("h3",
            escaped(series.population.empty() ? series.measure : told(series.population, words_)) +
                " · " + name(series.unit));
    out += tag("div", "class=\"figure\"", gap_page::series_drawing(series, words_));
    if (series.trend)
      out += trend(*series.trend);
    std::string rows = heading({"year", "figure", "95 % interval", "break before", "source"});
    for (const gap::SeriesPoint& point : series.points) {
      rows += row({std::to_string(point.year), escaped(gap_figure(point.value, 1, words_)),
                   range(point.interval), point.break_before ? sentence(*point.break_before) : "",
                   cited({point.figure})});
    }
    return out + tag("details", "open", tag("summary", word("the table")) + table(rows)) + "\n";
  }

  std::string trend(const gap::Trend& trend) const {
    std::string out;
    for (const Sentence& says : trend_says(trend, words_))
      out += (out.empty() ? "" : " ") + sentence(says);
    return tag("p", "class=\"small\"", out) + "\n";
  }

  // --- the measures ---

  std::string measures() const {
    std::string rows = heading({"", "measure", "period", "figure", "95 % interval", "source"});
    for (const gap::GapMeasure& measure : report_.measures) {
      std::string says = measure.value
                             ? tag("b", escaped(with_capital(measure_title(measure.id, words_))))
                             : escaped(with_capital(measure_title(measure.id, words_)));
      if (!measure.not_computable.text.empty())
        says += "<br>" + small_word("not computable") + ": " +
                escaped(words_.sentence(measure.not_computable.text));
      for (const Sentence& caution : measure.cautions)
        says += "<br>" + tag("span", "class=\"soft\"", sentence(caution));
      rows += row({measure.id, says, escaped(measure.period),
                   measure.value ? figure(*measure.value) : "–", range(measure.interval),
                   cited(measure.figures)});
    }
    return section("The twelve measures", table(rows) + parts());
  }

  std::string parts() const {
    std::string rows =
        heading({"", "of", "period", "figure", "95 % interval", "of which", "source"});
    for (const gap::GapMeasure& measure : report_.measures) {
      for (const gap::Part& part : measure.parts) {
        std::string counts;
        if (part.part && part.whole)
          counts = escaped(gap_figure(*part.part, 0, words_)) + " / " +
                   escaped(gap_figure(*part.whole, 0, words_));
        rows += row({measure.id, name(part.of), escaped(part.period),
                     part.is_range ? "–" : figure(part.value), range(part.interval), counts,
                     cited(part.figures)});
      }
    }
    return tag("details", "open", tag("summary", word("of what they are made")) + table(rows)) +
           "\n";
  }

  // --- what does not agree ---

  std::string conflicts() const {
    if (report_.conflicts.empty())
      return "";
    std::string rows = heading({"measure", "period", "figures", "preferred", "why", "apart"});
    for (const gap::Conflict& conflict : report_.conflicts) {
      std::string figures;
      for (const std::size_t i : conflict.figures) {
        const Figure& one = table_.figures[i];
        figures += (figures.empty() ? "" : "<br>") + value_of(one) + " " + cited({i});
      }
      const Figure& first = table_.figures[conflict.figures.front()];
      rows += row({escaped(first.measure), escaped(first.period.words), figures,
                   conflict.preferred ? value_of(table_.figures[*conflict.preferred]) : "–",
                   name(gap::name_of(conflict.rule)),
                   escaped(gap_figure(kPercent * conflict.apart, 1, words_)) + " %"});
    }
    return section("Figures that do not agree",
                   why("both are kept. An official count comes before a secondary one, a later "
                       "edition before an earlier one, what was read before what was remembered; "
                       "where none of these decides, nothing is reckoned from one alone") +
                       table(rows));
  }

  std::string value_of(const Figure& figure) const {
    if (figure.value)
      return (figure.is_at_least() ? "≥ " : "") + escaped(gap_figure(*figure.value, 2, words_));
    return figure.low && figure.high ? range(Interval<double>{*figure.low, *figure.high})
                                     : escaped(figure.words);
  }

  // --- the scorecard ---

  std::string scorecard() const {
    const gap::Scorecard& card = report_.scorecard;
    std::string rows =
        heading({"", "measure", "figure", "best", "worst", "between 0 and 1", "weight"});
    for (const gap::Scored& one : card.indicators) {
      rows += row({one.id, escaped(with_capital(measure_title(one.id, words_))),
                   one.value ? figure(*one.value) : small_word("not computable"), figure(one.best),
                   figure(one.worst), one.score ? escaped(gap_figure(*one.score, 2, words_)) : "–",
                   figure(one.weight)});
    }
    std::string says;
    for (const Sentence& one : scorecard_says(card, words_))
      says += (says.empty() ? "" : " ") + sentence(one);
    return section("Scorecard",
                   why("the two ends and the weights are a choice of value. The counts "
                       "come first") +
                       tag("p", says) + table(rows));
  }

  // --- what is not known, and how it was reckoned ---

  std::string unknown() const {
    return report_.unknown.empty() ? "" : section("What is not known", list(report_.unknown));
  }

  std::string faults() const {
    if (table_.faults.empty() && table_.notes.empty())
      return "";
    std::string items;
    for (const gap::Fault& fault : table_.faults)
      items += tag("li", escaped(fault.where) + ": " + sentence(fault.what)) + "\n";
    return section("What the file of figures lacks",
                   (items.empty() ? ""
                                  : why("a row with a fault is left out of everything") +
                                        tag("ul", "class=\"small\"", items)) +
                       list(table_.notes));
  }

  std::string method() const {
    std::string items;
    for (const char* id :
         {"counts below 100 have the exact Poisson interval of Garwood (1936), shares that of "
          "Clopper "
          "and Pearson (1934)",
          "two counts are compared by the exact test given their sum; p is twice the smaller tail",
          "these intervals say how far chance alone could move a count. They say nothing of what "
          "was "
          "never counted",
          "an estimate is of one day, a count of a year: their ratio is no share of the same "
          "people",
          "a figure without a unit, or with a period that ends before it starts, is used for "
          "nothing",
          "few cases can mean that few were looked for: no motive is read out of a number"})
      items += tag("li", word(id) + ".") + "\n";
    return section("How it was reckoned", tag("ul", "class=\"small\"", items));
  }

  const GapReport& report_;
  const gap::FigureTable& table_;
  const EstimateWords& words_;
  GapSources sources_;
};

}  // namespace

std::string gap_report(const GapReport& report, const EstimateWords& words) {
  return Page(report, words).html();
}

}  // namespace manumit::exchange
