// SPDX-License-Identifier: Apache-2.0
#include "terminal.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <optional>

#include "vault/passphrase_strength.h"

namespace manumit::cli {
namespace {

constexpr std::size_t kLongestPassphrase = 1024;
constexpr std::chrono::milliseconds kFirstDrawing{500};
constexpr std::chrono::milliseconds kBetweenDrawings{100};
constexpr std::size_t kBarColumns = 30;

class FileDescriptor {
 public:
  explicit FileDescriptor(int number) : number_(number) {}
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() {
    if (number_ > STDERR_FILENO)
      ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

/// The terminal without echo and without signals from keys, for as long as this lives: Ctrl-C
/// then arrives as a letter, and the terminal is always put right again.
class SilentTerminal {
 public:
  explicit SilentTerminal(int terminal) : terminal_(terminal) {
    if (tcgetattr(terminal_, &before_) != 0)
      return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ISIG | ICANON);
    silent.c_cc[VMIN] = 1;
    silent.c_cc[VTIME] = 0;
    is_silent_ = tcsetattr(terminal_, TCSAFLUSH, &silent) == 0;
  }
  SilentTerminal(const SilentTerminal&) = delete;
  SilentTerminal& operator=(const SilentTerminal&) = delete;
  ~SilentTerminal() {
    if (is_silent_)
      tcsetattr(terminal_, TCSAFLUSH, &before_);
  }
  [[nodiscard]] bool is_silent() const { return is_silent_; }

 private:
  int terminal_;
  termios before_{};
  bool is_silent_ = false;
};

tl::unexpected<Error> passphrase_not_read() {
  return fail(Error::Kind::unavailable, "the passphrase could not be read");
}

tl::unexpected<Error> passphrase_too_long() {
  return fail(Error::Kind::bad_input, "the passphrase is longer than {0} bytes", "",
              "give the file that holds the passphrase alone on its first line",
              {std::to_string(kLongestPassphrase)});
}

/// One byte, or nothing at the end.
Result<std::optional<char>> read_byte(int from) {
  char byte = 0;
  for (;;) {
    const ssize_t got = ::read(from, &byte, 1);
    if (got == 1)
      return std::optional<char>(byte);
    if (got == 0)
      return std::optional<char>();
    if (errno != EINTR)
      return passphrase_not_read();
  }
}

void erase_letter(std::string& typed) {
  while (!typed.empty() && (static_cast<unsigned char>(typed.back()) & 0xC0) == 0x80)
    typed.pop_back();
  if (!typed.empty())
    typed.pop_back();
}

/// Reads a line byte by byte, so that nothing is left in a buffer of the library.
Result<Passphrase> read_line(int from, bool keys_mean_something) {
  constexpr char kCtrlC = 3, kCtrlD = 4, kBackspace = 8, kCtrlU = 21, kDelete = 127;
  Passphrase secret;
  std::string& typed = secret.reveal();
  typed.reserve(kLongestPassphrase);  // Growing would leave a copy behind.
  for (;;) {
    const std::optional<char> byte = TRY(read_byte(from));
    if (!byte || *byte == '\n' || (keys_mean_something && *byte == '\r'))
      break;
    if (keys_mean_something && (*byte == kCtrlC || *byte == kCtrlD))
      return fail(Error::Kind::not_allowed, "stopped before a passphrase was given");
    if (keys_mean_something && (*byte == kBackspace || *byte == kDelete)) {
      erase_letter(typed);
    } else if (keys_mean_something && *byte == kCtrlU) {
      typed.clear();
    } else {
      if (typed.size() == kLongestPassphrase)
        return passphrase_too_long();
      typed += *byte;
    }
  }
  if (!typed.empty() && typed.back() == '\r')
    typed.pop_back();
  return secret;
}

Result<Passphrase> from_file(const std::string& file) {
  const FileDescriptor opened(file == "-" ? STDIN_FILENO
                                          : ::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (opened.number() < 0) {
    return fail(Error::Kind::not_found, "the passphrase file cannot be opened", file,
                "check its name and that you may read it");
  }
  Passphrase passphrase = TRY(read_line(opened.number(), false));
  if (passphrase.reveal().empty()) {
    return fail(Error::Kind::bad_input, "the first line of the passphrase file is empty",
                file == "-" ? "standard input" : file);
  }
  return passphrase;
}

Result<Passphrase> asked(std::string_view question) {
  const FileDescriptor terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC));
  if (terminal.number() < 0) {
    return fail(Error::Kind::unavailable, "there is no terminal to ask for the passphrase on", "",
                "give it by --passphrase-file FILE, or - for standard input");
  }
  const std::string prompt = std::string(question) + ": ";
  const SilentTerminal silent(terminal.number());
  if (!silent.is_silent() || ::write(terminal.number(), prompt.data(), prompt.size()) < 0) {
    return passphrase_not_read();
  }
  Result<Passphrase> typed = read_line(terminal.number(), true);
  if (::write(terminal.number(), "\n", 1) < 0)
    return passphrase_not_read();
  return typed;
}

}  // namespace

Option passphrase_option() {
  return {
      "passphrase-file", "FILE",
      "Read the passphrase from the first line of FILE (- is standard input) instead of asking"};
}

Result<Passphrase> existing_passphrase(const Args& args) {
  if (args.has("passphrase-file"))
    return from_file(args.text("passphrase-file"));
  return asked("Passphrase");
}

namespace {

Result<Passphrase> asked_twice() {
  Passphrase first = TRY(asked("New passphrase"));
  TRY(vault::check_passphrase(first.reveal()));
  const Passphrase again = TRY(asked("The same again"));
  if (first.reveal() != again.reveal()) {
    return fail(Error::Kind::bad_input, "the two passphrases differ", "",
                "nothing was made; try again");
  }
  return first;
}

/// The vault would refuse a weak one too, but only after all other questions.
Result<Passphrase> chosen(const Args& args, std::string_view option) {
  if (!args.has(option))
    return asked_twice();
  Passphrase passphrase = TRY(from_file(args.text(option)));
  TRY(vault::check_passphrase(passphrase.reveal()));
  return passphrase;
}

}  // namespace

Result<Passphrase> new_passphrase(const Args& args) {
  return chosen(args, "passphrase-file");
}

Result<Passphrase> second_passphrase(const Args& args) {
  return chosen(args, "new-passphrase-file");
}

Option second_passphrase_option() {
  return {"new-passphrase-file", "FILE",
          "Read the new passphrase from the first line of FILE instead of asking for it twice"};
}

bool there_is_a_terminal() {
  return FileDescriptor(::open("/dev/tty", O_RDWR | O_CLOEXEC)).number() >= 0;
}

Result<std::string> typed_line(const std::string& question) {
  const FileDescriptor terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC));
  const std::string prompt = question + ": ";
  if (terminal.number() < 0 || ::write(terminal.number(), prompt.data(), prompt.size()) < 0)
    return fail(Error::Kind::unavailable, "there is no terminal to ask on");
  const Passphrase line = TRY(read_line(terminal.number(), false));
  return line.reveal();
}

bool words_go_to_terminal() {
  return ::isatty(STDERR_FILENO) == 1;
}

ProgressBar::ProgressBar(std::string what)
    : what_(std::move(what)),
      draws_(words_go_to_terminal()),
      next_(std::chrono::steady_clock::now() + kFirstDrawing) {}

ProgressBar::~ProgressBar() {
  if (drawn_)
    std::fputs("\r\033[K", stderr);
}

Progress ProgressBar::watch() {
  if (!draws_)
    return {};
  return [this](std::uint64_t done, std::uint64_t total) { return show(done, total); };
}

bool ProgressBar::show(std::uint64_t done, std::uint64_t total) {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_)
    return true;
  next_ = now + kBetweenDrawings;
  drawn_ = true;
  const double share =
      total == 0 ? 0 : static_cast<double>(std::min(done, total)) / static_cast<double>(total);
  const auto filled = static_cast<std::size_t>(share * static_cast<double>(kBarColumns));
  const std::string bar = std::string(filled, '#') + std::string(kBarColumns - filled, '.');
  std::fprintf(stderr, "\r\033[K%s [%s] %3.0f%%", what_.c_str(), bar.c_str(), 100 * share);
  std::fflush(stderr);
  return true;
}

}  // namespace manumit::cli
