"""Every sentence of what a conversation must do, and the tests and walks that prove it.

A sentence whose proof is gone fails here; so does one that names what no test is called.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOW, PAUSE = "tests/walks/test_flow.py", "tests/walks/test_interrupted.py"
RIGHTS, KEPT = "tests/walks/test_rights.py", "tests/walks/test_recorded.py"
BACK, NUDGES = "tests/walks/test_coming_back.py", "tests/walks/test_nudges.py"
VOICES, SHARED = "tests/walks/test_voices.py", "tests/walks/test_shared.py"
LINKED, TOLD = "tests/walks/test_linked.py", "tests/walks/test_told_together.py"
FIXED, PASSING = "tests/walks/test_corrected.py", "tests/walks/test_in_passing.py"
READ, ORDER = "tests/flows/understanding", "tests/locales/test_visual_order.py"
HOURS, KIND = "tests/flows/test_courtesy.py", "tests/bot/programme/test_courtesy.py"
RETAINED = "tests/storage/test_retention.py"
EARLIER, TALK = "tests/walks/test_earlier.py", "tests/walks/test_as_people_talk.py"

SENTENCES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "1 understanding": {
        "folding of scripts": [f"{READ}/test_folding.py::test_folding"],
        "folding twice changes nothing": [
            f"{READ}/test_folding.py::test_folding_twice_changes_nothing"
        ],
        "digits of every script": [f"{READ}/test_folding.py::test_digits_of_every_script_are_read"],
        "numbers in words, in four languages, to 999,999": [
            f"{READ}/test_numbers.py::test_a_whole_number",
            f"{READ}/test_numbers.py::test_words_of_a_number_read_back",
        ],
        "dates of three calendars in any order": [
            f"{READ}/test_dates.py::test_a_day",
            f"{READ}/test_dates.py::test_every_day_reads_back_in_its_own_order",
        ],
        "ages as birth years": [
            f"{READ}/test_numbers.py::test_a_year_in_the_gregorian_calendar",
            f"{PASSING}::who does not know her year is told that her age will do",
        ],
        "times": [f"{READ}/test_times.py::test_a_time"],
        "yes, no and all the intents": [
            f"{READ}/test_intents.py::test_a_whole_message_has_one_meaning",
            f"{READ}/test_intents.py::test_yes_or_no",
        ],
        "telephone numbers": [f"{READ}/test_phones.py::test_a_telephone_number"],
        "choices by number, label, part, spelling, other language": [
            f"{READ}/test_choices.py::test_one_option",
            f"{READ}/test_choices.py::test_several_options",
        ],
        "what is likely is asked back once, with buttons": [
            f"{PAUSE}::a province misspelt",
            f"{PAUSE}::what is asked back may be corrected, or be a command",
            f"{PASSING}::one of the list in a sentence: Darija in Latin letters",
        ],
        "what is ambiguous is never guessed": [
            f"{READ}/test_typed.py::test_typed",
            f"{PASSING}::what is not so is not asked back",
        ],
        "rafiq forms understand": [
            "tests/bot/cli/test_forms.py::test_understand_writes_json_whatever_is_typed"
        ],
        "no phrase means two things in one conversation": [
            f"{READ}/test_typed.py::test_a_phrase_means_nothing_that_no_language_lists_it_for",
            "tests/flows/test_phrases.py::test_no_phrase_is_an_intent_as_well",
        ],
    },
    "2 flow that forgives": {
        "back": [f"{PAUSE}::back twice in Darija, an answer changed, then on where she was"],
        "edit any answer from the summary": [
            f"{RIGHTS}::the summary: one answer changes, what depends on it is asked, the rest "
            "stays",
            f"{FLOW}::changed at the summary, in the words of each language: French",
            f"{FLOW}::changed at the summary, in the words of each language: Arabic",
            f"{FLOW}::changed at the summary, in the words of each language: Persian",
            f"{FLOW}::changed at the summary, in the words of each language: Darija in Latin "
            "letters",
            f"{PASSING}::what is wrong in the summary, said so",
        ],
        "or at any time by its name": [
            f"{FLOW}::changed in the middle, and on where she was",
            f"{FLOW}::changed in the middle where any words would be an answer",
            f"{FLOW}::an answer by its name after registration",
            f"{FIXED}::what is still to be asked: Darija in Latin letters",
            f"{FIXED}::what is still to be asked: French",
            f"{FIXED}::what is still to be asked: Persian",
            f"{TALK}::wrong answers in her own words: French",
            f"{TALK}::wrong answers in her own words: Darija",
            f"{TALK}::wrong answers in her own words: Persian",
            f"{EARLIER}::an answer said anew, with its name",
        ],
        "change language in the middle of a question without losing anything": [
            f"{PAUSE}::another language in the middle of a question, Darija to Arabic",
            f"{PAUSE}::another language, but she stays with hers",
        ],
        "where am I": [
            f"{FLOW}::where am I, and later: French",
            f"{FLOW}::where am I, and later: Darija in both scripts",
            f"{FLOW}::where am I, and later: Arabic and Persian",
        ],
        "repeat": [
            f"{BACK}::the question is said again: French",
            f"{BACK}::the question is said again: Darija in both scripts",
            f"{BACK}::the question is said again: Arabic",
            f"{BACK}::the question is said again: Persian",
        ],
        "skip": [f"{PAUSE}::skipping what may be skipped, and not what may not"],
        "pause": [
            f"{FLOW}::where am I, and later: French",
            f"{PASSING}::goodbye, and a question after all",
            f"{TALK}::she goes on another time: French",
            f"{TALK}::she goes on another time: Darija",
            f"{TALK}::she goes on another time: Arabic and Persian",
        ],
        "two messages for one answer": [
            f"{FLOW}::a name in two messages",
            f"{FLOW}::a name in two messages, in Persian",
            f"{FLOW}::a number and its word in two messages",
            f"{PAUSE}::two messages at once",
            f"{EARLIER}::a surname that comes by itself, after a while",
            f"{EARLIER}::the rest of a story where the next one is asked",
        ],
        "an answer to an older question: a reply to its message": [
            f"{FLOW}::a reply to an older question answers that one",
            f"{EARLIER}::a reply to an older question in words, and hardly its answer: French",
            f"{EARLIER}::a reply to an older question in words: Darija",
            f"{EARLIER}::a reply to an older question in words, a number: Persian",
        ],
        "or an old button": [
            f"{PAUSE}::an old button",
            f"{PAUSE}::a button pressed twice",
            f"{RIGHTS}::an old button after stop",
        ],
        "a corrected message": [
            f"{FLOW}::a message is edited while its answer is the last",
            f"{FLOW}::a message is edited to what is no answer",
            f"{PAUSE}::a message that was edited long after changes nothing",
            f"{EARLIER}::words corrected to what is hardly an answer are asked back",
        ],
        "an album": [
            f"{FLOW}::an album where words are asked: refused once",
            f"{FLOW}::an album where a voice note is welcome: the first part is taken",
        ],
        "a sticker": [
            f"{PAUSE}::a voice note, a photo, a place and a sticker where words were asked"
        ],
        "a location nobody asked for": [f"{FLOW}::a place and a number that nobody asked for"],
        "a contact that is not theirs": [
            f"{PAUSE}::somebody else’s contact, then her own",
            f"{TALK}::the contact of somebody else where no number is asked",
        ],
        "after two refusals an example and simpler words": [
            f"{FLOW}::struggling with a number: an example, other words each time, never the end",
            f"{FLOW}::struggling with a choice in Darija: the first answer is the example",
            f"{FLOW}::struggling with a name, in Persian",
            f"{PASSING}::a loose yes is told how to agree",
        ],
        "then the voice prompt if there is one": [
            f"{VOICES}::who struggles hears it, however she wants her questions"
        ],
        "then to skip, or a person": [f"{PAUSE}::wrong twice: skip or a person is offered"],
        "asking for a person leaves the question open": [
            f"{PAUSE}::a person is asked for; the question stays open"
        ],
        "who asks, errs or is tired is answered": [
            f"{PASSING}::who asks is told where to ask: Darija in Latin letters",
            f"{PASSING}::who asks is told where to ask: French",
            f"{PASSING}::a mistake, in her own words: Arabic",
            f"{PASSING}::who is tired may go on later: Persian",
            f"{PASSING}::a language that is not spoken here",
        ],
        "it never ends because somebody struggles": [
            f"{BACK}::thirty wrong answers, and the conversation goes on",
            "tests/flows/test_tired.py::test_nobody_is_stuck_or_misread",
        ],
    },
    "3 coming back": {
        "after any time and any restart, at the same question, with one line of recap": [
            f"{BACK}::test_after_any_time_and_a_restart",
            f"{PAUSE}::three weeks away, then a greeting",
            f"{PAUSE}::three weeks away, then the answer itself",
            f"{EARLIER}::whoever was away hears where she stood, also where she answers at once",
            f"{EARLIER}::a yes to the nudge is no answer in words: Persian",
            "tests/walks/test_chat_json.py::test_killed_in_the_middle_and_resumed",
        ],
        "after stop, by the word that was told": [
            f"{PAUSE}::stopped in the middle, back after three weeks",
            f"{PASSING}::start brings the messages back, and she stays where she was: French",
            f"{PASSING}::start brings the messages back, and she stays where she was: Arabic",
            f"{PASSING}::start brings the messages back, and she stays where she was: Persian",
        ],
        "at most two gentle nudges": [
            f"{NUDGES}::twice, then never again: Darija",
            f"{BACK}::test_two_nudges_whatever_the_restarts_and_in_kind_hours",
        ],
        "in allowed hours": [
            f"{NUDGES}::an hour at which nobody is written to: the next morning",
            f"{NUDGES}::at Friday noon nobody is called to a form",
            f"{KIND}::test_a_nudge_waits_until_the_fast_was_broken",
        ],
        "one message before the programme closes": [
            f"{NUDGES}::before it closes: a last word, and none after",
            f"{BACK}::test_one_last_word_before_it_closes_whatever_the_restarts",
        ],
        "nothing expires silently": [
            f"{BACK}::test_who_comes_after_the_closing_day",
            f"{BACK}::test_one_last_word_before_it_closes_whatever_the_restarts",
            f"{BACK}::nothing is asked twice that was answered before the break",
        ],
    },
    "4 voice and low literacy": {
        "a question's recording is sent before the text when the mode says so": [
            f"{VOICES}::whoever listens hears the question before its words"
        ],
        "per language": [f"{VOICES}::another language is another text"],
        "a changed text flags its recording as stale": [
            f"{VOICES}::test_a_changed_text_leaves_its_recording_behind"
        ],
        "a coordinator records prompts by voice notes, question by question": [
            f"{VOICES}::she records, skips, goes back, stops",
            f"{VOICES}::she begins where the first voice is missing, and hears what she recorded",
            f"{VOICES}::what a browser recorded and no telephone plays is not kept",
            f"{VOICES}::nobody else records",
        ],
        "a voice note as answer is stored, written down by a coordinator, and it goes on": [
            "tests/walks/test_notes.py::a name may be said by somebody who does not write",
            "tests/walks/test_notes.py::test_what_a_note_says_becomes_the_answer",
            f"{PAUSE}::a voice note where it is welcome",
        ],
        "messages stay under 200 characters": [
            "tests/locales/test_lengths.py::test_what_the_bot_says_is_short",
            "tests/locales/test_lengths.py::test_what_the_forms_ask_is_short",
        ],
        "one question each, numbered choices": [
            "tests/bot/channels/test_reading_order.py::test_a_list_that_is_written_out",
            "tests/walks/test_whole.py::almontija in Darija, typed, from a link",
        ],
        "no meaning by emoji or colour alone": [
            "tests/locales/test_words_alone.py::test_no_picture_says_anything",
            f"{RIGHTS}::only clear words agree, in Darija",
        ],
    },
    "5 shared phones and helpers": {
        "one chat may hold several people; it is asked whose turn it is": [
            f"{SHARED}::a cousin answers on the same telephone after the registration",
            f"{SHARED}::in the middle of a question, and back by a word",
            f"{SHARED}::her cousin, as she calls her: French",
            f"{SHARED}::her sister: Darija in Latin letters",
            f"{SHARED}::her sister: Arabic",
            f"{SHARED}::her sister: Persian on an Arabic keyboard",
            f"{SHARED}::who takes the telephone is asked, not guessed",
            f"{TALK}::the telephone is handed to somebody who is no relative",
            f"{SHARED}::the telephone comes back after a day: who answers is asked, nothing is "
            "guessed",
        ],
        "registrations stay apart": [
            f"{SHARED}::what is erased is one person's",
            f"{SHARED}::taking the agreement back is one person's",
        ],
        "the same announcement once to one chat, each person in the ledger": [
            f"{TOLD}::test_the_same_words_go_once",
            f"{TOLD}::test_each_language_has_its_copy",
            f"{TOLD}::test_who_stays_still_gets_it",
        ],
        "a reminder names whose it is": [f"{SHARED}::test_a_reminder_names_whose_it_is"],
        "one person may come by two channels, linked by a code": [
            f"{LINKED}::test_an_intake_goes_on_in_the_other_channel",
            f"{LINKED}::test_a_code_is_good_once",
            f"{LINKED}::test_the_yes_may_be_typed",
            f"{LINKED}::test_a_code_that_was_left_is_good_no_more",
        ],
        "never by telephone number alone": [
            f"{LINKED}::test_the_same_telephone_number_links_nothing"
        ],
        "helper mode is recorded with the answers": [
            f"{KEPT}::test_a_helping_hand_is_kept_with_the_answers"
        ],
    },
    "6 consent and rights": {
        "consent per purpose, per version, a copy kept": [
            f"{KEPT}::test_each_purpose_has_its_own_consent_and_each_wording_its_copy",
            f"{KEPT}::test_a_copy_of_what_was_agreed_to_is_kept",
        ],
        "only a clear yes is one": [
            f"{RIGHTS}::only clear words agree, in Darija",
            f"{PASSING}::what contradicts itself is no agreement",
            f"{PASSING}::agreed in two wordings: French",
        ],
        "withdrawal as easy as giving": [
            f"{FLOW}::the agreement is taken back: French",
            f"{FLOW}::the agreement is taken back after registration: Darija",
            f"{FLOW}::the agreement is taken back: Darija in Latin letters, Arabic",
            f"{FLOW}::the agreement is taken back: Persian; there is nothing to take back before",
            f"{KEPT}::test_taking_back_ends_consents_registration_and_leaves_a_line",
            f"{TALK}::no reminders any more, and nothing else stops",
            f"{TALK}::no reminders, said where it is asked and later: Darija",
        ],
        "my data: a readable summary and a file": [
            f"{RIGHTS}::my data in the middle of a question",
            f"{KEPT}::test_a_copy_of_ones_data_is_a_file_of_everything",
        ],
        "correct my data": [
            f"{FIXED}::from my data, by its name",
            f"{FIXED}::from the menu, where no intake is open",
            f"{FIXED}::Arabic",
            f"{FIXED}::Darija",
            f"{FIXED}::Persian",
        ],
        "erase me: everything but an audit line without content": [
            f"{RIGHTS}::registered in Persian: she writes again, sees, corrects, erases and is a "
            "stranger",
            f"{FLOW}::erasing: yes and the word for it; anything else is said to be not understood",
            f"{KEPT}::test_erasing_takes_the_copy_too",
            "tests/storage/test_erasure.py::test_no_word_is_left",
        ],
        "exports marked": ["tests/bot/cli/test_export.py::test_older_versions_and_erased_people"],
        "minors with a guardian's yes": [
            f"{RIGHTS}::a minor, and her mother agrees",
            f"{RIGHTS}::a minor, and nobody agrees",
            f"{TALK}::the guardian is not there",
            f"{RIGHTS}::a minor who was none: the year is corrected",
            f"{FLOW}::a message is edited, and a minor is none",
        ],
        "a sensitive question's own consent": [
            f"{RIGHTS}::only clear words agree to questions about health"
        ],
        "retention by programme": [
            f"{RETAINED}::test_each_programme_has_its_own_time",
            f"{RETAINED}::test_an_interview_goes_when_its_time_is_over",
        ],
        "swept nightly": [f"{KEPT}::test_what_is_kept_goes_in_the_night_after_its_time"],
        "the texts as they were written": [
            "tests/locales/test_ready_strings.py::test_said_as_written"
        ],
    },
    "7 right to left that reads right": {
        "isolates around names, numbers, links and codes": [
            f"{ORDER}::test_every_message_reads_right",
            "tests/locales/test_bidi.py::test_a_code_stays_in_one_piece",
            "tests/locales/test_bidi.py::test_isolates_close_on_their_line",
        ],
        "lists, ranges and telephone numbers in right order": [
            f"{ORDER}::test_lists_read_from_the_right",
            f"{ORDER}::test_a_range_in_words_begins_at_the_right",
            "tests/locales/test_bidi.py::test_a_phone_stays_in_one_piece",
        ],
        "in both messengers": [
            "tests/bot/channels/test_reading_order.py::test_the_bots_words",
            "tests/bot/channels/test_reading_order.py::test_every_question_of_every_form",
            "tests/bot/channels/test_reading_order.py::test_a_list_that_is_written_out",
        ],
        "per-channel switch": [
            f"{ORDER}::test_a_channel_may_do_without",
            f"{ORDER}::test_marks_alone_keep_every_block_in_one_piece",
            "tests/bot/channels/test_whatsapp_render.py::test_isolates_may_be_switched_off",
        ],
        "over every message the bot can say": [
            f"{ORDER}::test_every_message_reads_right",
            "tests/locales/test_catalogues.py::test_every_message_of_the_code_is_in_the_catalogues",
        ],
    },
    "8 courtesy": {
        "quiet hours, Friday noon and Ramadan windows": [
            f"{HOURS}::test_the_next_hour_at_which_people_are_written_to",
            f"{HOURS}::test_ramadan_covers_what_the_tables_of_another_calendar_say",
            f"{KIND}::test_a_nudge_waits_for_the_end_of_the_prayer",
        ],
        "for what the bot starts by itself": [
            f"{KIND}::test_a_training_s_reminder_waits_while_it_is_of_use",
            f"{KIND}::test_an_announcement_waits_for_a_kinder_hour_where_it_is_told_to",
            f"{KIND}::test_a_fourth_message_of_the_week_waits",
        ],
        "answers come at any hour": [f"{BACK}::an answer comes at any hour: night, Friday noon"],
    },
    "how it is shown": {
        "a table of typed answers": [
            f"{READ}/test_typed.py::test_typed",
            f"{READ}/test_typed.py::test_the_tables_hold_every_type_and_language",
        ],
        "a tired person": [
            "tests/flows/test_tired.py::test_nobody_is_stuck_or_misread",
            "tests/flows/test_tired.py::test_tired_people_do_all_that_tired_people_do",
        ],
    },
}
ROWS = [
    pytest.param(proof, id=f"{point}: {sentence} <- {proof.partition('::')[2]}")
    for point, sentences in SENTENCES.items()
    for sentence, proofs in sentences.items()
    for proof in proofs
]


@cache
def named(path: str) -> frozenset[str]:
    """Return what the tests of a file are called: functions, and rows by their ids."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(
        {
            node.name
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and node.name.startswith("test_")
        }
        | set(_rows(tree))
    )


def _rows(tree: ast.Module) -> Iterator[str]:
    """Yield the names of walks: the keys of tables that a test is given."""
    given = {
        node.id
        for function in tree.body
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for decorator in function.decorator_list
        for node in ast.walk(decorator)
        if isinstance(node, ast.Name)
    }
    for statement in tree.body:
        target = statement.targets[0] if isinstance(statement, ast.Assign) else None
        if not isinstance(statement, ast.Assign) or not isinstance(statement.value, ast.Dict):
            continue
        if isinstance(target, ast.Name) and target.id in given:
            for key in statement.value.keys:
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value


@pytest.mark.parametrize("proof", ROWS)
def test_what_proves_it_is_there(proof: str) -> None:
    path, _, name = proof.partition("::")
    assert name in named(path)


def test_every_point_has_its_sentences_and_every_sentence_its_proof() -> None:
    assert [point[0] for point in SENTENCES] == [*"12345678", "h"]
    bare = [
        sentence for each in SENTENCES.values() for sentence, proofs in each.items() if not proofs
    ]
    assert bare == []


def test_a_proof_that_is_gone_is_missed() -> None:
    assert "a name in two messages" in named(FLOW)
    assert "a name in three messages" not in named(FLOW)
    assert "Je m’appelle" not in named(FLOW)
