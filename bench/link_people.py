#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Invented people with errors, for measuring record linkage.

    python3 link_people.py N SEED > people.csv

Writes N records to standard output and one line with the truth to standard error.
Needs nothing but Python's standard library; the same N and SEED give the same bytes.
A million records take about ten seconds and 53 MB.

Columns: unique_id, cluster (the true person), first_name, surname, dob, postcode,
occupation, gender. A person has one to five records; every record after the first
carries errors: typing slips, initials, a new surname, swapped names, a swapped day
and month, another postcode, another occupation. Every record loses some values.

Names are lower-case and in Latin letters, as a registry that romanises would keep them.
A surname is a root with an ending, for four people in ten with a middle part between
("karim" + "ov", "karim" + "bek" + "ov"), so that a few hundred words give a long tail of
rare surnames. Lists are in order of frequency: weights fall with the rank (Zipf). They
are written for this file and describe no population exactly.
"""
import csv
import itertools
import random
import sys

# group: (share of people, male names, female names, surname roots, middle parts, endings as "male/female")
GROUPS = {
    "central_asian": (
        0.36,
        """muhammad ali rustam aziz bakhtiyor alisher farrukh sherzod jamshid ulugbek umid sardor
        dilshod bekzod akmal anvar rahim karim timur temur islom ibrohim ismoil yusuf hasan husan
        nodir nodirbek otabek jasur javohir shukhrat sanjar ravshan murod abdulloh abdurahmon
        azamat bobur davron doniyor elyor eldor farhod firdavs gayrat ilhom ikrom jahongir kamol
        khurshid komil lutfullo mansur mirzo navruz nurbek nursultan oybek parviz qahramon
        rasul saidakbar samandar suhrob shavkat tohir ulmas vali zafar zohid almaz azizbek
        bakyt beknazar chyngyz daniyar emil erlan ermek kanat kuban kubanychbek maksat marat
        melis mirlan nurlan ruslan sultan talant tilek urmat ulan askar baurzhan dauren
        galymzhan kairat madi serik yerbol abdukarim faridun khusrav komron manuchehr rajab
        sadriddin sharif siyovush zikrullo""",
        """dilnoza gulnora nigora malika zulfiya feruza shahnoza nargiza mohira kamola madina
        sevara lola zarina aziza barno dildora dilfuza gulbahor gulchehra gulnoza hilola iroda
        kumush laylo lutfiya maftuna mavluda mukhabbat munisa muqaddas nafisa nilufar nozima
        oydin ozoda parvina rano robiya saida sabohat saodat shahlo sitora umida yulduz zebo
        ziyoda zuhra aigul ainura aizada aijan altynai asel begimai bermet burul cholpon
        elnura gulzat jyldyz kanykei kyzzhibek meerim nazgul nurgul perizat roza saltanat
        tolgonai venera aliya aigerim ainur bibigul dana dinara gaukhar gulmira kamila
        madinakhon mehrangez munira nasiba nazokat sarvinoz shabnam tahmina zamira zaynab""",
        """karim rakhim yusup abdull usmon nazar rustam akbar khamid khasan khusan aliy mirzo
        tursun toshmat eshmat sharip sobir safar saidmurod jura juma ergash egamberdi boboja
        holmat holiq ibragim ismoil ikrom isroil kamol komil qodir qurbon kholmurod latip mamat
        mamadali mahmud mansur matyoqub mirsaid murod muhammad musa muslim narzull nabi nasir
        nizom normat normurod nurmat odil olim orip ortiq otaqul oripjon pulat rajab rasul razzoq
        rahmat ravshan ruziy sabur sadiq salim samad sattor shodmon shermat shukur solih subhon
        sulaymon sultan tagay temir tilla toir turgun turdi umar umid urunb usarkul vali vohid
        xudoyberdi yoqub yuldosh yunus zakir zaid zohid zokir abdyld asan asanbek atabek bakyt
        bekbolot chynybek duishen imanaly jumab jumagul kadyr kasym kenzheb kubat kydyr kasymbek
        mamyt moldal nurman omurzak osmon sagynb sydyk tashmam toktogul toktosun turgunb tynyst
        uson zhumab zhakyp""",
        """bek jon ali qul boy murod nazar nur mahmad shoh mirza niyoz khon din tura yor olim gel
        sher tosh""",
        """ov/ova ev/eva zoda/zoda iy/iy iev/ieva uulu/kyzy baev/baeva ullaev/ullaeva berdiev/berdieva
        oev/oeva zhanov/zhanova""",
    ),
    "slavic": (
        0.30,
        """aleksandr sergey andrey dmitriy aleksey vladimir mikhail ivan nikolay evgeniy maksim igor
        viktor oleg yuriy pavel roman denis anton vitaliy konstantin artem ilya vasiliy kirill
        anatoliy stanislav nikita vyacheslav petr grigoriy leonid boris gennadiy valentin eduard
        yegor danila fedor stepan semen arkadiy gleb timofey taras bohdan ostap mykola oleksandr
        serhiy andriy volodymyr mykhailo yaroslav bogdan zakhar matvey prokhor rodion saveliy
        tikhon vadim valeriy vsevolod zinoviy""",
        """elena olga natalya tatyana irina svetlana anna mariya ekaterina anastasiya yuliya galina
        lyudmila marina nadezhda valentina oksana viktoriya larisa lyubov nina vera kseniya alina
        polina darya evgeniya aleksandra sofiya veronika yana alla inna zhanna raisa tamara
        zinaida antonina lidiya klavdiya margarita kristina alisa varvara olena iryna oksanka
        nataliya ulyana zoya taisiya elizaveta diana karina lesya halyna solomiya bohdana
        serafima agafya evdokiya praskovya glafira""",
        """ivan petr smirn kuznets pop sokol lebed kozl novik morozn volk solovy vasily zaits
        pavl semen golub vinograd bogdan vorob fedor mikhayl belya taras bel komar orl kisel
        makar andrey kovaly ily gus tit kuzmin kudryav baran kulik aleksey stepan yakovl sorok
        sergey roman zakhar borys korol gerasim ponomar grigory lazar medved ershov nikit sobol
        ryab polyak tsvet danil zhuk frol zhurav nikolay krylat maksim sidor osip belous fedot
        doro egor matve bobr dmitri kalin anisim petukh anton timofe nikifor veselo filip mark
        bolshak sukhan miron shir aleksandr konoval shest kazak efim denis grom fomin davyd
        melnik shcherbak blin kolesn karp afanas vlas masl isak tikhon aksen gavril rodion kotl
        gorbun kudr byk zuy tretyak savel pan ryb suvor abram voron mukh arkhip trof martyn
        emely gorsh chern ovchar panov selezn tkach bondar shevch havryl kravch lysen marchuk
        moroz polish ruden savch sydor tkachuk yurch zinch""",
        """ush ash yush ets och an ar ul iv ich ov ev yar om ab ek ur et""",
        """ov/ova ev/eva in/ina enko/enko ovskiy/ovskaya chuk/chuk yuk/yuk nikov/nikova kin/kina
        ich/ich inskiy/inskaya entsov/entsova ko/ko onov/onova yak/yak tsev/tseva""",
    ),
    "caucasian": (
        0.07,
        """davit giorgi levan zurab irakli nika lasha tengiz vakhtang armen artur aram karen tigran
        gevorg hayk vardan ashot suren elnur elchin rashad vugar ilgar ramiz anar orkhan farid
        magomed akhmed murad shamil arsen islam zaur kazbek aslan beslan ruslanbek ramzan
        adam isa musa khamzat timurlan soslan""",
        """nino mariam tamar ketevan natia eka maka lela salome anahit gayane lusine mane nare
        anush karine hasmik siranush aygun gunay leyla sevinj narmin ulviya turkan zarema patimat
        aishat khadizhat aminat madina zaira malikat elina fatima luiza iman makka zalina dzerassa""",
        """grigor sarkis harutyun petros hovhannes karapet avetis manuk vardan hakob mkrtich khachatr
        bereke kapana mchedli gela tsikla lomi kvara jibla mame gasan magomed alikhan kurban
        omar ramazan gadzhi suleyman isay dadash umal ismail akhmed musa bagam abdul nuri
        tarkhan kardan shogen tem bekul aush hats koko gaga""",
        """a i bek khan gul os ur an id al ti ra""",
        """yan/yan ov/ova ev/eva shvili/shvili dze/dze ia/ia iani/iani li/li zade/zade iev/ieva ua/ua
        biev/bieva khanov/khanova""",
    ),
    "vietnamese": (
        0.05,
        """van-hung van-duc van-nam duc-anh minh-tuan quang-huy huu-thang xuan-truong ngoc-son
        thanh-long tuan-anh viet-dung trong-nghia van-cuong van-hai hoang-long dinh-phuc
        cong-minh bao-khanh van-thang duy-khanh van-loc quoc-viet van-toan manh-cuong""",
        """thi-lan thi-hoa thi-mai thi-huong ngoc-anh thu-ha thanh-thuy kim-ngan phuong-thao
        thi-hang bich-ngoc thuy-linh my-linh thi-nga hong-nhung thi-yen minh-chau thanh-huyen
        thi-thu khanh-linh thi-phuong dieu-linh thi-xuan tuyet-mai thi-loan""",
        """nguyen tran le pham hoang phan vu vo dang bui do ho ngo duong ly dinh trinh mai luong
        ha cao truong doan to thai chu ta lam phung quach""",
        "",
        "/",
    ),
    "west_african": (
        0.09,
        """emeka chinedu ifeanyi obinna chukwuemeka kelechi uche nnamdi ikechukwu chidi oluwaseun
        olumide babatunde adebayo ayodele tunde segun kayode femi gbenga musa ibrahim abubakar
        usman sani yakubu aliyu garba bello suleiman kofi kwame kwabena yaw kojo mamadou amadou
        ousmane moussa boubacar osagie efosa osaze nosa eghosa""",
        """ngozi chioma adaeze ifeoma chiamaka amaka nkechi uchenna blessing grace joy patience
        folake funmilayo temitope yetunde abimbola bukola titilayo ronke aisha fatima hauwa zainab
        amina halima ama akosua abena efua fatou mariama aminata kadiatou awa osayi itohan
        isoken esohe precious""",
        """okafor okeke obi eze nwosu nwachukwu onyeka ibe uzor madu adeyemi ogun ola aluko balogun
        bello abubakar danjuma sani garba mensah owusu boateng asante osei diallo traore keita
        toure camara osaro igbino eghare omoru aigbe""",
        """chi ola ada ife uwa oro eni aki ndu emi isi""",
        "/ oma/oma kwu/kwu tunji/tunji de/de sola/sola wale/wale ke/ke ghe/ghe",
    ),
    "other": (
        0.13,
        """john james robert michael david jose juan carlos luis antonio jean pierre ahmed mohamed
        omar hassan mahmoud rajesh suresh ramesh anil sunil wei ming jian lei hung peter paul
        daniel thomas mark stephen kevin brian george edward richard miguel pedro jorge mario
        rahul imran bilal tariq nasir abdul adrian andrei bogdan mihai cristian ion vasile""",
        """mary patricia linda barbara susan maria ana rosa carmen elena fatma layla salma sunita
        anita lakshmi priya kavita mei ling xiu hua jennifer sarah karen lisa nancy betty helen
        sandra donna carol ruth sharon laura lucia teresa isabel gloria juana nadia samira rania
        ayesha shabana ioana mihaela cristina gabriela daniela simona alina""",
        """smith john williams brown jones garcia miller davis rodrigu martin hernand lopez wilson
        ander thomp taylor moore jack lee perez white harris sanch clark ramir lewis robin walk
        young allen king wright scott torr hill flor green adam nels baker hall river camp
        mitch cart khan ahmed hussain ali singh kumar sharma patel begum chen wang zhang liu yang
        pop ion rusu munte stan dumitr mold""",
        """el in ar ing en ow al ad er um os ber""",
        "/ son/son ez/ez s/s man/man ton/ton er/er ley/ley field/field escu/escu eanu/eanu well/well",
    ),
}

LETTERS = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
HEADER = ["unique_id", "cluster", "first_name", "surname", "dob", "postcode", "occupation", "gender"]
FIRST, SURNAME, DOB, POSTCODE, OCCUPATION, GENDER = range(6)
MISSING = ((FIRST, 0.02), (SURNAME, 0.01), (DOB, 0.08), (POSTCODE, 0.06), (OCCUPATION, 0.25), (GENDER, 0.05))


class Urn:
    """Values drawn with the given weights."""

    def __init__(self, values, weights):
        self.values = list(values)
        self.cumulative = list(itertools.accumulate(weights))

    def draw(self, rng):
        return rng.choices(self.values, cum_weights=self.cumulative)[0]


def zipf(count, offset, power):
    return [1 / (rank + offset) ** power for rank in range(count)]


def surname_urns(roots, middles, endings):
    """The parts are independent, so a surname's weight is the product of theirs."""
    parts = [zip(roots, zipf(len(roots), 12, 0.9)),
             zip([""] + middles, [0.6] + [0.4 / len(middles) for _ in middles]),
             zip(endings, zipf(len(endings), 1.5, 1.0))]
    surnames = [(r + m, e.split("/"), a * b * c) for (r, a), (m, b), (e, c) in itertools.product(*parts)]
    return [Urn((stem + ending[side] for stem, ending, _ in surnames), (w for *_, w in surnames))
            for side in (0, 1)]


def population():
    shares, groups = [], []
    for share, male, female, roots, middles, endings in GROUPS.values():
        given = [Urn(names.split(), zipf(len(names.split()), 8, 1.0)) for names in (male, female)]
        shares.append(share)
        groups.append((given, surname_urns(roots.split(), middles.split(), endings.split())))
    return Urn(groups, shares)


def slip(rng, text, alphabet=LETTERS):
    """One typing slip: a wrong, missing, added or swapped letter."""
    if len(text) < 2:
        return text
    at, kind = rng.randrange(len(text)), rng.random()
    if kind < 0.30:
        return text[:at] + rng.choice(alphabet) + text[at + 1:]
    if kind < 0.55:
        return text[:at] + text[at + 1:]
    if kind < 0.80:
        return text[:at] + rng.choice(alphabet) + text[at:]
    if at == 0:
        return text[1] + text[0] + text[2:]
    return text[:at - 1] + text[at] + text[at - 1] + text[at + 1:]


def swap_day_and_month(date):
    day = date[8:10]
    return date[:5] + day + "-" + date[5:7] if day.isdigit() and int(day) <= 12 else date


def with_errors(rng, person, surnames, postcodes, occupations):
    row = list(person)
    if rng.random() < 0.20: row[FIRST] = slip(rng, row[FIRST])
    if rng.random() < 0.05: row[FIRST] = row[FIRST][:1]
    if rng.random() < 0.20: row[SURNAME] = slip(rng, row[SURNAME])
    if rng.random() < 0.04: row[SURNAME] = surnames.draw(rng)
    if rng.random() < 0.03: row[FIRST], row[SURNAME] = row[SURNAME], row[FIRST]
    if rng.random() < 0.18: row[DOB] = slip(rng, row[DOB], DIGITS)
    if rng.random() < 0.05: row[DOB] = swap_day_and_month(row[DOB])
    if rng.random() < 0.30: row[POSTCODE] = postcodes.draw(rng)
    if rng.random() < 0.35: row[OCCUPATION] = occupations.draw(rng)
    return row


def main():
    if len(sys.argv) != 3 or not all(word.isdigit() for word in sys.argv[1:]):
        sys.exit("usage: link_people.py N SEED > people.csv")
    wanted, rng = int(sys.argv[1]), random.Random(int(sys.argv[2]))
    groups = population()
    postcodes = Urn((str(10000 + 4 * i) for i in range(20000)), zipf(20000, 20, 0.6))
    occupations = Urn((f"occ{i}" for i in range(300)), zipf(300, 3, 1.0))
    records_each = Urn((1, 2, 3, 4, 5), (62, 22, 9, 5, 2))

    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(HEADER)
    written = people = true_pairs = 0
    while written < wanted:
        given, surnames = groups.draw(rng)
        side = int(rng.random() < 0.5)
        year = 1940 + int(66 * rng.random() ** 0.8)
        person = [given[side].draw(rng), surnames[side].draw(rng),
                  f"{year}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
                  postcodes.draw(rng), occupations.draw(rng), "mf"[side]]
        count = min(records_each.draw(rng), wanted - written)
        for n in range(count):
            row = with_errors(rng, person, surnames[side], postcodes, occupations) if n else list(person)
            for column, chance in MISSING:
                if rng.random() < chance:
                    row[column] = ""
            out.writerow([written, people, *row])
            written += 1
        people += 1
        true_pairs += count * (count - 1) // 2
    print(f"{written} records, {people} people, {true_pairs} true pairs", file=sys.stderr)


if __name__ == "__main__":
    main()
