"""Sealing, and the secrets that it hangs on."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farstu.store.secrets import (
    Secrets,
    SecretUnreadable,
    derived,
    read_data_keys,
    read_hashing,
    write_data_keys,
    write_hashing,
)
from farstu.store.vault import PlainVault, SealBroken, SealingVault

ONE, TWO, THREE = (bytes([number] * 32) for number in (1, 2, 3))
SECRETS = derived(ONE)
NUMBER = "19121212-1212"


@given(st.text())
def test_what_is_sealed_is_opened_again_and_cannot_be_read(text: str) -> None:
    vault = SealingVault(SECRETS)
    sealed = vault.seal(text)
    assert vault.open(sealed) == text
    assert sealed.startswith("\x011.")
    assert len(text) < 4 or text not in base64.urlsafe_b64decode(sealed[3:]).decode("latin-1")


def test_half_a_character_is_kept_too() -> None:
    vault = SealingVault(SECRETS)
    assert vault.open(vault.seal("\ud800")) == "\ud800"


def test_the_same_text_is_sealed_the_same_so_that_a_rule_may_run_twice() -> None:
    assert SealingVault(SECRETS).seal(NUMBER) == SealingVault(SECRETS).seal(NUMBER)
    assert SealingVault(SECRETS).seal(NUMBER) != SealingVault(derived(TWO)).seal(NUMBER)
    assert SealingVault(SECRETS).seal(NUMBER)[:19] != SealingVault(SECRETS).seal("19121212-1213")[:19]


def test_what_an_older_program_kept_in_clear_is_read_as_it_is() -> None:
    assert SealingVault(SECRETS).open(NUMBER) == NUMBER


def test_match_keys_are_those_of_an_older_program() -> None:
    assert SealingVault(SECRETS).match("x") == PlainVault(ONE).match("x")


def test_a_newer_key_seals_and_the_older_one_still_opens() -> None:
    before = SealingVault(SECRETS)
    after = SealingVault(replace(SECRETS, sealing={1: ONE, 2: TWO}))
    assert after.open(before.seal(NUMBER)) == NUMBER
    assert after.renewed(before.seal(NUMBER)) == after.seal(NUMBER) == after.renewed(after.seal(NUMBER))
    assert after.renewed(NUMBER).startswith("\x012.")
    assert (before.version, after.version) == ("1", "2")
    before.renew(replace(SECRETS, sealing={1: ONE, 2: TWO}))
    assert before.seal(NUMBER) == after.seal(NUMBER)


def test_what_was_changed_or_sealed_elsewhere_is_not_opened() -> None:
    vault = SealingVault(SECRETS)
    sealed = vault.seal(NUMBER)
    raw = bytearray(base64.urlsafe_b64decode(sealed[3:]))
    for place in (0, 12, len(raw) - 1):
        changed = bytearray(raw)
        changed[place] ^= 1
        with pytest.raises(SealBroken):
            vault.open("\x011." + base64.urlsafe_b64encode(changed).decode())
    others = ("\x01", "\x011.", "\x011.????", "\x012." + sealed[3:], "\x01x.y", SealingVault(derived(TWO)).seal(NUMBER))
    for text in others:
        with pytest.raises(SealBroken) as broken:
            vault.open(text)
        assert NUMBER not in str(broken.value)


def test_the_datas_own_keys_follow_from_the_oldest_secret() -> None:
    assert derived(TWO, ONE) == Secrets((TWO, ONE), ONE, {1: ONE})
    assert SealingVault(derived(TWO, ONE)).open(SealingVault(SECRETS).seal(NUMBER)) == NUMBER


def test_secrets_are_written_and_read_again() -> None:
    secrets = Secrets((TWO, ONE), THREE, {1: ONE, 2: TWO})
    read = derived(*read_hashing(write_hashing(secrets), "here"))
    assert read_data_keys(write_data_keys(secrets), read, "there") == secrets
    assert read_hashing(f" {ONE.hex().upper()}, {TWO.hex()}\n", "here") == (ONE, TWO)
    assert secrets.fingerprint == derived(TWO).fingerprint != SECRETS.fingerprint
    assert len(secrets.fingerprint) == 8


@pytest.mark.parametrize("text", ["", ",", "x", "00" * 31, "00" * 33, f"{'00' * 32} {'00' * 31}", "åä" * 32])
def test_what_is_no_secret_is_refused_by_where_it_stands(text: str) -> None:
    with pytest.raises(SecretUnreadable) as refused:
        read_hashing(text, "here")
    assert refused.value.args == ("here",)


@pytest.mark.parametrize(
    "text",
    ["", f"index {ONE.hex()}", f"1 {ONE.hex()}", f"index {ONE.hex()} x {ONE.hex()}", "index 00 1 00",
     f"index {ONE.hex()} 1", f"index {ONE.hex()} 1 {ONE.hex()} 2"],
)  # fmt: skip
def test_what_are_no_data_keys_is_refused(text: str) -> None:
    with pytest.raises(SecretUnreadable):
        read_data_keys(text, SECRETS, "there")
