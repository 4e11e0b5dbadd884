// SPDX-License-Identifier: Apache-2.0
#include "run.h"

#include <malloc.h>
#include <sys/stat.h>
#include <unistd.h>

#include <clocale>
#include <csignal>
#include <iostream>
#include <variant>

#include "base/parallel.h"
#include "command.h"
#include "manual.h"
#include "parser.h"
#include "printable.h"
#include "vault/harden.h"

namespace manumit::cli {
namespace {

constexpr int kDone = 0, kCouldNot = 1, kAskedWrongly = 2, kRefused = 3;

int answer(const Call& call) {
  const Words catalogue = Words::for_locale(locale_of_environment());
  Console console{.out = std::cout,
                  .words = std::cerr,
                  .catalogue = catalogue,
                  .surroundings = real_surroundings()};
  const Result<void> done = call.command->run(call.args, console);
  if (!done) {
    std::cerr << "manumit: " << printable(catalogue.of(done.error())) << '\n';
    return done.error().kind == Error::Kind::refused ? kRefused : kCouldNot;
  }
  return kDone;
}

int answer(const WantsHelp& wants) {
  std::cout << help_text(wants.about, all_commands());
  return kDone;
}

int answer(const WantsVersion&) {
  std::cout << "manumit " MANUMIT_VERSION "\n";
  return kDone;
}

int answer(const WantsManualPage&) {
  std::cout << manual_page(all_commands(), MANUMIT_VERSION);
  return kDone;
}

int answer(const WantsCompletion& wants) {
  std::cout << completion(wants.shell, all_commands());
  return kDone;
}

int answer(const AskedWrongly& asked) {
  std::cerr << "manumit: " << asked.why << "\nTry: " << asked.help_line << '\n';
  return kAskedWrongly;
}

/// Widths of letters need a UTF-8 locale; numbers must stay as programs read them.
void choose_locale() {
  if (std::setlocale(LC_CTYPE, "") == nullptr || MB_CUR_MAX < 2)
    std::setlocale(LC_CTYPE, "C.UTF-8");
}

/// Freed memory goes back to the system: no more stores of it than threads that run at once, and
/// large pieces in none, however many there were. An open vault of 100,000 people is a sixth
/// smaller.
void give_memory_back() {
#if defined(M_ARENA_MAX) && defined(M_MMAP_THRESHOLD)
  static_cast<void>(mallopt(M_ARENA_MAX, static_cast<int>(machine_threads())));
  static_cast<void>(mallopt(M_MMAP_THRESHOLD, 128 * 1024));
#endif
}

}  // namespace

void prepare_process() {
  vault::harden_process();
  give_memory_back();
  std::signal(SIGPIPE, SIG_IGN);
}

int run(const std::vector<std::string>& words) {
  choose_locale();
  const int code =
      std::visit([](const auto& asked) { return answer(asked); }, parse(words, all_commands()));
  std::cout.flush();
  if (code != kDone || std::cout)
    return code;
  // Whoever closed a pipe, as `head` does, has seen enough and needs no sentence.
  struct stat out {};
  const bool is_pipe = fstat(STDOUT_FILENO, &out) == 0 && S_ISFIFO(out.st_mode);
  if (!is_pipe)
    std::cerr << "manumit: the results could not be written\n";
  return kCouldNot;
}

}  // namespace manumit::cli
