"""What the headings of people's own tables say, folded, in Dutch, French, German and English."""

from __future__ import annotations

# of the case
CASE: dict[str, str] = {
    "reference": """
        reference, referentie, ref, dossiernummer, dossiernr, dossier nr, dossier, numero, numero de
        dossier, no dossier, nr, nummer, aktenzeichen, az, fallnummer, case number, case no, file
        number, file no
    """,
    "kind": """
        kind of case, case kind, type, soort, soort dossier, aard, nature, type de dossier, art,
        fallart
    """,
    "certainty": "certainty, zekerheid, certitude, gewissheit",
    "priority": "priority, prioriteit, priorite, prioritat",
    "stage": "stage, status, fase, stadium, stade, etat, phase, stand",
    "habitual_residence_state": """
        habitual residence, gewone verblijfplaats, residence habituelle, gewohnlicher aufenthalt,
        from, land van herkomst, pays d origine, herkunftsland, van land, uit
    """,
    "requested_state": """
        where the child is, requested state, state of refuge, aangezochte staat, land van
        bestemming, verblijft in, etat requis, pays de destination, ersuchter staat, zielland,
        aufenthaltsstaat, naar land, to, destination
    """,
    "removal": """
        removal, date of removal, removed on, abduction date, datum ontvoering, ontvoerd op, datum
        overbrenging, overbrenging, date de l enlevement, date enlevement, deplacement, date du
        deplacement, entfuhrt am, datum der entfuhrung, entfuhrungsdatum, verbringen
    """,
    "retention": """
        retention, date of retention, retained since, niet terugkeer, datum niet terugkeer,
        achterhouding, datum achterhouding, non retour, date de non retour, date de retention,
        zuruckhalten, datum des zuruckhaltens
    """,
    "opened_on": """
        opened on, opened, date opened, geopend op, geopend, datum opening, opening, ouvert le, date
        d ouverture, date ouverture, eroffnet am, eroffnet, eingang
    """,
    "closed_on": """
        closed on, closed, afgesloten op, gesloten op, datum afsluiting, cloture le, date de
        cloture, geschlossen am, abgeschlossen am
    """,
    "caseworker": """
        caseworker, case worker, dossierbeheerder, medewerker, behandelaar, gestionnaire,
        gestionnaire de dossier, collaborateur, sachbearbeiter, sachbearbeiterin, fallbearbeiter
    """,
    "referral_source": """
        referred by, referral, referral source, doorverwezen door, doorverwijzer, verwijzer, oriente
        par, envoye par, verwiesen von, uberwiesen durch
    """,
    "fps_justice": "fps justice, fod justitie, spf justice, foj, central authority",
    "fps_foreign_affairs": """
        fps foreign affairs, fod buitenlandse zaken, spf affaires etrangeres, foreign affairs
    """,
    "police": "police, politie, polizei, pv nummer, pv nr, proces verbaal, numero pv, pv",
    "court": "court, docket, rolnummer, numero de role, rg, gericht, tribunal",
    "summary": "summary, samenvatting, resume, zusammenfassung, beschrijving, description",
    "note": """
        note, notes, nota, opmerking, opmerkingen, remarque, remarques, notiz, bemerkung,
        bemerkungen, comments
    """,
}

# whose field it is
WHO: dict[str, str] = {
    "child": """
        child, children, kind, kinderen, enfant, enfants, minderjarige, mineur, kindes, kinder
    """,
    "left": """
        left behind, lbp, achterblijvende, achtergebleven, achterblijver, delaisse, parent
        requerant, requerant, demandeur, zuruckgebliebener, zuruckgebliebene, zuruckgelassener,
        zuruckgelassen, verzoeker, verzoekende, aanvrager, antragsteller, applicant, requesting
        parent, ouder 1, parent 1, elternteil 1
    """,
    "taking": """
        taking, tp, meenemende, ontvoerende, ontvoerder, ravisseur, preneur, emmene, mitnehmender,
        mitnehmende, entfuhrender, entfuhrende, verweerder, defendeur, respondent, antragsgegner,
        ouder 2, parent 2, elternteil 2
    """,
}

# of a person
PERSON: dict[str, str] = {
    "name": "name, naam, nom, full name, nom complet, volledige naam, names, namen",
    "given_names": """
        given names, given name, first name, voornaam, voornamen, prenom, prenoms, vorname
    """,
    "family_names": """
        family names, family name, last name, surname, familienaam, achternaam, nom de famille,
        nachname
    """,
    "own_script_name": "own script, eigen schrift, ecriture d origine, originalschrift",
    "born": """
        born on, born, birth date, date of birth, dob, birthdate, geboortedatum, geboren, geboren
        op, date de naissance, ne le, nee le, naissance, geburtsdatum, geboren am
    """,
    "sex": "sex, gender, geslacht, sexe, genre, geschlecht",
    "phone": """
        phone, telephone, mobile, telefoon, tel, gsm, telefon, handy, portable, telefoonnummer
    """,
    "email": "e mail, email, mail, courriel, e mailadres, adresse e mail",
    "street": "street, address, straat, adres, rue, adresse, strasse, anschrift",
    "postcode": "postcode, zip, post code, code postal, plz, postleitzahl",
    "city": """
        town, city, gemeente, stad, woonplaats, ville, commune, localite, ort, stadt, wohnort
    """,
    "country": "country, land, pays, state, staat",
    "letter_language": "language, taal, langue, sprache, language of letters",
}

# says nothing about whose field it is
ANYBODY = frozenset(
    {"parent", "ouder", "elternteil", "de", "du", "van", "het", "le", "la", "of", "the", "des"}
)
