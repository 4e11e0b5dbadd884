# SPDX-License-Identifier: Apache-2.0
# cmake -DNPM=… -P build.cmake: brings web/dist up to date. One build at a time; the pages are
# swapped in when they are whole, so nobody reads half of them.
set(web "${CMAKE_CURRENT_LIST_DIR}")
file(LOCK "${web}" DIRECTORY GUARD PROCESS TIMEOUT 600)

function(step what)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY "${web}" RESULT_VARIABLE failed
                  OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(failed)
    message(FATAL_ERROR "${what} did not succeed:\n${said}\n"
                        "The pages built before are untouched. Is Node 18 or later installed, and "
                        "does `npm ci` work in web/?")
  endif()
endfunction()

set(have "${web}/node_modules/.package-lock.json")
if(NOT EXISTS "${have}" OR "${web}/package-lock.json" IS_NEWER_THAN "${have}")
  step("Installing what the pages are built with" "${NPM}" ci --ignore-scripts)
  file(TOUCH "${have}")
endif()
file(REMOVE_RECURSE "${web}/dist.new")
step("Building the pages" "${NPM}" run build -- --outDir dist.new --emptyOutDir)
file(REMOVE_RECURSE "${web}/dist")
file(RENAME "${web}/dist.new" "${web}/dist")
