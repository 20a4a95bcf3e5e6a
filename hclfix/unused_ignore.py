"""Takes out suppression comments that do nothing.

**What it does.** Finds ``hclfix-ignore`` comments that are malformed, name no transform, have expired, or cover nothing
that their transform reports. The fix takes out the name, or the whole comment.

**Why.** A suppression that covers nothing hides the next finding in its place. One with a mistake hides nothing, while
its author thinks that it does.

Before::

    # hclfix-ignore: no-such-transform
    resource "aws_sqs_queue" "jobs" {}

After::

    resource "aws_sqs_queue" "jobs" {}

**When it declines.** A name counts as unused only when every selected transform ran to its end, and when all other
fixes are made.

**Safety.** SAFE: Terraform does not read comments.
"""

from __future__ import annotations

from hclfix.catalogue import UNUSED_IGNORE
from hclfix.transform import NoSettings, Transform


def transform() -> Transform:
    """Stands for these findings where transforms are listed, explained and selected. The judge makes the findings."""
    return Transform(
        name=UNUSED_IGNORE,
        page=(__doc__ or "").strip() + "\n",
        check=lambda module, settings: (),
        settings_type=NoSettings,
        settings=NoSettings(),
        needs=("hclfix-ignore",),
        after=(),
        alone=True,
        source=__file__,
    )
