"""The application factory, and every route of the site in one table."""

from collections.abc import Callable
from typing import Any, Final

from flask import Blueprint, Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from catalogue.review.deciding import Desk
from sparql.jobs.jobs import Jobs
from sparql.service.answers import QueryService
from sparql.usage.usage import Usage
from store import Store
from webapp import (
    addresses,
    compression,
    documents,
    errors,
    headers,
    history,
    home,
    machines,
    sent,
)
from webapp.keys.ring import Keyring
from webapp.query_page import editing, page
from webapp.querying import citing, keys, statistics, timemap
from webapp.querying import jobs as long_queries
from webapp.reviewing import allowed as review
from webapp.reviewing import pages as desk_pages
from webapp.site import EXTENSION, Site, WebSettings

_KIND: Final = f"<any({','.join(addresses.KINDS)}):kind>"

#: Every address there is: rule, endpoint, methods (HEAD and OPTIONS follow from GET).
ROUTES: Final[tuple[tuple[str, str, Callable[..., Any], tuple[str, ...]], ...]] = (
    ("/", "home.home", home.home, ("GET",)),
    ("/lookup", "home.lookup", home.lookup, ("GET",)),
    ("/sparql", "query_page.sparql", page.sparql, ("GET", "POST")),
    ("/sparql/terms", "query_page.terms", editing.terms, ("GET",)),
    ("/sparql/opinion", "query_page.opinion", editing.opinion, ("POST",)),
    ("/generations", "timemap.generations", timemap.generations, ("GET",)),
    ("/cite", "citing.cite", citing.cite, ("POST",)),
    ("/cite/<name>", "citing.citation", citing.citation, ("GET",)),
    ("/cite/<name>/result", "citing.result", citing.result, ("GET",)),
    ("/cite/<name>/verify", "citing.verify", citing.verify, ("POST",)),
    ("/jobs", "jobs.jobs", long_queries.jobs, ("GET", "POST")),
    ("/jobs/<job_id>", "jobs.job", long_queries.job, ("GET", "POST", "DELETE")),
    ("/jobs/<job_id>/result", "jobs.result", long_queries.result, ("GET",)),
    ("/statistics", "statistics.statistics", statistics.statistics, ("GET",)),
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
    (f"/{_KIND}/<name>/sent/<int:number>", "sent.contribution", sent.contribution, ("GET",)),
    (
        f"/{_KIND}/<name>/sent/<int:number>.<any({sent.SUFFIXES}):suffix>",
        "sent.representation",
        sent.representation,
        ("GET",),
    ),
    ("/review/", "review.queue", desk_pages.queue, ("GET",)),
    ("/review/alarms", "review.alarms", desk_pages.alarms, ("GET",)),
    ("/review/next", "review.later", desk_pages.later, ("GET",)),
    ("/review/key", "review.key", desk_pages.key, ("GET",)),
    ("/review/rules", "review.rules", desk_pages.rules, ("GET",)),
    ("/review/decisions", "review.decisions", desk_pages.decisions, ("GET",)),
    (
        "/review/decisions.<any(tsv,json):suffix>",
        "review.exported",
        desk_pages.exported,
        ("GET",),
    ),
    ("/review/decisions/<int:number>", "review.taken_back", desk_pages.taken_back, ("POST",)),
    (
        "/review/<any(bib,auth,work):kind>/<one>/<other>",
        "review.case",
        desk_pages.case,
        ("GET", "POST"),
    ),
    ("/healthz", "machines.healthz", machines.healthz, ("GET",)),
    ("/.well-known/void", "machines.void", machines.void, ("GET",)),
)


def create_app(
    settings: WebSettings,
    store: Store,
    queries: QueryService,
    *,
    keyring: Keyring | None = None,
    jobs: Jobs | None = None,
    usage: Usage | None = None,
    desk: Desk | None = None,
) -> Flask:
    """The site over one open store. The caller opens and closes what is given.

    Without a keyring nobody may ask more than the public; without jobs there are none, and without
    usage nothing is counted; without a desk nobody decides.
    """
    app = Flask("webapp")
    if settings.proxies:
        trusted = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, trusted, trusted, trusted)  # type: ignore[method-assign]
    app.config["MAX_CONTENT_LENGTH"] = 1024 * 1024
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions[EXTENSION] = Site(settings, store, queries)
    for blueprint in _blueprints():
        app.register_blueprint(blueprint)
    keys.init_app(app, keyring)
    long_queries.init_app(app, jobs)
    statistics.init_app(app, usage)
    review.init_app(app, desk)
    compression.init_app(app)
    errors.init_app(app)
    headers.init_app(app)
    app.jinja_env.filters["local"] = lambda iri: addresses.local(store.base, iri)
    app.jinja_env.globals.update(
        counted=usage is not None,
        document_url=addresses.document,
        history_url=history.address,
        sent_url=sent.address,
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
