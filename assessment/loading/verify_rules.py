"""Does what answers lead to hold together: rules, kinds, notices, passages, sources, facts?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from assessment.engine.conditions import parts_of, questions_in
from assessment.engine.content import Content
from assessment.engine.rules import GROUPS, FirstStepRow, Notice, Part, Passage, Rule
from assessment.engine.text import Id
from assessment.loading.problems import Problem, known, unique

NAMED_BY: Mapping[Part, str] = {"kind": "kind", "considered": "kind", "notice": "notice", "call": "purpose"}
"""By the part in which a passage stands: what it names, a kind, a notice or a purpose."""
MAY_NAME: Mapping[Part, str] = {"call": "kind"}
"""What else it may name."""


def parts_that_name(name: str) -> str:
    """The parts whose passages say which kind, notice or purpose."""
    return ", ".join(part for part, named in NAMED_BY.items() if named == name)


def file_of(rule: Rule) -> str:
    """Where a rule stands, or should."""
    return f"rules/{rule.kind or rule.notice}.toml"


def rules(content: Content) -> Iterator[Problem]:
    """Every rule speaks for one thing that exists, on sources that exist."""
    kinds = {kind.id for kind in content.kinds}
    notices = {notice.id for notice in content.notices}
    times = Counter(rule.id for rule in content.rules)
    for rule in content.rules:
        file = file_of(rule)
        if times[rule.id] > 1:
            yield file, rule.id, "this id stands twice"
        yield from speaks_for_one_thing(file, rule)
        yield from known(file, rule.id, "kind", [rule.kind] if rule.kind else [], kinds)
        yield from known(file, rule.id, "notice", [rule.notice] if rule.notice else [], notices)
        yield from known(file, rule.id, "condition", (*rule.when, *rule.unless), content.conditions)
        yield from known(file, rule.id, "source", [evidence.source for evidence in rule.evidence], content.sources)


def speaks_for_one_thing(file: str, rule: Rule) -> Iterator[Problem]:
    """A kind with a fit, or a notice without one; what is dangerous to follow is never a notice."""
    if rule.unless and rule.notice:
        yield file, rule.id, "nothing takes a notice away"
    if (rule.kind is None) == (rule.notice is None):
        yield file, rule.id, "a rule speaks for either a kind or a notice"
    if (rule.kind is None) != (rule.fit is None):
        yield file, rule.id, "a rule for a kind has a fit, a rule for a notice has none"


def spoken_for(content: Content) -> Iterator[Problem]:
    """No kind and no notice is without a rule, no source without a use, and every review lies ahead of its check."""
    yield from unique("kinds.toml", [kind.id for kind in content.kinds])
    yield from unique("notices.toml", [notice.id for notice in content.notices])
    yield from known("kinds.toml", "kind", "kind", [GROUPS], {kind.id for kind in content.kinds})
    spoken = {rule.kind or rule.notice or "" for rule in content.rules}
    for kind in content.kinds:
        yield from known("kinds.toml", kind.id, "rule for", [kind.id], spoken)
    for notice in content.notices:
        yield from known("notices.toml", notice.id, "rule for", [notice.id], spoken)
    cited = {evidence.source for rule in content.rules for evidence in rule.evidence}
    cited |= {source for passage in content.passages for source in passage.sources}
    for source in content.sources.values():
        yield from known("sources.toml", source.id, "rule or passage that cites", [source.id], cited)
        if source.review_by <= source.seen_on:
            yield "sources.toml", source.id, "it must be reviewed after it was checked"


def passages(content: Content) -> Iterator[Problem]:
    """Every passage stands somewhere: beside a kind that exists, or in a part of the result that belongs to none."""
    file = "passages.toml"
    kinds = {kind.id for kind in content.kinds}
    notices = {notice.id for notice in content.notices}
    yield from unique(file, [passage.id for passage in content.passages])
    for passage in content.passages:
        yield from known(file, passage.id, "condition", (*passage.when, *passage.silent_when), content.conditions)
        yield from known(file, passage.id, "kind", [passage.kind] if passage.kind else [], kinds)
        yield from known(file, passage.id, "kind", (*passage.forward, *passage.back), kinds)
        yield from known(file, passage.id, "source", passage.sources, content.sources)
        yield from known(file, passage.id, "notice", [passage.notice] if passage.notice else [], notices)
        for name in ("kind", "notice", "purpose"):
            if MAY_NAME.get(passage.part) == name:
                continue
            if (NAMED_BY.get(passage.part) == name) != (getattr(passage, name) is not None):
                yield file, passage.id, f"some passages say which {name}, and only they do: {parts_that_name(name)}"
    headlines = [passage for passage in content.passages if passage.part == "headline"]
    if not headlines or headlines[-1].silent_when or not holds_for_everybody(headlines[-1].when, content):
        yield file, "headline", "the last headline must hold for everybody"


def holds_for_everybody(when: Iterable[Id], content: Content) -> bool:
    """Whether none of some conditions asks for anything."""
    return not any(name in content.conditions and parts_of(content.conditions[name]) for name in when)


def first_steps(content: Content) -> Iterator[Problem]:
    """Every row has conditions and sources that exist, and the last one holds for everybody."""
    file = "first_steps.toml"
    yield from unique(file, [row.id for row in content.first_steps])
    for row in content.first_steps:
        yield from known(file, row.id, "condition", row.when, content.conditions)
        yield from known(file, row.id, "source", row.sources, content.sources)
    last = content.first_steps[-1]
    if not holds_for_everybody(last.when, content):
        yield file, last.id, "the last row must hold for everybody"


def claims(content: Content) -> Iterator[Problem]:
    """Every claim names answers that exist, and is made by a sentence; every sentence makes claims that exist."""
    file, options_of = "claims.toml", content.questionnaire.options_of
    for claim in content.claims.values():
        for question, options in (named for table in claim.any for named in table.items()):
            yield from known(file, claim.id, f"answer to {question}", options, options_of(question))
    made: set[Id] = set()
    sentences: list[Rule | Passage | FirstStepRow | Notice] = [*content.rules, *content.passages]
    sentences += [*content.first_steps, *content.notices]
    for said in sentences:
        yield from known(file, said.id, "claim", said.claims, content.claims)
        made.update(said.claims)
    yield from known(file, "the file", "sentence that makes the claim", content.claims, made)


def contradictions(content: Content) -> Iterator[Problem]:
    """Every contradiction is between answers to two questions or more, in conditions that exist."""
    file = "contradictions.toml"
    yield from unique(file, [one.id for one in content.contradictions])
    for one in content.contradictions:
        yield from known(file, one.id, "condition", (*one.when, *one.silent_when), content.conditions)
        looked_at = questions_in([name for name in one.when if name in content.conditions], content.conditions)
        if len(looked_at) == 1:
            yield file, one.id, "one answer cannot contradict itself: `when` looks at two questions or more"


def facts(content: Content) -> Iterator[Problem]:
    """Every fact has rules that exist, or a decision why not; and every rule stands for a fact."""
    file = "facts.toml"
    rules = {rule.id for rule in content.rules}
    yield from unique(file, [fact.id for fact in content.facts])
    for fact in content.facts:
        yield from known(file, fact.id, "rule", fact.rules, rules)
        if not fact.rules and fact.decision is None:
            yield file, fact.id, "a fact without rules has a decision why not"
    stand_for = {rule for fact in content.facts for rule in fact.rules}
    yield from known(file, "rules", "fact behind the rule", sorted(rules), stand_for)


def reviews(content: Content) -> Iterator[Problem]:
    """Every row that was signed is there, and nobody signs one twice: the last signature is kept."""
    file = "reviews.toml"
    yield from unique(file, [one.row for one in content.signed])
    yield from known(file, "signed", "row", [one.row for one in content.signed], content.reviews.rows)
