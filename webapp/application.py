"""The application factory, and every route of the site in one table."""

from collections.abc import Callable
from typing import Any, Final

from flask import Blueprint, Flask

from sparql.service.answers import QueryService
from store import Store
from webapp import addresses, documents, errors, headers, history, home, machines, query_form
from webapp.site import EXTENSION, Site, WebSettings

_KIND: Final = f"<any({','.join(addresses.KINDS)}):kind>"

#: Every address there is: rule, endpoint, methods (HEAD and OPTIONS follow from GET).
ROUTES: Final[tuple[tuple[str, str, Callable[..., Any], tuple[str, ...]], ...]] = (
    ("/", "home.home", home.home, ("GET",)),
    ("/lookup", "home.lookup", home.lookup, ("GET",)),
    ("/sparql", "query_form.sparql", query_form.sparql, ("GET", "POST")),
    (f"/{_KIND}/<name>", "documents.document", documents.document, ("GET",)),
    (
        f"/{_KIND}/<name>.<any({documents.SUFFIXES}):suffix>",
        "documents.representation",
        documents.representation,
        ("GET",),
    ),
    (f"/{_KIND}/<name>/history", "history.history", history.history, ("GET",)),
    (
        f"/{_KIND}/<name>/history.<any({history.SUFFIXES}):suffix>",
        "history.representation",
        history.representation,
        ("GET",),
    ),
    ("/healthz", "machines.healthz", machines.healthz, ("GET",)),
    ("/.well-known/void", "machines.void", machines.void, ("GET",)),
)


def create_app(settings: WebSettings, store: Store, queries: QueryService) -> Flask:
    """The site over one open store. The caller opens and closes the store and the query service."""
    app = Flask("webapp")
    app.config["MAX_CONTENT_LENGTH"] = 1024 * 1024
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions[EXTENSION] = Site(settings, store, queries)
    for blueprint in _blueprints():
        app.register_blueprint(blueprint)
    errors.init_app(app)
    headers.init_app(app)
    app.jinja_env.globals.update(
        document_url=addresses.document,
        history_url=history.address,
        local_url=lambda iri: addresses.local(store.base, iri),
    )
    return app


def _blueprints() -> list[Blueprint]:
    """The table's rows, gathered into one blueprint for each module of views."""
    found: dict[str, Blueprint] = {}
    for rule, endpoint, view, methods in ROUTES:
        part, _, name = endpoint.partition(".")
        blueprint = found.setdefault(part, Blueprint(part, view.__module__))
        blueprint.add_url_rule(rule, name, view, methods=methods)
    return list(found.values())
