"""Names as they are given in many countries, streets that exist nowhere, and phone numbers that regulators
keep for fiction or that lie outside any numbering plan."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Culture:
    """Names of one origin. A name may carry its own script ("Yasmine=ياسمين"), a family name its feminine
    form ("Dimitrov/Dimitrova"). `speaks` are language codes, the mother tongue first."""

    state: str
    speaks: tuple[str, ...]
    women: str
    men: str
    girls: str
    boys: str
    families: str


CULTURES: dict[str, Culture] = {
    "BE-nl": Culture(
        "BE",
        ("nl", "fr", "en"),
        "Lies, Ellen, Katrien, Sofie, Annelies, Greet, Marijke, Hanne",
        "Bart, Wouter, Pieter-Jan, Stijn, Joris, Koen, Thijs, Maarten",
        "Noor, Elise, Fien, Lotte, Marie-Lou, Amélie, Juna, Lore",
        "Seppe, Lars, Mathis, Warre, Jef, Finn, Vic, Arthur",
        "Verhoeven, Van den Broeck, De Smedt, Vandenbulcke, Goossens, Claeys, Van Nieuwenborgh-De Coninck",
    ),
    "BE-fr": Culture(
        "BE",
        ("fr", "nl"),
        "Aurélie, Céline, Mélanie, Delphine, Sophie-Charlotte, Valérie, Nathalie, Coralie",
        "Benoît, Grégory, Jean-Sébastien, Olivier, Ludovic, Frédéric, Maxime, Cédric",
        "Chloé, Zoé, Inès, Louise, Maëlle, Romane, Éléonore, Lina",
        "Noé, Théo, Hugo, Gaspard, Eliott, Maël, Nathan, Basile",
        "Lambert, Delvaux, Lefèbvre-Vandenplas, Dumoulin, Collignon, Wauters, Fontaine, De Waelheyns",
    ),
    "BE-de": Culture(
        "BE",
        ("de", "fr"),
        "Katharina, Ulrike, Miriam",
        "Jürgen, Stefan, Björn",
        "Leonie, Frieda, Mathilda",
        "Jonas, Emil, Moritz",
        "Schröder-Hündgen, Jousten, Königs",
    ),
    "FR": Culture(
        "FR",
        ("fr", "en"),
        "Claire, Amandine, Élodie, Marion, Pauline",
        "Julien, Sébastien, Romain, Guillaume, Étienne",
        "Jade, Manon, Camille, Agathe",
        "Léo, Raphaël, Jules, Sacha",
        "Marchand, de La Rochebrune, Garnier, Perrin-Deschênes, Chevallier",
    ),
    "NL": Culture(
        "NL",
        ("nl", "en"),
        "Femke, Marloes, Sanne, Anouk",
        "Jeroen, Sander, Daan, Ruben",
        "Tess, Evi, Saar, Roos",
        "Sem, Bram, Luuk, Teun",
        "van der Wijngaarden, Hoekstra, Bakker, Terpstra, van 't Hof",
    ),
    "DE": Culture(
        "DE",
        ("de", "en"),
        "Anke, Franziska, Silke",
        "Holger, Matthias, Jörg",
        "Greta, Ida, Klara",
        "Oskar, Anton, Karl",
        "Müller-Lüdenscheid, Weißenfels, Brandstätter, Großmann",
    ),
    "GB": Culture(
        "GB",
        ("en",),
        "Hannah, Rebecca, Gemma",
        "Callum, Owen, Gareth",
        "Poppy, Isla, Freya",
        "Alfie, Rory, Rhys",
        "Ashworth, Pemberton-Hale, Llewellyn, Mackay",
    ),
    "IT": Culture(
        "IT",
        ("it", "fr"),
        "Giulia, Chiara, Federica",
        "Marco, Alessandro, Niccolò",
        "Sofia, Ginevra, Aurora",
        "Leonardo, Matteo, Tommaso",
        "Bianchini, D’Angelo, Esposito, Della Torre",
    ),
    "ES": Culture(
        "ES",
        ("es", "fr"),
        "Lucía, Begoña, Inmaculada",
        "Íñigo, Javier, Álvaro",
        "Martina, Alba, Jimena",
        "Mateo, Nicolás, Iker",
        "Muñoz Aguirre, García de la Fuente, Ibáñez Peña",
    ),
    "PT": Culture(
        "PT",
        ("pt_PT", "fr"),
        "Inês, Conceição, Beatriz",
        "João, Gonçalo, Tiago",
        "Leonor, Matilde",
        "Afonso, Martim",
        "Gonçalves, Magalhães, Simões Leitão",
    ),
    "PL": Culture(
        "PL",
        ("pl", "en"),
        "Agnieszka, Małgorzata, Żaneta",
        "Łukasz, Paweł, Zbigniew",
        "Zuzanna, Hanna, Maja",
        "Szymon, Staś, Michał",
        "Wójcik, Nowakowski/Nowakowska, Kowalczyk, Dąbrowski/Dąbrowska",
    ),
    "RO": Culture(
        "RO",
        ("ro", "fr"),
        "Ioana, Andreea, Mădălina",
        "Ștefan, Cătălin, Bogdan",
        "Ilinca, Anastasia",
        "Matei, Răzvan",
        "Țurcanu, Munteanu, Brătescu, Ionescu",
    ),
    "BG": Culture(
        "BG",
        ("bg", "en"),
        "Desislava=Десислава, Gergana=Гергана",
        "Plamen=Пламен, Georgi=Георги",
        "Raya=Рая, Viktoria=Виктория",
        "Boris=Борис, Kaloyan=Калоян",
        "Dimitrov=Димитров/Dimitrova=Димитрова, Stoyanov=Стоянов/Stoyanova=Стоянова",
    ),
    "UA": Culture(
        "UA",
        ("uk", "ru", "en"),
        "Oksana=Оксана, Iryna=Ірина, Yuliia=Юлія",
        "Andrii=Андрій, Serhii=Сергій, Taras=Тарас",
        "Sofiia=Софія, Zlata=Злата, Daryna=Дарина",
        "Matvii=Матвій, Bohdan=Богдан, Danylo=Данило",
        "Shevchenko=Шевченко, Kovalenko=Коваленко, Hrytsenko=Гриценко, Melnyk=Мельник",
    ),
    "TR": Culture(
        "TR",
        ("tr", "nl", "de"),
        "Gülşen, Ayşegül, Hatice, Özlem",
        "Mustafa, İbrahim, Oğuzhan, Yiğit",
        "Elif, Zeynep, Işıl, Defne",
        "Emir, Kerem, Çınar, Yusuf",
        "Yılmaz, Öztürk, Çağlayan, Demirtaş, Işık",
    ),
    "MA": Culture(
        "MA",
        ("ar", "fr", "nl"),
        "Fatima-Zahra=فاطمة الزهراء, Naïma=نعيمة, Khadija=خديجة, Samira=سميرة",
        "Youssef=يوسف, Rachid=رشيد, Abdelhak=عبد الحق, Karim=كريم",
        "Yasmine=ياسمين, Salma=سلمى, Hiba=هبة, Lina=لينا",
        "Ilyas=إلياس, Adam=آدم, Zakaria=زكرياء, Ayoub=أيوب",
        "El Amrani=العمراني, Benjelloun=بنجلون, Ouahbi=وهبي, Tahiri=الطاهري, Bouzidi=بوزيدي",
    ),
    "TN": Culture(
        "TN",
        ("ar", "fr"),
        "Rim=ريم, Olfa=ألفة, Mouna=منى",
        "Mehdi=مهدي, Anis=أنيس, Hatem=حاتم",
        "Maryam=مريم, Nour=نور",
        "Yassine=ياسين, Skander=إسكندر",
        "Ben Salah=بن صالح, Trabelsi=الطرابلسي, Gharbi=الغربي",
    ),
    "LB": Culture(
        "LB",
        ("ar", "fr", "en"),
        "Rania=رانيا, Maya=مايا, Zeina=زينة",
        "Georges=جورج, Nabil=نبيل, Fadi=فادي",
        "Tala=تالا, Celine=سيلين",
        "Karam=كرم, Jad=جاد",
        "Haddad=حداد, Khoury=خوري, Chamoun=شمعون",
    ),
    "PK": Culture(
        "PK",
        ("en", "fr"),
        "Saima=صائمہ, Nadia=نادیہ",
        "Imran=عمران, Bilal=بلال",
        "Hania=ہانیہ, Zara=زارا",
        "Hamza=حمزہ, Rayan=ریان",
        "Qureshi=قریشی, Chaudhry=چوہدری, Siddiqui=صدیقی",
    ),
    "US": Culture(
        "US",
        ("en", "es"),
        "Jessica, Brooke, Danielle",
        "Tyler, Brandon, Marcus",
        "Madison, Riley",
        "Mason, Ethan",
        "Whitfield, O’Donnell-Reyes, Kaplan",
    ),
    "CD": Culture(
        "CD",
        ("fr",),
        "Espérance, Bénédicte, Grâce",
        "Dieudonné, Trésor, Patrice",
        "Divine, Merveille",
        "Exaucé, Emmanuel",
        "Mukendi, Ilunga wa Kabongo, Tshibangu",
    ),
    "BR": Culture(
        "BR",
        ("pt_PT", "en"),
        "Thaís, Vitória",
        "Thiago, Vinícius",
        "Isadora, Lívia",
        "Davi, Caio",
        "Albuquerque, Nascimento da Silva",
    ),
    "CH": Culture(
        "CH",
        ("de", "fr"),
        "Regula, Corinne",
        "Urs, Reto",
        "Lena, Mia",
        "Levin, Nino",
        "Aebischer, von Grünigen",
    ),
}

# state: streets that do not exist, real towns with their postcodes, a number pattern
PLACES: dict[str, tuple[str, str, str]] = {
    "BE-nl": (
        "Voorbeeldlaan, Verzonnen Steenweg, Fictiestraat",
        "9000=Gent, 2000=Antwerpen, 3000=Leuven, 8500=Kortrijk",
        "+32 400 00 {:02} {:02}",
    ),
    "BE-fr": (
        "Rue de l’Exemple, Avenue Imaginaire, Chaussée de la Fiction",
        "1000=Bruxelles, 4000=Liège, 5000=Namur, 6000=Charleroi",
        "+32 400 01 {:02} {:02}",
    ),
    "BE-de": ("Musterweg, Beispielstraße", "4700=Eupen, 4780=Sankt Vith", "+32 400 02 {:02} {:02}"),
    "FR": (
        "rue de l’Exemple, allée de la Fable",
        "59000=Lille, 69003=Lyon, 67000=Strasbourg, 33000=Bordeaux",
        "+33 6 39 98 {:02} {:02}",
    ),
    "NL": (
        "Voorbeeldkade, Fabelplein",
        "3511 AA=Utrecht, 3011 AA=Rotterdam, 6211 AA=Maastricht",
        "+31 6 00 00 {:02} {:02}",
    ),
    "DE": ("Musterstraße, Beispielallee", "50667=Köln, 10115=Berlin, 52062=Aachen", "+49 171 39 200 {1:02}"),
    "GB": (
        "Example Street, Fable Road",
        "M1 1AA=Manchester, CF10 1AA=Cardiff, EH1 1AA=Edinburgh",
        "+44 7700 90 {:02} {:02}",
    ),
    "IT": ("Via dell’Esempio, Viale Immaginario", "20121=Milano, 40121=Bologna", "+39 000 00 {:02} {:02}"),
    "ES": ("Calle del Ejemplo, Avenida Imaginaria", "28001=Madrid, 41001=Sevilla", "+34 000 00 {:02} {:02}"),
    "PT": ("Rua do Exemplo", "1100-148=Lisboa, 4050-011=Porto", "+351 000 00 {:02} {:02}"),
    "PL": (
        "ul. Przykładowa, ul. Zmyślona",
        "00-001=Warszawa, 30-001=Kraków, 90-001=Łódź",
        "+48 000 00 {:02} {:02}",
    ),
    "RO": (
        "Strada Exemplului, Bulevardul Închipuit",
        "010011=București, 400001=Cluj-Napoca",
        "+40 000 00 {:02} {:02}",
    ),
    "BG": ("ul. Primerna", "1000=Sofia, 4000=Plovdiv", "+359 000 00 {:02} {:02}"),
    "UA": ("vul. Vyhadana", "01001=Kyiv, 79000=Lviv, 65000=Odesa", "+380 00 000 {:02} {:02}"),
    "TR": (
        "Örnek Sokak, Hayal Caddesi",
        "34000=İstanbul, 06000=Ankara, 42000=Konya",
        "+90 000 000 {:02} {:02}",
    ),
    "MA": (
        "Rue de l’Exemple, Avenue de la Fable",
        "20000=Casablanca, 90000=Tanger, 30000=Fès",
        "+212 0 00 00 {:02} {:02}",
    ),
    "TN": ("Rue de l’Exemple", "1000=Tunis, 3000=Sfax", "+216 00 00 {:02} {:02}"),
    "LB": ("Example Street", "1107=Beirut", "+961 00 00 {:02} {:02}"),
    "PK": ("Example Road", "54000=Lahore, 75500=Karachi", "+92 000 000 {:02} {:02}"),
    "US": ("Example Avenue, Fable Drive", "60601=Chicago, 98101=Seattle", "+1 212 555 01{1:02}"),
    "CD": ("Avenue de l’Exemple", "00243=Kinshasa", "+243 000 00 {:02} {:02}"),
    "BR": ("Rua do Exemplo", "01001-000=São Paulo", "+55 00 00000 {:02}{:02}"),
    "CH": ("Musterweg, Chemin de l’Exemple", "3011=Bern, 1201=Genève", "+41 00 000 {:02} {:02}"),
}
