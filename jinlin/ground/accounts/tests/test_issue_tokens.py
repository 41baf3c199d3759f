"""May a program speak for somebody, for how long, and for what?"""

from datetime import timedelta

import pytest

from jinlin.core import limits
from jinlin.core.errors import NotAllowed, NotNow, TooOften, Unusable
from jinlin.core.time import clock
from jinlin.ground.accounts.actions import issue_token, lock, revoke_token
from jinlin.ground.accounts.models import ApiToken
from jinlin.ground.accounts.tokens import (
    _TOKENS,
    MOST_UNKNOWN,
    UNKNOWN,
    UNKNOWN_SECONDS,
    actor_from_token,
    hashed,
    speaker,
)

pytestmark = pytest.mark.one_engine


@pytest.fixture
def issued(clerk, security):
    token, raw = issue_token(
        clerk.user,
        name="hotline",
        scopes=["appeals:read"],
        expires_on=clock.today() + timedelta(30),
        actor=security.actor,
    )
    return token, raw


def test_a_token_speaks_for_its_user_within_its_scopes(issued, clerk):
    actor = actor_from_token(issued[1])
    assert (actor.user_id, actor.scopes, actor.grants) == (
        clerk.user.pk,
        frozenset({"appeals:read"}),
        clerk.actor.grants,
    )


def test_only_a_hash_is_kept(issued):
    token, raw = issued
    assert raw not in {
        str(value) for value in ApiToken.objects.filter(pk=token.pk).values().get().values()
    }


def test_a_token_is_good_until_the_end_of_its_last_day(issued):
    token, raw = issued
    with clock.set_to(clock.end_of(token.expires_on)):
        assert actor_from_token(raw) is not None
    with clock.set_to(clock.start_of_next(token.expires_on)):
        assert actor_from_token(raw) is None


def test_a_revoked_token_opens_nothing(issued, security):
    revoke_token(issued[0], actor=security.actor)
    assert actor_from_token(issued[1]) is None
    with pytest.raises(NotNow):
        revoke_token(issued[0], actor=security.actor)


def test_the_token_of_a_locked_account_opens_nothing(issued, clerk, security):
    lock(clerk.user, actor=security.actor, reason="left")
    assert actor_from_token(issued[1]) is None


@pytest.mark.parametrize("raw", ["", "jl_", "jl_wrong", "Bearer x", "😀"])
def test_an_unknown_token_opens_nothing(county, raw):
    assert actor_from_token(raw) is None


def test_where_many_were_guessed_a_good_one_waits_too(issued, rf):
    request = rf.get("/")
    for number in range(MOST_UNKNOWN):
        assert _found(issued, request)
        assert speaker(request, f"jl_{number}") is None
    with pytest.raises(TooOften):
        speaker(request, issued[1])
    assert not _found(issued, request)
    assert speaker(rf.get("/", REMOTE_ADDR="10.0.0.9"), issued[1]) is not None
    with clock.set_to(clock.now() + timedelta(seconds=UNKNOWN_SECONDS + 1)):
        assert speaker(request, issued[1]) is not None
        assert _found(issued, request)


def _found(issued, request) -> bool:
    """By the kept text as by its QuerySet."""
    asked = {
        "hash": hashed(issued[1]),
        "day": clock.today(),
        "address": limits.name_of(UNKNOWN, limits.by_address(request)),
        "now": clock.now(),
        "most": MOST_UNKNOWN,
    }
    wanted = [token.pk for token in _TOKENS.queryset("default", **asked)]
    assert [token.pk for token in _TOKENS.rows(**asked)] == wanted
    return bool(wanted)


@pytest.mark.parametrize(
    ("scopes", "days"),
    [([], 30), (["everything"], 30), (["appeals:read"], -1), (["appeals:read"], 400)],
)
def test_strange_scopes_and_days_are_refused(clerk, security, scopes, days):
    with pytest.raises(Unusable):
        issue_token(
            clerk.user,
            name="x",
            scopes=scopes,
            expires_on=clock.today() + timedelta(days),
            actor=security.actor,
        )


def test_a_program_issues_no_tokens_and_nobody_one_for_himself(clerk, security):
    for user, actor in ((clerk.user, clerk.actor), (security.user, security.actor)):
        with pytest.raises(NotAllowed):
            issue_token(
                user, name="x", scopes=["appeals:read"], expires_on=clock.today(), actor=actor
            )


def test_use_is_noted_once_a_day(issued, django_assert_num_queries):
    with django_assert_num_queries(4):  # the grants too, which are kept from then on
        actor_from_token(issued[1])
    with django_assert_num_queries(2):
        actor_from_token(issued[1])
    assert ApiToken.objects.get().last_used_on == clock.today()
