"""Find in a portion the words that its reader must not meet, before any document is made of it."""

from generator.case import Record
from generator.council import Council
from generator.flow import Finding, Portion, Secret, Withheld
from generator.needle import Needles
from generator.sharing.readers import LEAD
from generator.sharing.recipients import rows_that_reach_nobody
from generator.sharing.strings import all_strings


def findings(portion: Portion, withheld: Withheld, council: Council) -> tuple[Finding, ...]:
    """Return a finding for every kept text that holds something withheld; each stops this reader's copies.

    A finding names the cell of the text and the cell of the secret, and never the words. From the lead agency
    nothing is withheld; its findings are the rows that reach nobody, which stop the whole plan.
    """
    if portion.reader.key == LEAD:
        # The whole case is before us once: what the sheets ask for and nobody would get.
        return tuple(found for found in rows_that_reach_nobody(portion.case, council) if found is not None)
    secrets = {secret.path: secret for secret in withheld.secrets if secret.restricted}
    needles = Needles(needle for secret in secrets.values() for needle in secret.needles)
    texts = tuple(all_strings(portion.case)) if secrets else ()
    # One search over everything says for nearly every copy that there is nothing to look for.
    if not needles.search("\n".join(text for _, _, text in texts)):
        return ()
    found = (
        _finding(secrets[key], record, field, portion, council)
        for record, field, text in texts
        for key in dict.fromkeys(hit.key for hit in needles.search(text))
    )
    return tuple(dict.fromkeys(finding for finding in found if finding is not None))


def _finding(secret: Secret, record: Record, field: str, portion: Portion, council: Council) -> Finding | None:
    return council.finding(
        rule_of(secret),
        f"{record.path}/{field}",
        record.where(field),
        portion.reader.key,
        source=str(secret.where or secret.path),
    )


def rule_of(secret: Secret) -> str:
    """Return the rule that a secret met in a reader's text breaks."""
    kind, _, rest = secret.path.partition("/")
    if rest.endswith("unannounced_dates"):
        return "PRIV-11"
    return "PRIV-03" if kind == "children" and rest.endswith("/name") else "PRIV-01"
