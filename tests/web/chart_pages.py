"""Reading the analytics page: each number with the link that stands behind it."""

import re
from html import unescape
from urllib.parse import quote


def visit(person, query):
    response = person.client.get(f"/analytics?{quote(query, safe='=&')}")
    assert response.status_code == 200, response.text
    return response.text


def card(page, name):
    """Return the markup of one card."""
    return page.partition(f'aria-labelledby="{name}-title"')[2].partition("</section>")[0]


def rows_of(markup):
    """Return link and number of each horizontal bar."""
    found = re.findall(r'<a href="([^"]+)">[^<]*</a><span class="money">([^<]+)</span>', markup)
    return [(unescape(href), unescape(number).strip()) for href, number in found]


def columns_of(markup):
    """Return link and amount of each bar over time."""
    found = re.findall(r'<a href="([^"]+)" class="bar-group[^>]*>\s*<title>([^<]+)</title>', markup)
    return [(unescape(href), _amount(unescape(title))) for href, title in found]


def cells_of(markup):
    """Return link, amount and count of each cell of the heat map."""
    found = re.findall(r'<td class="heat[^>]*>\s*<a href="([^"]+)" title="([^"]+)"', markup)
    return [
        (unescape(href), _amount(unescape(title)), int(re.search(r", (\d+) expense", title)[1]))
        for href, title in found
    ]


def _amount(text):
    return re.search(r": (\S+?)(?: so far|, \d+ expenses?)?$", text)[1]
