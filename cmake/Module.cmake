# SPDX-License-Identifier: Apache-2.0
# manumit_module(NAME DOORS a.h … SOURCES a.cpp … NEEDS base … [USES pkg …] [SYSTEM target …])
#
# A module is a folder, a namespace and a static library. Its doors are linked into
# build/doors/NAME/NAME/, and that directory is on the include path of exactly those modules
# that name it in NEEDS: a private header, or a module that was not named, cannot be found.
# USES are pkg-config names, SYSTEM are CMake targets; both stay private to the module.
#
# Tests (*_test.cpp) and fuzz targets (*_fuzz.cpp) lie beside the code and are found by name.
include(Precompiled)
set(MANUMIT_DOORS "${CMAKE_BINARY_DIR}/doors")
if(MANUMIT_TESTS)
  add_library(manumit_test_main STATIC "${CMAKE_SOURCE_DIR}/tests/doctest_main.cpp")
  target_include_directories(manumit_test_main INTERFACE "${CMAKE_SOURCE_DIR}/tests")
endif()

function(manumit_module name)
  cmake_parse_arguments(ARG "" "" "DOORS;SOURCES;NEEDS;USES;SYSTEM;TEST_NEEDS" ${ARGN})
  foreach(need IN LISTS ARG_NEEDS ARG_TEST_NEEDS)
    if(NOT TARGET manumit_${need})
      message(FATAL_ERROR "${name} needs ${need}, which does not stand below it")
    endif()
  endforeach()

  file(REMOVE_RECURSE "${MANUMIT_DOORS}/${name}")
  file(MAKE_DIRECTORY "${MANUMIT_DOORS}/${name}/${name}")
  foreach(door IN LISTS ARG_DOORS)
    if(NOT EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${door}")
      message(FATAL_ERROR "${name} names a door that is not there: ${door}")
    endif()
    file(CREATE_LINK "${CMAKE_CURRENT_SOURCE_DIR}/${door}" "${MANUMIT_DOORS}/${name}/${name}/${door}"
         SYMBOLIC)
  endforeach()

  add_library(manumit_${name} STATIC ${ARG_SOURCES})
  manumit_precompile(manumit_${name} manumit_precompiled)
  target_include_directories(manumit_${name} PRIVATE "${MANUMIT_DOORS}/${name}")
  foreach(need IN LISTS ARG_NEEDS)
    target_include_directories(manumit_${name} PRIVATE "${MANUMIT_DOORS}/${need}")
    target_link_libraries(manumit_${name} PUBLIC manumit_${need})
  endforeach()
  foreach(package IN LISTS ARG_USES)
    pkg_check_modules(${package} REQUIRED IMPORTED_TARGET ${package})
    target_link_libraries(manumit_${name} PRIVATE PkgConfig::${package})
  endforeach()
  target_link_libraries(manumit_${name} PRIVATE ${ARG_SYSTEM} Threads::Threads)

  if(MANUMIT_TESTS)
    manumit_module_tests(${name} NEEDS ${ARG_NEEDS} ${ARG_TEST_NEEDS} USES ${ARG_USES}
                         SYSTEM ${ARG_SYSTEM})
  endif()
  if(MANUMIT_FUZZ)
    manumit_module_fuzz(${name} NEEDS ${ARG_NEEDS} USES ${ARG_USES} SYSTEM ${ARG_SYSTEM})
  endif()
endfunction()

# What a module's own tests and fuzz targets may see: the module's folder, its doors, its needs.
function(manumit_inside target name)
  cmake_parse_arguments(ARG "" "" "NEEDS;USES;SYSTEM" ${ARGN})
  target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}" "${MANUMIT_DOORS}/${name}")
  foreach(need IN LISTS ARG_NEEDS)
    target_include_directories(${target} PRIVATE "${MANUMIT_DOORS}/${need}")
    target_link_libraries(${target} PRIVATE manumit_${need})
  endforeach()
  foreach(package IN LISTS ARG_USES)
    target_link_libraries(${target} PRIVATE PkgConfig::${package})
  endforeach()
  target_link_libraries(${target} PRIVATE manumit_${name} ${ARG_SYSTEM} Threads::Threads)
  target_compile_definitions(${target} PRIVATE MANUMIT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
endfunction()

function(manumit_module_tests name)
  file(GLOB tests CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*_test.cpp")
  if(NOT tests)
    return()
  endif()
  add_executable(${name}_test ${tests})
  manumit_precompile(${name}_test manumit_precompiled_tests)
  manumit_inside(${name}_test ${name} ${ARGN})
  find_library(RAPIDCHECK rapidcheck REQUIRED)
  target_link_libraries(${name}_test PRIVATE manumit_test_main ${RAPIDCHECK})
  target_compile_options(${name}_test PRIVATE ${MANUMIT_TEST_OPTIONS})
  add_test(NAME ${name} COMMAND ${name}_test)
endfunction()

function(manumit_module_fuzz name)
  file(GLOB fuzzers CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*_fuzz.cpp")
  foreach(fuzzer IN LISTS fuzzers)
    get_filename_component(target "${fuzzer}" NAME_WE)
    add_executable(${target} ${fuzzer})
    manumit_inside(${target} ${name} ${ARGN})
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
  endforeach()
endfunction()
