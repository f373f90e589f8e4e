"""The result: on its page, on a page for printing, and in a file to keep. views/questions.py leads here."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from assessment.engine.assess import assess
from assessment.engine.content import Content
from assessment.engine.countries import Country
from assessment.engine.notices import Shown
from assessment.engine.overdue import overdue_in
from assessment.engine.path import QuestionPath
from assessment.engine.person import country_of, is_about_somebody_else
from assessment.engine.private_answers import without_private_answers
from assessment.engine.result import RaisedNotice, Result
from assessment.engine.sheet import Sheet, sheet_of
from assessment.engine.whom_to_call import calls_for_passages
from assessment.i18n.say import length
from assessment.web.app_state import state, today, visit
from assessment.web.filled_passages import filled_passages
from assessment.web.first_step_block import first_step_block
from assessment.web.mosaic_picture import Piece, draw_mosaic
from assessment.web.notice_blocks import notice_blocks, quiet_blocks
from assessment.web.page_blocks import kind_cards
from assessment.web.pages import AnswerForm, Mode, ResultPage
from assessment.web.printing import read_print_options
from assessment.web.render import render
from assessment.web.saved_copy import NO_CHECKSUM, SavedCopy, with_checksum
from assessment.web.urls import address_from_elsewhere


def result_page(
    path: QuestionPath, form: AnswerForm, mode: Mode = Mode.PAGE, copy_data: str = "", checksum: str = ""
) -> ResultPage:
    """The result for somebody who has answered everything. `copy_data`, `checksum`: in a saved copy."""
    content = state().content
    result, country = assess(content, path), country_of(content, path.answers)
    first_step = first_step_block(result, path, country)
    notices = notice_blocks(Shown(result.notices, {}), country, on_result=True, door=first_step.door)
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
        kinds=kind_cards(content, result, path, visit().clinic, mode),
        calls=calls_for_passages(result, country, (first_step.door, *(one.calls for one in notices if one.calls))),
        answers=tuple(asked for step in path.steps for asked in step.asked if asked.said),
        print_options=read_print_options(request.form),
        home=address_from_elsewhere("start"),
        made=today(),
        rules_version=content.rules_version,
        overdue=overdue_in(result, content, country, today()),
        copy_data=copy_data,
        checksum=checksum,
    )


def quiet_in(result: Result, mode: Mode) -> tuple[RaisedNotice, ...]:
    """The quiet lines. In a file, or on paper, that anybody may find, a danger at home has none, whoever asks."""
    return tuple(one for one in result.quiet if mode is Mode.PAGE or not one.notice.discreet)


def sheet_on(content: Content, path: QuestionPath, result: Result, country: Country) -> Sheet:
    """The sheet, as it may lie on a table."""
    on_paper = without_private_answers(content, path)
    return sheet_of(result if on_paper is path else assess(content, on_paper), on_paper, country, length())


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
    page = result_page(path, form, Mode.SAVED_COPY, data.as_text(), NO_CHECKSUM)
    file = Response(with_checksum(render(page, Mode.SAVED_COPY)), mimetype="text/html")
    file.headers["Content-Disposition"] = f'attachment; filename="notes-{today().isoformat()}.html"'
    return file
