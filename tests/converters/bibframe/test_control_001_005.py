"""The control number and who assigned it, 001 and 003."""

from collections.abc import Callable

type Lines = Callable[..., set[str]]
LC = "http://id.loc.gov/vocabulary/organizations/dlc"


def of(said: set[str], kind: str) -> set[str]:
    """What is said of the things of a kind, without their names."""
    return {line.split(" ", 1)[1] for line in said if line.startswith(kind)}


def test_the_control_number_is_a_local_identifier_of_the_agency_in_003(lines: Lines) -> None:
    said = lines("001 b42", "003 CU-S")
    (agent,) = {line.split(" ")[0] for line in said if line.endswith('bf:code "CU-S"')}
    assert agent.startswith("#Agent-")
    assert of(said, "#Local-") == {"rdf:type bf:Local", 'rdf:value "b42"', f"bf:assigner {agent}"}


def test_a_number_without_003_is_taken_for_one_of_lc(lines: Lines) -> None:
    said = lines("001 b42")
    assert f"bf:assigner {LC}" in of(said, "#Local-")
    assert f'{LC} bf:code "DLC"' in said


def test_so_is_one_whose_003_is_blank(lines: Lines) -> None:
    assert f"bf:assigner {LC}" in of(lines("001 b42", "003   "), "#Local-")


def test_one_003_of_lc_among_others_is_enough(lines: Lines) -> None:
    assert f"bf:assigner {LC}" in of(lines("001 b42", "003 CU-S", "003 DLC"), "#Local-")


def test_the_blanks_of_an_lc_control_number_are_kept(lines: Lines) -> None:
    assert 'rdf:value "   00352722 "' in of(lines("001    00352722 ", "003 DLC"), "#Local-")


def test_each_001_is_an_identifier(lines: Lines) -> None:
    said = lines("001 b42", "001 b43")
    assert {'rdf:value "b42"', 'rdf:value "b43"'} <= of(said, "#Local-")


def test_it_is_said_of_the_metadata_and_not_of_what_is_described(lines: Lines) -> None:
    subjects = {line.split(" ")[0] for line in lines("001 b42") if " bf:identifiedBy " in line}
    assert [subject.partition("-")[0] for subject in subjects] == ["#AdminMetadata"]


def test_a_record_without_001_has_no_such_identifier(lines: Lines) -> None:
    assert not any(" bf:Local" in line for line in lines("245 10 $aTitle"))


def test_an_880_that_claims_to_stand_for_001_is_no_control_number(lines: Lines) -> None:
    assert not any(" bf:Local" in line for line in lines("880 ## $6001-01$ax"))
