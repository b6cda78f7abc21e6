"""Settings: settings.toml below, the environment above it. Secrets come from the environment only (docs/configuration.md)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class CrawlSettings(BaseModel):
    """How pages are asked for. Nothing here turns robots.txt or politeness off."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    contact: str = "pantau@localhost"  # in the user agent; an address that a webmaster can write to
    timeout_seconds: Annotated[float, Field(gt=0)] = 30
    max_body_bytes: Annotated[int, Field(ge=65536)] = 8 * 1024 * 1024  # after decompression
    attempts: Annotated[int, Field(ge=1)] = 5
    workers: Annotated[int, Field(ge=0)] = 2  # processes that clean and tag; 0: a thread of the crawling process does
    revisit_hours: tuple[float, ...] = (3, 24, 72, 168)


class DigestSettings(BaseModel):
    """The weekly mail."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    to: tuple[str, ...] = ()
    weekday: Annotated[int, Field(ge=0, le=6)] = 0  # Monday
    time: Annotated[str, Field(pattern=r"^\d\d:\d\d$")] = "07:00"


class Settings(BaseModel):
    """All settings. `index` is an Elasticsearch URL (several nodes: with commas), or null for the embedded index in the
    data folder; `index_shards` are those of an index made in Elasticsearch, which one node can hold up to 1024 of."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    index: str | None = None
    index_shards: Annotated[int, Field(ge=1, le=1024)] = 1
    timezone: str = "Asia/Makassar"
    language: str = "id"
    office: str = "Ombudsman RI Perwakilan Bali"
    crawl: CrawlSettings = CrawlSettings()
    digest: DigestSettings = DigestSettings()


class Secrets(BaseSettings):
    """What only the environment may hold; read once, by the command line."""

    model_config = SettingsConfigDict(frozen=True, env_prefix="PANTAU_", extra="ignore")

    index: str | None = None  # PANTAU_INDEX
    index_api_key: str | None = None  # PANTAU_INDEX_API_KEY
    index_ca_file: Path | None = None  # PANTAU_INDEX_CA_FILE
    smtp: str | None = None  # PANTAU_SMTP
    mail_from: str | None = None  # PANTAU_MAIL_FROM


class Folders(BaseSettings):
    """The two folders, for programs that are not the `pantau` command (`scrapy crawl`)."""

    model_config = SettingsConfigDict(frozen=True, env_prefix="PANTAU_", extra="ignore")

    config: Path | None = None  # PANTAU_CONFIG
    data: Path = Path("data")  # PANTAU_DATA
