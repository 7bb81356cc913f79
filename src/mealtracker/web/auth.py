"""Signing up, in and out, and a forgotten password."""

import logging
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError
from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, get_locale, gettext

from mealtracker.accounts import queries, sign_in
from mealtracker.accounts.models import User
from mealtracker.accounts.schemas import Email, SignInDraft, SignUpDraft
from mealtracker.accounts.sign_up import sign_up
from mealtracker.clients.mail import Mail
from mealtracker.demo.load import load_demo
from mealtracker.errors import Conflict, Fault, Invalid, TooMany, Unauthenticated, Unavailable
from mealtracker.fields import Draft
from mealtracker.http.auth import (
    clear_session_cookie,
    now,
    session_secret,
    set_session_cookie,
    visitor,
)
from mealtracker.http.forms import Form, go_to, read_form
from mealtracker.http.limits import forgive_tries, network, throttle
from mealtracker.http.pages import public_page
from mealtracker.http.wiring import ports, settings
from mealtracker.http.words import translated
from mealtracker.labels.commands import DEFAULT_CATEGORIES, add_default_categories
from mealtracker.web.choices import category_names, currency_choices, zone_choices
from mealtracker.web.devices import device_name

bp = Blueprint("auth", __name__)
log = logging.getLogger("mealtracker.auth")

_SAMPLES = 240


class _Address(Draft):
    email: Email


class _NewPassword(Draft):
    password: str


@bp.route("/welcome", methods=["GET", "POST"])
@public_page
def welcome() -> ResponseReturnValue:
    """Make the first account."""
    if not _is_empty():
        return go_to(url_for("home.index"))
    return _account("auth/welcome.html", "first")


@bp.route("/sign-up", methods=["GET", "POST"], endpoint="sign_up")
@public_page
def sign_up_page() -> ResponseReturnValue:
    """Make an account, as far as the mode allows."""
    if visitor():
        return go_to(url_for("home.index"))
    if _is_empty():
        return go_to(url_for("auth.welcome"))
    return _account("auth/sign_up.html", settings().signup)


@bp.route("/sign-in", methods=["GET", "POST"], endpoint="sign_in")
@public_page
def sign_in_page() -> ResponseReturnValue:
    """Sign in."""
    if request.method != "POST":
        if visitor():
            return go_to(_next())
        if _is_empty():
            return go_to(url_for("auth.welcome"))
        return _sign_in_form(Form[SignInDraft]())
    form = read_form(SignInDraft, flags=["remember"])
    form.values.pop("password", None)
    if form.draft is None:
        return _sign_in_form(form, 422)
    try:
        throttle("sign-in", form.draft.email)
        with ports().db.unit_of_work() as session:
            membership = sign_in.check_password(session, form.draft)
            forgive_tries(session, "sign-in", form.draft.email)
            secret = _open(session, membership.id, is_remembered=form.draft.remember)
    except (Unauthenticated, TooMany) as error:
        form.errors[""] = [translated(error.message)]
        response = Response(_sign_in_form(form)[0], 429 if isinstance(error, TooMany) else 422)
        if isinstance(error, TooMany):
            response.headers["Retry-After"] = str(error.retry_after_s)
        return response
    response = go_to(_next())
    set_session_cookie(response, secret, is_remembered=form.draft.remember)
    return response


@bp.post("/sign-out")
@public_page
def sign_out() -> ResponseReturnValue:
    """End the session of this browser."""
    secret = session_secret()
    if secret:
        with ports().db.unit_of_work() as session:
            sign_in.close_session(session, secret)
    response = go_to(url_for("auth.sign_in"))
    clear_session_cookie(response)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.route("/password-reset", methods=["GET", "POST"])
@public_page
def forgot() -> ResponseReturnValue:
    """Ask for a link that sets a new password; the answer is the same for every address."""
    if request.method != "POST":
        return render_template("auth/forgot.html", form=Form[_Address]())
    form = read_form(_Address)
    if form.draft is None:
        return render_template("auth/forgot.html", form=form), 422
    throttle("reset", form.draft.email)
    with ports().db.unit_of_work() as session:
        asked = sign_in.ask_for_reset(session, form.draft.email, now())
    response = make_response(render_template("auth/sent.html"))
    if asked:
        link = settings().origin + url_for("auth.reset", secret=asked[1])
        # Sent when the answer is on its way: how long that takes would tell known addresses apart.
        response.call_on_close(
            partial(_send, ports().mail, asked[0].email, *_letter(asked[0], link))
        )
    return response


@bp.route("/password-reset/<secret>", methods=["GET", "POST"])
@public_page
def reset(secret: str) -> ResponseReturnValue:
    """Set a new password by a mailed link."""
    if request.method != "POST":
        return render_template("auth/reset.html", form=Form[_NewPassword]())
    form = read_form(_NewPassword)
    if form.draft is not None:
        try:
            with ports().db.unit_of_work() as session:
                sign_in.reset_password(session, secret, form.draft.password, now())
            return go_to(url_for("auth.sign_in"))
        except Invalid as error:
            form.blame(Fault(f.at if f.at == "/password" else "", f.message) for f in error.faults)
    return render_template("auth/reset.html", form=form), 422


def _letter(user: User, link: str) -> list[str]:
    """Return subject and text in the language of who gets the mail, not of who asked for it."""
    with force_locale(user.locale or str(get_locale())):
        return [translated(part) for part in sign_in.reset_letter(user, link)]


def _send(mail: Mail, to: str, subject: str, text: str) -> None:
    try:
        mail.send(to, subject, text)
    except Unavailable:
        log.exception("mail.failed")


def _account(template: str, mode: Any) -> ResponseReturnValue:  # Any: a SignUpMode
    if request.method != "POST":
        form = Form[SignUpDraft](values={"currency": _likely_currency(), "zone": "UTC"})
        form.values["invite"] = request.args.get("invite", "")
        return _account_form(template, form, mode)
    own = {
        "locale": str(get_locale()),
        "household": gettext("Personal"),
        "week_start": _first_weekday(),
    }
    form = read_form(SignUpDraft, flags=["sample"], extra=own)
    form.values.pop("password", None)
    if form.draft is None:
        return _account_form(template, form, mode, 422)
    try:
        throttle("sign-up", form.draft.email)
        secret = _make_account(form.draft, mode)
    except (Invalid, Conflict) as error:
        form.blame(getattr(error, "faults", None) or [Fault("/email", error.message)])
        return _account_form(template, form, mode, 422)
    response = go_to(url_for("home.index"))
    set_session_cookie(response, secret, is_remembered=True)
    return response


def _make_account(draft: SignUpDraft, mode: Any) -> str:  # Any: a SignUpMode
    with ports().db.unit_of_work() as session:
        actor = sign_up(session, draft, mode, now())
        add_default_categories(session, actor, category_names(DEFAULT_CATEGORIES))
        if draft.sample:
            load_demo(session, actor, _SAMPLES, seed=1)
        return _open(session, actor.membership_id, is_remembered=True)


def _open(session: Any, membership_id: Any, *, is_remembered: bool) -> str:  # Any: a Session, an id
    return sign_in.open_session(
        session,
        membership_id,
        now(),
        is_remembered=is_remembered,
        device=device_name(request.headers.get("User-Agent", "")),
        network=network(),
    )


def _account_form(
    template: str, form: Form[SignUpDraft], mode: Any, status: int = 200  # Any: a SignUpMode
) -> ResponseReturnValue:
    page = render_template(
        template,
        form=form,
        mode=mode,
        needs_invite=mode == "invite",
        is_closed=template.endswith("sign_up.html") and mode in {"closed", "first"},
        currencies=currency_choices(),
        zones=zone_choices(),
    )
    return page, status


def _sign_in_form(form: Form[SignInDraft], status: int = 200) -> tuple[str, int]:
    can_sign_up = settings().signup in {"open", "invite"}
    return render_template("auth/sign_in.html", form=form, can_sign_up=can_sign_up), status


def _is_empty() -> bool:
    with ports().db.reading() as reading:
        return reading.first(queries.ANY_USER) is None


def _next() -> str:
    target = request.args.get("next", "")
    parts = urlsplit(target)
    is_ours = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if is_ours and not parts.netloc else url_for("home.index")


def _first_weekday() -> int:
    """Return the day that begins a week where the browser is at home; 0 is Monday."""
    try:
        return Locale.parse(request.accept_languages.best, sep="-").first_week_day
    except (TypeError, ValueError, UnknownLocaleError):
        return 0


def _likely_currency() -> str:
    by_language = {"de": "EUR", "es": "EUR", "fr": "EUR", "pt": "BRL"}
    return by_language.get(get_locale().language, "USD")
