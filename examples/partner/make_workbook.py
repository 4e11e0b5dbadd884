#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a partner's workbook of invented people in the column layout of HTCDS Excel v2.0.

    make_workbook.py OUT.xlsx

Nobody in it is real. The layout is the published one, with its faults: the hidden first row names
the address columns in another order than the visible second row labels them, column AJ has a
label and no name, column T lacks a letter, column A is numbered to 1000. The address cells follow
the visible labels. The cells hold what partners really type: see TRAPS at the end.

Uses Python's standard library alone. The same bytes every time: fixed times, nothing packed.
"""
import sys
import zipfile
from datetime import date
from xml.sax.saxutils import escape

# Column, hidden name, visible label: as published.
COLUMNS = [
    ("B", "cas_CaseOwner", "Case Owner"),
    ("C", "prs_Salutation", "Salutation"),
    ("D", "prs_FirstName", "First Name"),
    ("E", "prs_SecondName", "Second Name"),
    ("F", "con_Consent", "Consent"),
    ("G", "prs_Birthdate", "Birthdate"),
    ("H", "prs_Gender", "Gender"),
    ("I", "prs_Citizenship", "Citizenship"),
    ("J", "prs_Title", "Title"),
    ("K", "prs_Email", "Email"),
    ("L", "prs_HomePhone", "Home Phone"),
    ("M", "prs_MobilePhone", "Mobile Phone"),
    ("N", "prs_MailingCity", "Mailing Street"),
    ("O", "prs_MailingCountry", "Mailing City"),
    ("P", "prs_MailingState", "Mailing State/Province"),
    ("Q", "prs_MailingStreet", "Mailing Zip/Postal Code"),
    ("R", "prs_MailingPostalCode", "Mailing Country"),
    ("S", "vic_TraffickingStatus", "Trafficking Status"),
    ("T", "vic_TraffickinStatusDecisionMakingOrg",
     "Trafficking Status Decision Making Organization"),
    ("U", "vic_MethodOfRecruitment", "Method of Recruitment"),
    ("V", "vic_LocationOfRecruitment", "Location of Recruitment"),
    ("W", "vic_MethodsOfControl", "Methods of Control"),
    ("X", "vic_TypeOfExploitation", "Type of Exploitation"),
    ("Y", "vic_ForcedLabourIndustry", "Forced Labour Industry"),
    ("Z", "vic_TypeOfSexExploitation", "Type of Sex Exploitation"),
    ("AA", "vic_LocationOfExploitation", "Location of Exploitation"),
    ("AB", "cas_Status", "Status"),
    ("AC", "cas_ReferringOrganisation", "Referring Organisation"),
    ("AD", "cas_IncomingReferralDate", "Incoming Referral Date"),
    ("AE", "cas_ReferringPrimaryCaseWorker", "Referring Primary Case Worker"),
    ("AF", "cas_ReasonForIncomingReferral", "Reason for Incoming Referral"),
    ("AG", "cas_IncomingReferralDetails", "Incoming Referral Details"),
    ("AH", "cas_ReferredOrganisation", "Referred Organisation"),
    ("AI", "cas_ReferredPrimaryCaseWorker", "Referred Primary Case Worker"),
    ("AJ", "", "Reason for Outgoing Referral"),
    ("AK", "cas_OutgoingReferralDate", "Outgoing Referral Date"),
    ("AL", "cas_OutgoingReferralDetails", "Outgoing Referral Details"),
    ("AM", "cas_ReasonForCaseClosure", "Reason for Case Closure"),
]

FEMALE, MALE = "Feminine", "Masculine"
RETAIL = "Wholesale and retail trade; repair of motor vehicles and motorcycles"
FARM = "Agriculture, forestry and fishing"
HOMES = ("Activities of households as employers; undifferentiated goods- and services- producing "
         "activities of households for own use")
FOOD = "Accommodation and food service activities"
LABOUR = "Forced labour"
FRIENDS = "Through friends or social events"
ONLINE = "Through online social networks"

# first, second, gender, born, citizenship, recruitment, control, industry, where, status
PEOPLE = [
    ("Гульнара", "Каримова", FEMALE, date(1994, 3, 8), "Uzbekistan", FRIENDS,
     "Withholds documents; Takes earnings", RETAIL, "магазин «Северный», подсобка", "Active"),
    ("Айбек", "Токтосунов", MALE, date(1989, 10, 2), "Kyrgyzstan", "At work",
     "Debt bondage ", "Manufacturing", "ООО «Кирпич-7», карьер", "Follow up"),
    ("Фирӯза", "Раҳимова", FEMALE, date(1997, 1, 19), "Tajikistan", FRIENDS,
     "Restricts medical care", RETAIL, "магазин «Северный», подсобка", "Active"),
    ("Oluwaseun", "Adebayo", MALE, date(1992, 6, 30), "Nigeria", ONLINE,
     "False promises", "Construction", "warehouse site, ring road", "Active"),
    ("Thị Hoa", "Nguyễn", FEMALE, date(1999, 12, 11), "Viet Nam", "Through an online advertisement",
     "Excessive working hours; Withholds documents", "Manufacturing",
     "sewing workshop behind the market", "Follow up"),
    ("Отабек", "Йўлдошев", MALE, date(1990, 7, 25), "Uzbekistan", FRIENDS,
     "Physical threats", "Construction", "стройка, 41-й км", "Active"),
    ("Сергей", "Лопатин", MALE, date(1968, 4, 17), "Russian Federation", "At a place of business",
     "Physical abuse", FARM, "ферма за посёлком Дальний", "Closed"),
    ("Mariam", "Koroma", FEMALE, date(2001, 9, 5), "Sierra Leone",
     "Through family or family events", "Psychological abuse", HOMES, "private house", "Active"),
    ("أمينة", "يوسف", FEMALE, date(1995, 2, 14), "Egypt", "Through family or family events",
     "Restricts financial access", HOMES, "بيت خاص", "Active"),
    ("ნინო", "ბერიძე", FEMALE, date(1987, 11, 23), "Georgia", "At work",
     "Takes earnings", FOOD, "кафе у вокзала", "Follow up"),
    ("小明", "王", MALE, date(1993, 8, 1), "China", "Through an online advertisement",
     "Withholds documents", FARM, "теплицы «Восход»", "Active"),
    ("राम", "थापा", MALE, date(1991, 5, 12), "Nepal", "Through friends or social events",
     "Debt bondage ", "Construction", "стройка, 41-й км", "Active"),
    ("Оксана", "Згурська", FEMALE, date(1985, 3, 3), "Ukraine", "Through a newspaper advert",
     "False promises", "Manufacturing", "швейный цех за рынком", "Closed Referred"),
    ("Нурлан", "Жақсылықов", MALE, date(1979, 12, 29), "Kazakhstan", "Other",
     "Psychoactive substance", FARM, "чабанская точка", "Closed"),
    ("Ion", "Țurcanu", MALE, date(1983, 6, 6), "Moldova, Republic of", "At work",
     "Physical threats", "Construction", "дачный посёлок", "Active"),
    ("Ali", "Əliyev", MALE, date(1996, 4, 4), "Azerbaijan", FRIENDS,
     "Withholds necessities", "Transportation and storage", "склад, ночная смена", "Active"),
    ("Անի", "Գրիգորյան", FEMALE, date(1998, 10, 15), "Armenia", ONLINE,
     "Threatens children/family", FOOD, "кафе у вокзала", "Follow up"),
    ("Joy", "Eze", FEMALE, date(2000, 2, 2), "Nigeria", "Through friends or social events",
     "Threats of law enforcement", "", "flat near the station", "Active"),
    ("Otabek", "Yoldoshev", MALE, date(1990, 7, 25), "Uzbekistan", FRIENDS,
     "Physical threats", "Construction", "building site, km 41", "Active"),
    ("Рустам", "Ҷӯраев", MALE, date(1986, 9, 9), "Tajikistan", "At work",
     "Excessive working hours", "Construction", "стройка, 41-й км", "Active"),
    ("Maria", "da Silva", FEMALE, date(1990, 1, 1), "Brazil", ONLINE,
     "Sexual abuse", "", "flat near the station", "Active"),
    ("Жанна", "О’Нил-Петрова", FEMALE, date(1981, 8, 18), "Russian Federation", "Other",
     "Other", RETAIL, "автомойка", "Closed"),
    ("<script>alert('x')</script>", "Тестова", FEMALE, date(1992, 2, 29), "Belarus", "Other",
     "Other", "Construction", "<b>стройка</b>", "Active"),
    ("=cmd|' /C calc'!A0", "Проверкин", MALE, date(1970, 5, 20), "Belarus", "Other",
     "Other", "Construction", "=HYPERLINK(\"http://example.org\")", "Active"),
    ("Sok", "Chan", MALE, date(1988, 4, 30), "Cambodia", "Through a television advert",
     "Restricts medical care", FARM, "fishing boat", "Active"),
    ("Айнура", "Мамытова", FEMALE, date(1993, 9, 1), "Kyrgyzstan", "At work",
     "Debt bondage ", FARM, "теплицы «Восход»", "Follow up"),
    ("Kofi", "Mensah", MALE, date(1984, 11, 7), "Ghana", "At an educational institution",
     "False promises", "Education", "language school", "Active"),
    ("Павел", "Безымянный", MALE, date(1964, 7, 7), "Russian Federation", "At a place of business",
     "Physical abuse; Debt bondage ; Withholds documents", "Manufacturing",
     "ООО «Кирпич-7», карьер", "Closed"),
]

OWNERS = ["М. Усмонова", "К. Сэмюэл", "А. Орлова", "Team North"]
# street, city, state, post code, country: in the order of the visible labels
ADDRESSES = [
    ("ул. Речная, 4, кв. 17", "Самарканд", "Самаркандская область", "140100", "Uzbekistan"),
    ("ул. Мира, 31", "Токмок", "Чуйская область", "724900", "Kyrgyzstan"),
    ("12 Market Road", "Kano", "Kano State", "700001", "Nigeria"),
    ("пер. Школьный, 8", "Пенза", "Пензенская область", "440039", "Russian Federation"),
]


def row_of(index, person):
    """The cells of one person, by column."""
    first, second, gender, born, country, recruited, control, industry, place, status = person
    cells = {"B": OWNERS[index % 4], "D": first, "E": second, "G": born, "H": gender, "I": country,
             "S": ("Possible victim of trafficking", "Actual victim of trafficking")[index % 2],
             "T": ("NGO", "Police", "Court or prosecution")[index % 3], "U": recruited,
             "W": control, "X": LABOUR if industry else "Sexual exploitation", "Y": industry,
             "AA": place, "AB": status}
    if not industry:
        cells["Z"] = "Prostitution"
    if index % 5 != 4:
        cells["F"] = "No" if index % 7 == 6 else "Yes"
    if index % 3 == 0:
        cells.update(zip(("N", "O", "P", "Q", "R"), ADDRESSES[index // 3 % 4]))
    if index % 4 == 1:
        cells["M"] = "+7 000 %03d-11-%02d" % (100 + index, index)
    if index % 4 == 2:
        cells.update({"AC": "Фонд «Берег»", "AD": date(2024, 1 + index % 12, 3 + index),
                      "AF": "Additional Services Required", "AG": "Нужен ночлег."})
    if status.startswith("Closed"):
        cells["AM"] = "Передано другой организации." if "Ref" in status else "Контакт потерян."
    return cells


# What partners really type. Row numbers as the sheet shows them; people begin in row 3.
TRAPS = {
    "H4": "Masculine ",                       # a trailing blank
    "E5": "Раҳимова  ",                       # trailing blanks in a name
    "H6": "Not Specified/Unknown",            # a label where the list has a code
    "X12": "ForcedLabour",                    # a code where the list has a label
    "G9": "17.04.1968",                       # a date typed as text, day first
    "AD13": "03/04/2024",                     # the same, and it could be read month first
    "AC13": "Приют «Светлый дом»",
    "I9": "RU",                               # a country's code for its name
    "M8": "\u202a+7 000 208-33-01\u202c",     # marks of direction, as copied from a messenger
    "M21": "+7 000 208-33-01",                # rows 8 and 21: one person in two scripts
    "AF12": "Migration Or Change Of Location",  # spelt otherwise than the standard
    "AH15": "Приют «Светлый дом»", "AI15": "дежурный", "AJ15": "Migration Or Change Of Location",
    "AL15": "Передано с согласия.",
    "W20": "Physical threats;Beatings",       # one of the two is in no list
    "I28": "Kirgizia",                        # a country by a name that no list has
}
# A formula with its last result: 2024-05-30.
FORMULAS = {"AK15": ("DATE(2024,5,30)", 45442)}

DATE_STYLE = 1


def serial(day):
    return (day - date(1899, 12, 30)).days


def column_number(name):
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def cell_xml(place, value):
    if isinstance(value, date):
        return '<c r="%s" s="%d"><v>%d</v></c>' % (place, DATE_STYLE, serial(value))
    if isinstance(value, tuple):
        return '<c r="%s" s="%d"><f>%s</f><v>%d</v></c>' % (place, DATE_STYLE, *value)
    return ('<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>'
            % (place, escape(value)))


def row_xml(number, cells, numbering=None, attributes=""):
    inside = '<c r="A%d"><v>%d</v></c>' % (number, numbering) if numbering else ""
    for column in sorted(cells, key=column_number):
        if cells[column]:
            inside += cell_xml(column + str(number), cells[column])
    return '<row r="%d"%s>%s</row>' % (number, attributes, inside)


def case_sheet():
    rows = [row_xml(1, {column: name for column, name, _ in COLUMNS}, attributes=' hidden="1"'),
            row_xml(2, {column: label for column, _, label in COLUMNS})]
    for index in range(1000):
        number = index + 3
        cells = row_of(index, PEOPLE[index]) if index < len(PEOPLE) else {}
        for place, value in list(TRAPS.items()) + list(FORMULAS.items()):
            column = place.rstrip("0123456789")
            if place == column + str(number):
                cells[column] = value
        rows.append(row_xml(number, cells, numbering=index + 1))
    return sheet_xml("".join(rows))


def sheet_xml(rows):
    return ('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            "<sheetData>%s</sheetData></worksheet>" % rows)


ABOUT = ("Invented people in the layout of the Human Trafficking Case Data Standard (HTCDS) v2.0 "
         "workbook by IOM, CC BY 4.0. Nobody real is meant.")
STYLES = ('<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
          '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts>'
          '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
          '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
          '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/>'
          "</cellXfs></styleSheet>")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def relations(*items):
    lines = "".join('<Relationship Id="rId%d" Type="%s/%s" Target="%s"/>' % (n, OFFICE, kind, where)
                    for n, (kind, where) in enumerate(items, 1))
    return '<Relationships xmlns="%s/relationships">%s</Relationships>' % (PACKAGE, lines)


def content_types():
    kinds = [("/xl/workbook.xml", "sheet.main"), ("/xl/worksheets/sheet1.xml", "worksheet"),
             ("/xl/worksheets/sheet2.xml", "worksheet"), ("/xl/styles.xml", "styles")]
    lines = "".join('<Override PartName="%s" ContentType="%s.%s+xml"/>' % (name, SPREADSHEET, kind)
                    for name, kind in kinds)
    return ('<Types xmlns="%s/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>%s</Types>'
            % (PACKAGE, lines))


def parts():
    sheets = "".join('<sheet name="%s" sheetId="%d" r:id="rId%d"/>' % (name, n, n)
                     for n, name in enumerate(("Case Sheet", "about"), 1))
    return [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relations(("officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml",
         '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
         'xmlns:r="%s"><sheets>%s</sheets></workbook>' % (OFFICE, sheets)),
        ("xl/_rels/workbook.xml.rels",
         relations(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"),
                   ("styles", "styles.xml"))),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", case_sheet()),
        ("xl/worksheets/sheet2.xml", sheet_xml(row_xml(1, {"A": ABOUT}))),
    ]


def main():
    if len(sys.argv) == 2 and sys.argv[1] in ("-h", "--help"):
        print(__doc__.strip())
        return
    if len(sys.argv) != 2 or not sys.argv[1].endswith(".xlsx"):
        sys.exit("usage: make_workbook.py OUT.xlsx")
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_STORED) as out:
        for name, text in parts():
            about = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            about.create_system = 3
            out.writestr(about, (head + text).encode("utf-8"))


if __name__ == "__main__":
    main()
