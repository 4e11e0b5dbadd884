# SPDX-License-Identifier: Apache-2.0
# Language, warnings and sanitizers: the same for every module.
option(MANUMIT_SANITIZE "Build with address and undefined-behaviour sanitizers" OFF)
option(MANUMIT_FUZZ "Build the fuzz targets with libFuzzer (clang only)" OFF)
option(MANUMIT_BENCH "Build the benchmarks" OFF)
option(MANUMIT_TESTS "Build the tests" ON)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
# The binary says nothing about where it was built.
add_compile_options("-ffile-prefix-map=${CMAKE_SOURCE_DIR}=." -fstack-protector-strong)
if(NOT CMAKE_BUILD_TYPE STREQUAL "Debug" AND NOT MANUMIT_SANITIZE)
  add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # TRY is a GNU statement expression, and counters name its temporaries.
  add_compile_options(-Wno-gnu-statement-expression)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC bug 105651: g++ 12 sees overlapping copies inside std::string's operator+ where there are none.
  add_compile_options(-Wno-restrict)
endif()
if(MANUMIT_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC's manual, -fsanitize: instrumented code makes this warning see what is not there. The
    # plain builds keep it.
    add_compile_options(-Wno-maybe-uninitialized)
  endif()
endif()
# What the tests themselves are compiled with, beside the module that they test.
set(MANUMIT_TEST_OPTIONS -Wno-conversion)
if(MANUMIT_SANITIZE)
  # Their checks are run once or a few times: to optimize them takes half the time of the build.
  list(APPEND MANUMIT_TEST_OPTIONS -O0)
endif()
if(MANUMIT_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "The fuzz targets need clang: cmake --preset fuzz")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
