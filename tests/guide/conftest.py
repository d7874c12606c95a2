"""What the guide's tests share: the English wording, and `pytest tests/guide --renew-golden`."""

import pytest

from bot.guide import Wording, load_wording


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write the golden texts anew")


@pytest.fixture
def renew_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--renew-golden", default=False))


@pytest.fixture
def wording() -> Wording:
    return load_wording("en")
