"""A form and interviews for the tests of exports."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from flows.compile import compile_form
from flows.form import Form
from flows.loading import load
from flows.state import Interview, Value
from storage import forms, interviews
from storage.forms import FormVersion
from storage.interviews import Finished, InterviewRow
from tests.storage.people import NOW, person

FORM = '''survey
,type,name,label::en,label::fr,bind::rafiq:sensitive,calculation
,begin_group,you,You,Vous
,text,name,Your name,Votre nom
,text,phone,Your phone,Votre téléphone
,integer,age,Your age,Votre âge
,date,born,Born on,Date de naissance
,end_group
,note,thanks,Thank you,Merci
,select_one yn,reads,Do you read?,Lisez-vous ?
,select_multiple tools,tools,Tools,Outils
,select_multiple ills,ills,Illnesses,Maladies,H
,decimal,income,Income,Revenu,H
,calculate,double,,,,${age} * 2
choices
,list_name,name,label::en,label::fr
,yn,yes,Yes,Oui
,yn,no,No,Non
,tools,hoe,Hoe,Houe
,tools,pump,Pump,Pompe
,tools,cart,Cart,Charrette
,ills,flu,Flu,Grippe
settings
,form_id,namespaces
,tools,"rafiq=""https://rafiq.example/xforms"""
'''


def compiled(source: str = FORM) -> Mapping[str, Any]:
    """Return the document of a form in CSV or Markdown."""
    return compile_form(source.encode(), name="form").document


def form(source: str = FORM) -> Form:
    return load(compiled(source))


def done(version: str, key: int = 7, **changes: Any) -> Finished:
    """Return a finished interview; ``answers`` and other fields of it may be given."""
    interview = Interview(
        id=key,
        programme="tools",
        form="tools",
        version=version,
        status="finished",
        language="fr",
        channel="web",
        started=NOW,
        updated=NOW,
        finished=NOW + timedelta(hours=1),
        code=f"T-{key}",
    )
    return Finished(
        interview=replace(interview, **changes),
        person_id=3,
        simulated=True,
        cohort="safi",
        registered=None,
        mode="voice",
    )


def put_form(tx: Connection, document: Mapping[str, Any], *, key: int, created: datetime) -> None:
    forms.put(
        tx,
        FormVersion(
            id=key,
            form=document["id"],
            version=document["version"],
            wording=document["wording"],
            source=f"digest {key}",
            document=json.loads(json.dumps(document)),
            xform="",
            created=created,
        ),
    )


def put_interviews(
    tx: Connection, version: str, *answers: Mapping[str, Value], **more: Any
) -> None:
    """Store finished interviews of one person, with keys from 100 on."""
    person(tx)
    rows = [
        InterviewRow(person_id=3, interview=done(version, key, answers=each, **more).interview)
        for key, each in enumerate(answers, 100)
    ]
    interviews.put(tx, rows)


LATER = datetime(2026, 11, 23, tzinfo=UTC)
