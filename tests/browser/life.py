"""What people have done on a desk, so that no page is empty: verdicts of two, corrections, a rule, a
conversation with something flagged and something hidden, suggestions of each state."""

from __future__ import annotations

from browser.served import Served

from dateline.people import conversation, judgements, mends, rules, suggestions
from dateline.people.rows import of_articles
from dateline.web.subjects import of_row

QUEUE = "order=random&seed=7&size=5"


def lived(served: Served) -> None:
    """Fill the file of what people write beside a desk that is served."""
    with served.app.state.database.lease() as desk:
        ((article,),) = desk.sql(
            "SELECT article_id FROM events WHERE \"type\" = 'ACCUSE' AND list_contains(source_countries, 'KEN') "
            "ORDER BY id LIMIT 1"
        ).fetchall()
        rows = of_articles(desk, [article])
    first, second = rows[0], rows[1]
    with served.app.state.people.writing() as db:
        for name, verdicts in (("ada", ("right", "wrong", "unsure")), ("ben", ("right", "right"))):
            for row, verdict in zip(rows, verdicts, strict=False):
                judgements.judge(db, name, row, verdict, queue=QUEUE, note="as it says")
        for row, field, value in (
            (first, "status", "claim"), (first, "type", "REJECT"), (second, "background", True),
        ):  # fmt: skip
            mends.mend(db, "ada", row, rows, field, value, "the words say so")
        rules.adopt(
            db, "ed", "laid", {"field": "status", "now": "claim", "was": "fact", "outlet": "The Lake Paper"},
            "it only repeats what it is told", served.app.state.tables, served.desk.stem,
            {"event": first["id"], "mend": None}, 1,
        )  # fmt: skip
        about = of_row(first)
        said = conversation.write(
            db, "olga", about, f"Is *this* a claim? See #{first['id'][:10]}.\n\n> quoted"
        )
        conversation.write(db, "ben", about, "I think so.", parent=said)
        rude = conversation.write(db, "ria", about, "You cannot read.")
        conversation.flag(db, "ben", rude, "uncivil")
        hidden = conversation.write(db, "ria", about, "Buy my boats.")
        conversation.hide(db, "ed", hidden, "advertising")
        conversation.edit(db, "olga", said, 1, f"Is *this* a claim, #{first['id'][:10]}?")
        asked = [
            suggestions.suggest(
                db, "ria", address=f"https://lake.example/{n}", note="A local paper."
            )
            for n in range(3)
        ]
        suggestions.decide(db, "ed", asked[0], "approved", "")
        suggestions.decide(db, "ed", asked[1], "rejected", "no news")
