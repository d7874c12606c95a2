"""What the guide's tests share: the English wording, and `pytest tests/guide --renew-golden`."""

import pytest

from bot.guide import Wording, load_wording
from tests.guide.examples import Example, examples


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write the golden texts anew")


@pytest.fixture
def renew_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--renew-golden", default=False))


@pytest.fixture(scope="session")
def wording() -> Wording:
    return load_wording("en")


@pytest.fixture(scope="session")
def shelf(wording: Wording) -> tuple[Example, ...]:
    """Every card and form, made once: they never change."""
    return examples(wording)
