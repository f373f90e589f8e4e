"""How far a translation may be relied on: a mark counts for the words it was made for, and for no others."""

from datetime import date

import pytest
from babel import Locale
from babel.messages.catalog import Message
from hypothesis import given
from hypothesis import strategies as some

from app import create_app
from assessment.i18n.catalogues import CatalogueRefused, catalogue_path, read_catalogue
from assessment.i18n.commands import new_catalogue, write
from assessment.i18n.extract import REVIEW_FIRST
from assessment.i18n.offered_languages import refuse_before
from assessment.i18n.states import Standing, State, fingerprint, mark, standing_of, state_of
from assessment.web.settings import SettingError, Settings, read_settings
from tests.support.invented_languages import BRACKETS, invent
from tests.support.sealing_key import KEY

DAY = date(2026, 12, 1)
SPANISH = Locale.parse("es")
SAID = some.text(some.characters(exclude_characters="\0", codec="utf-8"), min_size=1)


def sentence(*states, safety=False, english="Call now", said="Llama ahora"):
    """A translated sentence, with a mark for each state."""
    made = Message(english, said, auto_comments=[REVIEW_FIRST] if safety else ())
    made.user_comments = [mark(made, one, "Ada Made-Up", DAY) for one in states]
    return made


def catalogue(*states, safety=()):
    """A catalogue with a sentence in each of these states, and one about safety in each of those."""
    made = new_catalogue(SPANISH)
    for number, state in enumerate((*states, *safety)):
        one = sentence(state, safety=number >= len(states), english=f"Sentence {number}")
        made.add(one.id, one.string, auto_comments=one.auto_comments, user_comments=one.user_comments)
    return made


class TestMarks:
    @pytest.mark.parametrize("state", [State.READ, State.REVIEWED])
    def test_a_mark_says_the_state_the_day_and_who(self, state):
        made = sentence()
        written = mark(made, state, "Ada Made-Up", DAY)
        assert written == f"{state}: 2026-12-01 {fingerprint(made)} Ada Made-Up"
        made.user_comments.append(written)
        assert state_of(made) is state

    def test_without_a_mark_it_is_a_draft(self):
        assert state_of(sentence()) is State.DRAFTED

    @pytest.mark.parametrize("states", [(State.READ, State.REVIEWED), (State.REVIEWED, State.READ)])
    def test_of_several_the_furthest_counts(self, states):
        assert state_of(sentence(*states)) is State.REVIEWED

    @pytest.mark.parametrize("change", [{"said": "Llama hoy"}, {"english": "Call today"}])
    def test_it_counts_for_nothing_once_either_side_has_changed(self, change):
        changed = sentence(**change)
        changed.user_comments = sentence(State.REVIEWED).user_comments
        assert state_of(changed) is State.DRAFTED

    @pytest.mark.parametrize(
        "comment", ["keep: Call now", "reviewed by somebody", "approved: 2026-12-01 {} Ada", "read: 2026-12-01 {} "]
    )
    def test_other_comments_are_no_marks(self, comment):
        made = sentence()
        made.user_comments = [comment.format(fingerprint(made))]
        assert state_of(made) is State.DRAFTED

    def test_each_form_for_a_number_belongs_to_what_was_read(self):
        made = Message(("%(n)s day", "%(n)s days"), ("%(n)s día", "%(n)s días"))
        other = Message(("%(n)s day", "%(n)s days"), ("%(n)s día", "%(n)s dias"))
        assert fingerprint(made) != fingerprint(other)

    @given(SAID, SAID, SAID)
    def test_what_goes_from_one_side_to_the_other_is_another_sentence(self, first, second, third):
        one, other = Message((first, second), (third,)), Message((first,), (second, third))
        assert fingerprint(one) != fingerprint(other)

    def test_it_stays_in_the_file(self, tmp_path):
        path = tmp_path / "messages.po"
        write(catalogue(State.READ, safety=[State.REVIEWED]), path)
        assert [state_of(one) for one in read_catalogue(path, SPANISH) if one.id] == [State.READ, State.REVIEWED]


class TestStanding:
    def test_what_is_about_safety_is_counted_by_itself_too(self):
        found = standing_of(catalogue(State.DRAFTED, State.READ, safety=[State.REVIEWED]))
        assert found.of_all == {State.DRAFTED: 1, State.READ: 1, State.REVIEWED: 1}
        assert found.about_safety == {State.DRAFTED: 0, State.READ: 0, State.REVIEWED: 1}

    def test_what_a_clinician_has_reviewed_counts_as_read(self):
        found = standing_of(catalogue(State.DRAFTED, State.READ, safety=[State.DRAFTED, State.READ, State.REVIEWED]))
        assert (found.sentences, found.read, found.reviewed) == (5, 3, 1)
        assert (found.safety, found.safety_read, found.safety_reviewed) == (3, 2, 1)

    @pytest.mark.parametrize(
        ("states", "safety", "reached"),
        [
            ([State.DRAFTED], [State.DRAFTED], State.DRAFTED),
            ([State.DRAFTED], [State.REVIEWED], State.DRAFTED),
            ([State.READ], [State.DRAFTED], State.DRAFTED),
            ([State.READ], [State.READ], State.READ),
            ([State.REVIEWED], [State.READ, State.REVIEWED], State.READ),
            ([State.READ], [State.REVIEWED], State.REVIEWED),
            ([State.REVIEWED], [State.REVIEWED], State.REVIEWED),
        ],
    )
    def test_a_clinician_is_wanted_for_safety_and_a_reader_for_the_rest(self, states, safety, reached):
        found = standing_of(catalogue(*states, safety=safety))
        assert [one for one in State if found.reaches(one)] == [one for one in State if one.level <= reached.level]

    def test_of_safety_the_least_far_sentence_speaks(self):
        assert standing_of(catalogue(safety=[State.REVIEWED, State.READ])).of_safety is State.READ
        assert standing_of(catalogue(State.DRAFTED, safety=[State.REVIEWED])).of_safety is State.REVIEWED

    def test_where_nothing_is_known_it_is_a_draft(self):
        assert Standing({}, {}).of_safety is State.DRAFTED


class TestAtLeast:
    def test_a_language_that_has_reached_it_is_taken(self, tmp_path):
        refuse_before(State.REVIEWED, catalogue(State.READ, safety=[State.REVIEWED]), tmp_path)

    def test_one_that_has_not_is_refused_with_the_file_the_state_and_the_counts(self, tmp_path):
        said = r"messages\.po: it has not reached 'reviewed'; of the .* safety: 1 drafted, 2 read, 0 reviewed"
        with pytest.raises(CatalogueRefused, match=said):
            refuse_before(
                State.REVIEWED,
                catalogue(safety=[State.DRAFTED, State.READ, State.READ]),
                catalogue_path(SPANISH, tmp_path),
            )

    def test_the_start_is_refused(self, tmp_path, content):
        invent(tmp_path, BRACKETS)
        wanted = {"keys": (KEY,), "languages": ("en", BRACKETS), "translations": tmp_path}
        with pytest.raises(SettingError, match=r"MOSAIC_LANGUAGES: .*eo.*messages\.po: it has not reached 'read'"):
            create_app(Settings(**wanted, languages_at_least=State.READ), content)

    @pytest.mark.parametrize(
        ("text", "state"),
        [("", State.DRAFTED), ("drafted", State.DRAFTED), ("read", State.READ), ("reviewed", State.REVIEWED)],
    )
    def test_the_setting_names_a_state(self, text, state):
        assert read_settings({"MOSAIC_LANGUAGES_AT_LEAST": text}).languages_at_least is state

    def test_without_the_setting_a_draft_will_do(self):
        assert read_settings({}).languages_at_least is State.DRAFTED

    @pytest.mark.parametrize("text", ["Reviewed", "perfect", "read,reviewed"])
    def test_any_other_word_is_refused_with_those_that_there_are(self, text):
        with pytest.raises(SettingError, match="MOSAIC_LANGUAGES_AT_LEAST: must be drafted, read, reviewed"):
            read_settings({"MOSAIC_LANGUAGES_AT_LEAST": text})
