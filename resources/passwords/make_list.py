# ruff: noqa: INP001  a script beside the list, not a module of the program
"""Write the list of worn-out passwords that nobody may choose.

    python resources/passwords/make_list.py

The lists of stolen passwords hold almost nothing of twelve characters or more, which
is the least that is taken here, and their terms differ. So this list is our own: the
10,000 passwords that come first when the habits such lists show are carried on to
twelve characters. The habits, commonest first: one character or a short piece again
and again, rows of the keyboard, digits in order, a common word or the name of this
program with digits, a year or a row of keys behind it, and two common words. It is
not a list of passwords that were stolen from anybody. Capitals make no difference:
the program compares in small letters.

Run by a developer who changes the habits; the program itself never runs it.
"""

import sys
from collections.abc import Iterator
from itertools import chain, product
from pathlib import Path

OUTPUT = Path(__file__).parent / "worn-out.txt"
LENGTH = 10_000
LEAST, MOST = 12, 24

PIECES = (
    *"1234567890abcdefghijklmnopqrstuvwxyz.*-",
    *("12", "123", "1234", "12345", "123456", "123123", "321", "11223344"),
    *("ab", "abc", "abcd", "abc123", "aa11", "1a2b", "a1b2c3", "xyz", "xxx111"),
    *("qwe", "qwer", "qwert", "qwerty", "asd", "asdf", "zxc", "qaz", "qazwsx"),
    *("q1w2e3", "1q2w3e", "1qaz", "1qaz2wsx", "zaq1", "qwe123", "asd123", "password"),
    *("pass", "love", "admin", "welcome", "test", "user", "letmein", "secret", "hello"),
)
ROWS = (
    *("1234567890", "0987654321", "qwertyuiop", "poiuytrewq", "asdfghjkl", "lkjhgfdsa"),
    *("zxcvbnm", "mnbvcxz", "qazwsxedc", "qwertzuiop", "azertyuiop", "yxcvbnm"),
    *("1qaz2wsx3edc4rfv", "1q2w3e4r5t6y7u8i9o0p", "abcdefghijklmnopqrstuvwxyz"),
    *("zyxwvutsrqponmlkjihgfedcba", "qawsedrftgyhujikolp", "zaq12wsxcde34rfv"),
)
WORDS = (
    *("password", "passw0rd", "p@ssw0rd", "p@ssword", "pa$$word", "passwort"),
    *("qwerty", "qwertz", "azerty", "admin", "administrator", "welcome", "letmein"),
    *("iloveyou", "changeme", "secret", "monkey", "dragon", "football", "baseball"),
    *("princess", "sunshine", "superman", "batman", "master", "shadow", "michael"),
    *("charlie", "whatever", "trustno1", "computer", "internet", "samsung", "google"),
    *("default", "temporary", "temp", "test", "testing", "guest", "user", "login"),
    *("access", "hello", "hallo", "ciao", "freedom", "starwars", "pokemon", "soccer"),
    *("summer", "winter", "spring", "autumn", "january", "february", "march", "april"),
    *("monday", "friday", "sunday", "june", "july", "august", "september", "october"),
    *("november", "december", "family", "forever", "lovely", "flower", "butterfly"),
    *("jessica", "jennifer", "daniel", "thomas", "andrew", "joshua", "anna", "maria"),
    *("hospital", "clinic", "doctor", "nurse", "medical", "medicine", "patient"),
    *("trial", "study", "research", "protocol", "coordinator", "oncology", "cancer"),
    *("liver", "lenvatinib", "toripalimab", "placebo", "infusion", "capsule"),
    *("cycledesk", "cycle", "desk", "poland", "polska", "italia", "italy", "china"),
    *("singapore", "ukraine", "warszawa", "milano", "haslo", "kocham", "segreto"),
)
ENDS = (
    *("1", "12", "123", "1234", "12345", "123456", "1234567", "12345678", "123456789"),
    *("1234567890", "0", "00", "000", "0000", "1111", "111", "11", "01", "007", "21"),
    *("123!", "1!", "!", "!!", "!!!", "1234!", "@123", "@1234", "#1", "#123", "$1"),
    *("4321", "321", "654321", "abc", "abcd", "abc123", "qwe", "qwerty", "qwerty123"),
    *("asd", "xyz", "aaa", "zzz", "777", "7777", "69", "99", "999", "1212", "123123"),
)
YEARS = tuple(str(year) for year in range(2030, 1949, -1))
PLAIN = tuple(word for word in WORDS if word.isalpha())


def repeated() -> Iterator[str]:
    """Yield one piece again and again, at each length from twelve on."""
    for piece, times in product(PIECES, range(2, MOST + 1)):
        yield piece * times


def rows() -> Iterator[str]:
    """Yield rows of the keyboard, alone, twice, and one behind another."""
    for row, length in product(ROWS, range(LEAST, MOST + 1)):
        yield (row * 3)[:length]
    for first, then in product(ROWS, ROWS):
        yield first + then
        yield first[:6] + then[:6]
        yield first + then[:3]


def words() -> Iterator[str]:
    """Yield a word with what people put behind it, before it, or twice."""
    for end, word in product((*ENDS, *YEARS[:41]), (*WORDS, *ROWS)):
        yield word + end
        yield end + word
    for word, end in product(WORDS, YEARS):
        yield f"{word}@{end}"
        yield f"{word}{end}!"
    for word in WORDS:
        yield word * 2
        yield word * 3


def pairs() -> Iterator[str]:
    """Yield two common words."""
    for first, then in product(PLAIN, PLAIN):
        yield first + then


def main() -> int:
    """Write the list beside this file."""
    habits = chain(repeated(), rows(), words(), pairs())
    fit = (made for made in habits if LEAST <= len(made) <= MOST)
    found = sorted(list(dict.fromkeys(fit))[:LENGTH])
    OUTPUT.write_text("\n".join(found) + "\n", encoding="utf-8")
    return 0 if len(found) == LENGTH else 1


if __name__ == "__main__":
    sys.exit(main())
