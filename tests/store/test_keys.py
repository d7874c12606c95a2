"""Keys seal what people wrote, read what older keys sealed, and are made once with care."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.keys import UNREADABLE, Keys, KeysError, Unreadable, load_or_make_keys, make_key

ONE, OTHER = "b25l" * 10 + "b24=", "dHdv" * 10 + "dHc="


@given(st.text(st.characters()))
def test_what_is_sealed_can_be_read_again_whatever_it_is(text: str) -> None:
    keys = Keys([ONE])
    sealed = keys.seal(text)
    assert keys.unseal(sealed) == text
    assert keys.unseal_or(sealed) == text


def test_a_lone_half_of_an_emoji_can_be_sealed_too() -> None:
    keys = Keys([ONE]).with_hash_secret(b"secret")
    assert keys.unseal(keys.seal("\ud83d")) == "\ud83d"
    assert keys.keyed_hash("\ud83d") != keys.keyed_hash("\ud83e")


def test_after_a_change_of_keys_both_texts_are_readable_and_new_ones_need_the_new_key() -> None:
    before = Keys([ONE]).seal("from before")
    both = Keys([OTHER, ONE])
    assert both.unseal(before) == "from before"
    assert Keys([OTHER]).unseal(both.seal("from now on")) == "from now on"


def test_without_its_key_a_text_is_called_unreadable_and_without_a_text_there_is_none() -> None:
    sealed = Keys([ONE]).seal("hello")
    other = Keys([OTHER])
    assert other.unseal_or(sealed) == UNREADABLE
    assert other.unseal_or(b"damaged") == UNREADABLE
    assert other.unseal_or(None) == ""
    assert other.unseal_or(None, "no words") == "no words"
    for gone in (sealed, b"damaged", None):
        with pytest.raises(Unreadable):
            other.unseal(gone)


def test_renewing_changes_only_what_an_older_key_sealed() -> None:
    both = Keys([OTHER, ONE])
    renewed = both.renew(Keys([ONE]).seal("hello"))
    assert renewed is not None
    assert Keys([OTHER]).unseal(renewed) == "hello"
    assert both.renew(renewed) is None
    with pytest.raises(Unreadable):
        both.renew(Keys([make_key()]).seal("hello"))


def test_keyed_hashes_depend_on_the_secret_not_on_the_keys() -> None:
    one = Keys([ONE]).with_hash_secret(b"a")
    assert one.keyed_hash("7") == Keys([OTHER, ONE]).with_hash_secret(b"a").keyed_hash("7")
    assert one.keyed_hash("7") != Keys([ONE]).with_hash_secret(b"b").keyed_hash("7")
    assert len(one.keyed_hash("7")) == 64
    with pytest.raises(RuntimeError, match=r"Database\.keys"):
        Keys([ONE]).keyed_hash("7")


def test_the_first_start_makes_a_key_file_for_the_owner_only_and_the_next_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "data" / "sidelight.key"
    sealed = load_or_make_keys((), file).seal("hello")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert load_or_make_keys((), file).unseal(sealed) == "hello"


def test_a_key_file_may_hold_several_keys_newest_first_with_notes(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(f"# changed in May\n{OTHER}\n\n  {ONE}  \n")
    keys = load_or_make_keys((), file)
    assert keys.unseal(Keys([ONE]).seal("old")) == "old"
    assert Keys([OTHER]).unseal(keys.seal("new")) == "new"


def test_keys_from_the_settings_need_no_file(tmp_path: Path) -> None:
    load_or_make_keys([ONE], tmp_path / "keys")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "holds no key"),
        (b"# nothing\n", "holds no key"),
        (b"\xff\xfe", "is not text"),
        (ONE.encode() + b"\nhunter2\n", "line 2 of the key file"),
    ],
)
def test_a_damaged_key_file_is_named_and_kept_and_its_keys_are_not_shown(
    tmp_path: Path, content: bytes, words: str
) -> None:
    file = tmp_path / "keys"
    file.write_bytes(content)
    with pytest.raises(KeysError, match=words) as caught:
        load_or_make_keys((), file)
    assert str(file) in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert file.read_bytes() == content


def test_a_folder_in_place_of_the_key_file_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(KeysError, match="cannot be read"):
        load_or_make_keys((), tmp_path)


def test_a_key_file_that_cannot_be_made_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where a folder should be")
    with pytest.raises(KeysError, match="cannot be made"):
        load_or_make_keys((), tmp_path / "data" / "more" / "keys")


def test_a_key_in_the_settings_that_is_none_is_named_by_its_number() -> None:
    with pytest.raises(KeysError, match="key number 2") as caught:
        Keys([ONE, "hunter2"])
    assert "hunter2" not in str(caught.value)
    with pytest.raises(KeysError, match="No key is set"):
        Keys([])
