import pytest

from locales.text import Catalogues


@pytest.fixture(scope="session")
def words() -> Catalogues:
    return Catalogues.load()
