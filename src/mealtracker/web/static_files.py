"""Serves the static files: for a year under their own hash, checked again under any other."""

from pathlib import Path

from flask import Blueprint, Flask, Response, abort, request

from mealtracker.http.access import Access, declare
from mealtracker.web.assets import Asset, Assets

_FOLDER = Path(__file__).parent / "static"
_FOR_EVER = "public, max-age=31536000, immutable"
_CHECK_AGAIN = "no-cache"


def register(app: Flask, folder: Path = _FOLDER) -> Assets:
    """Serve `folder` below `/static` and give templates `asset(name)`."""
    assets = Assets(folder)
    blueprint = Blueprint("assets", __name__)

    def file(version: str, name: str) -> Response:
        asset = assets.files.get(name)
        if asset is None:
            abort(404)
        # A page from before a release asks for the old hash: it gets the file of today.
        return _answer(asset, _FOR_EVER if version == assets.version else _CHECK_AGAIN)

    def favicon() -> Response:
        return _answer(assets.files["favicon.svg"], _CHECK_AGAIN)

    for view in (file, favicon):
        declare(view, Access("public"))
    blueprint.add_url_rule("/static/<version>/<path:name>", view_func=file)
    blueprint.add_url_rule("/favicon.ico", view_func=favicon)
    app.register_blueprint(blueprint)
    app.jinja_env.globals["asset"] = assets.url
    return assets


def _answer(asset: Asset, cache_control: str) -> Response:
    packed = asset.packed if request.accept_encodings["gzip"] > 0 else None
    response = Response(asset.body if packed is None else packed, content_type=asset.type)
    response.headers["Cache-Control"] = cache_control
    # One tag for each encoding: a cache must never mix the two.
    response.set_etag(asset.digest if packed is None else f"{asset.digest}-gzip")
    if packed is not None:
        response.headers["Content-Encoding"] = "gzip"
    if asset.packed is not None:
        response.vary.add("Accept-Encoding")
    response.make_conditional(request)
    return response
