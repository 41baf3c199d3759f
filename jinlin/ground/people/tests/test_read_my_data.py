"""What does somebody read of what is kept about them, and do they take back what they agreed to?"""

from django.test import Client

from jinlin.ground.people.actions import act_for, consent, know, note_need, see_clear
from jinlin.ground.people.models import GroupInNeed, Household, Mandate
from jinlin.ground.people.queries import has_mandate
from jinlin.ground.people.tests.conftest import CITIZEN_ID, DEHUA, PHONE, in_need, user
from jinlin.ground.places.actions import found_organisation

PAGE = "/me/data/"


def signed_in(one) -> Client:
    client = Client()
    client.force_login(one)
    return client


def granny(dehua):
    """She is in need, gave her number, and signs in later than staff began to act for her."""
    home = in_need(dehua)
    person = home.memberships.get().person
    given = consent(
        person, given_by="", relation="self", purpose="acting", version="1", actor=dehua.clerk
    )
    act_for(person, reason="眼睛不好", consent=given, actor=dehua.clerk)
    see_clear(person, why="打电话核实", actor=dehua.lead)
    account = user("", PHONE)
    know(DEHUA, name="王秀英", phone=PHONE, user=account, actor=dehua.clerk)
    person.refresh_from_db()
    assert person.user == account
    return person, given, account


def test_somebody_reads_needs_who_acts_for_them_and_who_looked_at_their_numbers(dehua):
    _person, _given, account = granny(dehua)
    page = signed_in(account).get(PAGE).content.decode()
    for words in ("独居老人", "眼睛不好", "clerk", "Dehua", CITIZEN_ID[-2:]):
        assert words in page
    assert [each for each in (CITIZEN_ID, PHONE, "打电话核实") if each in page] == []


def test_one_county_says_nothing_of_where_another_knows_them_at_home(dehua):
    """Each record stands with its own home, needs and carers."""
    _person, _given, account = granny(dehua)
    other = know("621121", name="王秀英", phone=PHONE, user=account, actor=dehua.far_clerk)
    group, _made = GroupInNeed.objects.get_or_create(code="other", defaults={"name": "低保"})
    note_need(other, group, actor=dehua.far_clerk)
    known = signed_in(account).get(PAGE).context["known"]
    assert [each["groups"] for each in known] == [["独居老人"], ["低保"]]
    assert [len(each["homes"]) for each in known] == [1, 0]


def test_whoever_agreed_takes_it_back_and_nobody_acts_for_them_any_more(dehua, volunteer):
    person, given, account = granny(dehua)
    assert has_mandate(dehua.clerk, person.pk)
    address = f"{PAGE}consents/{given.pk}/withdraw/"
    assert signed_in(volunteer).post(address).status_code == 404
    assert signed_in(account).post(address).status_code == 302
    assert signed_in(account).post(address).status_code == 302  # sent twice, it is taken back
    given.refresh_from_db()
    assert (given.holds, has_mandate(dehua.clerk, person.pk)) == (False, False)
    assert not Mandate.objects.in_force().exists()


def test_before_a_consent_is_taken_back_the_page_says_what_stops(dehua):
    _person, given, account = granny(dehua)
    page = signed_in(account).get(PAGE).text
    form = page.split("<details")[1].split("</details>")[0]
    assert f'action="{PAGE}consents/{given.pk}/withdraw/"' in form
    assert "撤回后，工作人员不能再代您办事。" in form


def test_whose_home_is_known_reads_which_community_to_tell_though_none_was_chosen(dehua):
    person, _given, account = granny(dehua)
    [home] = Household.objects.filter(memberships__person=person)
    office = found_organisation(
        dehua.town,
        name="浔中镇人民政府",
        kind="town_government",
        phone="0595-23001385",
        actor=dehua.system_admin,
    )
    assert home.place_code.startswith(office.place_code)
    page = signed_in(account).get(PAGE)
    assert page.context["offices"] == [office]
    assert 'href="tel:0595-23001385"' in page.text
