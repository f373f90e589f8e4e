"""The result: on its page, on a page for printing, and in a file to keep. views/questions.py leads here."""

from collections.abc import Iterable

from flask import Response, request
from flask.typing import ResponseReturnValue
from msgspec.structs import replace

from assessment.clinics.clinic import offered, treats
from assessment.engine.assess import assess
from assessment.engine.content import Content
from assessment.engine.countries import Country
from assessment.engine.notices import Shown
from assessment.engine.overdue import overdue_in
from assessment.engine.path import QuestionPath
from assessment.engine.person import concerns_of, country_of, is_about_somebody_else, would_rather_write
from assessment.engine.private_answers import without_private_answers
from assessment.engine.result import RaisedNotice, Result
from assessment.engine.rules import Passage
from assessment.engine.sheet import NOT_ON_PAPER, sheet_of
from assessment.engine.whom_to_call import Calls, calls_for_passages, doors_of_kinds
from assessment.i18n.say import length, say_own
from assessment.web.app_state import state, today, visit
from assessment.web.filled_passages import filled_passages
from assessment.web.first_step_block import first_step_block
from assessment.web.mosaic_picture import Piece, draw_mosaic
from assessment.web.notice_blocks import NoticeBlock, notice_blocks, quiet_blocks
from assessment.web.page_blocks import Surroundings, kind_cards
from assessment.web.pages import AnswerForm, Mode, ResultPage
from assessment.web.printing import read_print_options
from assessment.web.render import render
from assessment.web.saved_copy import NO_CHECKSUM, SavedCopy, with_checksum
from assessment.web.sheet_block import SheetBlock
from assessment.web.urls import address_from_elsewhere


def _(sentence: str) -> str:
    """Marks a sentence for translators. Which language it is said in is known only when it is said."""
    return sentence


ASK_FOR_APPOINTMENT = _("Hello. I'd like to ask for an appointment.")


def result_page(path: QuestionPath, form: AnswerForm, mode: Mode = Mode.PAGE) -> ResultPage:
    """The result for somebody who has answered everything."""
    content = state().content
    result, country = assess(content, path), country_of(content, path.answers)
    first_step = first_step_block(result, path, country)
    notices = notice_blocks(Shown(result.notices, {}), country, on_result=True, door=first_step.door)
    above = (first_step.door, *(one.calls for one in notices if one.calls))
    around = surroundings(result, path, country, mode, above)
    return ResultPage(
        form=form,
        result=result,
        country=country,
        about_somebody_else=is_about_somebody_else(path.answers),
        notices=notices,
        quiet=quiet_blocks(quiet_in(result, mode), country),
        sheet=sheet_on(content, path, result, country),
        pieces=mosaic_of(result),
        first_step=first_step,
        filled=filled_passages(result, path, country),
        kinds=kind_cards(result, around),
        calls=calls_on(mode, calls_for_passages(result, country, (*above, *around.in_cards))),
        answers=tuple(asked for step in path.steps for asked in step.asked if asked.said),
        print_options=read_print_options(request.form),
        home=address_from_elsewhere("start"),
        rules_at=address_from_elsewhere("method"),
        made=today(),
        rules_version=content.rules_version,
        overdue=overdue_in(result, content, country, today()),
        appointment_words=words_for_appointment(path, notices, result, country),
    )


def words_for_appointment(
    path: QuestionPath, notices: tuple[NoticeBlock, ...], result: Result, country: Country
) -> str:
    """Words to ask the clinic around the frame for an appointment with, where it offers them; none in an emergency.

    They are those of the sheet: what only this person may know is not in them.
    """
    clinic = visit().clinic
    if not (clinic and clinic.appointment_words and treats(clinic, path.answers)):
        return ""
    if any(one.tier == "emergency" for one in notices):
        return ""
    sheet = sheet_on(state().content, path, result, country)
    return " ".join((say_own(ASK_FOR_APPOINTMENT), sheet.first_step.words))


def surroundings(
    result: Result, path: QuestionPath, country: Country, mode: Mode, shown_above: Iterable[Calls]
) -> Surroundings:
    """Where the kinds of support are found: in the clinic around the frame, and elsewhere."""
    clinic, answers = visit().clinic, path.answers
    return Surroundings(
        country,
        mode,
        doors=doors_of_kinds(result, country, concerns_of(answers), shown_above, would_rather_write(answers)),
        clinic=clinic,
        offers=offered(clinic, result.suggestions, answers) if clinic else {},
    )


def calls_on(mode: Mode, calls: tuple[tuple[Passage, Calls], ...]) -> tuple[tuple[Passage, Calls], ...]:
    """The numbers to call; in a file, or on paper, that anybody may find, without those that tell of a danger."""
    return tuple(one for one in calls if mode is Mode.PAGE or one[0].purpose not in NOT_ON_PAPER)


def quiet_in(result: Result, mode: Mode) -> tuple[RaisedNotice, ...]:
    """The quiet lines. In a file, or on paper, that anybody may find, a danger at home has none, whoever asks."""
    return tuple(one for one in result.quiet if mode is Mode.PAGE or not one.notice.discreet)


def sheet_on(content: Content, path: QuestionPath, result: Result, country: Country) -> SheetBlock:
    """The sheet, as it may lie on a table."""
    on_paper = without_private_answers(content, path)
    told = result if on_paper is path else assess(content, on_paper)
    return SheetBlock(
        sheet=sheet_of(told, on_paper, country, length()),
        first_step=first_step_block(told, on_paper, country),
        country=country,
        about_somebody_else=is_about_somebody_else(path.answers),
    )


def mosaic_of(result: Result) -> tuple[Piece, ...]:
    """The picture of all kinds of support, each in its place."""
    return draw_mosaic(result.suggestions, tuple(kind.id for kind in state().content.kinds))


def sheet_page(path: QuestionPath, form: AnswerForm) -> str:
    """The result on a page of its own, as it goes onto paper: for where a page cannot print by itself."""
    on_paper = without_private_answers(state().content, path)
    return render(result_page(on_paper, form, Mode.SHEET), Mode.SHEET)


def saved_copy(path: QuestionPath, form: AnswerForm) -> ResponseReturnValue:
    """The result and the answers as one file. Nothing of it stays here."""
    version = state().content.rules_version
    path = without_private_answers(state().content, path)
    data = SavedCopy(format="1", made=today(), rules_version=version, answers=dict(path.answers))
    page = replace(result_page(path, form, Mode.SAVED_COPY), copy_data=data.as_text(), checksum=NO_CHECKSUM)
    file = Response(with_checksum(render(page, Mode.SAVED_COPY)), mimetype="text/html")
    file.headers["Content-Disposition"] = f'attachment; filename="notes-{today().isoformat()}.html"'
    return file
