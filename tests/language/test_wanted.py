"""Which language somebody gets, by what their browser or their system says."""

import pytest

from unkink.language import of_header, of_system


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("ES-mx", "es"),
        ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", "en"),
        ("fr, es;q=0.4, de;q=0.6", "de"),
        ("fr", "en"),
        ("*", "en"),
        ("de;q=0", "en"),
        ("de;q=much", "en"),
        (";;,,q=1;", "en"),
    ],
)
def test_a_browser_gets_what_it_likes_best_of_ours(header: str, language: str) -> None:
    assert of_header(header) == language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "es_ES@euro"}, "es"),
        ({"LANG": "es", "LC_ALL": ""}, "es"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "UNKINK_LANGUAGE": "es"}, "es"),
        ({"UNKINK_LANGUAGE": "tlh", "LANG": "de"}, "en"),
    ],
)
def test_a_terminal_speaks_as_its_system_does(environment: dict[str, str], language: str) -> None:
    assert of_system(environment) == language
