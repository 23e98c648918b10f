import pytest


@pytest.fixture(autouse=True)
def own_keys(tmp_path, settings):
    """Every test has a data folder of its own, and so keys of its own."""
    settings.DATA_DIR = tmp_path
    return tmp_path / "keys"
