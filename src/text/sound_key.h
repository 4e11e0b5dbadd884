// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace manumit::text {

/// Keys under which the spellings of one name by different transliterations meet: two words sound
/// alike if they share a key.
///
/// "Каримова", "Karimowa" and "Kərimova" share one, so do "Хусейнов", "Husejnov" and "Xusaynov",
/// "Юлия", "Julia" and "Iuliia". Mostly consonants in classes; vowels count only in words with
/// few consonants, and then in three classes. Letters that are read in two ways (j, c, x, ch …)
/// give two keys, at most four per word. For finding only: sharing a key is no evidence that two
/// names are the same.
///
/// The word must be one folded word (text/fold.h). A word without letters a–z has no key.
[[nodiscard]] std::vector<std::string> sound_keys(std::string_view folded_word);

/// The consonants of a name as Arabic writes it, so that "Muhammad", "Mohamed", "Мухаммад" and
/// "محمد" meet as "mhmd".
///
/// Takes one word of Arabic script as written, or one folded word of Latin letters. The article
/// al-, vowel signs, long vowels, hamza, ain and the ta marbuta are left out; letters that
/// transliterations do not keep apart (s and ṣ, h and ḥ and kh …) fall together; doubled letters
/// count once. "th", "dh" and "ch" are read in two ways and give two. Empty if fewer than two
/// consonants remain: one consonant says nothing.
[[nodiscard]] std::vector<std::string> consonant_skeletons(std::string_view word);

}  // namespace manumit::text
