"""Content is read strictly: what does not hold together stops the start, with file, id and cause."""

import re
import shutil
import tomllib
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pytest

from assessment.engine.countries import NATIONAL, PURPOSES
from assessment.engine.text import Text
from assessment.engine.whom_to_call import first_of
from assessment.loading.content_files import CONTENT, all_texts, load
from assessment.loading.problems import ContentError
from assessment.loading.verify import problems

BROKEN = [
    ("questionnaire.toml", 'id = "hours"', 'id = "spent"', "spent", "twice"),
    ("questionnaire.toml", '{ id = "in"', '{ id = "ca"', "country.ca", "twice"),
    ("questionnaire.toml", 'ask_when = ["drinks"]', 'ask_when = ["drnks"]', "alcohol_days", "no condition 'drnks'"),
    ("questionnaire.toml", 'ask_when = ["drinks"]', 'ask_when = ["drinks_8_units_or_more"]', "alcohol_days", "earlier question"),
    ("questionnaire.toml", 'offer_when = ["uses_opioids"]', 'offer_when = ["opiods"]', "risks", "no condition 'opiods'"),
    ("questionnaire.toml", 'offer_when = ["uses_opioids"]', 'offer_when = ["feels_low_or_worried"]', "risks", "earlier question (in offer_when)"),
    ("questionnaire.toml", '{ id = "once", label = "Once" }', '{ id = "once", label = "Once" }, { id = "skipped", label = "Skipped" }', "attempts.skipped", "kept for what is skipped"),
    ("questionnaire.toml", 'missing = "Choose an age"', 'missing = "Choose an age"\noptional = true', "age_band", "so all must answer it"),
    ("questionnaire.toml", 'ask_when = ["has_several_concerns"]', 'skip_when = ["has_no_concerns"]', "main_concern", "no condition 'has_no_concerns'"),
    ("questionnaire.toml", 'missing = "Choose an age"', 'missing = "Choose an age"\nask_when = ["may_die_by_suicide_today"]', "age_band", "so all must answer it"),
    ("questionnaire.toml", 'skip_when = ["stopped_longer_ago"]', 'skip_when = ["is_unsafe_at_home"]', "alcohol_days", "no earlier question (in skip_when) 'home_safety'"),
    ("conditions.toml", 'match = { age_band = ["under_18"] }', 'match = { age_band = ["skipped"] }', "", "no option of 'age_band' 'skipped'"),
    ("bits.toml", '    "who_for.self",\n', "", "who_for.self", "`make bits`"),
    ("bits.toml", '    "who_for",\n', '    "who_for",\n    "who_for",\n', "who_for", "twice"),
    ("bits.toml", '"who_for.self"', '"Who.self"', "names", "regex"),
    ("passages.toml", 'id = "headline_wants_less"', 'id = "headline_money"', "headline_money", "twice"),
    ("passages.toml", 'when = ["is_cutting_down"]', 'when = ["cuts"]', "headline_wants_less", "no condition 'cuts'"),
    ("passages.toml", 'id = "headline_for_anybody"', 'id = "other"\nsilent_when = ["is_cutting_down"]', "headline", "hold for everybody"),
    ("claims.toml", 'country = ["us"]', 'country = ["xx"]', "asks_from_us", "no answer to country 'xx'"),
    ("claims.toml", 'id = "asks_from_gb"', 'id = "asks_from_there"', "number_gb", "no claim 'asks_from_gb'"),
    ("passages.toml", 'part = "kind"\nkind = "medication"', 'part = "kind"', "medication_goes_on", "say which"),
    ("passages.toml", 'part = "kind"\nkind = "medication"', 'part = "kind"\nkind = "pills"', "medication_goes_on", "no kind 'pills'"),
    ("questionnaire.toml", 'options_from = "concerns"', 'options_from = "goal"', "main_concern", "earlier question"),
    ("questionnaire.toml", 'option = "opioids" }', 'option = "pills" }', "opioid_kind", "no option of 'concerns' 'pills'"),
    ("questionnaire.toml", "grave = 2", "grave = 3", "step[", "<= 2"),
    ("questionnaire.toml", "units = { below = 4 }", 'units = { below = 4 }, label = "x"', "under_4", "either a label or units"),
    ("questionnaire.toml", 'label = "Me" }', 'label = "Me", exclusive = true }', "who_for.self", "checkboxes"),
    ("questionnaire.toml", 'answer = "select"', 'answer = "slider"', "step[1].question[2].answer", "slider"),
    ("questionnaire.toml", 'label = "Me" }', 'lable = "Me" }', "step[1].question[0]", "lable"),
    ("questionnaire.toml", 'label = "Me" }', 'label = "" }', "step[1].question[0]", "a sentence"),
    ("questionnaire.toml", 'label = "Me" }', 'label = { you = "Me" } }', "step[1].question[0]", "`they`"),
    ("questionnaire.toml", 'ends_early_when = "is_under_18"', 'ends_early_when = "x"', "ends_early_when", "no condition 'x'"),
    ("conditions.toml", 'age_band = ["65_plus"]', 'age_band = ["66_plus"]', "is_65_or_over", "option of 'age_band' '66_plus'"),
    ("conditions.toml", 'match = { who_for = ["other"] }', 'match = { whom = ["other"] }', "asks_for_somebody_else", "no question 'whom'"),
    ("conditions.toml", 'all = ["drinks", "uses_sedatives"]', 'all = ["drinks", "is_unsafe_at_home"]', "uses_alcohol_and_sedatives", "earlier condition"),
    ("conditions.toml", 'id = "is_65_or_over"', 'id = "spare"\ntext = "x"\n\n[[condition]]\nid = "is_65_or_over"', "spare", "nothing uses it"),
    ("rules/emergency_number.toml", 'id = "confusion_now"', 'id = "seizure_now"', "seizure_now", "twice"),
    ("rules/overdose_risk.toml", 'notice = "overdose_risk"', 'kind = "counselling"', "opioids_overdose", "for rules about 'overdose_risk'"),
    ("rules/overdose_risk.toml", 'notice = "overdose_risk"', 'notice = "overdose"', "opioids_overdose", "for rules about 'overdose_risk'"),
    ("rules/counselling.toml", 'kind = "counselling"', 'kind = "councelling"', "counselling", "for rules about 'counselling'"),
    ("rules/supervised_withdrawal.toml", 'fit = "strong"', 'fit = "very"', "fit", "very"),
    ("rules/home_safety.toml", 'source = "nice_ph50"', 'source = "nice"', "unsafe_home_notice", "no source 'nice'"),
    ("rules/emergency_number.toml", 'when = ["has_a_seizure_now"]', 'when = ["seizes"]', "seizure_now", "no condition 'seizes'"),
    ("sources.toml", "review_by = 2027-05-21", "review_by = 2026-01-01", "nice_cg100", "reviewed after"),
    ("facts.toml", '"regular_drinking_check"', '"regular_drnking"', "a1", "no rule 'regular_drnking'"),
    ("facts.toml", 'id = "a2"', 'id = "a1"', "a1", "twice"),
    ("facts.toml", 'rules = []\ndecision', 'rules = []\n# decision', "d3", "a decision why not"),
    ("kinds.toml", 'id = "medication"', 'id = "medicine"', "medicine", "no rule for"),
    ("notices.toml", 'id = "home_safety"', 'id = "home"', "home", "no rule for"),
    ("countries.toml", 'dial = "tel:911"', "", "us.emergency", "go together"),
    ("countries.toml", 'number = "911"\ndial = "tel:911"', 'url = "https://example.org"', "us", "no number for an emergency"),
    ("countries.toml", 'hours = "As each line says"\nrun_by = "ThroughLine"\nconfirmed = "secondary"', 'hours = "As each line says"\nconfirmed = "unconfirmed"', "other", "never stands alone: 'crisis'"),
    ("countries.toml", 'hours = "Monday to Friday, 9:00 to 20:00; weekends, 11:00 to 16:00"', 'no_hours = "not seen"', "gb.drinkline", "without hours it cannot stand first: 'addiction'"),
    ("countries.toml", 'hours = "Monday to Friday, 9:00 to 20:00; weekends, 11:00 to 16:00"\n', '', "gb.drinkline", "the reason why not"),
    ("countries.toml", 'id = "ca_ab"', 'id = "al_ab"', "al_ab", "begins with 'ca_'"),
    ("countries.toml", 'id = "gb_eng"', 'id = "gb_engl"', "country", "no country 'gb_eng'"),
    ("countries.toml", 'regions = ["gb_eng"]', 'regions = ["gb_nowhere"]', "gb.nhs_111_mental_health", "no region 'gb_nowhere'"),
    ("countries.toml", 'regions = ["gb_eng"]', 'regions = []', "contact[3].regions", "length"),
    ("countries.toml", 'then = "press 2"', 'then = "press 2"\nurl = "http://example.org"', "url", "regex"),
    ("countries.toml", 'text = { number = "85258", dial = "sms:85258", words = "SHOUT" }', 'text = { number = "85258", dial = "sms:85258", words = "SHOUT" }\nthen = "wait"', "gb.shout", "when a number is answered"),
    ("countries.toml", 'dial = "tel:911"', 'dial = "https://example.org"', "country[0]", "dial"),
    ("kinds.toml", 'id = "medication"', 'id = "counselling"', "counselling", "twice"),
    ("notices.toml", 'id = "home_safety"', 'id = "crisis_line"', "crisis_line", "twice"),
    ("sources.toml", 'id = "nice_cg115_summary"', 'id = "nice_cg100"', "nice_cg100", "twice"),
    ("sources.toml", '[[source]]', '[[source]]\nid = "spare"\nreference = "x"\nconfirmed = "primary"\nseen_on = 2026-11-22\nreview_by = 2027-05-21\n\n[[source]]', "spare", "no rule or passage that cites 'spare'"),
    ("sources.toml", "review_by = 2027-05-21", "review_by = 2026-11-22", "nice_cg100", "reviewed after"),
    ("spelling.toml", 'id = "en_US"', 'id = "en_XX"', "spelling", "no country 'xx'"),
    ("spelling.toml", 'id = "en_US"', 'id = "American"', "spelling[0].id", "regex"),
    ("spelling.toml", 'centre = "center"', 'centre = 5', "spelling[0].words", "str"),
    ("countries.toml", 'id = "samaritans"', 'id = "emergency"', "gb.emergency", "twice"),
    ("countries.toml", 'number = "14446"\ndial = "tel:14446"\n', "", "in.nasha_mukti", "neither a number nor a page"),
    ("countries.toml", 'id = "us"\n', 'id = "gb"\n', "gb", "twice"),
    ("questionnaire.toml", 'id = "concerns"\ntitle', 'id = "check"\ntitle', "check", "kept for a place beside the steps"),
    ("questionnaire.toml", 'id = "risks"\ntitle', 'id = "amount"\ntitle', "amount", "twice"),
    ("questionnaire.toml", 'ends_early_when = "is_under_18"', 'ends_early_when = "has_no_home"', "ends_early_when", "one step of the core alone"),
    (
        "questionnaire.toml",
        '    { id = "gaming", label = "Gaming" },',
        '    { id = "gaming", label = "Gaming" },\n    { id = "dancing", label = "Dancing" },',
        "main_concern",
        "no option 'dancing'",
    ),
    ("questionnaire.toml", '{ id = "unsure", label = "None, or not sure", exclusive = true }', '{ id = "unsure", units = { below = 4 }, exclusive = true }', "concerns.unsure", "with a label"),
    ("questionnaire.toml", ', label = "Me"', "", "who_for.self", "either a label or units"),
    ("conditions.toml", 'at_least = { question = "concerns", count = 2 }', 'at_least = { question = "worries", count = 2 }', "has_several_concerns", "no question 'worries'"),
    ("conditions.toml", 'any = ["uses_alcohol_and_sedatives", "uses_opioids_and_sedatives"]', 'any = ["mixes_sedatives"]', "mixes_sedatives", "no earlier condition 'mixes_sedatives'"),
    ("rules/supervised_withdrawal.toml", 'fit = "strong"', "", "heavy_daily_drinking", "a rule for a kind has a fit"),
    ("rules/supervised_withdrawal.toml", 'kind = "supervised_withdrawal"', 'kind = "supervised_withdrawal"\nnotice = "crisis_line"', "heavy_daily_drinking", "either a kind or a notice"),
    ("rules/family_support.toml", 'unless = ["home_may_not_be_safe"]', 'unless = ["home_is_bad"]', "somebody_joins_in", "no condition 'home_is_bad'"),
    ("rules/emergency_number.toml", 'reason = "A seizure', 'reason = 5 # "A seizure', "rule[0].reason", "expected a sentence"),
    ("first_steps.toml", 'id = "crisis_line"', 'id = "suicide_plan"', "suicide_plan", "twice"),
    ("first_steps.toml", 'when = ["keeps_nothing_down_now"]', 'when = ["vomits"]', "nothing_stays_down", "no condition 'vomits'"),
    ("first_steps.toml", 'when = ["keeps_nothing_down_now"]', 'when = []', "row[", "length"),
    ("first_steps.toml", 'when = ["always"]', 'when = ["is_not_sure"]', "first_talk", "must hold for everybody"),
    ("first_steps.toml", 'id = "first_talk"', 'id = "first_talk"\ntext = "Talk"', "row[", "text"),
    ("passages.toml", 'part = "notice"\nnotice = "do_not_stop_suddenly"', 'part = "notice"\nnotice = "stop"', "seizures_can_come", "no notice 'stop'"),
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def each_text_is_parsed_once():
    """All files but the broken one are the same each time, and reading them took most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tomllib, "loads", lru_cache(tomllib.loads))
        yield


def broken(folder: Path, file: str, old: str, new: str) -> Path:
    """The real content with one thing wrong."""
    copy = folder / "content"
    shutil.copytree(CONTENT, copy)
    text = (copy / file).read_text("utf-8")
    assert old in text
    # In sources.toml and rules/ only the first of several: the others stay as they are.
    (copy / file).write_text(text.replace(old, new, 1), "utf-8")
    return copy


@pytest.mark.parametrize(("file", "old", "new", "where", "cause"), BROKEN)
def test_bad_content_is_refused_with_file_id_and_cause(tmp_path, file, old, new, where, cause):
    folder = broken(tmp_path, file, old, new)
    with pytest.raises(ContentError) as refused:
        load(folder)
    message = str(refused.value)
    assert re.match(r"[a-z_/]+\.toml: ", message)
    assert message.startswith(file)
    assert where in message
    assert cause in message


def test_the_real_content_holds_together(content):
    assert list(problems(content)) == []


def test_a_country_that_can_be_chosen_must_have_numbers(tmp_path):
    with pytest.raises(ContentError, match=r"^countries\.toml: country: there is no country 'xx'$"):
        load(broken(tmp_path, "questionnaire.toml", '{ id = "ie"', '{ id = "xx", label = "X" },\n{ id = "ie"'))


def test_rules_about_nothing_are_refused(tmp_path):
    folder = broken(tmp_path, "kinds.toml", "Free or cheap.", "Free")
    (folder / "rules/magic.toml").write_text("rule = []")
    with pytest.raises(ContentError, match=r"^rules/magic\.toml: the file: no kind and no notice has this name$"):
        load(folder)


def test_rules_that_are_not_there_are_refused(tmp_path):
    folder = broken(tmp_path, "kinds.toml", "Free or cheap.", "Free")
    (folder / "rules/.medication.toml~").write_text("an editor's own")
    shutil.rmtree(folder / "rules")
    with pytest.raises(ContentError, match=r"^notices\.toml: emergency_number: there is no rule for"):
        load(folder)


def test_brackets_without_end_are_refused(tmp_path):
    folder = broken(tmp_path, "kinds.toml", "Free or cheap.", "Free")
    (folder / "kinds.toml").write_text("kind = " + "[" * 20_000)
    with pytest.raises(ContentError, match=r"^kinds\.toml: the file: brackets"):
        load(folder)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    folder = broken(tmp_path, "kinds.toml", "Free or cheap.", "Free")
    (folder / "kinds.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ContentError, match=r"^kinds\.toml: the file: "):
        load(folder)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ContentError, match=r"questionnaire\.toml"):
        load(tmp_path)


def test_any_changed_byte_is_another_version(tmp_path, content):
    changed = load(broken(tmp_path, "kinds.toml", "Free or cheap.", "Free or cheap!"))
    assert changed.version != content.version
    assert changed.rules_version != content.rules_version


def test_contacts_belong_to_the_content_but_not_to_the_rules(tmp_path, content):
    changed = load(broken(tmp_path, "countries.toml", 'name = "Canada"', 'name = "Kanada"'))
    assert changed.version != content.version
    assert changed.rules_version == content.rules_version


def test_all_words_are_found_however_deep(content):
    found = {words.you for words in all_texts(content)}
    assert {"Me", "Alcohol", "Counselling or therapy", "Fewer than {high} drinks"} <= found


def test_words_are_frozen_and_equal_by_what_they_say():
    words = Text("You drink", "They drink")
    assert words == Text("You drink", "They drink") != Text("You drink")
    assert len({words, Text("You drink", "They drink")}) == 1
    with pytest.raises(AttributeError):
        words.you = "Something else"


class TestPromisesThatTheContentKeeps:
    def test_the_kinds_are_the_thirteen(self, content):
        assert len(content.kinds) == 13
        assert content.kinds[-1].id == "self_help_groups"

    def test_the_police_line_with_the_similar_name_is_not_listed(self, content):
        numbers = {contact.number for country in content.countries.values() for contact in country.contact}
        assert not {number for number in numbers if number and number.replace(" ", "") in {"1933", "1800110031"}}

    def test_each_contact_says_whom_it_serves_when_and_where_that_was_seen(self, content):
        for country in content.countries.values():
            parts = {NATIONAL, *(region.id for region in country.region)}
            for one in country.contact:
                assert one.purpose in PURPOSES, one.id
                assert one.regions, one.id
                assert {*one.regions} <= parts, one.id
                assert (one.hours is None) != (one.no_hours is None), one.id
                assert one.seen_at, one.id
                assert one.seen_on <= datetime.now(UTC).date(), one.id

    def test_nothing_is_said_to_answer_day_and_night_that_does_not(self, content):
        new_zealand = {one.id: one for one in content.countries["nz"].contact}
        assert new_zealand["lifeline"].hours == Text("Every day, 7:00 to midnight")
        assert new_zealand["lifeline"] not in first_of(
            content.countries["nz"].contacts("crisis"), content.countries["nz"]
        )

    def test_no_hours_are_said_not_to_be_confirmed(self, content):
        said = {one.hours.you for country in content.countries.values() for one in country.contact if one.hours}
        assert not [hours for hours in said if "confirmed" in hours]

    def test_what_ended_is_gone(self, content):
        text = " ".join(
            one.name.you + (one.url or "") for country in content.countries.values() for one in country.contact
        )
        for ended in ("It's Not OK", "KIRAN", "gambleaware", "path2help.org.au"):
            assert ended not in text

    def test_no_number_stands_unconfirmed_without_the_directory(self, content):
        for country in content.countries.values():
            assert country.contacts("directory"), country.id

    def test_a_weaker_source_never_carries_a_strong_fit_alone(self, content):
        for rule in content.rules:
            firm = any(
                not support.informed_by and content.sources[support.source].confirmed.value != "unconfirmed"
                for support in rule.evidence
            )
            assert firm or rule.fit is None or rule.fit.value != "strong", rule.id

    def test_no_doses_scores_or_words_to_avoid(self, content):
        avoid = re.compile(
            r"\b(\d+ ?mg|addicts?|junkie|abuser?s?|alcoholics?|clean|dirty|denial|non-compliant|rock bottom|commit suicide|"
            r"suffers? from|victim|relapse[ds]?|lapse|score of \d+ means|severe|you need|all is well|good news)\b",
            re.IGNORECASE,
        )
        shown = [content.questionnaire, content.notices, content.kinds, content.passages, content.contradictions]
        shown.append(tuple(rule.reason for rule in content.rules))
        for words in all_texts(tuple(shown)):
            for text in (words.you, words.they):
                assert not avoid.search(text), text
