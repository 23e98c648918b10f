import pytest


@pytest.fixture(autouse=True)
def own_folder(tmp_path, settings):
    """Every test stores its files in a folder of its own."""
    settings.DATA_DIR = tmp_path
    return tmp_path
