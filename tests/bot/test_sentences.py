"""Every sentence of what the channels must do, and the tests that prove it.

As ``tests/walks/test_sentences.py`` for conversations: a sentence whose proof is gone fails here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tests.walks.test_sentences import named

CH = "tests/bot/channels"
TG, TGH, TGW = (f"{CH}/test_telegram{each}.py" for each in ("", "_http", "_webhook"))
MENU, SHARED = f"{CH}/test_telegram_menu.py", f"{CH}/test_telegram_sharing.py"
WAH, WAP, WAR = (f"{CH}/test_whatsapp_{each}.py" for each in ("http", "parse", "render"))
WAS, WAW, WAC = (f"{CH}/test_whatsapp_{each}.py" for each in ("shapes", "windows", "changes"))
HOUSE, SEND, PACE = (
    f"tests/bot/test_{each}.py" for each in ("whatsapp_house", "dispatcher", "pace")
)
ACCOUNTS, FETCH = "tests/bot/test_accounts.py", "tests/bot/test_fetcher.py"
INBOX, SETTINGS = "tests/bot/test_inbox.py", "tests/bot/test_settings.py"
METRICS, STOP = "tests/bot/test_metrics.py", "tests/crash/test_stop.py"
OUTBOX, LETTERS = "tests/storage/test_outbox.py", "tests/bot/cli/test_outbox.py"
DOCTOR, TEMPLATES = "tests/bot/cli/test_doctor.py", "tests/bot/cli/test_whatsapp.py"
WEB, SKINS, TOOLS = (f"{CH}/test_web{each}.py" for each in ("", "_skins", "_tools"))
LISTS, SPLIT = f"{CH}/test_long_lists.py", f"{CH}/test_splitting.py"
SPREAD, REMIND = "tests/bot/programme/test_broadcasts.py", "tests/bot/programme/test_reminders.py"
BOT_API, GRAPH = "tests/fakes/test_bot_api.py", "tests/fakes/test_graph_api.py"

SENTENCES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "1 Telegram": {
        "polling: store, then move the offset": [
            f"{TGH}::test_the_offset_moves_after_the_batch_is_taken",
            f"{TGH}::test_a_batch_that_is_not_stored_comes_again",
        ],
        "one poller per account, a second one waits": [
            f"{TGH}::test_a_second_poller_waits",
            f"{TGH}::test_two_pollers_lose_nothing",
            f"{ACCOUNTS}::test_a_second_poller_waits_and_takes_over_when_the_first_loses_its_lock",
        ],
        "webhook: secret_token compared as bytes": [f"{TGW}::test_the_secret_opens"],
        "200 only after the commit": [
            f"{TGW}::test_without_the_database_it_asks_to_come_again",
            f"{INBOX}::test_when_the_database_is_the_cause_nothing_is_acknowledged",
        ],
        "503 with Retry-After when overloaded": [f"{TGW}::test_overloaded_it_asks_to_come_again"],
        "commands menu per language, Darija by chat scope": [
            f"{MENU}::test_every_language_has_its_menu",
            f"{MENU}::test_who_speaks_darija_has_a_menu_in_it",
            f"{MENU}::test_every_command_is_understood",
        ],
        "bot descriptions in the four languages": [
            f"{MENU}::test_every_language_has_its_menu",
            f"{MENU}::test_lengths",
        ],
        "start links with payload": [
            f"{TG}::test_parse",
            "tests/walks/test_way_in.py::a link to one programme, the language is still open",
        ],
        "inline keyboards with toggles for select_multiple": [
            f"{TGH}::test_a_tick_edits_in_place_on_its_page",
            f"{TG}::test_replaces",
        ],
        "pages for long lists": [
            f"{TGH}::test_pages_are_turned_in_place",
            f"{TGW}::test_a_long_list_turns_its_pages_after_a_restart",
            f"{LISTS}::test_telegram_turns_pages_and_every_button_means_its_entry",
        ],
        "callback answered at once": [
            f"{TGW}::test_a_tap_is_answered_after_the_commit",
            f"{TGH}::test_a_slow_answer_to_a_tap_delays_nothing",
            f"{TGH}::test_a_tap_too_old_to_answer_harms_nothing",
        ],
        "keyboards of answered questions removed": [
            f"{TGH}::test_the_keyboard_of_an_answered_question_goes",
            f"{TGH}::test_the_keyboard_of_a_question_answered_after_a_restart_goes",
        ],
        "location and contact requests": [
            f"{SHARED}::test_a_place_and_a_number_are_shared_by_telegrams_own_buttons",
            f"{SHARED}::test_where_she_will_not_share_a_place_the_words_of_a_button_do",
            f"{TG}::test_a_phone_is_asked_for_by_a_reply_keyboard",
        ],
        "a contact that is not the sender's own is refused": [
            f"{SHARED}::test_a_place_and_a_number_are_shared_by_telegrams_own_buttons"
        ],
        "photos, documents, voice in and out": [
            f"{TGH}::test_every_kind_arrives",
            f"{TGH}::test_a_file_is_fetched",
            f"{TGH}::test_files_go_up_once",
            f"{TGH}::test_who_takes_no_voices_gets_a_document",
        ],
        "my_chat_member blocks and returns": [
            f"{TGW}::test_an_older_update_does_not_undo_a_newer_one",
            f"{SEND}::test_somebody_who_blocked_the_bot_is_noted",
        ],
        "groups politely declined": [
            f"{SHARED}::test_a_group_is_told_politely_to_write_in_private"
        ],
        "4,096 and 1,024 limits split well": [
            f"{SPLIT}::test_split_loses_no_letter",
            f"{SPLIT}::test_every_part_closes_what_it_opens",
            f"{TGH}::test_the_hardest_text_arrives_whole",
            f"{TG}::test_words_stand_under_a_file_where_they_fit",
        ],
        "unknown future fields harmless": [
            f"{TG}::test_parse",
            f"{TG}::test_parse_takes_anything",
            f"{TG}::test_what_others_collected_is_what_it_is",
        ],
    },
    "2 WhatsApp Cloud API": {
        "aiohttp as the HTTP client": [
            "tests/test_architecture.py::test_third_party_packages_are_imported_in_one_place"
        ],
        "handshake": [
            f"{WAH}::test_the_handshake",
            f"{WAH}::test_an_empty_verify_token_refuses_everybody",
        ],
        "signature over the raw bytes": [
            f"{WAH}::test_the_signature_is_of_the_raw_bytes",
            f"{WAH}::test_a_wrong_signature",
            f"{HOUSE}::test_a_forged_webhook_changes_nothing",
        ],
        "bodies with many entries, changes, messages and statuses": [
            f"{WAP}::test_all_entries_changes_messages_and_statuses",
            f"{WAH}::test_however_it_is_delivered_the_same_comes_in",
        ],
        "people keyed by user id, the phone an optional attribute": [
            f"{WAS}::test_one_person_with_and_without_her_user_id",
            f"{WAS}::test_who_has_a_number_is_known_after_a_new_start",
            f"{WAH}::test_by_number_and_by_user_id",
        ],
        "number changes followed": [
            f"{WAC}::test_whatever_is_told_first_it_is_one_person",
            f"{WAC}::test_her_interview_is_found_where_the_new_number_came_first",
            "tests/storage/test_moves.py::test_where_a_change_leads",
        ],
        "reply buttons, lists": [
            f"{WAR}::test_shapes",
            f"{WAR}::test_every_tap_means_its_option",
            f"{WAH}::test_a_question_is_sent_and_tapped",
            f"{WAH}::test_a_list_is_tapped",
        ],
        "media both ways, fetched after the commit": [
            f"{WAH}::test_a_file_is_fetched",
            f"{WAH}::test_a_file_is_uploaded_once",
            f"{WAR}::test_a_file_carries_a_short_text_and_goes_before_a_question",
        ],
        "only from the API's hosts": [
            f"{WAH}::test_the_token_goes_nowhere_else",
            f"{WAH}::test_a_name_that_leads_into_our_network_is_refused",
            f"{WAH}::test_meta_s_hosts_are_allowed",
        ],
        "size capped while streaming": [f"{WAH}::test_a_file_has_a_size"],
        "type by content": [
            f"{WAH}::test_a_file_of_another_type_is_refused",
            f"{WAH}::test_what_first_bytes_say",
        ],
        "random file names": [f"{WAP}::test_what_a_file_is"],
        "a failure asks the person once to send it again": [
            f"{FETCH}::test_a_file_that_never_comes_is_asked_for_once"
        ],
        "location, contacts, reactions and unsupported kinds": [
            f"{WAP}::test_what_a_body_says",
            f"{WAP}::test_what_nobody_has_to_answer",
            f"{WAS}::test_what_the_documentation_and_others_have_is_what_it_is",
        ],
        "read receipts and typing": [
            f"{WAH}::test_what_was_committed_is_marked_read",
            f"{WAH}::test_typing",
            f"{WAH}::test_no_typing_where_the_answer_went_first",
        ],
        "statuses in any order, doubled, or before our own write": [
            f"{OUTBOX}::test_receipts_in_any_order_before_and_after_our_own_note",
            f"{WAW}::test_what_a_failure_says_of_her_whenever_it_is_told",
            f"{WAW}::test_who_wrote_since_can_be_reached",
            f"{WAW}::test_a_status_ends_the_doubt",
            f"{HOUSE}::test_statuses_move_forward_only",
        ],
        "the 24-hour window with approved templates per language": [
            f"{WAW}::test_a_reminder_goes_as_the_approved_template",
            f"{WAW}::test_an_open_window_takes_free_words",
            f"{WAW}::test_it_waits_until_she_writes",
            f"{HOUSE}::test_what_is_parked_goes_when_a_template_is_approved",
        ],
        "rafiq whatsapp templates lists, writes the texts to submit, checks status": [
            f"{TEMPLATES}::test_without_an_account_the_list_is_shown",
            f"{TEMPLATES}::test_what_is_written_is_taken",
            f"{TEMPLATES}::test_how_they_stand_is_asked_and_kept",
        ],
        "opt-in and STOP": [
            f"{SPREAD}::test_everybody_gets_it_once_in_her_language_and_who_said_stop_gets_nothing",
            f"{HOUSE}::test_who_stopped_marketing_gets_replies_alone",
            f"{WAW}::test_no_marketing_stops_announcements_alone",
            f"{WAW}::test_what_she_told_whatsapp",
            f"{WAC}::test_what_she_told_whatsapp_counts_though_she_writes_later",
        ],
        "the per-person and per-number rates": [
            f"{WAH}::test_the_pair_rate_concerns_her_alone_and_grows",
            f"{WAH}::test_the_number_s_rate_concerns_all",
            f"{SEND}::test_a_person_is_sent_to_no_faster_than_the_provider_allows",
            f"{WAW}::test_the_days_people_are_counted",
        ],
        "question and buttons in one message": [
            f"{WAR}::test_shapes",
            f"{HOUSE}::test_an_intake_every_webhook_twice",
        ],
    },
    "3 the dispatcher": {
        "token buckets without an initial burst": [
            f"{PACE}::test_idle_time_earns_no_burst",
            f"{PACE}::test_rate_is_held_within_two_percent_and_never_above",
            f"{PACE}::test_a_person_has_a_burst_and_earns_it_back",
            f"{SEND}::test_the_first_second_after_a_kill_adds_nothing_to_the_last_before",
        ],
        "replies before reminders before broadcasts": [
            f"{SEND}::test_replies_go_before_reminders_before_broadcasts",
            f"{SEND}::test_replies_overtake_a_broadcast_that_is_under_way",
            f"{SEND}::test_what_we_start_leaves_half_of_a_burst_to_replies",
        ],
        "order per person": [
            f"{SEND}::test_a_person_gets_messages_in_order",
            f"{SEND}::test_what_comes_after_a_failed_send_waits_for_it",
            f"{SEND}::test_what_comes_after_a_message_that_failed_for_good_goes",
        ],
        "429 and throttle codes pause only what they concern": [
            f"{SEND}::test_a_429_stops_the_account_and_then_ramps",
            f"{SEND}::test_a_pause_for_one_person_leaves_the_others",
            f"{SEND}::test_a_throttle_of_one_message_holds_up_nothing_else",
            f"{SEND}::test_a_fault_of_one_account_leaves_the_other",
        ],
        "then ramp": [
            f"{PACE}::test_the_ramp_after_a_pause_never_passes_the_rate_of_its_moment",
            f"{SEND}::test_a_pause_outlives_a_restart_and_ramps_after_it",
        ],
        "the closed set of errors with a table of codes per channel": [
            f"{WAH}::test_every_code_has_its_error",
            f"{WAH}::test_the_table_is_the_one_in_the_design",
            f"{WAH}::test_other_answers",
            f"{TG}::test_fault",
            f"{SEND}::test_an_error_decides_what_becomes_of_a_message",
        ],
        "a retry ladder that reaches hours": [f"{SEND}::test_the_ladder_ends"],
        "ambiguous sends handled as designed": [
            f"{WAH}::test_what_was_written_without_an_answer_is_ambiguous",
            f"{WAH}::test_what_was_never_written_is_transient",
            f"{SEND}::test_after_a_crash_a_reply_goes_again_and_a_broadcast_is_unknown",
            f"{WAW}::test_a_status_ends_the_doubt",
        ],
        "account faults pause the account and alert": [
            f"{SEND}::test_an_account_at_fault_rests_and_tells",
            f"{SEND}::test_an_account_at_fault_is_tried_with_one_message_and_growing_pauses",
            f"{ACCOUNTS}::test_a_restart_finds_what_was_at_fault_and_tells_when_it_is_over",
        ],
        "multi-part messages keep an id per part and repeat no part that went out": [
            f"{SEND}::test_parts_that_went_out_are_not_repeated",
            f"{LETTERS}::test_a_second_time_it_goes_with_the_parts_that_are_missing",
        ],
        "dead letters are listed with reasons and can be resent": [
            f"{LETTERS}::test_letters_are_listed_with_reasons",
            f"{LETTERS}::test_what_is_put_back",
        ],
    },
    "4 several accounts": {
        "several accounts per channel in rafiq.toml": [
            f"{SETTINGS}::test_several_accounts_a_channel",
            f"{STOP}::test_two_accounts_in_one_process",
            "tests/crash/test_shapes.py::test_the_same_is_stored_by_the_command_that_serves",
        ],
        "programmes bound to accounts": [
            f"{SETTINGS}::test_programmes_are_bound_to_accounts",
            f"{DOCTOR}::test_an_account_bound_to_a_programme_that_there_is_not",
            "tests/bot/programme/test_commands.py::"
            "test_who_writes_elsewhere_is_not_listed_as_to_remind",
        ],
        "a person's language and consent carried over": [
            "tests/bot/test_siblings.py::test_her_language_and_her_yes_go_with_her",
            "tests/bot/test_siblings.py::test_who_is_the_same",
            "tests/walks/test_linked.py::test_an_intake_goes_on_in_the_other_channel",
        ],
    },
    "5 the web chat": {
        "the same inbox, outbox and rendering": [
            f"{WEB}::test_it_is_a_channel",
            f"{WEB}::test_what_is_sent_twice_is_one_line",
        ],
        "a skin switch that applies the messenger's limits": [
            f"{SKINS}::test_whatsapp_shows_at_most_three_buttons_of_twenty_characters",
            f"{SKINS}::test_whatsapp_shows_a_list_of_ten_with_24_and_72_characters",
            f"{SKINS}::test_telegram_turns_pages_of_eight_without_asking_the_bot",
            f"{SKINS}::test_a_long_text_is_as_many_messages_as_the_messenger_makes_of_it",
        ],
        "shows the request that would be sent": [
            "tests/browser/test_tools.py::"
            "test_what_a_messenger_would_show_and_the_request_it_would_get"
        ],
        "a clock that can jump (+1 h, +25 h)": [
            f"{TOOLS}::test_a_clock_that_jumps_is_hers_alone",
            f"{TOOLS}::test_on_whatsapp_free_words_do_not_go_after_a_day",
            "tests/browser/test_tools.py::test_a_clock_that_jumps_and_troubles",
        ],
        "trouble: blocked": [f"{TOOLS}::test_who_blocked_the_bot_hears_nothing_until_she_is_back"],
        "trouble: sent twice": [f"{TOOLS}::test_an_update_that_comes_twice_is_applied_once"],
        "trouble: two at once": [
            f"{TOOLS}::test_two_that_come_at_once_are_one_batch_in_their_order"
        ],
        "trouble: send fails with code N": [
            f"{TOOLS}::test_a_send_that_fails_ends_as_the_dispatcher_says",
            f"{SKINS}::test_each_skin_has_the_errors_of_its_own_messenger",
        ],
        "save as test": [f"{TOOLS}::test_a_saved_conversation_is_a_test_that_passes"],
        "only on loopback or behind a login": [
            f"{WEB}::test_other_machines_are_refused",
            f"{WEB}::test_behind_a_password_the_page_leads_to_the_login",
            f"{WEB}::test_whoever_comes_through_a_proxy_is_not_at_this_machine",
        ],
        "its people are marked and outside all indicators, exports name their channel": [
            f"{TOOLS}::test_people_of_the_web_are_marked_and_their_interviews_name_the_channel"
        ],
    },
    "6 rafiq doctor": {
        "token, webhook": [f"{DOCTOR}::test_telegram", f"{DOCTOR}::test_updates_that_wait"],
        "signature secret": [f"{DOCTOR}::test_whatsapp_names_what_is_missing"],
        "templates": [
            f"{DOCTOR}::test_whatsapp_stands_well",
            f"{DOCTOR}::test_what_is_wrong_with_whatsapp",
        ],
        "clock and zone data": [f"{DOCTOR}::test_a_wrong_clock"],
        "disk": [f"{DOCTOR}::test_disk"],
        "database": [f"{DOCTOR}::test_database"],
        "catalogue completeness": [f"{DOCTOR}::test_words_that_are_missing"],
        "one line each, what to do, exit code": [f"{DOCTOR}::test_the_command"],
    },
    "7 care": {
        "/healthz": [
            "tests/crash/test_shapes.py::test_the_same_is_stored_by_the_command_that_serves",
            "tests/crash/test_roles.py::test_who_only_sends_has_no_door",
            "tests/bot/test_health.py::test_a_server_that_is_stopped_or_only_read",
            "tests/bot/test_health.py::test_a_database_that_hangs_keeps_nobody_waiting",
        ],
        "/metrics: lag, queue depth per lane": [
            f"{METRICS}::test_queues_are_read_at_most_every_five_seconds",
            f"{METRICS}::test_the_loop_is_measured",
        ],
        "/metrics: sends by result": [f"{METRICS}::test_sends_are_counted"],
        "/metrics: refusals by question": [
            f"{METRICS}::test_a_refused_reply_is_counted_by_its_question_and_without_its_words"
        ],
        "/metrics: batch size": [f"{METRICS}::test_batches_are_counted"],
        "graceful stop: no new updates, the batch and the sends in flight finished": [
            f"{STOP}::test_sigterm_while_it_polls",
            f"{STOP}::test_sigterm_while_a_webhook_brings",
            f"{INBOX}::test_what_was_taken_is_finished_before_the_end",
        ],
        "structured logs without personal data": [
            f"{WAH}::test_nothing_said_is_logged",
            f"{TGH}::test_no_log_holds_what_was_said",
            f"{TGW}::test_no_log_holds_the_secret_or_the_words",
        ],
        "body caps": [
            f"{TGW}::test_a_body_that_is_no_update",
            f"{TGW}::test_a_length_that_is_not_declared_is_capped_too",
            f"{WAH}::test_a_body_has_a_size",
        ],
        "timeouts everywhere": [
            f"{TGW}::test_a_body_that_never_ends_is_let_go",
            f"{WAH}::test_a_body_has_a_time",
            f"{TGH}::test_a_send_without_an_answer_in_time",
            f"{WAH}::test_an_address_that_does_not_come",
            f"{WAH}::test_bytes_that_do_not_come",
        ],
    },
    "how it is shown": {
        "fakes over real HTTP that enforce the documented limits": [
            f"{BOT_API}::test_a_methods_parameters_are_the_librarys",
            f"{BOT_API}::test_a_parameters_type_is_the_librarys",
            f"{BOT_API}::test_the_limits_are_the_librarys",
            f"{BOT_API}::test_what_the_documentation_does_not_have_is_refused",
            f"{GRAPH}::test_what_the_specification_refuses_is_refused",
            f"{GRAPH}::test_what_it_says_in_words",
            f"{GRAPH}::test_the_limits_themselves_go",
        ],
        "and inject 429, 5xx, dropped connections, slow answers": [
            f"{TGH}::test_a_send_that_fails",
            f"{TGH}::test_polling_survives",
            f"{WAH}::test_what_was_written_without_an_answer_is_ambiguous",
        ],
        "duplicate, reordered and batched webhooks": [
            f"{WAH}::test_however_it_is_delivered_the_same_comes_in"
        ],
        "the same is stored: singly, doubled, shuffled and in parallel": [
            f"{TGW}::test_however_it_comes_the_same_is_stored",
            f"{WAS}::test_in_every_order_the_same_is_stored",
            "tests/crash/test_shapes.py::test_the_same_is_stored_by_the_command_that_serves",
        ],
        "every outgoing call as the specifications have it": [
            "tests/fakes/test_messengers.py::test_whatever_is_said_both_take_it",
            f"{TG}::test_whatever_is_said_the_server_reads_it",
            f"{WAR}::test_whatever_is_said_the_server_takes_it",
        ],
        "the fault table names tests that exist": [
            "tests/test_readme.py::test_each_fault_names_tests_that_exist"
        ],
    },
}
ROWS = [
    pytest.param(proof, id=f"{point}: {sentence} <- {proof.partition('::')[2]}")
    for point, sentences in SENTENCES.items()
    for sentence, proofs in sentences.items()
    for proof in proofs
]


@pytest.mark.parametrize("proof", ROWS)
def test_what_proves_it_is_there(proof: str) -> None:
    path, _, name = proof.partition("::")
    assert name in named(path)


def test_every_point_has_its_sentences_and_every_sentence_its_proof() -> None:
    assert [point[0] for point in SENTENCES] == [*"1234567", "h"]
    bare = [
        sentence for each in SENTENCES.values() for sentence, proofs in each.items() if not proofs
    ]
    assert bare == []
