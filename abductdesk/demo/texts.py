"""Sentences of invented cases. Plain English, as the screens of the demo are first shown."""

from __future__ import annotations

from random import Random

from abductdesk.terms import MeasureKind, ServiceKind

FICTIONAL = "Fictional case, invented for demonstration: nobody in it exists."
OPENED_TWICE = "Opened twice by mistake: the call belonged to a case that was already there."
BUREAU = "Demo bureau (fictional)"

ABDUCTION = (
    "The parents separated last year; the children lived with both by turns.",
    "After a holiday with family abroad the other parent did not come back on the agreed day.",
    "The other parent moved without telling anybody and enrolled the children in a school there.",
    "Contact by video call continues, at fixed hours.",
    "Both parents have lawyers; both say that they want a solution without a judge.",
    "Grandparents on both sides try to help.",
)
PREVENTION = (
    "A journey is planned for the next school holidays; the other parent wants a one-way ticket.",
    "The parents disagree about where the children will live after the separation.",
    "The other parent lost a job here and has family and a house abroad.",
)
ACCESS = (
    "The children moved with one parent by agreement; weekends with the other stopped after a quarrel.",
    "A judgment fixes the holidays; for two years nobody has kept to it.",
    "Both parents want regular calls; they disagree about who travels.",
)
SOURCES = ("left-behind parent, by phone", "police report", "lawyer's letter", "message of the other parent")
QUESTIONS = (
    "The children were not brought back. What can I do, and how fast?",
    "Which authority do I have to write to, and does mediation close other ways?",
    "My lawyer does not know these proceedings. Who does?",
)
FEAR_QUESTIONS = (
    "May the other parent travel with the children without my consent?",
    "How do I keep a passport from being issued?",
    "There is a ticket for next week. What can still be done?",
)
ADVICE = (
    "Explained the return application and its one year. Mediation explained; deadlines keep running.",
    "Told to report to the police and to keep all messages. Names of three specialised lawyers offered.",
    "Explained passport measures, travel ban and SIS alert; confirmation by letter promised.",
)
REFERRED_TO = ("FPS Justice", "specialised lawyer", "police", "FPS Foreign Affairs", "municipality")
NOTES = (
    "Spoke for half an hour; will send the custody decision and the school attestation.",
    "The other parent answered a message: is willing to listen, not yet to meet.",
    "Documents received: birth certificates, registration of residence, tickets.",
    "Asked whether it is safe to write to this address: yes, to this address only.",
    "Interpreter found for the next conversation.",
)
DECLINED = (
    "No mediation for now: the other parent wants to wait for the court. Offer stays open.",
    "Second message without an answer. One more attempt through the lawyer.",
)
NO_TREATY_NOTES = (
    "Consular post informed; a visit to the children is being asked for.",
    "Family abroad is in contact with both parents; a meeting is being prepared.",
)
FEARS = (
    "One-way tickets were found; the flat was given up; a school abroad was asked about.",
    "Said several times that the children would grow up “at home”. A second passport was asked for.",
    "Long stay announced with family abroad, without a date of return.",
)
THREATS = ("Once, in a message last spring.", "Several, by phone, in front of the children.", "None.")
PASSPORTS = ("One Belgian passport", "Two passports: Belgian and foreign", "Kids-ID only", "Not known")
HOLDERS = ("Left-behind parent", "The other parent", "Lawyer", "Not known")
FOLLOW_UPS = (
    "Call the parent back",
    "Ask the Central Authority for the day of the hearing",
    "Send the list of lawyers",
    "Ask whether the school has confirmed the enrolment",
    "Propose a date for the information talk",
    "Check whether the letter arrived",
    "Ask the lawyer for a copy of the decision",
    "Prepare the conversation with the children's grandparents",
    "Find an interpreter for the screening talk",
    "Ask how the first weeks after the return went",
)
AGREED = {
    "en": (
        "You send us the custody decision and the birth certificates.",
        "We try to reach the other parent, without passing on your address.",
    ),
    "nl": (
        "U bezorgt ons de beslissing over het gezag en de geboorteakten.",
        "Wij proberen de andere ouder te bereiken, zonder uw adres door te geven.",
    ),
    "fr": (
        "Vous nous envoyez la décision relative à l’autorité parentale et les actes de naissance.",
        "Nous essayons de joindre l’autre parent, sans communiquer votre adresse.",
    ),
    "de": (
        "Sie senden uns die Sorgerechtsentscheidung und die Geburtsurkunden.",
        "Wir versuchen, den anderen Elternteil zu erreichen, ohne Ihre Adresse weiterzugeben.",
    ),
}
MEASURED_BY = {
    MeasureKind.PASSPORT_WITHHELD: "Municipality",
    MeasureKind.TRAVEL_BAN: "Family court",
    MeasureKind.SIS_ALERT: "Public prosecutor",
    MeasureKind.SCHOOL_INFORMED: "Parent",
    MeasureKind.FAMILY_INFORMED: "Parent",
    MeasureKind.CONSULATE_INFORMED: "FPS Foreign Affairs",
}
COURTS = (
    ("Regional court (fictional)", "Family division (fictional)", "Tribunal (fictional)"),
    ("Family court of Brussels (fictional case)", "Family court of Ghent (fictional case)",
     "Family court of Liège (fictional case)"),
)  # fmt: skip
SETTINGS = {
    "street": "Voorbeeldplein 1", "postcode": "1000", "city": "Brussel", "country": "BE",
    "phone": "+32 400 09 00 00", "email": "bureau@example.org", "language": "nl",
}  # fmt: skip
_AT = {"street": "Voorbeeldplein 2", "postcode": "1000", "city": "Brussel", "country": "BE"}
FPS_JUSTICE = {
    "kind": ServiceKind.FPS_JUSTICE, "organisation": "FPS Justice, Central Authority (demo entry)",
    "does": "handles the application for return", "email": "authority@example.org",
    "letter_language": "nl", **_AT,
}  # fmt: skip
FPS_FOREIGN_AFFAIRS = {
    "kind": ServiceKind.FPS_FOREIGN_AFFAIRS, "organisation": "FPS Foreign Affairs (demo entry)",
    "does": "help through the consular post", "email": "consular@example.org",
    "letter_language": "fr", **_AT,
}  # fmt: skip
POLICE = {"organisation": "Police (demo entry)", "does": "has taken the report"}


def summary(rng: Random, sentences: tuple[str, ...]) -> str:
    """That the case is fictional, and two sentences about it."""
    return " ".join((FICTIONAL, *rng.sample(sentences, 2)))
