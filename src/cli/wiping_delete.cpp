// SPDX-License-Identifier: Apache-2.0
// In the program that people run, memory is overwritten before it is given back. `Secret` does this
// for keys and passphrases by name; this does it for all that people said on its way through
// strings, parsed requests and answers, so that locking leaves nothing of it behind.
// Costs one pass over each freed block.
#include <malloc.h>
#include <string.h>  // explicit_bzero

#include <cstdlib>
#include <new>

namespace {

void* take(std::size_t bytes) {
  void* memory = std::malloc(bytes == 0 ? 1 : bytes);
  if (memory == nullptr)
    std::abort();  // No promise can be kept without memory; nothing half-written is on the disk.
  return memory;
}

void wipe_and_free(void* memory) noexcept {
  if (memory == nullptr)
    return;
  explicit_bzero(memory, malloc_usable_size(memory));
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t bytes) {
  return take(bytes);
}
void* operator new[](std::size_t bytes) {
  return take(bytes);
}
void operator delete(void* memory) noexcept {
  wipe_and_free(memory);
}
void operator delete[](void* memory) noexcept {
  wipe_and_free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  wipe_and_free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  wipe_and_free(memory);
}
