# SPDX-License-Identifier: Apache-2.0
# cmake -DDIST=web/dist -DOUT=assets_table.cpp -P embed.cmake
#
# Writes one C++ file that holds every file of DIST, by the assembler's .incbin (our compilers have
# no #embed), and the table over them. The hashes stand in it so that it changes, and is compiled
# again, exactly when a page does. Without DIST the table is empty.
# A bar stands for the semicolon, which would end a list item.
set(types
  .html "text/html| charset=utf-8" .js "text/javascript| charset=utf-8" .css "text/css| charset=utf-8"
  .json "application/json| charset=utf-8" .svg "image/svg+xml" .png "image/png" .ico "image/x-icon"
  .woff2 "font/woff2" .txt "text/plain| charset=utf-8" .webmanifest "application/manifest+json")

set(files)
if(EXISTS "${DIST}/index.html")
  file(GLOB_RECURSE files RELATIVE "${DIST}" "${DIST}/*")
  list(FILTER files EXCLUDE REGEX "\\.map$")
  list(SORT files COMPARE STRING)
endif()

set(symbols)
set(rows)
set(number 0)
foreach(file IN LISTS files)
  string(REGEX MATCH "\\.[a-z0-9]+$" ending "${file}")
  list(FIND types "${ending}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "embed.cmake does not know the media type of ${file}")
  endif()
  math(EXPR at "${at} + 1")
  list(GET types ${at} type)
  string(REPLACE "|" ";" type "${type}")
  set(hashed false)
  if(file MATCHES "-[A-Za-z0-9_-]+\\.(js|css|woff2|svg|png)$" AND file MATCHES "^assets/")
    set(hashed true)
  endif()
  file(SHA256 "${DIST}/${file}" hash)
  string(APPEND symbols "// ${hash}\nEMBED(${number}, \"${DIST}/${file}\");\n")
  string(APPEND rows "      {\"/${file}\", \"${type}\", piece(manumit_asset_${number}, "
                     "manumit_asset_${number}_end), ${hashed}},\n")
  math(EXPR number "${number} + 1")
endforeach()

set(body "// SPDX-License-Identifier: Apache-2.0
// Made by src/desk/embed.cmake from the built pages.
#include <array>
#include <cstddef>

#include \"assets.h\"

#define EMBED(number, file)                                                       \\
  extern \"C\" const char manumit_asset_##number[], manumit_asset_##number##_end[]; \\
  __asm__(\".section .rodata\\n.balign 16\\n\"                                       \\
          \".global manumit_asset_\" #number \"\\nmanumit_asset_\" #number \":\\n\"      \\
          \".incbin \\\"\" file \"\\\"\\n\"                                              \\
          \".global manumit_asset_\" #number \"_end\\nmanumit_asset_\" #number \"_end:\\n\" \\
          \".byte 0\\n.previous\\n\")

${symbols}
namespace manumit::desk {

std::span<const Asset> assets() {
  [[maybe_unused]] const auto piece = [](const char* from, const char* to) {
    return std::string_view(from, static_cast<std::size_t>(to - from));
  };
  static const std::array<Asset, ${number}> kAssets{{
${rows}  }};
  return kAssets;
}

}  // namespace manumit::desk
")
set(before "")
if(EXISTS "${OUT}")
  file(READ "${OUT}" before)
endif()
if(NOT before STREQUAL body)
  file(WRITE "${OUT}" "${body}")
endif()
