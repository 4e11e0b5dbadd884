// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "cli/run.h"

int main(int argc, char** argv) {
  manumit::cli::prepare_process();
  return manumit::cli::run(std::vector<std::string>(argv + 1, argv + argc));
}
