"""Sending mail by SMTP, over TLS unless the server is this machine."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import ExitStack
from email.message import EmailMessage
from email.utils import localtime
from urllib.parse import unquote, urlsplit

from pret.failures import MailNotSentError
from pret.settings import Settings

TIMEOUT_S = 20
_EXAMPLE = "une adresse comme smtp://nom:motdepasse@smtp.exemple.fr:587"
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def send(settings: Settings, message: EmailMessage) -> None:
    """Send a mail by the server of PRET_SMTP_URL.

    smtps:// is TLS from the start (port 465), smtp:// is STARTTLS (port 587), or plain on this
    machine only. Raises MailNotSentError when a setting is absent or the mail did not go out.
    """
    try:
        place = urlsplit(settings.smtp_url)
        port = place.port
    except ValueError:
        raise MailNotSentError("PRET_SMTP_URL est mal écrite.", f"Écrivez-y {_EXAMPLE}.") from None
    if place.scheme not in ("smtp", "smtps") or not place.hostname:
        raise MailNotSentError("PRET_SMTP_URL ne dit pas par où.", f"Écrivez-y {_EXAMPLE}.")
    if "@" not in settings.mail_from:
        remedy = "Écrivez-y l’adresse de l’expéditeur."
        raise MailNotSentError("PRET_MAIL_FROM ne dit pas de qui.", remedy)
    try:
        with _connected(place.hostname, port, tls=place.scheme == "smtps") as server:
            if place.username:
                server.login(unquote(place.username), unquote(place.password or ""))
            message["Date"] = localtime()
            server.send_message(message)
    # Causes are not chained: they may hold addresses, and what is raised may be kept by Prefect.
    except smtplib.SMTPAuthenticationError:
        remedy = "Vérifiez le nom et le mot de passe de PRET_SMTP_URL."
        raise MailNotSentError("le serveur refuse l’identification.", remedy) from None
    except smtplib.SMTPRecipientsRefused:
        remedy = "Vérifiez « email: » dans people.yaml."
        raise MailNotSentError("le serveur refuse l’adresse.", remedy) from None
    except (OSError, smtplib.SMTPException) as error:
        reason = f"{place.hostname} ne répond pas comme il faut ({type(error).__name__})."
        raise MailNotSentError(reason, "Réessayez plus tard, ou vérifiez PRET_SMTP_URL.") from None


def _connected(host: str, port: int | None, *, tls: bool) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if tls:
        return smtplib.SMTP_SSL(host, port or 465, timeout=TIMEOUT_S, context=context)
    with ExitStack() as stack:
        server = smtplib.SMTP(host, port or 587, timeout=TIMEOUT_S)
        stack.callback(server.close)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
        elif host not in _HERE:
            remedy = "Utilisez smtps:// dans PRET_SMTP_URL."
            raise MailNotSentError(f"{host} ne propose pas de liaison chiffrée.", remedy)
        stack.pop_all()
    return server
