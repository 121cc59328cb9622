"""Which passwords are taken, and what is kept of them."""

import pytest
from argon2 import PasswordHasher

import resources
from scheduler.store.passwords import AT_LEAST, Passwords, one_time_password
from scheduler.store.people_errors import WeakPasswordError
from tests.people import CHEAP, PASSWORD

WORN_OUT = resources.path("passwords", "worn-out.txt").read_text("utf-8").splitlines()
SHIPPED = Passwords(WORN_OUT, CHEAP)
ANNA = "Anna Kowalska"


@pytest.mark.parametrize(
    "password",
    [
        "",
        "elevenchars",
        "\uff50assword1234",  # a full-width letter is the same letter
        "password1234",
        "PassWord1234",
        "qwertyuiop12",
        "lenvatinib2026",
        "cycledesk123!",
        "____________",
        "AnnaKowalska",
        "kowalska2026!",
        "Kowalska.Anna.01",
        "x" * 201,
    ],
)
def test_a_password_that_is_tried_first_is_not_taken(password: str):
    """R31: at least twelve characters, not worn out, not the user's name."""
    with pytest.raises(WeakPasswordError):
        SHIPPED.refuse_weak(password, ANNA)


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "correct horse battery staple",
        "aaaaabbbbbcd",
        "anna likes warm rivers",
        "żółta łódź płynie",
        "安静的河流与灯笼以及一把灰色的伞",
    ],
)
def test_no_composition_is_asked_for(password: str):
    """R31: words alone are enough, in any language."""
    SHIPPED.refuse_weak(password, ANNA)


def test_ten_thousand_worn_out_passwords_are_shipped():
    """R31"""
    assert len(set(WORN_OUT)) == 10_000
    assert all(len(one) >= AT_LEAST and one == one.casefold() for one in WORN_OUT)


def test_a_password_is_kept_as_argon2id_with_the_low_memory_parameters_of_rfc_9106():
    """R31: 64 MiB, three passes, four lanes."""
    kept = Passwords(()).keep(PASSWORD)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert Passwords(()).is_right(kept, PASSWORD)
    assert not Passwords(()).is_outdated(kept)


def test_the_same_password_typed_on_another_keyboard_is_right():
    kept = SHIPPED.keep("z\u0307o\u0301lta lampa nocna")
    assert SHIPPED.is_right(kept, "\u017c\u00f3lta lampa nocna")
    assert not SHIPPED.is_right(kept, "zolta lampa nocna")


def test_what_is_no_hash_is_nobodys_password():
    assert not SHIPPED.is_right("quiet river lantern", PASSWORD)
    assert not SHIPPED.is_right("", "")


def test_what_was_kept_with_less_is_outdated():
    """R31: parameters that rise are noticed."""
    kept = SHIPPED.keep(PASSWORD)
    more = Passwords((), PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert more.is_outdated(kept)
    assert more.is_right(kept, PASSWORD)


def test_a_one_time_password_is_long_clear_and_never_the_same():
    drawn = {one_time_password() for _ in range(200)}
    assert len(drawn) == 200
    assert not set("".join(drawn)) & set("0o1li")
    for one in drawn:
        SHIPPED.refuse_weak(one, ANNA)
