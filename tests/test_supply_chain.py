"""What the program is made of is known: its licences may be passed on, the bill of materials says all."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from scripts import supply
from tests.test_house import pins


def test_every_package_has_a_licence_that_we_may_pass_on() -> None:
    found = list(supply.packages())
    assert {each.name: each.version for each in found} == pins("requirements.lock")
    assert not [f"{each.name}: {each.licence or 'no licence known'}" for each in found if not each.allowed]


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [("MIT", True), ("GPL-3.0-only", False), ("GPL-2.0-only OR MIT", True), ("MIT AND AGPL-3.0-only", False),
     ("", False)],
)  # fmt: skip
def test_the_list_can_say_no(monkeypatch: pytest.MonkeyPatch, licence: str, allowed: bool) -> None:
    monkeypatch.setitem(supply.READ, "x", licence)
    assert supply.Package("x", "1", "", ()).allowed is allowed


def test_the_page_of_licences_is_up_to_date() -> None:
    written = supply.PAGE.read_text("utf-8")
    assert written == supply.page(), "run `python -m scripts.supply licences`"


def test_what_was_read_by_hand_is_still_in_the_lock() -> None:
    assert set(supply.READ) <= set(pins("requirements.lock"))


def test_the_bill_of_materials_has_what_its_schema_requires(tmp_path: Path) -> None:
    target = tmp_path / "sbom" / "abductdesk.cdx.json"
    assert supply.main(["sbom", str(target)]) == 0
    content = target.read_text("utf-8")
    bill = json.loads(content)
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bill["serialNumber"])
    locked = pins("requirements.lock")
    assert {each["name"]: each["version"] for each in bill["components"]} == locked
    references = [each["bom-ref"] for each in bill["components"]]
    assert len(references) == len(set(references))
    for each in bill["components"]:
        assert each["type"] == "library"
        assert each["purl"] == f"pkg:pypi/{each['name']}@{each['version']}"
        assert each["hashes"]
        assert all(re.fullmatch(r"[0-9a-f]{64}", found["content"]) for found in each["hashes"])
        assert all(found["alg"] == "SHA-256" for found in each["hashes"])
        assert each["licenses"][0]["expression"]
    known = {bill["metadata"]["component"]["bom-ref"], *references}
    assert {each["ref"] for each in bill["dependencies"]} == known
    hosts = set(re.findall(r"https?://([^/\"]+)", content))
    assert hosts == {"cyclonedx.org"}, "no registry is named"
    supply.main(["sbom", str(target)])
    assert target.read_text("utf-8") == content, "the same lock, the same bill"
