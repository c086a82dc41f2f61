"""`SERVICE` to the endpoints of an allow-list, through a relay (docs/decisions/0026)."""

from sparql.federation.addresses import services
from sparql.federation.fence import only_port
from sparql.federation.relay import Relay
from sparql.federation.rewriting import rewritten, told
from sparql.federation.visits import Visit

__all__ = ["Relay", "Visit", "only_port", "rewritten", "services", "told"]
