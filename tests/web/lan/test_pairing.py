"""The code at the door: nobody comes in by guessing, and whoever owns the computer always can."""

from hypothesis import given
from hypothesis import strategies as st

from unkink.moments import DAY_MS, HOUR_MS
from unkink.web.lan.pairing import (
    CODE_MS,
    LONGEST_PAUSE_MS,
    PAUSE_MS,
    TRIES,
    TRIES_OF_ALL,
    Answer,
    Pairing,
    digits_of,
    six_digits,
)

NOW = 1_700_000_000_000
PHONE, OTHER = "192.168.1.30", "192.168.1.66"
RIGHT, WRONG = "012345", "999999"

digits = st.from_regex(r"[0-9]{6}", fullmatch=True)


def door() -> Pairing:
    """A door at which somebody has knocked, with a code that is known."""
    pairing = Pairing(make=lambda: RIGHT)
    pairing.knock(NOW)
    return pairing


def miss(pairing: Pairing, times: int, now: int = NOW, addresses: tuple[str, ...] = (PHONE,)) -> None:
    for number in range(times):
        assert pairing.attempt(WRONG, addresses[number % len(addresses)], now) is Answer.WRONG


@given(digits, digits)
def test_no_code_but_the_right_one_opens(right: str, typed: str) -> None:
    pairing = Pairing(make=lambda: right)
    pairing.knock(NOW)
    assert (pairing.attempt(typed, PHONE, NOW) is Answer.LET_IN) == (typed == right)


@given(st.text(max_size=20))
def test_nothing_but_six_digits_is_a_code(typed: str) -> None:
    """Whatever comes with the form: it is six plain digits, or nothing."""
    found = digits_of(typed)
    assert found == "" or (len(found) == 6 and found.isascii() and found.isdecimal())
    pairing = door()
    assert pairing.attempt(found or typed, PHONE, NOW) in (Answer.WRONG, Answer.LET_IN)


def test_a_person_may_part_the_digits_as_they_like() -> None:
    for typed in ("012345", " 012 345 ", "012-345", "01 23 45", "012\u00a0345"):
        assert digits_of(typed) == RIGHT
    for typed in ("", "12345", "0123456", "٠١٢٣٤٥", "01234a"):
        assert digits_of(typed) == ""


def test_codes_cannot_be_foreseen_and_always_have_six_digits() -> None:
    codes = {six_digits() for _ in range(2_000)}
    assert len(codes) > 1_900
    assert {len(code) for code in codes} == {6}
    assert any(code.startswith("0") for code in codes)


def test_a_code_opens_for_one_device() -> None:
    """Who read it over the person's shoulder comes too late."""
    pairing = door()
    assert pairing.attempt(RIGHT, PHONE, NOW) is Answer.LET_IN
    assert pairing.attempt(RIGHT, OTHER, NOW) is Answer.EXPIRED


def test_a_code_opens_for_five_minutes() -> None:
    assert door().attempt(RIGHT, PHONE, NOW + CODE_MS - 1) is Answer.LET_IN
    assert door().attempt(RIGHT, PHONE, NOW + CODE_MS) is Answer.EXPIRED
    assert door().attempt(RIGHT, PHONE, NOW - 1) is Answer.EXPIRED, "the clock was put back"


def test_a_new_code_comes_when_somebody_knocks_and_none_holds() -> None:
    """The terminal shows one when it is needed, and not one every five minutes all day."""
    made = iter(["111111", "222222", "333333"])
    pairing = Pairing(make=lambda: next(made))
    first = pairing.knock(NOW)
    assert first
    assert first.digits == "111111"
    assert pairing.knock(NOW + CODE_MS - 1) is None
    second = pairing.knock(NOW + CODE_MS)
    assert second
    assert pairing.attempt("111111", PHONE, NOW + CODE_MS) is Answer.WRONG
    assert pairing.attempt("222222", PHONE, NOW + CODE_MS) is Answer.LET_IN
    third = pairing.knock(NOW + CODE_MS)
    assert third
    assert third.digits == "333333"


def test_after_five_wrong_codes_a_device_waits_even_with_the_right_one() -> None:
    pairing = door()
    miss(pairing, TRIES)
    assert pairing.pause(PHONE, NOW) == PAUSE_MS
    assert pairing.attempt(RIGHT, PHONE, NOW + PAUSE_MS - 1) is Answer.WAIT
    assert pairing.attempt(RIGHT, PHONE, NOW + PAUSE_MS) is Answer.LET_IN


def test_who_guesses_does_not_lock_out_another_device() -> None:
    pairing = door()
    miss(pairing, TRIES, addresses=(OTHER,))
    assert pairing.attempt(RIGHT, PHONE, NOW) is Answer.LET_IN


def test_after_ten_wrong_codes_of_many_devices_the_code_is_void_and_all_wait() -> None:
    """Who has many addresses gets no more tries than who has one."""
    pairing = door()
    miss(pairing, TRIES_OF_ALL, addresses=tuple(f"10.0.0.{n}" for n in range(TRIES_OF_ALL)))
    assert pairing.code is None
    assert pairing.pause(PHONE, NOW) == PAUSE_MS
    assert pairing.knock(NOW + PAUSE_MS - 1) is None
    assert pairing.attempt(RIGHT, PHONE, NOW + PAUSE_MS - 1) is Answer.WAIT
    assert pairing.knock(NOW + PAUSE_MS)


def test_pauses_double_up_to_an_hour_and_no_clock_makes_them_longer() -> None:
    pairing, now, pauses = door(), NOW, []
    for _ in range(9):
        miss(pairing, TRIES_OF_ALL, now, tuple(f"10.0.0.{n}" for n in range(TRIES_OF_ALL)))
        pauses.append(pairing.pause(PHONE, now) // 60_000)
        now += pairing.pause(PHONE, now)
        pairing.knock(now)
        pairing._by_address.clear()
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    miss(pairing, TRIES_OF_ALL, now, tuple(f"10.0.0.{n}" for n in range(TRIES_OF_ALL)))
    assert pairing.pause(PHONE, now - 30 * DAY_MS) == LONGEST_PAUSE_MS


def test_who_is_let_in_begins_anew() -> None:
    pairing = door()
    miss(pairing, TRIES - 1)
    assert pairing.attempt(RIGHT, PHONE, NOW) is Answer.LET_IN
    pairing.knock(NOW)
    miss(pairing, TRIES - 1)
    assert pairing.pause(PHONE, NOW) == 0


def test_who_guesses_all_day_with_any_number_of_addresses_gets_few_tries() -> None:
    """Of a million codes: one chance in three thousand."""
    pairing, now, tries = door(), NOW, 0
    while now < NOW + DAY_MS:
        pairing.knock(now)
        while pairing.attempt(WRONG, f"10.0.{tries // 250}.{tries % 250}", now) is Answer.WRONG:
            tries += 1
        now += max(pairing.pause(PHONE, now), 1_000)
    assert 100 < tries <= 1_000_000 / 3_000


def test_what_is_remembered_of_who_guessed_stays_short() -> None:
    """A machine that cycles through addresses must not fill the memory."""
    pairing, now = door(), NOW
    for number in range(2_000):
        now += HOUR_MS + LONGEST_PAUSE_MS
        pairing.knock(now)
        pairing.attempt(WRONG, f"10.1.{number // 250}.{number % 250}", now)
    assert len(pairing._by_address) <= 24
