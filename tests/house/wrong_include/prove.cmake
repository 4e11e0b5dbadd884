# SPDX-License-Identifier: Apache-2.0
# cmake -D PROOF=… -D HOUSE=… -D WORK=… -D COMPILER=… -D GENERATOR=… -P prove.cmake
# A proof counts only if the step fails for the reason that it should.
set(configure_fails_with "")
set(build_fails_with "")
if(PROOF STREQUAL "private_header")
  set(build_fails_with "ground/inner.h.*(No such file or directory|file not found)")
elseif(PROOF STREQUAL "no_need")
  set(build_fails_with "middle/door.h.*(No such file or directory|file not found)")
elseif(PROOF STREQUAL "inherited_need")
  set(build_fails_with "ground/door.h.*(No such file or directory|file not found)")
elseif(PROOF STREQUAL "higher_floor")
  set(configure_fails_with "middle needs ground, which does not stand below it")
elseif(PROOF STREQUAL "missing_door")
  set(configure_fails_with "top names a door that is not there: not_there.h")
elseif(NOT PROOF STREQUAL "control")
  message(FATAL_ERROR "There is no proof ${PROOF}")
endif()

function(expect what code output wanted)
  if(wanted STREQUAL "")
    if(NOT code EQUAL 0)
      message(FATAL_ERROR "${PROOF}: ${what} should succeed:\n${output}")
    endif()
  elseif(code EQUAL 0)
    message(FATAL_ERROR "${PROOF}: ${what} succeeded, though it must fail")
  elseif(NOT output MATCHES "${wanted}")
    message(FATAL_ERROR "${PROOF}: ${what} failed for another reason than \"${wanted}\":\n${output}")
  endif()
endfunction()

file(REMOVE_RECURSE "${WORK}")
execute_process(
  COMMAND "${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}" -B "${WORK}" -G "${GENERATOR}"
          -D "PROOF=${PROOF}" -D "HOUSE=${HOUSE}" -D "CMAKE_CXX_COMPILER=${COMPILER}"
  RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
# CMake breaks its messages into lines.
string(REGEX REPLACE "[ \n]+" " " output "${output}")
expect("configuring" "${code}" "${output}" "${configure_fails_with}")
if(NOT configure_fails_with STREQUAL "")
  return()
endif()
execute_process(COMMAND "${CMAKE_COMMAND}" --build "${WORK}"
                RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
expect("building" "${code}" "${output}" "${build_fails_with}")
