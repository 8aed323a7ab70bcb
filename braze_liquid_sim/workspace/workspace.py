"""The folder that an author works in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from braze_liquid_sim.errors import UsageError
from braze_liquid_sim.model import Source
from braze_liquid_sim.workspace.catalogs import SUFFIXES as CATALOG_SUFFIXES
from braze_liquid_sim.workspace.catalogs import Selections, read_catalog
from braze_liquid_sim.workspace.folder import Folder
from braze_liquid_sim.workspace.names import UnknownName, suggestion
from braze_liquid_sim.workspace.settings import SETTINGS_FILE, Settings, find_root, read_settings
from braze_liquid_sim.workspace.sources import KINDS, read_source
from braze_liquid_sim.workspace.tables import SUFFIXES as TABLE_SUFFIXES
from braze_liquid_sim.workspace.tables import Table, read_texts
from braze_liquid_sim.workspace.users import Users

if TYPE_CHECKING:
    from braze_liquid_sim.services.answers import Answer


class Workspace:
    """Templates and users by name. Nothing is read before it is asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        """The folder that holds ``messages``, ``users`` and so on; names in messages begin with it."""

    @classmethod
    def open(cls, path: str | Path = ".", *, upwards: bool = True) -> Workspace:
        """The workspace that ``path`` is or has as ``templates``, or the first of the folders above that is or has one.

        Raises:
            UsageError: there is none, or its settings are wrong.
        """
        workspace = cls.find(path, upwards=upwards)
        if workspace is None:
            raise UsageError(
                f"{Path(path).as_posix()}: no workspace here{' or in a folder above' if upwards else ''}",
                help=f"Make a folder templates with messages, content_blocks and users in it, or a {SETTINGS_FILE}.",
            )
        return workspace

    @classmethod
    def find(cls, path: str | Path = ".", *, upwards: bool = True) -> Workspace | None:
        """As :meth:`open`, but None where there is no workspace."""
        root = find_root(Path(path), upwards=upwards)
        return cls(root) if root is not None else None

    @cached_property
    def settings(self) -> Settings:
        """What the settings file says, beside where the workspace is."""
        return read_settings(self.root)

    @cached_property
    def content_blocks(self) -> Folder[Source]:
        """Content blocks by the name that ``content_blocks.${name}`` calls."""
        return self._templates("content_blocks")

    @cached_property
    def messages(self) -> Folder[Source]:
        """Message bodies by name."""
        return self._templates("messages")

    @cached_property
    def webhooks(self) -> Folder[Source]:
        """Webhooks by name: the source is the body; URL, method and headers are its front matter."""
        return self._templates("webhooks")

    @cached_property
    def catalogs(self) -> Folder[dict[str, dict[str, Any]]]:
        """Catalogs by name: id to item."""
        return Folder(self.root, "catalogs", "catalog", CATALOG_SUFFIXES, read_catalog)

    @cached_property
    def selections(self) -> Selections:
        """Selections of catalogs by ``catalog/selection``."""
        return Selections(self.root)

    @cached_property
    def translations(self) -> Folder[dict[str, str]]:
        """Translated texts by locale: id to text."""
        return Folder(self.root, "translations", "locale", TABLE_SUFFIXES, read_texts)

    @cached_property
    def promotions(self) -> Table:
        """Promotion lists by name."""
        return Table(self.root, "promotions")

    @cached_property
    def carts(self) -> Table:
        """Shopping carts by id."""
        return Table(self.root, "carts")

    @cached_property
    def data_objects(self) -> Table:
        """Data objects by type."""
        return Table(self.root, "data_objects")

    @cached_property
    def landing_pages(self) -> Table:
        """URLs of landing pages by handle."""
        return Table(self.root, "landing_pages")

    @cached_property
    def answers(self) -> list[Answer]:
        """Answers for web calls."""
        from braze_liquid_sim.workspace.answers import read_answers

        return read_answers(self.root)

    @cached_property
    def templates(self) -> Templates:
        """All of the above by name."""
        return Templates({kind: getattr(self, kind) for kind in KINDS})

    @cached_property
    def users(self) -> Users:
        """Fixture users by name."""
        return Users(self.root)

    def _templates(self, folder: str) -> Folder[Source]:
        kind = KINDS[folder]
        load = partial(read_source, kind=kind)
        return Folder(self.root, folder, kind.replace("_", " "), (".liquid",), load)


class Templates(Mapping[str, Source]):
    """The templates of every kind: ``name`` where one kind has it, ``messages/name`` and so on always."""

    def __init__(self, folders: Mapping[str, Folder[Source]]) -> None:
        self._folders = folders

    def __getitem__(self, name: str) -> Source:
        kind, short = self._home(name)
        return self._folders[kind][short]

    def path(self, name: str) -> Path:
        """The file of the template of that name; raises what reading it would, but for what is in it."""
        kind, short = self._home(name)
        return self._folders[kind].path(short)

    def _home(self, name: str) -> tuple[str, str]:
        """The folder that a name stands in, and what it is called there."""
        kind, slash, short = name.partition("/")
        if slash and kind in self._folders:
            return kind, short
        homes = [kind for kind, folder in self._folders.items() if name in folder]
        if len(homes) > 1:
            raise UnknownName(
                f"the name {name!r} stands for {len(homes)} templates",
                help=f"Write {' or '.join(f'{kind}/{name}' for kind in homes)}.",
            )
        if not homes:
            raise UnknownName(f"no template {name!r:.100}", help=suggestion(name, self))
        return homes[0], name

    @cached_property
    def _names(self) -> list[str]:
        all_names = [name for folder in self._folders.values() for name in folder]
        return [
            name if all_names.count(name) == 1 else f"{kind}/{name}"
            for kind, folder in self._folders.items()
            for name in folder
        ]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
