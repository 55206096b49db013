"""A refusal as the caller sees it: the reference's shape, and sentences in the caller's language."""

from __future__ import annotations

import json
from typing import Any

import pytest

from farstu.areas.buyer.contract import ADD_LOAN_PROMISE, LoanPromise
from farstu.contract.model import INFO
from farstu.refusals import CONFLICT, FAILED, FORBIDDEN, INVALID, NOT_FOUND, Refused, invalid, not_found, unavailable
from farstu.texts import LANGUAGES, render, say
from farstu.wire.codecs import Codec
from farstu.wire.errors import write_refusal
from farstu.wire.json_codec import write_json, write_json_error
from farstu.wire.json_reading import json_reader

JSON = Codec(("application/json",), json_reader, write_json, write_json_error)
WHOLE = say("error.integer", member="Commission", value="x")
NEEDED = say("error.required", member="Commission")


def written(refused: Refused, language: str = "en") -> dict[str, Any]:
    document: dict[str, Any] = json.loads(write_refusal(refused, JSON, language, "REQ1"))
    return document


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_400_has_the_references_sentence_and_ours_by_key(language: str) -> None:
    refused = invalid(("budget.commission", WHOLE), ("year", say("error.required", member="year")))
    assert (refused.status, list(written(refused, language))) == (400, ["message", "modelState"])
    assert written(refused, language) == {
        "message": "The request is invalid.",
        "modelState": {
            "budget.commission": [render(WHOLE, language)],
            "year": [render(say("error.required", member="year"), language)],
        },
    }


def test_sentences_are_in_the_callers_language_and_the_message_never() -> None:
    swedish, english = (written(invalid(("a", WHOLE)), language) for language in LANGUAGES)
    assert swedish["message"] == english["message"] == INVALID
    assert "heltal" in swedish["modelState"]["a"][0]
    assert "whole number" in english["modelState"]["a"][0]


def test_keys_are_merged_ignoring_case_under_the_first_spelling() -> None:
    refused = invalid(
        ("budget.commission", WHOLE), ("x", WHOLE), ("Budget.Commission", NEEDED), ("BUDGET.COMMISSION", WHOLE)
    )
    whole, needed = render(WHOLE, "en"), render(NEEDED, "en")
    assert written(refused)["modelState"] == {"budget.commission": [whole, needed, whole], "x": [whole]}


def test_a_detail_stands_beside_the_message() -> None:
    assert written(not_found("contactId", "contact", "C9")) == {
        "message": NOT_FOUND,
        "messageDetail": render(say("not_found.contact", parameter="contactId", value="C9"), "en"),
    }


def test_a_detail_and_problems_may_come_together() -> None:
    refused = Refused(409, CONFLICT, say("conflict.idempotency", call="REQ0"), (("Idempotency-Key", NEEDED),))
    assert list(written(refused)) == ["message", "messageDetail", "modelState"]
    assert "REQ0" in written(refused)["messageDetail"]


def test_what_has_nothing_to_say_is_left_out() -> None:
    assert write_refusal(Refused(403, FORBIDDEN), JSON, "sv", "REQ1") == b'{"message":"%s"}' % FORBIDDEN.encode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_500_says_the_request_id_and_nothing_else(language: str) -> None:
    refused = Refused(500, FAILED, say("unavailable.store"), (("budget", WHOLE),))
    assert written(refused, language) == {"message": "An error has occurred.", "messageDetail": "Request-Id: REQ1"}


def test_a_503_says_when_to_come_again() -> None:
    refused = unavailable("unavailable.store", 7)
    assert (refused.status, refused.headers) == (503, (("Retry-After", "7"),))
    assert list(written(refused)) == ["message", "messageDetail"]


def test_errors_are_compact_utf_8_and_keep_their_order() -> None:
    body = write_json_error("m", "å", {"b[0].c": ["1", "2"], "a": ["3"]})
    assert body == '{"message":"m","messageDetail":"å","modelState":{"b[0].c":["1","2"],"a":["3"]}}'.encode()


def test_an_empty_detail_is_no_detail() -> None:
    assert write_json_error("m", "", {}) == write_json_error("m", None, {}) == b'{"message":"m"}'


@pytest.mark.parametrize("key", ["loanPromise.x\ud83c", "loanPromise." + "x" * 61])
def test_a_strange_name_in_a_body_can_be_answered(key: str) -> None:
    name = key.partition(".")[2]
    reading = json_reader(INFO[LoanPromise], ADD_LOAN_PROMISE.body_name)(f"{{{json.dumps(name)}:".encode(), "")
    refused = invalid(*((problem.key, problem.text) for problem in reading.problems))
    (answered,) = written(refused)["modelState"]
    assert answered.startswith("loanPromise.")
    assert len(answered) <= 72
