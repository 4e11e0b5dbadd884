// SPDX-License-Identifier: Apache-2.0
/** ISO 3166-1 alpha-2 and ISO 639-1 codes; the browser knows their names in every language. */

const kCountries =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS ' +
  'BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE ' +
  'EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM ' +
  'HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC ' +
  'LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA ' +
  'NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW ' +
  'SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO ' +
  'TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW';
const kLanguages =
  'af am ar as az ba be bg bn bo bs ca ce cs cv cy da de dz el en eo es et eu fa fi fr ga gl gu ha ' +
  'he hi hr ht hu hy id ig is it ja jv ka kk km kn ko ku ky la lb lo lt lv mg mk ml mn mr ms mt my ' +
  'ne nl no om os pa pl ps pt qu ro ru rw sd si sk sl so sq sr st su sv sw ta te tg th ti tk tl tn ' +
  'tr ts tt ug uk ur uz vi wo xh yi yo zh zu';

export interface Choice {
  code: string;
  name: string;
}

/** The name of a country or language; the code itself where there is none. */
export function nameOf(type: 'region' | 'language', code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type }).of(code) ?? code;
  } catch {
    return code;
  }
}

function choices(codes: string, type: 'region' | 'language', language: string): Choice[] {
  const order = new Intl.Collator(language);
  return codes
    .split(' ')
    .map((code) => ({ code, name: nameOf(type, code, language) }))
    .sort((a, b) => order.compare(a.name, b.name));
}
export function countries(language: string): Choice[] {
  return choices(kCountries, 'region', language);
}
export function languages(language: string): Choice[] {
  return choices(kLanguages, 'language', language);
}
