from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from mealtracker.http.access import ATTRIBUTE, Access
from mealtracker.web import static_files
from mealtracker.web.assets import STYLES, Assets

FOLDER = Path(static_files.__file__).parent / "static"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    source = tmp_path / "source"
    for name in STYLES:
        sheet = source / "css" / f"{name}.css"
        sheet.parent.mkdir(parents=True, exist_ok=True)
        sheet.write_text(f'.{name} {{ src: url("../fonts/{name}.woff2"); }}\n' * 20)
    (source / "js").mkdir()
    (source / "js" / "app.js").write_text("// hello\n" * 50)
    (source / "fonts").mkdir()
    (source / "fonts" / "base.woff2").write_bytes(b"wOF2" * 100)
    (source / "favicon.svg").write_text("<svg></svg>")
    return source


@pytest.fixture
def assets(folder: Path) -> Assets:
    return Assets(folder)


@pytest.fixture
def client(folder: Path) -> FlaskClient:
    app = Flask("bare", static_folder=None)
    static_files.register(app, folder)
    return app.test_client()


def test_url_holds_one_hash_for_all_files(assets: Assets) -> None:
    assert assets.url("js/app.js") == f"/static/{assets.version}/js/app.js"
    assert assets.url("app.css") == f"/static/{assets.version}/app.css"


def test_url_of_an_unknown_file_is_refused(assets: Assets) -> None:
    with pytest.raises(KeyError):
        assets.url("js/nothing.js")


def test_version_changes_when_any_file_does(folder: Path) -> None:
    before = Assets(folder).version

    (folder / "js" / "app.js").write_text("// changed")

    assert Assets(folder).version != before


def test_version_stays_when_nothing_changes(folder: Path) -> None:
    assert Assets(folder).version == Assets(folder).version


def test_nothing_is_read_before_the_first_use() -> None:
    Assets(Path("/there/is/no/such/folder"))


def test_stylesheet_joins_the_parts_in_their_order(assets: Assets) -> None:
    body = assets.files["app.css"].body.decode()

    places = [body.index(f".{name} ") for name in STYLES]

    assert places == sorted(places)
    assert 'url("fonts/base.woff2")' in body
    assert "../fonts" not in body


def test_parts_of_the_stylesheet_are_not_served_alone(assets: Assets) -> None:
    assert "css/base.css" not in assets.files


def test_written_files_are_the_served_bytes(assets: Assets, tmp_path: Path) -> None:
    target = tmp_path / "host"

    assets.write_to(target)

    written = {
        path.relative_to(target / assets.version).as_posix(): path.read_bytes()
        for path in target.rglob("*")
        if path.is_file()
    }
    assert written == {name: asset.body for name, asset in assets.files.items()}


def test_file_is_kept_for_a_year_under_its_hash(client: FlaskClient, assets: Assets) -> None:
    response = client.get(assets.url("js/app.js"))

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in response.headers


def test_file_is_checked_again_under_an_old_hash(client: FlaskClient, assets: Assets) -> None:
    response = client.get("/static/0123456789ab/js/app.js")

    assert response.data == assets.files["js/app.js"].body
    assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("name", ["js/nothing.js", "css/base.css", "../assets.py", "js"])
def test_file_that_is_not_there_is_404(client: FlaskClient, assets: Assets, name: str) -> None:
    assert client.get(f"/static/{assets.version}/{name}").status_code == 404


def test_text_is_sent_packed_to_who_takes_gzip(client: FlaskClient, assets: Assets) -> None:
    response = client.get(assets.url("app.css"), headers={"Accept-Encoding": "br, gzip"})

    assert response.headers["Content-Encoding"] == "gzip"
    assert response.data == assets.files["app.css"].packed
    assert len(response.data) < len(assets.files["app.css"].body)


def test_text_is_sent_plain_to_who_refuses_gzip(client: FlaskClient, assets: Assets) -> None:
    response = client.get(assets.url("app.css"), headers={"Accept-Encoding": "gzip;q=0, *"})

    assert "Content-Encoding" not in response.headers


def test_font_is_never_packed(client: FlaskClient, assets: Assets) -> None:
    url = assets.url("fonts/base.woff2")

    response = client.get(url, headers={"Accept-Encoding": "gzip"})

    assert response.headers["Content-Type"] == "font/woff2"
    assert "Content-Encoding" not in response.headers
    assert "Vary" not in response.headers


def test_known_tag_is_answered_without_the_file(client: FlaskClient, assets: Assets) -> None:
    url = assets.url("js/app.js")
    plain, packed = (
        client.get(url, headers={"Accept-Encoding": coding}).headers["ETag"]
        for coding in ("identity", "gzip")
    )

    again = client.get(url, headers={"If-None-Match": packed, "Accept-Encoding": "gzip"})

    assert again.status_code == 304
    assert again.data == b""
    assert plain != packed


def test_favicon_is_there_for_who_does_not_read_the_page(client: FlaskClient) -> None:
    response = client.get("/favicon.ico")

    assert response.data == b"<svg></svg>"
    assert response.headers["Content-Type"] == "image/svg+xml"


def test_routes_are_marked_public(client: FlaskClient) -> None:
    views = client.application.view_functions.values()

    assert {getattr(view, ATTRIBUTE, None) for view in views} == {Access("public")}


def test_templates_can_ask_for_an_address(client: FlaskClient, assets: Assets) -> None:
    asset = client.application.jinja_env.globals["asset"]

    assert asset("favicon.svg") == assets.url("favicon.svg")


def test_own_files_stay_within_their_budget() -> None:
    """Budgets of docs: 12 KB of styles, 40 KB of scripts, 50 KB for the font of most pages."""
    files = Assets(FOLDER).files

    scripts = sum(
        len(asset.packed or asset.body) for asset in files.values() if ".js" in asset.name
    )

    assert len(files["app.css"].packed or b"") <= 12 * 1024
    assert scripts <= 40 * 1024
    assert len(files["fonts/inter-latin-wght-normal.woff2"].body) <= 50 * 1024


def test_own_stylesheet_names_only_fonts_that_exist() -> None:
    files = Assets(FOLDER).files

    named = [line.split('"')[1] for line in files["app.css"].body.decode().split("url(")[1:]]

    assert named
    assert set(named) <= set(files)
