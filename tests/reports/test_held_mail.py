"""Mail about held figures as its readers see it."""

from __future__ import annotations

from reports.fault_mail import fault_page, fault_text
from reports.held_mail import LISTED, Alert, DecidedFigure, decided_page, decided_text
from tests.reports.held import held
from transforms.observation import Decided

DESK = "http://127.0.0.1:4200/v2/runs/flow-run/1"


def test_the_policy_team_is_told_what_looks_odd_with_its_past_drawn_and_where_to_decide() -> None:
    alert = Alert([(held(), DESK)], "Sevenoaks District Council")

    text, page = alert.as_text(), alert.as_page()
    assert alert.subject == "To decide: LPI HB 3, December 2009, is 107.03%"
    assert "137 is more than the 128 it is counted out of." in text
    assert "  December 2009               107.03%  ############################## held" in text
    assert "  October 2009                 97.50%  ###########################" in text
    assert f"Decide: {DESK}" in text
    assert f'href="{DESK}"' in page
    assert "width: 100%" in page
    assert "Ann Bell provides it and may not decide" in page


def test_many_figures_are_one_mail_and_beyond_those_told_the_rest_is_counted() -> None:
    alert = Alert([(held(), DESK)] * (LISTED + 5), "C")

    assert alert.subject == "To decide: 25 figures look odd"
    assert alert.as_text().count("Decide: ") == LISTED
    assert "5 more wait on the desk." in alert.as_text()
    assert "5 more wait on the desk." in alert.as_page()


def test_a_sender_is_told_which_figure_came_back_who_sent_it_and_why() -> None:
    back = DecidedFigure(held(), Decided.RETURNED, "Lee Banks", "Nine came twice.")

    text, page = decided_text(back, "C"), decided_page(back, "C")
    assert back.subject == "Sent back: LPI HB 3, December 2009, in Benefits return.xlsx"
    for said in (text, page):
        assert "Lee Banks says: Nine came twice." in said
        assert "107.03%" in said
        assert "drop that into your folder again" in said


def test_a_sender_is_told_that_a_figure_counts_and_that_nothing_is_to_be_done() -> None:
    released = DecidedFigure(held(), Decided.RELEASED, "Lee Banks", "Confirmed by telephone.")

    text, page = decided_text(released, "C"), decided_page(released, "C")
    assert released.subject == "Released: LPI HB 3, December 2009, in Benefits return.xlsx"
    for said in (text, page):
        assert "Lee Banks says: Confirmed by telephone." in said
        assert "There is nothing to do." in said


def test_what_others_wrote_is_text_on_the_pages() -> None:
    hostile = held(file="<script>", commentary="<script>", reason="<script>", name="<script>", sheet="<script>")

    pages = Alert([(hostile, DESK)], "<script>").as_page() + decided_page(
        DecidedFigure(hostile, Decided.RETURNED, "<script>", "<script>"), "C"
    )
    assert "<script>" not in pages + fault_page("<script>", DESK, "<script>", "C")


def test_a_fault_is_told_with_its_run_and_the_log() -> None:
    for said in (
        fault_text("Taking in failed.", DESK, "/srv/mortar.log", "C"),
        fault_page("Taking in failed.", DESK, "/srv/mortar.log", "C"),
    ):
        assert all(words in said for words in ("Taking in failed.", DESK, "/srv/mortar.log"))
