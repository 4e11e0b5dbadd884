# SPDX-License-Identifier: Apache-2.0
# manumit_precompile(TARGET HEADERS) gives a target of ours headers that were read once for all:
# `manumit_precompiled` has the standard library, `manumit_precompiled_tests` doctest and RapidCheck
# too. That is a third of the time of a sanitized build, and only builds for tests do so: the others
# read each header where it is named, so that one which a file forgot to name is found.
option(MANUMIT_PRECOMPILED "Read the standard library once for all files" OFF)

set(MANUMIT_STANDARD <algorithm> <array> <atomic> <chrono> <cmath> <cstdint> <cstring> <filesystem>
    <fstream> <functional> <map> <memory> <mutex> <numeric> <optional> <random> <set> <span>
    <sstream> <string> <string_view> <thread> <tuple> <unordered_map> <utility> <variant> <vector>)

function(manumit_precompiled_headers name)
  file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/${name}.cpp" CONTENT "")
  add_library(${name} OBJECT "${CMAKE_BINARY_DIR}/${name}.cpp")
  target_precompile_headers(${name} PRIVATE ${ARGN})
endfunction()

if(MANUMIT_PRECOMPILED)
  manumit_precompiled_headers(manumit_precompiled ${MANUMIT_STANDARD})
  if(MANUMIT_TESTS)
    manumit_precompiled_headers(manumit_precompiled_tests ${MANUMIT_STANDARD} <doctest/doctest.h>
                                <rapidcheck.h>)
    # As test programs are compiled: CMake gives programs -fPIE, and libraries -fPIC.
    set_target_properties(manumit_precompiled_tests PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_compile_options(manumit_precompiled_tests PRIVATE -fPIE ${MANUMIT_TEST_OPTIONS})
  endif()
endif()

function(manumit_precompile target headers)
  if(MANUMIT_PRECOMPILED)
    target_precompile_headers(${target} REUSE_FROM ${headers})
  endif()
endfunction()
