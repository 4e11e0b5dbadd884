// SPDX-License-Identifier: Apache-2.0
#include "verify_page.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <map>

#include "base/encoding.h"
#include "base/json_write.h"

namespace manumit::proof {
namespace {

constexpr std::array<std::string_view, 4> kKinds = {"fact", "source", "subject", "withdrawal"};

/// A name or words from a folder that anybody may have made: nothing in it may move the cursor or
/// turn the reading direction.
std::string harmless(std::string_view text) {
  JsonWriter json;
  json.text(text);
  const std::string_view quoted = json.view();
  return std::string(quoted.substr(1, quoted.size() - 2));
}

std::string day_and_time(std::int64_t milliseconds) {
  const auto seconds = static_cast<std::time_t>(milliseconds / 1000);
  std::tm parts{};
  std::array<char, 40> text{};
  if (gmtime_r(&seconds, &parts) == nullptr)
    return "?";
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M UTC", &parts);
  return {text.data(), length};
}

/// Findings that name a number and a reason.
bool is_kind(std::string_view code) {
  return code == "anchor" || std::find(kKinds.begin(), kKinds.end(), code) != kKinds.end();
}

class Page {
 public:
  Page(const DossierReport& report, const VerifyWords& words) : report_(report), words_(words) {}

  std::string print(bool with_words) {
    line(verdict());
    wrong();
    holds();
    attached();
    noted();
    unproved();
    if (with_words)
      proved_words();
    line("");
    line(words_.of("not"));
    for (const std::string_view key :
         {"not.true", "not.device", all_witnessed() ? "not.when_before" : "not.when", "not.whole",
          "not.readable", "not.program"})
      line("  - " + words_.of(key));
    return std::move(out_);
  }

 private:
  void line(std::string_view text) {
    out_ += text;
    out_ += '\n';
  }

  [[nodiscard]] std::string verdict() const {
    if (!report_.wrong.empty())
      return words_.of("broken", {std::to_string(report_.wrong.size())});
    const std::size_t facts = report_.count("fact", false);
    const std::size_t proved = report_.count("fact", true);
    if (facts == proved)
      return words_.of("whole", {std::to_string(facts)});
    return words_.of("partly", {std::to_string(proved), std::to_string(facts)});
  }

  void wrong() {
    if (report_.wrong.empty())
      return;
    line("");
    for (const Finding& found : report_.wrong) {
      if (is_kind(found.code)) {
        line("  ! " + words_.of(found.code, {found.about[0]}) + ": " +
             words_.of("why." + found.about[1]));
        continue;
      }
      std::vector<std::string> about;
      for (const std::string& text : found.about)
        about.push_back(harmless(text));
      line("  ! " + words_.of(found.code, about));
    }
  }

  void holds() {
    line("");
    if (!report_.signer.empty()) {
      line(words_.of("by", {report_.signer}));
      line(words_.of("made", {day_and_time(report_.made_ms)}));
    }
    std::map<std::string, std::size_t> facts_of;
    for (const SeenItem& item : report_.items) {
      if (item.proved && item.kind == "fact")
        ++facts_of[item.device];
    }
    for (const auto& [device, facts] : facts_of)
      line(words_.of("recorded_by", {std::to_string(facts), device}));
    line(words_.of("counts", {std::to_string(report_.count("fact", true)),
                              std::to_string(report_.count("source", true)),
                              std::to_string(report_.count("subject", true)),
                              std::to_string(report_.count("withdrawal", true))}));
  }

  /// Whether a file is not the one that was listed: the hash in the list says nothing of it then.
  [[nodiscard]] bool at_fault(const std::string& name) const {
    return std::any_of(report_.wrong.begin(), report_.wrong.end(), [&](const Finding& found) {
      return (found.code == "changed" || found.code == "missing") && found.about[0] == name;
    });
  }

  /// A file that is there but whose source is not proved is told from one that is.
  void attached() {
    for (const SeenFile& file : report_.attached) {
      if (file.source > 0 && !at_fault(file.name))
        line("  " + words_.of(file.proved ? "file" : "file_unproved",
                              {harmless(file.name), std::to_string(file.source)}));
    }
  }

  [[nodiscard]] std::size_t facts_in(std::size_t anchor) const {
    return static_cast<std::size_t>(
        std::count_if(report_.items.begin(), report_.items.end(), [&](const SeenItem& item) {
          return item.kind == "fact" &&
                 std::find(item.anchors.begin(), item.anchors.end(), anchor) != item.anchors.end();
        }));
  }

  /// By when facts were there, by the word of somebody outside; and by which lines that can be
  /// shown besides.
  void noted() {
    for (const SeenAnchor& anchor : report_.anchors) {
      const std::string facts = std::to_string(facts_in(anchor.n));
      if (!anchor.holds || facts == "0")
        continue;
      if (anchor.witnessed()) {
        line(words_.of("before", {facts, day_and_time(anchor.at_ms), harmless(anchor.witness),
                                  anchor.fingerprint}));
      } else {
        line(words_.of("line", {facts, day_and_time(anchor.noted_ms)}));
      }
      line("  " + anchor.line);
    }
    const std::size_t proved = report_.count("fact", true);
    const std::size_t witnessed = witnessed_facts();
    if (witnessed > 0 && witnessed < proved)
      line(words_.of("unwitnessed", {std::to_string(proved - witnessed)}));
  }

  [[nodiscard]] std::size_t witnessed_facts() const {
    return static_cast<std::size_t>(
        std::count_if(report_.items.begin(), report_.items.end(), [&](const SeenItem& item) {
          return item.kind == "fact" &&
                 std::any_of(item.anchors.begin(), item.anchors.end(),
                             [&](std::size_t n) { return report_.anchors[n - 1].witnessed(); });
        }));
  }

  [[nodiscard]] bool all_witnessed() const {
    return witnessed_facts() > 0 && witnessed_facts() == report_.count("fact", true);
  }

  void unproved() {
    for (const SeenItem& item : report_.items) {
      if (!item.why.empty())
        line("  ? " + words_.of(item.kind, {std::to_string(item.n)}) + ": " +
             words_.of("none." + item.why));
    }
  }

  void proved_words() {
    line("");
    line(words_.of("words"));
    for (const SeenItem& item : report_.items) {
      if (item.proved)
        line("  " + words_.of(item.kind, {std::to_string(item.n)}) + ", " +
             day_and_time(item.recorded_ms) + ": " + harmless(item.part));
    }
  }

  const DossierReport& report_;
  const VerifyWords& words_;
  std::string out_;
};

}  // namespace

std::string page_of(const DossierReport& report, const VerifyWords& words, bool with_words) {
  return Page(report, words).print(with_words);
}

std::string json_of(const DossierReport& report) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.open();
  json.field("holds", report.wrong.empty());
  json.objects("wrong", report.wrong, [&](const Finding& found) {
    json.field("code", found.code);
    json.field("about", found.about);
  });
  json.field("signer", report.signer);
  json.field("made_ms", report.made_ms);
  json.objects("items", report.items, [&](const SeenItem& item) {
    json.field("kind", item.kind);
    json.field("n", item.n);
    json.field("proved", item.proved);
    json.field_if("why", item.why);
    json.field_if("device", item.device);
    json.field("recorded_ms", item.recorded_ms);
    if (!item.anchors.empty())
      json.list("anchors", item.anchors, [&](std::size_t n) { json.whole(n); });
  });
  json.objects("files", report.attached, [&](const SeenFile& file) {
    json.field("name", file.name);
    json.field("source", file.source);
    json.field("proved", file.proved);
  });
  json.objects("anchors", report.anchors, [&](const SeenAnchor& anchor) {
    json.field("n", anchor.n);
    json.field("holds", anchor.holds);
    if (!anchor.holds)
      return;
    json.field("line", anchor.line);
    json.field("noted_ms", anchor.noted_ms);
    if (!anchor.witnessed())
      return;
    json.field("witness", anchor.witness);
    json.field("fingerprint", anchor.fingerprint);
    json.field("at_ms", anchor.at_ms);
  });
  json.close();
  return std::string(json.view());
}

}  // namespace manumit::proof
