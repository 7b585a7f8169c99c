"""A sealed file opens with its word alone, and tells when it was cut or changed."""

import io

import pytest

from welfare.sealed import CHUNK, NotReadable, SealedReader, SealedWriter, is_sealed

pytestmark = pytest.mark.once


def sealed(plain: bytes, word: str = "a word") -> bytes:
    out = io.BytesIO()
    with SealedWriter(out, word) as writer:
        writer.write(plain)
    return out.getvalue()


def opened(made: bytes, word: str = "a word") -> bytes:
    return io.BufferedReader(SealedReader(io.BytesIO(made), word)).read()


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 7])
def test_what_was_sealed_is_read_back(length):
    plain = bytes(range(256)) * (length // 256 + 1)
    made = sealed(plain[:length])

    assert (opened(made) == plain[:length], is_sealed(made), plain[:64] in made and length > 64) == (True, True, False)


def test_another_word_does_not_open_it():
    with pytest.raises(NotReadable, match="key is wrong"):
        opened(sealed(b"ten baht"), "another")


def test_a_cut_or_changed_file_is_told_as_such():
    made = sealed(b"x" * (CHUNK + 10))
    changed = bytearray(made)
    changed[len(made) // 2] ^= 1
    # The end taken off, a whole record taken off, one bit turned.
    for broken in (made[:-5], made[: 24 + 4 + CHUNK + 16], bytes(changed)):
        with pytest.raises(NotReadable):
            opened(broken)
