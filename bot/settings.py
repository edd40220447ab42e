"""What an installation is told from outside: ``RAFIQ_…`` in the environment, or ``rafiq.toml``."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from flows.errors import RafiqError


class ConfigError(RafiqError):
    """A setting is missing or wrong; the text says which and what to do."""


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
    whatsapp_token: SecretStr | None = None
    whatsapp_phone_number_id: str = ""
    whatsapp_waba_id: str = ""
    whatsapp_app_secret: SecretStr | None = None
    whatsapp_verify_token: SecretStr | None = None
    whatsapp_api_base: str = "https://graph.facebook.com/v23.0"
    web: bool | None = Field(default=None)
    """The web chat; on when no token is set, else only when asked for."""
    log: Literal["debug", "info", "warning"] = "info"

    @property
    def web_chat(self) -> bool:
        """Return whether the web chat is served."""
        if self.web is not None:
            return self.web
        return self.telegram_token is None and self.whatsapp_token is None

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
