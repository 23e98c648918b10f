"""Plays the steps of one story through the executor; ``Player.play`` is called with the clock set to the day.

A step that the product has taken by itself meanwhile (acceptance by silence, a lapsed verdict, an automatic
reminder) is passed over; everything else that is refused stops the build.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from renda.demo import afterwards, wording
from renda.demo.acting import CHAIR, CLERK, OFFICE, Actors
from renda.demo.content import texts
from renda.demo.content.model import Step, Story
from renda.demo.furnishing import Rows
from renda.foundation import clock
from renda.kernel.procedures.execute import Outcome, execute, open_matter
from renda.modules.suggestions import gate, selectors
from renda.modules.suggestions.models import Category, Suggestion

Later = Callable[[date, Callable[[], None]], None]


class Player:
    """The suggestions of one town, by story number."""

    def __init__(self, rows: Rows, later: Later) -> None:
        self.rows, self.plan, self.later = rows, rows.plan, later
        self.actors = Actors(rows)
        self.ids: dict[int, object] = {}
        self.categories = list(Category.objects.all())
        self.counts: dict[str, int] = {}

    def play(self, story: Story, step: Step) -> None:
        """Take one step of one story."""
        self.counts[step.kind] = self.counts.get(step.kind, 0) + 1
        getattr(self, step.kind)(story, step)

    def suggestion(self, story: Story) -> Suggestion:
        return Suggestion.objects.get(pk=self.ids[story.number])

    def act(self, actor, story: Story, verb: str, data: dict | None = None) -> Outcome:
        return execute(actor, Suggestion(pk=self.ids[story.number]), verb, data)

    def as_unit(self, unit_key: str, story: Story, verb: str, data: dict) -> Outcome:
        actor, more = self.actors.of_unit(unit_key)
        return self.act(actor, story, verb, {**data, **more})

    # intake

    def content(self, story: Story) -> dict:
        """The words and links of a suggestion as a form hands them in."""
        text = texts.suggestion(self.plan, story)
        own = story.opinion_key
        return {
            "kind": story.form,
            "title": text.title,
            "facts": f"{text.reason}\n{text.facts}",
            "place": f"{self.plan.village(story.village_key).name}{story.group}",
            "ask": text.asks,
            "village": self.rows.villages[story.village_key],
            "cosigners": [self.rows.mandate(index, clock.today()) for index in story.cosigner_indexes],
            "confidential": story.path == "withheld_confidential",
            "opinions": [self.rows.opinions[own]] if own else [],
        }

    def comes_by_phone(self, story: Story) -> bool:
        only_a_draft = story.last("submitted") is None
        return self.actors.author(story) is not None and (only_a_draft or story.channel != "paper")

    def drafted(self, story: Story, step: Step) -> None:
        if self.comes_by_phone(story):
            made = open_matter(self.actors.author(story), "suggestion", "draft", self.content(story))
            self.ids[story.number] = made.matter.pk

    def submitted(self, story: Story, step: Step) -> None:
        if self.comes_by_phone(story):
            self.act(self.actors.author(story), story, "submit", self.content(story))
            return
        session = self.rows.sessions[story.session_key] if story.session_key else None
        entry = {
            **self.content(story),
            "author": self.rows.mandate(story.deputy_index, step.on),
            "submitted_on": step.on,
            "channel": "in_session" if session else "in_recess",
            "session": session,
        }
        made = open_matter(self.actors.staff(CLERK), "suggestion", "enter", entry)
        self.ids[story.number] = made.matter.pk

    def cosigned(self, story: Story, step: Step) -> None:
        mandate = self.rows.mandate(step.by, clock.today())
        actor = self.actors.deputy(step.by, mandate) or self.actors.staff(CLERK)
        self.act(actor, story, "confirm_cosign", {"agrees": True, "cosigner": mandate})

    def converted(self, story: Story, step: Step) -> None:
        reason = "所提事项属于镇政府日常工作，不需要由大会作出决定，按代表建议办理更快。"
        self.act(self.actors.staff(), story, "turn_into_suggestion", {"reason": reason})

    def declined(self, story: Story, step: Step) -> None:
        self.act(self.actors.staff(), story, "decline", {"reason": texts.gate_reason(story)})

    def bill_listed(self, story: Story, step: Step) -> None:
        decision = f"主席团会议审议，同意将《{texts.title(self.plan, story)}》列入本次会议议程，提请大会审议表决。"
        self.act(self.actors.staff(CHAIR), story, "list_bill", {"decision": decision})

    def bill_voted(self, story: Story, step: Step) -> None:
        decision = f"会议听取了议案说明，经表决通过《{texts.title(self.plan, story)}》，由镇人民政府组织实施，下次会议报告办理情况。"
        data = {"outcome": "adopted", "decided_on": clock.today(), "decision": decision}
        self.act(self.actors.staff(CHAIR), story, "conclude_bill", data)

    def registered(self, story: Story, step: Step) -> None:
        suggestion = self.suggestion(story)
        found = gate.suggest_category(f"{suggestion.title}\n{suggestion.facts}\n{suggestion.ask}")
        doubts = {advice.key: True for advice in gate.advise(suggestion) if advice.doubt}
        data = {
            "category": found[0][0] if found else self.categories[-1],
            "urgency": "urgent" if story.is_urgent else "normal",
            "beyond_powers": story.path == "passed_up",
            "gate": doubts,
        }
        self.act(self.actors.staff(CLERK), story, "register", data)

    def merged(self, story: Story, step: Step) -> None:
        target = self.suggestion(self.plan.story(step.data["into"]))
        self.act(self.actors.staff(), story, "merge", {"target": target, "reason": "同一次会议提出，事项、地点相同，合并办理"})

    def withdrawn(self, story: Story, step: Step) -> None:
        actor = self.actors.author(story) or self.actors.staff()
        self.act(actor, story, "withdraw", {"reason": texts.withdrawal_reason(self.plan, story)})

    def key_selected(self, story: Story, step: Step) -> None:
        self.act(self.actors.staff(CHAIR), story, "mark_key", {"leader": self.rows.people[step.data["leader"]]})

    # hand-over

    def assigned(self, story: Story, step: Step) -> None:
        data = {
            "lead_unit": self.rows.units[step.unit],
            "support_units": [self.rows.units[key] for key in step.data["supports"]],
            "note": texts.assignment_remark(self.plan, story),
        }
        verb = "assign"
        if self.suggestion(story).state != "registered":
            verb, data["reason"] = "reassign", "代表对主办单位有异议，经主席团研究改派。"
        self.act(self.actors.staff(CHAIR if story.in_session else OFFICE), story, verb, data)

    reassigned = assigned

    def signed_for(self, story: Story, step: Step) -> None:
        self.as_unit(step.unit, story, "sign_for", {"signed_by": self.contact(step.unit)})
        for unit_key in story.supports:
            if self.share(story, unit_key):
                self.as_unit(unit_key, story, "sign_for", {"signed_by": self.contact(unit_key)})

    def contact(self, unit_key: str) -> str:
        return self.plan.persons[self.plan.unit(unit_key).contact_key].name

    def share(self, story: Story, unit_key: str):
        """The supporting share of a unit that the office would find by the unit's account; units without an
        account sign on the paper transmittal, which the office does not key one by one."""
        if self.actors.unit(unit_key) is None:
            return None
        found = selectors.assignment_of(self.suggestion(story), [self.rows.units[unit_key].pk])
        return found if found and not found.signed_on else None

    def returned(self, story: Story, step: Step) -> None:
        better = step.data["better"]
        data = {"reason": texts.return_reason(self.plan, story, better), "better_unit": self.rows.units[better]}
        self.as_unit(step.unit, story, "hand_back", data)

    def objected(self, story: Story, step: Step) -> None:
        actor = self.actors.author(story)
        if actor:
            self.act(actor, story, "object", {"text": texts.objection(self.plan, story, step.unit)})

    def objection_decided(self, story: Story, step: Step) -> None:
        if selectors.open_objections(self.suggestion(story)).exists():
            answer = "主席团研究，代表的意见有道理，改由更合适的单位主办，原单位配合。"
            self.act(self.actors.staff(CHAIR), story, "answer_objection", {"answer": answer})

    # handling

    def progressed(self, story: Story, step: Step) -> None:
        self.note_progress(story, step.unit, texts.progress(self.plan, story, step.data["stage"]))

    def note_progress(self, story: Story, unit_key: str, text: str) -> None:
        self.as_unit(unit_key, story, "progress", {"text": text, "happened_on": clock.today()})

    def consulted(self, story: Story, step: Step) -> None:
        turn, deputy = step.data["turn"], self.plan.deputies[story.deputy_index].person.name
        record = {
            "held_on": clock.today(),
            "way": wording.way(story, turn),
            "place": f"{self.plan.village(story.village_key).name}{story.group}",
            "present": f"{deputy}代表、{self.contact(step.unit)}、村干部",
            "content": texts.consultation(self.plan, story, clock.today(), turn),
            "deputy_view": wording.deputy_view(story, turn),
        }
        self.as_unit(step.unit, story, "consult", record)

    def support_opinion(self, story: Story, step: Step) -> None:
        opinion = texts.support_opinion(self.plan, story, step.unit)
        actor = self.actors.unit(step.unit)
        if actor and selectors.assignment_of(self.suggestion(story), actor.unit_ids):
            self.act(actor, story, "give_opinion", {"opinion": opinion})
        elif actor is None:
            unit = self.rows.units[step.unit]
            self.act(self.actors.staff(CLERK), story, "give_opinion", {"opinion": opinion, "unit": unit})

    def extension_asked(self, story: Story, step: Step) -> None:
        latest = self.latest_day(story, date.fromisoformat(step.data["latest_on"]))
        text = texts.extension(self.plan, story, clock.today(), latest)
        data = {"reason": text.reason + "。", "measures": "；".join(text.measures) + "。", "latest_on": latest}
        self.as_unit(step.unit, story, "ask_extension", data)

    def latest_day(self, story: Story, wanted: date) -> date:
        """The day asked for, after the running deadline and not after the last one the law allows."""
        return afterwards.within_extension(self.suggestion(story), wanted)

    def extension_granted(self, story: Story, step: Step) -> None:
        self.act(self.actors.staff(CHAIR), story, "grant_extension", {"decision": "情况属实，同意延期，请抓紧办理并告知代表。"})

    def is_in_hand(self, story: Story) -> bool:
        return self.suggestion(story).state in ("assigned", "handling")

    def reminded(self, story: Story, step: Step) -> None:
        if self.is_in_hand(story):
            self.act(self.actors.staff(CLERK), story, "urge", {"reason": "答复期限快到了，请抓紧与代表面商并答复"})

    def supervision_letter(self, story: Story, step: Step) -> None:
        if self.is_in_hand(story):
            self.act(self.actors.staff(CHAIR), story, "supervise", {"reason": "答复期限已过，催办后仍未答复代表"})

    def presidium_heard(self, story: Story, step: Step) -> None:
        if self.is_in_hand(story):
            self.act(self.actors.staff(CHAIR), story, "escalate", {"reason": "发函督办后仍未答复，提请主席团听取汇报"})
        elif self.suggestion(story).satisfaction == "dissatisfied":
            self.act(self.actors.staff(CHAIR), story, "presidium_review", {"review": wording.review(self.plan, story)})

    def passed_up(self, story: Story, step: Step) -> None:
        letter = texts.passing_up(self.plan, story, clock.today())
        self.note_progress(story, step.unit, f"所提事项超出镇级权限，已函告{letter.addressee}，等待答复。")

    def site_visited(self, story: Story, step: Step) -> None:
        leader = self.plan.persons[step.by].name
        self.note_progress(story, story.lead, f"督办领导{leader}带队到现场查看，要求排出时间、专人负责。")

    # answer and after

    def replied(self, story: Story, step: Step) -> None:
        if self.suggestion(story).state != "handling":
            return
        self.as_unit(step.unit, story, "reply", afterwards.reply_data(self, story, step))

    def verdict_given(self, story: Story, step: Step) -> None:
        afterwards.judge(self, story, step)

    def upward_answered(self, story: Story, step: Step) -> None:
        afterwards.show_promise(self, story, "passed_up", texts.upward_answer(self.plan, story))

    def promise_kept(self, story: Story, step: Step) -> None:
        proof = texts.promise_kept_proof(self.plan, story, clock.today())
        afterwards.show_promise(self, story, "planned", proof)

    def promise_broken(self, story: Story, step: Step) -> None:
        afterwards.break_promise(self, story)

    def published(self, story: Story, step: Step) -> None:
        suggestion = self.suggestion(story)
        if suggestion.state == "judged" and not suggestion.withheld_reason:
            self.act(self.actors.staff(CLERK), story, "publish", afterwards.public_text(suggestion))

    def withheld(self, story: Story, step: Step) -> None:
        self.act(self.actors.staff(), story, "withhold", {"reason": texts.confidential_reason(self.plan, story)})

    def sealed(self, story: Story, step: Step) -> None:
        """Bills on the agenda stay with the congress; everything else is closed once it has been decided
        whether it is shown to the public."""
        suggestion = self.suggestion(story)
        if suggestion.state != "judged":
            return
        if not suggestion.published_on and not suggestion.withheld_reason:
            self.act(self.actors.staff(), story, "withhold", {"reason": wording.not_public(story)})
        if suggestion.satisfaction == "dissatisfied" and not suggestion.presidium_review:
            self.presidium_heard(story, step)
        self.act(self.actors.staff(), story, "close")

    def soon(self, days: int, act: Callable[[], None]) -> None:
        """Put an act on the agenda some days from now."""
        self.later(clock.today() + timedelta(days=days), act)
