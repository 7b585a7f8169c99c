"""A file that only who holds the key can read, written and read as a stream; what was cut or changed is refused.

Layout: `PWSEAL1\\n`, 16 bytes of salt, then records: 4 bytes of length (big-endian) and that many bytes of
ChaCha20-Poly1305 over at most 1 MiB. The nonce is the number of the record; the last record is marked as the last.
The key is derived from the word by scrypt (n=2^15, r=8, p=1).
"""

import os
import struct
from io import RawIOBase
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"PWSEAL1\n"
CHUNK = 1 << 20
MORE, LAST = b"more", b"last"


class NotReadable(Exception):
    """The key is wrong, or the file was cut or changed."""


def _cipher(word: str, salt: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(Scrypt(salt=salt, length=32, n=1 << 15, r=8, p=1).derive(word.encode()))


class SealedWriter(RawIOBase):
    """Encrypt what is written into `out` under `word`; `close` writes the last record and leaves `out` open."""

    def __init__(self, out: BinaryIO, word: str) -> None:
        salt = os.urandom(16)
        self._out, self._cipher, self._number, self._held = out, _cipher(word, salt), 0, bytearray()
        out.write(MAGIC + salt)

    def writable(self) -> bool:
        return True

    def write(self, given: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        self._held += given
        while len(self._held) > CHUNK:
            self._record(bytes(self._held[:CHUNK]), MORE)
            del self._held[:CHUNK]
        return len(given)

    def close(self) -> None:
        if not self.closed:
            self._record(bytes(self._held), LAST)
            super().close()

    def _record(self, plain: bytes, mark: bytes) -> None:
        made = self._cipher.encrypt(struct.pack(">4xQ", self._number), plain, mark)
        self._out.write(struct.pack(">I", len(made)) + made)
        self._number += 1


class SealedReader(RawIOBase):
    """Decrypt what a SealedWriter wrote. Reading raises NotReadable where it was cut or changed."""

    def __init__(self, source: BinaryIO, word: str) -> None:
        if source.read(len(MAGIC)) != MAGIC:
            raise NotReadable("This is not a sealed file.")
        self._source, self._cipher = source, _cipher(word, source.read(16))
        self._number, self._held, self._ended = 0, b"", False

    def readable(self) -> bool:
        return True

    def readinto(self, room: "bytearray | memoryview") -> int:  # type: ignore[override]
        while not self._held and not self._ended:
            self._held = self._record()
        taken = self._held[: len(room)]
        room[: len(taken)] = taken
        self._held = self._held[len(taken) :]
        return len(taken)

    def _record(self) -> bytes:
        head = self._source.read(4)
        if len(head) < 4:
            raise NotReadable("The file was cut off.")
        made, nonce = self._source.read(*struct.unpack(">I", head)), struct.pack(">4xQ", self._number)
        self._number += 1
        for mark in (MORE, LAST):
            try:
                plain = self._cipher.decrypt(nonce, made, mark)
            except InvalidTag:
                continue
            self._ended = mark == LAST
            return plain
        raise NotReadable("The key is wrong, or the file was changed.")


def is_sealed(head: bytes) -> bool:
    """Tell by its first bytes whether a file is sealed."""
    return head.startswith(MAGIC)
