"""What an installation is told from outside: ``RAFIQ_…`` in the environment, or ``rafiq.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from flows.errors import RafiqError


class ConfigError(RafiqError):
    """A setting is missing or wrong; the text says which and what to do."""


class TelegramAccount(BaseModel):
    """One bot: ``[telegram.NAME]`` in ``rafiq.toml``; what is not given is as for the default."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, frozen=True)

    token: SecretStr
    mode: Literal["poll", "webhook"] = "poll"
    secret: SecretStr | None = None
    api_base: str = "https://api.telegram.org/bot"
    file_base: str = "https://api.telegram.org/file/bot"


class Settings(BaseSettings):
    """Every setting, with its default; the names are the public surface (README)."""

    model_config = SettingsConfigDict(
        env_prefix="RAFIQ_", toml_file="rafiq.toml", extra="ignore", hide_input_in_errors=True
    )

    database_url: str = "sqlite+aiosqlite:///var/rafiq.db"
    public_url: str = ""
    media: Path = Path("var/media")
    telegram_token: SecretStr | None = None
    telegram_mode: Literal["poll", "webhook"] = "poll"
    telegram_secret: SecretStr | None = None
    telegram_api_base: str = "https://api.telegram.org/bot"
    telegram_file_base: str = "https://api.telegram.org/file/bot"
    telegram: dict[str, dict[str, object]] = Field(default_factory=dict)
    """Further accounts by name; read by :meth:`telegrams`."""
    whatsapp_token: SecretStr | None = None
    whatsapp_phone_number_id: str = ""
    whatsapp_waba_id: str = ""
    whatsapp_app_secret: SecretStr | None = None
    whatsapp_verify_token: SecretStr | None = None
    whatsapp_api_base: str = "https://graph.facebook.com/v23.0"
    web: bool | None = Field(default=None)
    """The web chat; on when no token is set, else only when asked for."""
    metrics_public: bool = False
    """``/metrics`` for everybody; else only for this machine."""
    log: Literal["debug", "info", "warning"] = "info"

    @property
    def web_chat(self) -> bool:
        """Return whether the web chat is served."""
        if self.web is not None:
            return self.web
        return not self.telegrams() and self.whatsapp_token is None

    def telegrams(self) -> Mapping[str, TelegramAccount]:
        """Return every Telegram account by its name.

        Raises:
            ConfigError: A setting of an account is missing or wrong.
        """
        common: dict[str, object] = {
            "mode": self.telegram_mode,
            "secret": self.telegram_secret,
            "api_base": self.telegram_api_base,
            "file_base": self.telegram_file_base,
        }
        given = dict(self.telegram)
        if self.telegram_token is not None:  # the environment wins over the file
            given["default"] = {**given.get("default", {}), "token": self.telegram_token}
        accounts = {name: _account(name, common | fields) for name, fields in given.items()}
        tokens = [each.token.get_secret_value() for each in accounts.values()]
        if len(set(tokens)) < len(tokens):
            raise ConfigError("Two Telegram accounts have the same token: a bot is one account.")
        for name, account in accounts.items():
            self._check(name, account)
        return accounts

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
        wrong = "; ".join(
            f"RAFIQ_{'_'.join(map(str, each['loc'])).upper()}: {each['msg']}"
            for each in error.errors(include_input=False)
        )
        raise ConfigError(f"A setting is wrong. {wrong}.") from None
    except ValueError as error:  # rafiq.toml is not TOML
        raise ConfigError(f"rafiq.toml cannot be read: {error}.") from None


_NAME = re.compile(r"[A-Za-z0-9_-]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""https://core.telegram.org/bots/api#setwebhook"""


def _account(name: str, fields: Mapping[str, object]) -> TelegramAccount:
    if not _NAME.fullmatch(name):
        raise ConfigError(f"[telegram.{name}]: a name is 1 to 32 of A-Z a-z 0-9 _ -.")
    try:
        return TelegramAccount.model_validate(fields)
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, each['loc']))}: {each['msg']}"
            for each in error.errors(include_input=False)
        )
        raise ConfigError(f"[telegram.{name}] in rafiq.toml is wrong. {wrong}.") from None
