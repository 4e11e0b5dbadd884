# SPDX-License-Identifier: Apache-2.0
# manumit_embed(OUT MODULE FILE…) writes OUT, one C++ file that holds every FILE by the assembler's
# .incbin (our compilers have no #embed), and defines `built_in_files()` over them, which the
# module declares in its private built_in.h. The files stand in the program itself: none has to be
# found at run time, and none can be swapped.
function(manumit_embed out module)
  set(symbols)
  set(rows)
  set(number 0)
  foreach(file IN LISTS ARGN)
    get_filename_component(name "${file}" NAME)
    string(APPEND symbols "EMBED(${number}, \"${file}\");\n")
    string(APPEND rows
      "      {\"${name}\", piece(manumit_${module}_${number}, manumit_${module}_${number}_end)},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  file(CONFIGURE OUTPUT "${out}" @ONLY CONTENT "// SPDX-License-Identifier: Apache-2.0
// Made by cmake/Embed.cmake.
#include \"built_in.h\"

#define EMBED(number, file)                                                            \\
  extern \"C\" const char manumit_@module@_##number[], manumit_@module@_##number##_end[]; \\
  __asm__(\".section .rodata\\n\"                                                         \\
          \".global manumit_@module@_\" #number \"\\nmanumit_@module@_\" #number \":\\n\"      \\
          \".incbin \\\"\" file \"\\\"\\n\"                                                     \\
          \".global manumit_@module@_\" #number \"_end\\nmanumit_@module@_\" #number \"_end:\\n\" \\
          \".byte 0\\n.previous\\n\")

@symbols@
namespace manumit::@module@ {

std::vector<BuiltIn> built_in_files() {
  [[maybe_unused]] const auto piece = [](const char* from, const char* to) {
    return std::string_view(from, static_cast<std::size_t>(to - from));
  };
  return {
@rows@  };
}

}  // namespace manumit::@module@
")
  set_source_files_properties("${out}" PROPERTIES OBJECT_DEPENDS "${ARGN}"
    INCLUDE_DIRECTORIES "${CMAKE_CURRENT_SOURCE_DIR}")
endfunction()
