# SPDX-License-Identifier: Apache-2.0
# Writes OUT, one C++ file that holds every file of LAWS by the assembler's .incbin (our compilers
# have no #embed), and the table over them. A new country's law is a new file in definitions/law
# and no line of C++: the list is made anew whenever a file comes or goes.
function(manumit_embed_laws out)
  set(symbols)
  set(rows)
  set(number 0)
  foreach(law IN LISTS ARGN)
    get_filename_component(name "${law}" NAME)
    string(APPEND symbols "EMBED(${number}, \"${law}\");\n")
    string(APPEND rows "          {\"${name}\", piece(manumit_law_${number}, manumit_law_${number}_end)},\n")
    math(EXPR number "${number} + 1")
  endforeach()
  file(CONFIGURE OUTPUT "${out}" @ONLY CONTENT "// SPDX-License-Identifier: Apache-2.0
// Made by src/law/embed.cmake from definitions/law.
#include \"built_in.h\"

#define EMBED(number, file)                                                  \\
  extern \"C\" const char manumit_law_##number[], manumit_law_##number##_end[]; \\
  __asm__(\".section .rodata\\n\"                                               \\
          \".global manumit_law_\" #number \"\\nmanumit_law_\" #number \":\\n\"      \\
          \".incbin \\\"\" file \"\\\"\\n\"                                           \\
          \".global manumit_law_\" #number \"_end\\nmanumit_law_\" #number \"_end:\\n\" \\
          \".byte 0\\n.previous\\n\")

@symbols@
namespace manumit::law {

std::vector<BuiltIn> built_in_files() {
  [[maybe_unused]] const auto piece = [](const char* from, const char* to) {
    return std::string_view(from, static_cast<std::size_t>(to - from));
  };
  return {
@rows@  };
}

}  // namespace manumit::law
")
endfunction()
