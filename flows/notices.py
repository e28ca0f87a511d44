"""The week's notices: shown in Prefect for every programme, mailed where somebody agreed to it."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.events import emit_event
from prefect.states import Completed, Failed

from flows.tick import ROOT
from pret.failures import MailNotSentError
from pret.problems import PretError
from pret.service.notices import Notice, may_go_alone, notice, send_notice, was_sent
from pret.service.session import Session, programmes
from pret.settings import Settings

#: Mondays, before the day's phases.
NOTICES_CRON = "30 8 * * 1"


async def mail_may_pass(_task: object, _run: TaskRun, state: State[object]) -> bool:
    """Tell whether a mail that did not go out may go out later."""
    return isinstance(await state.aresult(raise_on_failure=False), MailNotSentError)


@task(
    name="Envoyer la lettre",
    cache_policy=NO_CACHE,
    retries=3,
    retry_delay_seconds=900,
    retry_condition_fn=mail_may_pass,
)
def send(session: Session, found: Notice) -> None:
    """Mail a notice to the coordinator, and record it."""
    send_notice(session, found)


@flow(name="lettres-de-la-semaine", flow_run_name="Lettres de la semaine", timeout_seconds=7200)
def notices() -> State[Any]:
    """Écrit la lettre de la semaine de chaque programme, et l’envoie là où on l’a accepté.

    La première lettre d’un programme part à la main : « pret notices --send ».
    """
    settings = Settings.from_environ(os.environ, ROOT)
    today = settings.clock.civil(datetime.now(UTC)).date()
    sent, failed = 0, []
    for code in programmes(settings):
        try:
            with Session(settings, code) as session:
                found = notice(session, today)
                show(found)
                if may_go_alone(session) and not was_sent(session, found):
                    send(session, found)
                    sent += 1
        except PretError:
            failed.append(code)
    if failed:
        return Failed(message=f"Sans lettre : {', '.join(failed)} ; « pret notices » dit pourquoi.")
    return Completed(message=f"Lettres envoyées : {sent}.")


def show(found: Notice) -> None:
    """Show a notice in Prefect, and tell its events: labels and counts only."""
    create_markdown_artifact(
        f"# {found.subject}\n\n{_markdown(found)}",
        key=f"{found.programme}-semaine",
        description=f"Lettre de la semaine : {found.title}",
    )
    emit_event(
        "pret.notice",
        resource={"prefect.resource.id": f"pret.programme.{found.programme}"},
        payload={
            "week": found.week,
            "held": len(found.held),
            "to_send": len(found.to_send),
            "due": len(found.due),
            "missing": len(found.missing),
            "to_decide": len(found.to_decide),
            "published": len(found.published),
        },
    )


def _markdown(found: Notice) -> str:
    parts = [
        "\n".join((f"## {heading}", "", *(f"- {line}" for line in lines)))
        for heading, lines in found.sections
    ]
    return "\n\n".join(parts) or found.text
