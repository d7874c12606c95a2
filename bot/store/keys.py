"""Keys: sealing what people wrote, reading it again, and the key file made at first start."""

import hashlib
import hmac
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.errors import SidelightError

UNREADABLE = "unreadable"
# Lone surrogates are legal in JSON and so in messages; sealing must not fail on them.
SURROGATES = "surrogatepass"


class KeysError(SidelightError):
    """A key is missing, damaged or the wrong one; the message says what to do and never shows a key."""


class Unreadable(Exception):  # noqa: N818 - a fact about stored text, not a failure
    """A sealed text cannot be read with any of the keys, or is not there any more."""


class Keys:
    """The keys of one deployment, newest first: the first one seals, all of them read.

    `hash_secret` makes keyed hashes. It lives sealed in the database, so that hashes stay the same when keys
    are changed; `Database.open` puts it in.
    """

    __slots__ = ("_all", "_hash_secret", "_newest")

    def __init__(self, keys: Sequence[str], hash_secret: bytes | None = None) -> None:
        """Take the keys as texts; raises KeysError when there is none or one is not a key."""
        fernets = [_fernet(key, f"key number {number}") for number, key in enumerate(keys, 1)]
        if not fernets:
            raise KeysError("No key is set. Give at least one under `keys`, or leave `keys` out.")
        self._newest = fernets[0]
        self._all = MultiFernet(fernets)
        self._hash_secret = hash_secret

    def with_hash_secret(self, secret: bytes) -> Self:
        """Return the same keys with the secret for keyed hashes."""
        copy = object.__new__(type(self))
        copy._newest, copy._all, copy._hash_secret = self._newest, self._all, secret
        return copy

    def seal(self, text: str) -> bytes:
        """Encrypt a text with the newest key."""
        return self._all.encrypt(text.encode(errors=SURROGATES))

    def seal_file(self, content: bytes) -> bytes:
        """Encrypt a file with the newest key."""
        return self._all.encrypt(content)

    def unseal_file(self, sealed: bytes | None) -> bytes:
        """Read a sealed file; raises Unreadable when no key fits or nothing is left to read."""
        if sealed is None:
            raise Unreadable
        try:
            return self._all.decrypt(sealed)
        except InvalidToken:
            raise Unreadable from None

    def unseal(self, sealed: bytes | None) -> str:
        """Read a sealed text; raises Unreadable when no key fits or nothing is left to read."""
        if sealed is None:
            raise Unreadable
        try:
            return self._all.decrypt(sealed).decode(errors=SURROGATES)
        except (InvalidToken, UnicodeDecodeError):
            raise Unreadable from None

    def unseal_or(self, sealed: bytes | None, missing: str = "") -> str:
        """Read a sealed text; `missing` when there is none, the word "unreadable" when no key fits."""
        if sealed is None:
            return missing
        try:
            return self.unseal(sealed)
        except Unreadable:
            return UNREADABLE

    def renew(self, sealed: bytes) -> bytes | None:
        """Seal with the newest key what an older one sealed; None when it has it already.

        Raises Unreadable when no key fits.
        """
        try:
            self._newest.decrypt(sealed)
        except InvalidToken:
            pass
        else:
            return None
        try:
            return self._all.rotate(sealed)
        except InvalidToken:
            raise Unreadable from None

    def keyed_hash(self, text: str) -> str:
        """Make a hash that only this deployment can make: 64 hexadecimal digits, the same for all its keys.

        Raises RuntimeError on keys that did not come from an open database.
        """
        if self._hash_secret is None:
            raise RuntimeError("these keys have no hash secret: use `Database.keys`")
        return hmac.new(self._hash_secret, text.encode(errors=SURROGATES), hashlib.sha256).hexdigest()


def make_key() -> str:
    """Make a new key as text."""
    return Fernet.generate_key().decode()


def load_or_make_keys(keys: Sequence[str], key_file: Path, *, may_make: bool = True) -> Keys:
    """Return the keys given, else those of the key file, which is made with one new key when it is missing.

    Without `may_make` a missing file is an error: a new key would not fit the database that is there.

    The file holds one key a line, the newest first; empty lines and lines with # are passed over. Raises
    KeysError, naming file and line but never the key.
    """
    if keys:
        return Keys(keys)
    if not key_file.exists():
        if not may_make:
            raise missing_key_file(key_file)
        _make_key_file(key_file)
    return Keys(_read_key_file(key_file))


def missing_key_file(path: Path) -> KeysError:
    """Say what to do about a key file that is not where it was."""
    return KeysError(
        f"The key file {path} is missing. Put back your copy of it. "
        "If it is lost for good, run `sidelight db rekey --lost`: then what it sealed stays unreadable."
    )


def _make_key_file(path: Path) -> None:
    """Write a new key for the owner's eyes only; a file that somebody else made meanwhile is left alone."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    except OSError as error:
        raise KeysError(f"The key file {path} cannot be made: {error.strerror}.") from None
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(make_key() + "\n")
        file.flush()
        os.fsync(file.fileno())


def _read_key_file(path: Path) -> tuple[str, ...]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise KeysError(f"The key file {path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise KeysError(
            f"The key file {path} is damaged: it is not text. Put back your copy of it."
        ) from None
    keys = [(number, line.strip()) for number, line in enumerate(lines, 1)]
    keys = [(number, key) for number, key in keys if key and not key.startswith("#")]
    for number, key in keys:
        _fernet(key, f"line {number} of the key file {path}")
    if not keys:
        raise KeysError(
            f"The key file {path} holds no key. Put back your copy of it. "
            "If there is no database yet, delete the file and a new one is made."
        )
    return tuple(key for _, key in keys)


def _fernet(key: str, where: str) -> Fernet:
    try:
        return Fernet(key)
    except ValueError:
        raise KeysError(
            f"The text at {where} is not a key: a key is 44 letters, digits, - and _, and ends with =."
        ) from None
