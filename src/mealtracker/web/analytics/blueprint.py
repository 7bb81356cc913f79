"""The blueprint that the views of this folder share."""

from flask import Blueprint

bp = Blueprint("analytics", __name__)
