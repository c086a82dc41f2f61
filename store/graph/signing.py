"""Logging in to a graph's server by HTTP Basic or Digest, whichever it asks for."""

from typing import Any

from requests import PreparedRequest, Response
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth


class AsAsked(AuthBase):
    """Sends no password before it is asked for one; Digest where both are offered (RFC 7235, 7616).

    What was asked for once is sent with every later request of the same session.
    """

    def __init__(self, user: str, password: str) -> None:
        self._ways: dict[str, HTTPDigestAuth | HTTPBasicAuth] = {
            "digest": HTTPDigestAuth(user, password),
            "basic": HTTPBasicAuth(user.encode(), password.encode()),
        }
        self._asked: HTTPDigestAuth | HTTPBasicAuth | None = None

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        if self._asked is None:
            request.hooks["response"].append(self._answer)
        else:
            self._asked(request)
        return request

    def _answer(self, response: Response, **sending: Any) -> Response:
        """The answer to the same request, signed; the same answer if no way to sign is offered."""
        if response.status_code != 401:
            return response
        challenge = response.headers.get("WWW-Authenticate", "").lower()
        self._asked = next((way for name, way in self._ways.items() if name in challenge), None)
        if self._asked is None:
            return response
        self._asked(response.request)
        if isinstance(self._asked, HTTPDigestAuth):
            answer: Response = self._asked.handle_401(response, **sending)  # type: ignore[no-untyped-call]
        else:
            response.content  # noqa: B018 - read to its end, so that the connection is free again
            answer = response.connection.send(response.request, **sending)
        return answer
