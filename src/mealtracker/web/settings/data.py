"""What is recorded, to be taken along: files of the expenses, and an archive of everything."""

from functools import partial

from flask import render_template
from flask.typing import ResponseReturnValue

from mealtracker.archive.create import create_archive, file_name
from mealtracker.exports.spool import spooled
from mealtracker.http.auth import current_actor
from mealtracker.http.pages import page
from mealtracker.http.reply import download
from mealtracker.http.wiring import ports
from mealtracker.web.settings.blueprint import bp


@bp.get("/data", endpoint="data")
@page()
def show_data() -> ResponseReturnValue:
    """Say what can be taken along, and offer it."""
    return render_template("settings/data.html")


@bp.get("/data/archive.zip", endpoint="archive")
@page()
def archive() -> ResponseReturnValue:
    """Send everything of the household as one file."""
    actor = current_actor()
    write = partial(create_archive, ports().db, now=actor.now, actor=actor)
    return download(spooled(write), file_name(actor.now), "application/zip")
