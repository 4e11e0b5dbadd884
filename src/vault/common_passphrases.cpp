// SPDX-License-Identifier: Apache-2.0
#include "common_passphrases.h"

namespace manumit::vault {
namespace {

constexpr std::u32string_view kCommon[] = {
    U"password", U"qwerty",    U"пароль",    U"iloveyou",  U"admin",      U"welcome",   U"letmein",
    U"monkey",   U"dragon",    U"sunshine",  U"princess",  U"football",   U"gfhjkm",    U"ghbdtn",
    U"привет",   U"йцукен",    U"любовь",    U"k.,jdm",    U"наташа",     U"yfnfif",    U"марина",
    U"vfhbyf",   U"максим",    U"vfrcbv",    U"андрей",    U"fylhtq",     U"сергей",    U"cthutq",
    U"дмитрий",  U"lvbnhbq",   U"александр", U"fktrcfylh", U"анастасия",  U"fyfcnfcbz", U"солнышко",
    U"cjkysirj", U"master",    U"shadow",    U"michael",   U"jennifer",   U"baseball",  U"superman",
    U"batman",   U"trustno1",  U"hello",     U"charlie",   U"freedom",    U"whatever",  U"secret",
    U"login",    U"starwars",  U"computer",  U"internet",  U"summer",     U"winter",    U"spring",
    U"autumn",   U"flower",    U"lovely",    U"ashley",    U"daniel",     U"jessica",   U"thomas",
    U"george",   U"jordan",    U"hunter",    U"killer",    U"pepper",     U"ginger",    U"cookie",
    U"banana",   U"cheese",    U"orange",    U"purple",    U"silver",     U"golden",    U"diamond",
    U"angel",    U"family",    U"mother",    U"father",    U"sister",     U"brother",   U"friend",
    U"happy",    U"lucky",     U"magic",     U"music",     U"money",      U"access",    U"manumit",
    U"justice",  U"test",      U"demo",      U"example",   U"changeme",   U"default",   U"office",
    U"server",   U"vault",     U"safe",      U"passw0rd",  U"qazwsx",     U"1q2w3e4r",  U"1qaz2wsx",
    U"zaq12wsx", U"q1w2e3r4",  U"qweasdzxc", U"correct",   U"horse",      U"battery",   U"staple",
    U"love",     U"god",       U"россия",    U"москва",    U"солнце",     U"ангел",     U"мама",
    U"папа",     U"семья",     U"деньги",    U"счастье",   U"здравствуй", U"зайка",     U"котенок",
    U"ключ",     U"секрет",    U"работа",    U"свобода",   U"хорошо",     U"cdj,jlf",   U"hjccbz",
    U"vjcrdf",   U"parol",     U"privet",    U"lyubov",    U"natasha",    U"sergey",    U"andrey",
    U"maksim",   U"aleksandr", U"anastasia", U"moskva",    U"rossiya",    U"svoboda",   U"solnce",
    U"zaika",    U"mamapapa",  U"klient",
};

constexpr std::u32string_view kRuns[] = {
    U"abcdefghijklmnopqrstuvwxyz",
    U"0123456789",
    U"1234567890",
    U"qwertyuiop[]",
    U"asdfghjkl;'",
    U"zxcvbnm,./",
    U"абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    U"йцукенгшщзхъ",
    U"фывапролджэ",
    U"ячсмитьбю",
};

}  // namespace

std::span<const std::u32string_view> common_passphrases() {
  return kCommon;
}
std::span<const std::u32string_view> common_runs() {
  return kRuns;
}

}  // namespace manumit::vault
