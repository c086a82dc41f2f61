"""What may go wrong with a query, said before it runs; and how the engine would go about it."""

from sparql.advice.advising import advice
from sparql.advice.plan import plan
from sparql.advice.sentences import Advice

__all__ = ["Advice", "advice", "plan"]
