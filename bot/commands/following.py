"""The part of the table for following up: what readers report, and what came of predictions."""

from __future__ import annotations

from bot.commands.writing import STORY
from bot.handlers import forecasting, reporting
from bot.request import Argument, Command, Kind, Role
from bot.words import N_

FOLLOWING = (
    Command(
        name="reports",
        help=N_("what readers report, and what became of it"),
        role=Role.EDITOR,
        arguments=(
            Argument(name="number", kind=Kind.NUMBER, help=N_("the report to look at")),
            Argument(
                name="answer",
                kind=Kind.TEXT,
                help=N_("what you write to the reader"),
                length=reporting.ANSWER,
            ),
            Argument(name="deed", kind=Kind.PRESSED, help=N_("what is done with it")),
            Argument(name="page", kind=Kind.PRESSED, help=N_("which page of the list")),
        ),
        examples=("/reports", "/reports 12", "/reports 12 You are right, thank you"),
        handler=reporting.reports,
    ),
    Command(
        name="resolve",
        help=N_("write down what came of a prediction"),
        role=Role.PUBLISHER,
        arguments=(
            STORY,
            Argument(name="prediction", kind=Kind.NUMBER, help=N_("which one of the story")),
            Argument(
                name="outcome",
                kind=Kind.TEXT,
                help=N_("happened, did not happen, annulled, or open"),
            ),
            Argument(name="mark", kind=Kind.PRESSED, help=N_("the prediction that was seen")),
        ),
        examples=("/resolve harbour 2", "/resolve harbour 2 did not happen"),
        handler=forecasting.resolve,
    ),
)
