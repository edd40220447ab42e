"""Settings: several accounts a channel, programmes bound to them, and slips of the pen."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import ConfigError, Settings, load, unknown

ONE = """
whatsapp_app_secret = "s"
telegram_token = "1:a"

[telegram.safi]
token = "2:b"
programmes = ["almontija"]

[whatsapp.casa]
token = "EAA1"
phone_number_id = "111"
verify_token = "v"
programmes = ["almontija", "elites"]

[whatsapp.rabat]
token = "EAA2"
phone_number_id = "222"
app_secret = "own"
api_base = "https://graph.example.org/v23.0"
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory of its own, without any setting."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(home: Path, text: str) -> Settings:
    (home / "rafiq.toml").write_text(text, "utf-8")
    return load()


def test_several_accounts_a_channel(home: Path) -> None:
    found = written(home, ONE)
    assert sorted(found.telegrams()) == ["default", "safi"]
    numbers = found.whatsapps()
    assert sorted(numbers) == ["casa", "rabat"]
    assert [each.phone_number_id for each in numbers.values()] == ["111", "222"]
    secrets = [each.app_secret.get_secret_value() for each in numbers.values()]
    assert secrets == ["s", "own"]  # what is not given is as for the default
    assert numbers["rabat"].api_base == "https://graph.example.org/v23.0"
    assert not found.web_chat


def test_programmes_are_bound_to_accounts(home: Path) -> None:
    found = written(home, ONE)
    assert found.offers() == {
        "telegram:safi": ("almontija",),
        "whatsapp:casa": ("almontija", "elites"),
    }
    found.check_programmes(["almontija", "elites"])
    with pytest.raises(ConfigError) as caught:
        found.check_programmes(["almontija", "elite"])
    assert str(caught.value) == (
        "[whatsapp.casa] in rafiq.toml, programmes: there is no programme elites "
        "(did you mean elite?)."
    )


def test_numbers_may_share_a_token_and_a_table_may_complete_the_default(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAFIQ_WHATSAPP_TOKEN", "EAA")
    monkeypatch.setenv("RAFIQ_WHATSAPP_PHONE_NUMBER_ID", "1")
    monkeypatch.setenv("RAFIQ_WHATSAPP_APP_SECRET", "s")
    found = written(
        home, '[whatsapp.default]\nprogrammes = ["elites"]\n[whatsapp.b]\nphone_number_id = "2"\n'
    ).whatsapps()
    assert {name: each.token.get_secret_value() for name, each in found.items()} == {
        "default": "EAA",
        "b": "EAA",
    }
    assert found["default"].programmes == ("elites",)
    assert found["b"].programmes == ()


def test_the_environment_wins_over_the_table_of_the_default(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAFIQ_TELEGRAM_TOKEN", "1:env")
    found = written(home, '[telegram.default]\ntoken = "1:file"\nmode = "poll"\n').telegrams()
    assert found["default"].token.get_secret_value() == "1:env"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param('telegrm_token = "1:a"', ["telegrm_token", "telegram_token"], id="key"),
        pytest.param(
            '[telegram.b]\ntoken = "1:a"\napi_bse = "x"',
            ["[telegram.b]", "api_bse", "api_base"],
            id="key of a table",
        ),
        pytest.param(
            '[whatsapp.b]\ntoken = "EAA"',
            ["[whatsapp.b]", "phone_number_id is missing", "app_secret is missing"],
            id="what a number needs",
        ),
        pytest.param(
            'whatsapp_token = "EAA"\nwhatsapp_phone_number_id = "1"',
            ["RAFIQ_WHATSAPP_APP_SECRET", "missing"],
            id="what the default needs",
        ),
        pytest.param(
            '[whatsapp.a]\ntoken="E"\napp_secret="s"\nphone_number_id="1"\n'
            '[whatsapp.b]\ntoken="F"\napp_secret="s"\nphone_number_id="1"\n',
            ["same phone_number_id"],
            id="one number twice",
        ),
        pytest.param('[telegram."a b"]\ntoken = "1:a"', ["telegram.a b", "A-Z"], id="a name"),
        pytest.param(
            '[telegram.b]\ntoken = "1:a"\nprogrammes = "elites"',
            ["[telegram.b]", "programmes"],
            id="programmes that are no list",
        ),
        pytest.param("telegram_token = [", ["rafiq.toml cannot be read"], id="no TOML"),
    ],
)
def test_an_error_names_the_key_and_never_the_value(
    home: Path, text: str, named: list[str]
) -> None:
    def read() -> None:
        found = written(home, text)
        found.telegrams()
        found.whatsapps()

    with pytest.raises(ConfigError) as caught:
        read()
    assert [each for each in named if each not in str(caught.value)] == []
    assert "EAA" not in str(caught.value)
    assert "1:a" not in str(caught.value)


def test_an_unknown_name_in_the_environment_is_told_with_the_nearest(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RAFIQ_TELEGRAM_TOKN", "1:a")
    monkeypatch.setattr("sys.argv", ["rafiq", "outbox", "--help"])
    with pytest.raises(SystemExit):
        main()
    said = capsys.readouterr()
    assert said.err == (
        "rafiq: RAFIQ_TELEGRAM_TOKN is no setting (did you mean RAFIQ_TELEGRAM_TOKEN?); "
        "it is ignored.\n"
    )
    assert "RAFIQ" not in said.out


def test_every_setting_is_known() -> None:
    assert unknown(f"RAFIQ_{key}".upper() for key in Settings.model_fields) == []
    assert unknown(["RAFIQ_CI", "HOME"]) == []
    assert len(unknown(["RAFIQ_ZZZ"])) == 1


def test_isolates_are_switched_for_each_account(home: Path) -> None:
    text = ONE.replace("[whatsapp.casa]", 'bidi = "none"\n[whatsapp.casa]')
    found = written(home, 'telegram_bidi = "marks"\n' + text)
    assert {name: each.bidi for name, each in found.telegrams().items()} == {
        "default": "marks",
        "safi": "none",
    }
    assert {each.bidi for each in found.whatsapps().values()} == {"isolates"}


def test_an_unknown_switch_is_refused(home: Path) -> None:
    with pytest.raises(ConfigError, match="RAFIQ_TELEGRAM_BIDI"):
        written(home, 'telegram_bidi = "boxes"')
