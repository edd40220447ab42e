"""What an installation is told from outside: ``RAFIQ_…`` in the environment, or ``rafiq.toml``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from flows.errors import RafiqError
from locales.bidi import Switch


class ConfigError(RafiqError):
    """A setting is missing or wrong; the text says which and what to do."""


class _Account(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, frozen=True)

    token: SecretStr
    programmes: tuple[str, ...] = ()
    """Ids of the programmes that this account offers; none named: all."""
    bidi: Switch = "isolates"
    """What becomes of the marks around names and numbers in right-to-left texts."""


class TelegramAccount(_Account):
    """One bot: ``[telegram.NAME]`` in ``rafiq.toml``; what is not given is as for the default."""

    mode: Literal["poll", "webhook"] = "poll"
    secret: SecretStr | None = None
    api_base: str = "https://api.telegram.org/bot"
    file_base: str = "https://api.telegram.org/file/bot"


class WhatsAppAccount(_Account):
    """One number: ``[whatsapp.NAME]`` in ``rafiq.toml``; as for Telegram."""

    phone_number_id: str = Field(min_length=1)
    waba_id: str = ""
    app_secret: SecretStr = Field(min_length=1)
    verify_token: SecretStr = SecretStr("")
    api_base: str = "https://graph.facebook.com/v23.0"
    daily_recipients: int = Field(default=250, ge=0)
    """People that may be written to by ourselves in any 24 hours; 0: no limit. Meta begins with 250
    (https://developers.facebook.com/docs/whatsapp/messaging-limits)."""


A = TypeVar("A", bound=_Account)


class Settings(BaseSettings):
    """Every setting, with its default; the names are the public surface (README)."""

    model_config = SettingsConfigDict(
        env_prefix="RAFIQ_", toml_file="rafiq.toml", extra="forbid", hide_input_in_errors=True
    )

    database_url: str = "sqlite+aiosqlite:///var/rafiq.db"
    public_url: str = ""
    media: Path = Path("var/media")
    forms: Path | None = None
    """Folder of the operator's own programmes; ``flows/programmes`` of a checkout, else
    ``var/forms``."""
    telegram_token: SecretStr | None = None
    telegram_mode: Literal["poll", "webhook"] = "poll"
    telegram_secret: SecretStr | None = None
    telegram_api_base: str = "https://api.telegram.org/bot"
    telegram_file_base: str = "https://api.telegram.org/file/bot"
    telegram_bidi: Switch = "isolates"
    telegram: dict[str, dict[str, object]] = Field(default_factory=dict)
    """Accounts by name; read by :meth:`telegrams`."""
    whatsapp_token: SecretStr | None = None
    whatsapp_phone_number_id: str = ""
    whatsapp_waba_id: str = ""
    whatsapp_app_secret: SecretStr | None = None
    whatsapp_verify_token: SecretStr | None = None
    whatsapp_api_base: str = "https://graph.facebook.com/v23.0"
    whatsapp_daily_recipients: int = Field(default=250, ge=0)
    whatsapp_bidi: Switch = "isolates"
    whatsapp: dict[str, dict[str, object]] = Field(default_factory=dict)
    """Accounts by name; read by :meth:`whatsapps`."""
    web: bool | None = Field(default=None)
    """The web chat; on when no token is set, else only when asked for."""
    try_password: SecretStr | None = None
    """What the web chat asks for first; needed where other machines can reach it."""
    metrics_public: bool = False
    """``/metrics`` for everybody; else only for this machine."""
    log: Literal["debug", "info", "warning"] = "info"

    @property
    def web_chat(self) -> bool:
        """Return whether the web chat is served."""
        if self.web is not None:
            return self.web
        return not self.telegrams() and not self.has_whatsapp

    @property
    def has_whatsapp(self) -> bool:
        """Return whether there is any WhatsApp account, well set or not."""
        return self.whatsapp_token is not None or bool(self.whatsapp)

    def telegrams(self) -> Mapping[str, TelegramAccount]:
        """Return every Telegram account by its name.

        Raises:
            ConfigError: A setting of an account is missing or wrong; names the key.
        """
        given = dict(self.telegram)
        common = self._common("telegram", TelegramAccount)
        common.pop("token", None)  # a bot is one account
        if self.telegram_token is not None:
            given["default"] = {**given.get("default", {}), **self._said("telegram")}
        accounts = _accounts("telegram", TelegramAccount, given, common)
        _distinct(
            "Telegram", "token", (each.token.get_secret_value() for each in accounts.values())
        )
        for name, account in accounts.items():
            self._check(name, account)
        return accounts

    def whatsapps(self) -> Mapping[str, WhatsAppAccount]:
        """Return every WhatsApp account by its name; numbers may share all but their own id.

        Raises:
            ConfigError: A setting of an account is missing or wrong; names the key.
        """
        given = dict(self.whatsapp)
        common = self._common("whatsapp", WhatsAppAccount)
        common.pop("phone_number_id", None)
        if self.whatsapp_token is not None and (self.whatsapp_phone_number_id or not given):
            given["default"] = {**given.get("default", {}), **self._said("whatsapp")}
        accounts = _accounts("whatsapp", WhatsAppAccount, given, common)
        numbers = (each.phone_number_id for each in accounts.values())
        _distinct("WhatsApp", "phone_number_id", numbers)
        return accounts

    def offers(self) -> Mapping[str, tuple[str, ...]]:
        """Return the programmes of each account that offers only some, ``telegram:default``."""
        bound = {f"telegram:{name}": each.programmes for name, each in self.telegrams().items()}
        bound |= {f"whatsapp:{name}": each.programmes for name, each in self.whatsapps().items()}
        return {account: ids for account, ids in bound.items() if ids}

    def elsewhere(self, programme: str) -> tuple[str, ...]:
        """Return the accounts on which nothing of this programme may be said first."""
        return tuple(account for account, ids in self.offers().items() if programme not in ids)

    def check_programmes(self, known: Collection[str]) -> None:
        """Refuse an account that is bound to a programme that there is not.

        Raises:
            ConfigError: Names the account and the nearest programme.
        """
        for account, ids in self.offers().items():
            for wrong in [each for each in ids if each not in known]:
                table = account.replace(":", ".")
                raise ConfigError(
                    f"[{table}] in rafiq.toml, programmes: there is no programme {wrong}"
                    f"{_meant(wrong, known)}."
                )

    def _common(self, channel: str, model: type[_Account]) -> dict[str, object]:
        """Return what the channel's top-level settings give to each of its accounts."""
        found = {key: getattr(self, f"{channel}_{key}", None) for key in model.model_fields}
        return {key: value for key, value in found.items() if value is not None}

    def _said(self, channel: str) -> dict[str, object]:
        """Return what was said at the top of the default account: it wins over its table."""
        prefix = f"{channel}_"
        keys = [key for key in self.model_fields_set if key.startswith(prefix)]
        return {key.removeprefix(prefix): getattr(self, key) for key in keys}

    def _check(self, name: str, account: TelegramAccount) -> None:
        """Refuse a webhook that lacks what it needs."""
        secret = account.secret.get_secret_value() if account.secret is not None else ""
        if account.mode == "webhook":
            needed = {"RAFIQ_PUBLIC_URL": self.public_url, "RAFIQ_TELEGRAM_SECRET": secret}
            missing = [setting for setting, value in needed.items() if not value]
            if missing:
                raise ConfigError(
                    f"RAFIQ_TELEGRAM_MODE=webhook (account {name}) needs {' and '.join(missing)}."
                )
        if secret and not _SECRET.fullmatch(secret):
            raise ConfigError(
                "RAFIQ_TELEGRAM_SECRET: 1 to 256 of A-Z a-z 0-9 _ -, as Telegram takes it."
            )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return where settings come from: the environment wins over the file."""
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls))


def load() -> Settings:
    """Return the settings of this installation.

    Raises:
        ConfigError: one line for each setting that is wrong; never with its value.
    """
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(_wrong(each) for each in error.errors(include_input=False))
        raise ConfigError(f"A setting is wrong. {wrong}.") from None
    except ValueError as error:  # rafiq.toml is not TOML
        raise ConfigError(f"rafiq.toml cannot be read: {error}.") from None


def unknown(environment: Iterable[str]) -> list[str]:
    """Return a line for every name that begins like a setting and is none: a slip of the pen."""
    names = [f"RAFIQ_{key}".upper() for key in Settings.model_fields]
    return [
        f"{name} is no setting{_meant(name, names)}; it is ignored."
        for name in environment
        if name.startswith("RAFIQ_") and name not in names and not name.startswith(_TESTS)
    ]


def _wrong(error: Any) -> str:
    """Return what is wrong with one setting, as it is named in the environment and in the file."""
    key = "_".join(map(str, error["loc"]))
    if error["type"] == "extra_forbidden":
        return f"{key} in rafiq.toml is no setting{_meant(key, Settings.model_fields)}"
    return f"RAFIQ_{key.upper()}: {error['msg']}"


def _meant(wrong: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(wrong, list(known), n=1)
    return f" (did you mean {near[0]}?)" if near else ""


_TESTS = ("RAFIQ_CI", "RAFIQ_CRASH_", "RAFIQ_PICTURE", "RAFIQ_BENCH_")
"""What our own tests are told; not the program."""
_NAME = re.compile(r"[A-Za-z0-9_-]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""https://core.telegram.org/bots/api#setwebhook"""


def _accounts(
    channel: str,
    model: type[A],
    given: Mapping[str, Mapping[str, object]],
    common: Mapping[str, object],
) -> dict[str, A]:
    return {
        name: _account(channel, name, model, {**common, **fields}) for name, fields in given.items()
    }


def _account(channel: str, name: str, model: type[A], fields: Mapping[str, object]) -> A:
    table = f"[{channel}.{name}]"
    if not _NAME.fullmatch(name):
        raise ConfigError(f"{table}: a name is 1 to 32 of A-Z a-z 0-9 _ -.")
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        wrong = []
        for each in error.errors(include_input=False):
            key = ".".join(map(str, each["loc"]))
            also = f" (RAFIQ_{channel}_{key})".upper() if name == "default" else ""
            if each["type"] == "extra_forbidden":
                wrong.append(f"{key} is no setting{_meant(key, model.model_fields)}")
            elif each["type"] in ("missing", "string_too_short", "too_short"):
                wrong.append(f"{key}{also} is missing")
            else:
                wrong.append(f"{key}: {each['msg']}")
        raise ConfigError(f"{table} in rafiq.toml is wrong. {'; '.join(wrong)}.") from None


def _distinct(channel: str, key: str, values: Iterable[str]) -> None:
    found = list(values)
    if len(set(found)) < len(found):
        raise ConfigError(f"Two {channel} accounts have the same {key}: they are one account.")
