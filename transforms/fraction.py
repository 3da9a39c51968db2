"""A percentage as people say it: `about 1 in 3`, where that is near enough to be true.

The rule, by which the words never flatter the figure:

1. The fractions are those of `SAID`. One may be said of a figure within a tenth of its lesser part (of 9 in 10 that is
   one point) and within two points, or within one point where it sounds better than the figure is.
2. The nearest that may be said is taken; of two as near, the one that sounds worse. Where none may, there are no words, and
   the figure stands alone.
3. Within half a point it is `about` so many; beyond, the words say on which side of it the figure lies: `more than` or
   `nearly`. None and all are said of nothing else.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from transforms.indicator import Polarity

SAID = tuple(
    sorted(
        {Fraction(part, whole) for whole in (2, 3, 4, 5, 6, 10) for part in range(1, whole)}
        | {Fraction(1, 20), Fraction(19, 20), Fraction(1, 100), Fraction(99, 100)}
    )
)
"""What is said of shares: no finer parts than people have at hand."""

MOST, MOST_FLATTERING = Fraction(2, 100), Fraction(1, 100)
ABOUT = Fraction(1, 200)


def in_plain_words(percent: Decimal, polarity: Polarity) -> str:
    """The words for a share in per cent; empty where none are near enough to be true.

    >>> more, less = Polarity.MAXIMISE, Polarity.MINIMISE
    >>> in_plain_words(Decimal("33.1"), more), in_plain_words(Decimal("89.2"), more), in_plain_words(Decimal("81.9"), more)
    ('about 1 in 3', 'nearly 9 in 10', 'more than 4 in 5')
    >>> in_plain_words(Decimal("87.5"), more), in_plain_words(Decimal(45), more), in_plain_words(Decimal(25), less)
    ('', '', '1 in 4')
    """
    share = Fraction(percent) / 100
    if share in {0, 1}:
        return "all" if share else "none"
    near = [said for said in SAID if abs(said - share) <= _allowed(said, share, polarity)]
    if not near:
        return ""
    nearest = min(near, key=lambda said: (abs(said - share), _flatters(said, share, polarity)))
    off = abs(nearest - share)
    words = f"{nearest.numerator} in {nearest.denominator}"
    if not off:
        return words
    if off <= ABOUT:
        return f"about {words}"
    return f"more than {words}" if share > nearest else f"nearly {words}"


def _allowed(said: Fraction, share: Fraction, polarity: Polarity) -> Fraction:
    """How far from the figure a fraction may be that is said of it."""
    most = MOST_FLATTERING if _flatters(said, share, polarity) else MOST
    return min(most, min(said, 1 - said) / 10)


def _flatters(said: Fraction, share: Fraction, polarity: Polarity) -> bool:
    """Whether a fraction sounds better than the figure is; where neither way is better, any that differs may."""
    match polarity:
        case Polarity.MAXIMISE:
            return said > share
        case Polarity.MINIMISE:
            return said < share
        case _:
            return said != share
