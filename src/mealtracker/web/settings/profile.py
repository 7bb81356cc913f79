"""Who you are to this product, how its pages look, and what the household is called."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from sqlalchemy.orm import Session

from mealtracker.accounts import commands
from mealtracker.accounts.schemas import HouseholdDraft, ProfileDraft
from mealtracker.audit.commands import Saved
from mealtracker.domain.actor import Role
from mealtracker.fields import CurrencyCode, Draft, Name, Zone
from mealtracker.http.auth import Visitor, current_actor, current_visitor
from mealtracker.http.forms import Form, form_version, go_to, read_form
from mealtracker.http.pages import page, tell
from mealtracker.http.wiring import ports
from mealtracker.web.back import back_url
from mealtracker.web.choices import currency_choices, language_choices, zone_choices
from mealtracker.web.settings.blueprint import bp, save

type Choices = list[tuple[str, str]]

_THEMES = ("system", "light", "dark")


class HouseholdForm(Draft):
    """The form of the household; its fields have names of their own beside those of the profile."""

    household: Name
    currency: CurrencyCode
    zone: Zone


@bp.route("/profile", methods=["GET", "POST"], endpoint="profile")
@page("account")
def profile() -> ResponseReturnValue:
    """Show the profile, and change it."""
    if request.method != "POST":
        return _page(_filled_profile(), _filled_household())
    actor, version = current_actor(), form_version()
    form = read_form(ProfileDraft, numbers=["week_start"], flags=["single_keys", "hide_amounts"])

    def update(session: Session, draft: ProfileDraft) -> Saved:
        commands.update_profile(session, actor, draft, version)
        return Saved(actor.user_id, None)

    saved, status = save(form, update)
    if saved is None:
        return _page(form, _filled_household(), status)
    return tell(go_to(url_for(".profile")), "profile")


@bp.post("/household")
@page("account")
def household() -> ResponseReturnValue:
    """Change what an owner may change about the household."""
    actor = current_actor()
    form = read_form(HouseholdForm)

    def update(session: Session, draft: HouseholdForm) -> Saved:
        named = HouseholdDraft(name=draft.household, currency=draft.currency, zone=draft.zone)
        commands.update_household(session, actor, named)
        return Saved(actor.household_id, None)

    saved, status = save(form, update)
    if saved is None:
        return _page(_filled_profile(), form, status)
    return tell(go_to(url_for(".profile")), "household")


@bp.post("/theme")
@page("account")
def theme() -> ResponseReturnValue:
    """Switch between light and dark, and go back to where the button stood."""
    chosen = request.form.get("theme", "")
    with ports().db.unit_of_work() as session:
        commands.set_theme(session, current_actor(), chosen if chosen in _THEMES else "system")
    return go_to(back_url(url_for(".profile")))


@bp.post("/amounts")
@page("account")
def amounts() -> ResponseReturnValue:
    """Hide the amounts on all pages or show them again, and go back to where the button stood."""
    with ports().db.unit_of_work() as session:
        commands.hide_amounts(session, current_actor(), hidden="hidden" in request.form)
    return go_to(back_url(url_for(".profile")))


def _page(
    form: Form[ProfileDraft], of_household: Form[HouseholdForm], status: int = 200
) -> ResponseReturnValue:
    who = current_visitor()
    shown = render_template(
        "settings/profile.html",
        form=form,
        household=of_household,
        is_owner=who.actor.role is Role.OWNER,
        version=who.version,
        languages=language_choices(),
        currencies=currency_choices(),
        zones=_with_own(zone_choices(), who.actor.zone),
        weekdays=_weekdays(),
    )
    return shown, status


def _filled_profile() -> Form[ProfileDraft]:
    who: Visitor = current_visitor()
    values = {"name": who.name, "locale": who.locale or "", "week_start": str(who.week_start)}
    looks = {"theme": who.theme, "density": who.density, "hide_amounts": who.hide_amounts}
    return Form(values=values | looks | {"single_keys": who.single_keys})


def _filled_household() -> Form[HouseholdForm]:
    who = current_visitor()
    values = {"household": who.household, "currency": str(who.currency), "zone": who.actor.zone}
    return Form(values=values)


def _with_own(zones: Choices, own: str) -> Choices:
    # A zone that the command line or the API set may be one that the list leaves out.
    return zones if any(zone == own for zone, _ in zones) else [*zones, (own, own)]


def _weekdays() -> Choices:
    names = get_locale().days["stand-alone"]["wide"]
    return [(str(day), str(names[day])) for day in (0, 5, 6, 1, 2, 3, 4)]
