"""Lists that come in pages, by when their rows changed: what is asked, what is answered, and the one statement."""

from __future__ import annotations

from typing import Annotated

from farstu.contract.fields import Between, about
from farstu.contract.origin import ASSUMED
from farstu.contract.parameters import Parameter, date, whole

LARGEST_PAGE = 1_000
USUAL_PAGE = 100
_LAST_PAGE = 1_000_000


Index = Annotated[int, about(en="Which page it is, from 0", sv="Vilken sida det är, från 0")]
Count = Annotated[int, about(en="How many rows are on it", sv="Hur många rader den har")]
TotalRowCount = Annotated[int, about(en="How many rows there are on all pages", sv="Hur många rader alla sidor har")]
"""The members that every page begins with; its model declares them in this order, and the rows after them."""

CHANGED: tuple[Parameter, ...] = (
    date(
        "ChangedAtMinValue",
        en="What has changed at this moment or later",
        sv="Det som har ändrats vid den här tidpunkten eller senare",
        required=False,
    ),
    date(
        "ChangedAtMaxValue",
        en="What has changed at this moment or earlier",
        sv="Det som har ändrats vid den här tidpunkten eller tidigare",
        required=False,
    ),
)
PAGED: tuple[Parameter, ...] = (
    whole(
        "PageSize",
        en="How many rows on a page, 1 to 1,000",
        sv="Hur många rader per sida, 1 till 1 000",
        between=Between(1, LARGEST_PAGE, ASSUMED),
        required=False,
        default=USUAL_PAGE,
    ),
    whole(
        "PageIndex",
        en="Which page, from 0",
        sv="Vilken sida, från 0",
        between=Between(0, _LAST_PAGE, ASSUMED),
        required=False,
        default=0,
    ),
)
