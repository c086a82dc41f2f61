"""The mix asked of every way in turn, round after round, by one client and by two."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain

import click

from bench.queries.alike import difference, result
from bench.queries.asked import Drawn, Question, mixed
from bench.queries.client import Answered, Client, Way
from bench.queries.peers import KEPT

#: Turns of the mix in a round: one for the client alone, and two for the two.
TURNS = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """One query as it was answered."""

    way: str
    clients: int
    question: Question
    seconds: float
    answered: bool  # whole, and with status 200
    kept: bool


@dataclass(frozen=True, slots=True)
class Pass:
    """The mix once, by so many clients at the same time: how long until all had all."""

    way: str
    clients: int
    queries: int
    seconds: float


def measured(
    ways: Sequence[Way], drawn: Drawn, asked: Sequence[Question], rounds: int, patience: float
) -> tuple[list[Asked], list[Pass]]:
    """All answers, and all passes. Each round begins with another way."""
    answers: list[Asked] = []
    passes: list[Pass] = []
    for number in range(rounds):
        turns = [mixed(drawn, asked, TURNS * number + turn) for turn in range(TURNS)]
        order = [*ways[number % len(ways) :], *ways[: number % len(ways)]]
        for way in order:
            click.echo(f"round {number + 1} of {rounds}: {way.name} …", err=True)
            if way.name == KEPT:
                _ask(way, list(chain(*turns)), patience)
            for mixes in (turns[:1], turns[1:]):
                began = time.perf_counter()
                with ThreadPoolExecutor(len(mixes)) as clients:
                    found = list(clients.map(lambda mix, way=way: _ask(way, mix, patience), mixes))
                seconds = time.perf_counter() - began
                passes.append(Pass(way.name, len(mixes), sum(map(len, mixes)), seconds))
                for question, answer in chain(*found):
                    whole = result(answer) is not None
                    took = answer.seconds
                    answers.append(Asked(way.name, len(mixes), question, took, whole, answer.kept))
    return answers, passes


def _ask(
    way: Way, mix: Sequence[tuple[Question, str]], patience: float
) -> list[tuple[Question, Answered]]:
    with Client(way, patience) as client:
        return [(question, client.ask(text)) for question, text in mix]


def differences(
    ways: Sequence[Way],
    drawn: Drawn,
    asked: Sequence[Question],
    patience: float,
    tell: Callable[[str], None],
) -> dict[tuple[str, str], str]:
    """By way and query, how its result is not that of the first way; before anything is timed."""
    found: dict[tuple[str, str], str] = {}
    for question in asked:
        tell(f"the same result? {question.name} …")
        for text in drawn.texts(question, 0, min(question.times, 5)):
            results = {}
            for way in ways:
                with Client(way, patience) as client:
                    results[way.name] = result(client.ask(text))
            for way in ways[1:]:
                said = difference(results[ways[0].name], results[way.name])
                if said:
                    found.setdefault((way.name, question.name), said)
    return found
